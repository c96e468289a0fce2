"""Counts per day, week or month: what is sure in a bar, what may be more, what is only roughly dated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.drawing.lanes import COLUMNS
from dashboard.drawing.window import DAY, PADDING, Window, bulk_of_each, milliseconds
from dashboard.events import involved, two_sides
from dashboard.words import one_of, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNITS = ("day", "week", "month")
LONGEST = {"day": 45, "week": 320}
"""Days up to which the bars of an ``auto`` chart are days, then weeks; beyond, months."""
MOST_BINS = 8
"""An event that may lie in more bars than this is not spread over them: a chart of traces would say nothing."""
MOST_GROUPS = 8


@dataclass(frozen=True)
class Tally:
    """The bars of one chart. Arrays run along ``first``, the bars' first days (days since 1970), and ``last``.

    ``low``: for each group what is sure and dated within one bar; ``spread``: the lower bounds of events that may lie
    in several bars, shared out evenly by day; ``more``: from the lower bounds to the upper ones; ``open``: a source
    gives no upper bound; ``events``, ``unknown``: events in the bar, and those of them without a figure; ``best``: the
    best estimates, NaN where an event with a figure has none.
    """

    unit: str
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    low: dict[str, NDArray[np.float64]]
    spread: NDArray[np.float64]
    more: NDArray[np.float64]
    open: NDArray[np.bool_]
    events: NDArray[np.int64]
    unknown: NDArray[np.int64]
    best: NDArray[np.float64]

    @property
    def sure(self) -> NDArray[np.float64]:
        """What is sure, over all groups."""
        found: NDArray[np.float64] = np.sum([np.zeros(len(self.first)), *self.low.values()], axis=0)
        return found

    @property
    def at_least(self) -> NDArray[np.float64]:
        """The lower bounds, roughly dated ones too."""
        return self.sure + self.spread

    @property
    def at_most(self) -> NDArray[np.float64]:
        """The whole height of the bars."""
        return self.at_least + self.more


@dataclass(frozen=True)
class Coverage:
    """How many events of a chart are drawn how: of ``counted`` events (not denied by all), ``unknown`` give no figure,
    ``undated`` no date; ``spread`` are shared out over several bars; ``too_long`` are dated too roughly for any."""

    counted: int
    denied: int
    unknown: int
    undated: int
    spread: int
    too_long: int


def unit_for(told: pd.DataFrame, unit: str, measure: str = "events") -> str:
    """``unit`` itself, or for ``auto`` the one that suits the days of the bulk. Raises UsageError for others."""
    if unit != "auto":
        return one_of("unit", unit, ("auto", *UNITS))
    window = window_of(told, measure)
    days = (window.last - window.first) / DAY
    return next((name for name, most in LONGEST.items() if days <= most), "month")


def window_of(told: pd.DataFrame, measure: str = "events") -> Window:
    """The window of the bulk of the dated events; of those with a figure, where none of them lies in that window."""
    starts, ends = milliseconds(told["date_start"]), milliseconds(told["date_end"])
    dated = ~np.isnan(starts)
    window = bulk_of_each(told["dataset"][dated], starts[dated], ends[dated])
    drawn = dated & _known(told, measure) & (told["stance"] != "denied").to_numpy()
    inside = drawn & (starts <= window.end) & (ends >= window.start)
    none_inside = drawn.any() and not inside.any()
    return bulk_of_each(told["dataset"][drawn], starts[drawn], ends[drawn]) if none_inside else window


def whole_bars(window: Window, unit: str) -> Window:
    """The window made longer, so that its first and last bar are whole."""
    first, last = (np.array([int(moment // DAY)]) for moment in (window.start, window.end))
    start, end = _start(_bin(first, unit), unit)[0] * DAY, _start(_bin(last, unit) + 1, unit)[0] * DAY
    room = (end - start) * PADDING
    return replace(window, first=min(window.first, float(start - room)), last=max(window.last, float(end + room)))


def coverage(told: pd.DataFrame, measure: str, unit: str) -> Coverage:
    """What the bars of ``unit`` show of an event frame, and what they cannot."""
    heard = _heard(told, measure)
    known = _known(heard, measure)
    first, last, dated = _days(heard)
    bars = _bin(last, unit) - _bin(first, unit) + 1
    drawn = known & dated
    return Coverage(
        counted=len(heard),
        denied=len(told) - len(heard),
        unknown=int((~known).sum()),
        undated=int((known & ~dated).sum()),
        spread=int((drawn & (bars > 1) & (bars <= MOST_BINS)).sum()),
        too_long=int((drawn & (bars > MOST_BINS)).sum()),
    )


def tally(told: pd.DataFrame, measure: str, unit: str, groups: pd.Series[Any]) -> Tally:
    """The bars of one data set's events; ``groups`` names the stack of each row of the event frame."""
    groups = groups[(told["stance"] != "denied").to_numpy()]
    told = _heard(told, measure)
    low, high, more_possible = _values(told, measure)
    first, last, dated = _days(told)
    bars = np.where(dated, _bin(last, unit) - _bin(first, unit) + 1, 0)
    drawn = np.flatnonzero(dated & (bars <= MOST_BINS))
    event = np.repeat(drawn, bars[drawn])
    step = np.arange(len(event)) - np.repeat(np.cumsum(bars[drawn]) - bars[drawn], bars[drawn])
    bins, where = np.unique(_bin(first[event], unit) + step, return_inverse=True)
    inside = np.minimum(last[event], _start(bins + 1, unit)[where] - 1) - np.maximum(
        first[event], _start(bins, unit)[where]
    )
    share = (inside + 1) / (last[event] - first[event] + 1)
    exact = bars[event] == 1

    def total(values: NDArray[Any], mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        weights = values[event[mask]] * share[mask]
        return np.bincount(where[mask], weights=weights, minlength=len(bins)).astype("float64")

    sure, upper = np.nan_to_num(low), np.fmax(high, low)
    names = [name for name in groups.cat.categories if (groups == name).any()]
    member = groups.to_numpy()[event]
    everything = np.ones(len(event), dtype=bool)
    return Tally(
        unit=unit,
        first=_start(bins, unit),
        last=_start(bins + 1, unit) - 1,
        low={name: total(sure, exact & (member == name)) for name in names},
        spread=total(sure, ~exact),
        more=total(np.nan_to_num(upper - sure), everything),
        open=np.bincount(where, weights=more_possible[event], minlength=len(bins)) > 0,
        events=np.bincount(where, minlength=len(bins)),
        unknown=np.bincount(where, weights=np.isnan(upper)[event], minlength=len(bins)).astype("int64"),
        best=total(_best(told, measure, upper), everything),
    )


def groups(told: pd.DataFrame, by: str) -> pd.Series[Any]:
    """The stack of each event, a categorical: one group each, so that no event counts twice.

    ``by``: none, actor, place or type. By actor, contested events and events of several actors have groups of their
    own. At most eight names, those with most events; the others share one group. Raises UsageError for another.
    """
    one_of("stack", by, ("none", *COLUMNS))
    if by == "none":
        return pd.Series("", index=told.index).astype("category")
    names = _actors(told) if by == "actor" else told[COLUMNS[by]].astype("string")
    names = names.mask(names == "").fillna(words("unnamed")[by]).astype(object)
    special = [words("groups")["several"], words("groups")["contested"], words("unnamed")[by]]
    counts = names[~names.isin(special)].value_counts()
    ordered = sorted(counts.index, key=lambda name: (-int(counts[name]), str(name)))
    kept = ordered if len(ordered) <= MOST_GROUPS else ordered[: MOST_GROUPS - 1]
    others = words("lanes")["others"].format(n=f"{len(ordered) - len(kept):,}", what=words("kinds")[by])
    names = names.where(names.isin([*kept, *special]), others)
    return names.astype(pd.CategoricalDtype([*kept, others, *special]))


def _actors(told: pd.DataFrame) -> pd.Series[Any]:
    several = words("groups")
    count = told["perpetrators"].list.len().fillna(0).to_numpy()
    names = told["perpetrators"].list.flatten()
    first = names[~names.index.duplicated()].reindex(told.index).astype("string")
    first = first.where(count == 1, several["several"]).where(count > 0, words("unnamed")["actor"])
    first = first.mask(told["attribution"] == "contested", several["contested"])
    sides = _sides(told)
    found: pd.Series[Any] = sides.reindex(told.index).fillna(first)
    return found


def _sides(told: pd.DataFrame) -> pd.Series[Any]:
    """``A / B``, in the order of the alphabet, for each event whose sides are named and no attacker."""
    say, names = words("groups"), involved(told)
    names = names[two_sides(told)[names.index.to_numpy()]]
    number, known = pd.factorize(names, sort=True)
    pairs = pd.DataFrame({"event": names.index.to_numpy(), "name": number.astype("int64")}).groupby("event")["name"]
    first, last, count = pairs.min(), pairs.max(), pairs.nunique()
    keys, where = np.unique(first.to_numpy() * max(len(known), 1) + last.to_numpy(), return_inverse=True)
    both = [(str(known[key // len(known)]), str(known[key % len(known)])) for key in keys.tolist()]
    labels = np.array([say["one_side" if a == b else "sides"].format(a=a, b=b) for a, b in both], dtype=object)
    found = np.where(count.to_numpy() > 2, say["several"], labels[where]) if len(both) else labels
    return pd.Series(found, index=told.index[count.index.to_numpy()], dtype="string")


def _heard(told: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The events that somebody reports, with only the columns that are counted here: the others are slow to copy."""
    figures = [] if measure == "events" else [f"{measure}_{end}" for end in ("low", "high", "open")]
    figures += ["killed_best"] if measure == "killed" else []
    return told.loc[told["stance"] != "denied", ["stance", "date_start", "date_end", *figures]]


def _values(told: pd.DataFrame, measure: str) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Lower bound, upper bound, more possible. An event that is disputed is 0 to 1 events."""
    if measure == "events":
        once = np.asarray(told["stance"] == "reported", dtype=np.float64)
        return once, np.ones(len(told)), np.zeros(len(told), dtype=np.bool_)
    low, high = (told[f"{measure}_{end}"].to_numpy(dtype="float64", na_value=np.nan) for end in ("low", "high"))
    return low, high, np.asarray(told[f"{measure}_open"], dtype=np.bool_)


def _best(told: pd.DataFrame, measure: str, upper: NDArray[np.float64]) -> NDArray[np.float64]:
    """The best estimate of each event; nothing to add where it has no figure at all."""
    if measure != "killed":
        return np.full(len(told), np.nan)
    best = told["killed_best"].to_numpy(dtype="float64", na_value=np.nan)
    return np.where(np.isnan(upper), 0.0, best)


def _known(told: pd.DataFrame, measure: str) -> NDArray[np.bool_]:
    low, high, _ = _values(told, measure)
    known: NDArray[np.bool_] = ~(np.isnan(low) & np.isnan(high))
    return known


def _days(told: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    starts, ends = milliseconds(told["date_start"]), milliseconds(told["date_end"])
    dated = ~np.isnan(starts)
    first, last = (np.where(dated, each, 0) // DAY for each in (starts, ends))
    return first.astype("int64"), last.astype("int64"), dated


def _bin(days: NDArray[np.int64], unit: str) -> NDArray[np.int64]:
    if unit == "day":
        return days
    if unit == "week":
        return (days + 3) // 7  # 1 January 1970 was a Thursday; weeks start on Monday
    return days.astype("datetime64[D]").astype("datetime64[M]").astype("int64")


def _start(bins: NDArray[np.int64], unit: str) -> NDArray[np.int64]:
    if unit == "day":
        return bins
    if unit == "week":
        return bins * 7 - 3
    return bins.astype("datetime64[M]").astype("datetime64[D]").astype("int64")
