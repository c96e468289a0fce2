"""Totals and parts: which figures of an event tell of all of its dead or injured, and which of some of them only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_prep.reports.casualties import Figure
from data_prep.reports.scope import ALL, GROUP, IMPLIED, REST, SOME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.draft import Draft, Event

FLAG = "toll-part"
SUPERSEDED = "toll-superseded"
_NOT_OF_THIS_EVENT = frozenset({"toll-cumulative", "number-per-day"})


@dataclass(frozen=True)
class _Told:
    """One figure of an event: who gave it, how much it says, and of whom; ``number`` is its place among them."""

    number: int
    draft: Draft
    value: int
    scope: str
    voice: str
    is_vague: bool
    """``several``: a lower bound that contradicts no larger figure."""

    @property
    def is_of_event(self) -> bool:
        """It tells of this event alone."""
        return not self.draft.flags & _NOT_OF_THIS_EVENT


def mark_parts(event: Event, publisher: str) -> None:
    """Leaves the figures that are parts of a total told elsewhere out of the event's range, and flags their claims.

    A part keeps its sentence, and what it says of children, women and civilians.
    """
    for measure in ("killed", "injured"):
        told = _told(event, measure, publisher)
        implied = [one for one in told if one.scope == IMPLIED and len({other.scope for other in told}) > 1]
        for one in implied:
            setattr(one.draft.happening.toll, measure, Figure())
        told = [one for one in told if one not in implied]
        replaced = [one for number, one in enumerate(told) if _is_replaced(one, told[number + 1 :])]
        told = [one for one in told if one not in replaced]
        others = _first_of_each_kind(told)
        for one in [*replaced, *(one for one in told if _is_part(one, others))]:
            setattr(one.draft.happening.toll, measure, Figure())
            one.draft.flags.add(SUPERSEDED if one in replaced else FLAG)
    for draft in event.drafts:
        if draft.happening.toll.partial:
            draft.flags.add(FLAG)


def _told(event: Event, measure: str, publisher: str) -> list[_Told]:
    """The event's figures in the order of the text; those of headlines come last."""
    drafts = sorted(event.drafts, key=lambda draft: (draft.sentence.role != "body", draft.sentence.start))
    told: list[_Told] = []
    for draft in drafts:
        toll = draft.happening.toll
        figure: Figure = getattr(toll, measure)
        value = figure.low if figure.low is not None else figure.high
        if value and not draft.denied:
            voice = draft.voice.name if draft.voice is not None else publisher
            told.append(_Told(len(told), draft, value, toll.scope.get(measure, ALL), voice, measure in toll.vague))
    return told


def _is_replaced(one: _Told, later: Sequence[_Told]) -> bool:
    """``It initially spoke of five dead, later of nine``: the first figure was its own, or its sentence's, to replace.

    What another source says later leaves it standing.
    """
    if not _is_preliminary(one.draft):
        return False
    nobody = bool(one.voice and _ANONYMOUS.fullmatch(one.voice))
    others = [other for other in later if other.value != one.value]
    return any(nobody or other.voice == one.voice or other.draft.sentence is one.draft.sentence for other in others)


def _is_preliminary(draft: Draft) -> bool:
    text, happening = draft.sentence.text, draft.happening
    words = list(_PRELIMINARY.finditer(text, 0, happening.end))
    return bool(words) and not _LATER.search(text, words[-1].end(), max(happening.start, words[-1].end()))


_PRELIMINARY = re.compile(
    r"\b(?:initial(?:ly)?|at first|originally|"
    r"(?:early|earlier|first|preliminary) (?:reports?|accounts?|figures?|counts?))\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:later|but|while|whereas|however|then|before|now)\b", re.IGNORECASE)
_ANONYMOUS = re.compile(
    r"(?:initial|early|earlier|first|preliminary)?\s*(?:news |media )?"
    r"(?:reports?|accounts?|figures?|counts?|reportage)?",
    re.IGNORECASE,
)


def _first_of_each_kind(told: Sequence[_Told]) -> list[_Told]:
    """A report may give one figure a thousand times; the first of those that say the same speaks for them all."""
    found: dict[tuple[object, ...], _Told] = {}
    for one in told:
        toll = one.draft.happening.toll
        kind = (one.value, one.scope, one.voice, one.is_of_event, frozenset(toll.groups), toll.civilians == toll.killed)
        found.setdefault(kind, one)
    return list(found.values())


def _is_part(one: _Told, told: Sequence[_Told]) -> bool:
    before = [other for other in told if other.number < one.number]
    if one.scope == REST and any(not _apart(one, other) for other in before):
        return True
    larger = [other for other in told if other.value > one.value and other.is_of_event and not _apart(one, other)]
    if one.scope == SOME and any(other.voice == one.voice and other.scope in {ALL, GROUP} for other in before):
        return True
    if one.scope == GROUP:
        return any(other.scope == ALL for other in larger)
    if one.scope != ALL or one.is_vague:
        return bool(larger)
    return any(other.voice == one.voice and other in before for other in larger) and not _REVISED.search(
        one.draft.sentence.text
    )


_CIVILIANS = frozenset({"civilians", "children", "women"})


def _apart(one: _Told, other: _Told) -> bool:
    """Fighters are no part of a number of civilians."""
    mine, theirs = one.draft.happening.toll, other.draft.happening.toll
    civilians = (bool(theirs.groups) and theirs.groups <= _CIVILIANS) or bool(theirs.civilians == theirs.killed)
    return mine.groups == {"fighters"} and civilians


_REVISED = re.compile(
    r"\b(?:revis\w+|correct\w+|lowered|only|actually|initial(?:ly)?|at first|original(?:ly)?|instead|"
    r"earl(?:y|ier) reports?|previous\w*)\b",
    re.IGNORECASE,
)
"""A source that gives a lower figure in such words takes back its higher one, or tells what it said before."""
