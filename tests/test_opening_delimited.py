"""Separated text of every kind is read row by row; what cannot be read is refused by number, and nothing else is."""

from __future__ import annotations

import codecs
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from data_prep.errors import UnreadableError
from data_prep.tables.opening import delimited, open_tables, records
from data_prep.tables.source import HEAD
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

UNCLOSED = "A quotation mark in this row is never closed."
HALF = "The file ends in the middle of this row."
ROWS = [["place", "killed"], ["Sirte, Libya", "3"], ["Kyiv; Ukraine", ""], ['the "old" town', "1|2"]]


def written(rows: list[list[str]], mark: str, end: str = "\n") -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if mark in text or '"' in text else text

    return "".join(mark.join(map(cell, row)) + end for row in rows)


# --- Separators, line ends, quotation marks -----------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "\x1f", "^", "~"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_any_line_end(tmp_path: Path, mark: str, end: str) -> None:
    table = opened(tmp_path, written(ROWS, mark, end).encode())
    assert table.head == ROWS
    assert table.rows == {2: ["Sirte, Libya", "3"], 3: ["Kyiv; Ukraine", None], 4: ['the "old" town', "1|2"]}
    assert table.refused == []


def test_mixed_line_ends_and_no_line_end_at_the_end(tmp_path: Path) -> None:
    assert opened(tmp_path, b"a,b\r\n1,2\r3,4\n5,6").rows == {2: ["1", "2"], 3: ["3", "4"], 4: ["5", "6"]}


def test_a_comma_that_stands_in_decimals_parts_no_cells(tmp_path: Path) -> None:
    assert opened(tmp_path, b"lat;lon\n1,5;2,5\n3,5;4,5\n").rows[2] == ["1,5", "2,5"]


def test_a_title_above_the_header_does_not_hide_the_separator(tmp_path: Path) -> None:
    table = opened(tmp_path, b"Incidents\n\na;b\n1;2\n3;4\n5;6\n", names=["a", "b"], skip=3)
    assert table.head[:3] == [["Incidents"], [], ["a", "b"]]
    assert list(table.rows) == [4, 5, 6]


def test_a_row_that_spans_lines_counts_once_and_blank_lines_count(tmp_path: Path) -> None:
    table = opened(tmp_path, b'a,b\n"one\ntwo",1\n\n  \n,\nx,2\n')
    assert table.rows == {2: ["one\ntwo", "1"], 6: ["x", "2"]}
    assert table.refused == []


def test_quotation_marks_inside_a_cell_are_characters(tmp_path: Path) -> None:
    assert opened(tmp_path, b'a,b\n5" gun,1\nx,2\n').rows == {2: ['5" gun', "1"], 3: ["x", "2"]}


def test_quotation_marks_that_should_have_been_doubled(tmp_path: Path) -> None:
    table = opened(tmp_path, b'a,b\n"he said "no" to it",1\n"a ""b"" c" ,2\n"all "of it"",3\nx,4\n')
    assert table.rows == {2: ['he said "no" to it', "1"], 3: ['a "b" c', "2"], 4: ['all "of it"', "3"], 5: ["x", "4"]}
    assert table.refused == []


def test_quotation_marks_after_a_backslash(tmp_path: Path) -> None:
    table = opened(tmp_path, b'a,b\n"he said \\"no, never\\"",1\n"a \\\\",2\n"two\n\\"lines\\"",3\n')
    assert table.rows == {2: ['he said "no, never"', "1"], 3: ["a \\", "2"], 4: ['two\n"lines"', "3"]}


@pytest.mark.parametrize("piece", [5, delimited.PIECE])
def test_spaces_before_quotation_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(delimited, "PIECE", piece)
    table = opened(tmp_path, b'"a", "b", "c"\n1, "x, y", 3\n "two\nlines",  "z", "4"\n')
    assert table.head[0] == ["a", "b", "c"]
    assert table.rows == {2: ["1", "x, y", " 3"], 3: ["two\nlines", "z", "4"]}


def test_backslashes_are_characters_where_nothing_is_escaped(tmp_path: Path) -> None:
    assert opened(tmp_path, b'a,b\nC:\\new,"x, y"\n').rows == {2: ["C:\\new", "x, y"]}


@pytest.mark.parametrize("piece", [3, 17, delimited.PIECE])
def test_a_quotation_mark_that_is_never_closed_costs_its_row_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(delimited, "PIECE", piece)
    table = opened(tmp_path, b'a,b,c\n1,"x, y",3\n4,"five,6\n7,8,9\n"10",11,"12"\n13,"14,15\n16,17,18\n')
    assert list(table.rows) == [2, 4, 5, 7]
    assert table.told == {3: UNCLOSED, 6: UNCLOSED}
    assert table.refused[0].value == '4,"five,6'


def test_a_quotation_mark_in_a_tab_separated_file_swallows_nothing(tmp_path: Path) -> None:
    rows = b"1\tx\ty\n" * 5
    table = opened(tmp_path, rows + b'2\t"never closed\tz\n' + rows + b'3\tends"\tz\n', names=["a", "b", "c"], skip=0)
    assert len(table.rows) == 12
    assert table.rows[6] == ["2", '"never closed', "z"]
    assert table.refused == []


def test_tab_separated_cells_are_unquoted_where_the_file_quotes(tmp_path: Path) -> None:
    table = opened(tmp_path, b'a\tb\n"x\ty"\t1\n"two\nlines"\t2\n"open\t3\n')
    assert table.rows == {2: ["x\ty", "1"], 3: ["two\nlines", "2"], 4: ['"open', "3"]}


# --- Rows of another width, halves, and monsters ------------------------------------------------------------------


def test_rows_with_more_or_fewer_cells_are_refused(tmp_path: Path) -> None:
    wide = ",".join("x" * 3000).encode()
    table = opened(tmp_path, b"a,b,c\n1,2\n1,2,3\n" + wide + b"\n1,2,3,4\n1,2,3\n")
    assert list(table.rows) == [3, 6]
    assert table.told == {
        2: "This row has 2 cells; the table has 3 columns.",
        4: "This row has 3,000 cells; the table has 3 columns.",
        5: "This row has 4 cells; the table has 3 columns.",
    }
    assert table.refused[1].value == "x," * 40


def test_empty_cells_too_many_are_no_reason_to_refuse(tmp_path: Path) -> None:
    table = opened(tmp_path, b'a,b\n1,"2, 3",,\n4,5\n6,7,\n')
    assert table.rows == {2: ["1", "2, 3"], 3: ["4", "5"], 4: ["6", "7"]}
    assert list(table.rows) == [2, 3, 4]


@pytest.mark.parametrize("last", [b"4,5", b'4,"5,6', b'4,5,"6'])
def test_half_a_row_at_the_end_is_refused(tmp_path: Path, last: bytes) -> None:
    table = opened(tmp_path, b"a,b,c\n1,2,3\n" + last)
    assert table.rows == {2: ["1", "2", "3"]}
    assert list(table.told) == [3]


def test_a_row_that_is_too_long_is_refused_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LONGEST", 300_000)
    monkeypatch.setattr(delimited, "PIECE", 1 << 16)
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n1,2\n3,")
        for _ in range(300):
            file.write(b"x" * 100_000)
        file.write(b'\n5,6\n7,"' + b"y\n" * 160_000)
    (source,) = open_tables(path, "long.csv")
    refused: list[records.Refused] = []
    tracemalloc.start()
    rows = [number for batch in source.batches(["a", "b"], 1, refused) for number in batch.rows.tolist()]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows == [2, 4]
    assert [one.row for one in refused[:2]] == [3, 5]
    assert "more than" in refused[0].reason
    assert refused[1].reason == UNCLOSED
    assert peak < 12_000_000 + 600 * 160_000


def test_head_is_cut_and_the_file_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 100_000)
    (source,) = open_tables(path, "many.csv")
    assert len(source.head) == HEAD
    for _ in range(2):
        shares = []
        count = 0
        for batch in source.batches(["a", "b"], 1, []):
            shares.append(source.done)
            count += len(batch.rows)
        assert count == 100_000
        assert source.done == 1.0
    assert all(0 < share <= 1 for share in shares)
    assert source.size == path.stat().st_size


def test_no_rows_but_a_header(tmp_path: Path) -> None:
    assert opened(tmp_path, b"date,place,killed\n").rows == {}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\0\0\0"])
def test_an_empty_file_says_so(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableError, match="The file is empty"):
        opened(tmp_path, content)


def test_a_text_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="The file is no table"):
        opened(tmp_path, b"Three were killed in Sirte.\nA strike hit.\n")


# --- Encodings ----------------------------------------------------------------------------------------------------

WORDS = {
    "utf-8": "Alep,Деръа,حلب",
    "utf-8-sig": "Alep,Деръа,حلب",
    "utf-16": "Alep,Деръа,حلب",
    "cp1252": "Générale à Alep,château,où",
    "cp1251": "Донецьк місто,Луганськ область,обстріл",
    "cp1256": "مدينة حلب,قصف جوي,ريف دمشق",
}


@pytest.mark.parametrize("encoding", WORDS)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    table = opened(tmp_path, ("a,b,c\n" + (WORDS[encoding] + "\n") * 20).encode(encoding))
    assert table.head[0] == ["a", "b", "c"]
    assert table.rows[21] == WORDS[encoding].split(",")
    assert ("UTF-8" in table.told.get(None, "")) == encoding.startswith("cp")


@pytest.mark.parametrize(("mark", "encoding"), [(b"", "le"), (b"", "be"), (codecs.BOM_UTF16_BE, "be")])
def test_utf_16_with_and_without_a_mark(tmp_path: Path, mark: bytes, encoding: str) -> None:
    table = opened(tmp_path, mark + "date,place\n2016-03-19,Сирт\n".encode(f"utf-16-{encoding}"))
    assert table.rows == {2: ["2016-03-19", "Сирт"]}


@pytest.mark.parametrize("piece", [4, delimited.PIECE])
def test_rows_in_another_encoding_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(delimited, "PIECE", piece)
    table = opened(tmp_path, 'a,b\né,1\n"two\nlines",2\n'.encode() + "é,3\n\nö,4\n".encode("cp1252"))
    assert table.rows == {2: ["é", "1"], 3: ["two\nlines", "2"], 4: ["é", "3"], 6: ["ö", "4"]}
    assert table.told == {None: "The file is in UTF-8, but not in the rows 4, 6: these were read as Windows-1252."}


def test_another_encoding_after_the_sample_is_told(tmp_path: Path) -> None:
    table = opened(tmp_path, b"a,b\n" + b"1,2\n" * 100_000 + "é,3\n".encode("cp1252") * 20)
    assert table.rows[100_002] == ["é", "3"]
    assert "rows 100,002, 100,003, " in table.told[None]
    assert "and 10 more" in table.told[None]


def test_nul_bytes_are_taken_out_and_told(tmp_path: Path) -> None:
    table = opened(tmp_path, b"a,b\n1\0,2\n\0\0\n3,4\n")
    assert table.rows == {2: ["1", "2"], 4: ["3", "4"]}
    assert table.told == {None: "The file holds NUL bytes (3), which were taken out."}
