"""Names that lean on the report: ``the coalition`` and ``the jihadists`` are those that it names in full."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from data_prep.reports.actors import ActorMention, country_of, government_of, parent_of
from data_prep.reports.members import joined
from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Generic(NamedTuple):
    kinds: frozenset[str]
    words: frozenset[str]


def settled(mentions: Sequence[ActorMention], text: str) -> list[ActorMention]:
    """The mentions, with each generic name given to the actor it stands for, where the report names just one such.

    ``the group`` becomes a mention of the armed group that was named last.
    """
    mentions = joined(mentions, text)
    named: dict[str, list[str]] = {}
    for mention in mentions:
        if not (_is_generic(mention) or _is_unnamed(mention)):
            named.setdefault(mention.kind, []).append(mention.actor)
    known = [_settle(mention, named) if _is_meant(mention, text) else mention for mention in mentions]
    return sorted([*known, *_groups(known, text)], key=lambda mention: mention.start)


def country_of_most(mentions: Sequence[ActorMention]) -> str:
    """The country that most of the actors named belong to, as alpha-3; "" where no country has half of them."""
    countries = Counter(country for one in mentions if (country := country_of(one.actor)))
    country, count = countries.most_common(1)[0] if countries else ("", 0)
    return country if count >= _ENOUGH and 2 * count >= countries.total() else ""


_ENOUGH = 3
_THE_GROUP = re.compile(
    r"\b(?:the|that|this)\s+(?:same\s+)?(?:jihadist\s+|militant\s+|extremist\s+|armed\s+|rebel\s+|Islamist\s+|terrorist\s+|"
    r"guerrilla\s+|criminal\s+|subversive\s+|clandestine\s+)?"
    r"(?:group|organi[sz]ation|militia)\b(?!['’]s? (?:director|head|spokes))",
    re.IGNORECASE,
)
_ARMED = frozenset({"rebel", "jihadist", "militia", "cartel"})


def _groups(mentions: Sequence[ActorMention], text: str) -> list[ActorMention]:
    found: list[ActorMention] = []
    armed = [one for one in mentions if one.kind in _ARMED and one.actor not in _generics()]
    armed_ends, ends = [one.end for one in armed], [one.end for one in mentions]
    for match in _THE_GROUP.finditer(text) if armed else ():
        before, following = bisect_right(armed_ends, match.start()), bisect_right(ends, match.start())
        covered = following < len(mentions) and mentions[following].start < match.end()
        if before and not covered:
            last = armed[before - 1]
            found.append(replace(last, start=match.start(), end=match.end(), text=match.group(), form="name"))
    return found


_IN_DOUBT = re.compile(r"\b(?:whether|either|if)\b[^.;]*\bor\b", re.IGNORECASE)


def adjectives(text: str, known: Sequence[ActorMention]) -> list[ActorMention]:
    """``whether the warplanes were Syrian or Russian``: in such a doubt an adjective alone names a government."""
    doubt = _IN_DOUBT.search(text)
    if doubt is None:
        return []
    found = []
    for match in _adjective().finditer(text, doubt.start()):
        covered = any(one.start < match.end() and match.start() < one.end for one in known)
        name = government_of(_countries()[match.group()])
        if name and not covered:
            found.append(ActorMention(match.start(), match.end(), match.group(), name, "state", "people"))
    return found


@cache
def _countries() -> dict[str, str]:
    return {word: row["alpha3"] for row in table("countries") for word in several(row["demonyms"])}


@cache
def _adjective() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _countries()), key=len, reverse=True)) + r")\b")


_PLAIN = re.compile(r"\b(?:the|these|those)\s+$", re.IGNORECASE)


def _is_meant(mention: ActorMention, text: str) -> bool:
    """``the jihadists`` are those named before; ``rebels``, or ``rebel groups``, may be any."""
    generic = _generics().get(mention.actor)
    if not _is_unnamed(mention) and (generic is None or generic.words):
        return True
    words = mention.text.lower()
    definite = words.startswith("the ") or bool(_PLAIN.search(text, max(0, mention.start - 8), mention.start))
    return definite and not words.endswith("groups")


def _settle(mention: ActorMention, named: dict[str, list[str]]) -> ActorMention:
    if _is_unnamed(mention):
        country = country_of(mention.actor)
        found = [actor for actor in named.get("rebel", []) if country_of(actor) == country]
    elif _is_generic(mention):
        found = [actor for kind in _generics()[mention.actor].kinds for actor in named.get(kind, [])]
    else:
        return mention
    whole = _without_parts(set(found))
    return replace(mention, actor=whole.pop()) if len(whole) == 1 else mention


def _without_parts(actors: set[str]) -> set[str]:
    """Groups without those that belong to another one of them."""
    return {actor for actor in actors if parent_of(actor) not in actors}


def _is_unnamed(mention: ActorMention) -> bool:
    """``the Salvadoran guerrillas``: the rebels of a country, whoever they are."""
    return mention.kind == "rebel" and mention.actor.endswith(" insurgents") and mention.form == "name"


def _is_generic(mention: ActorMention) -> bool:
    generic = _generics().get(mention.actor)
    return generic is not None and (not generic.words or mention.text.lower() in generic.words)


@cache
def _generics() -> dict[str, _Generic]:
    return {
        row["actor"]: _Generic(frozenset(several(row["kinds"])), frozenset(several(row["words"])))
        for row in table("generic_actors")
    }
