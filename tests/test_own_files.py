"""Files of claims that this program wrote are known again by their columns, and no other file is taken for one."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import data_prep
from data_prep import EXPORTS
from data_prep.errors import OwnClaimsError, UnreadableError
from data_prep.frame import empty
from data_prep.tables_io import is_claim_table, read_claims_table
from tests.claims_made import full
from tests.workbooks_made import Sheet, number, text, xlsx

if TYPE_CHECKING:
    from pathlib import Path

BACK = [ending for ending, export in EXPORTS.items() if export.comes_back]
EVENTS = Sheet(
    "Events",
    [
        [text("date"), text("place"), text("killed")],
        [text("2016-03-19"), text("Raqqa"), number(3)],
        [text("2016-03-20"), text("Raqqa"), number(4)],
    ],
)


def written(folder: Path, ending: str, frame: pd.DataFrame) -> Path:
    path = folder / f"claims{ending}"
    path.write_bytes(EXPORTS[ending].write(frame))
    return path


@pytest.mark.parametrize("ending", BACK)
@pytest.mark.parametrize("frame", [full(), empty()], ids=["full", "empty"])
def test_every_export_that_comes_back_is_known_again(tmp_path: Path, ending: str, frame: pd.DataFrame) -> None:
    assert is_claim_table(written(tmp_path, ending, frame))


@pytest.mark.parametrize("ending", BACK)
def test_prepare_reads_it_as_claims(tmp_path: Path, ending: str) -> None:
    read = data_prep.prepare(written(tmp_path, ending, full()))
    pd.testing.assert_frame_equal(read.claims, full())
    assert read.problems.empty


def test_the_same_claims_in_every_kind_of_file_are_there_once(tmp_path: Path) -> None:
    for ending in BACK:
        written(tmp_path, ending, full())
    assert data_prep.prepare(tmp_path).claims["claim_id"].tolist() == ["c1", "c2"]


@pytest.mark.parametrize("ending", [".xlsx", ".geojson", ".zip"])
def test_its_columns_are_not_asked_about(tmp_path: Path, ending: str) -> None:
    with pytest.raises(OwnClaimsError):
        data_prep.look_at(written(tmp_path, ending, full()))


def test_a_timeline_for_showing_is_no_table_of_claims(tmp_path: Path) -> None:
    path = written(tmp_path, ".json", full())
    assert not is_claim_table(path)
    read = data_prep.prepare(path)
    assert read.claims.empty
    assert "TimelineJS" in read.problems["reason"].tolist()[0]


def test_other_files_of_the_same_kinds_are_not_taken_for_claims(tmp_path: Path) -> None:
    workbook, archive, places = (tmp_path / f"other.{ending}" for ending in ("xlsx", "zip", "geojson"))
    workbook.write_bytes(xlsx(EVENTS))
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("claims.csv", "date,place\n2016-03-19,Raqqa\n")
    feature = {"type": "Feature", "geometry": None, "properties": {"date": "2016-03-19", "place": "Raqqa"}}
    places.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert [is_claim_table(path) for path in (workbook, archive, places)] == [False] * 3
    assert data_prep.prepare(workbook).claims["dataset"].tolist() == ["table", "table"]


@pytest.mark.parametrize("ending", [".xlsx", ".geojson", ".zip"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_a_file_that_is_cut_off_is_told_of_and_gives_no_claim(tmp_path: Path, ending: str, share: float) -> None:
    path = written(tmp_path, ending, full())
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    read = data_prep.prepare(path)
    assert read.claims.empty
    assert read.problems["file"].str.startswith(path.name).tolist()


@pytest.mark.parametrize("ending", [".xlsx", ".zip"])
def test_an_archive_with_damaged_bytes_is_told_of(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path, ending, full())
    content = bytearray(path.read_bytes())
    for at in range(200, len(content) - 200, 97):
        content[at] ^= 0xFF
    path.write_bytes(content)
    read = data_prep.prepare(path)
    assert read.claims.empty
    assert len(read.problems)


def test_a_workbook_without_a_sheet_of_claims_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(EVENTS))
    with pytest.raises(UnreadableError, match=r"a\.xlsx: This is not a table of claims that this program wrote"):
        read_claims_table(path)
