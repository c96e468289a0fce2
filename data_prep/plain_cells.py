"""The columns of a claim frame as Arrow arrays of plain types, from which every file of rows is written."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from data_prep.frame import CLAIMS, DAY, LISTS, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = tuple(name for name, column in CLAIMS.items() if column.dtype == DAY)
"""Columns that hold days."""
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
ROWS = 5_000
"""Rows that are taken out of Arrow at a time."""


def is_number(name: str) -> bool:
    """Whether a column of the frame holds numbers."""
    return name in CLAIMS and CLAIMS[name].dtype in ("Int32", "Int8", "float64")


def day_of(name: str, cell: object) -> date:
    """A day as it is written in files: 2016-03-19. Raises ValueError, naming the column, for anything else."""
    try:
        return date.fromisoformat(str(cell))
    except ValueError:
        raise ValueError(f"column {name!r}: {cell!r} is no day; write it like 2016-03-19") from None


def plain_cells(series: pd.Series[Any]) -> pa.Array | pa.ChunkedArray:
    """A column as days (date32), numbers, lists of string or texts (large_string); a data set's own is a text where it
    is no number. Missing cells are null. Raises ArrowInvalid for a day that has a time."""
    if series.name in LISTS:
        return pa.array(series)
    if series.name in DAYS:
        return pa.array(series, pa.timestamp("us"), from_pandas=True).cast(pa.date32())
    if pd.api.types.is_numeric_dtype(series.dtype):
        return pa.array(series, from_pandas=True)
    return pa.array(series.astype(TEXT), pa.large_string())


def lists_as_json(lists: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Lists of names as JSON texts."""
    return pa.array([_ENCODE(names) if names else "[]" for names in lists.to_pylist()], pa.large_string())


def plain_table(claims: pd.DataFrame) -> pa.Table:
    """All columns of a claim frame as ``plain_cells`` gives them."""
    return pa.table({str(name): plain_cells(claims[name]) for name in claims})


def rows_in(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as tuples of Python values, some thousands in memory at a time."""
    for batch in table.to_batches(max_chunksize=ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
