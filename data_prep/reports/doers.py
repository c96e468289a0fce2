"""Who did it: the perpetrators of a clause, from active and passive sentences, nouns and doubt."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from data_prep.reports.lexicon import find
from data_prep.reports.phrases import (
    after_preposition,
    coordinated,
    coordinated_back,
    is_modifying,
    is_passive,
    is_passive_verb,
    is_place,
    names,
)

if TYPE_CHECKING:
    from data_prep.reports.actors import ActorMention
    from data_prep.reports.happenings import Happening


def alternatives(text: str, armed: list[ActorMention], start: int) -> list[ActorMention]:
    """``cannot know whether the strikes are by A or B``: both, when an ``or`` stands between them."""
    after = [one for one in armed if one.start >= start and not after_preposition(text, one, r"in|at|near|over|on")]
    by = re.search(r"\bby\b", text[start:])
    if by:
        after = [actor for actor in after if actor.start >= start + by.start()]
    joined = [b for a, b in pairwise(after) if re.search(r"\bor\b", text[a.end : b.start])]
    return after if joined else []


_BY = re.compile(r"\b(?:by|from)\s+", re.IGNORECASE)
_FIRED = re.compile(r"\b(?:fired|launched|flown)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:\w+ed|held|led|run|said|made|known|found|seen|told|shown|given|built)", re.IGNORECASE)


def doers(happening: Happening, armed: list[ActorMention]) -> tuple[list[str], bool]:
    """Those who carried it out, by canonical name; where nobody is named, whether a pronoun stands for them."""
    text = happening.text
    armed = [actor for actor in armed if not _is_adjective(happening, actor)]
    for finder in (_by_phrase, _modifier, _movers, _subject):
        found = finder(happening, text, armed)
        if found:
            return names(found), False
    return [], bool(_pronoun(happening))


def _is_adjective(happening: Happening, actor: ActorMention) -> bool:
    """``terrorist attack`` says what it was, not whose."""
    return actor.text.lower() == "terrorist" and bool(_ACT.match(happening.text, actor.end))


_SQUAD = re.compile(r"[\s-](?:squads?|disposal|experts?|technicians?)\b", re.IGNORECASE)
_ACT = re.compile(
    r"\s+(?:\w+\s+)?(?:acts?|actions?|attacks?|activit\w+|bomb\w*|campaigns?|crimes?|explosions?|incidents?|murders?|offensives?|"
    r"operations?|plots?|strikes?|violence|assaults?|ambush\w*|killings?|kidnappings?|threats?)\b",
    re.IGNORECASE,
)


def _by_phrase(happening: Happening, text: str, armed: list[ActorMention]) -> list[ActorMention]:
    """``bombed by Russian jets``, ``strikes by the coalition``."""
    first = min((hit.start for hit in happening.hits), default=0)
    for match in _BY.finditer(text, first):
        if match.group().lower().startswith("from") and not _FIRED.search(
            text[max(0, match.start() - 40) : match.start()]
        ):
            continue
        if not _tells_who(happening, text[: match.start()]):
            continue
        following = [actor for actor in armed if match.end() <= actor.start <= match.end() + 60]
        between = text[match.end() : following[0].start] if following else ","
        if following and not _NOT_THEY.search(between):
            return coordinated(text, following[0], armed)
    return []


_NOT_THEY = re.compile(
    r"[,;.]|\b(?:in|on|at|near|who|which|that|whose|as|for|with|after|during|against|while|when|to|into)\b",
    re.IGNORECASE,
)


def _tells_who(happening: Happening, before: str) -> bool:
    """``attack by``, ``shelled by``, ``planted by``; not ``backed by``, ``confirmed by``, ``a town held by``."""
    words = re.sub(r"(?:\s+\w+ly)?\s*$", "", before)
    if not _PARTICIPLE.fullmatch(words[words.rfind(" ") + 1 :]):
        return True
    own = [hit for hit in happening.hits if hit.row["sub_event_type"] == happening.sub_event_type]
    hurt = [hit for hit in find("effects", before) if hit.row["effect"] != "other"]
    doing = [*own, *hurt, *(hit for hit in find("light_verbs", before) if hit.row["by"] == "yes")]
    return any(hit.end == len(words) for hit in doing)


_MODIFIED = re.compile(
    r"(?:['’]s?)?\s+(?:(?:suspected|alleged|heavy|intense|deadly|new|recent|more|further|several|two|three|car|double|"
    r"suicide|retaliatory|military|ground|overnight|aerial|terrorist|armed|dynamite)\s+){0,2}",
    re.IGNORECASE,
)


def _modifier(happening: Happening, text: str, armed: list[ActorMention]) -> list[ActorMention]:
    """``Russian air strikes``, ``a US-led coalition raid``: the actor stands right before the noun, or holds it."""
    found: list[ActorMention] = []
    for hit in happening.hits:
        if hit.row["form"] != "noun" or hit.row["sub_event_type"] != happening.sub_event_type:
            continue
        for actor in armed:
            if _SQUAD.match(text, hit.end):
                continue
            holds = actor.start <= hit.start < actor.end
            before = actor.end <= hit.start and _MODIFIED.fullmatch(text, actor.end, hit.start)
            aimed_at = happening.is_violent and after_preposition(text, actor, r"on|against|targeting")
            if (holds or before) and not aimed_at and actor.kind != "unidentified":
                found += [one for one in coordinated_back(text, actor, armed) if one not in found]
    return found


_OF_OTHERS = frozenset(
    {"Arrests", "Government regains territory", "Non-state actor overtakes territory", "Looting/property destruction"}
)
"""``the arrest of the rebels``: what is done to others."""


def _movers(happening: Happening, text: str, armed: list[ActorMention]) -> list[ActorMention]:
    """``the withdrawal of Russian forces``: who moves is who does it."""
    if happening.is_violent or happening.sub_event_type in _OF_OTHERS:
        return []
    for hit in (hit for hit in happening.hits if hit.row["form"] == "noun"):
        following = [one for one in armed if hit.end <= one.start <= hit.end + 30 and not one.bare]
        if following and re.search(r"\b(?:its|their|his)\s+$", text[: following[0].start], re.IGNORECASE):
            continue
        if following and re.fullmatch(
            r"\s*(?:of\s+)?(?:\w+\s+of\s+)?(?:the\s+|its\s+|some\s+|most\s+|all\s+)*",
            text[hit.end : following[0].start],
            re.IGNORECASE,
        ):
            return coordinated(text, following[0], armed)
    verbs = [hit for hit in happening.hits if hit.text.lower() == "ordered"]
    return [one for one in armed if one.form != "bare" and any(0 <= one.start - hit.end <= 25 for hit in verbs)][:1]


_GOING_ON = re.compile(r"\b(?:(?:has|have|had)\s+been|was|were|is|are)\s+(?:\w+ly\s+|still\s+|now\s+)?$", re.IGNORECASE)
"""``the army has been fighting``: the event's noun is the verb."""
_APART = re.compile(
    r"[;:\x1f]|\b(?:after|before|following|amid|when|where|while|because|since|who|which|that|said|investigat\w*|"
    r"condemn\w*|respon[ds]\w*)\b",
    re.IGNORECASE,
)
"""Between a light verb and the event's noun: the one does not carry the other."""


def _subject(happening: Happening, text: str, armed: list[ActorMention]) -> list[ActorMention]:
    """The actor before the verb of an active clause: ``Russia did carry out air strikes``, ``ISIS seized Palmyra``."""
    verb = _active_verb(happening, text)
    if verb is None:
        return []
    zone = [actor for actor in armed if actor.end <= verb]
    heads = [actor for actor in zone if not is_modifying(text, actor) and not is_place(text, actor)]
    heads = [actor for actor in heads if _is_its_subject(happening, actor, verb)]
    return coordinated(text, _own_name(text, heads), armed, until=verb) if heads else []


def _is_its_subject(happening: Happening, actor: ActorMention, verb: int) -> bool:
    """The verb is the actor's own: ``the FARC, which attacked``; not ``police arrested the men who attacked``.

    A place after the event's noun is none either: ``the explosion shook Ukraine and killed``.
    """
    text = happening.text
    if actor.bare and happening.main_hit is not None and happening.main_hit.end <= actor.start:
        return False
    relative = _RELATIVE.search(text, actor.end, verb)
    if relative is not None:
        return len(text[actor.end : relative.start()].split()) <= 1
    return not _OTHERS_DEED.search(text, actor.end, verb)


_RELATIVE = re.compile(
    r"\b(?:who|that|which)\s+(?:(?:had|have|has|also|then|later|reportedly|allegedly)\s+)*$", re.IGNORECASE
)
_OTHERS_DEED = re.compile(
    r"\b(?:after|before|when|while|because|since|if|unless|there (?:was|were)|so that|urged|told|asked|saw|"
    r"investigat\w+|arrested|detained|pursu\w+|(?:suspected|accused|convicted|guilty|victim|target)s? of|charged with|"
    r"sentenced)\s",
    re.IGNORECASE,
)
"""``the government closed schools after two bombs exploded``: the verb has another subject."""
_KIND_OF_GROUP = re.compile(
    r"\s+(?:(?:group|faction|movement|militia|alliance|brigade)s?\s+|(?:of|from)\s+(?:the\s+)?)?", re.IGNORECASE
)


def _own_name(text: str, heads: list[ActorMention]) -> ActorMention:
    """``the rebel group Faylaq al-Sham``: the name rather than the kind."""
    if len(heads) > 1 and _KIND_OF_GROUP.fullmatch(text, heads[0].end, heads[1].start):
        return heads[1]
    return heads[0]


def _active_verb(happening: Happening, text: str) -> int | None:
    """Where the clause's active verb begins: the event's own verb, or the light verb that carries its noun."""
    verbs = [hit for hit in happening.hits if hit.row["form"] != "noun" and not _DYING.match(hit.text)]
    for hit in verbs:
        if is_passive_verb(text, hit):
            return None
        if int(hit.row["weight"]) > 0 or hit is verbs[-1]:
            return hit.start
    if not happening.hits:
        kill = _KILL.search(text)
        return kill.start() if kill and not is_passive(text, kill.start()) else None
    noun = happening.main_hit.start if happening.main_hit else 0
    going_on = _GOING_ON.search(text, 0, noun)
    if going_on and happening.main_hit and happening.main_hit.text.lower().endswith("ing"):
        return going_on.start()
    light = (hit for hit in find("light_verbs", text) if hit.end < noun and not is_passive(text, hit.start))
    return next((hit.start for hit in light if not _APART.search(text, hit.end, noun)), None)


_DYING = re.compile(r"die|dying|perish|drown|succumb", re.IGNORECASE)
_KILL = re.compile(r"\b(?:kill(?:ed|s|ing)?|wounded|injured)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|they|we|he|she|(?:its|their|our)(?:\s+[\w-]+){1,3})\s+"
    r"(?:(?:had|have|has|did|not|never|were|was|are|is|also|then|later|had been|\w+ly)\s+)*$",
    re.IGNORECASE,
)


def _pronoun(happening: Happening) -> bool:
    """``they fired a missile``, ``its jets were flying``: whoever speaks, or was named last."""
    verb = _active_verb(happening, happening.text)
    return verb is not None and bool(_PRONOUN.search(happening.text[:verb]))
