"""Numbers and days as they are printed."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.formats import bounds, day, listing, number, several, span


@pytest.mark.parametrize(
    ("low", "high", "more", "text"),
    [
        (39, None, True, "39+"),
        (16, 16, False, "16"),
        (16, 25, False, "16–25"),
        (39, 43, True, "39–43+"),
        (None, 25, False, "up to 25"),
        (0, 0, False, "0"),
        (None, None, False, ""),
        (1200, 15000, False, "1,200–15,000"),
    ],
)
def test_bounds(low: int | None, high: int | None, more: bool, text: str) -> None:
    assert bounds(low, high, more=more) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (1234567, "1,234,567"), (0.5, "0.5"), (12.4, "12")])
def test_number(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2016, 3, 19), date(2016, 3, 19), "19 March 2016"),
        (date(2016, 3, 14), date(2016, 3, 18), "14–18 March 2016"),
        (date(2016, 2, 27), date(2016, 3, 18), "27 February – 18 March 2016"),
        (date(2015, 12, 31), date(2016, 1, 1), "31 December 2015 – 1 January 2016"),
        (date(2016, 2, 1), date(2016, 2, 29), "February 2016"),
        (date(2016, 1, 1), date(2016, 12, 31), "2016"),
        (date(2016, 1, 1), date(2016, 3, 31), "1 January – 31 March 2016"),
    ],
)
def test_span(first: date, last: date, text: str) -> None:
    assert span(first, last) == text


def test_short_months() -> None:
    assert day(date(2016, 9, 5), short=True) == "5 Sep 2016"


def test_listing_says_how_many_it_leaves_out() -> None:
    assert listing(["A"]) == "A"
    assert listing(["A", "B", "C"]) == "A, B and C"
    assert listing(["A", "B"], joint="or") == "A or B"
    assert listing(list("ABCDEFG")) == "A, B, C, D and 3 more"


def test_several() -> None:
    assert (several(1, "event"), several(0, "event"), several(1200, "event")) == ("1 event", "0 events", "1,200 events")
