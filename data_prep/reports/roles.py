"""Who did it, to whom, and how that is known: perpetrators, targets and attribution of a happening."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from data_prep.reports.blame import blamed
from data_prep.reports.doers import alternatives, doers
from data_prep.reports.happenings import CLASH
from data_prep.reports.lexicon import find
from data_prep.reports.phrases import coordinated, is_city, is_modifying, is_passive_verb, is_place, names

if TYPE_CHECKING:
    from data_prep.reports.actors import ActorMention
    from data_prep.reports.happenings import Happening

SPEAKERS = frozenset({"monitor", "media", "un", "agency", "international", "platform"})
"""Kinds of actors that report violence rather than do it."""
COLLECTIVE = "civilians"


@dataclass
class Roles:
    """Canonical names of both sides, without doubles, in the order of the text; ``attribution`` as in the frame."""

    perpetrators: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    attribution: str = "unstated"
    self_named: bool = False
    """The perpetrator is a pronoun (``it``, ``its jets``): whoever speaks or was named last."""


def read_roles(happening: Happening, actors: list[ActorMention]) -> Roles:
    """Roles in a clause; ``actors`` are the mentions inside it, with offsets into ``happening.text``."""
    text = happening.text
    named = [actor for actor in actors if actor.kind not in SPEAKERS]
    victims = [actor for actor in named if _is_victim(happening, actor)]
    victims += [actor for actor in _sufferers(text, named) if actor not in victims]
    armed = [actor for actor in named if actor.kind != COLLECTIVE and actor not in victims]
    sides = _two_sides(happening, armed)
    if sides:
        return Roles(names(sides[:1]), names(sides[1:]))
    roles = Roles()
    doubtful = [hit for hit in find("cues", text) if hit.row["cue"] == "uncertain"]
    if doubtful:
        roles.perpetrators = names(alternatives(text, armed, doubtful[0].end))
    how = ""
    if not roles.perpetrators:
        found, how = blamed(text, armed)
        roles.perpetrators = names(found)
    if not roles.perpetrators:
        roles.perpetrators, roles.self_named = doers(happening, armed)
    roles.targets = [name for name in names(_done_to(happening, named) or victims) if name not in roles.perpetrators]
    if not roles.targets and happening.is_violent and happening.toll.civilians:
        roles.targets = ["Civilians"]
    roles.attribution = _attribution(text, roles, how, doubtful=bool(doubtful))
    return roles


_BETWEEN = re.compile(r"\bbetween\s+(?:(?:the|some|about|several|\d+)\s+)*$", re.IGNORECASE)


def _two_sides(happening: Happening, armed: list[ActorMention]) -> list[ActorMention]:
    """``clashes between the army and the FMLN``: both, and it is not said who attacked."""
    if happening.sub_event_type != CLASH:
        return []
    text = happening.text
    for one, other in pairwise(armed):
        joined = re.fullmatch(r"[^.;:]{0,40}?\s+and\s+(?:[\w-]+\s+){0,4}", text[one.end : other.start], re.IGNORECASE)
        if joined and _BETWEEN.search(text, 0, one.start) and one.actor != other.actor:
            return [one, other]
    return []


def _is_victim(happening: Happening, actor: ActorMention) -> bool:
    """``five Islamic State fighters died``: the actor stands in the words for those killed."""
    near = [start for start, end in happening.toll.people if start <= actor.start and actor.start < end + 2]
    return bool(near)


# ---------------------------------------------------------------- to whom

_AGAINST = re.compile(
    r"\b(?:against|targeting|at|on|with|between|killing|killed|^\s+of)\s+"
    r"(?:(?!in\b|on\b|near\b|at\b|by\b|after\b)[a-z\d][\w-]*\s+){0,4}$",
    re.IGNORECASE,
)
_TAKEN_FROM = re.compile(
    r"\b(?:re)?(?:captur|seiz|wrest|claim|tak|took|control|liberat|conquer)\w*\b[^,;.]{0,60}\bfrom\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_SUFFERED = re.compile(
    r"\b(?:(?:suffered|suffers?|suffering|sustained|sustains?|incurred|lost)\s+(?:[\w-]+[\s,]+){0,4}"
    r"(?:casualt\w+|loss\w*|dead|deaths|wounded|killed|men|soldiers|fighters|troops|policemen|guerrillas|rebels|members)|"
    r"(?:been|is|are|was|were|became) (?:\w+ ){0,3}(?:targets?|victims?) of)\b",
    re.IGNORECASE,
)


def _sufferers(text: str, armed: list[ActorMention]) -> list[ActorMention]:
    """``the troops sustained heavy casualties``, ``the army has been the target of``: whose losses they are."""
    verb = _SUFFERED.search(text)
    before = [one for one in armed if verb and one.end <= verb.start() and not is_modifying(text, one)]
    return before[-1:]


def _done_to(happening: Happening, armed: list[ActorMention]) -> list[ActorMention]:
    text = happening.text
    passive = [hit for hit in happening.hits if hit.row["form"] == "verb" and is_passive_verb(text, hit)]
    if passive:
        zone = [
            one
            for one in armed
            if one.end <= passive[0].start and not is_modifying(text, one) and not is_place(text, one)
        ]
        return zone[:1]
    verbs = [hit for hit in happening.hits if hit.row["form"] == "verb" and int(hit.row["weight"]) > 0]
    start = verbs[0].end if verbs else (happening.hits[0].end if happening.hits else 0)
    patients = [one for one in armed if one.kind != COLLECTIVE and not (is_place(text, one) or is_city(one))]
    for actor in (one for one in patients if one.start >= start):
        between = text[start : actor.start]
        direct = bool(verbs) and re.fullmatch(
            r"\s+(?:(?:the|a|an|some|several|more|two|three|four|five|six|seven|\d+|at|least|than|as|many|dozens|of)\s+){0,5}",
            between,
            re.IGNORECASE,
        )
        if direct or _AGAINST.search(between) or _TAKEN_FROM.search(text, max(0, actor.start - 120), actor.start):
            return coordinated(text, actor, armed)
    return []


# ---------------------------------------------------------------- how it is known


def _attribution(text: str, roles: Roles, how: str, *, doubtful: bool) -> str:
    cues = {hit.row["cue"] for hit in find("cues", text)}
    if len(roles.perpetrators) > 1 and re.search(r"\bsuspected\b", text, re.IGNORECASE):
        return "contested"
    if roles.perpetrators:
        if len(roles.perpetrators) > 1 and re.search(r"\bor\b|\beither\b", text, re.IGNORECASE):
            return "contested"
        if how:
            return how
        if "alleged" in cues:
            return "alleged"
        return "claimed" if "claimed" in cues else "stated"
    if "unknown" in cues or doubtful:
        return "unknown"
    if re.search(
        r"\beach side (?:accused|blamed)|\btraded (?:blame|accusations)|\baccused each other|\bblamed each other",
        text,
        re.IGNORECASE,
    ):
        return "contested"
    return "unstated"
