"""Publication dates as printed in headers and datelines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.reports.dates.printed import full_year, parse_dateline_date, parse_printed_date

HINT = date(2016, 3, 20)


@pytest.mark.parametrize(
    ("line", "day", "weekday"),
    [
        ("Tuesday 09/02/2016", date(2016, 2, 9), 1),
        ("February 9, 2016", date(2016, 2, 9), None),
        ("9 February 2016 14:05 GMT", date(2016, 2, 9), None),
        ("Updated: 2016-02-09T10:00:00Z", date(2016, 2, 9), None),
        ("Tue, 09 Feb 2016 08:15:00 +0000", date(2016, 2, 9), 1),
        ("25/02/16", date(2016, 2, 25), None),
        ("Tuesday, 9th of February, 2016", date(2016, 2, 9), 1),
        ("Published 3:05 PM EST, Tue February 9, 2016", date(2016, 2, 9), 1),
        ("09.02.2016 - 14:05", date(2016, 2, 9), None),
        ("TUESDAY 9 FEBRUARY 2016", date(2016, 2, 9), 1),
        ("February 9, 2016 (Tuesday)", date(2016, 2, 9), 1),
    ],
)
def test_header_lines(line: str, day: date, weekday: int | None) -> None:
    found = parse_printed_date(line)
    assert found is not None
    assert (found.day, found.weekday) == (day, weekday)


@pytest.mark.parametrize(
    "line",
    ["31 November 2016", "30/02/2016", "By our correspondent", "192.168.10.12", "12 killed in March 2016", "20160209"],
)
def test_lines_without_a_day(line: str) -> None:
    assert parse_printed_date(line) is None


def test_weekday_decides_between_day_first_and_month_first() -> None:
    by_month, by_day = parse_printed_date("Saturday 02/06/2016"), parse_printed_date("Thursday 02/06/2016")
    assert by_month is not None
    assert by_day is not None
    assert (by_month.day, by_month.ambiguous) == (date(2016, 2, 6), False)
    assert (by_day.day, by_day.ambiguous) == (date(2016, 6, 2), False)


def test_without_a_weekday_the_day_comes_first_and_is_marked() -> None:
    open_one, sure, same = (parse_printed_date(line) for line in ("02/06/2016", "02/16/2016", "05/05/2016"))
    assert open_one is not None
    assert (open_one.day, open_one.ambiguous) == (date(2016, 6, 2), True)
    assert sure is not None
    assert (sure.day, sure.ambiguous) == (date(2016, 2, 16), False)
    assert same is not None
    assert not same.ambiguous


def test_a_printed_weekday_that_disagrees_is_kept_as_printed() -> None:
    found = parse_printed_date("Friday, 9 February 2016")
    assert found is not None
    assert (found.day, found.weekday) == (date(2016, 2, 9), 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("February 9", date(2016, 2, 9)),
        ("9 FEB 90", date(1990, 2, 9)),
        ("Feb. 9, 2014", date(2014, 2, 9)),
        ("ALEPPO, February 9 (Wire)", date(2016, 2, 9)),
        ("Dec 31", date(2015, 12, 31)),
        ("Feb 29", date(2016, 2, 29)),
    ],
)
def test_datelines(text: str, day: date) -> None:
    found = parse_dateline_date(text, HINT)
    assert found is not None
    assert found.day == day


def test_dateline_without_year_needs_a_hint() -> None:
    assert parse_dateline_date("February 9", None) is None
    assert parse_dateline_date("30 Feb", HINT) is None


@settings(deadline=None)
@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %y"])
)
def test_every_day_is_read_in_every_style(day: date, style: str) -> None:
    text = day.strftime(style)
    found = parse_dateline_date(text, None) if style.endswith("y") else parse_printed_date(text)
    assert found is not None
    assert found.day == day


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_line_stops_it(line: str) -> None:
    for found in (parse_printed_date(line), parse_dateline_date(line, HINT)):
        assert found is None or 0 <= found.start < found.end <= len(line)


def test_two_digit_years() -> None:
    assert [full_year(digits) for digits in ("00", "49", "50", "99", "1914")] == [2000, 2049, 1950, 1999, 1914]
