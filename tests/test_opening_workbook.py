"""Workbooks are read sheet by sheet as a spreadsheet shows them, and nothing in them is run."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from data_prep.errors import UnreadableError
from data_prep.tables.opening import open_tables, sheets, workbook
from data_prep.tables.source import Refused
from tests.opened import opened, read
from tests.workbooks_made import ERROR, NOTHING, TRUE, Sheet, day, moment, number, ods, text, xlsb, xlsx

HEADER = [text("date"), text("place"), text("killed")]
EVENTS = Sheet("Events", [HEADER, [day(42448), text("Sirte"), number(3)]])


def test_values_are_told_as_text(tmp_path: Path) -> None:
    row = [day(42448), moment(42448.5), number(3), number(2.5), TRUE, ERROR, text("=1+1"), number(123456789012)]
    table = opened(tmp_path, xlsx(Sheet("One", [[text(str(at)) for at in range(8)], row])), "a.xlsx")
    assert table.shown == "a.xlsx/One"
    assert table.rows[2] == ["2016-03-19", "2016-03-19T12:00:00", "3", "2.5", "true", None, "=1+1", "123456789012"]


def test_rows_are_numbered_as_shown(tmp_path: Path) -> None:
    sheet = Sheet("One", [HEADER, [NOTHING], [day(42448), text("Sirte"), NOTHING]], first=4)
    table = opened(tmp_path, xlsx(sheet), "a.xlsx", names=["a", "b", "c"], skip=4)
    assert table.head[3] == ["date", "place", "killed"]
    assert table.rows == {6: ["2016-03-19", "Sirte", None]}


def test_every_sheet_with_a_table_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    hidden = Sheet("Old", EVENTS.rows, hidden=True)
    path.write_bytes(xlsx(EVENTS, hidden, Sheet("Notes", [[text("Read me")]]), Sheet("More", EVENTS.rows)))
    told: list[Refused] = []
    assert [source.shown for source in open_tables(path, "a.xlsx", refuse=told)] == ["a.xlsx/Events", "a.xlsx/More"]
    assert [one.reason for one in told] == [
        "The sheet Old was not read: it is hidden; name it to have it read.",
        "The sheet Notes was not read: it holds no table of two or more columns and rows.",
    ]
    assert sheets(path) == ["Events", "Old", "Notes", "More"]


def test_a_named_sheet_is_read_also_when_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(EVENTS, Sheet("Old", EVENTS.rows, hidden=True)))
    (source,) = open_tables(path, "a.xlsx", sheet="Old")
    assert read(source, ["a", "b", "c"]).rows == {2: ["2016-03-19", "Sirte", "3"]}
    with pytest.raises(UnreadableError, match=r"no sheet 'New'\. Its sheets are: Events, Old\."):
        open_tables(path, "a.xlsx", sheet="New")


def test_macros_and_links_are_left_alone_and_told(tmp_path: Path) -> None:
    content = xlsx(EVENTS, parts=("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"))
    table = opened(tmp_path, content, "a.xlsm")
    assert table.told[None] == (
        "The workbook has macros and links to other workbooks: they were neither run nor followed."
    )
    assert list(table.rows) == [2]


def test_open_document_workbooks(tmp_path: Path) -> None:
    content = ods(Sheet("Events", [["date", "place"], ["2016-03-19", "Sirte"]]))
    assert opened(tmp_path, content, "a.ods").rows == {2: ["2016-03-19", "Sirte"]}


def test_old_workbooks() -> None:
    path = Path(__file__).parent / "tables" / "old.xls"
    (source,) = open_tables(path, "old.xls")
    rows = read(source, ["date", "place", "killed"]).rows
    assert rows == {2: ["2016-03-19", "Sirte", "3"], 3: ["2016-03-20", "Деръа", "2.5"]}


def test_binary_workbooks(tmp_path: Path) -> None:
    content = xlsb("Events", [["place", "killed"], ["Sirte", 3], ["Деръа", 2.5]])
    table = opened(tmp_path, content, "a.xlsb")
    assert (table.shown, table.rows) == ("a.xlsb/Events", {2: ["Sirte", "3"], 3: ["Деръа", "2.5"]})


def test_cells_beside_the_table_are_refused(tmp_path: Path) -> None:
    table = opened(tmp_path, xlsx(EVENTS), "a.xlsx", names=["date", "place"])
    assert table.told == {2: "This row has cells beside the table's 2 columns."}


def test_a_password_is_told(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableError, match=r"a\.xlsx: The workbook is protected by a password\. Save a copy"):
        opened(tmp_path, content, "a.xlsx")


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_workbook_that_is_cut_off(tmp_path: Path, share: float) -> None:
    content = xlsx(EVENTS)
    with pytest.raises(UnreadableError, match="cut off"):
        opened(tmp_path, content[: int(len(content) * share)], "a.xlsx")


def test_a_damaged_workbook(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(UnreadableError, match=r"no workbook that can be read|damaged"):
        opened(tmp_path, target.getvalue(), "a.xlsx")


def test_a_workbook_that_would_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1_000_000)
    monkeypatch.setattr(workbook, "LARGEST_RATIO", 10)
    rows = [[number(0)] * 3] * 20_000
    with pytest.raises(UnreadableError, match="would grow to more than"):
        opened(tmp_path, xlsx(Sheet("One", rows)), "a.xlsx")
