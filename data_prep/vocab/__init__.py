"""Every word we know, as CSV files beside this module, and the one loader that checks and reads them.

A vocabulary file is UTF-8 CSV with a header; lines that start with ``#`` are comments. A cell that holds several
words separates them by ``|``.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from data_prep.errors import VocabularyError

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of ``<name>.csv``, one mapping from column to stripped text each.

    Raises VocabularyError, naming file and line, for a missing file, a row with too few or too many cells, an empty
    first cell, or a file that is not UTF-8.
    """
    return tuple(row for _, row in _numbered(name))


@cache
def _numbered(name: str) -> tuple[tuple[int, Mapping[str, str]], ...]:
    """The rows of a vocabulary, each with the number of its line."""
    path = FOLDER / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = [(number, line) for number, line in enumerate(file, start=1) if not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path.name} cannot be read: {error}") from error
    reader = csv.reader(line for _, line in lines)
    header = next(reader, [])
    placed = ((lines[reader.line_num - 1][0], cells) for cells in reader if cells)
    return tuple((line, _row(path.name, line, header, cells)) for line, cells in placed)


def _row(file: str, line: int, header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise VocabularyError(f"{file}, line {line}: {len(cells)} cells, but the header has {len(header)}.")
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    if not row[header[0]]:
        raise VocabularyError(f"{file}, line {line}: column {header[0]!r} is empty.")
    return row


def origin(name: str, row: Mapping[str, str]) -> str:
    """Where a row of ``table(name)`` stands, and how its first cell begins: ``events.csv:12 barrel*``."""
    first = next(iter(row.values()))
    plain = _PLAIN.match(first)
    words = plain.group().rstrip() if plain else ""
    shown = f" {words}{'' if words == first else '*'}" if words else ""
    return f"{name}.csv:{_lines(name)[id(row)]}{shown}"


_PLAIN = re.compile(r"[^()\[\]{}?*+\\|^$]*(?![?*+])")
"""What a pattern begins with before anything that is no letter."""


@cache
def _lines(name: str) -> dict[int, int]:
    """The line of each row, by the row's identity: rows live as long as the program."""
    return {id(row): line for line, row in _numbered(name)}


def several(cell: str) -> list[str]:
    """The words of a cell that holds several, separated by ``|``."""
    return [word for word in (part.strip() for part in cell.split("|")) if word]


def mapping(name: str, key: str, value: str) -> dict[str, str]:
    """Two columns of a vocabulary as a dictionary; raises VocabularyError when a key stands in it twice."""
    rows = table(name)
    found = {row[key]: row[value] for row in rows}
    if len(found) != len(rows):
        twice = sorted({row[key] for row in rows if sum(other[key] == row[key] for other in rows) > 1})
        raise VocabularyError(f"{name}.csv: {', '.join(twice)} stands in column {key!r} more than once.")
    return found


def members() -> Mapping[str, tuple[str, ...]]:
    """The actors that have each actor as their parent, in the vocabulary's order."""
    found: dict[str, list[str]] = {}
    for row in table("actors"):
        if row["parent"]:
            found.setdefault(row["parent"], []).append(row["actor"])
    return {parent: tuple(names) for parent, names in found.items()}


def unarmed() -> frozenset[str]:
    """Every actor that bears no arms, or that nobody knows: civilians, monitors, media; by its name and other names."""
    armed = mapping("actor_kinds", "kind", "armed")
    rows = [row for row in table("actors") if armed[row["kind"]] == "no"]
    names = [name for row in rows for name in (row["actor"], *several(row["aliases"])) if not name.endswith("?")]
    return frozenset(name[:1].upper() + name[1:] for name in names)
