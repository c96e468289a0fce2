"""Claims written batch by batch, so that a file may be larger than what fits in memory."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from data_prep.as_csv import as_cells
from data_prep.as_parquet import ROW_GROUP, WRITING, add_terms, datasets_in, schema_with
from data_prep.frame import CLAIMS
from data_prep.frame_arrow import from_arrow, to_schema

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    import pandas as pd


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
        self.datasets += [name for name in datasets_in(claims["dataset"]) if name not in self.datasets]
        first, last = pc.min(claims["date_start"]).as_py(), pc.max(claims["date_end"]).as_py()
        self.first = min((day for day in (self.first, first) if day is not None), default=None)
        self.last = max((day for day in (self.last, last) if day is not None), default=None)


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


@contextmanager
def _parquet_stream(path: Path, schema: pa.Schema, summary: Summary) -> Iterator[Callable[[pa.Table], None]]:
    with pa_parquet.ParquetWriter(path, schema, **WRITING) as writer:
        yield lambda table: writer.write_table(table, ROW_GROUP)
        add_terms(writer, summary.datasets)


@contextmanager
def _csv_stream(path: Path, schema: pa.Schema, _summary: Summary) -> Iterator[Callable[[pa.Table], None]]:
    with path.open("wb") as file:
        pa_csv.write_csv(as_cells(from_arrow(schema.empty_table())), file)
        without_header = pa_csv.WriteOptions(include_header=False)
        yield lambda table: pa_csv.write_csv(as_cells(from_arrow(table)), file, without_header)


_STREAMS = {".csv": _csv_stream, ".parquet": _parquet_stream}
