"""The days that a chart opens on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.window import DAY, bulk, bulk_of, days_of, within
from dashboard.events import events
from data_prep.frame import from_rows

YEAR = 365 * DAY


def shown(*starts: float) -> tuple[float, float, int, int]:
    """First and last day of the window, in years, and the strays before and after it, of events of one day each."""
    days = np.array(starts) * YEAR
    window = bulk(days, days)
    return round(window.start / YEAR, 2), round(window.end / YEAR, 2), window.before, window.after


BUSY = [year / 10 for year in range(100, 130)]


def test_a_stray_far_from_all_others_stays_outside() -> None:
    assert shown(-30, *BUSY, 60) == (10, 12.9, 1, 1)


def test_quiet_last_years_are_not_cut_off() -> None:
    quiet = [13.5, 14.1, 14.8, 15.4, 16.1]
    assert shown(-30, *BUSY, *quiet) == (10, 16.1, 1, 0)
    assert shown(*(-year for year in BUSY), *(-year for year in quiet)) == (-16.1, -10, 0, 0)


def test_a_few_that_do_not_follow_the_others_stay_outside() -> None:
    assert shown(*BUSY, 16.5, 16.6) == (10, 12.9, 0, 2)


def test_where_a_quarter_would_be_strays_nobody_is_one() -> None:
    assert shown(-50, -30, -20, *[10.0] * 13, 30, 50, 70) == (-50, 70, 0, 0)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 20_000), st.sampled_from([0, 0, 0, 3, 30, 400])), min_size=1, max_size=60),
    st.booleans(),
)
def test_whole_days_of_events_give_the_same_window(days: list[tuple[int, int]], undated: bool) -> None:
    rows = [(str(np.datetime64(first, "D")), str(np.datetime64(first + more, "D"))) for first, more in days]
    same = {"dataset": "report", "stance": "reported"}
    told = events(
        from_rows(
            {"claim_id": f"c{n}", "event_id": f"e{n}", **same, "date_start": first, "date_end": last}
            for n, (first, last) in enumerate([*rows, *([(None, None)] if undated else [])])
        )
    )
    starts = np.array([first for first, _ in days]) * DAY
    ends = np.array([first + more for first, more in days]) * DAY
    found, wanted = bulk_of(told), bulk(starts, ends)
    assert (found.before, found.after) == (wanted.before, wanted.after)
    assert (found.first, found.last) == pytest.approx((wanted.first, wanted.last))
    assert within(found, told) == found
    assert int(days_of(told).begin.sum()) == len(days)


def test_each_data_set_has_its_bulk_in_the_window() -> None:
    rows = [("report", "2016-03-01"), ("acled", "2020-03-01"), ("acled", None)]
    told = events(
        from_rows(
            {
                "claim_id": f"c{n}",
                "event_id": f"e{n}",
                "dataset": name,
                "stance": "reported",
                "date_start": day,
                "date_end": day,
            }
            for n, (name, day) in enumerate(rows)
        )
    )
    found = bulk_of(told)
    assert (found.before, found.after) == (0, 0)
    assert found.start < found.end
    only = bulk_of(told, told.of_dataset("acled"))
    assert only.start == only.end == found.end


def test_no_events_have_a_window_too() -> None:
    assert bulk_of(events(from_rows([]))).before == 0
