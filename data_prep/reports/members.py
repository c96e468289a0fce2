"""The people of a group are the group: ``terrorists of the FMLN``, ``a column of Shining Path guerrillas``."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from data_prep.reports.actor_names import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data_prep.reports.actors import ActorMention

_ACTING = frozenset({"state", "organ", "rebel", "jihadist", "militia", "cartel", "coalition", "organisation"})
_OF = re.compile(r"\b(?:of|from|by|for|to|with)\s", re.IGNORECASE)
_OF_A_GROUP = (
    r"(?:of|from|belonging\s+to|loyal\s+to(?:\s+[\w-]+){0,4}?|linked\s+to|affiliated\s+with|working\s+for|paid\s+by)\s+"
)
_REACH = 60


def joined(mentions: Sequence[ActorMention], text: str) -> list[ActorMention]:
    """The mentions, each with the words for its people before it and the second writing of its name after it."""
    found: list[ActorMention] = []
    for mention in mentions:
        one = _with_people(mention, text)
        if found and one.start < found[-1].end and _is_for_people(found[-1]):
            found.pop()
        if found and _are_its_people(found[-1], one, text):
            found[-1] = replace(found[-1], end=one.end, text=text[found[-1].start : one.end])
        elif found and found[-1].actor == one.actor and _AGAIN.fullmatch(text, found[-1].end, one.start):
            end = one.end + 1 if text[one.end : one.end + 1] in ")]" else one.end
            found[-1] = replace(found[-1], end=end, text=text[found[-1].start : end])
        elif not found or one.start >= found[-1].end:
            found.append(one)
        else:
            found.append(mention)
    return found


def _are_its_people(group: ActorMention, mention: ActorMention, text: str) -> bool:
    """``Frente Sur (FS) guerrillas``: the second mention says what the group's people are."""
    beside = group.end < mention.start and not text[group.end : mention.start].strip()
    named = group.kind in _ARMED and group.form == "name"
    return beside and named and mention.form == "generic" and mention.kind in _ARMED


_ARMED = frozenset({"rebel", "jihadist", "militia", "cartel"})
_AGAIN = re.compile(r"\s*[,(\[]\s*")
"""``the Armed Islamic Group (GIA)``: one mention."""


def _is_for_people(mention: ActorMention) -> bool:
    """``terrorists``, ``the rebels``, ``troops``: nobody by name."""
    return mention.form == "generic" or mention.kind in {"unidentified", "civilians"}


def _with_people(mention: ActorMention, text: str) -> ActorMention:
    """The mention from ``members of`` on, where such words stand before it."""
    unnamed = mention.form in {"bare", "people"} or (mention.form == "generic" and mention.kind != "cartel")
    if mention.kind not in _ACTING or unnamed:
        return mention
    near = max(0, mention.start - _REACH)
    before = _people_of().search(text, near, mention.start) if _OF.search(text, near, mention.start) else None
    if before is None:
        return mention
    return replace(mention, start=before.start(), text=text[before.start() : mention.end])


@cache
def _people_of() -> re.Pattern[str]:
    nouns = _alternatives([*words_of("members"), *words_of("people")])
    return re.compile(
        rf"\b(?:{nouns})\s+{_OF_A_GROUP}(?:(?:the\s+)?(?:\w+\s+){{0,3}}(?:{nouns})\s+of\s+)?(?:(?:the|an?|its|this|that|same|leftist|rightist|rebel|guerrilla|outlawed|so-called|"
        rf"radical|extremist|armed|terrorist|Islamist|group|organi[sz]ation|{nouns})[\s,]+(?:of\s+(?:the\s+)?)?){{0,4}}[\"“'‘]?$",
        re.IGNORECASE,
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
