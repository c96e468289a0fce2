"""Which lane each event stands in, and the sub-rows that keep events of a lane from hiding one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.datasets import title
from dashboard.drawing.added import tallied
from dashboard.formats import number
from dashboard.store.columns import NO_DAY, NONE, Lists, Names, numbers
from dashboard.store.told import DATASETS, KINDS
from dashboard.words import one_of, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from dashboard.store.told import Told

MOST, LEAST = 30, 6
"""Lanes of a timeline at most, and of each of several data sets at least."""
BY = ("actor", "place", "type", "source", "dataset")
ORDERS = ("count", "first", "name")
LATE = int(np.iinfo(np.int32).max)


@dataclass(frozen=True)
class Lanes:
    """``names``: the lanes from top to bottom; ``event``, ``lane``: which row of the events stands in which lane.

    ``others``: how many actors, places or types the last lane gathers, 0 when there is none; ``known``: how many there
    are in all. ``heads``: where several data sets are drawn, the lanes that only name one, and its events.
    """

    names: tuple[str, ...]
    event: NDArray[Any]
    lane: NDArray[Any]
    others: int
    known: int = 0
    heads: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def counts(self) -> list[int]:
        """The events of each lane."""
        found: list[int] = numbers(self.lane, len(self.names))[:-1].tolist()
        return [self.heads.get(place, count) for place, count in enumerate(found)]


def lanes(told: Told, by: str, *, order: str = "count", most: int = MOST) -> Lanes:
    """The lanes of some events by ``actor``, ``place``, ``type``, ``source`` or ``dataset``; of several data sets, each
    below its name.

    ``order``: most events first (``count``), the earliest event first (``first``), or by ``name``; which lanes there
    are is decided by their events. Then, beyond ``most``, one lane for all others; then the lane of the events that
    name none. An event by several actors stands in the lane of each; one that names two sides and no attacker in the
    lanes of both. Raises UsageError for another ``by`` or ``order``.
    """
    one_of("lanes", by, BY)
    one_of("order", order, ORDERS)
    names = told.datasets
    if len(names) < 2 or by == "dataset":
        return _lanes(told, by, order, most)
    return _grouped(told, by, order, names, max(most // len(names), LEAST))


def _grouped(told: Told, by: str, order: str, datasets: list[str], most: int) -> Lanes:
    titles: list[str] = []
    heads: dict[int, int] = {}
    event, lane, others, known = [], [], 0, 0
    for name in datasets:
        rows_here = np.flatnonzero(told.of_dataset(name))
        found = _lanes(told.some(rows_here), by, order, most)
        heads[len(titles)] = len(rows_here)
        titles.append(title(name))
        event.append(rows_here[found.event])
        lane.append(found.lane.astype(np.int16) + len(titles))
        titles += found.names
        others, known = others + found.others, known + found.known
    return Lanes(tuple(titles), np.concatenate(event), np.concatenate(lane), others, known, heads)


def _lanes(told: Told, by: str, order: str, most: int) -> Lanes:
    column, (counts, _) = _column(told, by), tallied_by(told, by)
    unnamed = np.flatnonzero(column.lengths == 0)
    kept = _kept(counts, column.names, most - bool(len(unnamed)))
    others = int((counts > 0).sum()) - len(kept)
    kept = _ordered(kept, order, told, column)
    lane_of = np.full(len(column.names), len(kept), dtype=np.int16)
    lane_of[kept] = np.arange(len(kept))
    event, lane = _each_once(column.rows, lane_of[column.codes], len(kept) if others else NONE)
    last = len(kept) + bool(others)
    return Lanes(
        names=tuple(_titles(by, [column.names[place] for place in kept], others, unnamed=bool(len(unnamed)))),
        event=np.concatenate([event, unnamed]) if len(unnamed) else event,
        lane=np.concatenate([lane, np.full(len(unnamed), last, dtype=np.int16)]) if len(unnamed) else lane,
        others=others,
        known=len(kept) + others,
    )


NAMING = {"actor": "involved", "source": "sources", "type": "kind"}
"""The column of the names that make the lanes, where it is called otherwise."""


def tallied_by(told: Told, by: str) -> tuple[NDArray[np.int64], Sequence[str]]:
    """How many events each name that could make a lane has, and the names."""
    named = {"type": KINDS, "dataset": tuple(map(title, DATASETS))}
    column = NAMING.get(by, by)
    names = named[by] if by in named else told.whole.column(column).names
    return tallied(told, column)[: len(names)], names


def _column(told: Told, by: str) -> Lists:
    """The names that make the lanes, several an event or none."""
    if by == "actor":
        return told.involved
    if by == "source":
        found: Lists = told.column("sources")
        return found
    names = {"type": told.kind, "dataset": Names(told.column("dataset"), tuple(map(title, DATASETS)))}
    return (names[by] if by in names else told.column(by)).as_lists()


def _kept(counts: NDArray[np.int64], names: Sequence[str], room: int) -> list[int]:
    """The codes with a lane of their own: most events first, then the name."""
    given = np.flatnonzero(counts)
    if len(given) > room:  # the names of thousands need not be compared
        least = np.partition(counts[given], len(given) - room)[len(given) - room]
        given = given[counts[given] >= least]
    ordered = sorted(given.tolist(), key=lambda code: (-int(counts[code]), names[code]))
    return ordered if int((counts > 0).sum()) <= room else ordered[: room - 1]


def _ordered(kept: list[int], order: str, told: Told, column: Lists) -> list[int]:
    if order == "name":
        return sorted(kept, key=lambda code: column.names[code].casefold())
    if order == "first":
        days = np.where(told.start == NO_DAY, LATE, told.start)[column.rows]
        first = np.full(len(column.names), LATE, dtype=np.int64)
        np.minimum.at(first, column.codes, days)
        return sorted(kept, key=lambda code: (int(first[code]), column.names[code]))
    return kept


def _each_once(event: NDArray[Any], lane: NDArray[Any], others: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """An event stands once in the lane of all others, however many of them it names; names come sorted by event."""
    other, again = lane == others, np.zeros(len(lane), dtype=bool)
    for back in range(1, len(lane)) if others != NONE else ():
        same = event[back:] == event[:-back]
        if not same.any():  # no event names so many
            break
        again[back:] |= same & other[back:] & other[:-back]
    return (event[~again], lane[~again]) if again.any() else (event, lane)


def _titles(by: str, kept: list[str], others: int, *, unnamed: bool) -> list[str]:
    short = words("short_types") if by == "type" else {}
    titles = [short.get(name, name) for name in kept]
    titles += [words("lanes")["others"].format(n=number(others), what=words("kinds")[by])] * bool(others)
    return titles + [words("unnamed").get(by, "")] * unnamed


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
