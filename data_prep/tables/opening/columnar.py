"""Parquet and Arrow files as sources of batches, every value as the text of a cell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc
import pyarrow.parquet

from data_prep.errors import UnreadableError
from data_prep.tables.opening.cells import text_of
from data_prep.tables.opening.content import OfContent
from data_prep.tables.source import HEAD, Batch, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data_prep.tables.opening.content import Content

ROWS = 50_000
"""Rows read at a time."""
_FIRST_ROW = 2
"""The names of the columns are row 1."""
_HINT = "Save the table anew, or as CSV."


def open_columnar(content: Content, kind: str) -> Columnar:
    """The table of a Parquet file, or with ``kind`` ``arrow`` of an Arrow file; raises UnreadableError."""
    with _reader(content, kind) as (schema, _, batches):
        first = next(batches, None)
        columns = [] if first is None else [_texts(column.slice(0, HEAD - 1)).to_pylist() for column in first.columns]
        rows = [["" if cell is None else cell for cell in row] for row in zip(*columns, strict=True)]
    return Columnar(content, kind, [list(schema.names), *rows])


@dataclass
class Columnar(OfContent):
    """A table that keeps its columns apart. The first row, of number 1, is made of their names."""

    kind: str
    head: Sequence[Sequence[str]]
    done: float = 0.0

    def batches(self, names: Sequence[str], skip: int, refuse: list[Refused]) -> Iterator[Batch]:
        """As Source says; no row is ever refused."""
        del refuse
        with _reader(self.content, self.kind) as (_, total, found):
            number = _FIRST_ROW
            for batch in found:
                before = max(0, min(batch.num_rows, skip + 1 - number))
                kept = batch.slice(before)
                rows = np.arange(number + before, number + batch.num_rows, dtype=np.int64)
                number += batch.num_rows
                self.done = min(1.0, (number - _FIRST_ROW) / max(1, total))
                if kept.num_rows:
                    yield Batch(pa.table([_texts(column) for column in kept.columns], names=list(names)), rows)
        self.done = 1.0


@contextmanager
def _reader(content: Content, kind: str) -> Iterator[tuple[pa.Schema, int, Iterator[pa.RecordBatch]]]:
    """Schema, number of rows and the batches; raises UnreadableError for a file that is damaged."""
    with content.seekable() as file:
        try:
            yield _parquet(file) if kind == "parquet" else _arrow(file)
        except (pa.ArrowException, OSError, ValueError) as error:
            reason = f"The table is damaged or of a kind that is not read ({str(error).splitlines()[0]})."
            raise UnreadableError(content.shown, reason, _HINT) from error


def _parquet(file: IO[bytes]) -> tuple[pa.Schema, int, Iterator[pa.RecordBatch]]:
    table = pa.parquet.ParquetFile(file)
    return table.schema_arrow, table.metadata.num_rows, table.iter_batches(ROWS)


def _arrow(file: IO[bytes]) -> tuple[pa.Schema, int, Iterator[pa.RecordBatch]]:
    table = pa.ipc.open_file(file)
    count = table.num_record_batches
    return table.schema, count, (table.get_batch(number) for number in range(count))


# --- Values to text -----------------------------------------------------------------------------------------------


def _texts(column: pa.Array) -> pa.Array:
    """The column as ``string``; an empty text is null."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    cast = next((cast for kinds, cast in _CASTS.items() if any(kind(column.type) for kind in kinds)), _one_by_one)
    texts = cast(column)
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _as_arrow_does(column: pa.Array) -> pa.Array:
    return column.cast(pa.large_string())


def _floats(column: pa.Array) -> pa.Array:
    finite = pc.if_else(pc.is_finite(column), column, None)
    return pc.replace_substring_regex(finite.cast(pa.large_string()), r"\.0$", "")


def _times(column: pa.Array) -> pa.Array:
    """Days where there is no time of day in the whole column."""
    days = column.cast(pa.date32(), safe=False) if column.type.tz is None else None
    if days is not None and pc.all(pc.equal(days.cast(column.type), column)).as_py() is not False:
        return days.cast(pa.large_string())
    return _one_by_one(column)


def _one_by_one(column: pa.Array) -> pa.Array:
    try:
        values = column.to_pylist()
    except (ValueError, OverflowError):  # a point in time that Python has no word for
        return column.cast(pa.large_string())
    return pa.array([text_of(value) for value in values], pa.large_string())


_CASTS: dict[tuple[Callable[[pa.DataType], bool], ...], Callable[[pa.Array], pa.Array]] = {
    (
        pa.types.is_integer,
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_string_view,
        pa.types.is_date32,
        pa.types.is_boolean,
    ): _as_arrow_does,
    (pa.types.is_floating,): _floats,
    (pa.types.is_timestamp,): _times,
}
