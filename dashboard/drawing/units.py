"""The bars of a chart in time: days, weeks from Monday, months, quarters and years, as whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNITS = ("day", "week", "month", "quarter", "year")
MONTHS = {"month": 1, "quarter": 3, "year": 12}
AVERAGE = {"day": 1.0, "week": 7.0, "month": 30.44, "quarter": 91.31, "year": 365.25}
"""Days of a bar, about."""
LONGEST = {"day": 45, "week": 320, "month": 4_000, "quarter": 15_000}
"""Days up to which the bars of an ``auto`` chart are days, then weeks, months and quarters; beyond, years."""
MOST_BARS = 800
"""Bars of a chart, at most: more are thinner than any screen's pixels, and the next longer unit is drawn."""
MOST_SHARED = {"day": 8, "week": 8, "month": 12, "quarter": 8, "year": 8}
"""An event that may lie in more bars than this is not spread over them: a chart of traces would say nothing. A year,
the roughest date of all data sets, goes into its twelve months."""
MEAN = {"day": 7, "week": 4, "month": 3, "quarter": 4, "year": 3}
"""The bars of a rolling mean: a week, four weeks (as ACLED's trends), a quarter, a year, three years."""


def bar_of(days: NDArray[Any], unit: str) -> NDArray[np.int64]:
    """The number of the bar in which each day (since 1970) lies."""
    whole = days.astype(np.int64)
    if unit == "day":
        return whole
    if unit == "week":
        return (whole + 3) // 7  # 1 January 1970 was a Thursday; weeks start on Monday
    return whole.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) // MONTHS[unit]


def first_day(bars: NDArray[Any], unit: str) -> NDArray[np.int64]:
    """The first day (since 1970) of each bar."""
    whole = bars.astype(np.int64)
    if unit == "day":
        return whole
    if unit == "week":
        return whole * 7 - 3
    return (whole * MONTHS[unit]).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def suiting(days: float) -> str:
    """The unit that suits so many days."""
    return next((name for name, most in LONGEST.items() if days <= most), UNITS[-1])


def drawable(unit: str, days: float) -> str:
    """``unit``, or the first longer one of which so many days are no more than MOST_BARS."""
    longer = UNITS[UNITS.index(unit) :]
    return next((name for name in longer if days / AVERAGE[name] <= MOST_BARS), UNITS[-1])
