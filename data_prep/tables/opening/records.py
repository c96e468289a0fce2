"""Text to rows: where each row of a separated text ends, in pieces of any size, with the number of every row.

Where quotation marks are used as they should be, all row ends of a piece are found at once. Around a place where
they are not, rows are looked at one by one: what can be read in one way only is mended, the rest is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from data_prep.tables.opening.dialect import whole
from data_prep.tables.source import Refused

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data_prep.tables.opening.dialect import Dialect

    Places = NDArray[np.int64]

LONGEST = 32_000_000
"""Bytes of the longest row that is read."""
SHOWN = 80
"""Characters of a refused row that are shown."""

_FEW = 64
"""Rows that are looked at one by one after a quotation mark out of place, before all are looked at together again."""
_QUOTE, _LF, _CR = b'"\n\r'
_LINE = re.compile(rb"[^\r\n]*+(?:\r\n|[\r\n]|\Z)")
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_UNCLOSED = "A quotation mark in this row is never closed."
_HALF = "The file ends in the middle of this row."
_LONG = f"This row has more than {LONGEST:,} bytes; is a line end or a quotation mark missing?"


@dataclass
class Rows:
    """Whole rows, none of them blank: their text, where each begins in it, and their numbers in the file."""

    data: bytes
    starts: Places
    numbers: Places


@dataclass
class Cutter:
    """Cuts the pieces of one text into rows. ``number``: of the row that comes next, from 1; rows up to ``skip`` are
    passed over; rows that cannot be read are added to ``refused``; ``marked`` are rows in which a marked place is;
    ``odd_quotes`` counts the rows with quotation marks where they should not be."""

    dialect: Dialect
    skip: int = 0
    width: int | None = None
    number: int = 1
    refused: list[Refused] = field(default_factory=list)
    odd_quotes: int = 0
    marked: list[int] = field(default_factory=list)
    _marks: Places = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    _left: bytes = b""
    _passing: bool = False

    def mark(self, places: list[int]) -> None:
        """Marks places in the piece that is fed next."""
        if places:
            self._marks = np.concatenate((self._marks, np.array(places, dtype=np.int64) + len(self._left)))

    def feed(self, data: bytes, *, final: bool = False) -> Rows:
        """The rows that end in this piece; with ``final`` also one that has no line end."""
        data, parts, most = self._past_long_row(self._left + data if self._left else data), [], _FEW
        while True:
            plain = _ESCAPED.sub(b"__", data) if self.dialect.escape else data
            quotes = _quotes(plain, self.dialect)
            ends = _row_ends(plain, quotes)
            sound = _sound(plain, ends, quotes, self.dialect)
            rows, at = self._taken(data, ends[:sound])
            parts.append(rows)
            slow = _OneByOne(self, data, at, final=final)
            done = sound == len(ends) and not final and len(data) - at <= LONGEST
            if not done:
                parts.append(slow.rows(most))
            data = self._from(data, slow.at)
            if done or slow.waits or not data:
                self._left = data
                self._end_long_row()
                return _together(parts)
            most *= 4

    def cut_off(self) -> None:
        """Refuses the row that the text breaks off in, where it does."""
        if self._left.strip() and not self._passing:
            self.refuse(self._left, _HALF)
        self._left = b""

    def refuse(self, record: bytes, reason: str) -> None:
        """Tells of the next row that it is not read, unless it is passed over anyway."""
        if self.number > self.skip:
            value = record[: SHOWN * 4].decode(errors="replace").strip()[:SHOWN]
            self.refused.append(Refused(self.number, reason, None, value))
        self.number += 1

    def _taken(self, data: bytes, ends: Places) -> tuple[Rows, int]:
        """The rows that end there, without blank ones, and where the last one ends."""
        self.note_marks(ends)
        starts = np.concatenate(([0], ends[:-1])) if len(ends) else ends
        numbers = np.arange(self.number, self.number + len(ends), dtype=np.int64)
        self.number += len(ends)
        end = int(ends[-1]) if len(ends) else 0
        first = int(np.searchsorted(numbers, self.skip, side="right"))
        begin = int(starts[first]) if first < len(starts) else end
        firsts = np.frombuffer(data, np.uint8)[starts[first:]]
        filled = (firsts != _LF) & (firsts != _CR)
        return Rows(data[begin:end], starts[first:][filled] - begin, numbers[first:][filled]), end

    def note_marks(self, ends: Places, begin: int = 0) -> None:
        """Notes which of the next rows, the first from ``begin`` on and one up to each end, have a marked place."""
        if len(self._marks) and len(ends):
            within = self._marks[(self._marks >= begin) & (self._marks < ends[-1])]
            found = np.unique(np.searchsorted(ends, within, side="right")) + self.number
            self.marked += found[found > self.skip].tolist()

    def _from(self, data: bytes, at: int) -> bytes:
        """The bytes from there on, and with them the marks."""
        self._marks = self._marks[self._marks >= at] - at
        return data[at:]

    def _past_long_row(self, data: bytes) -> bytes:
        """Without the rest of a row that is too long, where one has been refused."""
        if not self._passing or not data:
            return data
        line = _LINE.match(data)
        length = line.end() if line is not None else 0
        self._passing = length == len(data) and not data.endswith((b"\n", b"\r"))
        return self._from(data, length)

    def _end_long_row(self) -> None:
        if len(self._left) > LONGEST:
            self.refuse(self._left, _LONG)
            self._left, self._passing = b"", True


def _quotes(data: bytes, dialect: Dialect) -> Places:
    """The places of all quotation marks, where they mean anything."""
    if not dialect.quoting or b'"' not in data:
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.frombuffer(data, np.uint8) == _QUOTE)


def _row_ends(data: bytes, quotes: Places) -> Places:
    """The places after all line ends that are not between quotation marks."""
    codes = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(codes == _LF) + 1
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        ends = _with_single_returns(codes, ends)
    return ends[np.searchsorted(quotes, ends) % 2 == 0] if len(quotes) else ends


def _with_single_returns(codes: NDArray[np.uint8], ends: Places) -> Places:
    """Also a carriage return that no line feed follows ends a line; of one at the very end it is not yet known."""
    returns = np.flatnonzero(codes[:-1] == _CR)
    return np.union1d(ends, returns[codes[returns + 1] != _LF] + 1)


def _sound(data: bytes, ends: Places, quotes: Places, dialect: Dialect) -> int:
    """How many of the rows have quotation marks only where they should be, before the first that has not."""
    if not len(ends) or not len(quotes):
        return len(ends)
    codes = np.frombuffer(data, np.uint8)
    quotes = quotes[: np.searchsorted(quotes, ends[-1])]
    opening, closing = quotes[0::2], quotes[1::2]
    about = _beside(dialect)
    wrong = ~about[codes[opening - 1]] & (opening > 0)
    wrong |= ~about[codes[np.minimum(closing + 1, len(codes) - 1)]]
    if not wrong.any():
        return len(ends)
    return int(np.searchsorted(ends, opening[np.argmax(wrong)], side="right"))


def _beside(dialect: Dialect) -> NDArray[np.bool_]:
    """For each byte whether it may stand before an opening quotation mark or after a closing one."""
    may = np.zeros(256, dtype=np.bool_)
    may[[_QUOTE, _LF, _CR, ord(dialect.separator)]] = True
    return may


def _together(parts: list[Rows]) -> Rows:
    if len(parts) == 1:
        return parts[0]
    begins = np.cumsum([0, *(len(part.data) for part in parts)])
    starts = np.concatenate([part.starts + begin for part, begin in zip(parts, begins, strict=False)])
    return Rows(b"".join(part.data for part in parts), starts, np.concatenate([part.numbers for part in parts]))


class _OneByOne:
    """Rows from ``at`` on, one by one. A row with a quotation mark out of place is written anew where it can be read
    in one way only, and refused where not; in both cases the next line is a row again."""

    def __init__(self, cutter: Cutter, data: bytes, at: int, *, final: bool) -> None:
        self.at, self.waits = at, False
        self._cutter, self._data, self._final = cutter, data, final
        self._texts: list[bytes] = []
        self._numbers: list[int] = []

    def rows(self, most: int) -> Rows:
        """At most so many rows; ``waits`` tells whether the next one ends in bytes that are still to come."""
        for _ in range(most):
            if self.at == len(self._data) or self.waits:
                break
            self._step()
        lengths = np.array([0, *map(len, self._texts)], dtype=np.int64)
        starts = np.cumsum(lengths)[:-1]
        return Rows(b"".join(self._texts), starts, np.array(self._numbers, dtype=np.int64))

    def _step(self) -> None:
        match = self._cutter.dialect.record.match(self._data, self.at)
        line = _LINE.match(self._data, self.at)
        end = match.end() if match is not None else line.end() if line is not None else len(self._data)
        self.waits = self._goes_on(end, closed=match is not None)
        if self.waits:
            return
        record = self._data[self.at : end]
        self._cutter.note_marks(np.array([end]), self.at)
        self._take(record) if match is not None else self._mend(record)
        self.at = end

    def _goes_on(self, end: int, *, closed: bool) -> bool:
        if self._final:
            return False
        if end == len(self._data) and not self._data.endswith(b"\n"):
            return True
        if closed or len(self._data) - self.at > LONGEST:
            return False
        return self._cutter.dialect.unclosed.match(self._data, self.at) is not None

    def _take(self, record: bytes) -> None:
        if self._cutter.number > self._cutter.skip and record.strip(b"\r\n"):
            self._texts.append(record if record.endswith((b"\n", b"\r")) else record + b"\n")
            self._numbers.append(self._cutter.number)
        self._cutter.number += 1

    def _mend(self, line: bytes) -> None:
        dialect, width = self._cutter.dialect, self._cutter.width
        self._cutter.odd_quotes += 1
        if whole(dialect.lenient, line):
            return self._take(dialect.written(dialect.cells(line)))
        cells = line.decode(errors="replace").rstrip("\r\n").split(dialect.separator)
        if dialect.literal and width in (None, len(cells)):
            return self._take(dialect.written(cells))
        half = self._final and self.at + len(line) == len(self._data)
        return self._cutter.refuse(line, _HALF if half else _UNCLOSED)
