"""Claim frames as CSV, for people and spreadsheets: no cell of it is a formula that runs."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from data_prep.frame import CLAIMS, LISTS, NAMES, TEXT
from data_prep.frame_conform import conform
from data_prep.plain_cells import DAYS, lists_as_json, plain_cells

# A spreadsheet runs a cell that begins with one of these, the last four of them full-width. OWASP, "CSV injection".
_BEGINS = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_LIVE = re.compile(f"'*{_BEGINS}")
_DISARMED = re.compile(f"'+{_BEGINS}")


def claims_csv(frame: pd.DataFrame) -> bytes:
    """The frame as CSV in UTF-8: days as ``2016-03-19``, lists as JSON, a missing cell empty, an empty text ``""``.

    A text that a spreadsheet would run as a formula gets a ``'`` before it, which reading takes away again.
    """
    target = io.BytesIO()
    pa_csv.write_csv(as_cells(conform(frame)), target)
    return target.getvalue()


def as_cells(claims: pd.DataFrame) -> pa.Table:
    """Claims as a table whose columns go into a CSV file as they are."""
    return pa.table({str(name): _csv_cells(claims[name]) for name in claims})


def problems_csv(problems: pd.DataFrame) -> bytes:
    """The list of problems as CSV, with the same guard against formulas."""
    target = io.BytesIO()
    pa_csv.write_csv(pa.table({str(name): _csv_cells(problems[name]) for name in problems}), target)
    return target.getvalue()


def _csv_cells(series: pd.Series[Any]) -> pa.Array:
    cells = plain_cells(series)
    if series.name in LISTS:
        return lists_as_json(cells)
    return _disarmed(cells) if pa.types.is_large_string(cells.type) else cells


_LARGE = pa.large_string()


def _disarmed(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    live = pc.match_substring_regex(texts, rf"^(?:{_LIVE.pattern})")
    return pc.if_else(live, pc.binary_join_element_wise(pa.scalar("'", _LARGE), texts, pa.scalar("", _LARGE)), texts)


def _rearmed(value: str | None) -> str | None:
    return value[1:] if value and _DISARMED.match(value) else value


def from_csv(content: bytes) -> pd.DataFrame:
    """What ``claims_csv`` wrote. Raises ArrowException, ValueError or TypeError for what it would not."""
    days = dict.fromkeys(DAYS, pa.date32())
    numbers = {name: pa.float64() for name, column in CLAIMS.items() if column.dtype in {"Int32", "Int8", "float64"}}
    texts = {name: pa.string() for name in (*CLAIMS, *header_of(content)) if name not in {*days, *numbers}}
    options = pa_csv.ConvertOptions(
        column_types={**days, **numbers, **texts}, strings_can_be_null=True, quoted_strings_can_be_null=False
    )
    parsing = pa_csv.ParseOptions(newlines_in_values=True)
    # One block: a row must not straddle two, and a sentence may be of any length.
    reading = pa_csv.ReadOptions(block_size=len(content) + 1)
    table = pa_csv.read_csv(io.BytesIO(content), reading, parsing, options)
    return pd.DataFrame({name: _from_cells(name, table[name]) for name in table.column_names})


def header_of(content: bytes) -> list[str]:
    """The names of the columns, also where one holds a line break; a data set's own columns are texts."""
    with io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", errors="replace", newline="") as text:
        return next(csv.reader(text), [])


def _from_cells(name: str, cells: pa.ChunkedArray) -> pd.Series[Any]:
    if name in LISTS:
        return pd.Series([json.loads(cell) if cell else [] for cell in cells.to_pylist()], dtype=NAMES)
    if name in DAYS:
        return pd.Series(cells.cast(pa.timestamp("us")).to_pandas())
    if pa.types.is_string(cells.type):
        return pd.Series([_rearmed(cell) for cell in cells.to_pylist()], dtype=TEXT)
    return pd.Series(cells.to_pandas())
