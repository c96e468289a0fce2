"""Which format a table is in, which release of it, and where its rows begin."""

from __future__ import annotations

from pathlib import Path

import pytest

import data_prep
from data_prep.errors import UnreadableError, UsageError
from data_prep.tables.opening import open_tables
from data_prep.tables.recognise import HowTables, Recognised, is_known, known_format, recognise
from tests.accounting import MADE
from tests.tables_made import acled, airwars_csv, gdelt2, ucdp

FORMATS = {"acled": "acled", "ucdp": "ucdp-ged", "gdelt": "gdelt", "airwars": "airwars", "table": "table"}


def known(folder: Path, text: str, how: HowTables = HowTables(), name: str = "a.csv") -> Recognised:  # noqa: B008
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (source,) = open_tables(path, name)
    return recognise(source, how)


@pytest.mark.parametrize("name", MADE)
def test_made_files_are_known(tmp_path: Path, name: str) -> None:
    found = known(tmp_path, MADE[name].text, name=MADE[name].name)
    assert found.format.name == FORMATS[name.split()[0]]
    headerless = name.startswith("gdelt") or "headerless" in name
    assert found.skip == (0 if headerless else 1)


@pytest.mark.parametrize("name", ["acled 2023", "ucdp final", "airwars"])
def test_the_files_name_and_ending_do_not_matter(tmp_path: Path, name: str) -> None:
    for file in ("export", "table.txt", "x.dat", "GDELT.csv"):
        path = tmp_path / file
        path.write_text(MADE[name].text, encoding="utf-8")
        report = data_prep.prepare(path, keep=False).report
        assert set(report["format"]) == {FORMATS[name.split()[0]]}, file
        path.unlink()


@pytest.mark.parametrize("above", [1, 2, 15])
def test_a_header_below_titles(tmp_path: Path, above: int) -> None:
    titles = "".join(f"Line {at} of what the export is,,\n" for at in range(above))
    found = known(tmp_path, titles + acled().text)
    assert (found.format.name, found.skip) == ("acled", above + 1)


def test_tags_below_the_header_are_no_row(tmp_path: Path) -> None:
    header, *rows = acled().text.splitlines()
    text = "\n".join([header, "#event+id,#date" + "," * 29, *rows])
    assert known(tmp_path, text).skip == 2


def test_a_part_of_the_columns_is_another_table(tmp_path: Path) -> None:
    found = known(tmp_path, "event_date,location,fatalities\n2023-02-16,Idlib,3\n")
    assert found.format.name == "table"
    assert set(found.names) == {"date", "place", "killed"}


def test_a_table_that_quotes_a_data_sets_columns_is_not_that_data_set(tmp_path: Path) -> None:
    """Somebody's own table with UCDP's ids in it."""
    found = known(tmp_path, "id,side_a,side_b,date_start,deaths\n900201,A,B,2016-03-18,3\n")
    assert found.format.name == "table"


# --- Without a header ---------------------------------------------------------------------------------------------


def test_a_first_row_that_is_damaged_does_not_matter(tmp_path: Path) -> None:
    lines = gdelt2().text.splitlines()
    text = "\n".join([lines[0].replace("20230216", "no day"), *lines[1:]])
    assert known(tmp_path, text).format.name == "gdelt"


@pytest.mark.parametrize("cells", [60, 62, 49])
def test_as_many_columns_and_no_more(tmp_path: Path, cells: int) -> None:
    """A table of nearly as many columns, or of other cells, is not taken for one without a header."""
    text = "\n".join("\t".join(["1", "2023-02-16", "Idlib", *["x"] * (cells - 3)]) for _ in range(5))
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    (source,) = open_tables(tmp_path / "a.csv", "a.csv")
    assert known_format(source, HowTables()) is None


# --- Releases -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("GEDEvent_v24_1.csv", "final 24.1"), ("GEDEvent_v17_2.csv", "final 17.2"), ("ged241.csv", "final 24.1"),
        ("ged241-csv.csv", "final 24.1"), ("GEDEvent_v24_1 (2).csv", "final 24.1"),
        ("GEDEvent_v23_0_12.csv", "candidate 23.0.12"), ("GEDEvent_v24_0_1.csv", "candidate 24.0.1"),
        ("GEDEvent_v23_01_23_12.csv", "candidate 23.01.23.12"), ("gedevent_v24_01_24_06.csv", "candidate 24.01.24.06"),
        ("ged-syria.csv", "final"), ("my candidate events.csv", "candidate"),
    ],
)  # fmt: skip
def test_releases_of_ucdp_by_their_names(tmp_path: Path, name: str, release: str) -> None:
    assert known(tmp_path, ucdp().text, name=name).release == release


def test_a_release_whose_name_says_nothing_is_known_by_its_cells(tmp_path: Path) -> None:
    assert known(tmp_path, ucdp("candidate").text, name="events.csv").release == "candidate"
    assert known(tmp_path, ucdp().text, name="events.csv").release == "final"


def test_a_year_in_a_name_is_no_version(tmp_path: Path) -> None:
    assert known(tmp_path, ucdp().text, name="ged-syria-2016-2019.csv").version == ""


# --- What the user says -------------------------------------------------------------------------------------------


def test_a_format_that_does_not_fit_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        known(tmp_path, acled().text, HowTables(format="ucdp-ged"))
    assert "This is no UCDP GED file" in str(error.value)
    assert "Leave the format out" in str(error.value)


def test_any_table_can_be_read_by_its_columns_alone(tmp_path: Path) -> None:
    found = known(tmp_path, airwars_csv().text, HowTables(format="table"))
    assert found.format.name == "table"
    assert {"date", "place"} <= set(found.names)


def test_a_mapping_is_for_a_table_of_no_format(tmp_path: Path) -> None:
    found = known(tmp_path, "when,where,dead\n2023-02-16,Idlib,3\n", HowTables(mapping={"killed": "dead"}))
    assert found.column_of("killed") == "dead"
    assert found.column_of("date") == "when"


def test_a_column_that_is_called_as_a_target_and_not_taken_for_it_is_kept(tmp_path: Path) -> None:
    """The user says that the dead are in another column than the one called killed."""
    text = "date,place,killed,dead_total\n2023-02-16,Idlib,3,5\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    claims = data_prep.prepare(tmp_path / "a.csv", mapping={"killed": "dead_total"}, keep=False).claims
    assert claims["killed_low"].tolist() == [5]
    assert claims["table:killed"].tolist() == ["3"]


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"kiled": "dead"}, "did you mean 'killed'"),
        ({"killed": "ded"}, "did you mean 'dead'"),
        ({"killed": "dead", "injured": "dead"}, "chosen twice"),
    ],
)
def test_a_mapping_that_cannot_be(tmp_path: Path, mapping: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        known(tmp_path, "when,where,dead\n2023-02-16,Idlib,3\n", HowTables(mapping=mapping))


@pytest.mark.parametrize("text", ["name,colour\nAnna,red\n", "date,colour\n2023-02-16,red\n"])
def test_a_table_that_tells_of_no_event_says_what_is_lacking(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableError) as error:
        known(tmp_path, text)
    assert "No column" in error.value.reason
    assert "colour" in error.value.reason
    assert "--map" in error.value.hint


# --- Before a file is opened --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["acled 2023", "acled upper", "acled r", "ucdp final", "airwars"])
def test_the_first_line_tells(name: str) -> None:
    for separator in (",", ";", "\t"):
        header = MADE[name].text.splitlines()[0].replace(",", separator)
        assert is_known(header.encode())
        assert is_known(b"\xef\xbb\xbf" + header.encode())


@pytest.mark.parametrize("text", [b"", b"\n", b"A report, of a day", b"\xff\xfe\x00", b"id,date_start\n1,2"])
def test_other_texts_are_not_known(text: bytes) -> None:
    assert not is_known(text)
