"""Claim frames as files: CSV for people and spreadsheets, Parquet for programs. Both come back unchanged."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from data_prep.errors import FrameError, UnreadableError, UsageError
from data_prep.files import read_bytes
from data_prep.frame import CLAIMS, DAY, NAMES, TEXT, conform, empty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from os import PathLike

LISTS = tuple(name for name, column in CLAIMS.items() if column.dtype is NAMES)
_DAYS = tuple(name for name, column in CLAIMS.items() if column.dtype == DAY)

# A spreadsheet runs a cell that begins with one of these. OWASP, "CSV injection".
_LIVE = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")


def write_claims(frame: pd.DataFrame, path: str | PathLike[str]) -> None:
    """Write a claim frame as the file's name says: ``.csv`` or ``.parquet``.

    Raises UsageError for another ending, FrameError for another frame, OSError when the file cannot be written.
    """
    target = Path(path)
    target.write_bytes(writer(target)(frame))


def writer(path: Path) -> Callable[[pd.DataFrame], bytes]:
    """What turns a frame into the bytes of a file of this name; raises UsageError where the ending is not known."""
    makers = {".csv": claims_csv, ".parquet": claims_parquet}
    if path.suffix.lower() not in makers:
        raise UsageError(f"{path.name} should end in {' or '.join(makers)}, which says how to write it.")
    return makers[path.suffix.lower()]


# --- CSV ----------------------------------------------------------------------------------------------------------


def claims_csv(frame: pd.DataFrame) -> bytes:
    """The frame as CSV in UTF-8: days as ``2016-03-19``, lists as JSON, a missing cell empty, an empty text ``""``.

    A text that a spreadsheet would run as a formula gets a ``'`` before it, which reading takes away again.
    """
    claims = conform(frame)
    columns = {str(name): _csv_cells(claims[name]) for name in claims}
    target = io.BytesIO()
    pa_csv.write_csv(pa.table(columns), target)
    return target.getvalue()


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
    return pa.array([_disarmed(value) for value in series.astype(object)], pa.string())


def _disarmed(value: object) -> str | None:
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    text = str(value)
    return "'" + text if _LIVE.match(text) else text


def _rearmed(value: str | None) -> str | None:
    return value[1:] if value and _DISARMED.match(value) else value


def _from_csv(content: bytes) -> pd.DataFrame:
    days = dict.fromkeys(_DAYS, pa.date32())
    numbers = {name: pa.float64() for name, column in CLAIMS.items() if column.dtype in {"Int32", "Int8", "float64"}}
    texts = {name: pa.string() for name in CLAIMS if name not in {*days, *numbers}}
    options = pa_csv.ConvertOptions(
        column_types={**days, **numbers, **texts}, strings_can_be_null=True, quoted_strings_can_be_null=False
    )
    parsing = pa_csv.ParseOptions(newlines_in_values=True)
    # One block: a row must not straddle two, and a sentence may be of any length.
    reading = pa_csv.ReadOptions(block_size=len(content) + 1)
    table = pa_csv.read_csv(io.BytesIO(content), reading, parsing, options)
    return pd.DataFrame({name: _from_cells(name, table[name]) for name in table.column_names})


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
    target = io.BytesIO()
    pa_parquet.write_table(table.replace_schema_metadata(_plain_metadata(table.schema.metadata)), target)
    return target.getvalue()


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


# --- Reading back -------------------------------------------------------------------------------------------------


def read_claims_table(path: str | PathLike[str]) -> pd.DataFrame:
    """A claim frame from a CSV or Parquet file that ``write_claims`` wrote.

    Raises UnreadableError, naming the file, when it cannot be read, is another table, or holds what no claim can.
    """
    source = Path(path)
    return claims_from_bytes(source.name, read_bytes(source))


def claims_from_bytes(name: str, content: bytes) -> pd.DataFrame:
    """The claim frame in the bytes of a file of this name; raises UnreadableError as ``read_claims_table`` does."""
    if len(claim_columns(content)) < len(CLAIMS) / 2:
        raise UnreadableError(name, "Event tables are not read by this version.", _ONLY_OUR_OWN)
    try:
        return conform(pd.read_parquet(io.BytesIO(content)) if is_parquet(content) else _from_csv(content))
    except (pa.ArrowException, ValueError, TypeError, FrameError) as error:
        reason = f"The claim table is damaged: {_with_column_name(str(error), content)}"
        raise UnreadableError(name, reason.rstrip(".") + ".", _HINT) from error


def _with_column_name(message: str, content: bytes) -> str:
    """pyarrow's message about CSV with the column's name in place of its number, which counts from 0."""
    names = _column_names(content)
    return re.sub(r"CSV column #(\d+)", lambda found: f"column {names[int(found[1])]!r}", message)


_ONLY_OUR_OWN = "Give reports, or a table of claims that this program exported."
_HINT = "Export the claims again, or correct the column that is named."


def is_parquet(content: bytes) -> bool:
    """True for bytes that begin as a Parquet file does."""
    return content[:4] == b"PAR1"


def claim_columns(content: bytes) -> list[str]:
    """The columns of the claim frame that a table's bytes name; few of them: another table."""
    return [name for name in _column_names(content) if name in CLAIMS]


def _column_names(content: bytes) -> list[str]:
    try:
        if is_parquet(content):
            return list(pa_parquet.read_schema(io.BytesIO(content)).names)
        first_line = content.split(b"\n", 1)[0] + b"\n"
        return list(pa_csv.open_csv(io.BytesIO(first_line)).schema.names)
    except (pa.ArrowException, ValueError, OSError):
        return []
