"""The days that a chart opens on."""

from __future__ import annotations

import numpy as np

from dashboard.drawing.window import DAY, bulk

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
