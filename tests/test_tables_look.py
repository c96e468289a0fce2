"""A table is looked at before it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import data_prep
from tests.tables_made import acled


@pytest.mark.parametrize(("name", "renamed"), [("a.csv", "a.csv"), ("a.parquet", "a.parquet"), ("a.csv", "a.txt")])
def test_our_own_claims_say_so(tmp_path: Path, name: str, renamed: str) -> None:
    prepared = data_prep.prepare(acled().write(tmp_path))
    data_prep.write_claims(prepared.claims, tmp_path / name)
    path = (tmp_path / name).rename(tmp_path / renamed)
    with pytest.raises(data_prep.OwnClaimsError) as told:
        data_prep.look_at(path)
    assert told.value.file == renamed
    assert told.value.reason == "This is a table of claims that this program wrote; it is read as it is."


def test_a_table_that_has_a_few_columns_of_ours_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("date_start,place,killed_low\n2024-05-04,Idlib,1\n", encoding="utf-8")
    look = data_prep.look_at(tmp_path / "a.csv")
    assert look.format == "table"
    assert [column.column for column in look.columns] == ["date_start", "place", "killed_low"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(data_prep.ConflictTimelineError, match=r"away\.csv"):
        data_prep.look_at(tmp_path / "away.csv")
