"""The stacks of a chart: one group for each event, so that no event counts twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.datasets import title
from dashboard.drawing.kept import kept, parts
from dashboard.store.columns import NONE, Lists, Names
from dashboard.store.told import ATTRIBUTION_RANK, DATASETS
from dashboard.words import one_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dashboard.store.told import Told

BY = ("none", "actor", "place", "type", "source", "dataset")
MOST_GROUPS = 8
SEVERAL, CONTESTED, UNNAMED = -3, -2, NONE
"""Keys of events that have no one name; all others are 0 or more."""
MOST_KEYS = 4_000_000


@dataclass(frozen=True, eq=False)
class Groups:
    """``codes``: the group of each event, a place in ``names`` (int8); None where all are in one group."""

    codes: NDArray[np.int8] | None
    names: tuple[str, ...]
    rest: str = ""
    """The group of all those without one of their own."""


WHOLE = Groups(None, ("",))
"""All events together."""


@kept
def groups(told: Told, by: str) -> Groups:
    """The stack of each event by none, actor, place, type, source or dataset.

    By actor, contested events and events of several actors have groups of their own; by source, what several tell. At
    most eight names, those with most events; the others share one group. Raises UsageError for another ``by``.
    """
    one_of("stack", by, BY)
    if by == "none":
        return WHOLE
    keys, label = _actors(told) if by == "actor" else _column(told, by)
    return _grouped(keys, label, by)


@kept
def groups_of(told: Told, by: str) -> dict[str, Groups]:
    """The stacks of each data set's events, by its name; the same names in each."""
    whole = groups(told, by)
    if whole.codes is None or len(told.datasets) < 2:
        return dict.fromkeys(parts(told), whole)
    return {name: Groups(whole.codes[told.of_dataset(name)], whole.names, whole.rest) for name in told.datasets}


@dataclass(frozen=True)
class _Labels:
    """What a key is called: one of ``names``, or beyond them two of ``pairs``."""

    names: Sequence[str]
    pairs: Sequence[str] = ()

    def of(self, key: int) -> str:
        if key < len(self.names):
            return self.names[key]
        first, second = divmod(key - len(self.names), len(self.pairs))
        say = words("groups")["one_side" if first == second else "sides"]
        return say.format(a=self.pairs[first], b=self.pairs[second])


def _grouped(keys: NDArray[np.int64], labels: _Labels, by: str) -> Groups:
    """Codes and names from the key of each event."""
    given, where, counts = _numbered(keys)
    named = np.flatnonzero(given >= 0)
    own = _own(given[named], counts[named], labels)
    rest = len(named) - len(own)
    code_of = np.full(len(given), len(own), dtype=np.int8)
    for code, (place, _) in enumerate(own):
        code_of[named[place]] = code
    several = "several_sources" if by == "source" else "several"
    special = {
        SEVERAL: words("groups")[several],
        CONTESTED: words("groups")["contested"],
        UNNAMED: words("unnamed").get(by, ""),
    }
    for code, key in enumerate(special, start=len(own) + 1):
        code_of[given == key] = code
    kind = "pair" if len(given) and int(given.max()) >= len(labels.names) else by
    others = words("lanes")["others"].format(n=f"{rest:,}", what=words("kinds")[kind])
    return Groups(code_of[where], (*(name for _, name in own), others, *special.values()), others * bool(rest))


def _own(keys: NDArray[np.int64], counts: NDArray[np.int64], labels: _Labels) -> list[tuple[int, str]]:
    """The place and name of each key with a group of its own: most events first, then the name."""
    likely = np.arange(len(keys))
    if len(keys) > MOST_GROUPS:  # the names of thousands need not be written
        likely = np.flatnonzero(counts >= np.partition(counts, -MOST_GROUPS)[-MOST_GROUPS])
    named = [(place, labels.of(int(keys[place]))) for place in likely.tolist()]
    named.sort(key=lambda one: (-int(counts[one[0]]), one[1]))
    return named if len(keys) <= MOST_GROUPS else named[: MOST_GROUPS - 1]


def _numbered(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The keys that occur, the place of each event's among them, and how many events have each."""
    if not len(keys) or int(keys.max()) > MOST_KEYS:
        given, where, counts = np.unique(keys, return_inverse=True, return_counts=True)
        return given, where, counts
    shifted = keys - SEVERAL
    tally = np.bincount(shifted)
    there = np.flatnonzero(tally)
    place = np.zeros(len(tally), dtype=np.int64)
    place[there] = np.arange(len(there))
    return there + SEVERAL, place[shifted], tally[there]


def _column(told: Told, by: str) -> tuple[NDArray[np.int64], _Labels]:
    """The key of each event by a column of one name or none; by source of one, none or several."""
    if by == "source":
        sources: Lists = told.column("sources")
        return _single(sources), _Labels(sources.names)
    datasets = Names(told.column("dataset"), tuple(map(title, DATASETS)))
    names = {"type": told.kind, "dataset": datasets}
    column: Names = names[by] if by in names else told.column(by)
    return column.codes.astype(np.int64), _Labels(column.names)


def _single(column: Lists) -> NDArray[np.int64]:
    """The only name of each row, SEVERAL or UNNAMED."""
    if column.is_single:
        return column.codes.astype(np.int64)
    found = np.where(column.lengths > 1, SEVERAL, UNNAMED).astype(np.int64)
    one = np.flatnonzero(column.lengths == 1)
    found[one] = column.codes[column.offsets[one]]
    return found


def _actors(told: Told) -> tuple[NDArray[np.int64], _Labels]:
    """The key of each event by who did it, or by both sides where nobody says who attacked."""
    doers, targets = told.perpetrators, told.targets
    found, sides = _single(doers), told.two_sides
    contested = told.column("attribution") == ATTRIBUTION_RANK.index("contested")
    found[contested] = CONTESTED
    if not sides.any():
        return found, _Labels(doers.names)
    pairs = tuple(sorted({*doers.names, *targets.names}))
    rank = {name: place for place, name in enumerate(pairs)}
    ranks = [np.array([rank[name] for name in column.names], dtype=np.int64) for column in (doers, targets)]
    plain = sides & (doers.lengths == 1) & (targets.lengths <= 1)
    rows = np.flatnonzero(plain)
    found[rows] = _pair_keys(*_two_sides(doers, targets, ranks, rows), len(doers.names), len(pairs))
    for row in np.flatnonzero(sides & ~plain).tolist():
        found[row] = _crowd(told.some(np.array([row])), rank, len(doers.names), len(pairs))
    return found, _Labels(doers.names, pairs)


def _two_sides(
    doers: Lists, targets: Lists, ranks: list[NDArray[np.int64]], rows: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The two names of each row, in the order of the alphabet; one name twice where no other is named."""
    first = ranks[0][doers.codes[rows] if doers.is_single else doers.codes[doers.offsets[rows]]]
    if targets.is_single:
        second = ranks[1][targets.codes[rows]]
        return np.minimum(first, second), np.maximum(first, second)
    given = targets.lengths[rows] == 1
    second = first.copy()
    second[given] = ranks[1][targets.codes[targets.offsets[rows[given]]]]
    return np.minimum(first, second), np.maximum(first, second)


def _pair_keys(first: Any, second: Any, names: int, pairs: int) -> Any:
    return names + first * pairs + second


def _crowd(one: Told, rank: dict[str, int], names: int, pairs: int) -> int:
    """The key of one event that names several on a side."""
    named = sorted({rank[name] for name in one.involved.texts()[0]})
    return SEVERAL if len(named) > 2 else int(_pair_keys(named[0], named[-1], names, pairs))
