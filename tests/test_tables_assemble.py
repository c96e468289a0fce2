"""Nothing counts twice: the same file again, releases that overlap, older and newer exports, ids that repeat."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest

import data_prep
from data_prep.prepare import Prepared
from tests.accounting import check_accounts, check_claims, reported
from tests.made.ucdp import OVERLAP
from tests.tables_made import Made, acled, airwars_csv, gdelt1, gdelt2, ucdp


def read(*paths: Path) -> Prepared:
    return data_prep.prepare(list(paths), keep=False)


def put(folder: Path, made: Made, name: str = "") -> Path:
    path = made.write(folder)
    return path.rename(folder / name) if name else path


def killed(prepared: Prepared, event: str, column: str = "killed_best") -> list[int]:
    return prepared.claims.loc[prepared.claims["event_id"] == event, column].tolist()


def newer(made: Made, *, timestamp: str, **cells: str) -> str:
    """An ACLED file, downloaded at another time, with other cells in every row."""
    rows = [row | {"timestamp": timestamp} | cells for row in csv.DictReader(io.StringIO(made.text))]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


# --- The same file ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [acled(), ucdp(), airwars_csv(), gdelt2()], ids=lambda made: made.name)
def test_the_same_file_under_another_name_is_read_once(tmp_path: Path, made: Made) -> None:
    first = put(tmp_path, made)
    again = Path(shutil.copy(first, tmp_path / f"zz {made.name}"))
    alone, both = read(first), read(first, again)
    pd.testing.assert_frame_equal(both.claims, alone.claims)
    pd.testing.assert_frame_equal(both.report, alone.report)
    (note,) = both.problems[both.problems["row"].isna()].to_dict("records")
    assert (note["file"], note["reason"]) == (again.name, f"The same table as {first.name}; it was read once.")


def test_the_same_path_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, ucdp())
    pd.testing.assert_frame_equal(read(path, path, tmp_path).claims, read(path).claims)


@pytest.mark.parametrize("made", [acled(), ucdp(), airwars_csv(), gdelt2()], ids=lambda made: made.name)
def test_the_same_rows_in_another_file_are_not_counted_twice(tmp_path: Path, made: Made) -> None:
    """The same table saved anew: other bytes, the same events."""
    first = put(tmp_path, made)
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as archive:
        archive.writestr(made.name, made.text.replace("\n", "\r\n"))
    both = read(first, tmp_path / "packed.zip")
    check_accounts(both, 2 * made.rows)
    check_claims(both.claims)
    assert both.claims["event_id"].nunique() == len(both.claims) == len(read(first).claims)
    other = both.problems["file"] == f"packed.zip/{made.name}"
    told = both.problems[other & both.problems["reason"].str.startswith("The same event stands in")]
    assert len(told) == len(both.claims)


def test_an_own_table_saved_twice_counts_once(tmp_path: Path) -> None:
    text = "date,place,killed\n2023-02-16,Idlib,3\n2023-02-17,Homs,4\n"
    (tmp_path / "a.csv").write_text(text)
    (tmp_path / "b.csv").write_text(text + "2023-02-18,Raqqa,5\n")
    both = read(tmp_path / "a.csv", tmp_path / "b.csv")
    check_accounts(both, 5)
    assert both.claims["killed_low"].sum() == 12


def test_own_tables_whose_ids_are_numbers_stay_apart(tmp_path: Path) -> None:
    """Row 1 of one table is not row 1 of another."""
    (tmp_path / "a.csv").write_text("id,date,place,killed\n1,2023-02-16,Idlib,3\n")
    (tmp_path / "b.csv").write_text("id,date,place,killed\n1,2024-02-16,Homs,4\n")
    both = read(tmp_path / "a.csv", tmp_path / "b.csv")
    check_accounts(both, 2)
    assert both.claims["event_id"].nunique() == len(both.claims) == 2


# --- Releases -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["candidate", "headerless"])
def test_the_final_release_counts(tmp_path: Path, edition: str) -> None:
    final, candidate = put(tmp_path, ucdp()), put(tmp_path, ucdp(edition))  # type: ignore[arg-type]
    for order in permutations((final, candidate)):
        both = read(*order)
        check_accounts(both, 14 + 5)
        check_claims(both.claims)
        assert len(both.claims) == 14 + 5 - len(OVERLAP)
        assert both.claims["event_id"].is_unique
        assert killed(both, "ucdp-ged:900213") == [11]
        given_way = both.problems[both.problems["row"].notna()]
        assert set(given_way["file"]) == {candidate.name}
        assert set(given_way["value"]) == OVERLAP
        assert set(given_way["reason"]) == {
            f"The same event stands in {final.name} (final 24.1), which counts instead."
        }
        early = both.claims[both.claims["document"].str.startswith(candidate.name)]
        assert len(early) == 3
        assert all("candidate-release" in flags for flags in early["flags"])


@pytest.mark.parametrize(
    ("older", "younger"),
    [
        ("GEDEvent_v23_1.csv", "GEDEvent_v24_1.csv"),
        ("ged241.csv", "ged251.csv"),
        ("GEDEvent_v17_2.csv", "GEDEvent_v18_1.csv"),
        ("GEDEvent_v24_0_2.csv", "GEDEvent_v24_0_10.csv"),
        ("GEDEvent_v23_0_12.csv", "GEDEvent_v23_01_23_12.csv"),
        ("GEDEvent_v24_01_24_12.csv", "GEDEvent_v24_1.csv"),
        ("GEDEvent_v25_0_3.csv", "GEDEvent_v24_1.csv"),
    ],
)
def test_of_two_releases_the_later_one_counts_and_a_final_before_any_candidate(
    tmp_path: Path, older: str, younger: str
) -> None:
    old, young = put(tmp_path, ucdp(), older), tmp_path / younger
    young.write_text(ucdp().text.replace(",14,30,9,", ",15,30,9,"), encoding="utf-8")
    for order in permutations((old, young)):
        both = read(*order)
        check_accounts(both, 28)
        assert set(both.claims["document"].str.partition(":")[0]) == {younger}
        assert killed(both, "ucdp-ged:900202") == [15]


def test_a_country_edition_is_a_part_of_the_whole(tmp_path: Path) -> None:
    whole, part = put(tmp_path, ucdp()), put(tmp_path, ucdp("country"))
    both = read(part, whole)
    check_accounts(both, 16)
    assert both.claims["event_id"].is_unique
    assert len(both.claims) == 14


# --- Older and newer exports --------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_of_two_exports_the_one_with_later_timestamps_counts(tmp_path: Path, names: tuple[str, str]) -> None:
    old, new = (tmp_path / name for name in names)
    old.write_text(acled().text, encoding="utf-8")
    new.write_text(newer(acled(), timestamp="1700000000", fatalities="7"), encoding="utf-8")
    for order in permutations((old, new)):
        both = read(*order)
        check_accounts(both, 32)
        assert set(both.claims["killed_low"]) == {7}
        assert set(both.claims["acled:timestamp"]) == {"1700000000"}


def test_what_only_the_older_export_has_stays(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(acled().text, encoding="utf-8")
    few = newer(acled(4), timestamp="1700000000", fatalities="7")
    (tmp_path / "b.csv").write_text(few, encoding="utf-8")
    both = read(tmp_path)
    check_accounts(both, 20)
    assert len(both.claims) == 16
    assert (both.claims["killed_low"] == 7).sum() == 4


def test_editions_of_acled_are_one_data_set(tmp_path: Path) -> None:
    for edition in ("2023", "population", "before-2023", "upper", "r"):
        put(tmp_path, acled(edition=edition))  # type: ignore[arg-type]
    both = read(tmp_path)
    check_accounts(both, 5 * 16)
    assert len(both.claims) == both.claims["event_id"].nunique() == 16


def test_versions_of_gdelt_are_one_data_set(tmp_path: Path) -> None:
    both = read(put(tmp_path, gdelt2()), put(tmp_path, gdelt1()), put(tmp_path, gdelt1(edition="before-2013")))
    check_accounts(both, 24)
    assert len(both.claims) == both.claims["event_id"].nunique() == 7


# --- Ids that repeat ----------------------------------------------------------------------------------------------


def test_an_actor_based_file_tells_of_each_event_once(tmp_path: Path) -> None:
    made = acled(actor_based=True)
    prepared = read(put(tmp_path, made))
    check_accounts(prepared, made.rows)
    check_claims(prepared.claims)
    assert prepared.claims["event_id"].nunique() == 16
    again = prepared.claims[prepared.claims["event_id"].duplicated()]
    assert all("id-repeated" in flags for flags in again["flags"])
    first = prepared.claims.drop_duplicates("event_id")
    assert not any("id-repeated" in flags for flags in first["flags"])
    plain = read(put(tmp_path, acled(), "plain.csv")).claims
    assert first["killed_low"].sum() == plain["killed_low"].sum()


def test_an_actor_based_file_beside_the_plain_one_adds_nothing(tmp_path: Path) -> None:
    put(tmp_path, acled(actor_based=True), "actors.csv")
    put(tmp_path, acled(), "events.csv")
    both = read(tmp_path)
    check_accounts(both, 31 + 16)
    assert both.claims["event_id"].nunique() == 16


def test_an_id_is_the_same_whatever_a_spreadsheet_made_of_it(tmp_path: Path) -> None:
    put(tmp_path, ucdp())
    floats = "\n".join(
        line if number == 0 else line.replace(",", ".0,", 1) for number, line in enumerate(ucdp().text.splitlines())
    )
    (tmp_path / "GEDEvent_v23_1.csv").write_text(floats + "\n", encoding="utf-8")
    both = read(tmp_path)
    check_accounts(both, 28)
    assert both.claims["event_id"].is_unique


def test_a_refused_row_hides_no_other(tmp_path: Path) -> None:
    """The later release has a row without a date that can be read; the earlier one's stands."""
    put(tmp_path, ucdp(), "GEDEvent_v23_1.csv")
    broken = ucdp().text.replace("2016-03-18 00:00:00.000", "2016-02-30 00:00:00.000")
    (tmp_path / "GEDEvent_v24_1.csv").write_text(broken, encoding="utf-8")
    both = read(tmp_path)
    check_accounts(both, 28)
    assert killed(both, "ucdp-ged:900201") == [5]
    assert both.claims["event_id"].nunique() == 14


# --- Side by side -------------------------------------------------------------------------------------------------


def test_data_sets_side_by_side_stay_apart(tmp_path: Path) -> None:
    for made in (acled(), ucdp(), airwars_csv(), gdelt2()):
        put(tmp_path, made)
    both = read(tmp_path)
    check_accounts(both, 16 + 14 + 7 + 8)
    check_claims(both.claims)
    assert both.claims["event_id"].str.partition(":")[0].equals(both.claims["dataset"].astype("string"))
    alone = sum(len(read(path).claims) for path in tmp_path.iterdir())
    assert len(both.claims) == alone


def test_the_order_of_the_files_makes_no_difference(tmp_path: Path) -> None:
    paths = [put(tmp_path, made) for made in (acled(), ucdp(), ucdp("candidate"), gdelt2())]
    first = read(*paths)
    for order in (paths[::-1], paths[2:] + paths[:2]):
        again = read(*order)
        pd.testing.assert_frame_equal(again.claims, first.claims)
        pd.testing.assert_frame_equal(again.report, first.report)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_straight_into_a_file_nothing_counts_twice_either(tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for made in (ucdp(), ucdp("candidate"), acled(), acled(edition="population")):
        put(folder, made)
    written = data_prep.prepare_file(folder, tmp_path / f"out.{ending}", keep=False)
    back = data_prep.prepare(tmp_path / f"out.{ending}", keep=False).claims
    together = read(folder)
    assert written.summary.claims == len(back) == len(together.claims) == 17 + 16
    assert written.summary.events == back["event_id"].nunique()
    pd.testing.assert_frame_equal(written.problems, together.problems)
    assert reported(together, "accepted") == len(back)


def test_an_export_beside_its_table_counts_once(tmp_path: Path) -> None:
    path = put(tmp_path, ucdp())
    first = read(path)
    data_prep.write_claims(first.claims, tmp_path / "claims.csv")
    both = read(path, tmp_path / "claims.csv")
    pd.testing.assert_frame_equal(both.claims, first.claims)


def test_own_ids_of_two_files_are_not_each_others(tmp_path: Path) -> None:
    for folder, place in (("mali", "Gao"), ("iraq", "Mosul")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "events.csv").write_text(f"id,date,place,killed\n1,2016-03-19,{place},3\n")
    prepared = data_prep.prepare([tmp_path / "mali", tmp_path / "iraq"], keep=False)
    assert sorted(prepared.claims["place"]) == ["Gao", "Mosul"]
    assert sorted(prepared.report["file"].unique()) == ["iraq/events.csv", "mali/events.csv"]
