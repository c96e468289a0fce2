"""The claim frame as an Arrow table, and back: no text and no list is copied on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data_prep.errors import FrameError, unknown
from data_prep.frame import CLAIMS, DAY, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data_prep.frame import Column


def arrow_schema(further: Iterable[str] = ()) -> pa.Schema:
    """The claim frame as an Arrow schema, with a data set's further columns, which are texts, after it."""
    fields = [pa.field(name, _arrow_type(column)) for name, column in CLAIMS.items()]
    return pa.schema([*fields, *(pa.field(name, pa.large_string()) for name in further)])


def _arrow_type(column: Column) -> pa.DataType:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return pa.dictionary(pa.int8(), pa.large_string(), ordered=bool(column.dtype.ordered))
    if column.dtype is NAMES:
        return NAMES.pyarrow_dtype
    return ARROW.get(str(column.dtype), pa.large_string())


ARROW = {"Int32": pa.int32(), "Int8": pa.int8(), "float64": pa.float64(), DAY: pa.timestamp("us")}
"""Each dtype of the frame that is no text, list or category, as Arrow has it."""


def to_schema(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """A table in the columns of a schema: categories by their codes, and a column it lacks all missing."""
    columns = [
        _coded(field, table.column(field.name))
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def _coded(field: pa.Field, cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Raises FrameError for a value that the column cannot have."""
    if cells.type == field.type:
        return cells
    if not pa.types.is_dictionary(field.type):
        return cells.cast(field.type)
    values = pa.array(CLAIMS[field.name].values, pa.large_string())
    if pa.types.is_dictionary(cells.type):
        return pa.chunked_array([_recoded(field, chunk, values) for chunk in cells.chunks], field.type)
    codes = pc.index_in(cells.cast(pa.large_string()), values)
    if codes.null_count > cells.null_count:
        strange = pc.unique(cells.filter(pc.and_(codes.is_null(), cells.is_valid())))[0].as_py()
        raise FrameError(f"column {field.name!r}: " + unknown("value", str(strange), CLAIMS[field.name].values))
    chunks = [
        pa.DictionaryArray.from_arrays(chunk, values, ordered=field.type.ordered)
        for chunk in codes.cast(pa.int8()).chunks
    ]
    return pa.chunked_array(chunks, field.type)


def _recoded(field: pa.Field, cells: pa.DictionaryArray, values: pa.Array) -> pa.DictionaryArray:
    """Cells that have codes already, by other ones. Raises FrameError as ``_coded`` does."""
    codes = _coded(field, pa.chunked_array([cells.dictionary.cast(pa.large_string())])).combine_chunks().indices
    return pa.DictionaryArray.from_arrays(codes.take(cells.indices), values, ordered=field.type.ordered)


def from_arrow(table: pa.Table) -> pd.DataFrame:
    """The frame of a table in ``arrow_schema``; texts and lists are not copied."""
    return pd.DataFrame({name: _from_arrow(table.column(name)) for name in table.column_names}, copy=False)


def _from_arrow(cells: pa.ChunkedArray) -> Any:
    if pa.types.is_list(cells.type):
        return pd.arrays.ArrowExtensionArray(cells)
    if pa.types.is_large_string(cells.type) or pa.types.is_string(cells.type):
        return pd.arrays.ArrowStringArray(cells.cast(pa.large_string()))
    if pa.types.is_integer(cells.type):
        whole = cells.combine_chunks()
        missing = whole.is_null().to_numpy(zero_copy_only=False)
        return pd.arrays.IntegerArray(whole.fill_null(0).to_numpy(zero_copy_only=False).copy(), missing)
    return cells.to_pandas()
