"""Every file below ``tests/formats`` is read as the golden files beside it say: each was checked by hand.

A folder ``formats/<format>/<name>`` holds the input, ``claims.csv`` and ``problems.csv``. ``claims.csv`` has those
columns of the claims that matter there: ``row`` is the row of the file, lists are joined by "; ", empty is missing.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import data_prep
from data_prep.tables.format_load import formats

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "formats"
GOLDEN = ("claims.csv", "problems.csv")
CASES = sorted(path for path in FOLDER.glob("*/*") if path.is_dir())
PROBLEM = ("row", "column", "value", "reason")


def input_of(case: Path) -> Path:
    """The one file of a case that is not golden."""
    (found,) = (path for path in case.iterdir() if path.name not in GOLDEN)
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown_claims(claims: pd.DataFrame) -> list[dict[str, str]]:
    """Each claim as texts, with the row of its file."""
    rows = [row.rpartition(":")[2] for row in claims["document"]]
    columns = {str(name): [_shown(value) for value in claims[name]] for name in claims}
    return [{"row": row, **{name: columns[name][at] for name in columns}} for at, row in enumerate(rows)]


def shown_problems(problems: pd.DataFrame) -> list[dict[str, str]]:
    return [{name: _shown(row[name]) for name in PROBLEM} for row in problems.to_dict("records")]


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if hasattr(value, "__len__"):
        return "; ".join(value)
    if pd.isna(value):
        return ""
    return str(value)


def only(rows: Iterable[dict[str, str]], columns: Iterable[str]) -> list[dict[str, str]]:
    kept = list(columns)
    return [{name: row[name] for name in kept} for row in rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_file_is_read_as_its_golden_files_say(case: Path) -> None:
    prepared = data_prep.prepare(input_of(case), keep=False)
    golden = rows_of(case / "claims.csv")
    assert set(prepared.report["format"]) == {case.parent.name}
    assert only(shown_claims(prepared.claims), golden[0]) == golden
    assert shown_problems(prepared.problems) == rows_of(case / "problems.csv")


def test_every_format_has_golden_files() -> None:
    assert {case.parent.name for case in CASES} == set(formats())
