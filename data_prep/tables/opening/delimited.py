"""Separated text (CSV, TSV and their kin) as a source of batches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.csv

from data_prep.errors import UnreadableError
from data_prep.tables.opening.cells import batches_of
from data_prep.tables.opening.content import OfContent
from data_prep.tables.opening.encoding import Recoder, encoding_of
from data_prep.tables.opening.records import SHOWN, Cutter
from data_prep.tables.opening.sniff import dialect_of, rows_of
from data_prep.tables.source import HEAD, Batch, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data_prep.tables.opening.content import Content, Stream
    from data_prep.tables.opening.dialect import Dialect
    from data_prep.tables.opening.records import Rows

PIECE = 2 << 20
"""Bytes read at a time: what stays in a processor's cache from one step to the next."""
_ROWS = 1 << 15
"""Rows of a batch at least, where the file has as many."""
SAMPLE = 1 << 18
"""Bytes by which encoding, separator and quotation marks are found out."""
_BLOCK = 1 << 20
"""Bytes that Arrow cuts into cells at a time: what fits a processor's cache goes three times as fast."""
_ODD_SHOWN = 10


def open_delimited(content: Content) -> Delimited:
    """The text table; raises UnreadableError where no separator gives rows of two or more columns."""
    with content.open() as stream:
        sample = stream.read(SAMPLE)
        encoding = encoding_of(sample)
        text, _ = Recoder(encoding).feed(sample, final=len(sample) < SAMPLE)
    final = len(sample) < SAMPLE
    dialect = dialect_of(text, final=final)
    if dialect is None:
        reason = "The file is no table: no separator (comma, semicolon, tab, |) gives its rows the same columns."
        raise UnreadableError(content.shown, reason, "Save it as CSV with a header, or as XLSX.")
    return Delimited(content, encoding, dialect, rows_of(dialect.closed_up(text), dialect, HEAD, final=final))


@dataclass
class Delimited(OfContent):
    """A text table of one encoding and one dialect."""

    encoding: str
    dialect: Dialect
    head: Sequence[Sequence[str]]
    done: float = 0.0

    def batches(self, names: Sequence[str], skip: int, refuse: list[Refused]) -> Iterator[Batch]:
        """As Source says; rows with more or fewer cells than ``names`` are refused."""
        reading = _Reading(self, list(names), refuse, Cutter(self.dialect, skip, len(names)))
        with self.content.open() as stream:
            yield from _larger(reading.batches(stream))
        self.done = 1.0
        reading.tell()


def _larger(batches: Iterator[Batch]) -> Iterator[Batch]:
    """The same rows in fewer batches: who works with them has something to do for each different cell of a batch. All
    that was read comes before an error."""
    waiting: list[Batch] = []
    try:
        for batch in batches:
            waiting.append(batch)
            if sum(len(one.rows) for one in waiting) >= _ROWS:
                yield _joined(waiting)
                waiting = []
    except UnreadableError:
        if waiting:
            yield _joined(waiting)
        raise
    if waiting:
        yield _joined(waiting)


def _joined(batches: Sequence[Batch]) -> Batch:
    return Batch(pa.concat_tables([one.table for one in batches]), np.concatenate([one.rows for one in batches]))


@dataclass
class _Reading:
    """One run through a text table."""

    source: Delimited
    names: list[str]
    refuse: list[Refused]
    cutter: Cutter
    odd: list[int] = field(default_factory=list)
    odd_count: int = 0

    def __post_init__(self) -> None:
        self.recoder = Recoder(self.source.encoding)

    def batches(self, stream: Stream) -> Iterator[Batch]:
        data = b"begin"
        while data:
            try:
                data = stream.read(PIECE)
            except UnreadableError:
                yield from self._batch(*self.recoder.feed(b"", final=True), final=False)
                self.cutter.cut_off()
                self._take_refused()
                self.tell()
                raise
            self.source.done = stream.done
            yield from self._batch(*self.recoder.feed(data, final=not data), final=not data)

    def _batch(self, text: bytes, odd: list[int], *, final: bool) -> Iterator[Batch]:
        dialect = self.source.dialect
        self.cutter.mark([len(dialect.closed_up(text[:place])) for place in odd] if dialect.spaced else odd)
        rows = self.cutter.feed(dialect.closed_up(text), final=final)
        batch = self._parsed(rows) if len(rows.numbers) else None
        self._take_refused()
        if batch is not None and len(batch.rows):
            yield batch

    def _parsed(self, rows: Rows) -> Batch:
        wrong: list[pa.csv.InvalidRow] = []

        def pass_over(row: pa.csv.InvalidRow) -> str:
            wrong.append(row)
            return "skip"

        table = pa.csv.read_csv(
            pa.BufferReader(rows.data),
            read_options=pa.csv.ReadOptions(column_names=self.names, use_threads=False, block_size=_block_size(rows)),
            parse_options=pa.csv.ParseOptions(
                delimiter=self.source.dialect.separator,
                quote_char='"' if self.source.dialect.quoting else False,
                escape_char="\\" if self.source.dialect.escape else False,
                newlines_in_values=True,
                invalid_row_handler=pass_over,
            ),
            convert_options=_as_text(self.names),
        )
        numbers = np.delete(rows.numbers, [row.number - 1 for row in wrong])
        return _without_empty(self._with_rescued(Batch(table, numbers), wrong, rows))

    def _with_rescued(self, batch: Batch, wrong: list[pa.csv.InvalidRow], rows: Rows) -> Batch:
        """Also the rows that only have empty cells too many; the others are refused."""
        rescued = [(int(rows.numbers[row.number - 1]), self._rescued(row)) for row in wrong]
        for (number, cells), row in zip(rescued, wrong, strict=True):
            if cells is None and row.text.strip():
                self.cutter.refused.append(Refused(number, self._reason(row), None, row.text.strip()[:SHOWN]))
        kept = [(number, cells) for number, cells in rescued if cells is not None]
        return _in_order([batch, *batches_of(kept, self.names)])

    def _rescued(self, row: pa.csv.InvalidRow) -> list[str] | None:
        if row.actual_columns < row.expected_columns:
            return None
        cells = self.source.dialect.cells(row.text.encode())
        width = len(self.names)
        return None if any(cells[width:]) else cells[:width]

    def _reason(self, row: pa.csv.InvalidRow) -> str:
        cells = "1 cell" if row.actual_columns == 1 else f"{row.actual_columns:,} cells"
        return f"This row has {cells}; the table has {row.expected_columns:,} columns."

    def _take_refused(self) -> None:
        self.refuse += sorted(self.cutter.refused, key=lambda refused: refused.row or 0)
        self.odd_count += len(self.cutter.marked)
        self.odd += self.cutter.marked[: _ODD_SHOWN - len(self.odd)]
        self.cutter.refused, self.cutter.marked = [], []

    def tell(self) -> None:
        """What is to know of the whole file."""
        told = [_odd_rows(self.odd, self.odd_count), _nuls(self.recoder.nuls), _other_encoding(self.source.encoding)]
        self.refuse += [Refused(None, reason) for reason in told if reason]


def _odd_rows(rows: list[int], count: int) -> str:
    if not rows:
        return ""
    listed = ", ".join(f"{row:,}" for row in rows) + (f" and {count - len(rows):,} more" if count > len(rows) else "")
    return f"The file is in UTF-8, but not in the rows {listed}: these were read as Windows-1252."


def _nuls(count: int) -> str:
    return f"The file holds NUL bytes ({count:,}), which were taken out." if count else ""


def _other_encoding(encoding: str) -> str:
    known = encoding.startswith("utf")
    name = encoding.replace("cp125", "Windows-125")
    return "" if known else f"The file is not in UTF-8: it was read as {name}, which was found out by its letters."


def _in_order(batches: list[Batch]) -> Batch:
    """All rows in one batch, in the order of their numbers."""
    if len(batches) == 1:
        return batches[0]
    numbers = np.concatenate([batch.rows for batch in batches])
    order = np.argsort(numbers)
    return Batch(pa.concat_tables([batch.table for batch in batches]).take(order), numbers[order])


def _block_size(rows: Rows) -> int:
    longest = int(np.diff(rows.starts, append=len(rows.data)).max())
    return _BLOCK if 2 * longest < _BLOCK else len(rows.data) + 1


def _as_text(names: list[str]) -> pa.csv.ConvertOptions:
    return pa.csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.large_string()),
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
        null_values=[""],
        check_utf8=False,
    )


def _without_empty(batch: Batch) -> Batch:
    """Without the rows in which every cell is empty, as spreadsheets leave them below a table."""
    columns = batch.table.columns
    if not all(column.null_count for column in columns):
        return batch
    filled = np.zeros(len(batch.rows), dtype=np.bool_)
    for column in columns:
        filled |= column.is_valid().to_numpy()
    return batch if filled.all() else Batch(batch.table.filter(pa.array(filled)), batch.rows[filled])
