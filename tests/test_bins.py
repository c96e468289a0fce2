"""Bars in time: units, what rough dates become in each way of counting, groups, and that nothing is lost on the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from demo import claims as demo_claims
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.bins import coverage, tally, unit_for, window_of
from dashboard.drawing.groups import groups
from dashboard.drawing.panels import last_days
from dashboard.drawing.series import series
from dashboard.drawing.stretches import stretches
from dashboard.drawing.units import AVERAGE, MOST_BARS, MOST_SHARED, UNITS, bar_of, drawable, first_day
from dashboard.epoch import date_of
from dashboard.events import Told, events
from data_prep import UsageError
from data_prep.frame import from_rows

Row = tuple[str | None, str | None]


def told(*days: Row, **more: Any) -> Told:
    """Events of these first and last days, each with one killed."""
    same = {"dataset": "report", "stance": "reported", "killed_low": 1, "killed_high": 1, **more}
    return events(
        from_rows(
            {"claim_id": f"c{n}", "event_id": f"e{n}", **same, "date_start": first, "date_end": last}
            for n, (first, last) in enumerate(days)
        )
    )


def heights(of: Told, unit: str, imprecise: str) -> dict[str, float]:
    found = tally(of, "killed", unit, imprecise=imprecise)
    return {str(date_of(int(first))): round(high, 3) for first, high in zip(found.first, found.at_least, strict=True)}


@given(st.integers(-400_000, 400_000), st.sampled_from(UNITS))
def test_a_day_lies_in_its_bar_and_bars_follow_one_another(day: int, unit: str) -> None:
    bar = bar_of(np.array([day]), unit)
    start, end = first_day(bar, unit)[0], first_day(bar + 1, unit)[0]
    assert start <= day < end
    first = np.datetime64(int(start), "D").astype(object)
    assert {"week": first.weekday() == 0, "quarter": (first.month - 1) % 3 == 0 and first.day == 1}.get(unit, True)
    assert (first.month, first.day) == (1, 1) or unit != "year"


def test_a_date_known_to_the_year_goes_into_its_months_quarters_or_year() -> None:
    year = told(("2016-01-01", "2016-12-31"))
    assert len(heights(year, "month", "spread")) == 12
    assert sum(heights(year, "month", "spread").values()) == pytest.approx(1, abs=0.01)
    assert len(heights(year, "quarter", "spread")) == 4
    assert heights(year, "year", "spread") == {"2016-01-01": 1}
    assert coverage(year, "killed", "week").too_long == 1


def test_rough_dates_count_as_the_reader_chooses() -> None:
    both = told(("2016-03-20", "2016-03-21"), ("2016-03-22", "2016-03-22"))
    assert heights(both, "week", "spread") == {"2016-03-14": 0.5, "2016-03-21": 1.5}
    assert heights(both, "week", "placed") == {"2016-03-14": 1, "2016-03-21": 1}
    assert heights(both, "week", "left_out") == {"2016-03-21": 1}


@pytest.mark.parametrize(("imprecise", "where"), [("spread", "spread"), ("placed", "placed"), ("left_out", "left_out")])
def test_how_many_rough_dates_there_are_is_counted(imprecise: str, where: str) -> None:
    covered = coverage(told(("2016-03-20", "2016-03-21")), "killed", "week", imprecise)
    assert {name: getattr(covered, name) for name in ("spread", "placed", "left_out")} == {
        "spread": 0, "placed": 0, "left_out": 0, where: 1,
    }  # fmt: skip


def test_what_is_placed_on_its_first_day_is_not_drawn_as_sure() -> None:
    found = tally(told(("2016-03-01", "2016-12-31")), "killed", "day", imprecise="placed")
    assert (float(found.sure.sum()), float(found.spread.sum())) == (0, 1)


def test_a_way_of_counting_that_does_not_exist_is_named() -> None:
    with pytest.raises(UsageError, match="guessed"):
        tally(told(("2016-03-01", None)), "killed", "day", imprecise="guessed")


def test_bars_too_many_to_draw_become_longer_ones() -> None:
    assert drawable("day", MOST_BARS + 1) == "week"
    assert drawable("week", (MOST_BARS + 1) * AVERAGE["week"]) == "month"
    assert drawable("year", 10 * MOST_BARS * AVERAGE["year"]) == "year"
    years = told(("1990-03-01", None), ("1990-03-01", None), ("2000-03-01", None), ("2019-03-01", None))
    assert unit_for(years, "day") not in ("auto", "day")
    assert unit_for(years, "year") == "year"


def test_the_parts_of_a_group_are_those_of_the_whole() -> None:
    of = events(demo_claims())
    split = groups(of, "actor")
    whole = tally(of, "killed", "day", split)
    codes = np.unique(stretches(of, "killed", split).group).tolist()
    parts = [tally(of, "killed", "day", split, "spread", code) for code in codes]
    assert sum(part.at_most.sum() for part in parts) == pytest.approx(whole.at_most.sum())
    assert sum(int(part.events.sum()) for part in parts) == int(whole.events.sum())


def test_each_event_is_in_one_group_and_those_of_several_sources_in_one_of_their_own() -> None:
    of = events(demo_claims())
    for by in ("actor", "place", "type", "source", "dataset"):
        found = groups(of, by)
        assert found.codes is not None
        assert len(found.codes) == len(of)
        assert int(found.codes.max()) < len(found.names)
    assert "Several sources together" in groups(of, "source").names


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 800), st.integers(0, 400), st.booleans()), min_size=1, max_size=40),
    st.sampled_from(UNITS),
    st.sampled_from(["spread", "placed", "left_out"]),
)
def test_every_event_is_drawn_or_counted_as_not(rows: list[tuple[int, int, bool]], unit: str, imprecise: str) -> None:
    start = date(2015, 1, 1)
    days: list[Row] = [
        (None, None) if undated else (str(start + timedelta(days=a)), str(start + timedelta(days=a + b)))
        for a, b, undated in rows
    ]
    of = told(*days)
    found, covered = tally(of, "killed", unit, imprecise=imprecise), coverage(of, "killed", unit, imprecise)
    missing = covered.undated + covered.too_long + covered.left_out
    assert float(found.at_least.sum()) == pytest.approx(len(rows) - missing)
    assert covered.too_long == 0 or imprecise == "spread"
    assert all(len(heights(told(one), unit, "spread")) <= MOST_SHARED[unit] for one in days if one[0])


def line(of: Told, running: str, unit: str = "day", measure: str = "killed") -> dict[str, Any]:
    found = series(tally(of, measure, unit), running)
    rows = zip(found.first.tolist(), found.low.tolist(), found.high.tolist(), strict=True)
    return {str(date_of(first)): (low, high) for first, low, high in rows if high == high}


def test_a_total_adds_bar_to_bar() -> None:
    of = told(("2016-03-01", None), ("2016-03-01", None), ("2016-03-04", None))
    assert line(of, "total") == {"2016-03-01": (2, 2), "2016-03-04": (3, 3)}


def test_a_mean_is_of_a_bar_and_those_before_it_and_needs_as_many() -> None:
    of = told(*((f"2016-03-0{day}", None) for day in (1, 2, 8)))
    found = line(of, "mean")
    assert list(found) == ["2016-03-07", "2016-03-08"]
    assert found["2016-03-07"] == pytest.approx((2 / 7, 2 / 7))
    assert line(told(("2016-03-01", None)), "mean") == {}


def test_no_event_is_0_and_no_figure_is_a_gap() -> None:
    known, unknown = {"killed_low": 2, "killed_high": 2}, {"killed_low": None, "killed_high": None}
    same = {"dataset": "report", "stance": "reported"}
    rows = [("2016-03-01", known), ("2016-03-03", unknown), ("2016-03-04", known)]
    of = events(
        from_rows(
            {"claim_id": day, "event_id": day, **same, "date_start": day, "date_end": day, **figures}
            for day, figures in rows
        )
    )
    assert line(of, "none") == {"2016-03-01": (2, 2), "2016-03-02": (0, 0), "2016-03-04": (2, 2)}


def test_no_events_make_no_bars_and_no_line() -> None:
    of = told()
    assert len(tally(of, "killed", "day").first) == 0
    assert line(of, "mean") == line(of, "total") == line(of, "none") == {}
    assert coverage(of, "killed", "day").counted == 0


def test_the_window_of_figures_is_where_figures_are() -> None:
    rows = [{"date_start": f"2016-03-{day}", "killed_low": None} for day in range(20, 26)]
    rows.append({"date_start": "2015-06-01", "killed_low": 3})
    same = {"dataset": "report", "stance": "reported"}
    of = events(from_rows({"claim_id": f"c{n}", "event_id": f"e{n}", **same, **row} for n, row in enumerate(rows)))
    assert date_of(int(window_of(of, "killed").start // 86_400_000)) == date(2015, 6, 1)
    assert date_of(int(window_of(of).start // 86_400_000)) == date(2016, 3, 20)


def test_the_last_day_of_a_data_set_is_one_that_it_names() -> None:
    of = told(("2016-03-01", None), ("2016-01-01", "2016-12-31"), (None, None))
    assert last_days(of) == {"report": date(2016, 3, 1)}
    assert last_days(told(("2016-01-01", "2016-12-31"))) == {}
