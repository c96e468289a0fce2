"""``The house was in the town of X``: sentences that tell of no event, and where the event told before took place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.document import Sentence
    from data_prep.reports.draft import Event
    from data_prep.reports.places import Place, PlaceMention

_EXACT = 3
_PARAGRAPHS_AWAY = 2


def settle(event: Event, sentence: Sentence, mentions: Sequence[PlaceMention]) -> None:
    """Gives an event without a place the one that a sentence after it names as its site."""
    last = event.drafts[-1].sentence
    if event.place is not None or sentence.paragraph - last.paragraph > _PARAGRAPHS_AWAY:
        return
    place = _site(sentence, mentions)
    if place is None:
        return
    event.place = place
    for draft in event.drafts:
        if draft.place is None:
            draft.place = place
            draft.flags.add("place-inferred")


def _site(sentence: Sentence, mentions: Sequence[PlaceMention]) -> Place | None:
    exact = [one for one in mentions if one.place.precision <= _EXACT and one.event_place]
    told = _pattern().match(sentence.text) if exact else None
    if told is None:
        return None
    return next((one.place for one in exact if one.start >= sentence.start + told.end()), None)


@cache
def _pattern() -> re.Pattern[str]:
    """``The family's house was said to be in``, ``They were at home in``, ``The attack took place near``."""
    sites = "|".join(sorted((row["noun"] for row in table("sites")), key=lambda noun: (-len(noun), noun)))
    return re.compile(
        rf"\W*(?:(?:the|this|that|his|her|its|their)\s+(?:[\w'’-]+\s+){{0,4}}?(?:{sites})s?|they|he|she|it)\s+"
        r"(?:(?:was|were|is|are|had been|took|happened|occurred|lies|lay|stands|stood)\b)",
        re.IGNORECASE,
    )
