"""Counts as lines through time: bar by bar, the total so far, or a rolling mean, each between its bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dashboard.drawing.units import MEAN, bar_of, first_day

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dashboard.drawing.bins import Tally

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

RUNNING = ("none", "total", "mean")


@dataclass(frozen=True, eq=False)
class Series:
    """A line: for each of its bars the number (as ``units.bar_of`` has it), the first and last day, the bounds (NaN: a
    gap, nothing is known) and whether it may be more than ``high``."""

    unit: str
    bar: Whole
    first: Whole
    last: Whole
    low: Floats
    high: Floats
    open: NDArray[np.bool_]

    @property
    def drawn(self) -> NDArray[np.bool_]:
        """The bars that have a value."""
        found: NDArray[np.bool_] = ~np.isnan(self.high)
        return found


def series(each: Tally, running: str, first: int | None = None, last: int | None = None) -> Series:
    """The line of a tally's bars, between two days (since 1970) where they are given.

    ``none``: every bar from the first that holds an event to the last; one without an event is 0, one whose events give
    no figure a gap. ``total``: what was counted up to the end of each bar. ``mean``: of each bar and those before it,
    ``units.MEAN`` in all, trailing, so that no later bar is known beforehand; none where there are fewer, or where no
    event among them has a figure. Bounds from bars with and without a figure are what is known at least. Where no event
    of all has a figure every bar is a gap, also one without an event: a line at 0 would tell what nobody does.
    """
    bars = bar_of(each.first, each.unit)
    if not len(bars):
        return _series(each.unit, bars, np.zeros(0), np.zeros(0), np.zeros(0, dtype=bool))
    if running == "total":
        return _total(each, bars, first, last)
    start, end = _ends(bars, each.unit, first, last)
    found = (_mean if running == "mean" else _each)(each, bars, start, end)
    return found if each.known.any() else _without_figures(found)


def _without_figures(line: Series) -> Series:
    nothing = np.full(len(line.bar), np.nan)
    return replace(line, low=nothing, high=nothing)


def _ends(bars: Whole, unit: str, first: int | None, last: int | None) -> tuple[int, int]:
    asked = [None if day is None else int(bar_of(np.array([day]), unit)[0]) for day in (first, last)]
    start = int(bars[0]) if asked[0] is None else max(asked[0], int(bars[0]))
    return start, int(bars[-1]) if asked[1] is None else min(asked[1], int(bars[-1]))


def _series(unit: str, bars: Whole, low: Floats, high: Floats, more: NDArray[np.bool_]) -> Series:
    return Series(unit, bars, first_day(bars, unit), first_day(bars + 1, unit) - 1, low, high, more)


def _total(each: Tally, bars: Whole, first: int | None, last: int | None) -> Series:
    start, end = _ends(bars, each.unit, first, last)
    here = np.flatnonzero((bars >= start) & (bars <= end))
    known = np.cumsum(each.known[here]) > 0
    low, high = (np.where(known, np.cumsum(sums[here]), np.nan) for sums in (each.at_least, each.at_most))
    return _series(each.unit, bars[here], low, high, np.logical_or.accumulate(each.open[here]))


@dataclass(frozen=True)
class _Dense:
    """Every bar from one to another, also those without an event."""

    bars: Whole
    low: Floats
    high: Floats
    open: Floats
    events: Floats
    known: Floats


def _dense(each: Tally, bars: Whole, start: int, end: int) -> _Dense:
    whole = np.arange(start, end + 1)
    here = np.flatnonzero((bars >= start) & (bars <= end))

    def filled(values: NDArray[np.float64] | NDArray[np.bool_] | Whole) -> Floats:
        found = np.zeros(len(whole))
        found[bars[here] - start] = values[here]
        return found

    parts = (each.at_least, each.at_most, each.open, each.events, each.known)
    return _Dense(whole, *(filled(values) for values in parts))


def _each(each: Tally, bars: Whole, start: int, end: int) -> Series:
    found = _dense(each, bars, start, end)
    gap = (found.events > 0) & (found.known == 0)
    low, high = (np.where(gap, np.nan, sums) for sums in (found.low, found.high))
    return _series(each.unit, found.bars, low, high, found.open > 0)


def _mean(each: Tally, bars: Whole, start: int, end: int) -> Series:
    many = MEAN[each.unit]
    found = _dense(each, bars, max(start - many + 1, int(bars[0])), end)
    low, high, more, held, known = (
        _rolled(sums, many) for sums in (found.low, found.high, found.open, found.events, found.known)
    )
    gap = (held > 0) & (known == 0)
    low, high = (np.where(gap, np.nan, sums / many) for sums in (low, high))
    return _series(each.unit, found.bars[many - 1 :], low, high, more > 0)


def _rolled(values: Floats, many: int) -> Floats:
    """The sum of each value and those before it, ``many`` in all; nothing where there are fewer."""
    if len(values) < many:
        return np.zeros(0)
    found: Floats = np.lib.stride_tricks.sliding_window_view(values, many).sum(axis=1)
    return found
