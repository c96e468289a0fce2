"""When the rows of a batch happened: intervals from one column, two, or three, widened where a code says so."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from data_prep.frame import precision
from data_prep.tables.cells import MOST, Cell, Cells, Mask, Read, code_of
from data_prep.tables.days import DayReader, Days

if TYPE_CHECKING:
    from data_prep.tables.format import Dates, When, Wider

UNREADABLE = "This is no date that can be read."


@dataclass(frozen=True)
class Dated:
    """The days of one row, or the cell that is none."""

    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    text: str = ""
    flags: tuple[str, ...] = ()
    wrong: str = ""


@dataclass
class DateColumns:
    """Reads the days of each row; what the same cells said before is kept."""

    dates: Dates
    reader: DayReader
    today: date
    _known: dict[Any, Dated] = field(default_factory=dict)
    _widened: dict[Any, Dated] = field(default_factory=dict)

    def read(self, cells: Cells, wider: Mapping[int, Mask]) -> Read[Dated]:
        """``wider``: the number of each rule of ``dates.wider`` and the rows that it is about."""
        if self.dates.parts and cells.present(self.dates.parts) and self.dates.start not in cells:
            found = cells.read(self.dates.parts, self._of_parts, self._known)
        else:
            names = [self.dates.start, *([self.dates.end] if self.dates.end in cells else [])]
            found = cells.read(names, self._of_cells, self._known)
        for number, rows in wider.items():
            if rows.any():
                found = self._widen(found, self.dates.wider[number], rows, cells)
        return found

    def _of_cells(self, first: Cell, last: Cell = None) -> Dated:
        if first is None and last is None:
            return Dated(flags=("date-missing",))
        start, end = (self.reader.read(cell) if cell else None for cell in (first, last))
        if first and start is None:
            return Dated(text=first, wrong=first)
        if last and end is None and not _says_nothing(last):
            return Dated(text=last, wrong=last)
        earlier = start or end
        if earlier is None:
            return Dated(flags=("date-missing",))
        return self._between(earlier, end, " to ".join(dict.fromkeys(cell for cell in (first, last) if cell)))

    def _of_parts(self, *parts: Cell) -> Dated:
        """Year, month and day, of which the later may be missing."""
        told = ["" if part is None or part in _NO_PART else part.removesuffix(".0").zfill(2) for part in parts]
        if not any(told):
            return Dated(flags=("date-missing",))
        # A day of an unknown month is not a month: what comes after a part that is missing says nothing.
        text = "-".join(takewhile(bool, told)) or "-".join(filter(None, told))
        read = self.reader.read(text) if told[0] else None
        return self._between(read, None, text) if read else Dated(text=text, wrong=text)

    def _between(self, start: Days, end: Days | None, text: str) -> Dated:
        first, last = start.start, (end or start).end
        flags = [*start.flags, *(end.flags if end else ())]
        if last < start.start:
            first, last = (end or start).start, start.end
            flags.append("dates-crossed")
        if first > self.today:
            flags.append("date-future")
        if self.dates.earliest and last < date.fromisoformat(self.dates.earliest):
            flags.append("date-implausible")
        return Dated(first, last, precision(first, last), text, tuple(dict.fromkeys(flags)))

    def _widen(self, found: Read[Dated], rule: Wider, rows: Mask, cells: Cells) -> Read[Dated]:
        """The dates of some rows, made as wide as a code and a note say."""
        places = np.flatnonzero(rows)
        notes = cells.text(rule.note).take(pa.array(places)).to_pylist() if rule.note else [None] * len(places)
        results, codes = list(found.results), found.codes.copy()
        numbers: dict[Dated, int] = {}
        for place, note in zip(places.tolist(), notes, strict=True):
            wide = self._wide(results[codes[place]], _span(rule, note), rule.span)
            if wide not in numbers:
                numbers[wide] = len(results)
                results.append(wide)
            codes[place] = numbers[wide]
        return Read(results, codes)

    def _wide(self, dated: Dated, span: str, otherwise: str) -> Dated:
        """The span that the note tells of, where the date lies in it; or else the rule's."""
        key = (dated, span, otherwise)
        if key not in self._widened:
            if len(self._widened) >= MOST:
                self._widened.clear()
            wide = _around(dated, span)
            holds = dated.start is None or (wide.start or dated.start) <= dated.start <= (wide.end or dated.start)
            self._widened[key] = wide if holds else _around(dated, otherwise)
        return self._widened[key]


_NO_PART = frozenset({"0", "00", "0.0", "-1", "99"})
"""Months and days that stand for none."""


def _says_nothing(cell: str) -> bool:
    return not any(character.isdigit() and character != "0" for character in cell)


def _span(rule: Wider, note: str | None) -> str:
    """The span that the beginning of a note tells of, or else the rule's."""
    start = (note or "")[:_NOTE]
    return next((span for words, span in rule.words if words.search(start)), rule.span)


_NOTE = 160
"""Characters of a note in which its date stands."""


def _around(dated: Dated, span: str) -> Dated:
    """The interval that a date stands for the middle of; one that is longer than a day already stays."""
    if dated.start is None or dated.start != dated.end:
        return dated
    start, end = SPANS[span](dated.start)
    return replace(dated, start=start, end=end, precision=precision(start, end))


def _week(day: date) -> tuple[date, date]:
    return day - timedelta(3), day + timedelta(3)


def _weekend(day: date) -> tuple[date, date]:
    """The Saturday and Sunday nearest to a day."""
    saturday = min((day + timedelta(away) for away in range(-3, 4)), key=lambda one: (one.weekday() != 5, one))
    return saturday, saturday + timedelta(1)


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _beginning(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=10)


def _middle(day: date) -> tuple[date, date]:
    return day.replace(day=11), day.replace(day=20)


def _end(day: date) -> tuple[date, date]:
    return day.replace(day=21), _month(day)[1]


# The parts of a month are those of the UCDP GED code book, appendix 2, as the report reader takes them.
SPANS = {
    "week": _week,
    "weekend": _weekend,
    "month": _month,
    "beginning": _beginning,
    "middle": _middle,
    "end": _end,
}


def rows_when(when: When, cells: Cells) -> Mask:
    """The rows whose cell in the file meets a condition."""
    if when.column not in cells:
        return np.zeros(len(cells), dtype=bool)
    wanted = {word.casefold() for word in when.is_}
    known = {word.casefold() for word in when.none_of}

    def meets(cell: Cell) -> bool:
        if cell is None or when.empty:
            return when.empty and cell is None
        if known:
            return code_of(cell) not in known
        return code_of(cell) in wanted or (when.holds is not None and when.holds.search(cell) is not None)

    return cells.read([when.column], meets, {}).mask(bool)
