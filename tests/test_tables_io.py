"""Claim frames as CSV and Parquet: both come back unchanged, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.as_csv import claims_csv, problems_csv
from data_prep.as_parquet import claims_parquet
from data_prep.errors import FrameError, UnreadableError, UsageError
from data_prep.exports import write_claims
from data_prep.frame import empty, from_rows, problems_frame
from data_prep.frame_conform import conform
from data_prep.tables_io import claims_from_bytes, read_claims_table

FULL = from_rows(
    [
        {
            "claim_id": "c1",
            "event_id": "e1",
            "dataset": "report",
            "date_start": "2016-03-19",
            "date_end": "2016-03-20",
            "date_precision": "days",
            "date_text": "",
            "event_type": "Explosions/Remote violence",
            "sub_event_type": "Air/drone strike",
            "stance": "denied",
            "killed_low": 39,
            "perpetrators": ["Russia", 'The "Tigers"', "a|b,c"],
            "attribution": "contested",
            "longitude": -38.123456789012345,
            "latitude": 0.1,
            "place_precision": 1,
            "sentence": 'He said: "Two\ndied."',
            "flags": ["number-vague"],
        },
        {"claim_id": "c2"},
    ]
)
LIVE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\n=1",
    "\uff1d1",
    "\uff20SUM(A1)",
    "'\uff0b1",
    "'=1",
    "''-1",
    "'quoted'",
    "plain",
    "",
    "a=b",
]


@pytest.mark.parametrize("ending", ["csv", "parquet", "CSV", "xlsx", "geojson", "zip"])
@pytest.mark.parametrize("frame", [FULL, empty(), FULL.iloc[1:]], ids=["full", "empty", "blank"])
def test_there_and_back(tmp_path: Path, ending: str, frame: pd.DataFrame) -> None:
    path = tmp_path / f"claims.{ending}"
    write_claims(frame, path)
    pd.testing.assert_frame_equal(read_claims_table(path), conform(frame))


def test_a_data_sets_own_columns_come_back(tmp_path: Path) -> None:
    frame = FULL.assign(**{"acled:tags": pd.Series(["=x", None], dtype="string")})
    write_claims(frame, tmp_path / "a.csv")
    assert read_claims_table(tmp_path / "a.csv")["acled:tags"].tolist() == ["=x", pd.NA]


def test_no_cell_is_a_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    frame = from_rows([{"title": text, "longitude": -1.5} for text in LIVE])
    cells = list(csv.DictReader(io.StringIO(claims_csv(frame).decode("utf-8"), newline="")))
    assert not any(cell["title"][:1] in set("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20") for cell in cells if cell["title"])
    assert {cell["longitude"] for cell in cells} == {"-1.5"}
    write_claims(frame, tmp_path / "a.csv")
    assert read_claims_table(tmp_path / "a.csv")["title"].tolist() == LIVE


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(alphabet="=+-@'\t\r\n\",; aé", max_size=6)), max_size=8))
def test_any_text_comes_back_from_csv(texts: list[str | None]) -> None:
    frame = from_rows([{"sentence": text, "targets": [text or ""]} for text in texts])
    pd.testing.assert_frame_equal(claims_from_bytes("a.csv", claims_csv(frame)), frame)


def test_a_byte_order_mark_as_spreadsheets_write_it_does_no_harm() -> None:
    pd.testing.assert_frame_equal(claims_from_bytes("a.csv", b"\xef\xbb\xbf" + claims_csv(FULL)), FULL)


def test_a_row_of_any_length_comes_back() -> None:
    frame = from_rows([{"sentence": "word " * 500_000}, {"sentence": "short"}])
    assert claims_from_bytes("a.csv", claims_csv(frame))["sentence"].str.len().tolist() == [2_500_000, 5]


def test_parquet_is_read_by_pandas_where_this_project_is_not_imported(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(claims_parquet(FULL))
    code = (
        "import sys, pandas; f = pandas.read_parquet(sys.argv[1]); print(list(f.perpetrators[0]), f.killed_low.dtype)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == """['Russia', 'The "Tigers"', 'a|b,c'] Int32"""


def test_problems_have_no_formulas_either() -> None:
    problems = problems_frame([{"file": "=a.txt", "row": 3, "reason": "-"}])
    assert list(csv.reader(io.StringIO(problems_csv(problems).decode()))) == [
        ["file", "row", "column", "value", "reason"],
        ["'=a.txt", "3", "", "", "'-"],
    ]


def test_the_ending_says_how_to_write(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"claims\.docx should end in \.csv, .*\.json or \.zip,"):
        write_claims(FULL, tmp_path / "claims.docx")


def test_another_frame_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(FrameError):
        write_claims(FULL.drop(columns="stance"), tmp_path / "a.csv")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"event,deaths\na,1\n", b"PAR1", b"\x00\x01", b"one line"])
def test_another_table_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(
        UnreadableError, match=r"other\.csv: (?:This is not a table of claims that|The claim table is damaged)"
    ):
        read_claims_table(path)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [("denied", "refused", "refused"), ("39", "many", "many"), ("2016-03-19", "19.3.2016", "date_start")],
)
def test_a_damaged_claim_table_names_what_is_wrong(tmp_path: Path, old: str, new: str, named: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(claims_csv(FULL).replace(old.encode(), new.encode(), 1))
    with pytest.raises(UnreadableError, match=rf"(?s)claims\.csv: The claim table is damaged.*{named}"):
        read_claims_table(path)
