"""Where a report's story stands: a clause in which nothing opens another event tells more of the last or the main one.

A report has a main event, that of its lead. Another one opens on evidence only: another day, another place, another
kind of violence, other figures told in the report's own voice, or words such as ``another attack``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_prep.reports.casualties import bound
from data_prep.reports.joining import is_ongoing
from data_prep.reports.likeness import are_near, days_meet, doers_agree, is_explosive, places_agree
from data_prep.reports.naming import only_names
from data_prep.reports.scope import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.draft import Draft, Event

SUMS = frozenset({"toll-cumulative", "number-per-day"})
"""Figures over many events."""
LONG = 7
"""Days from which on a stretch holds many events."""
GAP = 20
"""Characters (white space, quotation marks) between a sentence and the next."""


def story_event(draft: Draft, events: Sequence[Event]) -> Event | None:
    """The event that the story stands at, where the draft may tell more of it; None where it opens another one."""
    if draft.sentence.role != "body" or not draft.happening.is_violent or _opens_another(draft):
        return None
    return next((event for event in _standing(draft, events) if _fits(draft, event)), None)


def named_event(draft: Draft, events: Sequence[Event]) -> Event | None:
    """The event that a clause only names, whatever other days and places the clause tells of."""
    if draft.sentence.role != "body" or not only_names(draft.happening):
        return None
    standing = _standing(draft, events)
    return next((one for one in standing if draft.denied == one.first.denied and _kinds_agree(draft, one)), None)


def _standing(draft: Draft, events: Sequence[Event]) -> list[Event]:
    """The event told last, while the story is still there, and the main one."""
    told = [event for event in events if event.first.sentence.role == "body" and event.first.happening.is_violent]
    return [*(event for event in told[-1:] if is_current(draft, event)), *told[:1]]


def is_current(draft: Draft, event: Event) -> bool:
    """The story has not left the event: it was told of in this paragraph, or in the sentence just before."""
    last = event.drafts[-1].sentence
    return draft.sentence.paragraph == last.paragraph or 0 <= draft.sentence.start - last.end <= GAP


def _opens_another(draft: Draft) -> bool:
    happening = draft.happening
    offset = happening.opening.endswith((" after", " before", " following"))
    many = bool(draft.flags & SUMS) or is_ongoing(happening.text)
    return happening.apart or offset or many


def _fits(draft: Draft, event: Event) -> bool:
    return (
        draft.denied == event.first.denied
        and _kinds_agree(draft, event)
        and _places_agree(draft, event)
        and _days_agree(draft, event)
        and _figures_agree(draft, event)
        and _doers_agree(draft, event)
        and not event.first.flags & SUMS
    )


def _kinds_agree(draft: Draft, event: Event) -> bool:
    mine, theirs = draft.sub_event_type, event.sub_event_type
    loose = draft.happening.weight <= 1 or event.weight <= 1
    by_another_weapon = draft.happening.armed and event.weight >= 3
    return mine == theirs or loose or (not by_another_weapon and is_explosive(mine) and is_explosive(theirs))


def _places_agree(draft: Draft, event: Event) -> bool:
    """What a source tells may name the place more or less closely than the report does."""
    mine = None if "place-inferred" in draft.flags else draft.place
    return places_agree(mine, event.place) or (draft.voice is not None and are_near(mine, event.place))


def _days_agree(draft: Draft, event: Event) -> bool:
    if not draft.said_when or draft.dated is None or event.dated is None:
        return True
    stretches = (draft.dated.interval, event.dated.interval)
    return days_meet(*stretches) and all((one.end - one.start).days < LONG for one in stretches)


def _figures_agree(draft: Draft, event: Event) -> bool:
    """Sources give other figures of one event; in the report's own voice, all but parts of a total are another's."""
    if draft.voice is not None or not (draft.killed and event.killed):
        return True
    of_some = draft.happening.only_casualties and draft.happening.toll.scope.get("killed", ALL) != ALL
    return (of_some and not draft.said_when) or bound(draft.killed) == bound(event.killed)


def _doers_agree(draft: Draft, event: Event) -> bool:
    """Sources blame others than the report does; others did something else, in the report's own voice or their own."""
    same_kind = draft.sub_event_type == event.sub_event_type or draft.happening.weight <= 1
    blames = draft.voice is not None and draft.roles.attribution != "claimed" and same_kind
    return blames or doers_agree(set(draft.roles.perpetrators), event.doers)
