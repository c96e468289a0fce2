"""Finding date words: the grammar over a whole text, then what stands before and between the dates it found."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from data_prep.reports.dates.grammar import FINDER, matcher
from data_prep.reports.dates.readers import read
from data_prep.reports.dates.tense import Tenses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data_prep.reports.dates.model import Expression

_ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_W = r"\s{1,4}"
_LOOSE = rf"(?:(?:early|late|about|around|at{_W}least|the|on|morning|night|of){_W}){{0,2}}"
_SINCE = re.compile(rf"\b(?:ever{_W})?since{_W}{_LOOSE}$")
_CLOCK = (
    rf"(?:(?:shortly|just){_W}(?:before|after){_W})?(?:(?:at|about|around|before|after|by|near){_W}){{0,2}}"
    rf"(?:noon|midday|midnight|dawn|daybreak|dusk|nightfall|\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\.?|\d{{1,2}}:\d\d|\d{{4}})"
    rf"(?:{_W}(?:hours|(?:local{_W}time)|gmt|utc|[ecmp][sd]t|cet|bst))?(?:{_W}\(\d{{4}}{_W}gmt\))?{_W}"
)
_OF_DAY = re.compile(
    rf"\b(?:{_CLOCK}(?:on{_W})?|(?:the{_W})?(?:night|evening|afternoon|morning|dawn|(?:early|late|small){_W}hours){_W}"
    rf"(?:of|on){_W}(?:the{_W})?)$"
)
_NIGHT = re.compile(
    rf"\b(?:(?:the{_W})?night{_W}(?:of{_W})?|overnight{_W})?(?:between|from){_W}(?:the{_W})?$|\b(?:the{_W})?night{_W}of{_W}$"
)
_INTO = re.compile(rf"\b(?:overnight|(?:the{_W})?night){_W}(?:in)?to{_W}$")
_RUN_UP = re.compile(rf"\b(?:in|over|during|within){_W}(?:the{_W})?(?:last{_W}|final{_W}|first{_W})?$")
_AROUND = re.compile(rf"\b(?:on{_W}or{_W})?(?:around|about|circa|approximately){_W}$")
_WEEK_OF = re.compile(
    rf"\b(?:the{_W})?week{_W}(?:of|beginning|starting|commencing|(?P<ending>end(?:ing|ed))){_W}(?:on{_W})?$"
)
_BETWEEN = re.compile(rf"\bbetween{_W}(?:the{_W})?$")
_TO = re.compile(rf"\s?[-–—]{{1,2}}\s?|,?{_W}(?:to|until|till|through|thru)(?:{_W}(?:the|early|late|on))?{_W}")
_AND = re.compile(rf"{_W}and{_W}(?:the{_W})?")
_BESIDE = re.compile(rf"(?:{_W}(?:the|last))?{_W}")
_NAMELY = re.compile(rf",?{_W}(?:on{_W})?(?:the{_W})?")
_SPACE = re.compile(r"[\s-]")
_TENSED = frozenset(("weekday", "partial", "period", "range"))
_SORTS = {
    **dict.fromkeys(("iso", "numeric", "day_month", "month_day", "holiday"), "day"),
    **dict.fromkeys(("weekday", "speech"), "weekday"),
    "month": "month",
    "year": "year",
}
"""Rules whose expressions can be the two ends of one range: those of one sort."""


def parse(text: str) -> list[Expression]:
    """Every date expression of a text, unresolved, in text order, without overlaps; offsets are into ``text``.

    Linear in the length of the text. A date that does not exist is among them, with kind ``invalid``.
    """
    return list(_parsed(text))


@lru_cache(maxsize=2)
def _parsed(text: str) -> tuple[Expression, ...]:
    """As ``parse``; the last texts are kept, for a report's claims and its impossible dates are read one by one."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text.translate(_ASCII_LOWER)
    tenses = Tenses(lower)
    found = _joined(_found(text, lower), text, lower)
    return tuple(_tensed(expression, tenses) for expression in _all_prefixed(found, text, lower))


def _found(text: str, lower: str) -> list[Expression]:
    expressions: list[Expression] = []
    position = 0
    while (hit := FINDER.search(lower, position)) is not None:
        rule = hit.lastgroup or ""
        match = matcher(rule).match(lower, hit.start())
        reading = read(rule, match, text, lower) if match else []
        expressions += reading
        position = hit.end() if reading else _after_first_word(lower, hit)
    return expressions


def _after_first_word(lower: str, hit: re.Match[str]) -> int:
    """Where to look on after a refused match: at its second word, because a date may stand inside it."""
    space = _SPACE.search(lower, hit.start(), hit.end())
    return space.end() if space else hit.end()


def _tensed(expression: Expression, tenses: Tenses) -> Expression:
    inner = expression.parts[0] if expression.parts else expression
    if expression.kind not in _TENSED and inner.kind not in _TENSED:
        return expression
    tense = tenses.at(expression.start, expression.end, bare_day=expression.kind != "partial")
    parts = tuple(replace(part, tense=tense) for part in expression.parts)
    return replace(expression, tense=tense, parts=parts)


def _joined(expressions: list[Expression], text: str, lower: str) -> list[Expression]:
    """Neighbours that are one date: "from 3 May to 6 May", "two days after Christmas Day", "the next day, 9 May"."""
    joined: list[Expression] = []
    for expression in expressions:
        pair = _pair(joined[-1], expression, lower) if joined else None
        if pair is None:
            joined.append(expression)
        else:
            start, end = pair.start, pair.end
            joined[-1] = replace(pair, text=text[start:end])
    return joined


def _pair(first: Expression, second: Expression, lower: str) -> Expression | None:
    gap = lower[first.end : second.start] if second.start - first.end < 24 else None
    if gap is None or "invalid" in (first.kind, second.kind):
        return None
    if _is_range(first, second, gap, lower):
        unit = second.unit
        return replace(second, start=first.start, kind="range", rule="range", unit=unit, parts=(first, second), part="")
    if first.rule == "ago" and second.rule == "speech" and _BESIDE.fullmatch(gap):
        return replace(second, start=first.start, rule="ago_to_day", parts=(first, second))
    if first.kind != "anaphoric":
        return None
    counts = first.shift in ("before", "after") and second.kind != "anaphoric"
    if counts and _BESIDE.fullmatch(gap):
        return replace(second, start=first.start, kind="relative", rule="offset", parts=(first, second))
    if first.unit == "day" and _SORTS.get(second.rule) == "day" and _NAMELY.fullmatch(gap):
        return replace(second, start=first.start)
    return None


def _is_range(first: Expression, second: Expression, gap: str, lower: str) -> bool:
    sort = _SORTS.get(first.rule)
    if sort is None or sort != _SORTS.get(second.rule):
        return False
    if _AND.fullmatch(gap):
        return _BETWEEN.search(lower, max(0, first.start - 24), first.start) is not None
    return _TO.fullmatch(gap) is not None


def _all_prefixed(expressions: list[Expression], text: str, lower: str) -> Iterator[Expression]:
    end = 0
    for expression in expressions:
        prefixed = _prefixed(expression, text, lower)
        yield prefixed if prefixed.start >= end else expression
        end = expression.end


def _prefixed(expression: Expression, text: str, lower: str) -> Expression:
    """Words before a date that widen it: since, around, the week of."""
    left = max(0, expression.start - 48)
    words = lower[left : expression.start]
    if (match := _SINCE.search(words)) and expression.kind not in ("invalid", "since", "anaphoric", "vague"):
        return _wrap(expression, "since", "since", left + match.start(), text)
    if expression.rule == "offset" and expression.parts[0].rule == "anaphor" and (match := _RUN_UP.search(words)):
        start = left + match.start()
        return replace(expression, start=start, text=text[start : expression.end], rule="run_up")
    if expression.kind == "range":
        return _stretch(expression, _NIGHT.search(words), left, text)
    if expression.unit != "day" or expression.kind in ("invalid", "anaphoric"):
        return expression
    if match := _INTO.search(words):
        return _wrap(expression, expression.kind, "into", left + match.start(), text)
    if expression.kind != "weekday" and (match := _AROUND.search(words)):
        return _wrap(expression, expression.kind, "around", left + match.start(), text)
    if match := _WEEK_OF.search(words):
        shift = "ending" if match["ending"] else ""
        wrapped = _wrap(expression, expression.kind, "week_of", left + match.start(), text)
        return replace(wrapped, shift=shift, unit="week")
    return _stretch(expression, _OF_DAY.search(words), left, text)


def _stretch(expression: Expression, before: re.Match[str] | None, left: int, text: str) -> Expression:
    """The time of day and other words before a date that belong to it and do not change it."""
    if before is None:
        return expression
    start = left + before.start()
    return replace(expression, start=start, text=text[start : expression.end])


def _wrap(expression: Expression, kind: str, rule: str, start: int, text: str) -> Expression:
    return replace(
        expression, start=start, text=text[start : expression.end], kind=kind, rule=rule, parts=(expression,), flags=()
    )
