"""Claim frames as files, and back: what this program wrote comes back unchanged."""

from __future__ import annotations

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pa_parquet

from data_prep.as_csv import from_csv, header_of
from data_prep.as_parquet import (
    column_of,
    from_parquet,
    giving_back,
    in_frame,
    is_parquet,
    rows_of,
)
from data_prep.errors import FrameError, UnreadableError, UsageError
from data_prep.files import read_bytes
from data_prep.frame import CLAIMS
from data_prep.frame_arrow import from_arrow
from data_prep.frame_conform import conform
from data_prep.own_files import (
    DAMAGED,
    is_archive,
    is_json,
    is_own,
    names_in_archive,
    names_in_json,
    read_archive,
    read_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

STREAMED = (".csv", ".parquet")
"""Endings of the files that are written batch by batch, and so may be larger than what fits in memory."""


def check_ending(path: Path, endings: Iterable[str] = STREAMED) -> None:
    """Raises UsageError where the ending of a file's name does not say how it is to be written."""
    if path.suffix.lower() not in endings:
        *others, last = endings
        raise UsageError(f"{path.name} should end in {', '.join(others)} or {last}, which says how to write it.")


def read_claims_table(path: str | PathLike[str]) -> pd.DataFrame:
    """A claim frame from a file that this program wrote: CSV, Parquet, XLSX, GeoJSON or a data package.

    Raises UnreadableError, naming the file, when it cannot be read, is another table, or holds what no claim can.
    """
    source = Path(path)
    with source.open("rb") as file:
        first = file.read(_MARK)
    read = next((read for is_one, read in _READERS.items() if is_one(first)), None)
    if read is None:
        return claims_from_bytes(source.name, read_bytes(source))
    try:
        _check_own(source.name, _names(source, first))
        return conform(read(source))
    except (pa.ArrowException, ValueError, TypeError, OSError, FrameError, *DAMAGED) as error:
        raise UnreadableError(source.name, f"The claim table is damaged: {error}".rstrip(".") + ".", _HINT) from error


_READERS = {is_parquet: from_parquet, is_archive: read_archive, is_json: read_json}
_MARK = 64
"""Bytes by which these kinds of file are told from CSV."""


EVIDENCE = ("claim_id", "date_text", "publisher", "title", "url", "document", "sentence", "span_start", "span_end")
"""Columns by which a claim is checked: no filter and no chart needs them, and they are most of a table's bytes."""


_THREADS = 2
"""Columns that are read at once: more of them would need more memory than they save time."""


def open_claims(path: str | PathLike[str]) -> pd.DataFrame:
    """The columns of a Parquet file of claims that filters and charts need, without ``EVIDENCE`` and without a data
    set's further columns; ``claims_of_events`` gives the whole rows of a few events.

    Raises UnreadableError as ``read_claims_table`` does.
    """
    source = Path(path)
    try:
        there = pa_parquet.read_schema(source).names
        _check_own(source.name, there)
        kept = [name for name in CLAIMS if name in there and name not in EVIDENCE]
        with giving_back(), ThreadPoolExecutor(_THREADS) as threads:
            return pd.concat(threads.map(partial(column_of, source), kept), axis=1)
    except (pa.ArrowException, ValueError, TypeError, OSError, FrameError) as error:
        raise UnreadableError(source.name, f"The claim table is damaged: {error}".rstrip(".") + ".", _HINT) from error


def claims_of_events(path: str | PathLike[str], events: Iterable[str]) -> pd.DataFrame:
    """The whole claims of some events of a Parquet file of claims, in their order there. Raises as ``open_claims``."""
    source, wanted = Path(path), pa.array(list(events), pa.large_string())
    try:
        with pa_parquet.ParquetFile(source, memory_map=True) as file:
            parts = [rows_of(file, number, wanted) for number in range(file.num_row_groups)]
            return conform(from_arrow(in_frame(pa.concat_tables([*parts, file.schema_arrow.empty_table()]))))
    except (pa.ArrowException, ValueError, TypeError, OSError, FrameError) as error:
        raise UnreadableError(source.name, f"The claim table is damaged: {error}".rstrip(".") + ".", _HINT) from error


def claims_from_bytes(name: str, content: bytes) -> pd.DataFrame:
    """The claim frame in the bytes of a file of this name; raises UnreadableError as ``read_claims_table`` does."""
    _check_own(name, column_names(content))
    try:
        return conform(pd.read_parquet(io.BytesIO(content)) if is_parquet(content) else from_csv(content))
    except (pa.ArrowException, ValueError, TypeError, FrameError) as error:
        reason = f"The claim table is damaged: {_with_column_name(str(error), content)}"
        raise UnreadableError(name, reason.rstrip(".") + ".", _HINT) from error


def _with_column_name(message: str, content: bytes) -> str:
    """pyarrow's message about CSV with the column's name in place of its number, which counts from 0."""
    names = column_names(content)
    return re.sub(r"CSV column #(\d+)", lambda found: f"column {names[int(found[1])]!r}", message)


def _check_own(name: str, columns: Iterable[str]) -> None:
    if not is_own(columns):
        reason = "This is not a table of claims that this program wrote."
        raise UnreadableError(name, reason, "Leave the format out, to have it read as an event table.")


_HINT = "Export the claims again, or correct the column that is named."


def is_claim_table(path: Path, first: bytes | None = None) -> bool:
    """Whether a file is a table of claims that this program wrote; not for what cannot be opened. ``first``: its
    first bytes, where they are read already."""
    try:
        if first is None:
            with path.open("rb") as file:
                first = file.read(_FIRST)
        return is_own(_names(path, first))
    except (pa.ArrowException, ValueError, OSError):
        return False


def _names(path: Path, first: bytes) -> Iterable[str]:
    """The columns of a table, or texts that they are among."""
    if is_parquet(first):
        names: list[str] = pa_parquet.read_schema(path).names
        return names
    if is_archive(first):
        return names_in_archive(path)
    if is_json(first):
        with path.open("rb") as file:
            return names_in_json(file.read(_FIRST))
    return column_names(first)


_FIRST = 1 << 18
"""Bytes in which the names of a file's columns are looked for."""


def column_names(content: bytes) -> list[str]:
    """The columns of a table, from its bytes or, of CSV, from its first; none where they cannot be read."""
    try:
        if is_parquet(content):
            return list(pa_parquet.read_schema(io.BytesIO(content)).names)
        return header_of(content)
    except (pa.ArrowException, ValueError, OSError, csv.Error):
        return []
