"""One table read into a Parquet file of claims beside its problems and its import report, batch by batch."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pa_parquet

from data_prep.as_parquet import ROW_GROUP, WRITING, add_terms, schema_with
from data_prep.frame_arrow import to_schema
from data_prep.tables.ahead import behind
from data_prep.tables.cells import TEXT, same
from data_prep.tables.run import Outcome, noted, open_file, read_table, turn_of

if TYPE_CHECKING:
    from pathlib import Path

    from data_prep.tables.recognise import HowTables
    from data_prep.tables.run import Table
    from data_prep.tables.source import Refused

CLAIMS_FILE, PROBLEMS_FILE, OUTCOME_FILE = "claims.parquet", "problems.parquet", "outcome.json"
NOTES_FILE = "notes.json"
PROBLEMS = pa.schema([("file", TEXT), ("row", pa.int64()), ("column", TEXT), ("value", TEXT), ("reason", TEXT)])

Moves: TypeAlias = Callable[[str, int, float], None]


@dataclass(frozen=True)
class Stored:
    """A table that was read, in a folder of its own."""

    folder: Path
    dataset: str
    turn: tuple[int, str, str]
    day: str
    """The day on which it was read, in ISO form."""
    outcome: Outcome

    @property
    def claims(self) -> Path:
        """The Parquet file of its claims."""
        return self.folder / CLAIMS_FILE

    @property
    def problems(self) -> Path:
        """The Parquet file of its problems."""
        return self.folder / PROBLEMS_FILE

    @property
    def is_stale(self) -> bool:
        """Whether it was read on another day, and some of its dates then lay in the future."""
        return self.day != date.today().isoformat() and self.outcome.by_flag.get("date-future", 0) > 0

    @property
    def name(self) -> str:
        """The file, and its release where that is known."""
        return f"{self.outcome.shown} ({self.outcome.release})" if self.outcome.release else self.outcome.shown


def store_file(path: Path, shown: str, how: HowTables, folder: Path, moves: Moves) -> None:
    """Reads every table of a file into ``folder``, which is empty; ``stored_in`` gives them back."""
    opened = open_file(path, shown, how)
    for number, table in enumerate(opened.tables):
        below = folder / f"{number:04}"
        below.mkdir()
        store(table, below, moves)
    (folder / NOTES_FILE).write_text(json.dumps(opened.problems), encoding="utf-8")


def store(table: Table, folder: Path, moves: Moves) -> None:
    """Reads one table into an empty folder; ``moves`` is told its name, the rows read and the share of the file."""
    outcome = Outcome(table.source.shown, table.what.format.name, table.what.release)
    notes: list[Refused] = []
    schema = schema_with(table.further)
    with (
        pa_parquet.ParquetWriter(folder / CLAIMS_FILE, schema, **WRITING) as claims,
        pa_parquet.ParquetWriter(folder / PROBLEMS_FILE, PROBLEMS, **WRITING) as problems,
    ):
        with behind() as do:
            for piece in read_table(table, outcome, notes):
                if len(piece.claims):
                    do(partial(claims.write_table, to_schema(piece.claims, schema), ROW_GROUP))
                if len(piece.refused):
                    do(partial(problems.write_table, with_file(piece.refused, table.source.shown)))
                moves(outcome.shown, outcome.rows, table.source.done)
        add_terms(claims, [table.what.format.dataset])
        if notes:
            problems.write_table(pa.Table.from_pylist([noted(table.source.shown, note) for note in notes], PROBLEMS))
    told = {
        "dataset": table.what.format.dataset,
        "turn": turn_of(table, outcome),
        "day": date.today().isoformat(),
        **asdict(outcome),
    }
    (folder / OUTCOME_FILE).write_text(json.dumps(told), encoding="utf-8")


def stored_in(folder: Path) -> tuple[list[Stored], list[dict[str, object]]]:
    """The tables that ``store_file`` stored in a folder, and the problems of the whole file."""
    notes = json.loads((folder / NOTES_FILE).read_text(encoding="utf-8"))
    return [_stored(below) for below in sorted(folder.iterdir()) if below.is_dir()], notes


def is_sound(folder: Path) -> bool:
    """Whether all that ``store_file`` stored there can still be opened."""
    try:
        for table in stored_in(folder)[0]:
            pa_parquet.read_metadata(table.claims)
            pa_parquet.read_metadata(table.problems)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return False
    return True


def _stored(folder: Path) -> Stored:
    told: dict[str, Any] = json.loads((folder / OUTCOME_FILE).read_text(encoding="utf-8"))
    dataset, day, (rank, age, shown) = told.pop("dataset"), told.pop("day"), told.pop("turn")
    return Stored(folder, dataset, (rank, age, shown), day, Outcome(**told))


def with_file(refused: pa.Table, shown: str) -> pa.Table:
    """Refused rows as rows of the list of problems."""
    names = same(shown, TEXT, len(refused))
    return pa.table({"file": names, **{name: refused[name] for name in PROBLEMS.names if name != "file"}}, PROBLEMS)
