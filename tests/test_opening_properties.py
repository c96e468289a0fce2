"""Whatever happens to a file, opening it gives rows, refusals, or one error that says so; and no row is lost."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import tempfile
from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_prep.errors import UnreadableError
from data_prep.tables.opening import delimited, json_stream, open_tables
from data_prep.tables.opening.dialect import Dialect
from data_prep.tables.opening.records import Cutter
from tests.opened import Opened, opened, read
from tests.test_opening_archive import zipped
from tests.workbooks_made import Sheet, day, number, ods, text, xlsx

ROWS = [
    ["id", "date", "place", "killed", "notes"],
    ["LBY1", "2016-03-19", "Sirte, Libya", "3", 'A strike hit "a market".'],
    ["LBY2", "19/03/2016", "Деръа", "", "Two lines,\nof which one; is short."],
    ["LBY3", "", "حلب", "12", ""],
    ["LBY4", "2016-03-21", "Aleppo | Halab", "0", "5\" gun\tand 'more'"],
] * 3


def separated(mark: str) -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=mark, lineterminator="\n").writerows(ROWS)
    return target.getvalue().encode()


def objects() -> list[dict[str, str]]:
    return [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]


def parquet() -> bytes:
    target = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_pylist(objects()), target)
    return target.getvalue()


FILES = {
    "a.csv": separated(","),
    "b.csv": separated(";"),
    "a.tsv": separated("\t"),
    "utf16.csv": separated(",").decode().encode("utf-16"),
    "a.csv.gz": gzip.compress(separated(",")),
    "a.zip": zipped({"a.csv": separated(","), "b.csv": separated(";")}),
    "a.json": json.dumps({"data": objects()}).encode(),
    "a.jsonl": "\n".join(map(json.dumps, objects())).encode(),
    "a.parquet": parquet(),
    "a.xlsx": xlsx(Sheet("One", [[text("a"), text("b")], [day(42448), number(3)]])),
    "a.ods": ods(Sheet("One", [["date", "place"], ["2016-03-19", "Sirte"]])),
    "old.xls": (Path(__file__).parent / "tables" / "old.xls").read_bytes(),
}
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["cut", "flip", "insert", "remove", "double"]),
        st.floats(0, 1),
        st.one_of(
            st.binary(min_size=1, max_size=4), st.sampled_from([b'"', b"\n", b"\r", b"\0", b",", b"\\", b"{", b"]"])
        ),
    ),
    min_size=1,
    max_size=4,
)


def changed(content: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for kind, share, data in changes:
        at = int(share * len(content))
        if kind == "cut":
            content = content[:at]
        elif kind == "flip":
            content = content[:at] + data + content[at + len(data) :]
        elif kind == "insert":
            content = content[:at] + data + content[at:]
        elif kind == "remove":
            content = content[:at] + content[at + len(data) :]
        else:
            content = content[:at] + content[max(0, at - 50) :]
    return content


def tables(content: bytes, name: str) -> list[Opened]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        try:
            return [read(source, [f"c{at}" for at in range(5)], 1) for source in open_tables(path, name)]
        except UnreadableError:
            return []


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES)
def test_a_changed_file_gives_rows_refusals_or_an_error(name: str, changes: list[tuple[str, float, bytes]]) -> None:
    for table in tables(changed(FILES[name], changes), name):
        assert not set(table.rows) & {refused.row for refused in table.refused}
        assert all(refused.reason.endswith(".") for refused in table.refused)


@settings(max_examples=150, deadline=None)
@given(changes=CHANGES, mark=st.sampled_from([",", ";", "\t"]), piece=st.integers(1, 200))
def test_every_row_of_a_changed_text_is_read_or_refused(
    changes: list[tuple[str, float, bytes]], mark: str, piece: int
) -> None:
    """The rows read and refused, with the blank ones, are all rows up to the last."""
    content = changed(separated(mark), changes)
    with patch.object(delimited, "PIECE", piece):
        small = tables(content, "a.csv")
    whole = tables(content, "a.csv")
    assert [(one.rows, one.refused) for one in small] == [(one.rows, one.refused) for one in whole]
    for table in whole:
        told = [refused.row for refused in table.refused if refused.row is not None]
        assert len(told) == len(set(told))
        missing = set(range(2, max([1, *told, *table.rows]) + 1)) - {*told, *table.rows}
        assert len(missing) <= sum(not line.strip(b' ,;\t"\\\0') for line in re.split(rb"\r\n|\r|\n", content))


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(st.text('ab,;"\n\r\\é ', max_size=6), min_size=3, max_size=3), min_size=1, max_size=8),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    always=st.booleans(),
    piece=st.integers(1, 50),
)
def test_what_was_written_is_what_is_read(rows: list[list[str]], end: str, always: bool, piece: int) -> None:
    target = io.StringIO(newline="")
    quoting = csv.QUOTE_MINIMAL if end == "\r\n" and not always else csv.QUOTE_ALL
    csv.writer(target, lineterminator=end, quoting=quoting).writerows(rows)
    cutter, found = Cutter(Dialect(","), width=3), []
    content = target.getvalue().encode()
    for at in range(0, len(content) + piece, piece):
        part = cutter.feed(content[at : at + piece], final=at >= len(content))
        ends = [*part.starts[1:], len(part.data)]
        found += [cutter.dialect.cells(part.data[begin:end]) for begin, end in zip(part.starts, ends, strict=False)]
    assert found == rows
    assert cutter.refused == []
    assert cutter.number == len(rows) + 1


@settings(max_examples=100, deadline=None)
@given(changes=CHANGES, piece=st.integers(1, 100))
def test_pieces_make_no_difference_to_json(changes: list[tuple[str, float, bytes]], piece: int) -> None:
    content = changed(FILES["a.jsonl"], changes)
    with patch.object(json_stream, "PIECE", piece):
        small = tables(content, "a.jsonl")
    whole = tables(content, "a.jsonl")
    assert [one.rows for one in small] == [one.rows for one in whole]


def test_a_table_is_read_the_same_from_any_kind_of_file(tmp_path: Path) -> None:
    kinds = ["a.csv", "b.csv", "a.tsv", "utf16.csv", "a.csv.gz", "a.json", "a.jsonl", "a.parquet"]
    found = [list(opened(tmp_path, FILES[name], name).rows.values()) for name in kinds]
    assert all(rows == found[0] for rows in found)
    assert [[cell or "" for cell in row] for row in found[0]] == ROWS[1:]
