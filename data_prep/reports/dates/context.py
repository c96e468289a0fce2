"""What the words around a date word say: that it is no date at all."""

from __future__ import annotations

import re

from data_prep.reports.dates.words import MONTHS, NAME, beside, either

_W = r"\s{1,4}"
_PREPOSITION = (
    "in|since|of|until|till|by|during|from|through|before|after|between|last|next|this|early|mid|late|each|every"
)
_MONTH_BEFORE = re.compile(rf"\b(?:{_PREPOSITION}|{either(MONTHS)}(?:,|{_W}(?:and|or|to)))(?:{_W}|-)$")
_DETERMINER_BEFORE = re.compile(rf"\b(?:the|a|an|his|her|its|their|that){_W}$")
_NOUN_AFTER = re.compile(rf"['’]s|\s(?!{beside('function')})[a-z]")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|of|from|until|till|by|before|after|during|between|through|throughout|for|late|early|mid|year"
    rf"|copyright|fiscal|(?:back|dates?|dated|dating|prior|up|compared){_W}to|compared{_W}with|the|a|an|that|this|his|her|its"
    rf"|their|circa){_W}|\b\d{{4}}(?:,|,?{_W}(?:and|or|to|until|through)){_W}|\b(?:post|pre|mid|early|late)-"
    rf"|['’]s{_W}|[(\[]|{_W}[-–—_]{_W})$"
)
_NO_YEAR_AFTER = re.compile(rf"{_W}(?:{beside('clock')}|{beside('casualty')}|(?:[a-z]{{3,9}}{_W})?{beside('make')})")
_HOURS_AFTER = re.compile(rf"{_W}(?:to|until|till|and){_W}(?:[01]\d|2[0-3])[0-5][05]\b(?!{_W}[a-z]{{0,3}}\d)")
_FIRST_YEAR = "1900"
"""Before it, "from 1710 to 2250" are hours."""
_NO_YEAR_BEFORE = re.compile(rf"\b{beside('number')}\.?{_W}$")
_NAME_AFTER = re.compile(rf"(?:st|nd|rd|th)?{_W}{beside('name')}")
_HABIT_BEFORE = re.compile(rf"\b(?:every|each|on{_W}an?){_W}$")
_COUNTED_AFTER = re.compile(rf"{_W}{beside('counted')}")
_PRESENT_AFTER = re.compile(rf"['’]s{_W}(?:[a-z]{{3,12}}{_W})?{beside('present')}")
_MONTH_COUNTS = re.compile(rf"\b(?:in|during){_W}$")


def _before(lower: str, start: int) -> str:
    return lower[max(0, start - 32) : start]


def is_name(lower: str, start: int, end: int) -> bool:
    """True for a date word inside a name ("Sunday Times", "April 19 Movement")."""
    if _NAME_AFTER.match(lower, end):
        return True
    return any(name.end() > start and name.start() < end for name in NAME.finditer(lower, max(0, start - 12), end + 16))


def is_habit(before: str) -> bool:
    """True after "every" and "on a", as in "on a Sunday"."""
    return _HABIT_BEFORE.search(before) is not None


def is_of_the_present(lower: str, end: int) -> bool:
    """True for "today" in "today's youth": the present time, and no day."""
    return _PRESENT_AFTER.match(lower, end) is not None


def is_counted(lower: str, start: int, end: int) -> bool:
    """True for "in May 5 people": the number after the month counts things."""
    return _COUNTED_AFTER.match(lower, end) is not None and _MONTH_COUNTS.search(_before(lower, start)) is not None


def is_month(lower: str, written: str, start: int, end: int, *, doubtful: bool) -> bool:
    """True where a month's name, standing alone and ``written`` so, is a month.

    ``doubtful``: it is also a word or a person's name, and needs a capital and words before it that ask for a date.
    """
    words = _before(lower, start)
    preceded = _MONTH_BEFORE.search(words) is not None
    if not written[0].isupper():
        return preceded and not doubtful
    if preceded or not doubtful:
        return True
    return written[1:].islower() and bool(_DETERMINER_BEFORE.search(words) and _NOUN_AFTER.match(lower, end))


def is_year(lower: str, start: int, end: int) -> bool:
    """True where four digits are a year and no count, clock time, price or number of a thing."""
    words = _before(lower, start)
    if _NO_YEAR_AFTER.match(lower, end) or _NO_YEAR_BEFORE.search(words):
        return False
    if lower[start:end] < _FIRST_YEAR and lower[end - 1] in "05" and _HOURS_AFTER.match(lower, end):
        return False
    return _YEAR_BEFORE.search(words) is not None
