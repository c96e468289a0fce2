"""Event tables as they really arrive: each kind of damage is told by file and row, and the rest is read.

Every case goes through ``prepare`` and through the command line, with a good table beside it.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pa_parquet
import pytest

import data_prep
from dashboard import cli
from data_prep.prepare import Prepared
from data_prep.tables.opening import archive, content
from tests.accounting import check_accounts, check_claims, rows_in_claims
from tests.tables_made import acled, airwars_csv, ucdp
from tests.workbooks_made import Sheet, xlsx
from tests.workbooks_made import text as cell

LIVE = ("=", "+", "-", "@", "\t", "\r")
LINK = '=HYPERLINK("https://example.org";"click")'
LINES = acled().text.splitlines()
HEADER = LINES[0]
GOOD = "a-good.csv"
ROWS = airwars_csv().rows
SOME = -1
"""As many claims as stand before the damage."""


def zipped(name: str, text: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, text)
    return target.getvalue()


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def flipped(data: bytes) -> bytes:
    """With some bytes in the middle of the packed data turned."""
    half = len(data) // 2
    return data[:half] + bytes(byte ^ 255 for byte in data[half : half + 4]) + data[half + 4 :]


def lines(*rows: str) -> bytes:
    return ("\n".join(rows) + "\n").encode()


def parquet(table: pa.Table) -> bytes:
    target = io.BytesIO()
    pa_parquet.write_table(table, target)
    return target.getvalue()


def of_other_types() -> bytes:
    days = [date(2023, 2, 16), date(2023, 2, 17)]
    return parquet(
        pa.table(
            {
                "date": pa.array(days),
                "killed": pa.array([Decimal("3"), None], pa.decimal128(5, 0)),
                "place": pa.array(["Idlib", "Homs"]).dictionary_encode(),
                "latitude": pa.array([35.93, float("nan")]),
                "sources": pa.array([["Wire", "Post"], []], pa.list_(pa.string())),
                "detail": pa.array([{"a": 1}, None]),
                "seen": pa.array([datetime(2023, 2, 16, 12, 30), None], pa.timestamp("ns", "UTC")),
                "raw": pa.array([b"\xff\x00", b"x"]),
            }
        )
    )


def book(*parts: str) -> bytes:
    rows = [["date", "place", "killed"], ["2023-02-16", "Idlib", "3"], ["2023-02-17", "Homs", "4"]]
    return xlsx(Sheet("Events", [[cell(value) for value in row] for row in rows]), parts=parts)


WIDE = ",".join(map(str, range(3000)))
MIXED = acled().text.replace("Aweid", "Awéid").encode() + LINES[2].replace("UKR", "ÜKR").encode("cp1252") + b"\n"
MACROS = ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml")

CASES: dict[str, tuple[str, bytes | Callable[[], bytes], int, str]] = {
    # file, its bytes, claims that are read all the same, what is told
    "truncated zip": ("b.zip", cut(zipped("GEDEvent_v24_1.csv", ucdp(rows=300).text), 0.6), 13, "get the file again"),
    "zip cut in its header": ("b.zip", zipped("a.csv", "x")[:20], 0, "no file is found in it. Get the file again"),
    "damaged zip": ("b.zip", flipped(zipped("a.csv", ucdp(rows=300).text)), SOME, "et the file again"),
    "empty zip": ("b.zip", zipped("folder/", ""), 0, "No table is in this file"),
    "zip in a zip": ("b.zip", zipped("inner.zip", "PK\x03\x04"), 0, "archive"),
    "truncated gzip": ("b.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 0, "cut off"),
    "half a row": ("b.csv", cut(acled().text.encode(), 0.5), 6, "ends in the middle of this row"),
    "3,000 columns in a row": ("b.csv", lines(*LINES[:3], WIDE, *LINES[3:]), 16, "has 3,000 cells; the table has 31"),
    "1,000 columns": ("b.csv", lines(*[",".join(f"c{at}" for at in range(1000))] * 2), 0, "--map date=COLUMN"),
    "a long line": ("b.csv", lines(*LINES, "y" * 5_000_000), 16, "This row has 1 cell"),
    "NUL bytes": ("b.csv", acled().text.replace("Kafr", "Ka\x00fr").encode(), 16, "NUL bytes (2), which were"),
    "only NUL bytes": ("b.csv", bytes(5000), 0, "b.csv"),
    "two header rows": ("b.csv", lines(HEADER, *LINES), 16, "no date that can be read"),
    "HXL tags under the header": ("b.csv", lines(HEADER, "#event+id" + ",#x" * 30, *LINES[1:]), 16, ""),
    "mixed encodings": ("b.csv", MIXED, 17, "these were read as Windows-1252"),
    "no encoding": ("b.csv", bytes(range(256)) * 40, 0, "b.csv"),
    "other types": ("b.parquet", of_other_types, 2, ""),
    "truncated Parquet": ("b.parquet", lambda: cut(of_other_types(), 0.7), 0, "Save the table anew"),
    "macros and links": ("b.xlsm", book(*MACROS), 2, "neither run nor followed"),
    "truncated workbook": ("b.xlsx", cut(book(), 0.5), 0, "Get the file again"),
    "a table without dates": ("b.csv", b"name,colour\nAnna,red\nBen,blue\n", 0, "Say what a column holds"),
    "a broken JSON": ("b.json", b'[{"date": "2023-02-16", "place": "Idlib", "killed": 3}, {"date": ', 1, "b.json"),
}  # fmt: skip


def put(folder: Path, name: str) -> Path:
    """The folder, with the bad file of a case and a good one."""
    file, data, *_ = CASES[name]
    (folder / file).write_bytes(data() if callable(data) else data)
    (folder / GOOD).write_text(airwars_csv().text, encoding="utf-8")
    return folder


def told_of(prepared: Prepared, file: str) -> str:
    return told_in(prepared.problems, file)


def told_in(problems: pd.DataFrame, file: str) -> str:
    """The names of a file and what is in it, and all reasons."""
    bad = problems[problems["file"].str.startswith(file)]
    return " ".join([*bad["file"], *bad["reason"]])


@pytest.mark.parametrize("name", CASES)
def test_damage_is_told_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    file, _, claims, told = CASES[name]
    prepared = data_prep.prepare(put(tmp_path, name), keep=False)
    good = prepared.claims["document"].str.startswith(GOOD)
    assert good.sum() == ROWS
    assert (~good).sum() == claims or claims == SOME
    assert told in told_of(prepared, file)
    check_accounts(prepared)
    check_claims(prepared.claims)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["conflict-timeline", *map(str, arguments)])
        patch.setenv("COLUMNS", "400")
        with pytest.raises(SystemExit) as stop:
            cli.main()
    said = capsys.readouterr()
    return int(stop.value.code or 0), said.out, said.err


@pytest.fixture
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered or kept outside the test."""
    monkeypatch.setenv("CONFLICT_TIMELINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONFLICT_TIMELINE_CACHE", "")


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("name", CASES)
def test_the_command_line_says_so_and_goes_on(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    file, _, _, told = CASES[name]
    folder = tmp_path / "in"
    folder.mkdir()
    code, said, errors = run(capsys, "prepare", put(folder, name), "-o", tmp_path / "out.csv")
    assert code == 0
    assert "Traceback" not in said + errors
    listed = pd.read_csv(tmp_path / "out-problems.csv", dtype=str, keep_default_na=False)
    assert told in told_in(listed, file)
    assert not told or file in said
    assert len(data_prep.prepare(tmp_path / "out.csv").claims) >= ROWS


@pytest.mark.usefixtures("_alone")
def test_a_bad_file_alone_is_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(zipped("a.csv", "x")[:20])
    code, said, errors = run(capsys, "prepare", tmp_path / "b.zip", "-o", tmp_path / "out.csv")
    assert code == 1
    assert "No claim could be read" in errors
    assert "b.zip" in said
    assert not (tmp_path / "out.csv").exists()


def test_a_zip_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (content, archive):
        monkeypatch.setattr(module, "LARGEST_UNPACKED", 1_000_000)
    text = HEADER + "\n" + (LINES[1] + "\n") * 40_000
    (tmp_path / "bomb.zip").write_bytes(zipped("acled.csv", text))
    (tmp_path / GOOD).write_text(airwars_csv().text, encoding="utf-8")
    prepared = data_prep.prepare(tmp_path, keep=False)
    assert prepared.claims["document"].str.startswith(GOOD).all()
    assert "more than 100 times its size" in told_of(prepared, "bomb.zip")
    assert "Unpack it yourself if you trust it" in told_of(prepared, "bomb.zip")


def test_a_zip_that_lies_about_its_size_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (content, archive):
        monkeypatch.setattr(module, "LARGEST_UNPACKED", 1_000_000)
    data = zipped("acled.csv", HEADER + "\n" + (LINES[1] + "\n") * 40_000)
    size = len(HEADER + "\n" + (LINES[1] + "\n") * 40_000)
    (tmp_path / "bomb.zip").write_bytes(data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    prepared = data_prep.prepare(tmp_path, keep=False)
    check_accounts(prepared)
    assert "more than 100 times its size" in told_of(prepared, "bomb.zip")
    assert len(prepared.claims) < 40_000


def test_a_directory_in_the_place_of_a_file_is_looked_into(tmp_path: Path) -> None:
    folder = tmp_path / "events.csv"
    folder.mkdir()
    empty = data_prep.prepare(folder, keep=False)
    assert empty.claims.empty
    assert len(empty.problems) == 1
    (folder / GOOD).write_text(airwars_csv().text, encoding="utf-8")
    assert len(data_prep.prepare(folder, keep=False).claims) == ROWS


def test_a_row_that_cannot_be_cut_has_the_number_of_its_line(tmp_path: Path) -> None:
    text = "\n".join([*LINES[:3], "only,three,cells", *LINES[3:]])
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    prepared = data_prep.prepare(tmp_path / "b.csv", keep=False)
    assert prepared.problems["row"].tolist() == [4]
    assert sorted(rows_in_claims(prepared.claims)) == [2, 3, *range(5, 19)]


# --- Formulas -----------------------------------------------------------------------------------------------------


def live(folder: Path, *, header: str = "memo") -> Path:
    """A table with a formula in every cell that can hold one, in a name of a column, and in a cell that is refused."""
    rows = [
        ["date", "place", "killed", "source", "note", header],
        ["2023-02-16", LINK, "3", "@SUM(1)", "+1+1", LINK],
        [LINK, "Idlib", "4", "-2+3", "\t=1", "=cmd|' /C calc'!A0"],
        ["2023-02-17", "Homs", LINK, "Wire", "fine", " =1+1"],
    ]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path = folder / "formulas.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def cells_in(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [one for row in csv.reader(file) for one in row]


def is_live(text: str) -> bool:
    """A spreadsheet runs it; a number it only shows."""
    return text.startswith(LIVE) and not text.removeprefix("-").replace(".", "", 1).isdigit()


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("header", ["memo", "=1+1", "-memo", "@memo", '=HYPERLINK("x")', "me\nmo", 'me"mo', "me,mo"])
def test_no_export_carries_a_live_formula(capsys: pytest.CaptureFixture[str], tmp_path: Path, header: str) -> None:
    path = live(tmp_path, header=header)
    out, problems, report = (tmp_path / name for name in ("out.csv", "problems.csv", "report.csv"))
    code, *_ = run(capsys, "prepare", path, "-o", out, "--problems", problems, "--report", report)
    assert code == 0
    for file in (out, problems, report):
        assert [one for one in cells_in(file) if is_live(one)] == [], file.name
    assert any("HYPERLINK" in one for one in cells_in(out))
    assert any("HYPERLINK" in one for one in cells_in(problems))


@pytest.mark.parametrize("header", ["memo", "=1+1", "me\nmo", 'me"mo', "me,mo", "me'mo"])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_what_was_a_formula_comes_back_as_it_was(tmp_path: Path, header: str, ending: str) -> None:
    claims = data_prep.prepare(live(tmp_path, header=header), keep=False).claims
    (kept,) = (name for name in claims if name in (f"table:{header}", f"table:{header.strip()}"))
    assert claims[kept].tolist()[0] == LINK
    data_prep.write_claims(claims, tmp_path / f"out.{ending}")
    pd.testing.assert_frame_equal(data_prep.prepare(tmp_path / f"out.{ending}", keep=False).claims, claims)


def test_a_file_that_is_called_as_a_formula_is_none_in_the_problems(tmp_path: Path) -> None:
    (tmp_path / "=1+1.csv").write_text("date,place,killed\nnever,Idlib,3\n", encoding="utf-8")
    prepared = data_prep.prepare(tmp_path, keep=False)
    told = list(csv.reader(io.StringIO(data_prep.problems_csv(prepared.problems).decode(), newline="")))
    assert not any(is_live(one) for row in told for one in row)
    assert told[1][0] == "'=1+1.csv"


def test_formulas_of_a_workbook_are_read_as_what_they_show(tmp_path: Path) -> None:
    """A cell of a workbook that holds a formula has the value that was shown last; a link in it is no text."""
    head = [cell(name) for name in ("date", "place", "killed")]
    rows = [head, [cell("2023-02-16"), cell("Idlib"), "><f>1+2</f><v>3</v>"]]
    (tmp_path / "a.xlsx").write_bytes(xlsx(Sheet("Events", rows)))
    claims = data_prep.prepare(tmp_path, keep=False).claims
    assert claims["killed_low"].tolist() == [3]
