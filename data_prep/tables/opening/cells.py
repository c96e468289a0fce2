"""Values of any type to the text of a cell, and rows of them to batches."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from data_prep.tables.source import Batch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROWS = 20_000
"""Rows of a batch where the reader gives them one by one."""


def text_of(value: object) -> str:
    """A cell's text: days as ISO, whole numbers without a point, lists joined by ``;``, nothing as ""."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() and value.tzinfo is None else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return _of_other(value)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)


def _of_other(value: object) -> str:
    if isinstance(value, list | tuple | set):
        plain = not any(isinstance(item, dict | list) for item in value)
        return ";".join(map(text_of, value)) if plain else json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return str(value.total_seconds()) if isinstance(value, timedelta) else str(value)


def batches_of(rows: Iterable[tuple[int, Sequence[str]]], names: Sequence[str]) -> Iterator[Batch]:
    """Batches of (row number, cells); rows that are empty throughout are passed over, short ones filled up."""
    filled = ((number, cells) for number, cells in rows if any(cells))
    while some := list(islice(filled, ROWS)):
        width = len(names)
        table = [[*cells[:width], *[""] * (width - len(cells))] for _, cells in some]
        columns = [
            pa.array([cell or None for cell in column], pa.large_string()) for column in zip(*table, strict=True)
        ]
        yield Batch(pa.table(columns, names=list(names)), np.array([number for number, _ in some], dtype=np.int64))
