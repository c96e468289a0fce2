"""Which row of a table names its columns, and what the columns are called."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.tables.header import find_header, normal, unique
from tests import tables_guessed as made

NORMAL = [
    ("totalKilled", "total killed"),
    ("Total_killed ", "total killed"),
    ("TOTAL-KILLED", "total killed"),
    ("KIATotal", "kia total"),
    ("actor1", "actor1"),
    ("Décès (min)", "deces min"),
    ("Blessés", "blesses"),
    ("Año", "ano"),
    ("الجهة المسؤولة", normal("الجهه المسؤوله")),
    ("أعداد", normal("اعداد")),
    ("قُتِلَ", normal("قتل")),
    ("Населений\u00a0пункт", normal("населений пункт")),
    ("\ufeffdate", "date"),
    ("", ""),
    ("#", ""),
]


@pytest.mark.parametrize(("name", "plain"), NORMAL)
def test_names_are_compared_without_capitals_accents_and_marks(name: str, plain: str) -> None:
    assert normal(name) == plain


def test_a_header_in_the_first_row() -> None:
    header = find_header([["Date", "Place"], ["2016-05-01", "Homs"]])
    assert (header.names, header.skip, header.tags) == (("Date", "Place"), 1, ())


@pytest.mark.parametrize(("table", "skip", "first"), [("arabic", 3, "م"), ("spanish", 2, "Fecha de los hechos")])
def test_titles_and_blank_rows_stand_above(table: str, skip: int, first: str) -> None:
    header = find_header(made.table(table))
    assert (header.skip, header.names[0]) == (skip, first)


def test_a_list_of_notes_above_is_no_header() -> None:
    notes = [["Source:", "Ministry"], ["Updated:", "2024-05-01"], []]
    header = find_header([*notes, ["Date", "Town", "Killed", "Injured"], *[["2024-04-01", "Rafah", "3", "4"]] * 5])
    assert (header.names, header.skip) == (("Date", "Town", "Killed", "Injured"), 4)


GROUPED = (
    "Killed / Civilians",
    "Killed / Fighters",
    "Killed / Total",
    "Injured / Civilians",
    "Injured / Fighters",
    "Source",
)


def test_names_of_groups_above_the_header_are_joined_to_its_names() -> None:
    header = find_header(made.table("groups"))
    assert header.names == ("Date", "Governorate", "Town", *GROUPED)
    assert header.skip == 3


def test_parts_of_groups_below_the_header_are_joined_to_its_names() -> None:
    header = find_header(made.table("parts"))
    assert header.names == ("Date", "Town", *GROUPED)
    assert header.skip == 2


def test_a_group_does_not_reach_over_a_column_with_a_name_of_its_own() -> None:
    table = [["", "Killed", "", ""], ["Date", "Men", "Women", "Notes"], ["2016-05-01", "1", "2", "none"]]
    assert find_header(table).names == ("Date", "Killed / Men", "Killed / Women", "Notes")


def test_a_first_row_of_words_is_not_a_second_header() -> None:
    header = find_header([["Date", "Place", "", "Type"], ["early May 2016", "Homs", "old quarter", "clash"]])
    assert (header.names, header.skip) == (("Date", "Place", "column 3", "Type"), 1)


def test_tags_below_the_names_are_no_data() -> None:
    header = find_header(made.table("tagged"))
    assert header.names == ("Event date", "Admin 1", "Location", "Dead", "Dead women", "Lat")
    assert header.tags[3] == "#affected+killed"
    assert header.skip == 2


def test_tags_alone_are_the_names() -> None:
    header = find_header(made.table("only-tags"))
    assert header.names == header.tags
    assert header.skip == 1


def test_no_header_at_all() -> None:
    header = find_header(made.table("bare"))
    assert header.names == tuple(f"column {number}" for number in range(1, 9))
    assert header.skip == 0


def test_rows_wider_than_the_header_have_columns_too() -> None:
    header = find_header([["Date", "Place"], *[["2016-05-01", "Homs", "3"]] * 3])
    assert header.names == ("Date", "Place", "column 3")


def test_one_row_of_thousands_of_cells_makes_no_columns() -> None:
    header = find_header([["Date", "Place"], ["x"] * 3000, *[["2016-05-01", "Homs"]] * 3])
    assert header.names == ("Date", "Place")


def test_one_column() -> None:
    assert find_header([["date"], ["2016-05-01"]]).names == ("date",)
    assert find_header([["2016-05-01"], ["2016-05-02"]]).names == ("column 1",)


@pytest.mark.parametrize("head", [[], [[]], [["", ""], [""]]])
def test_nothing_at_all(head: list[list[str]]) -> None:
    assert find_header(head).skip == 0


def test_names_are_made_unique() -> None:
    names = unique(["a", "A", "", "a (2)", "", "column 3"])
    assert len({name.casefold() for name in names}) == len(names)
    assert (names[0], names[1], names[2]) == ("a", "A (2)", "column 3")


CELLS = st.sampled_from(
    ["", "date", "Killed", "#date", "#affected+killed", "2016-05-01", "5", "Homs", "https://a.b", "\u0000"]
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS | st.text(max_size=20), max_size=6), max_size=12))
def test_any_rows_give_unique_names_and_a_place_in_the_table(head: list[list[str]]) -> None:
    header = find_header(head)
    assert 0 <= header.skip <= len(head)
    assert len({name.casefold() for name in header.names}) == len(header.names)
    assert all(header.names)
    assert len(header.tags) in (0, len(header.names))
