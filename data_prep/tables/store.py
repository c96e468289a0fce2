"""One table read into a Parquet file of claims beside its problems and its import report, batch by batch."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pa_parquet

from data_prep.frame import arrow_schema, to_schema
from data_prep.tables.cells import TEXT
from data_prep.tables.run import Outcome, Table, noted, read_table
from data_prep.tables_io import pandas_metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from data_prep.tables.source import Refused

CLAIMS_FILE, PROBLEMS_FILE, OUTCOME_FILE = "claims.parquet", "problems.parquet", "outcome.json"
PROBLEMS = pa.schema([("file", TEXT), ("row", pa.int64()), ("column", TEXT), ("value", TEXT), ("reason", TEXT)])
ROW_GROUP = 1 << 17
"""Rows of a part of a Parquet file that can be read by itself."""
COMPRESSION = "lz4"


@dataclass(frozen=True)
class Stored:
    """A table that was read, in a folder of its own."""

    folder: Path
    dataset: str
    outcome: Outcome

    @property
    def claims(self) -> Path:
        """The Parquet file of its claims."""
        return self.folder / CLAIMS_FILE

    @property
    def problems(self) -> Path:
        """The Parquet file of its problems."""
        return self.folder / PROBLEMS_FILE


def store(table: Table, folder: Path, moves: Callable[[int, float], None]) -> Stored:
    """Reads a table into an empty folder; ``moves`` is told the rows read and the share of the file."""
    outcome = Outcome(table.source.shown, table.what.format.name, table.what.release)
    notes: list[Refused] = []
    schema = schema_with(table.further)
    with (
        pa_parquet.ParquetWriter(folder / CLAIMS_FILE, schema, compression=COMPRESSION) as claims,
        pa_parquet.ParquetWriter(folder / PROBLEMS_FILE, PROBLEMS, compression=COMPRESSION) as problems,
    ):
        for piece in read_table(table, outcome, notes):
            if len(piece.claims):
                claims.write_table(to_schema(piece.claims, schema), ROW_GROUP)
            if len(piece.refused):
                problems.write_table(with_file(piece.refused, table.source.shown))
            moves(outcome.rows, table.source.done)
        if notes:
            problems.write_table(pa.Table.from_pylist([noted(table.source.shown, note) for note in notes], PROBLEMS))
    dataset = table.what.format.dataset
    (folder / OUTCOME_FILE).write_text(json.dumps({"dataset": dataset, **asdict(outcome)}), encoding="utf-8")
    return Stored(folder, dataset, outcome)


def stored_in(folder: Path) -> Stored | None:
    """What an earlier run stored in a folder; None where it is not whole."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told: dict[str, Any] = json.loads((folder / OUTCOME_FILE).read_text(encoding="utf-8"))
        return Stored(folder, told.pop("dataset"), Outcome(**told))
    return None


def schema_with(further: Sequence[str]) -> pa.Schema:
    """The schema of claims with a data set's further columns; pandas reads every dtype back from it."""
    schema = arrow_schema(further)
    return schema.with_metadata(pandas_metadata(further))


def with_file(refused: pa.Table, shown: str) -> pa.Table:
    """Refused rows as rows of the list of problems."""
    names = pa.array([shown], TEXT).take(pa.nulls(len(refused), pa.int64()).fill_null(0))
    return pa.table({"file": names, **{name: refused[name] for name in PROBLEMS.names if name != "file"}}, PROBLEMS)


