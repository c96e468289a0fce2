"""The days a chart opens on: the bulk of the data, so that one stray event does not squash the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

DAY = 86_400_000.0
"""Milliseconds."""
MIDDLE = (0.2, 0.8)
FENCE = 1.5
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

    An event is a stray when it starts more than one and a half times the spread of the middle three fifths before or
    after them (and more than ten days): Tukey's fence on the quintiles. Where more than a quarter would be strays
    nobody is one. The window holds all others whole, except
    that one that runs on beyond the fence does not stretch it.
    """
    if not len(starts):
        return Window(0.0, DAY, 0, 0, 0.0, 0.0)
    low, high = np.quantile(starts, MIDDLE[0], method="higher"), np.quantile(starts, MIDDLE[1], method="lower")
    room = FENCE * max(high - low, LEAST)
    inside = (starts >= low - room) & (starts <= high + room)
    if inside.mean() < 1 - MOST_STRAYS:
        inside[:], high = True, starts.max()
    start = float(starts[inside].min())
    end = float(np.where(ends <= high + room, ends, starts)[inside].max())
    padding = max(PADDING * (end + DAY - start), DAY / 2)
    first, last = start - padding, end + DAY + padding
    return Window(first, last, int((ends + DAY <= first).sum()), int((starts >= last).sum()), start, end)
