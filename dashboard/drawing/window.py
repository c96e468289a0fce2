"""The days a chart opens on: the bulk of the data, so that one stray event does not squash the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

DAY = 86_400_000.0
"""Milliseconds."""
MIDDLE = (0.2, 0.8)
FENCE, FAR = 1.5, 3.0
GAP = 0.5
LEAST = 7 * DAY
PADDING = 0.02
MOST_STRAYS = 0.25


@dataclass(frozen=True)
class Window:
    """The moments shown, from ``first`` to ``last``; the first and last day of the events inside, ``start`` and ``end``
    (all in epoch milliseconds); and how many events lie wholly ``before`` and ``after``."""

    first: float
    last: float
    before: int
    after: int
    start: float
    end: float


def milliseconds(days: pd.Series[Any]) -> NDArray[np.float64]:
    """Epoch milliseconds of a datetime column, NaN where missing."""
    values = days.to_numpy(dtype="datetime64[ms]")
    return np.where(np.isnat(values), np.nan, values.astype("int64").astype("float64"))


def bulk(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> Window:
    """The window of a chart, from the first and last day of each dated event (epoch milliseconds, both inclusive).

    An event is a stray when it starts more than one and a half times the spread of the middle three fifths (or of a
    week) before or after them, Tukey's fence on the quintiles, and stands apart: events that follow one another in
    steps of up to half that spread carry on to Tukey's far fence, three times the spread away, so that a data set's
    last years are not cut off for being quiet. Where more than a quarter would be strays nobody is one. The window
    holds all others whole, except that one that runs on beyond the fence does not stretch it.
    """
    if not len(starts):
        return Window(0.0, DAY, 0, 0, 0.0, 0.0)
    low, high = np.quantile(starts, MIDDLE[0], method="higher"), np.quantile(starts, MIDDLE[1], method="lower")
    spread = max(high - low, LEAST)
    earliest, latest = -_carried_on(-starts, -low, spread), _carried_on(starts, high, spread)
    inside = (starts >= earliest) & (starts <= latest)
    if inside.mean() < 1 - MOST_STRAYS:
        inside[:], latest = True, starts.max() + FENCE * spread
    start = float(starts[inside].min())
    end = float(np.where(ends <= latest, ends, starts)[inside].max())
    padding = max(PADDING * (end + DAY - start), DAY / 2)
    first, last = start - padding, end + DAY + padding
    return Window(first, last, *_strays(starts, ends, first, last), start, end)


def _carried_on(starts: NDArray[np.float64], high: float, spread: float) -> float:
    """How far after ``high`` an event may start: to the fence, or as far beyond it as others follow without a gap."""
    fence, far = high + FENCE * spread, high + FAR * spread
    later = np.sort(starts[(starts > high) & (starts <= far)])
    steps = np.diff(later, prepend=high)
    apart = np.flatnonzero(steps > GAP * spread)
    followed = later[: apart[0]] if len(apart) else later
    return float(max(fence, followed.max(initial=fence)))


def bulk_of_each(datasets: pd.Series[Any], starts: NDArray[np.float64], ends: NDArray[np.float64]) -> Window:
    """The window that holds the bulk of each data set's events (``datasets``: that of each event): a small one may lie
    wholly beside the bulk of a large one."""
    codes = datasets.astype("category").cat.codes.to_numpy()
    each = [bulk(starts[codes == code], ends[codes == code]) for code in np.unique(codes)]
    if len(each) < 2:
        return bulk(starts, ends)
    first, last = min(one.first for one in each), max(one.last for one in each)
    start, end = min(one.start for one in each), max(one.end for one in each)
    return Window(first, last, *_strays(starts, ends, first, last), start, end)


def within(window: Window, told: pd.DataFrame) -> Window:
    """The same window, with how many of these events lie before and after it."""
    starts, ends = milliseconds(told["date_start"]), milliseconds(told["date_end"])
    before, after = _strays(starts, ends, window.first, window.last)
    return replace(window, before=before, after=after)


def _strays(starts: NDArray[np.float64], ends: NDArray[np.float64], first: float, last: float) -> tuple[int, int]:
    return int((ends + DAY <= first).sum()), int((starts >= last).sum())
