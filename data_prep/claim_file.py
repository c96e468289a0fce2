"""A Parquet file of claims that stays on the disk: a column at a time, or a few whole rows by number."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pa_parquet

from data_prep.as_parquet import in_frame
from data_prep.errors import FrameError, UnreadableError, unknown
from data_prep.frame import CLAIMS
from data_prep.frame_arrow import arrow_schema, from_arrow
from data_prep.frame_conform import conform
from data_prep.ranges import COUNTS, SPANS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    import pandas as pd
    from numpy.typing import NDArray

_CODED = ("place", "admin1", "country", "source")
"""Texts that come again and again: they are read as codes."""
_CODED_LISTS = ("perpetrators", "targets", "flags")
_MOST_IN_PIECE = 1 << 31
"""Bytes of text that an array with short offsets holds."""
_HINT = "Prepare the table again."


class ClaimFile:
    """The claims of a Parquet file that this program wrote, read as they are asked for.

    Raises UnreadableError, naming the file, when it is made and when it is read, for what is damaged or another table.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = Path(path)
        try:
            metadata = pa_parquet.read_metadata(self.path)
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from error
        there = frozenset(metadata.schema.to_arrow_schema().names)
        if missing := [name for name in CLAIMS if name not in there]:
            reason = f"This is not a table of claims that this program wrote: it has no column {missing[0]!r}."
            raise UnreadableError(self.path.name, reason, _HINT)
        sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
        self._starts = np.concatenate([[0], np.cumsum(np.array(sizes, dtype=np.int64))]).astype(np.int64)
        self._read_ids: pa.ChunkedArray | None = None

    def __len__(self) -> int:
        """How many claims there are."""
        return int(self._starts[-1])

    def column(self, name: str) -> pa.ChunkedArray:
        """One column of the frame, in Arrow's types; names are coded by a dictionary for each chunk."""
        coded = [name] if name in _CODED else [f"{name}.list.element"] if name in _CODED_LISTS else []
        try:
            cells = pa_parquet.read_table(self.path, columns=[name], read_dictionary=coded, pre_buffer=False)[name]
            cells = _checked(name, cells)
        except (pa.ArrowException, OSError, FrameError) as error:
            raise self._damaged(error) from error
        if name == "event_id":
            self._read_ids = cells  # whoever reads them will soon ask for a few of them by number
        return cells

    def rows(self, numbers: NDArray[Any]) -> pd.DataFrame:
        """These rows, whole, in this order, with a fresh index and the frame's dtypes. Only the parts of the file that
        hold them are read."""
        wanted = np.asarray(numbers, dtype=np.int64)
        each = np.unique(wanted)
        try:
            table = pa.concat_tables([*self._parts(each), self._file.schema_arrow.empty_table()])
            found = conform(from_arrow(in_frame(table)))
        except (pa.ArrowException, ValueError, TypeError, OSError, FrameError) as error:
            raise self._damaged(error) from error
        return found.iloc[np.searchsorted(each, wanted)].reset_index(drop=True)

    def event_ids(self, numbers: NDArray[Any]) -> list[str]:
        """The ids of the events of these rows; of a claim without one, its own."""
        found: list[str] = self._ids.take(pa.array(np.asarray(numbers, dtype=np.int64))).to_pylist()
        return found

    @cached_property
    def _ids(self) -> pa.Array:
        """All of them, in one piece: to look up a few in the file, or in many pieces, would mean to go through all."""
        ids, self._read_ids = self._read_ids, None
        if ids is None:
            ids = self.column("event_id")
            self._read_ids = None
        ids = pc.coalesce(ids, self.column("claim_id")) if ids.null_count else ids
        return (ids.cast(pa.string()) if ids.nbytes < _MOST_IN_PIECE else ids).combine_chunks()

    def _parts(self, numbers: NDArray[np.int64]) -> Iterator[pa.Table]:
        group_of = np.searchsorted(self._starts, numbers, side="right") - 1
        for group in np.unique(group_of).tolist():
            within = numbers[group_of == group] - self._starts[group]
            yield self._file.read_row_group(group).take(pa.array(within))

    @cached_property
    def _file(self) -> pa_parquet.ParquetFile:
        return pa_parquet.ParquetFile(self.path, memory_map=True)

    def _damaged(self, error: Exception) -> UnreadableError:
        return UnreadableError(self.path.name, f"The claim table is damaged: {error}".rstrip(".") + ".", _HINT)


def _checked(name: str, cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """The cells, numbers and days in the frame's types. Raises FrameError, or Arrow's own error, for what no claim can
    say: whoever reads a column alone never comes to ``conform``."""
    kind = arrow_schema().field(name).type
    if CLAIMS[name].values:
        _check_values(name, cells)
    elif pa.types.is_primitive(kind):
        cells = cells.cast(kind)
        _check_range(name, cells)
    return cells


def _check_values(name: str, cells: pa.ChunkedArray) -> None:
    coded = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
    values = {value for chunk in coded.chunks for value in chunk.dictionary.to_pylist()}
    for value in sorted(map(str, values.difference(CLAIMS[name].values))):
        raise FrameError(f"column {name!r}: " + unknown("value", value, CLAIMS[name].values))


def _check_range(name: str, cells: pa.ChunkedArray) -> None:
    least, most = (0, None) if name in COUNTS else SPANS.get(name, (None, None))
    if least is None:
        return
    found = pc.min_max(cells).as_py()
    if found["min"] is not None and (found["min"] < least or (most is not None and found["max"] > most)):
        raise FrameError(f"column {name!r} holds {found['min']:g} to {found['max']:g}, and that no claim can say")
