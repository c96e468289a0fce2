"""On what terms each data set may be shown and passed on: its attribution, licence and address, as HTML and as text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dashboard.datasets import is_published
from dashboard.epoch import date_of
from dashboard.formats import day
from dashboard.store.columns import NO_DAY
from dashboard.texts import say
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from dashboard.store.told import Told
    from data_prep import DatasetInfo


def is_web(url: str) -> bool:
    """Whether an address can be a link: only http and https are."""
    return url.startswith(("http://", "https://"))


def as_html(about: DatasetInfo) -> str:
    """A data set's attribution and licence as HTML, each with its link."""
    credit, licence = _link(about.attribution, about.url), _link(about.licence, about.licence_url)
    return f"{credit}. {escape(say('datasets.licence'))} {licence}." if about.licence else f"{credit}."


def _link(text: str, url: str) -> str:
    shown = escape(text.rstrip("."))
    return f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">{shown}</a>' if is_web(url) else shown


def editions(name: str, report: pd.DataFrame) -> list[str]:
    """The editions of a data set that were read, as the import report names them."""
    of_it = report[(report["format"] == name).to_numpy(dtype=bool, na_value=False)]["edition"].dropna()
    return [str(one) for one in of_it[of_it != ""].unique()]


def until(told: Told, name: str) -> str:
    """The last day that the events of a data set may have happened on; empty where none is dated."""
    last = int(told.part(name).end.max(initial=NO_DAY))
    return "" if last == NO_DAY else day(date_of(last))


def as_text(told: Told, report: pd.DataFrame) -> str:
    """What travels with a file of claims: for each data set in it what it counts, whose it is, and on what terms."""
    return "\n\n".join("\n".join(_lines(name, told, report)) for name in told.datasets) + "\n"


def _lines(name: str, told: Told, report: pd.DataFrame) -> Iterator[str]:
    about, found = DATASETS[name], editions(name, report)
    yield f"{about.title}: {', '.join(found)}" if found else about.title
    yield about.counts
    if is_published(name):
        yield f"{about.attribution.rstrip('.')}. {about.url}"
    if about.licence:
        yield f"{say('datasets.licence')} {about.licence} {about.licence_url}".rstrip()
    if last := until(told, name):
        yield say("datasets.until", day=last)
