"""Persons named among those killed or injured: ``Ana Ruiz, her son and two neighbours were killed`` tells of four."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from data_prep.reports.numbers import Count, find_counts
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.people import Effect

Segment = tuple[int, int, bool]
"""Start and end of one member of a list, and whether ``and`` stands before it."""


def find_listed(text: str, effects: Sequence[Effect]) -> dict[Count, Effect]:
    """Each single person without a number in the lists before and after the effects, and what happened to them."""
    told = [effect for effect in effects if effect.effect in {"killed", "injured"}]
    if not told:
        return {}
    plain = _ASIDE.sub(lambda match: " " * len(match.group()), text)
    return {
        Count(start, end, 1, 1): effect
        for effect in told
        for start, end in (*_before(plain, effect), *_after(plain, effect))
    }


_ASIDE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|\s[–—]\s[^–—;.\d]{3,80}\s[–—](?=\s)|"
    r"(?<=[\w.])\s*,\s+(?:aged?\s+)?\d{1,2}(?:[- ]years?[- ]old)?(?=,|\s+(?:and|were|was)\b)"
)
"""What stands in brackets or between dashes, and ages."""
_BE = re.compile(
    r"\s(?:were|have been|had been)"
    r"(?:\s+(?:also|all|both|each|then|later|reported|confirmed|shot|among those|\w+ly))*\s+$",
    re.IGNORECASE,
)
_DIED = re.compile(r"(?:died|perished|lost their lives|martyred)$", re.IGNORECASE)
_BORDER = re.compile(
    r"[.;:\"“”‘\n\x1f_]|\s[-–—]+\s|--|\b(?:that|when|where|which|while|after|before|because|but|said|if|whereas|killed|died|in|on|at|"
    r"during|following|from|by|for|including|are|is|was|were|had|has|have|than)\s",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.;:\"“”‘\n\x1f_](?!\w)|\s[-–—]+\s|--|\s(?:in|on|at|by|during|when|while|after|before|who|whom|whose|which|near|for|because|as|"
    r"outside|inside|that|were|was|is|are|had|has|have|from|to|but|with|wounding|injuring|leaving|"
    r"today|yesterday|tonight|this|last|early|late)\b",
    re.IGNORECASE,
)
WITH = re.compile(
    r"\s*,?\s*(?:(?:alongside|along with|together with|with)\s+|as (?:were|was)\s+)(?:also\s+)?", re.IGNORECASE
)


def _before(text: str, effect: Effect) -> list[tuple[int, int]]:
    """The list that a passive verb, or ``died``, ends."""
    be = _BE.search(text, max(0, effect.start - 60), effect.start)
    died = bool(_DIED.search(text, effect.start, effect.end))
    if not (be or died) or effect.form not in {"passive", "both"}:
        return []
    end = be.start() if be else effect.start
    borders = [match.end() for match in _BORDER.finditer(text, max(0, end - 240), end)]
    members = _members(text, max(borders, default=max(0, end - 240)), end)
    kept: list[Segment] = []
    for member in reversed(members):
        if not _is_victim(text, member):
            break
        kept.insert(0, member)
    return _persons(text, kept, alone=not be)


def _after(text: str, effect: Effect) -> list[tuple[int, int]]:
    """The list of an active verb's or a noun's objects (``killing A and B``), or of those who died with somebody."""
    if effect.form not in {"active", "both"}:
        return []
    passive = bool(is_passive(text, effect))
    opened = WITH.match(text, effect.end) if passive else None
    if passive and not opened:
        return []
    start = opened.end() if opened else effect.end
    stop = _END.search(text, start, start + 240)
    kept: list[Segment] = []
    for member in _members(text, start, stop.start() if stop else min(len(text), start + 240)):
        if not _is_victim(text, member):
            if not kept:
                break
            continue
        kept.append(member)
    return _persons(text, kept, alone=True)


_BEING = re.compile(r"\b(?:was|were|been|being|be|are|is|got)\s+(?:\w+\s+)?$", re.IGNORECASE)


def is_passive(text: str, effect: Effect) -> bool:
    """``was killed``: those who suffered it stand before the verb."""
    return bool(_BEING.search(text, max(0, effect.start - 60), effect.start))


_JOIN = re.compile(
    r"\s*,?\s*\b(?P<and>and|as well as|along with|alongside|together with)\s+(?:also\s+|of\s+)?|\s*,\s*", re.IGNORECASE
)


def _members(text: str, start: int, end: int) -> list[Segment]:
    members, joined = [], False
    for match in [*_JOIN.finditer(text, start, end), None]:
        stop = match.start() if match else end
        first = start + len(text[start:stop]) - len(text[start:stop].lstrip())
        if text[first:stop].strip():
            members.append((first, first + len(text[first:stop].rstrip()), joined))
        if match:
            start, joined = match.end(), bool(match["and"])
    return members


def _persons(text: str, members: Sequence[Segment], *, alone: bool) -> list[tuple[int, int]]:
    """The members that are single persons without a figure; what stands in apposition to another one is none.

    Without any ``and`` all of them are one person.
    """
    if not any(joined for _, _, joined in members[1:]):
        first = members[:1] if alone and members and not _is_counted(text, members[0]) else []
        return [(start, end) for start, end, _ in first]
    return [
        (start, end)
        for number, (start, end, joined) in enumerate(members)
        if not _is_counted(text, members[number])
        and not (number and _is_apposed(text, start, joined=joined))
        and not (number and not joined and _names_kin(text, members[number - 1]))
    ]


def _is_apposed(text: str, start: int, *, joined: bool) -> bool:
    return bool(_OFFICE.match(text, start) or (not joined and _APPOSED.match(text, start)))


_APPOSED = re.compile(r"(?:an?|the|aged?|also|former|leader|member|\d)\b", re.IGNORECASE)
_KIN = re.compile(r"(?:his|her|their|an?|another)\s+(?:[a-z-]+\s+){0,2}[a-z-]+$")


def _names_kin(text: str, before: Segment) -> bool:
    """``her son, Omar Idris``: the name of the one just told of."""
    return bool(_KIN.match(text[before[0] : before[1]])) and not find_counts(text[before[0] : before[1]])


_OFFICE = re.compile(r"(?-i:[a-z])\w+ of\b")
"""``a teacher and mother of two``: the same person."""


def _is_victim(text: str, member: Segment) -> bool:
    return _is_counted(text, member) or is_person(text[member[0] : member[1]])


def _is_counted(text: str, member: Segment) -> bool:
    words = text[member[0] : member[1]]
    return bool(find_counts(words)) or bool(_ONE.match(words))


_ONE = re.compile(r"(?:an?|another|his|her)\s", re.IGNORECASE)


# ---------------------------------------------------------------- who is a person

_LEADING = re.compile(
    r"(?:(?:also|both|namely|including|civilians?|named|[\w-]+[- ](?:years?|months?)[- ]old)\s+)+", re.IGNORECASE
)
_PARTICLE = frozenset({"al", "el", "abu", "bin", "ibn", "de", "la", "del", "van", "von", "da", "dos", "umm", "um"})


def is_person(words: str) -> bool:
    """``Ana Ruiz``, ``GENERAL GUSTAVO ALVAREZ``, ``the wife of the mayor``, ``their son``: one person."""
    words = _LEADING.sub("", words.strip(" ,'\"“”‘’"))
    if words.lower() in {"him", "her"}:
        return True
    tokens = re.findall(r"[\w.’'-]+", words)
    if not 1 <= len(tokens) <= 9:
        return False
    people = [_nouns().get(token.lower(), "") for token in tokens]
    titled = max((number for number, noun in enumerate(people) if noun == "s"), default=-1)
    if any(token.lower() in _nobody() for token in tokens[titled + 1 :]) or people[-1] == "p":
        return False
    if _DETERMINED.match(words):
        return titled >= 0 and "p" not in people[titled:]
    return _is_name(tokens, people)


_DETERMINED = re.compile(r"(?:the|their|its|my|our)\b|[\w-]+[’']s?\s", re.IGNORECASE)


def _is_name(tokens: Sequence[str], people: Sequence[str]) -> bool:
    """Two capitalised words at the end, or one after a title."""
    length = 0
    for token in reversed(tokens):
        if not (token[:1].isupper() or token.split("-")[0].lower() in _PARTICLE):
            break
        length += 1
    head = people[: len(people) - length]
    titled = bool(people) and "s" in people[:-1]
    return (length >= 2 or (length == 1 and titled)) and (not head or any(head))


@cache
def _nouns() -> dict[str, str]:
    return {row["noun"].lower(): row["number"] for row in table("victims") if row["group"]}


@cache
def _nobody() -> frozenset[str]:
    """Words that stand in no person's name."""
    names = {row["noun"].lower() for row in table("things")} | {
        row["word"] for row in table("organisation_words") if row["kind"] != "connector"
    }
    return frozenset({*names, *_NO_NAMES} - {row["noun"].lower() for row in table("victims")})


_NO_NAMES = re.findall(
    r"\w+",
    "family families others other people who whom whose which he she they it them not no never also to by with this "
    "these those some many several most all none both city camp street province department government",
)
