"""The columns of one batch, read value by value: what a column says is worked out once for each different cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

import numpy as np
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
        return np.array([bool(test(one)) for one in self.results], dtype=bool)[self.codes]

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
        self._places = {key(name): place for place, name in enumerate(table.column_names)}
        self._encoded: dict[str, tuple[list[Cell], Codes]] = {}
        self._texts: dict[str, pa.Array] = {}

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __contains__(self, name: str) -> bool:
        return key(name) in self._places

    def present(self, names: Sequence[str]) -> list[str]:
        """Those of the names that are columns."""
        return [name for name in names if name in self]

    def raw(self, name: str) -> pa.Array:
        """A column as it is in the file; all null where there is none of this name."""
        place = self._places.get(key(name))
        if place is None:
            return pa.nulls(len(self), pa.string())
        return self._table.column(place).combine_chunks()

    def text(self, name: str) -> pa.Array:
        """A column without the blanks around its cells, empty ones null."""
        if name not in self._texts:
            trimmed = pc.utf8_trim_whitespace(self.raw(name)).cast(TEXT)
            empty = pc.is_in(trimmed, pa.array(["", *_spellings(self._missing)], TEXT))
            self._texts[name] = pc.if_else(empty, pa.scalar(None, TEXT), trimmed)
        return self._texts[name]

    def first(self, names: Sequence[str]) -> pa.Array:
        """The first of the columns that says something, row by row."""
        there = [self.text(name) for name in self.present(names)]
        return pc.coalesce(*there) if there else pa.nulls(len(self), TEXT)

    def read(self, names: Sequence[str], reader: Callable[..., Result], known: dict[Any, Result]) -> Read[Result]:
        """``reader(cell, ...)`` of the columns, called once for each combination of cells and kept in ``known``."""
        columns = [self._values(name) for name in names]
        codes, firsts = _combined([codes for _, codes in columns], [len(values) for values, _ in columns], len(self))
        results = []
        for first in firsts:
            cells = tuple(values[codes[first]] for values, codes in columns)
            if cells not in known:
                known[cells] = reader(*cells)
            results.append(known[cells])
        return Read(results, codes)

    def _values(self, name: str) -> tuple[list[Cell], Codes]:
        """The different cells of a column, and which of them each row has."""
        if name not in self._encoded:
            encoded = self.raw(name).dictionary_encode(null_encoding="encode")
            values = [self._said(cell) for cell in encoded.dictionary.to_pylist()]
            self._encoded[name] = (values, encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64))
        return self._encoded[name]

    def _said(self, cell: Cell) -> Cell:
        text = cell.strip() if cell else ""
        return text if text and text.casefold() not in self._missing else None


def _spellings(words: Collection[str]) -> list[str]:
    return [spelt for word in words for spelt in dict.fromkeys((word, word.upper(), word.capitalize()))]


def _combined(codes: Sequence[Codes], sizes: Sequence[int], rows: int) -> tuple[Codes, Codes]:
    """One code for each combination of codes, and a row in which each combination stands."""
    together = np.zeros(rows, dtype=np.int64)
    for one, size in zip(codes, sizes, strict=True):
        together = together * max(size, 1) + one
    _, firsts, inverse = np.unique(together, return_index=True, return_inverse=True)
    return inverse.reshape(-1), firsts


def looked_up(cell: Cell, values: Mapping[str, str]) -> str | None:
    """The value that a code stands for; a key that ends in ``*`` stands for all that begin so, the longest first."""
    if cell is None:
        return None
    folded = cell.casefold()
    if folded in values:
        return values[folded]
    starts = [start for start in values if start.endswith("*") and folded.startswith(start[:-1])]
    return values[max(starts, key=len)] if starts else None
