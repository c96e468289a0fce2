"""When an event happened, as a slide says it: no more exactly than its sources do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data_prep.export_texts import texts
from data_prep.slide_days import span_of
from data_prep.slide_text import Words

SAY = Words(texts("timelinejs"))


def claim(first: str | None, last: str | None, precision: str | None) -> dict[str, Any]:
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    return {"date_start": days[0], "date_end": days[1], "date_precision": precision}


@pytest.mark.parametrize(
    ("first", "last", "precision", "dates", "words"),
    [
        ("2016-03-19", "2016-03-19", "day", [(2016, 3, 19)], "19 March 2016"),
        ("2016-03-19", "2016-03-20", "days", [(2016, 3, 19), (2016, 3, 20)], "19 March 2016 or 20 March 2016"),
        (
            "2016-03-14",
            "2016-03-20",
            "week",
            [(2016, 3, 14), (2016, 3, 20)],
            "Some time from 14 March 2016 to 20 March 2016",
        ),
        ("2016-03-01", "2016-03-31", "month", [(2016, 3)], "March 2016, day not known"),
        (
            "2016-03-10",
            "2016-04-05",
            "month",
            [(2016, 3), (2016, 4)],
            "Some time from 10 March 2016 to 5 April 2016",
        ),
        ("2016-01-01", "2016-12-31", "year", [(2016,)], "2016, day not known"),
        (
            "2015-01-01",
            "2016-12-31",
            "unknown",
            [(2015,), (2016,)],
            "Some time from 1 January 2015 to 31 December 2016",
        ),
        ("2016-03-19", None, "day", [(2016, 3, 19)], "19 March 2016"),
        ("2016-03-19", "2016-03-19", None, [(2016, 3, 19)], "19 March 2016"),
        ("2016-02-01", "2016-02-29", "day", [(2016, 2)], "February 2016, day not known"),
    ],
)
def test_a_date_has_the_parts_that_are_known(
    first: str, last: str | None, precision: str | None, dates: list[tuple[int, ...]], words: str
) -> None:
    span = span_of([claim(first, last, precision)])
    assert span is not None
    assert [tuple(date.values()) for date in span.dates().values()] == dates
    assert span.words(SAY) == words


def test_the_days_that_all_sources_allow_are_taken() -> None:
    span = span_of([claim("2016-03-01", "2016-03-31", "month"), claim("2016-03-19", "2016-03-19", "day")])
    assert span is not None
    assert (span.first, span.last, span.differ) == (date(2016, 3, 19), date(2016, 3, 19), False)


def test_sources_that_share_no_day_span_from_the_first_to_the_last_and_it_is_said() -> None:
    span = span_of([claim("2016-03-17", "2016-03-17", "day"), claim("2016-03-19", "2016-03-19", "day")])
    assert span is not None
    assert span.dates() == {
        "start_date": {"year": 2016, "month": 3, "day": 17},
        "end_date": {"year": 2016, "month": 3, "day": 19},
    }
    assert "sources give different days" in span.words(SAY)


def test_no_day_is_no_span() -> None:
    assert span_of([claim(None, None, "unknown")]) is None
