"""The columns of one batch, read value by value: what a column says is worked out once for each different cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Result = TypeVar("Result")
Cell: TypeAlias = str | None
Codes: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

TEXT = pa.large_string()
MOST = 200_000
"""Different cells whose reading is remembered: a file of any length passes in the same memory."""


def same(value: str | tuple[str, ...] | None, kind: pa.DataType, rows: int) -> pa.Array:
    """One value in every row. Batches share it: nothing is made anew for each of them."""
    return _of_length(value, kind, max(64, 1 << (rows - 1).bit_length())).slice(0, rows)


@lru_cache(maxsize=128)
def _of_length(value: str | tuple[str, ...] | None, kind: pa.DataType, rows: int) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), rows)


def micros(day: date | None) -> int | None:
    """A day as Arrow's ``timestamp[us]`` counts it, from 1 January 1970."""
    return None if day is None else (day.toordinal() - _EPOCH) * _DAY


_EPOCH, _DAY = date(1970, 1, 1).toordinal(), 86_400_000_000


def key(name: str) -> str:
    """The form in which columns are looked up: ``EVENT_DATE`` and ``Event date`` are one."""
    return "_".join(name.casefold().split())


@dataclass(frozen=True)
class Read(Generic[Result]):
    """What each row says: ``results[codes[row]]``."""

    results: Sequence[Result]
    codes: Codes

    def mask(self, test: Callable[[Result], object]) -> Mask:
        """The rows whose result passes a test."""
        passing = np.array([bool(test(one)) for one in self.results], dtype=bool)
        return passing[self.codes] if passing.any() else np.zeros(len(self.codes), dtype=bool)

    def numbers(self, of: Callable[[Result], float | None], dtype: str) -> pa.Array:
        """A number of each row, missing where there is none."""
        return pa.array([of(one) for one in self.results], pa.type_for_alias(dtype)).take(pa.array(self.codes))

    def texts(self, of: Callable[[Result], Cell]) -> pa.Array:
        """A text of each row."""
        return pa.array([of(one) for one in self.results], TEXT).take(pa.array(self.codes))

    def lists(self, of: Callable[[Result], Sequence[str]]) -> pa.Array:
        """A list of texts of each row."""
        return pa.array([of(one) for one in self.results], pa.list_(pa.string())).take(pa.array(self.codes))


class Cells:
    """One batch: cells as text, null where a cell is empty, blank, or says that nothing is known."""

    def __init__(self, table: pa.Table, missing: Collection[str]) -> None:
        self._table, self._missing = table, missing
        spelt = {form for word in missing for form in (word, word.upper(), word.capitalize(), word.title())}
        self._silent = pa.array(["", " ", *sorted(spelt)], TEXT)
        self._longest = max((len(word.encode()) for word in ("", " ", *spelt)), default=0)
        self._places = {key(name): place for place, name in enumerate(table.column_names)}
        self._encoded: dict[str, tuple[list[Cell], Codes]] = {}

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __contains__(self, name: str) -> bool:
        return key(name) in self._places

    def present(self, names: Sequence[str]) -> list[str]:
        """Those of the names that are columns."""
        return [name for name in names if name in self]

    def text(self, name: str) -> pa.ChunkedArray:
        """A column as it is in the file, cells that say nothing null; all null where there is none of this name."""
        raw = self._raw(name)
        if not pc.any(pc.less_equal(pc.binary_length(raw), self._longest)).as_py():
            return raw
        silent = pc.is_in(raw, self._silent)
        return pc.if_else(silent, pa.scalar(None, TEXT), raw) if pc.any(silent).as_py() else raw

    def first(self, names: Sequence[str]) -> pa.ChunkedArray:
        """The first of the columns that says something, row by row."""
        there = [self.text(name) for name in self.present(names)] or [pa.chunked_array([same(None, TEXT, len(self))])]
        return pc.coalesce(*there) if len(there) > 1 else there[0]

    def read(self, names: Sequence[str], reader: Callable[..., Result], known: dict[Any, Result]) -> Read[Result]:
        """``reader(cell, ...)`` of the columns, called once for each combination of cells and kept in ``known``."""
        if len(names) == 1:
            cells, codes = self._values(names[0])
            return Read([self._result((cell,), reader, known) for cell in cells], codes)
        columns = [self._values(name) for name in names]
        codes, combinations = _combined(
            [codes for _, codes in columns], [len(cells) for cells, _ in columns], len(self)
        )
        each = [[cells[at] for at in places] for (cells, _), places in zip(columns, combinations, strict=True)]
        rows = zip(*each, strict=True) if each else [()] * min(1, len(self))
        return Read([self._result(row, reader, known) for row in rows], codes)

    def _result(self, cells: tuple[Cell, ...], reader: Callable[..., Result], known: dict[Any, Result]) -> Result:
        if cells not in known:
            if len(known) >= MOST:
                known.clear()
            known[cells] = reader(*(self._said(cell) for cell in cells))
        return known[cells]

    def _raw(self, name: str) -> pa.ChunkedArray:
        place = self._places.get(key(name))
        return pa.chunked_array([same(None, TEXT, len(self))]) if place is None else self._table.column(place)

    def _values(self, name: str) -> tuple[list[Cell], Codes]:
        """The different cells of a column, as they are in the file, and which of them each row has."""
        if name not in self._encoded:
            encoded = self._raw(name).dictionary_encode(null_encoding="encode")
            parts = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in encoded.chunks]
            codes = np.concatenate(parts or [np.zeros(0)]).astype(np.int64)
            # All chunks have one dictionary; that of the last is sure to be whole.
            self._encoded[name] = (encoded.chunks[-1].dictionary.to_pylist() if parts else [], codes)
        return self._encoded[name]

    def _said(self, cell: Cell) -> Cell:
        text = cell.strip() if cell else ""
        return text if text and text.casefold() not in self._missing else None


def _combined(codes: Sequence[Codes], sizes: Sequence[int], rows: int) -> tuple[Codes, list[list[int]]]:
    """One code for each combination of codes that occurs, and the code of each column in each combination."""
    together = np.zeros(rows, dtype=np.int64)
    for one, size in zip(codes, sizes, strict=True):
        together = together * max(size, 1) + one
    numbers, combinations = pd.factorize(together)
    columns: list[list[int]] = []
    for size in reversed(sizes):
        combinations, one = np.divmod(combinations, max(size, 1))
        columns.insert(0, one.tolist())
    return numbers, columns


def code_of(cell: str) -> str:
    """A code as it is compared: without capitals, and whole where a program made ``2.0`` of ``2``."""
    folded = cell.casefold()
    return folded.removesuffix(".0") if folded[:-2].isdecimal() else folded


def looked_up(cell: Cell, values: Mapping[str, str]) -> str | None:
    """The value that a code stands for; a key that ends in ``*`` stands for all that begin so, the longest first."""
    if cell is None:
        return None
    folded = code_of(cell)
    if folded in values:
        return values[folded]
    starts = [start for start in values if start.endswith("*") and folded.startswith(start[:-1])]
    return values[max(starts, key=len)] if starts else None
