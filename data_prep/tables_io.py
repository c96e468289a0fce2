"""Claim frames as files: CSV for people and spreadsheets, Parquet for programs. Both come back unchanged."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from data_prep.errors import FrameError, UnreadableError, UsageError
from data_prep.files import read_bytes
from data_prep.frame import CLAIMS, DAY, NAMES, TEXT, arrow_schema, conform, empty, from_arrow, to_schema
from data_prep.tables.datasets import terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from os import PathLike

LISTS = tuple(name for name, column in CLAIMS.items() if column.dtype is NAMES)
_DAYS = tuple(name for name, column in CLAIMS.items() if column.dtype == DAY)

# A spreadsheet runs a cell that begins with one of these. OWASP, "CSV injection".
_LIVE = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")


@dataclass
class Summary:
    """What a file of claims holds; days are missing where no claim has one."""

    claims: int = 0
    events: int = 0
    documents: int = 0
    first: datetime | None = None
    last: datetime | None = None
    datasets: list[str] = field(default_factory=list)

    def take(self, claims: pa.Table, *, events: int, documents: int) -> None:
        """Count some more."""
        self.claims += len(claims)
        self.events += events
        self.documents += documents
        self.datasets += [name for name in _named(claims["dataset"]) if name not in self.datasets]
        first, last = pc.min(claims["date_start"]).as_py(), pc.max(claims["date_end"]).as_py()
        self.first = min((day for day in (self.first, first) if day is not None), default=None)
        self.last = max((day for day in (self.last, last) if day is not None), default=None)


def _named(cells: pa.ChunkedArray) -> list[str]:
    return [name for name in pc.unique(cells.cast(pa.string())).to_pylist() if name]


class Tables(Protocol):
    """Event tables, drawn batch by batch."""

    schema: pa.Schema

    def batches(self) -> Iterator[pa.Table]:
        """Claims in the schema."""

    @property
    def single(self) -> Path | None:
        """A Parquet file that holds them all as they are, where there is one."""

    def events(self) -> int:
        """How many events the claims drawn so far tell of."""

    def documents(self) -> int:
        """How many tables they come from."""


def write_claims(frame: pd.DataFrame, path: str | PathLike[str]) -> None:
    """Write a claim frame as the file's name says: ``.csv`` or ``.parquet``.

    Raises UsageError for another ending, FrameError for another frame, OSError when the file cannot be written.
    """
    target = Path(path)
    check_ending(target)
    target.write_bytes(_WHOLE[target.suffix.lower()](frame))


def check_ending(path: Path) -> None:
    """Raises UsageError where the ending of a file's name does not say how it is to be written."""
    if path.suffix.lower() not in _WHOLE:
        raise UsageError(f"{path.name} should end in {' or '.join(_WHOLE)}, which says how to write it.")


def write_batches(path: Path, frame: pd.DataFrame, tables: Tables) -> Summary:
    """Write a claim frame, and event tables after it, batch by batch; nothing where there is no claim.

    Raises OSError when the file cannot be written; an older file of the name then stands as it was.
    """
    summary = Summary()
    new = path.with_name(f".{path.name}.part")
    try:
        if frame.empty and tables.single is not None and path.suffix.lower() == ".parquet":
            shutil.copyfile(tables.single, new)
            summary.take(
                pa_parquet.read_table(new, columns=["dataset", "date_start", "date_end"]), events=0, documents=0
            )
        else:
            _write_each(new, path.suffix.lower(), frame, tables, summary)
        summary.events += tables.events()
        summary.documents += tables.documents()
        if summary.claims:
            new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return summary


def _write_each(path: Path, ending: str, frame: pd.DataFrame, tables: Tables, summary: Summary) -> None:
    own = pa.Table.from_pandas(frame, preserve_index=False)
    further = [name for name in (*own.column_names, *tables.schema.names) if name not in CLAIMS]
    schema = schema_with(list(dict.fromkeys(further)))
    with _STREAMS[ending](path, schema, summary) as write:
        if len(frame):
            documents = frame["document"].str.rsplit(":", n=1).str[0].nunique()
            summary.take(own, events=frame["event_id"].nunique(), documents=documents)
            write(to_schema(own, schema))
        for batch in tables.batches():
            summary.take(batch, events=0, documents=0)
            write(to_schema(batch, schema))


def schema_with(further: Sequence[str]) -> pa.Schema:
    """The schema of claims with a data set's further columns; pandas reads every dtype back from it."""
    return arrow_schema(further).with_metadata(pandas_metadata(further))


@contextmanager
def _parquet_stream(path: Path, schema: pa.Schema, summary: Summary) -> Iterator[Callable[[pa.Table], None]]:
    with pa_parquet.ParquetWriter(path, schema, **WRITING) as writer:
        yield lambda table: writer.write_table(table, ROW_GROUP)
        add_terms(writer, summary.datasets)


def add_terms(writer: pa_parquet.ParquetWriter, datasets: Iterable[str]) -> None:
    """Put whose the data is, and on what terms, into a file that is being written."""
    writer.add_key_value_metadata({TERMS: terms(datasets).encode()})


@contextmanager
def _csv_stream(path: Path, schema: pa.Schema, _summary: Summary) -> Iterator[Callable[[pa.Table], None]]:
    with path.open("wb") as file:
        pa_csv.write_csv(_as_cells(from_arrow(schema.empty_table())), file)
        without_header = pa_csv.WriteOptions(include_header=False)
        yield lambda table: pa_csv.write_csv(_as_cells(from_arrow(table)), file, without_header)


_STREAMS = {".csv": _csv_stream, ".parquet": _parquet_stream}
WRITING = {"compression": "lz4", "write_statistics": False}
ROW_GROUP = 1 << 17
"""Rows of a part of a Parquet file that can be read by itself."""


# --- CSV ----------------------------------------------------------------------------------------------------------


def claims_csv(frame: pd.DataFrame) -> bytes:
    """The frame as CSV in UTF-8: days as ``2016-03-19``, lists as JSON, a missing cell empty, an empty text ``""``.

    A text that a spreadsheet would run as a formula gets a ``'`` before it, which reading takes away again.
    """
    target = io.BytesIO()
    pa_csv.write_csv(_as_cells(conform(frame)), target)
    return target.getvalue()


def _as_cells(claims: pd.DataFrame) -> pa.Table:
    return pa.table({str(name): _csv_cells(claims[name]) for name in claims})


def problems_csv(problems: pd.DataFrame) -> bytes:
    """The list of problems as CSV, with the same guard against formulas."""
    target = io.BytesIO()
    pa_csv.write_csv(pa.table({str(name): _csv_cells(problems[name]) for name in problems}), target)
    return target.getvalue()


def _csv_cells(series: pd.Series[Any]) -> pa.Array:
    if series.name in LISTS:
        return pa.array([json.dumps(list(names), ensure_ascii=False) for names in series], pa.string())
    if series.name in _DAYS:
        return pa.array(series, pa.timestamp("us"), from_pandas=True).cast(pa.date32())
    if pd.api.types.is_numeric_dtype(series.dtype):
        return pa.array(series, from_pandas=True)
    return _disarmed(pa.array(series.astype(TEXT), pa.large_string()))


_LARGE = pa.large_string()


def _disarmed(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    live = pc.match_substring_regex(texts, rf"^(?:{_LIVE.pattern})")
    return pc.if_else(live, pc.binary_join_element_wise(pa.scalar("'", _LARGE), texts, pa.scalar("", _LARGE)), texts)


def _rearmed(value: str | None) -> str | None:
    return value[1:] if value and _DISARMED.match(value) else value


def _from_csv(content: bytes) -> pd.DataFrame:
    days = dict.fromkeys(_DAYS, pa.date32())
    numbers = {name: pa.float64() for name, column in CLAIMS.items() if column.dtype in {"Int32", "Int8", "float64"}}
    texts = {name: pa.string() for name in (*CLAIMS, *_header(content)) if name not in {*days, *numbers}}
    options = pa_csv.ConvertOptions(
        column_types={**days, **numbers, **texts}, strings_can_be_null=True, quoted_strings_can_be_null=False
    )
    parsing = pa_csv.ParseOptions(newlines_in_values=True)
    # One block: a row must not straddle two, and a sentence may be of any length.
    reading = pa_csv.ReadOptions(block_size=len(content) + 1)
    table = pa_csv.read_csv(io.BytesIO(content), reading, parsing, options)
    return pd.DataFrame({name: _from_cells(name, table[name]) for name in table.column_names})


def _header(content: bytes) -> list[str]:
    """The names of the columns, also where one holds a line break; a data set's own columns are texts."""
    with io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", errors="replace", newline="") as text:
        return next(csv.reader(text), [])


def _from_cells(name: str, cells: pa.ChunkedArray) -> pd.Series[Any]:
    if name in LISTS:
        return pd.Series([json.loads(cell) if cell else [] for cell in cells.to_pylist()], dtype=NAMES)
    if name in _DAYS:
        return pd.Series(cells.cast(pa.timestamp("us")).to_pandas())
    if pa.types.is_string(cells.type):
        return pd.Series([_rearmed(cell) for cell in cells.to_pylist()], dtype=TEXT)
    return pd.Series(cells.to_pandas())


# --- Parquet ------------------------------------------------------------------------------------------------------


def claims_parquet(frame: pd.DataFrame) -> bytes:
    """The frame as Parquet; ``pandas.read_parquet`` reads it anywhere, and ``conform`` gives it every dtype back."""
    table = pa.Table.from_pandas(conform(frame), preserve_index=False)
    metadata = _plain_metadata(table.schema.metadata) | {TERMS: terms(_named(table["dataset"])).encode()}
    target = io.BytesIO()
    pa_parquet.write_table(table.replace_schema_metadata(metadata), target)
    return target.getvalue()


TERMS = b"sources and licences"
"""The key in a Parquet file's metadata under which its data sets say whose they are."""


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


_WHOLE = {".csv": claims_csv, ".parquet": claims_parquet}


# --- Reading back -------------------------------------------------------------------------------------------------


def read_claims_table(path: str | PathLike[str]) -> pd.DataFrame:
    """A claim frame from a CSV or Parquet file that ``write_claims`` wrote.

    Raises UnreadableError, naming the file, when it cannot be read, is another table, or holds what no claim can.
    """
    source = Path(path)
    with source.open("rb") as file:
        parquet = is_parquet(file.read(len(_PARQUET)))
    if not parquet:
        return claims_from_bytes(source.name, read_bytes(source))
    try:
        _check_own(source.name, pa_parquet.read_schema(source).names)
        return conform(_from_parquet(source))
    except (pa.ArrowException, ValueError, TypeError, OSError, FrameError) as error:
        raise UnreadableError(source.name, f"The claim table is damaged: {error}".rstrip(".") + ".", _HINT) from error


EVIDENCE = ("claim_id", "date_text", "publisher", "title", "url", "document", "sentence", "span_start", "span_end")
"""Columns by which a claim is checked: no filter and no chart needs them, and they are most of a table's bytes."""


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
        with _giving_back():
            return pd.concat([_column(source, name) for name in kept], axis=1)
    except (pa.ArrowException, ValueError, TypeError, OSError, FrameError) as error:
        raise UnreadableError(source.name, f"The claim table is damaged: {error}".rstrip(".") + ".", _HINT) from error


@contextmanager
def _giving_back() -> Iterator[None]:
    """Arrow gives memory back at once, where it would keep a quarter more than it needs for the next column."""
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)


def _column(path: Path, name: str) -> pd.DataFrame:
    """One column alone: what it is read into is gone before the next one is begun."""
    return from_arrow(_in_frame(pa_parquet.read_table(path, columns=[name], pre_buffer=False)))


def claims_of_events(path: str | PathLike[str], events: Iterable[str]) -> pd.DataFrame:
    """The whole claims of some events of a Parquet file of claims, in their order there. Raises as ``open_claims``."""
    source, wanted = Path(path), pa.array(list(events), pa.large_string())
    try:
        with pa_parquet.ParquetFile(source, memory_map=True) as file:
            parts = [_rows_of(file, number, wanted) for number in range(file.num_row_groups)]
            return conform(from_arrow(_in_frame(pa.concat_tables([*parts, file.schema_arrow.empty_table()]))))
    except (pa.ArrowException, ValueError, TypeError, OSError, FrameError) as error:
        raise UnreadableError(source.name, f"The claim table is damaged: {error}".rstrip(".") + ".", _HINT) from error


def _rows_of(file: pa_parquet.ParquetFile, group: int, wanted: pa.Array) -> pa.Table:
    """The rows of some events in one part of a file; the other columns are read only where there are any."""
    ids = file.read_row_group(group, columns=["event_id"])["event_id"].cast(pa.large_string())
    found = pc.is_in(ids, wanted)
    if not pc.any(found).as_py():
        return file.schema_arrow.empty_table()
    return file.read_row_group(group).filter(found)


def _from_parquet(path: Path) -> pd.DataFrame:
    """A frame from a Parquet file of any size; one that another program wrote, in other types, by way of pandas."""
    try:
        return from_arrow(_in_frame(pa_parquet.read_table(path, memory_map=True)))
    except (pa.ArrowException, FrameError):
        return pd.read_parquet(path)


def _in_frame(table: pa.Table) -> pa.Table:
    """The columns of the frame in its types, those that are there; further ones after them, as they are."""
    own = [field for field in arrow_schema() if field.name in table.column_names]
    further = [field for field in table.schema if field.name not in CLAIMS]
    return to_schema(table, pa.schema([*own, *further]))


def claims_from_bytes(name: str, content: bytes) -> pd.DataFrame:
    """The claim frame in the bytes of a file of this name; raises UnreadableError as ``read_claims_table`` does."""
    _check_own(name, column_names(content))
    try:
        return conform(pd.read_parquet(io.BytesIO(content)) if is_parquet(content) else _from_csv(content))
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


def is_parquet(content: bytes) -> bool:
    """True for bytes that begin as a Parquet file does."""
    return content.startswith(_PARQUET)


_PARQUET = b"PAR1"


def is_own(names: Iterable[str]) -> bool:
    """Whether columns are those of a claim table that ``write_claims`` wrote."""
    return sum(name in CLAIMS for name in names) >= len(CLAIMS) / 2


def is_claims_file(path: Path) -> bool:
    """Whether a file is a claim table that ``write_claims`` wrote; not for what cannot be opened."""
    try:
        with path.open("rb") as file:
            first = file.read(_FIRST)
        return is_own(pa_parquet.read_schema(path).names if is_parquet(first) else column_names(first))
    except (pa.ArrowException, ValueError, OSError):
        return False


_FIRST = 1 << 18
"""Bytes in which the header of a CSV file is looked for."""


def column_names(content: bytes) -> list[str]:
    """The columns of a table, from its bytes or, of CSV, from its first; none where they cannot be read."""
    try:
        if is_parquet(content):
            return list(pa_parquet.read_schema(io.BytesIO(content)).names)
        return _header(content)
    except (pa.ArrowException, ValueError, OSError, csv.Error):
        return []
