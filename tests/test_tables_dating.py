"""When a row happened: one column or two or three, and the days that a coarse date stands for."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_prep.frame import PRECISIONS
from data_prep.tables import format_load as formats
from data_prep.tables.cells import Cells
from data_prep.tables.dating import SPANS, DateColumns, Dated, rows_when
from data_prep.tables.days import DayReader
from data_prep.tables.format import Dates, When, Wider

TODAY = date(2026, 6, 1)
any_day = st.dates(date(1980, 1, 1), date(2030, 12, 31))


def cells(**columns: list[str | None]) -> Cells:
    return Cells(pa.table({name: pa.array(values, pa.large_string()) for name, values in columns.items()}), ("na",))


def dated(dates: Dates, **columns: list[str | None]) -> list[Dated]:
    read = cells(**columns)
    wider = {number: rows_when(rule.when, read) for number, rule in enumerate(dates.wider)}
    found = DateColumns(dates, DayReader(dates.order or None), TODAY).read(read, wider)
    return [found.results[code] for code in found.codes]


def days(one: Dated) -> tuple[str, str, str]:
    return str(one.start), str(one.end), one.precision


def test_spans_are_those_that_a_format_may_name() -> None:
    assert tuple(SPANS) == formats.SPANS


@pytest.mark.parametrize(
    ("span", "day", "first", "last"),
    [
        ("week", "2022-12-18", "2022-12-15", "2022-12-21"),
        ("week", "2023-01-01", "2022-12-29", "2023-01-04"),
        ("weekend", "2023-02-11", "2023-02-11", "2023-02-12"),  # a Saturday
        ("weekend", "2023-02-12", "2023-02-11", "2023-02-12"),  # its Sunday
        ("weekend", "2023-02-10", "2023-02-11", "2023-02-12"),
        ("month", "2023-02-15", "2023-02-01", "2023-02-28"),
        ("month", "2024-02-15", "2024-02-01", "2024-02-29"),
        ("month", "2023-12-16", "2023-12-01", "2023-12-31"),
        ("beginning", "2023-01-01", "2023-01-01", "2023-01-10"),
        ("middle", "2023-03-15", "2023-03-11", "2023-03-20"),
        ("end", "2024-02-29", "2024-02-21", "2024-02-29"),
    ],
)
def test_the_days_that_a_date_stands_for(span: str, day: str, first: str, last: str) -> None:
    start, end = SPANS[span](date.fromisoformat(day))
    assert (str(start), str(end)) == (first, last)


@given(any_day, st.sampled_from(sorted(SPANS)))
def test_a_span_is_in_order_and_near_its_day(day: date, span: str) -> None:
    start, end = SPANS[span](day)
    assert start <= end
    assert abs(start - day) < timedelta(31)
    if span in ("week", "month"):
        assert start <= day <= end
    if span == "weekend":
        assert (start.weekday(), end.weekday()) == (5, 6)


WIDER = Dates(
    start="day",
    end="until",
    wider=(
        Wider(When(column="prec", is_=("2",)), "week"),
        Wider(When(column="prec", is_=("3",)), "month", "note", ((re.compile("end of"), "end"),)),
    ),
)


def test_a_code_makes_a_day_as_wide_as_it_says() -> None:
    read = dated(WIDER, day=["2023-02-15"] * 4, prec=["1", "2", "3", None], note=[None, None, "by the end of it", None])
    assert [days(one) for one in read] == [
        ("2023-02-15", "2023-02-15", "day"),
        ("2023-02-12", "2023-02-18", "week"),
        ("2023-02-01", "2023-02-28", "month"),
        ("2023-02-15", "2023-02-15", "day"),
    ]


def test_a_span_counts_only_where_the_date_lies_in_it() -> None:
    note = "by the end of it"
    late, middle = dated(WIDER, day=["2023-02-28", "2023-02-15"], prec=["3", "3"], note=[note, note])
    assert days(late) == ("2023-02-21", "2023-02-28", "month")
    assert days(middle) == ("2023-02-01", "2023-02-28", "month")


def test_what_the_note_says_far_below_is_another_matter() -> None:
    (read,) = dated(WIDER, day=["2023-02-15"], prec=["3"], note=["x" * 200 + " by the end of it"])
    assert days(read) == ("2023-02-01", "2023-02-28", "month")


def test_an_interval_stays_as_it_is() -> None:
    (read,) = dated(WIDER, day=["2023-02-10"], until=["2023-02-20"], prec=["3"], note=["the end of"])
    assert days(read) == ("2023-02-10", "2023-02-20", "month")


def test_a_row_without_a_date_is_not_widened() -> None:
    (read,) = dated(WIDER, day=[None], prec=["3"], note=["the end of"])
    assert (read.start, read.precision, read.flags) == (None, "unknown", ("date-missing",))


TWO = Dates(start="day", end="until", earliest="1989-01-01")


@pytest.mark.parametrize(
    ("first", "last", "expected", "flags"),
    [
        ("2023-02-15", "2023-02-16", ("2023-02-15", "2023-02-16", "days"), ()),
        ("2023-02-15", None, ("2023-02-15", "2023-02-15", "day"), ()),
        (None, "2023-02-16", ("2023-02-16", "2023-02-16", "day"), ()),
        ("2023-02-15", "0", ("2023-02-15", "2023-02-15", "day"), ()),
        ("2023-02-15", "ongoing", ("2023-02-15", "2023-02-15", "day"), ()),
        ("2023-02-16", "2023-02-15", ("2023-02-15", "2023-02-16", "days"), ("dates-crossed",)),
        ("February 2023", "March 2023", ("2023-02-01", "2023-03-31", "year"), ()),
        ("2023", None, ("2023-01-01", "2023-12-31", "year"), ()),
        ("2026-06-01", None, ("2026-06-01", "2026-06-01", "day"), ()),
        ("2026-06-02", None, ("2026-06-02", "2026-06-02", "day"), ("date-future",)),
        ("1988-12-31", None, ("1988-12-31", "1988-12-31", "day"), ("date-implausible",)),
        ("1988-12-31", "1989-01-01", ("1988-12-31", "1989-01-01", "days"), ()),
        ("NA", "NA", ("None", "None", "unknown"), ("date-missing",)),
    ],
)
def test_two_columns(
    first: str | None, last: str | None, expected: tuple[str, str, str], flags: tuple[str, ...]
) -> None:
    (read,) = dated(TWO, day=[first], until=[last])
    assert (days(read), read.flags, read.wrong) == (expected, flags, "")


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2023-02-30", "2023-03-01", "2023-02-30"),
        ("2023-03-01", "2023-02-30", "2023-02-30"),
        ("soon", None, "soon"),
        ("2023-13-01", None, "2023-13-01"),
        ("99999", None, "99999"),
    ],
)
def test_a_date_that_is_none_is_named(first: str, last: str | None, wrong: str) -> None:
    (read,) = dated(TWO, day=[first], until=[last])
    assert (read.wrong, read.start) == (wrong, None)


PARTS = Dates(parts=("year", "month", "day"))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2016", "3", "18"), ("2016-03-18", "2016-03-18", "day")),
        (("2016.0", "3.0", "18.0"), ("2016-03-18", "2016-03-18", "day")),
        (("2016", "3", None), ("2016-03-01", "2016-03-31", "month")),
        (("2016", None, None), ("2016-01-01", "2016-12-31", "year")),
        (("2016", "0", "0"), ("2016-01-01", "2016-12-31", "year")),
        (("2016", "3", "0"), ("2016-03-01", "2016-03-31", "month")),
    ],
)
def test_year_month_and_day(parts: tuple[str | None, ...], expected: tuple[str, str, str]) -> None:
    (read,) = dated(PARTS, **{name: [part] for name, part in zip(PARTS.parts, parts, strict=True)})
    assert days(read) == expected


@pytest.mark.parametrize("parts", [("2016", "13", "1"), ("2016", "2", "30"), (None, "3", "18")])
def test_parts_that_make_no_date(parts: tuple[str | None, ...]) -> None:
    (read,) = dated(PARTS, **{name: [part] for name, part in zip(PARTS.parts, parts, strict=True)})
    assert read.wrong
    assert read.start is None


def test_a_day_without_its_month_is_not_taken_for_a_month() -> None:
    """18 of an unknown month of 2016 is some day of 2016; 5 of an unknown month is not May."""
    for day in ("18", "5"):
        (read,) = dated(PARTS, year=["2016"], month=[None], day=[day])
        assert read.wrong or days(read) == ("2016-01-01", "2016-12-31", "year")


def test_a_date_column_goes_before_its_parts() -> None:
    (read,) = dated(PARTS, date=["2020-01-02"], year=["2016"], month=["3"], day=["1"])
    assert days(read)[0] == "2020-01-02"


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_cells_are_a_date_or_named(first: str, last: str) -> None:
    (read,) = dated(TWO, day=[first], until=[last])
    assert read.precision in PRECISIONS
    assert bool(read.wrong) + (read.start is not None) + ("date-missing" in read.flags) == 1
    assert read.start is None or read.end is None or read.start <= read.end


def test_conditions() -> None:
    read = cells(code=["1", " 2 ", "NA", None, "x2"])
    assert rows_when(When(column="code", is_=("2",)), read).tolist() == [False, True, False, False, False]
    holds = When(column="code", holds=re.compile("2"))
    assert rows_when(holds, read).tolist() == [False, True, False, False, True]
    assert not np.any(rows_when(When(column="other", is_=("2",)), read))
