"""Claims as workbooks: typed cells that other programs read, nothing that runs, nothing lost, and all of it back."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from data_prep import as_xlsx
from data_prep.as_xlsx import CLAIMS_SHEET, LONG_SHEET, MOST_ROWS, claims_xlsx, from_sheets
from data_prep.errors import FrameError, UnreadableError, UsageError
from data_prep.frame import CLAIMS, empty, from_rows
from data_prep.frame_conform import conform
from data_prep.tables_io import read_claims_table
from tests.claims_made import LIVE, ODD, frames, full, odd

if TYPE_CHECKING:
    from pathlib import Path


def cells(content: bytes, sheet: str = CLAIMS_SHEET) -> list[list[Any]]:
    """The rows of a sheet as another program reads them."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()


def back(content: bytes) -> pd.DataFrame:
    return conform(from_sheets(iter(cells(content)), lambda: cells(content, LONG_SHEET)))


def sheet_xml(content: bytes, number: int = 1) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_days_and_numbers_are_days_and_numbers_and_nothing_is_an_empty_cell() -> None:
    header, first, second = cells(claims_xlsx(full()))
    claim = dict(zip(header, first, strict=True))
    assert header == list(CLAIMS)
    assert claim["date_start"] == date(2016, 3, 19)
    assert (claim["killed_low"], claim["killed_high"], claim["latitude"]) == (39, "", 35.95)
    assert claim["perpetrators"] == '["Russia", "The \\"Tigers\\"", "a|b,c"]'
    assert dict(zip(header, second, strict=True))["date_start"] == ""


def test_an_empty_text_is_told_from_a_missing_one() -> None:
    header, first, second = cells(claims_xlsx(full()))
    place = header.index("date_text")
    assert (first[place], second[place]) == ('""', "")


def test_the_header_is_frozen_and_has_filters() -> None:
    xml = sheet_xml(claims_xlsx(full()))
    assert 'ySplit="1"' in xml
    assert 'state="frozen"' in xml
    assert '<autoFilter ref="A1:AN3"/>' in xml


@pytest.mark.parametrize("text", LIVE)
def test_no_text_is_a_formula(text: str) -> None:
    frame = from_rows([{"title": text, "targets": [text]}]).assign(**{"acled:tags": pd.Series([text], dtype="string")})
    content = claims_xlsx(frame)
    assert "<f>" not in sheet_xml(content)
    assert cells(content)[1].count(text) == 2


def test_a_text_that_would_run_is_marked_as_text_also_for_whoever_edits_the_cell() -> None:
    xml = sheet_xml(claims_xlsx(from_rows([{"title": "=1+1"}, {"title": "1+1"}])))
    assert ['s="3"' in cell for cell in xml.split("<c ") if "1+1</t>" in cell] == [True, False]


def test_sources_and_code_book_go_with_the_claims() -> None:
    content = claims_xlsx(from_rows([{"dataset": "ucdp-ged"}, {"dataset": "acled"}]))
    sources = cells(content, "Sources")
    assert len(sources) == 3
    assert all(row[0] and row[2] for row in sources[1:])
    book = cells(content, "Code book")
    assert {row[0] for row in book} >= {*CLAIMS, "number-vague"}
    assert any("never 0" in row[2] for row in book)


@pytest.mark.parametrize("frame", [full(), full().iloc[1:], empty(), odd()], ids=["full", "one", "empty", "odd"])
def test_there_and_back(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "claims.xlsx"
    path.write_bytes(claims_xlsx(frame))
    pd.testing.assert_frame_equal(read_claims_table(path), conform(frame))


@settings(max_examples=60, deadline=None)
@given(frames())
def test_any_claims_come_back(frame: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(back(claims_xlsx(frame)), frame)


@pytest.mark.parametrize("text", ["é" * 100_000, "\U0001f600" * 16_384, "=" + "a\n" * 20_000, '"' * 40_000])
def test_a_text_too_long_for_a_cell_goes_on_in_a_sheet_of_its_own(text: str) -> None:
    frame = from_rows([{"sentence": "short"}, {"sentence": text, "title": text}])
    content = claims_xlsx(frame)
    every = [cell for sheet in (CLAIMS_SHEET, LONG_SHEET) for row in cells(content, sheet) for cell in row]
    assert max(len(str(cell).encode("utf-16-le")) // 2 for cell in every) <= 32_767
    assert "[Long texts 1]" in str(cells(content)[2])
    pd.testing.assert_frame_equal(back(content), frame)


def test_a_text_whose_rest_is_gone_is_not_passed_off_as_whole() -> None:
    content = claims_xlsx(from_rows([{"sentence": "a" * 40_000}]))
    with pytest.raises(ValueError, match="number 1, which is not there"):
        from_sheets(iter(cells(content)), lambda: [["number", "piece", "text"]])


def test_the_same_claims_give_the_same_bytes() -> None:
    assert claims_xlsx(odd()) == claims_xlsx(odd())


def test_more_claims_than_a_sheet_holds_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ROWS == 1_048_575
    monkeypatch.setattr(as_xlsx, "MOST_ROWS", 1_000)
    with pytest.raises(UsageError, match=r"room for 1,000 claims; these are 1,001\. .*CSV or Parquet"):
        claims_xlsx(empty().reindex(range(1_001)))
    assert claims_xlsx(empty().reindex(range(1_000)))


def test_another_frame_is_refused() -> None:
    with pytest.raises(FrameError):
        claims_xlsx(full().drop(columns="stance"))


def test_a_sheet_that_was_renamed_and_cells_that_became_numbers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    changed = _changed(claims_xlsx(from_rows([{"claim_id": "12", "title": "x"}])), 'name="Claims"', 'name="Mine"')
    number = _changed(changed, 't="inlineStr"><is><t xml:space="preserve">12</t></is>', "><v>12</v>")
    path.write_bytes(number)
    assert read_claims_table(path)["claim_id"].tolist() == ["12"]


@pytest.mark.parametrize(
    ("old", "new", "named"), [("denied", "refused", "refused"), ("<v>39</v>", "<v>39.5</v>", "killed_low")]
)
def test_a_damaged_table_names_what_is_wrong(tmp_path: Path, old: str, new: str, named: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_changed(claims_xlsx(full().assign(stance=["denied", None])), old, new))
    with pytest.raises(UnreadableError, match=rf"(?s)a\.xlsx: The claim table is damaged.*{named}"):
        read_claims_table(path)


def _changed(content: bytes, old: str, new: str) -> bytes:
    """The workbook with one text of its parts exchanged."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).decode().replace(old, new))
    return target.getvalue()


def test_odd_texts_are_all_there() -> None:
    assert back(claims_xlsx(odd()))["sentence"].tolist()[: len(ODD)] == list(ODD)
