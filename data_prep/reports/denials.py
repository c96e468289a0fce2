"""``The army denied it.``: which event of the report is denied, and what is denied without any event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.casualties import Toll
from data_prep.reports.happenings import FALLBACK, Happening
from data_prep.reports.lexicon import find
from data_prep.reports.roles import SPEAKERS, Roles

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from data_prep.reports.document import Sentence
    from data_prep.reports.draft import Event
    from data_prep.reports.speech import Frame
    from data_prep.reports.voices import Voice

GAP = 400
"""Characters between an event and a denial that is taken to be of it, unless it is the main one."""
_DEED = re.compile(
    r"\W*(?:$|(?:it|this|having|that|any|all)\b(?! (?:proposal|offer|plan|link to)\b)|\w+ing\b|[.,;](?:\s|$)|"
    r"(?:(?:the|these|those|such|its|their|his|both|\w+[’']s)\s+)?(?:[\w.-]+\s+){0,4}?(?:charge|accusation|report|claim|allegation|"
    r"account|attack|strike|raid|shelling|bombing|killing|massacre|murder|responsibility|involvement|participation|"
    r"role|blame|use)s?\b)",
    re.IGNORECASE,
)

_OWN_PART = re.compile(
    r"[^.;]{0,40}?\b(?:(?:any|all) (?:role|involvement|responsibility|participation|part)|having|"
    r"responsibility|involvement|(?:it|they) (?:had|have|was|were) (?:anything|nothing|behind|responsible|involved))\b",
    re.IGNORECASE,
)


def denies_deed(text: str) -> bool:
    """What follows ``denied`` is a deed or a charge, not a proposal that is rejected or a right that is refused."""
    return bool(_DEED.match(text))


def denied_event(sentence: Sentence, events: Sequence[Event], named: Set[str]) -> Event:
    """The one at a place that the denial names; the one just told; the main one."""
    there = [event for event in events if event.place is not None and event.place.name in named]
    last = (there or events)[-1]
    near = sentence.start - last.drafts[-1].sentence.end <= GAP
    return last if there or near else events[0]


def is_own(sentence: Sentence, frame: Frame, voice: Voice, event: Event) -> bool:
    """Whoever is blamed for the event denies it, or denies a part in it."""
    if not voice.actor or voice.kind in SPEAKERS:
        return False
    return voice.actor in event.doers or bool(_OWN_PART.match(sentence.text, frame.end))


def denial(sentence: Sentence, frame: Frame, event: Event) -> Happening:
    """The denial as a clause of the event's own kind, without figures."""
    start, end = frame.content_start, frame.content_end
    kind = event.sub_event_type or FALLBACK
    return Happening(start, end, sentence.text[start:end], [], kind, 0, Toll(), negated=True)


_CHARGE = re.compile(
    r"\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|statements?|charges?|suggestions?|stor(?:y|ies)|"
    r"accounts?|assertions?|news)\s+(?:that|of|about)\b",
    re.IGNORECASE,
)


def called_false(text: str, start: int, end: int) -> bool:
    """``It is not true that A``, ``reports that A are false``: what stands at ``start:end`` did not happen."""
    for cue in find("cues", text):
        if cue.row["cue"] != "untrue":
            continue
        if cue.text.lower().endswith(" that"):
            if cue.end <= end and not re.search(r"[.;]\s", text[cue.end : end]):
                return True
        elif (charge := _CHARGE.search(text, 0, cue.start)) and charge.end() <= end and start < cue.start:
            return True
    return False


def own_deed_denied(roles: Roles) -> None:
    """Who denies a deed of its own does not claim it: others say that it did it."""
    if roles.attribution == "claimed":
        roles.attribution = "alleged"
