"""Files to the table of page and command line: the same claims however large the files, and nothing lost."""

from __future__ import annotations

import gc
from datetime import date
from typing import TYPE_CHECKING

import demo_sets
import numpy as np
import pytest

import data_prep
from dashboard import opening
from data_prep import ClaimFile
from tests.files_made import REPORT, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_of_claims_is_opened_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = demo_sets.claims()
    data_prep.write_claims(claims, tmp_path / "claims.parquet")
    monkeypatch.setattr(data_prep, "prepare", None)
    for given in (tmp_path / "claims.parquet", tmp_path):
        found = opening.opened([given])
        assert isinstance(found.table.source, ClaimFile)
        assert len(found.table.source) == len(claims)
        assert found.problems.empty


def test_too_much_to_hold_is_written_to_the_disk_and_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, one_txt=REPORT, empty_txt="")
    held = opening.opened([tmp_path])
    monkeypatch.setattr(opening, "IN_MEMORY", 1)
    stored = opening.opened([tmp_path])
    assert isinstance(stored.table.source, ClaimFile)
    assert stored.table.told.ids() == held.table.told.ids()
    assert stored.problems["file"].tolist() == held.problems["file"].tolist() == ["empty.txt"]


def test_what_was_written_to_the_disk_goes_with_the_last_who_looks_at_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, one_txt=REPORT)
    monkeypatch.setattr(opening, "IN_MEMORY", 1)
    stored = opening.opened([tmp_path])
    assert isinstance(stored.table.source, ClaimFile)
    file = stored.table.source.path
    told = stored.table.told
    del stored
    gc.collect()
    assert file.exists()
    assert len(told.ids()) == len(told)
    del told
    gc.collect()
    assert not file.exists()
    assert file.parent.is_dir()


def test_a_file_of_the_reader_is_never_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "own.parquet"
    data_prep.write_claims(demo_sets.claims(), path)
    opening.opened([path])
    gc.collect()
    assert path.exists()


def test_what_is_not_there_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    found = opening.opened([tmp_path / "none.txt"])
    assert not len(found.table.told)
    assert len(found.problems) == 1


def test_the_day_of_publication_is_passed_on(tmp_path: Path) -> None:
    write(tmp_path, one_txt=REPORT)
    one = opening.opened([tmp_path], published=date(2017, 5, 6))
    assert set(one.table.source.rows(np.array([0]))["published"].dt.year) == {2017}
