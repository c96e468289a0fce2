"""Which lane each event stands in, and the sub-rows that keep events of a lane from hiding one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.datasets import present, title
from dashboard.events import involved
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

MOST, LEAST = 30, 6
"""Lanes of a timeline at most, and of each of several data sets at least."""
COLUMNS = {"actor": "perpetrators", "place": "place", "type": "kind"}


@dataclass(frozen=True)
class Lanes:
    """``names``: the lanes from top to bottom; ``event``, ``lane``: which row of the event frame stands in which lane.

    ``others``: how many actors, places or types the last lane gathers, 0 when there is none. ``heads``: where several
    data sets are drawn, the lanes that only name one, and its events.
    """

    names: tuple[str, ...]
    event: NDArray[np.int64]
    lane: NDArray[np.int64]
    others: int
    heads: Mapping[int, int] = field(default_factory=dict)

    @property
    def counts(self) -> list[int]:
        """The events of each lane."""
        found: list[int] = np.bincount(self.lane, minlength=len(self.names)).tolist()
        return [self.heads.get(place, count) for place, count in enumerate(found)]


def lanes(told: pd.DataFrame, by: str, *, most: int = MOST) -> Lanes:
    """The lanes of an event frame by ``actor``, ``place`` or ``type``; of several data sets, each below its name.

    Most events first, then the name; then, beyond ``most``, one lane for all others; then the lane of the events that
    name none. An event by several actors stands in the lane of each; one that names two sides and no attacker in the
    lanes of both.
    """
    names = present(told)
    if len(names) < 2:
        return _lanes(told, by, most)
    return _grouped(told, by, names, max(most // len(names), LEAST))


def _grouped(told: pd.DataFrame, by: str, datasets: list[str], most: int) -> Lanes:
    titles: list[str] = []
    heads: dict[int, int] = {}
    event, lane, others = [], [], 0
    for name in datasets:
        rows_here = np.flatnonzero((told["dataset"] == name).to_numpy())
        found = _lanes(told.iloc[rows_here], by, most)
        heads[len(titles)] = len(rows_here)
        titles.append(title(name))
        event.append(rows_here[found.event])
        lane.append(found.lane + len(titles))
        titles += found.names
        others += found.others
    return Lanes(tuple(titles), np.concatenate(event), np.concatenate(lane), others, heads)


def _lanes(told: pd.DataFrame, by: str, most: int) -> Lanes:
    column = told[COLUMNS[by]].reset_index(drop=True)
    given = column[column.notna() & (column.astype("string") != "")] if by != "actor" else involved(told)
    event = given.index.to_numpy()
    number, known = pd.factorize(given)
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
