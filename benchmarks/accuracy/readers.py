"""The readers that are compared: this project's, and what most would begin with."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import data_prep
from data_prep.frame import from_rows
from data_prep.reports.dates.model import DateMention
from data_prep.reports.numbers import value
from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from benchmarks.accuracy.corpora import Doc

# ---------------------------------------------------------------- dates


def our_dates(doc: Doc) -> list[DateMention]:
    """``data_prep.find_dates``."""
    return data_prep.find_dates(doc["text"], doc["published"])


def parsed_dates(doc: Doc) -> list[DateMention]:
    """``dateparser.search.search_dates``, with the settings that serve it best on news."""
    return list(_found(doc["text"], doc["published"]))


def _found(text: str, published: str | None) -> Iterator[DateMention]:
    """What it finds, as the day, month or year that its parser says the words name."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    base = datetime.fromisoformat(published) if published else datetime.now()
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    parser = DateDataParser(languages=["en"], settings=settings)
    at = 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        start = max(text.find(words, at), at)
        at = start + len(words)
        yield DateMention(start, at, words, *_span(moment.date(), parser.get_date_data(words).period))


def _span(day: date, period: str) -> tuple[date, date, str]:
    if period == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31), period
    if period == "month":
        after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return day.replace(day=1), after - timedelta(days=1), period
    return day, day, "day"


# ---------------------------------------------------------------- claims


def our_claims(doc: Doc) -> pd.DataFrame:
    """``data_prep.read_text``, told nothing but the text."""
    return data_prep.read_text(doc["text"])


def publication_day(doc: Doc) -> pd.DataFrame:
    """Everything happened on the day of publication."""
    return from_rows([_row(doc["published"])] if doc["published"] else [])


_COUNT = rf"\d[\d,]{{0,8}}|{'|'.join(row['word'] for row in table('numbers') if row['kind'] == 'unit')}"
_HURT = re.compile(rf"\b({_COUNT})\s+(?:[\w-]+\s+){{0,5}}?(killed|dead|died|wounded|injured)\b", re.IGNORECASE)
_HURTING = re.compile(
    rf"\b(killed|killing|wounded|wounding|injured|injuring)\s+(?:[\w-]+\s+){{0,3}}?({_COUNT})\b", re.IGNORECASE
)
_KINDS = (
    ("Air/drone strike", re.compile(r"air ?strike|bombed|warplane|drone", re.IGNORECASE)),
    ("Shelling/artillery/missile attack", re.compile(r"shell|artillery|rocket|mortar", re.IGNORECASE)),
    ("Armed clash", re.compile(r"clash|fighting", re.IGNORECASE)),
)


def naive_claims(doc: Doc) -> pd.DataFrame:
    """Every date that dateparser finds, digits beside a word of killing, words that name a kind, a list of names."""
    text = doc["text"]
    kind = next((kind for kind, words in _KINDS if words.search(text)), "Attack")
    actors = sorted({actor for name, actor in _names().items() if name in text})
    days = [found.date_start for found in _found(text, doc["published"])]
    rows = [_row(day, sub_event_type=kind, perpetrators=actors) for day in dict.fromkeys(days)]
    rows += [_row(None, sub_event_type=kind, perpetrators=actors, **figure) for figure in _figures(text)]
    return from_rows(rows or [_row(None, sub_event_type=kind, perpetrators=actors)])


def _figures(text: str) -> Iterator[dict[str, object]]:
    found = [match.groups() for match in _HURT.finditer(text)]
    found += [(number, word) for word, number in (match.groups() for match in _HURTING.finditer(text))]
    for number, word in found:
        count = value(number) or 0
        measure = "injured" if word.lower().startswith(("wound", "injur")) else "killed"
        yield {f"{measure}_low": count, f"{measure}_high": count}


@cache
def _names() -> dict[str, str]:
    """Spelling -> actor, of everyone in the vocabulary who is no civilian and no speaker, and of every state."""
    armed = [row for row in table("actors") if row["kind"] not in {"civilians", "monitor", "media", "un", "agency"}]
    names = {name: row["actor"] for row in armed for name in [row["actor"], *several(row["aliases"])]}
    names |= {name: row["government"] for row in table("countries") for name in several(row["demonyms"])}
    return {name: actor for name, actor in names.items() if len(name) > 2}


def _row(day: object, **cells: object) -> dict[str, object]:
    dated = {"date_start": day, "date_end": day, "date_precision": "day"} if day else {}
    kind = str(cells.pop("sub_event_type", "Attack"))
    return {
        "claim_id": "naive",
        "event_id": "naive",
        "dataset": "report",
        "event_type": data_prep.EVENT_TYPE_OF[kind],
        "sub_event_type": kind,
        "stance": "reported",
        **dated,
        **cells,
    }
