"""Claim frames as Parquet, for programs: with dtypes that pandas reads back, and whose the data is."""

from __future__ import annotations

import ctypes
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pa_parquet

from data_prep.errors import FrameError
from data_prep.frame import CLAIMS, LISTS, TEXT, empty
from data_prep.frame_arrow import arrow_schema, from_arrow, to_schema
from data_prep.frame_conform import conform
from data_prep.tables.datasets import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


WRITING = {"compression": "lz4", "write_statistics": False}
ROW_GROUP = 1 << 17
"""Rows of a part of a Parquet file that can be read by itself."""
TERMS = b"sources and licences"
"""The key in a Parquet file's metadata under which its data sets say whose they are."""
PARQUET = b"PAR1"
"""What such a file begins with."""


def claims_parquet(frame: pd.DataFrame) -> bytes:
    """The frame as Parquet; ``pandas.read_parquet`` reads it anywhere, and ``conform`` gives it every dtype back."""
    table = pa.Table.from_pandas(conform(frame), preserve_index=False)
    metadata = _plain_metadata(table.schema.metadata) | {TERMS: terms(datasets_in(table["dataset"])).encode()}
    target = io.BytesIO()
    pa_parquet.write_table(table.replace_schema_metadata(metadata), target)
    return target.getvalue()


def datasets_in(cells: pa.ChunkedArray) -> list[str]:
    """The data sets in a column of claims, each once."""
    return [name for name in pc.unique(cells.cast(pa.string())).to_pylist() if name]


def schema_with(further: Sequence[str]) -> pa.Schema:
    """The schema of claims with a data set's further columns; pandas reads every dtype back from it."""
    return arrow_schema(further).with_metadata(pandas_metadata(further))


def pandas_metadata(further: Iterable[str] = ()) -> dict[bytes, bytes]:
    """The metadata by which ``pandas.read_parquet`` gives every dtype back, for a frame with further text columns."""
    frame = empty().assign(**{name: pd.Series([], dtype=TEXT) for name in further})
    return _plain_metadata(pa.Table.from_pandas(frame, preserve_index=False).schema.metadata)


def _plain_metadata(metadata: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """pandas writes the dtype of Arrow lists by a name that it cannot read: call those columns objects."""
    pandas = json.loads(metadata[b"pandas"])
    for column in pandas["columns"]:
        if column["name"] in LISTS:
            column["numpy_type"] = "object"
    return {**metadata, b"pandas": json.dumps(pandas).encode()}


def add_terms(writer: pa_parquet.ParquetWriter, datasets: Iterable[str]) -> None:
    """Put whose the data is, and on what terms, into a file that is being written."""
    writer.add_key_value_metadata({TERMS: terms(datasets).encode()})


def is_parquet(content: bytes) -> bool:
    """True for bytes that begin as a Parquet file does."""
    return content.startswith(PARQUET)


def from_parquet(path: Path) -> pd.DataFrame:
    """A frame from a Parquet file of any size; one that another program wrote, in other types, by way of pandas."""
    try:
        return from_arrow(in_frame(pa_parquet.read_table(path, memory_map=True)))
    except (pa.ArrowException, FrameError):
        return pd.read_parquet(path)


def in_frame(table: pa.Table) -> pa.Table:
    """The columns of the frame in its types, those that are there; further ones after them, as they are."""
    own = [field for field in arrow_schema() if field.name in table.column_names]
    further = [field for field in table.schema if field.name not in CLAIMS]
    return to_schema(table, pa.schema([*own, *further]))


def column_of(path: Path, name: str) -> pd.DataFrame:
    """One column alone: what it is read into is gone before the next one is begun."""
    return from_arrow(in_frame(pa_parquet.read_table(path, columns=[name], pre_buffer=False)))


@contextmanager
def giving_back() -> Iterator[None]:
    """What Arrow and numpy no longer need goes back to the machine: Arrow would keep a quarter more than it needs for
    the next column, and the C library the pieces between what is still held."""
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)
        _trim()


def _trim() -> None:
    """Only glibc has this call, and only it needs it."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def rows_of(file: pa_parquet.ParquetFile, group: int, wanted: pa.Array) -> pa.Table:
    """The rows of some events in one part of a file; the other columns are read only where there are any."""
    ids = file.read_row_group(group, columns=["event_id"])["event_id"].cast(pa.large_string())
    found = pc.is_in(ids, wanted)
    if not pc.any(found).as_py():
        return file.schema_arrow.empty_table()
    return file.read_row_group(group).filter(found)
