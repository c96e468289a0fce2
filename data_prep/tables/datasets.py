"""What each data set is, what one row of it counts, and on what terms it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_prep.frame import DATASETS as NAMES
from data_prep.tables.format_load import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True)
class DatasetInfo:
    """One data set. ``name`` is its value in the column ``dataset``; ``counts`` says in one sentence what one row
    counts; licence and address may be empty; ``default``: its rows are counted without being asked for."""

    name: str
    title: str
    counts: str
    licence: str
    licence_url: str
    attribution: str
    url: str
    default: bool = True


REPORTS = DatasetInfo(
    "report",
    "Reports",
    "What news reports say happened, claim by claim; several reports of one event count once.",
    "",
    "",
    "News reports, each with its publisher named beside it",
    "",
)


def terms(names: Iterable[str]) -> str:
    """What travels with a file of claims: for each data set in it what it counts, whose it is, and on what terms."""
    return "\n".join("\n".join([*_lines(DATASETS[name]), ""]) for name in names)


def _lines(one: DatasetInfo) -> Iterator[str]:
    yield one.title
    yield one.counts
    yield " ".join(part for part in (f"{one.attribution}.", one.url) if part)
    if one.licence:
        yield f"Licence: {one.licence} {one.licence_url}".rstrip()


def _known() -> Mapping[str, DatasetInfo]:
    found = {REPORTS.name: REPORTS}
    for format in formats().values():
        told = format.about
        terms = (told.licence, told.licence_url, told.attribution, told.url)
        found.setdefault(format.dataset, DatasetInfo(format.dataset, told.title, told.counts, *terms, told.default))
    return {name: found[name] for name in NAMES if name in found}


DATASETS: Mapping[str, DatasetInfo] = _known()
"""Every data set that a claim can come from, in the order of the frame."""
