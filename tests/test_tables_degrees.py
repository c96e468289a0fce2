"""Degrees of latitude and longitude as people write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_prep.tables.contents import Contents
from data_prep.tables.degrees import degree_of, is_degree, pair_of, point_of

NORTH = [
    ("35.9", 35.9), ("35,9", 35.9), ("-35.9", -35.9), ("−35.9", -35.9), ("+35.9", 35.9), (" 35.9 ", 35.9), ("36", 36.0),
    ("36.20 N", 36.2), ("36.20n", 36.2), ("N36.20", 36.2), ("33.9 S", -33.9), ("S 33,9", -33.9), ("-33.9 S", -33.9),
    ("35.9°", 35.9), ("35.9° N", 35.9), ("1.5e-1", 0.15), (".5", 0.5),
    ("36°12'05\"N", 36 + 12 / 60 + 5 / 3600), ("36°12′05.5″ S", -(36 + 12 / 60 + 5.5 / 3600)),
    ("36° 12,5' N", 36 + 12.5 / 60), ("48°51''", None), ("48°51'29''N", 48 + 51 / 60 + 29 / 3600),
    ("-0°30'", -0.5),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "degrees"), NORTH)
def test_degrees_north(cell: str, degrees: float | None) -> None:
    read = degree_of(cell, "latitude")
    assert read == pytest.approx(degrees) if degrees is not None else read is not None and math.isnan(read)
    assert is_degree(cell) == (degrees is not None)


@pytest.mark.parametrize(
    ("cell", "degrees"), [("37.16 E", 37.16), ("70.6 W", -70.6), ("W70°30'", -70.5), ("-70.6 w", -70.6), ("180", 180.0)]
)
def test_degrees_east(cell: str, degrees: float) -> None:
    assert degree_of(cell, "longitude") == pytest.approx(degrees)


@pytest.mark.parametrize(
    "cell",
    [
        "91", "-90.1", "91 N", "37.16 E", "70.6 W", "-33.9 N", "+33.9 S", "N-33.9", "36°61'N", "36°12'60\"", "S 33.9 S",
        "north", "nan", "inf", "1_0", "", "N", "-", "35,9,1", "36.5°12'", "1.2.3", "36.20 O",
    ],
)  # fmt: skip
def test_what_are_no_degrees_north(cell: str) -> None:
    read = degree_of(cell, "latitude")
    assert read is not None
    assert math.isnan(read)


def test_the_letter_says_whether_the_sign_is_one_too_many() -> None:
    assert math.isnan(degree_of("E-70.5", "longitude") or 0)
    assert degree_of("W-70.5", "longitude") == -70.5


PAIRS = [
    "36.2, 37.25", "36.2,37.25", "36.2 37.25", "36.2; 37.25", "36.2/37.25", "(36.2, 37.25)", "[36.2 37.25]",
    "36,2 37,25", "36,2; 37,25", "36.2N, 37.25E", "36.2° N, 37.25° E", "N36.2 E37.25", "37.25E, 36.2N",
    "36°12'N 37°15'E", "36°12'00\"N, 37°15'00\"E",
]  # fmt: skip


@pytest.mark.parametrize("cell", PAIRS)
def test_two_in_one_cell(cell: str) -> None:
    assert pair_of(cell) == pytest.approx((36.2, 37.25))
    assert (degree_of(cell, "latitude"), degree_of(cell, "longitude")) == pair_of(cell)
    assert not is_degree(cell)


@pytest.mark.parametrize(
    "cell", ["35,9", "36, 37", "36.2 37", "36.2, 200.5", "95.5, 37.1", "36.2 N, 37.1 N", "36.2", "3-11", "Idlib, Homs"]
)
def test_what_are_not_two_in_one_cell(cell: str) -> None:
    assert pair_of(cell) is None


def test_a_point_needs_both() -> None:
    assert point_of("36.2 N", "37.25 E") == (36.2, 37.25)
    assert point_of("36.2, 37.25", "36.2, 37.25") == (36.2, 37.25)
    assert [point_of("36.2", None), point_of("north", "37.25"), point_of("37.25 E", "36.2 N")] == [None] * 3


@given(cell=st.text("0123456789.,°'\"NSEWe-+ /;()", max_size=14))
def test_what_is_taken_for_degrees_can_be_read(cell: str) -> None:
    contents = Contents([cell])
    axes = [degree_of(cell.strip(), axis) for axis in ("latitude", "longitude")]
    if contents.fit("degree"):
        assert any(read is not None and not math.isnan(read) for read in axes)
    if contents.fit("degrees"):
        assert all(read is not None and abs(read) <= most for read, most in zip(axes, (90, 180), strict=True))
