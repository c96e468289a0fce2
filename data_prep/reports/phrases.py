"""Small grammar of the phrases that actors stand in: passives, prepositions, and names that are joined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.gazetteer import country_names, key_of

if TYPE_CHECKING:
    from data_prep.reports.actors import ActorMention
    from data_prep.reports.lexicon import Hit


def names(actors: list[ActorMention]) -> list[str]:
    """Canonical names in the order of the text, each once."""
    return list(dict.fromkeys(actor.actor for actor in actors))


def is_passive(text: str, at: int) -> bool:
    """``was bombed``: the verb that begins at ``at`` is in the passive."""
    if re.match(r"\w+ing\b", text[at:]):
        return False
    return bool(
        re.search(
            r"\b(?:was|were|been|being|be|is|are|got)\s+(?:\w+ly\s+|also\s+|reported\s+|again\s+|not\s+|never\s+)?$",
            text[max(0, at - 30) : at],
            re.IGNORECASE,
        )
    )


_TO_BE = re.compile(r"(?:was|were|been|being|be|is|are|got)\s", re.IGNORECASE)


def is_passive_verb(text: str, hit: Hit) -> bool:
    """A verb of the vocabulary in the passive: its auxiliary before it (``was bombed``) or part of it."""
    return bool(_TO_BE.match(hit.text)) or is_passive(text, hit.start)


_PREPOSITION = (
    r"on|against|in|of|from|near|with|to|for|at|over|between|backed by|supported by|by|"
    r"around|inside|outside|into|toward|towards|across|until|than"
)


def after_preposition(text: str, actor: ActorMention, prepositions: str = _PREPOSITION) -> bool:
    """The actor is the object of a preposition, with at most two words between."""
    before = text[max(0, actor.start - 40) : actor.start]
    return bool(
        re.search(
            rf"\b(?:{prepositions})\s+(?:the\s+|a\s+|an\s+|its\s+|their\s+|most of\s+|(?!wh)[a-z-]+\s+){{0,2}}$",
            before,
            re.IGNORECASE,
        )
    )


def is_modifying(text: str, actor: ActorMention) -> bool:
    """Inside a phrase that only describes something else: ``of the Syrian regime``, ``backed by Russia``."""
    of = re.search(
        r"\b(?:warplanes|jets|planes|aircraft|troops|soldiers|fighters|members|forces|units|militants|gunmen|elements|drones|tanks|artillery|supporters|commandos|guerrillas|bombers?|attackers?|gunm[ae]n|loyal)\s+(?:of|from|to)\s+(?:the\s+)?$",
        text[: actor.start],
        re.IGNORECASE,
    )
    return after_preposition(text, actor) and not of


def is_place(text: str, actor: ActorMention) -> bool:
    """A bare country after ``in`` or before ``'s city`` is a place."""
    if not actor.bare:
        return False
    after = text[actor.end : actor.end + 40]
    return after_preposition(
        text,
        actor,
        r"in|across|from|to|into|over|inside|of|throughout|outside|at|near|around|leave|left|entered|invaded",
    ) or bool(
        re.match(
            r"['’]s?\s+(?:[\w-]+\s+){0,3}(?:city|town|capital|region|province|village|port|north|south|east|west|border|coast|second|third|largest)\b",
            after,
            re.IGNORECASE,
        )
    )


def is_city(actor: ActorMention) -> bool:
    """A capital's name alone: what is done to it (``bombed Damascus``, ``a strike on Beirut``) is done in the city."""
    return actor.bare and key_of(actor.text) not in country_names()


def coordinated(
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
            re.IGNORECASE,
        ):
            break
        found.append(actor)
    return found


def coordinated_back(text: str, last: ActorMention, armed: list[ActorMention]) -> list[ActorMention]:
    """``Syrian or Russian air strikes``: those joined before the one that stands at the noun."""
    found = [last]
    for actor in reversed([one for one in armed if one.end <= last.start]):
        if not re.fullmatch(r"\s+(?:and|or)\s+", text[actor.end : found[0].start], re.IGNORECASE):
            break
        found.insert(0, actor)
    return found
