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
    pairs = _pairs(told, by)
    unnamed = words("unnamed")[by]
    counts = pairs[pairs["name"] != unnamed]["name"].value_counts()
    names = sorted((str(name) for name in counts.index), key=lambda name: (-int(counts[name]), name))
    room = most - int((pairs["name"] == unnamed).any())
    kept = names if len(names) <= room else names[: room - 1]
    others = len(names) - len(kept)
    ordered = list(kept)
    if others:
        ordered.append(words("lanes")["others"].format(n=f"{others:,}", what=words("kinds")[by]))
    if (pairs["name"] == unnamed).any():
        ordered.append(unnamed)
    number = {name: place for place, name in enumerate(ordered)}
    lane = pairs["name"].map(number).fillna(len(kept)).astype("int64")
    placed = pd.DataFrame({"event": pairs["event"], "lane": lane}).drop_duplicates()
    return Lanes(tuple(ordered), placed["event"].to_numpy(), placed["lane"].to_numpy(), others)


def _pairs(told: pd.DataFrame, by: str) -> pd.DataFrame:
    column = told[COLUMNS[by]].reset_index(drop=True)
    names = column.list.flatten() if by == "actor" else column.astype("string").mask(column == "").dropna()
    absent = np.setdiff1d(np.arange(len(told)), names.index.to_numpy())
    return pd.DataFrame(
        {
            "event": np.concatenate([names.index.to_numpy(), absent]).astype("int64"),
            "name": [*(str(name) for name in names), *[words("unnamed")[by]] * len(absent)],
        }
    )


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
