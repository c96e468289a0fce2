"""An event, and what is said of it, as a citation: plain text in the form of a newspaper or a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard import telling
from dashboard.datasets import is_published
from dashboard.terms import is_web
from dashboard.texts import say
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dashboard.evidence import Row


def citation(claims: Iterable[Row], event: Mapping[Any, Any]) -> str:
    """One line that says what happened, one for each source, each once, and last what read them."""
    told = list(claims)
    lines = dict.fromkeys(one(claim) for claim in told)
    sets = dict.fromkeys(_dataset(str(claim["dataset"])) for claim in told if is_published(str(claim["dataset"])))
    return "\n".join([_headline(event), *lines, *sets, say("citing.read_by", name=say("head.name"))])


def one(claim: Row) -> str:
    """``Source, in: Publisher, “Title”, 19 March 2016, https://...``: as much of it as is known."""
    source = telling.source(claim)
    publisher = str(claim["publisher"]) if telling.given(claim, "publisher") else ""
    named = say("citing.inside", source=source, publisher=publisher) if publisher not in ("", source) else source
    title = say("citing.title", title=claim["title"]) if telling.given(claim, "title") else ""
    day: str = telling.days(claim["published"], claim["published"]) if pd.notna(claim["published"]) else ""
    url = str(claim["url"]) if telling.given(claim, "url") and is_web(str(claim["url"])) else ""
    where = url or (str(claim["document"]) if telling.given(claim, "document") else "")
    return ", ".join(part for part in (named, title, day, where) if part) + "."


def _dataset(name: str) -> str:
    about = DATASETS[name]
    licence = say("citing.licence", licence=about.licence) if about.licence else ""
    return f"{about.attribution.rstrip('.')}, {about.url}.{f' {licence}' if licence else ''}"


def _headline(event: Mapping[Any, Any]) -> str:
    """What the citation is of: kind, place, days and id."""
    kind = event["kind"] if pd.notna(event["kind"]) else say("evidence.kind_unknown")
    place = event["place"] if pd.notna(event["place"]) else say("evidence.nowhere_named")
    when = telling.days(event["date_start"], event["date_end"])
    return say("citing.event", kind=kind, place=place, when=when, event=event["event_id"])
