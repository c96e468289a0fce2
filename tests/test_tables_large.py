"""The files that the benchmarks measure with: full width, as many rows as asked for, ids of their own."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from benchmarks import tables_made
from benchmarks.tables_made import MAKERS
from tests.made.acled import COLUMNS as ACLED_COLUMNS
from tests.made.ucdp import COLUMNS as UCDP_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = {"ucdp": UCDP_COLUMNS, "acled": ACLED_COLUMNS}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        return [dict(zip(header, row, strict=True)) for row in reader]


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("real", [True, False])
def test_full_width_and_as_many_rows_as_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, real: bool
) -> None:
    if not real:
        monkeypatch.setattr(tables_made, "REAL", tmp_path / "none.csv")
    path = tmp_path / "made.csv"
    MAKERS[name](path, 45_000)  # more than two chunks
    rows = rows_of(path)
    assert tuple(rows[0]) == COLUMNS[name]
    assert len(rows) == len({row[COLUMNS[name][0]] for row in rows}) == 45_000


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "other"):
        tables_made.acled(tmp_path / name, 500, seed=3)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_acled_weighs_what_it_weighs(tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    tables_made.acled(path, 5_000)
    rows = rows_of(path)
    assert 250 < sum(len(row["notes"]) for row in rows) / len(rows) < 450
    assert 0.68 < sum(row["fatalities"] == "0" for row in rows) / len(rows) < 0.76
    assert {row["time_precision"] for row in rows} == {"1", "2", "3"}
    assert len({row["notes"] for row in rows}) > 4_900
