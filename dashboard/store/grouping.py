"""Claims that share events to events: what they agree on, and where they contradict each other.

Everything is grouped in whole columns: the cost of a row does not depend on Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.counted import MEASURES, NOT_SUMMED, ZERO, counted, flagged
from dashboard.store.told import ATTRIBUTION_RANK, CONTRADICTIONS, STANCES, UNKNOWN
from data_prep import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NAMES = CLAIMS["perpetrators"].dtype
PRECISIONS = CLAIMS["date_precision"].values
KIND = ("dataset", "event_type", "sub_event_type")
PLACE = ("place", "admin1", "country", "latitude", "longitude", "place_precision")
LONGEST = {"day": 1, "days": 6, "week": 7, "month": 31}
"""Days of the longest interval of each precision (UCDP GED, `date_prec`); anything longer is `year`."""


def grouped(claims: pd.DataFrame) -> pd.DataFrame:
    """One row for each ``event_id`` of each data set in a claim frame, in order of first appearance, index 0..n-1.

    Claims that report decide; claims that deny count only where nobody reports. Columns as ``dashboard.events.events``
    has them, and ``claim``, the row of each event's first claim. Strict and slow: for the few claims that share events.
    """
    known = claims["dataset"].fillna(UNKNOWN)
    return _events(claims.assign(dataset=known).reset_index(drop=True))


def _event_numbers(claims: pd.DataFrame) -> tuple[NDArray[Any], pd.Series[Any]]:
    """The row of each claim's event among ``grouped(claims)``, and the id of each event.

    What two data sets tell under one id are two events: data sets are never added to one another.
    """
    ids = claims["event_id"].fillna(claims["claim_id"]).reset_index(drop=True)
    if claims["dataset"].nunique() < 2:
        codes, known = pd.factorize(ids)
        return codes, pd.Series(known, dtype="string")
    within, _ = pd.factorize(ids)
    together = within.astype(np.int64) * len(CLAIMS["dataset"].values) + claims["dataset"].cat.codes.to_numpy()
    numbers, _ = pd.factorize(together)
    _, first = np.unique(numbers, return_index=True)
    return numbers, ids.take(first).reset_index(drop=True).astype("string")


def _kinds(frame: pd.DataFrame) -> pd.Series[Any]:
    """What kind of event each row tells of: the sub-event type, else the event type."""
    return frame["sub_event_type"].astype("string").fillna(frame["event_type"].astype("string"))


def _two_sides(claims: pd.DataFrame) -> NDArray[np.bool_]:
    """Which claims name two sides and no attacker; see ``Told.two_sides``."""
    named = claims["perpetrators"].list.len().fillna(0).to_numpy() > 0
    return np.asarray((claims["attribution"] == "unstated").to_numpy(dtype=bool) & named)


def _events(rows: pd.DataFrame) -> pd.DataFrame:
    codes, ids = _event_numbers(rows)
    count = len(ids)
    denied = _any((rows["stance"] == "denied").to_numpy(), codes, count)
    reported = _any((rows["stance"] != "denied").to_numpy(), codes, count)
    heard = ((rows["stance"] != "denied") | ~pd.Series(reported[codes], dtype=bool)).to_numpy()
    told, told_codes = rows[heard].reset_index(drop=True), codes[heard]

    dates, dates_differ = _dates(told, told_codes, count)
    figures, figures_differ = _figures(told, told_codes, count)
    attribution, attribution_differs = _attribution(told, told_codes, count)
    contradictions = np.column_stack([figures_differ, dates_differ, attribution_differs, denied & reported])
    found = pd.DataFrame(
        {
            "event_id": ids.to_numpy(),
            "claim": _firsts(codes, count),
            "claims": np.bincount(codes, minlength=count),
            **dates,
            **_first(told, told_codes, count),
            "stance": _chosen(STANCES, np.where(denied & reported, 2, denied.astype(int))),
            "attribution": attribution,
            **figures,
            "perpetrators": _union(_doers(told, told_codes, count), told_codes, count),
            "targets": _union(told["targets"].list.flatten(), told_codes, count),
            "sources": _union(_given(rows["source"]), codes, count),
            "date_texts": _union(_given(told["date_text"].where(told["dataset"] == "report")), told_codes, count),
            "contradictions": _lists(contradictions, CONTRADICTIONS),
        }
    ).astype({"event_id": "string"})
    return found.assign(kind=_kinds(found))


def _firsts(codes: NDArray[Any], count: int) -> NDArray[np.int64]:
    """The row of the first claim of each event."""
    found = np.zeros(count, dtype="int64")
    found[codes[::-1]] = np.arange(len(codes))[::-1]
    return found


def _given(texts: pd.Series[Any]) -> pd.Series[Any]:
    return texts[texts.notna() & (texts != "")]


def _any(mask: NDArray[np.bool_], codes: NDArray[Any], count: int) -> NDArray[np.bool_]:
    return np.bincount(codes[mask], minlength=count) > 0


def _chosen(values: Sequence[str], codes: NDArray[Any], *, ordered: bool = False) -> pd.Categorical[Any]:
    chosen: pd.Categorical[Any] = pd.Categorical.from_codes(
        codes.astype("int64"), dtype=pd.CategoricalDtype(list(values), ordered=ordered)
    )
    return chosen


def _dates(told: pd.DataFrame, codes: NDArray[Any], count: int) -> tuple[dict[str, Any], NDArray[np.bool_]]:
    starts = told["date_start"].fillna(told["date_end"])
    ends = told["date_end"].fillna(told["date_start"])
    grouped = pd.DataFrame({"start": starts, "end": ends}).groupby(codes)
    extent = grouped.agg(["min", "max"]).reindex(range(count))
    common = extent["start", "max"] <= extent["end", "min"]
    differ = (~common & extent["start", "min"].notna()).to_numpy()
    first = extent["start", "max"].where(common, extent["start", "min"])
    last = extent["end", "min"].where(common, extent["end", "max"])
    precision = told["date_precision"].cat.codes.replace(-1, len(PRECISIONS) - 1).groupby(codes).min()
    best = precision.reindex(range(count)).to_numpy()
    length = (last - first).dt.days.fillna(0).to_numpy() + 1
    by_length = np.searchsorted(list(LONGEST.values()), length)
    return {
        "date_start": first,
        "date_end": last,
        "earliest": extent["start", "min"],
        "latest": extent["end", "max"],
        "date_precision": _chosen(PRECISIONS, np.where(differ, by_length, best), ordered=True),
    }, differ


def _figures(told: pd.DataFrame, codes: NDArray[Any], count: int) -> tuple[dict[str, Any], NDArray[np.bool_]]:
    kept = counted(told, codes)
    columns: dict[str, Any] = {}
    differ = np.zeros(count, dtype=bool)
    for measure in MEASURES:
        low, high = (_numbers(told[f"{measure}_{end}"], kept[measure].to_numpy()) for end in ("low", "high"))
        upper = np.where(np.isnan(high), low, high)
        found = pd.DataFrame({"low": low, "high": high, "upper": upper}).groupby(codes).agg(["min", "max"])
        found = found.reindex(range(count))
        differ |= (found["low", "max"] > found["high", "min"]).to_numpy()
        smallest, largest = found["low", "min"].to_numpy(), found["upper", "max"].to_numpy()
        columns[f"{measure}_low"] = _whole(np.where(smallest > largest, largest, smallest))
        columns[f"{measure}_high"] = _whole(np.where(smallest > largest, smallest, largest))
        columns[f"{measure}_open"] = _any(~np.isnan(low) & np.isnan(high), codes, count)
    columns["killed_best"] = _best(_numbers(told["killed_best"], kept["killed"].to_numpy()), codes, count)
    columns["zero_or_unknown"] = _any(flagged(told, (ZERO,)), codes, count)
    return columns | {"left_out": _any(flagged(told, NOT_SUMMED), codes, count)}, differ


def _best(numbers: NDArray[np.float64], codes: NDArray[Any], count: int) -> pd.arrays.IntegerArray:
    """The best estimate of each event of which one is given, and no other."""
    found = pd.Series(numbers).groupby(codes).agg(["min", "max"]).reindex(range(count))
    return _whole(found["min"].where(found["min"] == found["max"]).to_numpy(dtype="float64"))


def _numbers(column: pd.Series[Any], kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    numbers = column.to_numpy(dtype="float64", na_value=np.nan)
    return np.where(kept, numbers, np.nan)


def _whole(numbers: NDArray[np.float64]) -> pd.arrays.IntegerArray:
    missing = np.isnan(numbers)
    return pd.arrays.IntegerArray(np.where(missing, 0, numbers).astype("int64"), missing)


def _attribution(told: pd.DataFrame, codes: NDArray[Any], count: int) -> tuple[pd.Categorical[Any], NDArray[np.bool_]]:
    ranks = told["attribution"].cat.set_categories(list(ATTRIBUTION_RANK)).cat.codes.to_numpy()
    ranks = np.where(ranks < 0, len(ATTRIBUTION_RANK) - 1, ranks)
    sets = _set_numbers(told["perpetrators"], len(told))
    naming = (sets != 0) & (ranks < ATTRIBUTION_RANK.index("unknown"))
    differ = (pd.Series(sets[naming]).groupby(codes[naming]).nunique().reindex(range(count)) > 1).to_numpy()
    best = pd.Series(ranks).groupby(codes).min().reindex(range(count)).to_numpy()
    return _chosen(ATTRIBUTION_RANK, np.where(differ, 0, best)), differ


def _doers(told: pd.DataFrame, codes: NDArray[Any], count: int) -> pd.Series[Any]:
    """Who is named as having done it; the sides of a claim that names no attacker only where no claim names one."""
    names = told["perpetrators"].list.flatten()
    sides = _two_sides(told)
    named = _any((told["perpetrators"].list.len().fillna(0).to_numpy() > 0) & ~sides, codes, count)
    rows = names.index.to_numpy()
    found: pd.Series[Any] = names[~sides[rows] | ~named[codes[rows]]]
    return found


def _set_numbers(lists: pd.Series[Any], count: int) -> NDArray[np.uint64]:
    """One number for each set of names, whatever their order; 0 for the empty set."""
    names = lists.list.flatten()
    hashes = pd.util.hash_array(names.to_numpy(dtype=object), categorize=True)
    sums = np.zeros(count, dtype=np.uint64)
    np.add.at(sums, names.index.to_numpy(), hashes)
    return sums


def _first(told: pd.DataFrame, codes: NDArray[Any], count: int) -> dict[str, Any]:
    """The first value that a claim gives for each thing that claims about one event rarely differ in; all that is said
    of the place is one claim's, or a name would stand at another place's point."""
    found = {name: _taken(told[name], _row(told[name].notna(), codes, count)) for name in KIND}
    named, located = (told["place"].fillna("") != "", told["latitude"].notna() & told["longitude"].notna())
    country, whatever = told["country"].notna(), pd.Series(data=True, index=told.index)
    best = [_row(given, codes, count) for given in (named & located, located, named, country, whatever)]
    place = np.select([row >= 0 for row in best], best, -1)
    return found | {name: _taken(told[name], place) for name in PLACE}


def _row(given: pd.Series[Any], codes: NDArray[Any], count: int) -> NDArray[np.int64]:
    """The row of each event's first claim of those that are marked; -1 where none is."""
    rows = given.to_numpy(dtype=bool).nonzero()[0]
    events_given, first = np.unique(codes[rows], return_index=True)
    found = np.full(count, -1)
    found[events_given] = rows[first]
    return found


def _taken(column: pd.Series[Any], rows: NDArray[np.int64]) -> pd.Series[Any]:
    return pd.Series(column.array.take(rows, allow_fill=True))


def _union(names: pd.Series[Any], codes: NDArray[Any], count: int) -> pd.Series[Any]:
    """For each event the names in ``names`` (index: row), each once, in order of appearance."""
    names = names.dropna()
    number, known = pd.factorize(names)
    keys = codes[names.index.to_numpy()].astype(np.int64) * max(len(known), 1) + number
    _, where = np.unique(keys, return_index=True)
    where = np.sort(where)
    event = keys[where] // max(len(known), 1)
    order = np.argsort(event, kind="stable")
    values = pd.Series(known, dtype="string").take(number[where][order])
    return _list_column(event, values, count)


def _lists(table: NDArray[np.bool_], names: Sequence[str]) -> pd.Series[Any]:
    rows, columns = np.nonzero(table)
    return _list_column(rows, pd.Series(names, dtype="string").take(columns), len(table))


def _list_column(rows: NDArray[Any], values: pd.Series[Any], count: int) -> pd.Series[Any]:
    offsets = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))]).astype("int32")
    return pd.Series(
        pa.ListArray.from_arrays(offsets, pa.array(values.to_numpy(dtype=object), type=pa.string())), dtype=NAMES
    )
