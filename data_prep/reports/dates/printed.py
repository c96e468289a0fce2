"""Publication dates as printed: in a page's header line, and in a dateline."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from data_prep.reports.dates.words import ANY_WEEKDAY, MONTH, month_number, weekday_number


class PrintedDay(NamedTuple):
    """A day as printed. ``weekday`` is the printed one (0 = Monday) and need not agree with ``day``."""

    day: date
    weekday: int | None
    start: int
    end: int
    ambiguous: bool = False
    """True when day and month could be exchanged and no printed weekday decides; day-first was taken."""


_BEFORE = rf"(?<![\w./-])(?:(?P<weekday>{ANY_WEEKDAY})[,\s]\s{{0,3}}(?:the\s)?)?"
_AFTER = rf"(?![/-]?\d)(?:,?\s\(?(?P<weekday_after>{ANY_WEEKDAY}))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SHAPES = (
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?",
    r"(?P<day>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<year>\d{4}|\d\d)(?!:)",
    rf"{_DAY}[\s-](?:of\s)?(?P<name>{MONTH}),?[\s-](?P<year>\d{{4}}|'?\d\d(?![:\d]))",
    rf"(?P<name>{MONTH})\s?{_DAY}(?:,\s?|\s)(?P<year>\d{{4}}(?!\d))",
)
_DATELINE = (
    *_SHAPES[2:],
    rf"{_DAY}\s(?:of\s)?(?P<name>{MONTH})",
    rf"(?P<name>{MONTH})\s?{_DAY}(?!\d|:)",
)
_HEADER_PATTERNS = tuple(re.compile(_BEFORE + shape + _AFTER, re.IGNORECASE) for shape in _SHAPES)
_DATELINE_PATTERNS = tuple(re.compile(_BEFORE + shape + _AFTER, re.IGNORECASE) for shape in _DATELINE)


def parse_printed_date(line: str) -> PrintedDay | None:
    """The first full date (with a year) in a header line, or None.

    ``"Friday 18/03/2016"``, ``"March 18, 2016"``, ``"18 March 2016 14:05 GMT"``, ``"Updated: 2016-03-18T10:00:00Z"``.
    In a numeric date a printed weekday decides which number is the day; without one the day comes first and the
    result is marked ambiguous. A date that does not exist gives None.
    """
    found = [day for pattern in _HEADER_PATTERNS if (day := _first(pattern, line, None)) is not None]
    return min(found, key=lambda day: day.start, default=None)


def parse_dateline_date(text: str, year_hint: date | None) -> PrintedDay | None:
    """The day in a dateline fragment (``"March 18"``, ``"3 JAN 90"``, ``"Oct. 7, 2023"``), or None.

    Where no year is written, the year that brings the day nearest to ``year_hint`` is taken; without a hint the
    result is None.
    """
    for pattern in _DATELINE_PATTERNS:
        if (day := _first(pattern, text, year_hint)) is not None:
            return day
    return None


def _first(pattern: re.Pattern[str], text: str, hint: date | None) -> PrintedDay | None:
    return next((day for match in pattern.finditer(text) if (day := _read(match, hint)) is not None), None)


def _read(match: re.Match[str], hint: date | None) -> PrintedDay | None:
    parts = match.groupdict()
    word = parts["weekday"] or parts["weekday_after"]
    weekday = weekday_number(word) if word else None
    day = int(parts["day"])
    if parts.get("name"):
        readings = [_day(parts.get("year"), month_number(parts["name"]), day, hint)]
    else:
        month, day_first = int(parts["month"]), len(parts["year"]) < 4 or match.start("day") < match.start("year")
        readings = [_day(parts["year"], month, day, hint), _day(parts["year"], day, month, hint) if day_first else None]
    return _choose([reading for reading in readings if reading], weekday, match)


def _choose(readings: list[date], weekday: int | None, match: re.Match[str]) -> PrintedDay | None:
    if not readings:
        return None
    agreeing = [reading for reading in readings if reading.weekday() == weekday]
    ambiguous = len(set(readings)) > 1 and not agreeing
    return PrintedDay((agreeing or readings)[0], weekday, match.start(), match.end(), ambiguous)


def _day(year: str | None, month: int, day: int, hint: date | None) -> date | None:
    if year is not None:
        return make_day(full_year(year.lstrip("'")), month, day)
    if hint is None:
        return None
    nearby = [made for near in (-1, 0, 1) if (made := make_day(hint.year + near, month, day)) is not None]
    return min(nearby, key=lambda made: (abs(made - hint), made), default=None)


def full_year(digits: str) -> int:
    """``"90"`` -> 1990, ``"16"`` -> 2016; four digits stay. Two digits below 50 belong to this century."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 50 else 1900)


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when it does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
