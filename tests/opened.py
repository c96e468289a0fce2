"""Reads table files for the tests: what rows came out, by number, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_prep.errors import UnreadableError
from data_prep.tables.opening import open_tables

if TYPE_CHECKING:
    from pathlib import Path

    from data_prep.tables.source import Refused, Source

Cells = list[str | None]


@dataclass
class Opened:
    """One table: its first rows, all its rows by number, what was refused, and the error that ended it."""

    shown: str
    head: list[list[str]]
    rows: dict[int, Cells] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    error: str = ""

    @property
    def told(self) -> dict[int | None, str]:
        return {refused.row: refused.reason for refused in self.refused}


def read(source: Source, names: list[str], skip: int = 1) -> Opened:
    found = Opened(source.shown, [list(row) for row in source.head])
    try:
        for batch in source.batches(names, skip, found.refused):
            assert batch.table.column_names == names
            assert {str(kind) for kind in batch.table.schema.types} == {"large_string"}
            cells = zip(*(column.to_pylist() for column in batch.table.columns), strict=True)
            for number, row in zip(batch.rows.tolist(), cells, strict=True):
                assert number not in found.rows
                found.rows[number] = list(row)
    except UnreadableError as error:
        found.error = str(error)
    return found


def opened(
    folder: Path, content: bytes, name: str = "table.csv", *, names: list[str] | None = None, skip: int = 1
) -> Opened:
    """The one table in a file of this name and content; its columns are named as in its first row."""
    path = folder / name
    path.write_bytes(content)
    refused: list[Refused] = []
    (source,) = open_tables(path, name, refuse=refused)
    found = read(source, names or list(source.head[0]), skip)
    found.refused[:0] = refused
    return found
