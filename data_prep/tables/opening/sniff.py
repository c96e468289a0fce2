"""How a text table is written, found out from its first rows."""

from __future__ import annotations

from collections import Counter

from data_prep.tables.opening.dialect import Dialect, whole
from data_prep.tables.opening.records import Cutter

SEPARATORS = ("\t", ";", "|", ",", "\x1f", "\x01", "^", "~")
"""In the order of preference where two fit equally well."""

_LINES = 200
_ENOUGH = 0.5
"""The share of the rows that must have the same number of cells, two or more."""


def dialect_of(sample: bytes, *, final: bool) -> Dialect | None:
    """The dialect in which most rows of the sample (UTF-8, the beginning of a file) have the same number of cells.

    None where none gives two columns. ``final``: the sample is the whole file.
    """
    tried = [Dialect(mark) for mark in SEPARATORS if mark.encode() in sample]
    fits = {dialect: _fit(sample, dialect, final=final) for dialect in tried}
    best = max(fits, key=fits.__getitem__, default=None)
    if best is None or fits[best] < _ENOUGH:
        return None
    bare = Dialect(best.separator, quoting=False)
    if best.literal and _fit(sample, bare, final=final) >= fits[best] and not _is_quoted(sample, best, final=final):
        return bare
    spaced = Dialect(best.separator, spaced=True)
    if _fit(spaced.closed_up(sample), spaced, final=final) > fits[best]:
        return spaced
    escaped = Dialect(best.separator, escape=True)
    return min(best, escaped, key=lambda dialect: _odd_quotes(sample, dialect, final=final))


def rows_of(sample: bytes, dialect: Dialect, count: int, *, final: bool) -> list[list[str]]:
    """The first ``count`` rows as cells; a blank row, or one that cannot be cut, has none."""
    cutter = Cutter(dialect)
    rows = cutter.feed(sample, final=final)
    ends = [*rows.starts[1:], len(rows.data)]
    found: list[list[str]] = [[] for _ in range(min(count, cutter.number - 1))]
    for number, start, end in zip(rows.numbers[:count], rows.starts, ends, strict=False):
        cells = dialect.cells(rows.data[start:end]) if number <= len(found) else []
        if len(cells) > 1 or any(map(str.strip, cells)):
            found[number - 1] = cells
    return found


def _fit(sample: bytes, dialect: Dialect, *, final: bool) -> float:
    """The share of the rows that have the same number of cells, two or more."""
    rows = [row for row in rows_of(sample, dialect, _LINES, final=final) if row]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values()) / len(rows) if widths else 0.0


def _odd_quotes(sample: bytes, dialect: Dialect, *, final: bool) -> int:
    """How many rows of the sample have quotation marks where they should not be."""
    cutter = Cutter(dialect)
    cutter.feed(sample, final=final)
    return cutter.odd_quotes


def _is_quoted(sample: bytes, dialect: Dialect, *, final: bool) -> bool:
    """Whether, line by line, every cell that begins with a quotation mark also ends with one."""
    lines = sample.splitlines()[: None if final else -1]
    opened = [line for line in lines if line.startswith(b'"') or dialect.separator.encode() + b'"' in line]
    return bool(opened) and all(whole(dialect.record, line) for line in opened)
