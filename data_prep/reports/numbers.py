"""Counts in text: figures, number words and vague words, with the bounds that the words beside them give.

The rules are those of the claim frame: ``at least 39`` is a lower bound and leaves the upper one open,
``as many as 25`` the reverse, ``about 50`` is 50 and approximate, ``more than 4,000`` starts at 4,001, vague words
are lower bounds by ACLED's rule (``number_vague.csv`` holds the rules; another one can be chosen).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from data_prep.reports.dates.words import either
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Iterable

VAGUE_RULE = "acled"
LARGEST = 2_000_000_000
"""Figures above this do not fit the frame's Int32 and are no counts of people."""


@dataclass(frozen=True)
class Count:
    """A count at ``start:end`` of the text: its bounds (None: open) and what a reader must know of it."""

    start: int
    end: int
    low: int | None
    high: int | None
    flags: tuple[str, ...] = ()


def find_counts(text: str, *, rule: str = VAGUE_RULE) -> list[Count]:
    """Every count in the text, in order, without overlaps. Ages, dates, sums of money and names of weapons are none."""
    found = [count for match in _finder().finditer(text) if (count := _count(text, match, rule)) is not None]
    return _paired(text, found)


_AND = re.compile(r"\s*,?\s*(?:and|but|or)\s+(?:perhaps\s+|possibly\s+|maybe\s+)?")


def _paired(text: str, counts: list[Count]) -> list[Count]:
    """``at least two and as many as 20`` is one count with both bounds."""
    paired: list[Count] = []
    for count in counts:
        last = paired[-1] if paired else None
        if last and last.high is None and count.low is None and _AND.fullmatch(text, last.end, count.start):
            paired[-1] = Count(last.start, count.end, last.low, count.high, last.flags + count.flags)
        else:
            paired.append(count)
    return paired


def _count(text: str, match: re.Match[str], rule: str) -> Count | None:
    if match["vague"]:
        return _vague(match, rule)
    if _is_no_count(text, match):
        return None
    first = value(match["first"])
    second = value(match["second"]) if match["second"] else None
    if first is None or first > LARGEST or (second is not None and (second > LARGEST or second < first)):
        return None
    if second is not None:
        return Count(match.start(), match.end(), first, second)
    low, high, flags = _bounds(first, _effects(match))
    return Count(match.start(), match.end(), low, high, flags)


def _bounds(number: int, effects: set[str]) -> tuple[int | None, int | None, tuple[str, ...]]:
    flags = ("number-approximate",) if "about" in effects else ()
    if "low" in effects:
        return number, None, flags
    if "high" in effects:
        return None, number, flags
    if "over" in effects:
        return number + 1, None, flags
    if "under" in effects:
        return None, max(number - 1, 0), flags
    return number, number, flags


def _effects(match: re.Match[str]) -> set[str]:
    known = _qualifiers()
    words = [match["before"], match["before2"], match["after"]]
    if _PHRASAL.search(match.string, max(0, match.start() - 12), match.start()):
        words = words[1:]
    return {known[" ".join(word.lower().split())] for word in words if word}


_PHRASAL = re.compile(r"\b(?:hand|turn)(?:s|ed|ing)?\s+$", re.IGNORECASE)
"""``hand over 20 prisoners`` is no more than 20."""


def _vague(match: re.Match[str], rule: str) -> Count | None:
    words = " ".join(match["vague"].lower().split())
    low, high = _vague_bounds(rule).get(words, (None, None))
    scale = value(match["scale"]) if match["scale"] else 1
    if low is None or scale is None:
        return None
    upper = None if high is None else high * scale
    return Count(match.start(), match.end(), low * scale, upper, ("number-vague",))


def value(words: str) -> int | None:
    """The number that digits (``4,000``, ``4 000``) or English words (``two hundred and five``) stand for."""
    text = words.strip().lower()
    if text[:1].isdecimal():
        digits = re.match(r"[\d,.\s]+", text)
        rest = text[digits.end() :].split() if digits else []
        number = int(re.sub(r"\D", "", text[: digits.end()])) if digits else 0
        return number * _scale(rest[0]) if rest else number
    return _spelled(re.split(r"[\s-]+", text))


def _scale(word: str) -> int:
    return _values().get(word, (1, "unit"))[0]


def _spelled(words: list[str]) -> int | None:
    total, current = 0, 0
    for word in words:
        if word in {"a", "and", "an"}:
            current += word == "a"
            continue
        number, kind = _values().get(word, (None, ""))
        if number is None:
            return None
        if kind == "scale":
            current = max(current, 1) * number
            if number >= 1000:
                total, current = total + current, 0
        else:
            current += number
    return total + current


@cache
def _values() -> dict[str, tuple[int, str]]:
    return {row["word"]: (int(row["value"]), row["kind"]) for row in table("numbers")}


@cache
def _qualifiers() -> dict[str, str]:
    return {row["phrase"]: row["effect"] for row in table("number_qualifiers")}


@cache
def _vague_bounds(rule: str) -> dict[str, tuple[int | None, int | None]]:
    return {
        row["word"]: (int(row["low"]) if row["low"] else None, int(row["high"]) if row["high"] else None)
        for row in table("number_vague")
        if row["rule"] == rule
    }


# What stands before or after a figure that counts nothing: money, weapon names, ordinals, clock times, ages, units.
_NOT_BEFORE = re.compile(
    r"(?:[$€£#]|\b(?:no|nr|us|rs|article|resolution|chapter|age|aged|room|highway|route|category|phase|page|line)\.?\s|"
    r"\d[.:/-]|[A-Za-z][-–.]|[A-Z]\d*)$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"(?:[:/]\d|[.,]\d|%|st\b|nd\b|rd\b|th\b|d\b|-?\s?(?:percent|per\s+cent|pc|km|kms|kilomet\w+|miles?|met(?:re|er)s?|feet|"
    r"kg|kilos?|kilograms?|pounds?|tons?|tonnes?|dollars?|euros?|mm|cm|m|degrees?|years?|months?|weeks?|days?|hours?|"
    r"minutes?|seconds?|a\.?m\.?|p\.?m\.?|gmt|hrs|yrs|o'clock|-?year|rounds?)\b|-(?:day|hour|week|month|year|man|member|"
    r"minute|foot|storey|story|mile|metre|meter|kilo\w+|millimet\w+|mm|pound|bed|seat|point|vehicle|strong)\b|[A-Z]\w*-\w)",
    re.IGNORECASE,
)


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    at = match.start("first")
    if _NOT_AFTER.match(text, match.end("second") if match["second"] else match.end("first")):
        return True
    before = text[max(0, at - 12) : at]
    if _PARENT_OF.search(before) and _PHRASE_ENDS.match(text, match.end()):
        return True
    if match["first"].lower() == "one":
        return bool(_NOT_BEFORE_ONE.search(before) or _NOT_AFTER_ONE.match(text, match.end()))
    if not match["first"][0].isdecimal():
        return False
    return bool(_NOT_BEFORE.search(before) or _is_time_or_age(text, match))


_PARENT_OF = re.compile(r"(?:mother|father|parent|widow)s? of\s+$", re.IGNORECASE)
_PHRASE_ENDS = re.compile(r"\s*(?:[,.;)]|$)|\s+(?:and|who|from|was|in)\b", re.IGNORECASE)
"""``a mother of two,``: her children are not who is told of."""
_AGED = re.compile(r"[A-Z][\w.'’-]*\)?(?:,\s+|\s+\()$")
_AGE_ENDS = re.compile(r"\s*(?:[,;)]|\.\s|\.?$|and\s+[A-Z])")
_NAMED = re.compile(
    r"(?<!\bin )(?<!\bat )(?<!\bnear )(?<!\bof )(?<!\w)(?!(?:In|At|Near|On|Of)\b)[A-Z][\w'’-]+\s+[A-Z][\w'’-]*,\s+$"
)
_VERB_NEXT = re.compile(r"\s+(?:was|were)\b")
_AGE_IN_BRACKETS = re.compile(r"[A-Z][\w.'’-]*\s+\((?:possibly\s+|aged?\s+|likely\s+)?$")
_CLOCK = re.compile(r"\b(?:at|by|around|about|until|from|since)\s+(?:approximately\s+|about\s+)?$", re.IGNORECASE)


def _is_time_or_age(text: str, match: re.Match[str]) -> bool:
    """``at 0815``, and the age in ``Ana Ruiz, 42, was killed``."""
    number, at, end = match["first"], match.start("first"), match.end("first")
    if len(number) == 4 and (number[0] == "0" or _CLOCK.search(text, max(0, at - 24), at)):
        return True
    if len(number) > 2:
        return False
    if _AGE_IN_BRACKETS.search(text, max(0, match.start() - 40), match.start()) and text[match.end() :][:1] == ")":
        return True
    if match["second"] is not None or match["before"] or match["after"]:
        return False
    named = _NAMED.search(text, max(0, at - 60), at) and _VERB_NEXT.match(text, end)
    return bool(named or (_AGED.search(text, max(0, at - 24), at) and _AGE_ENDS.match(text, end)))


_NOT_BEFORE_ONE = re.compile(r"\b(?:no|any|every|each|which|this|that|the|some|day)[\s-]$", re.IGNORECASE)
_NOT_AFTER_ONE = re.compile(
    r"\s+(?:another|of the (?:most|largest|biggest|worst|main|first|last)|by one)\b", re.IGNORECASE
)


@cache
def _finder() -> re.Pattern[str]:
    rows = table("number_qualifiers")
    before = _any(row["phrase"] for row in rows if row["position"] == "before")
    after = _any(row["phrase"] for row in rows if row["position"] == "after")
    units = _any(word for word, (_, kind) in _values().items() if kind == "unit")
    tens = _any(word for word, (_, kind) in _values().items() if kind == "tens")
    scale = _any(word for word, (_, kind) in _values().items() if kind == "scale")
    small = rf"(?:{tens}(?:[\s-]+{units})?|{units})"
    spelled = rf"(?:(?:{small}|a|an)\s+{scale}(?:\s+{scale})?(?:\s+(?:and\s+)?{small})?|{small})"
    digits = r"\d{1,3}(?:[,.]\d{3})+(?!\d)|\d{1,9}"
    number = rf"(?:(?:{digits})(?:\s+{scale})?|{spelled})"
    vague = _any({row["word"] for row in table("number_vague")})
    return re.compile(
        rf"(?<!\w)(?=\d|{_openings()}(?!\w))"
        rf"(?:(?:(?P<before>{before})\s+)?(?:(?P<before2>{before})\s+)?"
        rf"(?:(?P<between>between|from)\s+)?(?P<first>{number})\b"
        rf"(?:(?(between)\s*(?:and|to|-|–)\s*|\s*(?:to|-|–|or)\s*)(?:[\"“]?(?:more than|over|"
        rf"about|at least|up to)[\"”]?\s+)?(?P<second>{number})\b)?"
        rf"(?:\s+(?P<after>{after})\b)?"
        rf"|(?<!how )(?<!so )(?<!too )(?P<vague>{vague})\b(?:\s+(?P<scale>{scale})\b)?(?:\s+of\b)?)",
        re.IGNORECASE,
    )


def _openings() -> str:
    """The first words of counts: most words of a text are none, and cost no more than one look."""
    before = [row["phrase"] for row in table("number_qualifiers") if row["position"] == "before"]
    words = [*before, *_values(), *(row["word"] for row in table("number_vague")), "a", "an", "between", "from"]
    return either({re.split(r"[\s-]", word)[0].lower() for word in words})


def _any(words: Iterable[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest) + ")"
