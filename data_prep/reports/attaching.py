"""Which verb of killing or injury a figure belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.listed import WITH, is_passive

if TYPE_CHECKING:
    from data_prep.reports.people import Effect, People

_PASSIVE_FILLER = re.compile(
    r"^[\s,]*(?:(?:others?|more|people|were|was|are|is|be|being|been|have|has|had|also|reportedly|later|confirmed|believed|"
    r"feared|to|left|found|reported|said|allegedly|then|all|both|are|least|at|instantly|immediately|of|them|badly|seriously|"
    r"severely|slightly|critically|lightly|shot|burned|burnt|or|and|dead|killed|wounded|injured)[\s,]*)*$",
    re.IGNORECASE,
)

FAR = 300
"""Characters between people and a verb that can still be theirs."""


def effect_of(someone: People, effects: list[Effect], people: list[People], text: str) -> Effect | None:
    """The effect that the people suffered; None where the text says nothing of it."""
    if someone.effect is not None:
        return someone.effect
    if someone.group == "dead":
        effects = [effect for effect in effects if effect.effect != "injured"]
    left = max((effect for effect in effects if effect.end <= someone.start), key=lambda e: e.end, default=None)
    right = _next(someone, effects, text)
    inside = [effect for effect in effects if someone.start <= effect.start < someone.end]
    if inside:
        return inside[0]
    takes_before = right is not None and right.form in {"passive", "both", "among"} and not _is_active(text, right)
    takes_before = takes_before and not _names_victims(right, someone, people, text)
    takes_after = left is not None and left.form in {"active", "both", "toll", "among"}
    if left is not None and takes_after and not text[left.end : someone.start].strip() and not is_passive(text, left):
        return left
    if right is not None and takes_before and _PASSIVE_FILLER.match(text[someone.end : right.start]):
        return right
    if left is not None and takes_after and _follows(left, someone, people, text):
        return left
    if right is not None and takes_before and _precedes(someone, right, people, text):
        return right
    if left is not None and someone.part and left.effect == "killed":
        return left
    return None


def _next(someone: People, effects: list[Effect], text: str) -> Effect | None:
    """The effect after the people: not one that tells of somebody else (``one of whom was``) or stands in an aside."""
    after = sorted((effect for effect in effects if effect.start >= someone.end - 1), key=lambda e: e.start)
    while len(after) > 1 and _is_beside(someone, after[0], text):
        after = after[1:]
    return after[0] if after else None


def _is_beside(someone: People, effect: Effect, text: str) -> bool:
    between = text[someone.end : effect.start]
    if effect.form == "among" and text[effect.start : effect.start + 2].lower() == "of":
        return bool(between.strip())
    return effect.effect == "other" and bool(_RELATIVE.search(between))


_RELATIVE = re.compile(r"\b(?:that|who|which)\s+(?:had|have|has|were|was)(?:\s+been)?\s+(?:\w+\s+)?$", re.IGNORECASE)
"""``22 people that had been displaced from the camp were killed``."""


def _follows(left: Effect, someone: People, people: list[People], text: str) -> bool:
    """A figure after an active verb: at once, or after other figures of the same verb."""
    between = _without(people, text, left.end, someone.start)
    if left.form == "both" and is_passive(text, left):
        return someone.part or bool(WITH.match(between) and _is_list(between))
    if left.form == "among":
        return bool(re.fullmatch(r"[\s,]*(?:(?:\w+\s+){0,2}and|were|are|was)?[\s,]*(?:\w+\s+)?", between, re.I))
    return someone.part or (
        len(between) < 60 and not re.search(r"[;.]|\b(?:in|on|at|when|while|after|near|of|who|whose)\b", between, re.I)
    )


_OBJECT = re.compile(
    r"\s+(?!the (?:day|week|month|night|same|previous|next)\b)"
    r"(?:(?:at least|about|some|more than|up to|another|as many as)\s+)?"
    r"(?:an?|the|his|her|their|its|\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)


def _is_list(between: str) -> bool:
    """Nothing but commas and ``and`` between those who were killed with somebody."""
    return not re.sub(r"\band\b|\bas well as\b|[\s,]", "", WITH.sub("", between, count=1))


def _is_active(text: str, effect: Effect) -> bool:
    """``two soldiers shot and killed a farmer``: an object follows."""
    return effect.form == "both" and not is_passive(text, effect) and bool(_OBJECT.match(text, effect.end))


def _names_victims(right: Effect | None, someone: People, people: list[People], text: str) -> bool:
    """``several gunmen killed Ana Ruiz``: those who are named after the verb are its dead, not those before it."""
    if right is None or right.form != "both" or someone.group not in {"fighters", "men"} or is_passive(text, right):
        return False
    return any(one.effect == right and one.start >= right.end for one in people)


def _without(people: list[People], text: str, start: int, end: int) -> str:
    """The text from start to end without the people that it counts."""
    between = text[start:end]
    for other in people:
        if start <= other.start < end:
            between = between.replace(text[other.start : other.end], " ", 1)
    return between


def _precedes(someone: People, right: Effect, people: list[People], text: str) -> bool:
    """``three soldiers and five rebels were killed``; ``ten people, three of them children, were killed``."""
    if right.start - someone.end > FAR:
        return False
    between = _WHO.sub(" ", text[someone.end : right.start])
    bare = _without(people, text, someone.end, right.start)
    if not re.sub(r"\band\b|[\s,]", "", bare):
        return True
    if right.form == "both" and not is_passive(text, right) and not re.search(r"\b(?:dead|others?)\s*$", between, re.I):
        return False
    if _NOUN.match(text, right.start, right.end) and not _ADJECTIVES.fullmatch(bare):
        return False
    return not re.search(r"[;:]|\.\s|,\s+with\b|\b(?:whil(?:e|st)|but|who|where|when)\b", between, re.I)


_WHO = re.compile(r",\s+(?:who|whom|whose)\b[^,;.]{0,120},", re.IGNORECASE)
_NOUN = re.compile(r"murder|assassination|bod(?:y|ies)|corpses|deaths?|fatalities|injur(?:y|ies)", re.IGNORECASE)
_ADJECTIVES = re.compile(r"[\s,]*(?:and\s+)?(?:(?!(?:the|their|his|her|its)\b)[\w-]+[\s,]+){0,3}", re.IGNORECASE)
