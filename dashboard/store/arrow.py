"""Columns of numbers from Arrow's columns of texts, lists, numbers and days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.store.columns import NO_DAY, NONE, Lists, Names, compact, merged, narrow, narrowest, offsets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


def names_from(cells: pa.ChunkedArray) -> Names:
    """A column of texts, or of coded texts; an empty text is no name."""
    coded = _coded(cells)
    given = [str(name) for name in coded.dictionary.to_pylist()]
    names, table = _without_empty(given)
    codes = _codes(coded)
    return Names(narrow(codes if len(names) == len(given) else table[codes], len(names)), names)


def lists_from(*columns: pa.ChunkedArray) -> tuple[Lists, ...]:
    """Columns of lists of texts, all with the same names, so that a name has one code in each of them."""
    flat = [_flat(column) for column in columns]
    names, maps = merged([[str(name) for name in values.dictionary.to_pylist()] for _, values in flat])
    return tuple(
        _each_once(_given(Lists(offsets, narrow(table[_codes(values)], len(names)), names)))
        for (offsets, values), table in zip(flat, maps, strict=True)
    )


def numbers_from(cells: pa.ChunkedArray) -> NDArray[Any]:
    """A column of whole numbers, none below 0, in the smallest signed dtype; NONE where none is given."""
    if cells.null_count == len(cells):
        return np.broadcast_to(np.int8(NONE), len(cells))
    found = np.empty(len(cells), dtype=narrowest(pc.max(cells).as_py()))
    first = 0
    for chunk in cells.chunks:  # a chunk at a time stays in the processor's cache
        found[first : first + len(chunk)] = _filled(chunk, NONE)
        first += len(chunk)
    return compact(found)


def _filled(cells: pa.ChunkedArray | pa.Array, missing: int) -> NDArray[Any]:
    """Whole numbers, with one that stands for those that are not given."""
    found: NDArray[Any] = (pc.fill_null(cells, missing) if cells.null_count else cells).to_numpy()
    return found


def days_from(cells: pa.ChunkedArray) -> NDArray[np.int32]:
    """A column of days, as days since 1 January 1970; NO_DAY where none is given."""
    return _filled(cells.cast(pa.date32()).cast(pa.int32()), NO_DAY)


def degrees_from(cells: pa.ChunkedArray) -> NDArray[np.float32]:
    """A column of degrees; NaN where none is given."""
    found: NDArray[np.float32] = cells.cast(pa.float32()).to_numpy()
    return found


def _coded(cells: pa.ChunkedArray) -> pa.DictionaryArray:
    """One array with one dictionary."""
    if not pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_encode()
    whole = cells.unify_dictionaries().combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _codes(coded: pa.DictionaryArray) -> NDArray[Any]:
    return _filled(coded.indices.cast(pa.int32()), NONE)


def _without_empty(names: list[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The names that say something, and what each code becomes; the last place stands for NONE."""
    kept = tuple(name for name in names if name)
    place = {name: code for code, name in enumerate(kept)}
    return kept, np.array([*(place.get(name, NONE) for name in names), NONE], dtype=np.int32)


def _flat(cells: pa.ChunkedArray) -> tuple[NDArray[np.int32], pa.DictionaryArray]:
    """Offsets and texts of a column of lists; a missing list is an empty one."""
    return offsets_of(_filled(pc.list_value_length(cells), 0)), _coded(pc.list_flatten(cells))


def _given(column: Lists) -> Lists:
    """The column without what is missing within a list, as another program may write it."""
    return column.without(column.codes == NONE)


def _each_once(column: Lists) -> Lists:
    """The column without a name that a row gives a second time."""
    several = column.lengths > 1
    if not several.any():
        return column
    few = column.take(np.flatnonzero(several))
    keys = few.rows.astype(np.int64) * (len(column.names) + 1) + few.codes
    again = np.ones(len(keys), dtype=bool)
    again[np.unique(keys, return_index=True)[1]] = False
    if not again.any():
        return column
    marked = np.zeros(len(column.codes), dtype=bool)
    marked[np.flatnonzero(several[column.rows])[again]] = True
    return column.without(marked)
