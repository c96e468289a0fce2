"""The days a chart opens on: the bulk of the data, so that one stray event does not squash the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from dashboard.drawing.kept import kept, parts
from dashboard.epoch import days_to
from dashboard.store.columns import NO_DAY
from dashboard.store.told import Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAY = 86_400_000.0
"""Milliseconds."""
Period: TypeAlias = "tuple[date | None, date | None]"
"""The first and last day that were asked for."""
NO_PERIOD: Period = (None, None)
MIDDLE = (0.2, 0.8)
FENCE, FAR = 1.5, 3.0
GAP = 0.5
LEAST = 7
PADDING = 0.02
MOST_STRAYS = 0.25
FEW = 20_000
"""Events up to which their days are sorted rather than counted: a stray of another age makes the count long."""


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


@dataclass(frozen=True)
class Days:
    """When events begin and end, in days since 1970: ``starts`` (sorted, each once) with how many ``begin`` there and
    how many of these end there too (``brief``); first and last day of each of the others, which last."""

    starts: NDArray[Any]
    begin: NDArray[np.int64]
    brief: NDArray[np.int64]
    long_starts: NDArray[Any]
    long_ends: NDArray[Any]

    def strays(self, first: float, last: float) -> tuple[int, int]:
        """How many events lie wholly before and after these moments, in days."""
        before = self.brief[self.starts <= first - 1].sum() + (self.long_ends <= first - 1).sum()
        return int(before), int(self.begin[self.starts >= last].sum())

    def at(self, share: float, *, upwards: bool) -> float:
        """The first day of the event that so many others precede, as a share of all; of two the later, ``upwards``."""
        until = np.cumsum(self.begin)
        place = share * float(until[-1] - 1)
        return float(self.starts[np.searchsorted(until, ceil(place) if upwards else floor(place), side="right")])


def bulk_of(told: Told, mask: NDArray[np.bool_] | None = None) -> Window:
    """The window that holds the bulk of each data set's dated events, or of those that the mask marks: a small data set
    may lie wholly beside the bulk of a large one."""
    return _whole(told) if mask is None else _of_each(_masked(told, mask))


@kept
def _whole(told: Told) -> Window:
    return _of_each([days_of(part) for part in parts(told).values()])


def _masked(told: Told, mask: NDArray[np.bool_]) -> list[Days]:
    datasets = told.datasets
    masks = [mask if len(datasets) == 1 else mask & told.of_dataset(name) for name in datasets]
    return [_counted(told.start[each], told.end[each]) for each in masks]


@kept
def days_of(told: Told) -> Days:
    """When the dated ones of some events begin and end."""
    return _counted(told.start, told.end)


def _counted(starts: NDArray[np.int32], ends: NDArray[np.int32]) -> Days:
    """From days since 1970; what is not dated is left out."""
    long = np.flatnonzero(starts != ends)
    days, begin = _tally(starts)
    long_starts = starts[long]
    lasting = np.zeros_like(begin)
    here, count = _tally(long_starts)
    lasting[np.searchsorted(days, here)] = count
    return Days(days, begin, begin - lasting, long_starts, ends[long])


def _tally(days: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The days that occur, sorted, and how often each does."""
    dated = days != NO_DAY
    first = int(days.min(where=dated, initial=-NO_DAY - 1))
    if len(days) <= FEW or first == -NO_DAY - 1:
        found, counts = np.unique(days[dated], return_counts=True)
        return found.astype(np.int64), counts
    shifted = np.subtract(days, first - 1, dtype=np.int64)
    tally = np.bincount(np.maximum(shifted, 0, out=shifted))[1:]  # at 0 stand those that are not dated
    there = np.flatnonzero(tally)
    return there + first, tally[there]


def bulk(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> Window:
    """The window of a chart, from the first and last day of each dated event (epoch milliseconds, both inclusive).

    An event is a stray when it starts more than one and a half times the spread of the middle three fifths (or of a
    week) before or after them, Tukey's fence on the quintiles, and stands apart: events that follow one another in
    steps of up to half that spread carry on to Tukey's far fence, three times the spread away, so that a data set's
    last years are not cut off for being quiet. Where more than a quarter would be strays nobody is one. The window
    holds all others whole, except that one that runs on beyond the fence does not stretch it.
    """
    days, where, begin = np.unique(starts / DAY, return_inverse=True, return_counts=True)
    long = starts != ends
    lasting = np.bincount(where[long], minlength=len(days))
    return _bulk(Days(days, begin, begin - lasting, starts[long] / DAY, ends[long] / DAY))


def _bulk(days: Days) -> Window:
    if not len(days.starts):
        return Window(0.0, DAY, 0, 0, 0.0, 0.0)
    low, high = days.at(MIDDLE[0], upwards=True), days.at(MIDDLE[1], upwards=False)
    spread = max(high - low, LEAST)
    earliest, latest = -_carried_on(-days.starts, -low, spread), _carried_on(days.starts, high, spread)
    inside = (days.starts >= earliest) & (days.starts <= latest)
    if days.begin[inside].sum() / days.begin.sum() < 1 - MOST_STRAYS:
        earliest, latest = float(days.starts[0]), float(days.starts[-1]) + FENCE * spread
        inside[:] = True
    start, end = float(days.starts[inside][0]), _last_day(days, earliest, latest)
    padding = max(PADDING * (end + 1 - start), 0.5)
    first, last = start - padding, end + 1 + padding
    return Window(first * DAY, last * DAY, *days.strays(first, last), start * DAY, end * DAY)


def _last_day(days: Days, earliest: float, latest: float) -> float:
    """The last day of the events that begin between these: of one that runs on beyond, its first."""
    brief = days.starts[(days.starts >= earliest) & (days.starts <= latest) & (days.brief > 0)]
    among = (days.long_starts >= earliest) & (days.long_starts <= latest)
    held = np.where(days.long_ends <= latest, days.long_ends, days.long_starts)[among]
    return max(float(each.max()) for each in (brief, held) if len(each))


def _carried_on(starts: NDArray[Any], high: float, spread: float) -> float:
    """How far after ``high`` an event may start: to the fence, or as far beyond it as others follow without a gap."""
    fence, far = high + FENCE * spread, high + FAR * spread
    later = np.sort(starts[(starts > high) & (starts <= far)])
    steps = np.diff(later, prepend=high)
    apart = np.flatnonzero(steps > GAP * spread)
    followed = later[: apart[0]] if len(apart) else later
    return max(fence, float(followed[-1])) if len(followed) else fence


def _of_each(sets: list[Days]) -> Window:
    """The window that holds the bulk of each of several data sets."""
    dated = [each for each in sets if len(each.starts)]
    if len(dated) < 2:
        return _bulk(dated[0] if dated else _NO_DAYS)
    each = [_bulk(days) for days in dated]
    first, last = min(one.first for one in each), max(one.last for one in each)
    start, end = min(one.start for one in each), max(one.end for one in each)
    strays = [days.strays(first / DAY, last / DAY) for days in dated]
    return Window(first, last, sum(before for before, _ in strays), sum(after for _, after in strays), start, end)


_NO_DAYS = _counted(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32))


def within(window: Window, told: Told) -> Window:
    """The same window, with how many of these events lie before and after it."""
    before, after = days_of(told).strays(window.first / DAY, window.last / DAY)
    return replace(window, before=before, after=after)


def within_period(window: Window, period: Period) -> Window:
    """The window, its ends moved to the days that were asked for."""
    start, end = (days_to(day) * DAY if day is not None else None for day in period)
    first, last = window.first if start is None else start, window.last if end is None else end + DAY
    if last <= first:  # nothing of the bulk lies in the period: the whole of what was asked for, at least a day
        first, last = min(first, last - DAY), max(last, first + DAY)
    begin = min(window.start if start is None else max(start, window.start), last - DAY)
    return replace(
        window,
        first=first,
        last=last,
        start=begin,
        end=max(begin, window.end if end is None else min(end, window.end)),
        before=window.before if start is None else 0,
        after=window.after if end is None else 0,
    )
