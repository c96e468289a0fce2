"""Which event of the report a clause speaks of: one told before, or a new one."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from data_prep.frame import EVENT_TYPE_OF
from data_prep.reports.casualties import bound
from data_prep.reports.discourse import is_current, named_event, story_event
from data_prep.reports.likeness import are_near, days_meet, doers_agree, is_explosive, is_violent, places_agree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.draft import Draft, Event

NEAR = 3
"""Paragraphs that a bare figure (``two more were wounded``) reaches back."""

REACH = 60
"""Events that a sentence can speak of beside the main one: the last so many. Time stays linear in the events."""


def within_reach(events: Sequence[Event]) -> Sequence[Event]:
    """The report's main event and those told last."""
    return events if len(events) <= REACH else [events[0], *events[-REACH:]]


def told_before(draft: Draft, events: Sequence[Event]) -> Event | None:
    """The event, among those told so far, that the draft speaks of; None when it is a new one."""
    possible = [event for event in _in_order(draft, events) if _can_be(draft, event)]
    evident = next((event for event in possible if _is_evident(draft, event)), None)
    told = evident or story_event(draft, events)
    if told is None and (told := named_event(draft, events)) is not None:
        draft.dated = draft.place = None  # said of something else
    return told


def _in_order(draft: Draft, events: Sequence[Event]) -> list[Event]:
    """The event that the story is at, its main one, then the others, the last one first; headlines sum up the main."""
    if draft.sentence.role != "body":
        return sorted(events, key=_is_background)
    ordered = list(reversed(events))
    ordered.sort(key=lambda event: (not is_current(draft, event), event is not events[0]))
    if _LATEST.search(draft.happening.text):
        ordered.sort(key=lambda event: event.dated.interval.end if event.dated else date.min, reverse=True)
    return sorted(ordered, key=_is_background)


_LATEST = re.compile(r"\b(?:latest|newest|most recent|last)\s", re.IGNORECASE)


def _is_background(event: Event) -> bool:
    """Told only to set another event off: ``a day after 16 civilians were killed``."""
    return bool(event.first.happening.opening) and len(event.drafts) == 1


def _can_be(draft: Draft, event: Event) -> bool:
    return (
        _types_agree(draft, event)
        and (
            places_agree(None if "place-inferred" in draft.flags else draft.place, event.place) or _beside(draft, event)
        )
        and (not draft.said_when or event.dated is None or days_meet(draft.dated.interval, event.dated.interval))  # type: ignore[union-attr]
    )


def _beside(draft: Draft, event: Event) -> bool:
    """What leans on an event told before (``the strike``, a bare figure) may name its place more or less closely."""
    leans = draft.happening.definite or draft.happening.only_casualties
    return leans and are_near(draft.place, event.place)


def _types_agree(draft: Draft, event: Event) -> bool:
    mine, theirs = draft.sub_event_type, event.sub_event_type
    if mine == theirs:
        return True
    loose = draft.happening.weight <= 1 or event.weight <= 1
    if draft.happening.definite and draft.happening.weight <= 2 and is_explosive(mine) and is_explosive(theirs):
        return True
    return loose and is_violent(mine) and is_violent(theirs)


def _is_evident(draft: Draft, event: Event) -> bool:
    happening = draft.happening
    if happening.opening and re.search(r"\b(?:after|before|following)$", happening.opening):
        return False
    if draft.sentence.role != "body" or event.first.sentence.role != "body":
        if draft.place is not None and event.place is None:
            return False
        return _same_figures(draft, event) or not (draft.killed and event.killed) or _vaguely(draft, event)
    if draft.denied != event.first.denied:
        return _is_about(draft, event) and _contradicts(draft, event)
    if happening.only_casualties:
        when = not draft.said_when or _same_start(draft, event)
        # "Soldiers killed 30 rebels" tells no more of a kidnapping by rebels.
        return _elaborates(draft, event) and when and doers_agree(set(draft.roles.perpetrators), event.doers)
    if happening.definite and _is_about(draft, event):
        return not (draft.said_when and draft.place and event.place and not _one_day(draft, event))
    if draft.killed and event.killed and draft.killed.low == event.killed.low:
        return draft.sub_event_type == event.sub_event_type or happening.weight <= 1
    return _same_day_place_and_kind(draft, event)


def _contradicts(draft: Draft, event: Event) -> bool:
    """One says that it happened, the other that it did not: of the same actor and kind, and not of other days."""
    if not doers_agree(set(draft.roles.perpetrators), event.doers):
        return False
    if draft.sub_event_type == event.sub_event_type and (draft.said_when or draft.happening.definite):
        return True
    return draft.denied and (draft.happening.weight <= 1 or draft.happening.definite)


def _is_about(draft: Draft, event: Event) -> bool:
    distance = draft.sentence.paragraph - event.drafts[-1].sentence.paragraph
    return EVENT_TYPE_OF[event.sub_event_type] not in {"Protests"} and distance <= 12


def _one_day(draft: Draft, event: Event) -> bool:
    return draft.dated is not None and event.dated is not None and days_meet(draft.dated.interval, event.dated.interval)


def _same_start(draft: Draft, event: Event) -> bool:
    """``The Observatory counted 16 killed on Friday``: of the event of that day."""
    return draft.dated is not None and event.dated is not None and draft.dated.interval == event.dated.interval


def _same_figures(draft: Draft, event: Event) -> bool:
    mine, theirs = draft.killed, event.killed
    return bool(mine and theirs) and (bound(mine) == bound(theirs))


def _vaguely(draft: Draft, event: Event) -> bool:
    """``dozens`` in a headline are the 39 of the text."""
    mine, theirs = bound(draft.killed), bound(event.killed)
    return "number-vague" in draft.flags and mine is not None and theirs is not None and mine <= theirs


def _elaborates(draft: Draft, event: Event) -> bool:
    """``Five children were among the dead``, ``it said 37 were wounded``: more of the event just told."""
    if draft.sentence.paragraph - event.drafts[-1].sentence.paragraph > NEAR:
        return False
    if draft.happening.toll.partial:
        return True
    if draft.happening.apart:
        return False
    return draft.place is None or event.place is None or draft.place.name == event.place.name


def _same_day_place_and_kind(draft: Draft, event: Event) -> bool:
    theirs = event.dated
    if not (draft.said_when and theirs is not None and theirs.said and draft.place and event.place):
        return False
    if (
        draft.dated is None
        or draft.dated.interval.start != theirs.interval.start
        or draft.place.name != event.place.name
    ):
        return False
    strikes = [one.happening.strikes.low for one in event.drafts if one.happening.strikes]
    conflicting = bool(strikes and draft.happening.strikes) and draft.happening.strikes.low not in strikes
    return (
        draft.sub_event_type == event.sub_event_type
        and not conflicting
        and not (draft.killed and event.killed and not _same_figures(draft, event))
    )
