"""Who did it, to whom, and how that is known: perpetrators, targets and attribution of a happening."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_prep.reports.lexicon import find

if TYPE_CHECKING:
    from data_prep.reports.actors import ActorMention
    from data_prep.reports.happenings import Happening

SPEAKERS = frozenset({"monitor", "media", "un", "agency"})
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
    armed = [actor for actor in named if actor.kind != COLLECTIVE and actor not in victims]
    roles = Roles()
    doubtful = [hit for hit in find("cues", text) if hit.row["cue"] == "uncertain"]
    if doubtful:
        roles.perpetrators = _names(_alternatives(text, armed, doubtful[0].end))
    if not roles.perpetrators:
        roles.perpetrators = _names(_blamed(text, armed))
    if not roles.perpetrators:
        roles.perpetrators, roles.self_named = _doers(happening, armed)
    roles.targets = [name for name in _names(_done_to(happening, named) or victims) if name not in roles.perpetrators]
    if not roles.targets and happening.is_violent and happening.toll.civilians:
        roles.targets = ["Civilians"]
    roles.attribution = _attribution(text, roles, bool(doubtful))
    return roles


def _is_victim(happening: Happening, actor: ActorMention) -> bool:
    """``five Islamic State fighters died``: the actor stands in the words for those killed."""
    near = [start for start, end in happening.toll.people if start <= actor.start and actor.start < end + 2]
    return bool(near)


def _names(actors: list[ActorMention]) -> list[str]:
    return list(dict.fromkeys(actor.actor for actor in actors))


# ---------------------------------------------------------------- who did it


def _alternatives(text: str, armed: list[ActorMention], start: int) -> list[ActorMention]:
    """``cannot know whether the strikes are by A or B``: both, when an ``or`` stands between them."""
    after = [one for one in armed if one.start >= start and not _after_preposition(text, one, r"in|at|near|over|on")]
    by = re.search(r"\bby\b", text[start:])
    if by:
        after = [actor for actor in after if actor.start >= start + by.start()]
    joined = [b for a, b in itertools.pairwise(after) if re.search(r"\bor\b", text[a.end : b.start])]
    return after if joined else []


_BLAME = re.compile(
    r"\b(?:blam(?:ed|es|ing)\s+(?:(?:it|them|this|that|the\s+\w+(?:\s+\w+)?)\s+)?(?:entirely\s+|squarely\s+)?on|attribut(?:es|ed|ing)\b[^.;:]{0,40}?\bto|"
    r"blam(?:ed|es|ing)|accus(?:ed|es|ing)|claimed by|(?:responsibility|"
    r"credit) (?:\w+ )?by|(?:the )?work of|suspected|hand of|"
    r"perpetrated by|on the orders of)\s+",
    re.IGNORECASE,
)


_SUSPECTED = re.compile(
    r"\b(?:is|are|was|were|being|been)\s+(?:also\s+|both\s+|widely\s+|the\s+)*(?:suspected|"
    r"blamed|accused|held responsible)\b",
    re.IGNORECASE,
)


def _blamed(text: str, armed: list[ActorMention]) -> list[ActorMention]:
    suspected = _SUSPECTED.search(text)
    before = [actor for actor in armed if suspected and actor.end <= suspected.start()]
    if suspected and before:
        return _coordinated_back(text, before[-1], armed)
    for match in _BLAME.finditer(text):
        following = [actor for actor in armed if match.end() - 1 <= actor.start <= match.end() + 45]
        if following:
            return _coordinated(text, following[0], armed)
    return []


_BY = re.compile(r"\b(?:by|from)\s+", re.IGNORECASE)
_FIRED = re.compile(r"\b(?:fired|launched|flown)\b", re.IGNORECASE)
_NOT_DOER = re.compile(
    r"\b(?:backed|supported|aided|followed|held|controlled|surrounded|besieged|reported|said|used|inhabited|run|ruled|claimed|"
    r"seized|recaptured|retaken|escorted|accompanied|guarded|occupied|led|brokered|mediated|released|published|posted|documented)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)


def _doers(happening: Happening, armed: list[ActorMention]) -> tuple[list[str], bool]:
    text = happening.text
    for finder in (_by_phrase, _modifier, _movers, _subject):
        found = finder(happening, text, armed)
        if found:
            return _names(found), False
    claimed = re.search(r"\b(?P<who>[^,;.]{3,60}?)\s+claimed responsibility", text)
    if claimed:
        return _names([actor for actor in armed if actor.end <= claimed.end("who")]), False
    return [], bool(_pronoun(happening))


def _by_phrase(happening: Happening, text: str, armed: list[ActorMention]) -> list[ActorMention]:
    """``bombed by Russian jets``, ``strikes by the coalition``."""
    first = min((hit.start for hit in happening.hits), default=0)
    for match in _BY.finditer(text, first):
        if match.group().lower().startswith("from") and not _FIRED.search(
            text[max(0, match.start() - 40) : match.start()]
        ):
            continue
        if _NOT_DOER.search(text[max(0, match.start() - 25) : match.start()]) and not _is_hit(happening, match.start()):
            continue
        following = [actor for actor in armed if match.end() <= actor.start <= match.end() + 40]
        between = text[match.end() : following[0].start] if following else ","
        if following and not re.search(r"[,;.]|\b(?:in|on|at|near|who|which)\b", between):
            return _coordinated(text, following[0], armed)
    return []


def _is_hit(happening: Happening, at: int) -> bool:
    return any(0 <= at - hit.end <= 1 for hit in happening.hits)


def _modifier(happening: Happening, text: str, armed: list[ActorMention]) -> list[ActorMention]:
    """``Russian air strikes``, ``a US-led coalition raid``: the actor stands right before the noun, or holds it."""
    found: list[ActorMention] = []
    for hit in happening.hits:
        if hit.row["form"] != "noun" or int(hit.row["weight"]) < happening.weight:
            continue
        for actor in armed:
            holds = actor.start <= hit.start < actor.end
            before = actor.end <= hit.start and re.fullmatch(
                r"(?:['’]s?)?\s+(?:(?:suspected|alleged|heavy|intense|deadly|new|recent|more|further|several|two|three|car|double|"
                r"suicide|retaliatory|military|ground|overnight|aerial)\s+){0,2}",
                text[actor.end : hit.start],
            )
            aimed_at = happening.is_violent and _after_preposition(text, actor, r"on|against|targeting")
            if (holds or before) and not aimed_at:
                found += [one for one in _coordinated_back(text, actor, armed) if one not in found]
    return found


def _movers(happening: Happening, text: str, armed: list[ActorMention]) -> list[ActorMention]:
    """``the withdrawal of Russian forces``: who moves is who does it."""
    if happening.is_violent:
        return []
    for hit in (hit for hit in happening.hits if hit.row["form"] == "noun"):
        following = [one for one in armed if hit.end <= one.start <= hit.end + 30]
        if following and re.search(r"\b(?:its|their|his)\s+$", text[: following[0].start]):
            continue
        if following and re.fullmatch(
            r"\s*(?:of\s+)?(?:\w+\s+of\s+)?(?:the\s+|its\s+|some\s+|most\s+|all\s+)*",
            text[hit.end : following[0].start],
        ):
            return _coordinated(text, following[0], armed)
    verbs = [hit for hit in happening.hits if hit.text.lower() == "ordered"]
    return [one for one in armed if one.form != "bare" and any(0 <= one.start - hit.end <= 25 for hit in verbs)][:1]


_LIGHT = re.compile(
    r"\b(?:carr(?:ied|ies|y|ying) out|conduct(?:ed|s|ing)?|launch(?:ed|es|ing)?|stag(?:ed|"
    r"es|ing)|mount(?:ed|s|ing)|wag(?:ed|es|ing)|"
    r"fl(?:ew|own|ying|y|ies)|dropp?(?:ed|ing)|fir(?:ed|es|ing)|press(?:ed|ing)|order(?:ed|s|ing)|announc(?:ed|es|ing)|sen[dt](?:ing)?|hit|struck|"
    r"kill(?:ed|s|ing)?|used|using|began|started|resumed|continu(?:es|ed|ing)|made|making|pushing|pushed|have|has|had|were|was|are|is|did)\b",
    re.IGNORECASE,
)


def _subject(happening: Happening, text: str, armed: list[ActorMention]) -> list[ActorMention]:
    """The actor before the verb of an active clause: ``Russia did carry out air strikes``, ``ISIS seized Palmyra``."""
    verb = _active_verb(happening, text)
    if verb is None:
        return []
    zone = [actor for actor in armed if actor.end <= verb]
    heads = [actor for actor in zone if not _is_modifying(text, actor) and not _is_place(text, actor)]
    return _coordinated(text, heads[0], armed, until=verb) if heads else []


def _active_verb(happening: Happening, text: str) -> int | None:
    """Where the clause's active verb begins: the event's own verb, or the light verb that carries its noun."""
    verbs = [hit for hit in happening.hits if hit.row["form"] != "noun"]
    for hit in verbs:
        if _is_passive(text, hit.start):
            return None
        if int(hit.row["weight"]) > 0 or hit is verbs[-1]:
            return hit.start
    if not happening.hits:
        kill = re.search(r"\bkill(?:ed|s|ing)?\b|\bwounded\b|\binjured\b", text)
        return kill.start() if kill and not _is_passive(text, kill.start()) else None
    noun = happening.main_hit.start if happening.main_hit else 0
    light = list(_LIGHT.finditer(text, 0, noun))
    return light[0].start() if light else None


def _is_passive(text: str, at: int) -> bool:
    if re.match(r"\w+ing\b", text[at:]):
        return False
    return bool(
        re.search(
            r"\b(?:was|were|been|being|be|is|are|got)\s+(?:\w+ly\s+|also\s+|reported\s+|again\s+)?$",
            text[max(0, at - 30) : at],
            re.IGNORECASE,
        )
    )


_PREPOSITION = (
    r"on|against|in|of|from|near|with|to|for|at|over|between|backed by|supported by|by|"
    r"around|inside|outside|into|toward|towards|across|until|than"
)


def _after_preposition(text: str, actor: ActorMention, prepositions: str = _PREPOSITION) -> bool:
    before = text[max(0, actor.start - 40) : actor.start]
    return bool(
        re.search(
            rf"\b(?:{prepositions})\s+(?:the\s+|a\s+|an\s+|its\s+|their\s+|most of\s+|[a-z-]+\s+){{0,2}}$",
            before,
            re.IGNORECASE,
        )
    )


def _is_modifying(text: str, actor: ActorMention) -> bool:
    """Inside a phrase that only describes something else: ``of the Syrian regime``, ``backed by Russia``."""
    of = re.search(
        r"\b(?:warplanes|jets|planes|aircraft|troops|soldiers|fighters|members|forces|units|militants|gunmen|elements|drones|tanks|artillery|supporters|commandos|guerrillas|loyal)\s+(?:of|from|to)\s+(?:the\s+)?$",
        text[: actor.start],
        re.IGNORECASE,
    )
    return _after_preposition(text, actor) and not of


def _is_place(text: str, actor: ActorMention) -> bool:
    """A bare country after ``in`` or before ``'s city`` is a place."""
    if not actor.bare:
        return False
    after = text[actor.end : actor.end + 40]
    return _after_preposition(
        text,
        actor,
        r"in|across|from|to|into|over|inside|of|throughout|outside|at|near|around|leave|left|entered|invaded",
    ) or bool(
        re.match(
            r"['’]s?\s+(?:[\w-]+\s+){0,3}(?:city|town|capital|region|province|village|port|north|south|east|west|border|coast|second|third|largest)\b",
            after,
        )
    )


def _coordinated(
    text: str, first: ActorMention, armed: list[ActorMention], until: int | None = None
) -> list[ActorMention]:
    """The actor and those joined to it: ``the federal police or Islamic State``, ``Arab militias and the RSF``."""
    found = [first]
    for actor in armed:
        if actor.start < found[-1].end or (until is not None and actor.end > until):
            continue
        if not re.fullmatch(
            r"\s*(?:,|,?\s*(?:and|or|and/or|or by|and by|or from))\s*(?:by\s+|the\s+|a\s+|an\s+|"
            r"allied\s+|its\s+|their\s+){0,2}(?:[a-z-]+\s+){0,1}",
            text[found[-1].end : actor.start],
        ):
            break
        found.append(actor)
    return found


def _coordinated_back(text: str, last: ActorMention, armed: list[ActorMention]) -> list[ActorMention]:
    """``Syrian or Russian air strikes``: those joined before the one that stands at the noun."""
    found = [last]
    for actor in reversed([one for one in armed if one.end <= last.start]):
        if not re.fullmatch(r"\s+(?:and|or)\s+", text[actor.end : found[0].start]):
            break
        found.insert(0, actor)
    return found


_PRONOUN = re.compile(
    r"\b(?:it|they|we|he|she|(?:its|their|our)(?:\s+[\w-]+){1,3})\s+"
    r"(?:(?:had|have|has|did|were|was|are|is|also|then|later|had been|\w+ly)\s+)*$",
    re.IGNORECASE,
)


def _pronoun(happening: Happening) -> bool:
    """``they fired a missile``, ``its jets were flying``: whoever speaks, or was named last."""
    verb = _active_verb(happening, happening.text)
    return verb is not None and bool(_PRONOUN.search(happening.text[:verb]))


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


def _done_to(happening: Happening, armed: list[ActorMention]) -> list[ActorMention]:
    text = happening.text
    passive = [hit for hit in happening.hits if hit.row["form"] == "verb" and _is_passive(text, hit.start)]
    if passive:
        zone = [
            one
            for one in armed
            if one.end <= passive[0].start and not _is_modifying(text, one) and not _is_place(text, one)
        ]
        return zone[:1]
    verbs = [hit for hit in happening.hits if hit.row["form"] == "verb" and int(hit.row["weight"]) > 0]
    start = verbs[0].end if verbs else (happening.hits[0].end if happening.hits else 0)
    for actor in (one for one in armed if one.start >= start and not _is_place(text, one) and one.kind != COLLECTIVE):
        between = text[start : actor.start]
        direct = bool(verbs) and re.fullmatch(
            r"\s+(?:(?:the|a|an|some|several|more|two|three|four|five|six|seven|\d+|at|least|than|as|many|dozens|of)\s+){0,5}",
            between,
        )
        if direct or _AGAINST.search(between) or _TAKEN_FROM.search(text[: actor.start]):
            return _coordinated(text, actor, armed)
    return []


# ---------------------------------------------------------------- how it is known


def _attribution(text: str, roles: Roles, doubtful: bool) -> str:
    cues = {hit.row["cue"] for hit in find("cues", text)}
    if len(roles.perpetrators) > 1 and re.search(r"\bsuspected\b", text):
        return "contested"
    if roles.perpetrators:
        if (doubtful or re.search(r"\bor\b|\beither\b", text)) and len(roles.perpetrators) > 1 and _joined_by_or(text):
            return "contested"
        if "claimed" in cues:
            return "claimed"
        return "alleged" if "alleged" in cues else "stated"
    if "unknown" in cues or doubtful:
        return "unknown"
    if re.search(
        r"\beach side (?:accused|blamed)|\btraded (?:blame|accusations)|\baccused each other|\bblamed each other",
        text,
        re.IGNORECASE,
    ):
        return "contested"
    return "unstated"


def _joined_by_or(text: str) -> bool:
    return bool(re.search(r"\bor\b|\beither\b", text))
