"""Claim frames as JSON for TimelineJS: a slide for each event, with what each source says of it beside the others.

It is for showing, and not read again: a slide is told in words, and has no place for what those leave out.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

from data_prep.errors import UsageError, unknown
from data_prep.export_texts import texts
from data_prep.frame_conform import conform
from data_prep.plain_cells import plain_table, rows_in
from data_prep.slide_days import span_of
from data_prep.slide_text import Words, names, story
from data_prep.tables.datasets import DATASETS
from data_prep.vocab import mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

    from data_prep.slide_text import Claim

GROUPS = ("event_type", "actor")
"""By what the slides of a timeline can be put into rows."""
_LISTED = 20
"""Undated claims that are named on the first slide."""
Slide: TypeAlias = dict[str, Any]


def claims_timelinejs(frame: pd.DataFrame, *, title: str = "", group: str = GROUPS[0], language: str = "en") -> bytes:
    """The frame as JSON in UTF-8 for TimelineJS 3: a title slide, and a slide for each dated event of each data set.

    A date of month precision has no day, one of year precision no month; the words beside it say from when to when.
    Events that no claim dates cannot be placed: the title slide counts and lists them. Raises UsageError for another
    ``group`` than GROUPS, or a language without words.
    """
    if group not in GROUPS:
        raise UsageError(unknown("group", group, GROUPS) + f"; there are {' and '.join(GROUPS)}.")
    say = Words(texts("timelinejs", language))
    events = [_Event(key, claims) for key, claims in _events(conform(frame)).items()]
    slides = [slide for event in events if (slide := _slide(say, event, group)) is not None]
    undated = [claim for event in events if span_of(event.told) is None for claim in event.claims]
    told = {"title": _title_slide(say, title, events, undated), "events": slides}
    return json.dumps(told, ensure_ascii=False).encode()


@dataclass(frozen=True)
class _Event:
    """The claims about one event of one data set."""

    key: tuple[str, str]
    claims: Sequence[Claim]

    @property
    def told(self) -> Sequence[Claim]:
        """Those that report it; where nobody does, those that deny it."""
        return [claim for claim in self.claims if claim["stance"] != "denied"] or self.claims

    @property
    def denials(self) -> int:
        """How many of the claims deny it."""
        return sum(claim["stance"] == "denied" for claim in self.claims)

    def first(self, *columns: str) -> str:
        """What the first claim says that says anything, of the first of the columns of which one does."""
        return next((str(claim[name]) for name in columns for claim in self.told if claim[name]), "")


def _events(claims: pd.DataFrame) -> dict[tuple[str, str], list[Claim]]:
    """Claims that share an event, in one data set: data sets are never added to one another."""
    cells = plain_table(claims)
    found: dict[tuple[str, str], list[Claim]] = {}
    for number, row in enumerate(rows_in(cells)):
        claim = dict(zip(cells.column_names, row, strict=True))
        key = claim["dataset"] or "", claim["event_id"] or claim["claim_id"] or str(number)
        found.setdefault(key, []).append(claim)
    return found


def _slide(say: Words, event: _Event, group: str) -> Slide | None:
    """The slide of an event; None where no claim dates it."""
    span = span_of(event.told)
    if span is None:
        return None
    return {
        "unique_id": "event-" + hashlib.sha256("\n".join(event.key).encode()).hexdigest()[:12],
        **span.dates(),
        "display_date": span.words(say),
        "group": escape(_group(say, event, group)),
        "text": {"headline": escape(_headline(say, event)), "text": story(say, event.claims)},
        "autolink": False,
    }


def _headline(say: Words, event: _Event) -> str:
    what = event.first("sub_event_type", "event_type") or say("what_unknown")
    where = event.first("place", "admin1") or mapping("countries", "alpha3", "name").get(event.first("country"), "")
    headline = say("at", what=what, where=where) if where else what
    if not event.denials:
        return headline
    return say("denied" if event.denials == len(event.claims) else "disputed", headline=headline)


def _group(say: Words, event: _Event, group: str) -> str:
    if group == "event_type":
        return event.first("event_type") or say("what_unknown")
    named = dict.fromkeys(name for claim in event.told for name in names(claim))
    return say("join").join(named) or say("nobody")


# --- The first slide ----------------------------------------------------------------------------------------------


def _title_slide(say: Words, title: str, events: Sequence[_Event], undated: Sequence[Claim]) -> Slide:
    count = sum(len(event.claims) for event in events)
    summary = f"{say.count('events', len(events))}, {say.count('claims', count)}."
    parts = [f"<p>{escape(summary)}</p>", *_undated(say, undated), *_credit(say, events)]
    return {"text": {"headline": escape(title or say("title")), "text": "".join(parts)}, "autolink": False}


def _undated(say: Words, claims: Sequence[Claim]) -> Iterator[str]:
    if not claims:
        return
    lines = [_line(say, claim) for claim in claims[:_LISTED]]
    if len(claims) > _LISTED:
        lines.append(say("undated_more", count=f"{len(claims) - _LISTED:,}"))
    yield f"<p>{escape(say.count('undated', len(claims)))}</p><ul>{_items(lines)}</ul>"


def _line(say: Words, claim: Claim) -> str:
    said = claim["sentence"] or _headline(say, _Event(("", ""), [claim]))
    return f"{claim['source'] or say('source_unknown')}: {said}"


def _items(lines: Iterable[str]) -> str:
    return "".join(f'<li dir="auto">{escape(line)}</li>' for line in lines)


def _credit(say: Words, events: Sequence[_Event]) -> Iterator[str]:
    """Whose the data is, and on what terms."""
    found = [DATASETS[name] for name in dict.fromkeys(event.key[0] for event in events) if name]
    lines = [
        " ".join(part for part in (f"{one.title}: {one.attribution}.", one.url, one.licence, one.licence_url) if part)
        for one in found
    ]
    if lines:
        yield f"<p>{escape(say('credit'))}</p><ul>{_items(lines)}</ul>"
