"""Which lane each event stands in, and the sub-rows that keep events of a lane from hiding one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.words import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 30
COLUMNS = {"actor": "perpetrators", "place": "place", "type": "sub_event_type"}


@dataclass(frozen=True)
class Lanes:
    """``names``: the lanes from top to bottom; ``event``, ``lane``: which row of the event frame stands in which lane.

    ``others``: how many actors, places or types the last lane gathers, 0 when there is none.
    """

    names: tuple[str, ...]
    event: NDArray[np.int64]
    lane: NDArray[np.int64]
    others: int


def lanes(told: pd.DataFrame, by: str, *, most: int = MOST) -> Lanes:
    """The lanes of an event frame by ``actor`` (carried out by), ``place`` or ``type``.

    Most events first, then the name; then, beyond ``most``, one lane for all others; then the lane of the events that
    name none. An event by several actors stands in the lane of each.
    """
    column = told[COLUMNS[by]].reset_index(drop=True)
    names = column.list.flatten() if by == "actor" else column[column.notna() & (column.astype("string") != "")]
    event = names.index.to_numpy()
    number, known = pd.factorize(names)
    counts = np.bincount(number, minlength=len(known))
    order = sorted(range(len(known)), key=lambda place: (-int(counts[place]), str(known[place])))
    unnamed = np.flatnonzero(np.bincount(event, minlength=len(told)) == 0)
    room = most - bool(len(unnamed))
    kept = order if len(order) <= room else order[: room - 1]
    others = len(order) - len(kept)
    lane_of = np.full(len(known), len(kept))
    lane_of[kept] = np.arange(len(kept))
    last = len(kept) + bool(others)
    placed = pd.DataFrame(
        {
            "event": np.concatenate([event, unnamed]).astype("int64"),
            "lane": np.concatenate([lane_of[number], np.full(len(unnamed), last)]).astype("int64"),
        }
    ).drop_duplicates()
    short = words("short_types") if by == "type" else {}
    titles = [short.get(str(known[place]), str(known[place])) for place in kept]
    titles += [words("lanes")["others"].format(n=f"{others:,}", what=words("kinds")[by])] * bool(others)
    titles += [words("unnamed")[by]] * bool(len(unnamed))
    return Lanes(tuple(titles), placed["event"].to_numpy(), placed["lane"].to_numpy(), others)


def rows(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.int64]:
    """For each interval the first sub-row where it overlaps none that started before it."""
    free: list[float] = []
    found = np.zeros(len(starts), dtype="int64")
    order: Any = np.lexsort((-ends, starts))
    for event in order:
        row = next((number for number, end in enumerate(free) if end <= starts[event]), len(free))
        if row == len(free):
            free.append(0.0)
        free[row] = ends[event]
        found[event] = row
    return found
