"""What each verb makes of the cells that it is given, told by small formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.tables.columns import nothing
from data_prep.tables.engine import Reader
from data_prep.tables.format_load import load
from data_prep.tables.recognise import Recognised
from data_prep.tables.source import Batch

ABOUT = '[about]\ntitle = "a"\ncounts = "b."\n'
COUNTS = ("killed_low", "killed_high", "civilians_killed_low")


def rows_of(folder: Path, frame: str, columns: dict[str, list[str | None]], top: str = "") -> list[dict[str, Any]]:
    """The claims that a format of this frame makes of a table."""
    path = folder / "own.toml"
    path.write_text(f'dataset = "table"\nmissing = ["na"]\n{top}\n{ABOUT}\n[frame]\n{frame}\n', encoding="utf-8")
    table = pa.table({name: pa.array(cells, pa.large_string()) for name, cells in columns.items()})
    reader = Reader(Recognised(load(path), tuple(columns), 1), "own.csv")
    piece = reader.read(Batch(table, np.arange(2, 2 + len(table))))
    return piece.claims.to_pylist()  # type: ignore[no-any-return]


def values(folder: Path, frame: str, column: str, top: str = "", **columns: list[str | None]) -> list[Any]:
    return [row[column] for row in rows_of(folder, frame, columns, top)]


def flags(folder: Path, frame: str, top: str = "", **columns: list[str | None]) -> list[list[str]]:
    return [[flag for flag in row["flags"] if flag != "date-missing"] for row in rows_of(folder, frame, columns, top)]


# --- Numbers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "number", "flag"),
    [
        ("0", 0, []), ("12", 12, []), (" 12 ", 12, []), ("12.0", 12, []), ("12,0", 12, []),
        ("1,200", 1200, []), ("007", 7, []),
        ("", None, []), (None, None, []), ("NA", None, []), ("na ", None, []),
        ("-1", None, ["figure-unreadable"]), ("1.5", None, ["figure-unreadable"]), ("1e3", None, ["figure-unreadable"]),
        ("many", None, ["figure-unreadable"]), ("3-11", None, ["figure-unreadable"]),
        ("nan", None, ["figure-unreadable"]),
        ("99999999999", None, ["figure-unreadable"]), ("2147483648", None, ["figure-unreadable"]),
    ],
)  # fmt: skip
def test_number(tmp_path: Path, cell: str | None, number: int | None, flag: list[str]) -> None:
    frame = 'killed_low = { number = "n" }'
    assert values(tmp_path, frame, "killed_low", n=[cell]) == [number]
    assert flags(tmp_path, frame, n=[cell]) == [flag]


@pytest.mark.parametrize("cell", ["1,2", "1,2,3", "12,34"])
def test_a_decimal_comma_is_no_thousand(tmp_path: Path, cell: str) -> None:
    """1,2 is not twelve: that would be a number that the cell does not say."""
    assert values(tmp_path, 'killed_low = { number = "n" }', "killed_low", n=[cell]) == [None]


def test_number_takes_the_first_column_that_is_there(tmp_path: Path) -> None:
    frame = 'killed_low = { number = ["low", "low_est"] }'
    assert values(tmp_path, frame, "killed_low", low_est=["3"]) == [3]
    assert values(tmp_path, frame, "killed_low", low_est=["3"], low=["4"]) == [4]
    assert values(tmp_path, frame, "killed_low", other=["3"]) == [None]


def test_number_is_at_most_another(tmp_path: Path) -> None:
    frame = 'killed_low = { number = "n", most = "m" }'
    cells: dict[str, list[str | None]] = {"n": ["5", "5", "5", "5", None], "m": ["3", "7", None, "x", "3"]}
    assert values(tmp_path, frame, "killed_low", **cells) == [3, 5, 5, 5, None]


def test_sum_is_missing_where_a_part_is(tmp_path: Path) -> None:
    frame = 'killed_high = { sum = ["a", "b"] }'
    cells: dict[str, list[str | None]] = {"a": ["1", "1", None, "x", "0"], "b": ["2", None, "2", "2", "0"]}
    assert values(tmp_path, frame, "killed_high", **cells) == [3, None, None, None, 0]
    assert values(tmp_path, frame, "killed_high", a=["1"]) == [None]


def test_sum_needs_two_columns_to_agree(tmp_path: Path) -> None:
    frame = 'killed_high = { sum = ["a"], equal = ["best", "high"] }'
    cells: dict[str, list[str | None]] = {"best": ["3", "3", "3", None], "high": ["3", "4", None, None]}
    assert values(tmp_path, frame, "killed_high", a=["3"] * 4, **cells) == [3, None, None, None]


def test_least_adds_what_is_known(tmp_path: Path) -> None:
    frame = 'killed_low = { least = ["a", "b"] }'
    cells: dict[str, list[str | None]] = {"a": ["1", "1", None, "0"], "b": ["2", None, "2", None]}
    assert values(tmp_path, frame, "killed_low", **cells) == [3, 1, 2, 0]


@pytest.mark.parametrize(
    ("cell", "low", "high", "flag"),
    [
        ("3-11", 3, 11, []), ("at least 5", 5, None, []), ("up to 5", None, 5, []),
        ("dozens", 12, None, ["number-vague"]),
        ("about 50", 50, 50, ["number-approximate"]), ("more than 4,000", 4001, None, []), ("0", 0, 0, []),
        ("several", 3, None, ["number-vague"]), ("hundreds", 100, None, ["number-vague"]), ("5+", 5, None, []),
        ("11-3", 11, 3, ["bounds-crossed"]), ("minus", None, None, ["figure-unreadable"]), (None, None, None, []),
        ("-4", None, None, ["figure-unreadable"]), ("4.5", None, None, ["figure-unreadable"]),
    ],
)  # fmt: skip
def test_range(tmp_path: Path, cell: str | None, low: int | None, high: int | None, flag: list[str]) -> None:
    frame = 'killed_low = { range = "n" }\nkilled_high = { range = "n", bound = "high" }'
    (row,) = rows_of(tmp_path, frame, {"n": [cell]})
    assert (row["killed_low"], row["killed_high"]) == (low, high)
    assert flags(tmp_path, frame, n=[cell]) == [flag]


@pytest.mark.parametrize("verb", ["number", "range"])
@settings(max_examples=100, deadline=None)
@given(cell=st.text(max_size=12))
def test_any_cell_is_a_count_or_nothing(tmp_path_factory: pytest.TempPathFactory, verb: str, cell: str) -> None:
    frame = f'killed_low = {{ {verb} = "n" }}'
    (number,) = values(tmp_path_factory.mktemp("any"), frame, "killed_low", n=[cell])
    assert number is None or 0 <= number < 2**31


# --- Places -------------------------------------------------------------------------------------------------------

POINT = 'latitude = { degree = "lat" }\nlongitude = { degree = "lon" }'


@pytest.mark.parametrize(
    ("lat", "lon", "point", "flag"),
    [
        ("35.5", "36.25", (35.5, 36.25), []), ("-90", "180", (-90.0, 180.0), []), ("35,5", "36,25", (35.5, 36.25), []),
        ("36.20 N", "37.25 E", (36.2, 37.25), []), ("33.9 S", "70.5 W", (-33.9, -70.5), []),
        ("36.2 E", "37.2 N", (None, None), ["coordinates-unreadable"]),
        ("0", "0", (0.0, 0.0), []), (None, None, (None, None), []), ("35.5", None, (None, None), []),
        ("95", "36", (None, None), ["coordinates-unreadable"]), ("35", "181", (None, None), ["coordinates-unreadable"]),
        ("north", "36", (None, None), ["coordinates-unreadable"]), ("nan", "36", (None, None),
        ["coordinates-unreadable"]),
        ("inf", "36", (None, None), ["coordinates-unreadable"]), ("1_0", "36", (None, None),
        ["coordinates-unreadable"]),
    ],
)  # fmt: skip
def test_degrees(
    tmp_path: Path, lat: str | None, lon: str | None, point: tuple[float | None, float | None], flag: list[str]
) -> None:
    (row,) = rows_of(tmp_path, POINT, {"lat": [lat], "lon": [lon]})
    assert (row["latitude"], row["longitude"]) == point
    assert flags(tmp_path, POINT, lat=[lat], lon=[lon]) == [flag]


def test_a_point_outside_its_country_is_flagged(tmp_path: Path) -> None:
    frame = POINT + '\ncountry = { country = "c" }\nplace_precision = { of = "p", values = { 1 = "1", 7 = "7" } }'
    found = flags(
        tmp_path, frame, lat=["34.8", "-34.6", "-34.6", "33.2", "34.8"], lon=["36.7", "-58.4", "-58.4", "35.0", "36.7"],
        c=["Syria", "Syria", None, "Syria", "Freedonia"], p=["1", "1", "1", "7", "1"],
    )  # fmt: skip
    assert found == [[], ["coordinates-outside"], [], [], ["country-unknown"]]


def test_country_takes_the_first_that_is_one(tmp_path: Path) -> None:
    frame = 'country = { country = ["iso", "name"] }'
    cells: dict[str, list[str | None]] = {
        "iso": ["760", "0", None, "999", "4"], "name": ["Iraq", "Kosovo", "Côte d'Ivoire", "Freedonia", "x"]
    }  # fmt: skip
    assert values(tmp_path, frame, "country", **cells) == ["SYR", "XKX", "CIV", None, "AFG"]
    assert flags(tmp_path, frame, **cells) == [[], [], [], ["country-unknown"], []]


def test_fips_codes_are_not_iso(tmp_path: Path) -> None:
    codes: list[str | None] = ["UP", "GM", "GA", "SU", "BM", "CH", "AS", "RS", "IZ", "ZZ"]
    found = values(tmp_path, 'country = { country = "c" }\n[names]\ncountries = "fips"', "country", c=codes)
    assert found == ["UKR", "DEU", "GMB", "SDN", "MMR", "CHN", "AUS", "RUS", "IRQ", None]


def test_a_table_without_units_has_none(tmp_path: Path) -> None:
    frame = 'admin1 = { admin1 = "unit" }\ncountry = { country = "c" }'
    assert values(tmp_path, frame, "admin1", c=["Syria"]) == [None]
    assert values(tmp_path, frame, "admin1", c=["Syria", "Syria"], unit=["Idleb", None]) == ["Idlib", None]


def test_a_place_is_known_by_where_it_lies(tmp_path: Path) -> None:
    frame = POINT + '\nplace = { place = "p" }\ncountry = { country = "c" }'
    found = values(
        tmp_path, frame, "place", p=["Tripoli", "Tripoli", "Nowhere-on-Sea", None],
        c=["Libya", "Lebanon", "Libya", "Libya"], lat=["32.9", "34.4", "32.9", "32.9"],
        lon=["13.2", "35.8", "13.2", "13.2"],
    )  # fmt: skip
    assert found == ["Tripoli", "Tripoli", "Nowhere-on-Sea", None]


# --- Texts and codes ----------------------------------------------------------------------------------------------


def test_text_is_the_first_that_says_something(tmp_path: Path) -> None:
    frame = 'title = { text = ["a", "b"] }'
    cells: dict[str, list[str | None]] = {"a": ["x", None, "NA", " "], "b": ["y", "y", "y", None]}
    assert values(tmp_path, frame, "title", **cells) == ["x", "y", "y", None]


CODES = (
    'event_type = { of = "c", values = { 1 = "Battles", "2*" = "Riots", "25*" = "Protests" }, otherwise = "Battles" }'
)


def test_values_by_the_longest_beginning(tmp_path: Path) -> None:
    codes: list[str | None] = ["1", "2", "21", "25", "251", "3", "01", None]
    found = values(tmp_path, CODES, "event_type", c=codes)
    assert found == ["Battles", "Riots", "Riots", "Protests", "Protests", "Battles", "Battles", "Battles"]
    assert [bool(one) for one in flags(tmp_path, CODES, c=codes)] == [False] * 5 + [True, True, False]


def test_a_sub_event_type_brings_its_event_type(tmp_path: Path) -> None:
    frame = 'sub_event_type = { of = "c", values = { a = "Air/drone strike" } }'
    assert values(tmp_path, frame, "event_type", c=["a", "b"]) == ["Explosions/Remote violence", None]


WHO = """
perpetrators = { actors = ["a", "b"], split = ";" }
[frame.attribution]
of = "sure"
values = { known = "stated", guess = "alleged" }
nobody = "unknown"
several = "contested"
sure = ["stated"]
"""


def test_attribution_by_how_many_are_named(tmp_path: Path) -> None:
    cells: dict[str, list[str | None]] = {
        "a": ["ISIS", "ISIS", "ISIS; Hamas", "ISIS; Hamas", None, "ISIS; ISIS"],
        "b": [None] * 6,
        "sure": ["known", "guess", "guess", "known", "known", "guess"],
    }
    found = values(tmp_path, WHO, "attribution", **cells)
    assert found == ["stated", "alleged", "contested", "stated", "unknown", "alleged"]
    named = values(tmp_path, WHO, "perpetrators", **cells)
    assert [len(one) for one in named] == [1, 1, 2, 2, 0, 1]


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.example.org/a", "example.org"), ("http://example.org:80/a", "example.org"),
        ("example.org/x", "example.org"),
        ("BBC Monitoring", None), (None, None), ("https://example.co.uk?x=1", "example.co.uk"),
    ],
)  # fmt: skip
def test_site(tmp_path: Path, address: str | None, site: str | None) -> None:
    assert values(tmp_path, 'publisher = { site = "u" }', "publisher", u=[address]) == [site]


def test_day(tmp_path: Path) -> None:
    cells: list[str | None] = ["2016-03-19", "2016-03-19;2016-03-21", "n.d.;2016-03-21", "n.d.", None]
    found = values(tmp_path, 'published = { day = "d" }', "published", d=cells)
    assert [one and str(one.date()) for one in found] == ["2016-03-19", "2016-03-19", "2016-03-21", None, None]


def test_columns_are_found_in_any_capitals(tmp_path: Path) -> None:
    assert values(tmp_path, 'title = { text = "event_name" }', "title", **{"Event Name": ["x"]}) == ["x"]


@pytest.mark.parametrize("rows", [0, 3])
def test_a_column_that_says_nothing(rows: int) -> None:
    assert nothing("flags", rows).to_pylist() == [[]] * rows
    assert nothing("killed_low", rows).to_pylist() == [None] * rows
