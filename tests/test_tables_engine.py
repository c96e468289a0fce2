"""Whatever the format and its edition: every row is accounted for, and what is read goes out and comes back."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import data_prep
from data_prep.frame import CLAIMS
from data_prep.tables.format_load import formats
from tests.accounting import MADE, check_accounts, check_claims, reported, rows_in_claims
from tests.tables_made import acled, airwars_csv, gdelt2, ucdp
from tests.workbooks_made import Sheet, xlsx
from tests.workbooks_made import text as text_cell

FORMAT_OF = {"ucdp": "ucdp-ged"}
FIRST_ROW = {"gdelt": 1, "ucdp headerless": 1}
"""The first row of data where the file has no header."""


def read(name: str, folder: Path) -> data_prep.Prepared:
    return data_prep.prepare(MADE[name].write(folder), keep=False)


def write(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_format_has_a_made_file() -> None:
    assert {FORMAT_OF.get(name.split()[0], name.split()[0]) for name in MADE} == set(formats())


@pytest.mark.parametrize("name", MADE)
def test_every_row_is_accepted_or_refused(tmp_path: Path, name: str) -> None:
    prepared = read(name, tmp_path)
    check_accounts(prepared, MADE[name].rows)
    check_claims(prepared.claims)
    kind = name.split()[0]
    assert set(prepared.report["format"]) == {FORMAT_OF.get(kind, kind)}
    assert set(prepared.report["file"]) == {MADE[name].name}


@pytest.mark.parametrize("name", MADE)
def test_rows_bear_the_numbers_that_a_spreadsheet_shows(tmp_path: Path, name: str) -> None:
    prepared = read(name, tmp_path)
    first = next((row for kind, row in FIRST_ROW.items() if name.startswith(kind)), 2)
    rows = [*rows_in_claims(prepared.claims), *prepared.problems["row"].dropna()]
    assert sorted(rows) == list(range(first, first + MADE[name].rows))


@pytest.mark.parametrize("name", MADE)
def test_the_report_counts_the_flags(tmp_path: Path, name: str) -> None:
    prepared = read(name, tmp_path)
    flagged = [flag for flags in prepared.claims["flags"] for flag in flags]
    lines = prepared.report[prepared.report["outcome"] == "flag"]
    assert dict(zip(lines["reason"], lines["rows"], strict=True)) == {one: flagged.count(one) for one in set(flagged)}
    assert reported(prepared, "flagged") == sum(len(flags) > 0 for flags in prepared.claims["flags"])


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("name", MADE)
def test_what_is_exported_comes_back_unchanged(tmp_path: Path, name: str, ending: str) -> None:
    claims = read(name, tmp_path).claims
    data_prep.write_claims(claims, tmp_path / f"out.{ending}")
    back = data_prep.prepare(tmp_path / f"out.{ending}", keep=False)
    pd.testing.assert_frame_equal(back.claims, claims)
    assert back.problems.empty
    assert [column for column in back.claims if ":" in column] == [column for column in claims if column not in CLAIMS]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("name", MADE)
def test_straight_into_a_file_is_the_same(tmp_path: Path, name: str, ending: str) -> None:
    path, out = MADE[name].write(tmp_path), tmp_path / f"out.{ending}"
    written = data_prep.prepare_file(path, out, keep=False)
    prepared = data_prep.prepare(path, keep=False)
    pd.testing.assert_frame_equal(data_prep.prepare(out, keep=False).claims, prepared.claims)
    pd.testing.assert_frame_equal(written.problems, prepared.problems)
    pd.testing.assert_frame_equal(written.report, prepared.report)
    assert written.summary.claims == len(prepared.claims)
    assert written.summary.events == prepared.claims["event_id"].nunique()


# --- What a data set says beside the frame ------------------------------------------------------------------------


def cells_of(made_header: str) -> set[str]:
    return set(made_header.replace('"', "").split(","))


@pytest.mark.parametrize(
    ("made", "prefix"), [(acled(), "acled"), (ucdp(), "ucdp-ged"), (airwars_csv(), "airwars")], ids=lambda x: str(x)[:8]
)
def test_no_column_is_lost(tmp_path: Path, made: object, prefix: str) -> None:
    """A column is kept under the prefix unless the frame has it word for word."""
    from tests.tables_made import Made

    assert isinstance(made, Made)
    claims = data_prep.prepare(made.write(tmp_path), keep=False).claims
    kept = {name.partition(":")[2] for name in claims if name.startswith(f"{prefix}:")}
    said = {str(cell) for name in CLAIMS for cell in claims[name].astype(str)}
    source = pd.read_csv(tmp_path / made.name, dtype=str, keep_default_na=False)
    for column in set(source) - kept:
        for cell in source[column]:
            assert not cell or cell in said or float(cell) in set(claims[column]), (column, cell)


def test_degrees_that_are_no_point_are_kept_as_they_are(tmp_path: Path) -> None:
    """The flag says that the cells are kept: they are."""
    claims = read("ucdp final", tmp_path).claims
    row = claims[claims["event_id"] == "ucdp-ged:900212"].iloc[0]
    assert "coordinates-unreadable" in row["flags"]
    assert (row["ucdp-ged:latitude"], row["ucdp-ged:longitude"]) == ("-106.08", "28.63")


def test_a_data_set_of_capitals_has_the_same_columns(tmp_path: Path) -> None:
    small, capital = read("acled before-2023", tmp_path).claims, read("acled upper", tmp_path).claims
    assert list(small) == list(capital)


def test_the_same_rows_are_the_same_claims_in_every_edition(tmp_path: Path) -> None:
    """ACLED's editions hold the same events, so all that the frame says of them is the same."""
    editions = [name for name in MADE if name.startswith("acled") and "actor" not in name]
    first, *others = (read(name, tmp_path).claims[list(CLAIMS)] for name in editions)
    for other in others:
        own = ["document", "date_text"]
        pd.testing.assert_frame_equal(first.drop(columns=own), other.drop(columns=own))


def test_an_id_is_the_same_wherever_and_whenever_the_file_is_read(tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    made = MADE["table"]
    first, again = (data_prep.prepare(made.write(folder), keep=False).claims for folder in (tmp_path, other))
    assert first["claim_id"].tolist() == again["claim_id"].tolist()


def test_batches_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = acled(400, actor_based=True)
    whole = data_prep.prepare(made.write(tmp_path), keep=False)
    monkeypatch.setattr("data_prep.tables.opening.cells.ROWS", 7)
    rows = pd.read_csv(tmp_path / made.name, dtype=str, keep_default_na=False)
    json = tmp_path / "small" / "acled.jsonl"
    json.parent.mkdir()
    rows.to_json(json, orient="records", lines=True)
    small = data_prep.prepare(json, keep=False)
    check_accounts(small, made.rows)
    own = ["document"]
    pd.testing.assert_frame_equal(small.claims.drop(columns=own), whole.claims.drop(columns=own))


def test_no_rows_are_no_claims(tmp_path: Path) -> None:
    header = acled(1).text.splitlines()[0]
    prepared = data_prep.prepare(write(tmp_path, header + "\n"), keep=False)
    check_accounts(prepared, 0)
    assert prepared.claims.empty
    pd.testing.assert_frame_equal(data_prep.conform(prepared.claims), prepared.claims)


def test_gdelt_has_no_figures_of_dead(tmp_path: Path) -> None:
    claims = data_prep.prepare(gdelt2().write(tmp_path), keep=False).claims
    assert claims[["killed_low", "killed_best", "killed_high", "sentence"]].isna().all(axis=None)


# --- The same table in another kind of file -----------------------------------------------------------------------

SAYS = [name for name in CLAIMS if name not in ("document", "date_text", "claim_id", "event_id")]


def typed(text: str) -> pd.DataFrame:
    """A table as a program has it that guessed what its cells are: numbers as numbers."""
    return pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""])


def as_parquet(text: str, path: Path) -> None:
    frame = typed(text)
    for name in ("event_date", "date_start", "date_end", "date"):
        if name in frame:
            frame[name] = pd.to_datetime(frame[name], format="mixed")
    frame.to_parquet(path)


WRITERS: dict[str, Callable[[str, Path], object]] = {
    "a.parquet": as_parquet,
    "a.feather": lambda text, path: typed(text).to_feather(path),
    "a.json": lambda text, path: typed(text).to_json(path, orient="records"),
    "a.jsonl": lambda text, path: typed(text).to_json(path, orient="records", lines=True),
    "a.csv.gz": lambda text, path: path.write_bytes(gzip.compress(text.encode())),
    "a.xlsx": lambda text, path: path.write_bytes(
        xlsx(Sheet("Export", [[text_cell(one) for one in row] for row in csv.reader(io.StringIO(text))]))
    ),
}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", ["acled 2023", "ucdp country", "airwars"])
def test_the_kind_of_file_makes_no_difference(tmp_path: Path, name: str, kind: str) -> None:
    plain = read(name, tmp_path)
    WRITERS[kind](MADE[name].text.replace("\nHundreds", " Hundreds"), tmp_path / kind)
    other = data_prep.prepare(tmp_path / kind, keep=False)
    check_accounts(other, MADE[name].rows)
    first, second = (
        claims[SAYS].assign(sentence=claims["sentence"].str.replace("\n", " "))
        for claims in (plain.claims, other.claims)
    )
    pd.testing.assert_frame_equal(first, second)
    assert other.claims["event_id"].tolist() == plain.claims["event_id"].tolist()


# --- Real files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rows", "flag", "flagged"),
    [("ged-syria-2016-2019.csv", 16_566, "bounds-crossed", 101), ("airwars-syria.csv", 8_114, "harm-discounted", 140)],
)
def test_real_files(shared: Path, name: str, rows: int, flag: str, flagged: int) -> None:
    prepared = data_prep.prepare(shared / "corpora" / name, keep=False)
    check_accounts(prepared, rows)
    check_claims(prepared.claims)
    assert reported(prepared, "refused") == 0
    assert sum(flag in flags for flags in prepared.claims["flags"]) == flagged
    known = prepared.claims[["civilians_killed_low", "killed_low"]].dropna()
    assert (known["civilians_killed_low"] <= known["killed_low"]).all()
