"""What claims of one report take over from each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.likeness import places_agree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.draft import Draft, Event


def join(draft: Draft, event: Event) -> None:
    """A claim of an event told before takes over what its own sentence leaves out."""
    if draft.rank <= event.rank:
        draft.sub_event_type = event.sub_event_type
    else:
        for earlier in event.drafts:
            earlier.sub_event_type = draft.sub_event_type
    if draft.dated is None and event.dated is not None:
        draft.dated = event.dated.handed_on()
    elif draft.said_when and event.dated is not None and not event.dated.said:
        for earlier in event.drafts:
            earlier.dated = draft.dated
    coarse = draft.place is None or (
        draft.place.precision >= 5 and event.place is not None and event.place.precision < 5
    )
    coarse = coarse and places_agree(draft.place, event.place)
    if coarse and event.place is not None:
        draft.place = event.place
        draft.flags.add("place-inferred")


def completes(draft: Draft, made: Sequence[Draft]) -> bool:
    """``For Friday's strikes, Airwars counts 15 to 20 killed``: the figures are those of the strikes."""
    alone = draft.happening.only_casualties and not draft.happening.opening and not draft.roles.perpetrators
    if not (alone and made and made[-1].happening.is_violent) or made[-1].happening.toll or made[-1].denied:
        return False
    made[-1].happening.toll = draft.happening.toll
    made[-1].flags |= draft.flags
    made[-1].roles.targets = made[-1].roles.targets or draft.roles.targets
    return True


def goes_on(draft: Draft, previous: Draft) -> bool:
    """The next sentence of one story of violence: what is told in it took place on the same days."""
    near = draft.sentence.paragraph - previous.sentence.paragraph <= 1
    short = previous.dated is not None and previous.dated.interval.precision in {"day", "days"}
    violent = previous.happening.is_violent and draft.happening.is_violent
    return near and short and violent and not is_ongoing(draft.happening.text)


def is_ongoing(text: str) -> bool:
    """Tells of what goes on or comes again and again."""
    return bool(_ONGOING.search(text))


def only_refers(draft: Draft) -> bool:
    """``The raids came ...``: names an event told before and says nothing new of it."""
    happening = draft.happening
    nothing_new = not (
        happening.toll or happening.strikes or draft.roles.perpetrators or draft.said_when or draft.denied
    )
    return (
        happening.definite
        and nothing_new
        and bool(re.search(r"\b(?:came|followed|happened|took place|occurred)\s*$", happening.text.rstrip()))
    )


_ONGOING = re.compile(
    r"\b(?:ha(?:s|ve) been \w+ing|(?:is|are) \w+ing|continue[sd]? to|keeps? \w+ing|"
    r"regularly|often|for (?:years|months|weeks))\b",
    re.IGNORECASE,
)
