"""Date cells of tables, as the days that they can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from data_prep.frame import precision
from data_prep.tables.day_words import LATE, Fields, full_year, months, part_words, thirds, words_of, written
from data_prep.tables.plain import cleaned, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data_prep.reports.dates import Expression

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
ORDERS = (DAY_FIRST, MONTH_FIRST)
YEARS = range(1800, 2101)
"""Years outside these are slips of the pen, or of another calendar."""
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range((date(1980, 1, 1) - _SERIAL_ZERO).days, (date(2101, 1, 1) - _SERIAL_ZERO).days)
_MOST = 100_000
"""Cells that a reader remembers."""
_LONGEST = 80
"""Characters: a longer cell holds a story, in which dates are those of many things."""


@dataclass(frozen=True)
class Days:
    """First and last possible day, both inclusive; ``precision`` and ``flags`` as in the claim frame."""

    start: date
    end: date
    precision: str
    flags: tuple[str, ...] = ()


_ISO = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})[ -]([^\W\d_]+)[ -](\d{4}|\d{2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0+)?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_TIME = re.compile(r"(?:(?<=\d)T|[ ,])\s*(?:at |à )?\d{1,2}(?:[:h]\d{2}(?![\d/.-])).*$", re.IGNORECASE)
_DAY_MONTH = re.compile(r"(\d{1,2})[/.](\d{1,2})")
_REMARK = re.compile(r"\s*[(\[][^()\[\]\d]*$")
_AROUND = " \"'[]()`;,."


def day_order(cells: Iterable[str]) -> str | None:
    """``day-first`` or ``month-first``, as the numeric dates of a whole column tell (``16/02/2023``); None where none
    of them has a number above 12, or where both orders stand in it, more often than by a slip."""
    found = [_parts(cell) for cell in cells]
    days = sum(1 for first, second in filter(None, found) if first > 12 >= second)
    others = sum(1 for first, second in filter(None, found) if second > 12 >= first)
    if min(days, others) > _SLIPS * (days + others):
        return None
    return None if days == others else DAY_FIRST if days > others else MONTH_FIRST


_SLIPS = 0.02
"""Share of a column's dates that may be written the other way round before its order counts as unknown."""


def _parts(cell: str) -> tuple[int, int] | None:
    match = _NUMERIC.match(cleaned(cell).strip(_AROUND))
    return (int(match[1]), int(match[3])) if match else None


class DayReader:
    """Reads the date cells of one column; the same cell is read once.

    ``order`` is what ``day_order`` says of the column, or the user. Without it, ``04/05/2024`` is read day-first, as
    reports are, and flagged ``date-ambiguous``: its two readings lie a month or more apart, so that an interval around
    both would say less than either and still not be true of the days between. A cell that cannot be read in the order
    of its column (``02/16/2023`` among day-first ones) is read in the other, and flagged too.
    ``published`` is the day by which cells without a year and words such as "last May" are read; without it they are
    not read at all. ``serials``: five-digit numbers are the days that spreadsheets count (44562 is 1 January 2022).
    """

    def __init__(self, order: str | None = None, published: date | None = None, *, serials: bool = False) -> None:
        self.order, self.published, self.serials = order, published, serials
        self._read: dict[str, Days | None] = {}

    def read(self, cell: str) -> Days | None:
        """The days that the cell can mean; None where it is no date, or one that does not exist (31 February)."""
        if len(cell) > _LONGEST:
            return None
        if cell in self._read:
            return self._read[cell]
        if len(self._read) >= _MOST:
            self._read.clear()
        found = self._read[cell] = self._days(cell)
        return found

    def _days(self, cell: str) -> Days | None:
        text = cleaned(cell).strip(_AROUND)
        if len(text) > 10:
            text = _TIME.sub("", text).rstrip(_AROUND)
        fields = self._fields(text)
        if fields is not None and fields.year is not None:
            return _days(fields, fields)
        found = self._range(text) or _by_engine(text, self.published)
        return found or self._in_part(text) or self._roughly(text) or self._without_remark(text)

    def _in_part(self, text: str) -> Days | None:
        """``début mars 2023``, ``principios de 2021``: a third of a month or of a year, as reports have "early March"
        (UCDP GED code book, appendix 2)."""
        found = part_words().match(folded(text))
        fields = self._fields(folded(text)[found.end() :].strip(_AROUND)) if found else None
        if found is None or fields is None or fields.year is None or fields.day is not None:
            return None
        third = thirds()[found["word"]]
        if fields.month is None:
            return _days(Fields(fields.year, 4 * third + 1), Fields(fields.year, 4 * third + 4))
        last = Fields(fields.year, fields.month, 10 * third + 10) if third < LATE else fields
        return _days(Fields(fields.year, fields.month, 10 * third + 1), last)

    def _without_remark(self, text: str) -> Days | None:
        """``March 2016 (day unknown)``: what stands in brackets at the end and holds no figure is a remark."""
        bare = _REMARK.sub("", text)
        return self._days(bare) if bare != text else None

    def _roughly(self, text: str) -> Days | None:
        """``~2016-05-05``, ``5 mai 2016 (environ)``: as the reports' engine has it, a day either way."""
        bare = _about().sub("", folded(text)).strip(_AROUND)
        fields = self._fields(bare) if bare != folded(text) else None
        if fields is None or fields.year is None:
            return None
        found = _days(fields, fields)
        if found is None or found.precision != "day":
            return found and replace(found, flags=(*found.flags, "date-approximate"))
        flags = (*found.flags, "date-approximate")
        return Days(found.start - _ONE_DAY, found.end + _ONE_DAY, "days", flags)

    def _fields(self, text: str) -> Fields | None:
        """What one date says; None where the text is not one date in a form known here."""
        if match := _ISO.fullmatch(text):
            return _iso(int(match[1]), int(match[3]), int(match[4]))
        if match := _COMPACT.fullmatch(text):
            return Fields(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMERIC.fullmatch(text):
            return self._numeric(int(match[1]), int(match[3]), full_year(match[4]))
        if (match := _NAMED.fullmatch(text)) and (month := months().get(folded(match[2]))):
            return Fields(full_year(match[3]), month, int(match[1]))
        return self._short(text) if text[:1].isdecimal() and not text[-1:].isalpha() else written(text)

    def _short(self, text: str) -> Fields | None:
        if match := _YEAR.fullmatch(text):
            return Fields(int(match[1]))
        if match := _YEAR_MONTH.fullmatch(text):
            return Fields(int(match[1]), int(match[2])) if 1 <= int(match[2]) <= 12 else None
        if match := _MONTH_YEAR.fullmatch(text):
            return Fields(int(match[2]), int(match[1]))
        if self.serials and (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
            day = _SERIAL_ZERO + timedelta(days=int(match[1]))
            return Fields(day.year, day.month, day.day)
        return written(text)

    def _numeric(self, first: int, second: int, year: int) -> Fields:
        month_first = self.order == MONTH_FIRST
        day, month = (second, first) if month_first else (first, second)
        if month > 12 >= day:
            return Fields(year, day, month, ("date-ambiguous",) if self.order else ())
        unsure = self.order is None and day != month and day <= 12
        return Fields(year, month, day, ("date-ambiguous",) if unsure else ())

    def _range(self, text: str) -> Days | None:
        for left, right in _halves(text):
            first, last = self._end(left), self._end(right)
            found = _range(first, last) if first and last else None
            if found is not None:
                return found
        return None

    def _end(self, text: str) -> Fields | None:
        """One end of a range, which may leave to the other what both share: ``16``, ``16/02``, ``October 9``."""
        match = _DAY_MONTH.fullmatch(text)
        if match is None:
            return self._fields(text)
        return self._numeric(int(match[1]), int(match[2]), 0)._replace(year=None)


def _iso(year: int, month: int, day: int) -> Fields:
    """``2016-05-00`` and ``2016-00-00``, as databases write them, are a month and a year; ``1900-01-00`` is the zero
    of a spreadsheet, and no day."""
    if day or year <= _SPREADSHEET_ZERO:
        return Fields(year, month, day)
    return Fields(year, month or None)


_SPREADSHEET_ZERO = 1900
_ONE_DAY = timedelta(days=1)


@cache
def _about() -> re.Pattern[str]:
    words = "|".join(_longest_first("about"))
    return re.compile(rf"^(?:~\s*|(?:{words})\b\.?\s*)|\s*\(?(?:\?|\b(?:{words})\b)\.?\)?$")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_longest_first('from'))})\s+")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s*[-/]\s*|\s+(?:{'|'.join(_longest_first('to'))})\s+")


def _longest_first(kind: str) -> list[str]:
    return [re.escape(word) for word in sorted(words_of(kind), key=lambda word: (-len(word), word))]


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Every way to cut the text at a dash, a slash or a word such as "to"."""
    plain = folded(text)
    opening = _opening().match(plain)
    plain = plain[opening.end() :] if opening else plain
    for joint in _joint().finditer(plain):
        left, right = plain[: joint.start()].strip(_AROUND), plain[joint.end() :].strip(_AROUND)
        if left and right:
            yield left, right


def _range(first: Fields, last: Fields) -> Days | None:
    """From one end to the other, each lending what the other leaves out: ``16`` and ``17 March 2025``."""
    month = first.month if first.month or not first.day else last.month
    other = last.month if last.month or not last.day else first.month
    year, until = first.year or last.year, last.year or first.year
    if not year or not until or bool(first.day) != bool(last.day) or bool(month) != bool(other):
        return None
    if first.year is None and month and other and month > other:
        year -= 1
    return _days(first._replace(year=year, month=month), last._replace(year=until, month=other))


def _days(first: Fields, last: Fields) -> Days | None:
    flags = tuple(dict.fromkeys(first.flags + last.flags))
    try:
        start, end = _bound(first, end=False), _bound(last, end=True)
    except ValueError:
        return None
    if start > end or start.year not in YEARS or end.year not in YEARS:
        return None
    return Days(start, end, precision(start, end), flags)


def _bound(fields: Fields, *, end: bool) -> date:
    """The first or last day of a day, month or year; raises ValueError where it does not exist."""
    year = fields.year or 0
    if fields.day is not None:
        return date(year, fields.month or 0, fields.day)
    month = (12 if end else 1) if fields.month is None else fields.month
    return date(year, month, monthrange(year, month)[1] if end and 1 <= month <= 12 else 1)


def _by_engine(text: str, published: date | None) -> Days | None:
    """What the reports' date engine reads, where its words are the whole cell: "early March 2016", "mid-2014"."""
    # Imported here: most tables have no such cell.
    from data_prep.reports.dates import Clock, parse, resolve

    found = parse(text)
    if len(found) != 1 or text[: found[0].start].strip(_AROUND) or text[found[0].end :].strip(_AROUND):
        return None
    if published is None and not _has_year(found[0]):
        return None
    days = resolve(found[0], Clock(published or _ANY_DAY))
    if days is None or days.start.year not in YEARS or days.end.year not in YEARS:
        return None
    return Days(days.start, days.end, days.precision, days.flags)


_ANY_DAY = date(2100, 12, 31)
"""Dates that name their year are the same read by any day; a late one, since no date may lie after its reading."""


def _has_year(expression: Expression) -> bool:
    if expression.parts:
        return all(map(_has_year, expression.parts))
    return expression.kind == "absolute"
