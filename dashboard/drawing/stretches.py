"""Events of the same days counted together: after one pass over all events everything else is small."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.groups import WHOLE, Groups
from dashboard.drawing.kept import kept_few
from dashboard.store.columns import NO_DAY, NONE
from dashboard.store.told import STANCES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from dashboard.store.told import Told

    Column = NDArray[Any]

MOST_CELLS = 65_536
"""Cells, or eight times as many as there are events, up to which events are counted into all cells that there can be;
beyond, the cells that occur are sorted out first."""


@dataclass(frozen=True, eq=False)
class Stretches:
    """The events that somebody reports, one row for each first day, last day (days since 1970) and group that occurs.

    ``events``; ``unknown``: those of them without a figure; ``low``, ``high``: sums of the bounds; ``open``: events for
    which a source gives no upper bound; ``best``: the sum of best estimates, NaN where an event with a figure has none.
    ``dated`` is False for the rows of events without a date. ``names`` of the groups.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    dated: NDArray[np.bool_]
    group: NDArray[np.int64]
    events: NDArray[np.int64]
    unknown: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    open: NDArray[np.int64]
    best: NDArray[np.float64]
    names: tuple[str, ...]

    @property
    def known(self) -> NDArray[np.int64]:
        """Events with a figure."""
        return self.events - self.unknown


@dataclass(frozen=True)
class _Cells:
    """Which cell each event falls into, and what the cells are."""

    of: NDArray[np.int64]
    first: int
    lengths: NDArray[np.int64]
    groups: int

    def days(self, cells: NDArray[np.int64]) -> dict[str, Any]:
        place = cells // self.groups
        day, length = place // len(self.lengths), self.lengths[place % len(self.lengths)]
        start = day + (self.first - 1)
        return {"start": start, "end": start + length, "dated": day > 0, "group": cells % self.groups}


@kept_few
def stretches(told: Told, measure: str, groups: Groups = WHOLE) -> Stretches:
    """The reported events by their days, with the sums of one measure (``events``, or one of MEASURES)."""
    rows = np.flatnonzero(~told.denied) if told.denied.any() else None

    def column(name: str) -> Column:
        found: Column = told.column(name)
        return found if rows is None else found[rows]

    codes = groups.codes if rows is None or groups.codes is None else groups.codes[rows]
    cells = _cells(column("start"), column("end"), codes, len(groups.names))
    into, there = _into(cells)
    count = into.marked(np.ones(len(into.of), dtype=bool))
    sums = _events(column, into, count) if measure == "events" else _figures(column, measure, into)
    return Stretches(**cells.days(there), events=count, **sums, names=groups.names)


@dataclass(frozen=True)
class _Into:
    """Sums by cell: the cell of each event, how many there are, and which of them hold an event."""

    of: NDArray[np.int64]
    size: int
    held: NDArray[np.int64]

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        """Room for one number of each event, used again and again: new room of that size costs more than the sum."""
        return np.empty(len(self.of))

    def summed(self, figures: Column) -> NDArray[np.float64]:
        """The sum of the figures of each cell; what is not given adds nothing."""
        if not len(figures) or int(figures.max()) <= 0:
            return np.zeros(len(self.held))
        np.maximum(figures, 0, out=self._weights)
        sums = np.bincount(self.of, weights=self._weights, minlength=self.size)
        return sums[self.held].astype(np.float64, copy=False)

    def marked(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many events of each cell are marked."""
        if not mask.any():
            return np.zeros(len(self.held), dtype=np.int64)
        if mask.all():
            return np.bincount(self.of, minlength=self.size)[self.held]
        np.copyto(self._weights, mask)
        return np.bincount(self.of, weights=self._weights, minlength=self.size)[self.held].astype(np.int64)


def _into(cells: _Cells) -> tuple[_Into, NDArray[np.int64]]:
    """Where to sum, and the cells that hold an event."""
    if not len(cells.of) or int(cells.of.max()) > max(8 * len(cells.of), MOST_CELLS):
        there, of = np.unique(cells.of, return_inverse=True)
        return _Into(of, len(there), np.arange(len(there))), there
    tally = np.bincount(cells.of)
    there = np.flatnonzero(tally)
    return _Into(cells.of, len(tally), there), there


def _cells(start: Column, end: Column, codes: Column | None, groups: int) -> _Cells:
    """Not dated is day 0; the others count from 1. Worked out in half the bytes where there are no more cells than
    that: most of the time goes into reading and writing as many numbers as there are events."""
    undated = start == NO_DAY if len(start) and int(start.min()) == NO_DAY else None
    dated = start if undated is None else start[~undated]
    first, last = (int(dated.min()), int(dated.max())) if len(dated) else (1, 0)
    lasting = np.flatnonzero(end != start)
    length = end[lasting] - start[lasting]
    lengths = np.flatnonzero(np.bincount(np.append(length, 0)))
    whole = np.int32 if (last - first + 2) * len(lengths) * groups <= np.iinfo(np.int32).max else np.int64
    of = np.subtract(start, first - 1, dtype=whole)
    if undated is not None:
        of[undated] = 0
    of *= whole(len(lengths))
    of[lasting] += np.searchsorted(lengths, length).astype(whole)
    if codes is not None:
        of *= whole(groups)
        of += codes
    return _Cells(of.astype(np.int64), first, lengths, groups)


def _events(column: Callable[[str], Column], into: _Into, count: NDArray[np.int64]) -> dict[str, Any]:
    """An event that is disputed is 0 to 1 events."""
    disputed = into.marked(column("stance") == STANCES.index("disputed"))
    nothing = np.zeros(len(count), dtype=np.int64)
    low, high = (count - disputed).astype(np.float64), count.astype(np.float64)
    return {"unknown": nothing, "low": low, "high": high, "open": nothing, "best": np.full(len(count), np.nan)}


def _figures(column: Callable[[str], Column], measure: str, into: _Into) -> dict[str, Any]:
    low, high = column(f"{measure}_low"), column(f"{measure}_high")
    none = (high == NONE) & (low == NONE)
    found = {
        "unknown": into.marked(none),
        "low": into.summed(low),
        "high": into.summed(np.maximum(high, low)),
        "open": into.marked(column(f"{measure}_open")),
    }
    if measure != "killed":
        return {**found, "best": np.full(len(into.held), np.nan)}
    best = np.where(none, NONE, column("killed_best"))  # without bounds it would be an estimate of more than they are
    unrated = into.marked((best == NONE) & ~none)
    return {**found, "best": np.where(unrated > 0, np.nan, into.summed(best))}
