"""Counts per bar of time: what is sure in a bar, what may be more, what is only roughly dated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.groups import WHOLE, Groups
from dashboard.drawing.kept import kept, kept_few
from dashboard.drawing.stretches import Stretches, stretches
from dashboard.drawing.units import MOST_SHARED, UNITS, bar_of, drawable, first_day, suiting
from dashboard.drawing.window import DAY, NO_PERIOD, PADDING, Period, Window, bulk_of, within_period
from dashboard.epoch import days_to
from dashboard.store.columns import NONE
from dashboard.words import one_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dashboard.store.told import Told

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

ALONG = ("first", "last", "spread", "more", "open", "events", "unknown", "best")
"""The fields of a Tally that run along its bars."""
IMPRECISE = ("spread", "placed", "left_out")
"""How dates that reach over several bars count."""


@dataclass(frozen=True, eq=False)
class Tally:
    """The bars of one chart. Arrays run along ``first``, the bars' first days (days since 1970), and ``last``.

    ``low``: for each group what is sure and dated within one bar; ``spread``: the lower bounds of events that may lie
    in several bars, shared out evenly by day or placed on their first; ``more``: from the lower bounds to the upper
    ones; ``open``: a source gives no upper bound; ``events``, ``unknown``: events in the bar, and those of them without
    a figure; ``best``: the best estimates, NaN where an event with a figure has none.
    """

    unit: str
    first: Whole
    last: Whole
    low: dict[str, Floats]
    spread: Floats
    more: Floats
    open: NDArray[np.bool_]
    events: Whole
    unknown: Whole
    best: Floats

    @property
    def sure(self) -> Floats:
        """What is sure, over all groups."""
        found: Floats = np.sum([np.zeros(len(self.first)), *self.low.values()], axis=0)
        return found

    @property
    def at_least(self) -> Floats:
        """The lower bounds, roughly dated ones too."""
        return self.sure + self.spread

    @property
    def at_most(self) -> Floats:
        """The whole height of the bars."""
        return self.at_least + self.more

    @property
    def known(self) -> NDArray[np.bool_]:
        """The bars in which an event has a figure: the others say nothing, not zero."""
        return self.events > self.unknown


@dataclass(frozen=True)
class Coverage:
    """How many events of a chart are drawn how: of ``counted`` events (not denied by all), ``unknown`` give no figure,
    ``undated`` no date; of those whose days reach over several bars ``spread`` are shared out, ``placed`` on their
    first day or ``left_out``, as the reader chose; ``too_long`` are dated too roughly to be shared out."""

    counted: int
    denied: int
    unknown: int
    undated: int
    spread: int
    too_long: int
    placed: int = 0
    left_out: int = 0


def unit_for(told: Told, unit: str, measure: str = "events", period: Period = NO_PERIOD) -> str:
    """``unit`` itself, for ``auto`` the one that suits the days of the bulk; a longer one where its bars would be too
    many to draw. Raises UsageError for others."""
    one_of("unit", unit, ("auto", *UNITS))
    window = window_of(told, measure, period)
    days = (window.last - window.first) / DAY
    return suiting(days) if unit == "auto" else drawable(unit, days)


@kept
def window_of(told: Told, measure: str = "events", period: Period = NO_PERIOD) -> Window:
    """The window of the bulk of the dated events; of those with a figure, where none of them lies in that window. Its
    ends are those of the period that was asked for."""
    return within_period(_window(told, measure), period)


def _window(told: Told, measure: str) -> Window:
    window = bulk_of(told)
    if measure == "events" and not told.denied.any():
        return window
    drawn = told.dated & ~told.denied & _known(told, measure)
    inside = drawn & (told.start <= window.end / DAY) & (told.end >= window.start / DAY)
    return bulk_of(told, drawn) if drawn.any() and not inside.any() else window


def clipped(each: Tally, period: Period) -> Tally:
    """The bars that have a day in the period."""
    first, last = (None if day is None else days_to(day) for day in period)
    here = np.ones(len(each.first), dtype=bool)
    here &= True if first is None else each.last >= first
    here &= True if last is None else each.first <= last
    if here.all():
        return each
    kept = {name: getattr(each, name)[here] for name in ALONG}
    return replace(each, low={name: values[here] for name, values in each.low.items()}, **kept)


def _known(told: Told, measure: str) -> NDArray[np.bool_]:
    if measure == "events":
        return ~told.denied
    known: NDArray[np.bool_] = (told.column(f"{measure}_low") != NONE) | (told.column(f"{measure}_high") != NONE)
    return known


def whole_bars(window: Window, unit: str) -> Window:
    """The window made longer, so that its first and last bar are whole."""
    first, last = bar_of(np.array([window.start, window.end]) // DAY, unit)
    start, end = first_day(np.array([first, last + 1]), unit) * DAY
    room = (end - start) * PADDING
    return replace(window, first=min(window.first, float(start - room)), last=max(window.last, float(end + room)))


def coverage(told: Told, measure: str, unit: str, imprecise: str = "spread", groups: Groups = WHOLE) -> Coverage:
    """What the bars of ``unit`` show of one data set's events, and what they cannot."""
    rows = stretches(told, measure, groups)
    _, bars = _reach(told, measure, unit, groups)
    several = (bars > 1) & ((bars <= MOST_SHARED[unit]) | (imprecise != "spread"))
    reach = int(rows.known[several].sum())
    counted = int(rows.events.sum())
    return Coverage(
        counted=counted,
        denied=len(told) - counted,
        unknown=int(rows.unknown.sum()),
        undated=int(rows.known[~rows.dated].sum()),
        too_long=int(rows.known[(bars > 1) & ~several].sum()),
        **{name: reach if name == imprecise else 0 for name in IMPRECISE},
    )


@kept_few
def _reach(told: Told, measure: str, unit: str, groups: Groups) -> tuple[Whole, Whole]:
    """The first bar of each stretch, and how many bars its days reach over; 0 where it has none."""
    rows = stretches(told, measure, groups)
    first, last = (bar_of(np.where(rows.dated, days, 0), unit) for days in (rows.start, rows.end))
    return first, np.where(rows.dated, last - first + 1, 0)


@dataclass(frozen=True)
class _Pieces:
    """What lies in the bars: the stretch, bar and share of each piece, and whether its stretch lies in one bar."""

    of: Whole
    bar: Whole
    share: Floats
    exact: NDArray[np.bool_]


@kept_few
def _pieces(told: Told, measure: str, unit: str, groups: Groups, imprecise: str) -> _Pieces:
    rows = stretches(told, measure, groups)
    first, bars = _reach(told, measure, unit, groups)
    if imprecise == "spread":
        drawn = np.flatnonzero((bars > 0) & (bars <= MOST_SHARED[unit]))
        return _shared(rows, unit, drawn, first, bars)
    drawn = np.flatnonzero(bars == 1 if imprecise == "left_out" else bars > 0)
    return _Pieces(drawn, first[drawn], np.ones(len(drawn)), bars[drawn] == 1)


def _shared(rows: Stretches, unit: str, drawn: Whole, first: Whole, bars: Whole) -> _Pieces:
    """A piece for each bar that a stretch reaches over, with the share of its days there."""
    of = np.repeat(drawn, bars[drawn])
    step = np.arange(len(of)) - np.repeat(np.cumsum(bars[drawn]) - bars[drawn], bars[drawn])
    bar = first[of] + step
    exact = bars[of] == 1
    share = np.ones(len(of))
    part = np.flatnonzero(~exact)
    start, end = rows.start[of[part]], rows.end[of[part]]
    begins, ends = first_day(bar[part], unit), first_day(bar[part] + 1, unit) - 1
    share[part] = (np.minimum(end, ends) - np.maximum(start, begins) + 1) / (end - start + 1)
    return _Pieces(of, bar, share, exact)


@kept
def tally(
    told: Told, measure: str, unit: str, groups: Groups = WHOLE, imprecise: str = "spread", only: int | None = None
) -> Tally:
    """The bars of one data set's events; ``groups`` says which stack each is in, ``only`` takes the events of one.
    Raises UsageError for another way to count imprecise dates."""
    one_of("imprecise", imprecise, IMPRECISE)
    rows, pieces = stretches(told, measure, groups), _pieces(told, measure, unit, groups, imprecise)
    if only is not None:
        here = rows.group[pieces.of] == only
        pieces = _Pieces(pieces.of[here], pieces.bar[here], pieces.share[here], pieces.exact[here])
    return _tally(rows, pieces, unit, [only] if only is not None else np.unique(rows.group).tolist())


def _tally(rows: Stretches, pieces: _Pieces, unit: str, codes: list[int]) -> Tally:
    bars, where = _numbered(pieces.bar)
    of, size = pieces.of, len(bars)

    def total(values: NDArray[Any], kept: NDArray[np.bool_] | None = None) -> Floats:
        at, weights = (
            (where, values[of] * pieces.share) if kept is None else (where[kept], (values[of] * pieces.share)[kept])
        )
        return np.bincount(at, weights=weights, minlength=size).astype(np.float64, copy=False)

    def count(values: Whole) -> Whole:
        return np.bincount(where, weights=values[of], minlength=size).astype(np.int64)

    return Tally(
        unit=unit,
        first=first_day(bars, unit),
        last=first_day(bars + 1, unit) - 1,
        low=_low(rows, pieces, where, size, codes),
        spread=total(rows.low, ~pieces.exact),
        more=_or_nothing(total(rows.high - rows.low)),
        open=count(rows.open) > 0,
        events=count(rows.events),
        unknown=count(rows.unknown),
        best=total(rows.best),
    )


def _low(rows: Stretches, pieces: _Pieces, where: Whole, size: int, codes: list[int]) -> dict[str, Floats]:
    """What is sure of each group."""
    of, many = pieces.of[pieces.exact], len(rows.names)
    sums = np.bincount(where[pieces.exact] * many + rows.group[of], weights=rows.low[of], minlength=size * many)
    return {rows.names[code]: sums[code::many].astype(np.float64) for code in codes}


def _or_nothing(sums: Floats) -> Floats:
    return np.maximum(sums, 0.0)


def _numbered(bars: Whole) -> tuple[Whole, Whole]:
    """The bars that occur, sorted, and the place of each piece's among them."""
    if not len(bars) or int(bars.max()) - int(bars.min()) > len(bars) * 8:
        return np.unique(bars, return_inverse=True)
    first = int(bars.min())
    there = np.flatnonzero(np.bincount(bars - first))
    place = np.zeros(int(there[-1]) + 1, dtype=np.int64)
    place[there] = np.arange(len(there))
    return there + first, place[bars - first]
