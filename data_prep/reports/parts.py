"""Totals and parts: which figures of an event tell of all of its dead or injured, and which of some of them only."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_prep.reports.casualties import Figure, bound
from data_prep.reports.scope import ALL, GROUP, IMPLIED, REST, SOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data_prep.reports.draft import Draft, Event

FLAG = "toll-part"
SUPERSEDED = "toll-superseded"
_NOT_OF_THIS_EVENT = frozenset({"toll-cumulative", "number-per-day"})
_CIVILIANS = frozenset({"civilians", "children", "women"})


@dataclass(frozen=True)
class _Told:
    """One figure of an event: who gave it, how much it says, and of whom."""

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

    @property
    def of_fighters(self) -> bool:
        """It counts nobody else."""
        return self.draft.happening.toll.groups == {"fighters"}

    @property
    def of_civilians(self) -> bool:
        """It counts no fighters, and fighters are no part of it."""
        toll = self.draft.happening.toll
        return (bool(toll.groups) and toll.groups <= _CIVILIANS) or toll.civilians == toll.killed


@dataclass
class _Highest:
    """The highest of many figures, and the highest of those that are not of civilians alone."""

    of_all: int = 0
    of_mixed: int = 0

    def add(self, one: _Told) -> None:
        """Takes a figure in."""
        self.of_all = max(self.of_all, one.value)
        self.of_mixed = max(self.of_mixed, 0 if one.of_civilians else one.value)

    def over(self, one: _Told) -> bool:
        """One of them is larger than this figure, and could hold it."""
        return (self.of_mixed if one.of_fighters else self.of_all) > one.value


@dataclass
class _Before:
    """What was told before a figure."""

    anything: _Highest = field(default_factory=_Highest)
    by_voice: defaultdict[str, _Highest] = field(default_factory=lambda: defaultdict(_Highest))
    counting: set[str] = field(default_factory=set)
    """Voices that have given a total."""

    def add(self, one: _Told) -> None:
        """Takes a figure in."""
        self.anything.add(one)
        if one.is_of_event:
            self.by_voice[one.voice].add(one)
        if one.scope in {ALL, GROUP}:
            self.counting.add(one.voice)


def mark_parts(event: Event, publisher: str) -> None:
    """Leaves the figures that are parts of a total told elsewhere out of the event's range, and flags their claims.

    A part keeps its sentence, and what it says of children, women and civilians.
    """
    for measure in ("killed", "injured"):
        told = _without_implied(_told(event, measure, publisher), measure)
        replaced = _replaced(told)
        _leave_out(replaced, measure, SUPERSEDED)
        gone = {id(one) for one in replaced}
        _leave_out(_parts([one for one in told if id(one) not in gone]), measure, FLAG)
    for draft in event.drafts:
        if draft.happening.toll.partial:
            draft.flags.add(FLAG)


def _leave_out(figures: Iterable[_Told], measure: str, flag: str) -> None:
    for one in figures:
        setattr(one.draft.happening.toll, measure, Figure())
        one.draft.flags.add(flag)


def _told(event: Event, measure: str, publisher: str) -> list[_Told]:
    """The event's figures in the order of the text; those of headlines come last."""
    drafts = sorted(event.drafts, key=lambda draft: (draft.sentence.role != "body", draft.sentence.start))
    told: list[_Told] = []
    for draft in drafts:
        toll = draft.happening.toll
        figure: Figure = getattr(toll, measure)
        value = bound(figure)
        if value and not draft.denied:
            voice = draft.voice.name if draft.voice is not None else publisher
            told.append(_Told(draft, value, toll.scope.get(measure, ALL), voice, measure in toll.vague))
    return told


def _without_implied(told: Sequence[_Told], measure: str) -> list[_Told]:
    """``Others were injured`` says two where nobody counts, and nothing beside a figure."""
    counted = [one for one in told if one.scope != IMPLIED]
    if not counted:
        return list(told)
    for one in told:
        if one.scope == IMPLIED:
            setattr(one.draft.happening.toll, measure, Figure())
    return counted


# ---------------------------------------------------------------- preliminary figures


def _replaced(told: Sequence[_Told]) -> list[_Told]:
    """``It initially spoke of five dead, later of nine``: a figure that the report itself calls a first one.

    A larger figure of the event replaces it, whoever gives that; a lower one only where it is its own source's or
    its sentence's, or where nobody stands behind the first one. The field's rule: the latest count stands (UCDP GED).
    """
    preliminary = [one for one in told if _is_preliminary(one.draft)]
    first = {id(one) for one in preliminary}
    final = max((one.value for one in told if id(one) not in first), default=0)
    revised = {id(one) for one in _revised(told)}
    return [one for one in preliminary if final > one.value or id(one) in revised]


def _revised(told: Sequence[_Told]) -> list[_Told]:
    """Figures that their own source, their sentence, or for want of a source anybody, later puts otherwise."""
    found, values = [], defaultdict[object, set[int]](set)
    for one in reversed(told):
        keys = ["", ("voice", one.voice), ("sentence", id(one.draft.sentence))]
        nobody = bool(one.voice and _ANONYMOUS.fullmatch(one.voice))
        if any(values[key] - {one.value} for key in keys[0 if nobody else 1 :]):
            found.append(one)
        for key in keys:
            values[key].add(one.value)
    return found


def _is_preliminary(draft: Draft) -> bool:
    text, happening = draft.sentence.text, draft.happening
    words = list(_PRELIMINARY.finditer(text, max(0, happening.start - 200), happening.end))
    return bool(words) and not _LATER.search(text, words[-1].end(), max(happening.start, words[-1].end()))


_PRELIMINARY = re.compile(
    r"\b(?:initial(?:ly)?|at first|originally|"
    r"(?:early|earlier|first|preliminary) (?:reports?|accounts?|figures?|counts?))\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:later|but|whil(?:e|st)|whereas|however|then|before|now)\b", re.IGNORECASE)
_ANONYMOUS = re.compile(
    r"(?:initial|early|earlier|first|preliminary)?\s*(?:news |media )?"
    r"(?:reports?|accounts?|figures?|counts?|reportage)?",
    re.IGNORECASE,
)


# ---------------------------------------------------------------- parts


def _parts(told: Sequence[_Told]) -> list[_Told]:
    event, totals, before = _Highest(), _Highest(), _Before()
    for one in told:
        if one.is_of_event:
            event.add(one)
            if one.scope == ALL:
                totals.add(one)
    found = []
    for one in told:
        if _is_part(one, event, totals, before):
            found.append(one)
        before.add(one)
    return found


def _is_part(one: _Told, event: _Highest, totals: _Highest, before: _Before) -> bool:
    if one.scope == REST and (before.anything.of_mixed if one.of_fighters else before.anything.of_all):
        return True
    if one.scope == SOME and one.voice in before.counting:
        return True
    if one.scope == GROUP:
        return totals.over(one)
    if one.scope != ALL or one.is_vague:
        return event.over(one)
    return before.by_voice[one.voice].over(one) and not _REVISED.search(one.draft.sentence.text)


_REVISED = re.compile(
    r"\b(?:revis\w+|correct\w+|lowered|only|actually|initial(?:ly)?|at first|original(?:ly)?|instead|"
    r"earl(?:y|ier) reports?|previous\w*)\b",
    re.IGNORECASE,
)
"""A source that gives a lower figure in such words takes back its higher one, or tells what it said before."""
