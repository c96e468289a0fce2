"""How many events of a table have each name or code in some of their claims: what the options of filters count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.store.columns import Lists, numbers
from dashboard.store.told import ATTRIBUTION_RANK, STANCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dashboard.store.table import Table

OF_EVENT = {"attribution": ("contested",), "stance": ("disputed",)}
"""Verdicts on a whole event, which no single claim need give."""


def alphabetical(table: Table, name: str, names: Sequence[str]) -> NDArray[np.int64]:
    """The place of each name of a filter in the order of all: put in order once for the table."""
    kept, key = table.kept, ("alphabetical", name)
    if key not in kept:
        place = np.empty(len(names), dtype=np.int64)
        place[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
        kept[key] = place
    found: NDArray[np.int64] = kept[key]
    return found


def of_codes(table: Table, codes: NDArray[Any], values: int, rows: NDArray[Any] | None) -> NDArray[np.int64]:
    """For each code the events of these claims that have it."""
    event = table.claimed.event
    found = codes if rows is None else codes[rows]
    if event is None:
        return numbers(found, values)[:-1]
    pairs = np.unique((event if rows is None else event[rows]).astype(np.int64) * (values + 1) + found + 1)
    return numbers(pairs % (values + 1) - 1, values)[:-1]


def verdicts(table: Table, name: str, rows: NDArray[Any] | None) -> tuple[Sequence[str], NDArray[np.int64]]:
    """The values of a filter in their own order; a verdict on a whole event counts for the event."""
    order = {"attribution": ATTRIBUTION_RANK, "stance": STANCES}[name]
    counts = of_codes(table, getattr(table.claimed, name), len(order), rows)
    event = table.claimed.event
    if event is not None:
        given = getattr(table.claimed, name)
        of_rows, given = (event, given) if rows is None else (event[rows], given[rows])
        events = np.unique(of_rows)
        whole = table.told.column(name)[events]
        for value in OF_EVENT[name]:
            code = order.index(value)
            counts[code] = len(np.union1d(events[whole == code], of_rows[given == code]))
    return order, counts


def of_lists(table: Table, columns: list[Lists], rows: NDArray[Any] | None) -> tuple[Sequence[str], NDArray[np.int64]]:
    """For each name the events of these claims in one of whose lists it stands."""
    event = table.claimed.event
    names, values = columns[0].names, len(columns[0].names)
    if event is None:
        counts = np.sum([column.tally(rows) for column in columns], axis=0)
        return names, counts - _twice(table, columns, rows) if len(columns) > 1 else counts
    taken = columns if rows is None else [column.take(rows) for column in columns]
    claims = np.arange(len(event)) if rows is None else rows
    keys = [event[claims][column.rows].astype(np.int64) * values + column.codes for column in taken]
    pairs = np.unique(np.concatenate(keys))
    return names, np.bincount(pairs % values if values else pairs, minlength=values)


def _twice(table: Table, columns: list[Lists], rows: NDArray[Any] | None) -> NDArray[np.int64]:
    """For each name in how many of these claims it stands in both columns."""
    kept, values = table.kept, len(columns[0].names)
    if "twice" not in kept:
        again = np.flatnonzero(columns[1].standing_in(columns[0]))
        kept["twice"] = columns[1].rows[again], columns[1].codes[again]
    claims, codes = kept["twice"]
    if rows is None:
        return numbers(codes, values)[:-1]
    here = np.zeros(len(columns[0]), dtype=bool)
    here[rows] = True
    return numbers(codes[here[claims]], values)[:-1]
