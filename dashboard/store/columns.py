"""Columns of numbers that stand for names: what is filtered and counted millions of times, without a single text.

All of it is shared between sessions: nobody changes an array that is handed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

NONE = -1
"""The code of a row that gives no name, and the number of a row that gives no figure."""
NO_DAY = int(np.iinfo(np.int32).min)
"""The day of what is not dated; the others are days since 1 January 1970."""


def offsets_of(lengths: NDArray[Any]) -> NDArray[np.int32]:
    """Where the names of each row begin and end; the same array for all columns of so many rows with one name each."""
    if len(lengths) and (lengths == 1).all():
        return counting(len(lengths) + 1)
    offsets = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def counting(count: int) -> NDArray[np.int32]:
    """0, 1, 2 ...: the beginning of one array, as long as the longest that was asked for."""
    found = _COUNTED[0]
    if len(found) < count:
        found = np.arange(count, dtype=np.int32)
        found.flags.writeable = False
        _COUNTED[0] = found
    return found[:count]


_COUNTED: list[NDArray[np.int32]] = [np.empty(0, dtype=np.int32)]


def compact(numbers: NDArray[Any]) -> NDArray[Any]:
    """The same numbers in less memory: one for all rows where they are all the same, else in the smallest dtype."""
    if not len(numbers):
        return numbers
    if numbers.dtype != np.bool_:
        numbers = narrow(numbers, int(numbers.max()))
    return np.broadcast_to(numbers[:1].copy()[0], len(numbers)) if (numbers == numbers[0]).all() else numbers


def _repeated(lengths: NDArray[np.integer]) -> NDArray[np.int32]:
    """0, 1, 2 ..., each as often as its length says."""
    if int(lengths.max(initial=0)) < 2:
        return np.flatnonzero(lengths).astype(np.int32)
    return np.repeat(counting(len(lengths)), lengths)


@dataclass(frozen=True, eq=False)
class Names:
    """One name a row, or none: ``codes`` (any signed integer dtype, NONE for none) into ``names``."""

    codes: NDArray[Any]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: NDArray[Any]) -> Names:
        """The same column of these rows alone."""
        return Names(self.codes[rows], self.names)

    def tally(self, rows: NDArray[Any] | None = None) -> NDArray[np.int64]:
        """How often each name stands in these rows, or in all."""
        return numbers(self.codes if rows is None else self.codes[rows], len(self.names))[:-1]

    def text(self, row: int) -> str | None:
        """The name of one row."""
        code = int(self.codes[row])
        return None if code == NONE else self.names[code]

    def texts(self) -> list[str | None]:
        """The name of each row: for few rows."""
        return [None if code == NONE else self.names[code] for code in self.codes.tolist()]

    def among(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Which rows bear one of these names."""
        return _with_one_of(self.codes, self.names, wanted)

    def as_lists(self) -> Lists:
        """The same column as lists of one name, or of none."""
        given = self.codes != NONE
        return Lists(offsets_of(given), self.codes if given.all() else self.codes[given], self.names)


@dataclass(frozen=True, eq=False)
class Lists:
    """Several names a row: those of row ``i`` are ``codes[offsets[i]:offsets[i + 1]]``, each once, into ``names``."""

    offsets: NDArray[Any]
    codes: NDArray[Any]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def lengths(self) -> NDArray[Any]:
        """How many names each row has, in the smallest dtype."""
        if self.is_single:
            return np.broadcast_to(np.int8(1), len(self))
        lengths = np.diff(self.offsets)
        return narrow(lengths, int(lengths.max(initial=0)))

    @cached_property
    def is_single(self) -> bool:
        """Whether every row has just one name: then ``codes`` is a column of its own."""
        return len(self.codes) == len(self) and bool((self.offsets == counting(len(self.offsets))).all())

    @cached_property
    def rows(self) -> NDArray[np.int32]:
        """The row of each of ``codes``."""
        return counting(len(self)) if self.is_single else _repeated(self.lengths)

    def take(self, rows: NDArray[Any]) -> Lists:
        """The same column of these rows alone."""
        if self.is_single:
            return Lists(counting(len(rows) + 1), self.codes[rows], self.names)
        lengths = self.lengths[rows]
        offsets = offsets_of(lengths)
        places = (self.offsets[rows] - offsets[:-1])[_repeated(lengths)]
        places += counting(len(places))
        return Lists(offsets, self.codes[places], self.names)

    def tally(self, rows: NDArray[Any] | None = None) -> NDArray[np.int64]:
        """How often each name stands in these rows, or in all."""
        if rows is None or self.is_single:
            return numbers(self.codes if rows is None else self.codes[rows], len(self.names))[:-1]
        found = np.zeros(len(self.names), dtype=np.int64)
        lengths, places = self.lengths[rows], self.offsets[rows]
        while len(lengths):
            given = np.flatnonzero(lengths > 0)
            lengths, places = lengths[given] - 1, places[given]
            found += numbers(self.codes[places], len(self.names))[:-1]
            places += 1
        return found

    def followed_by(self, others: Lists) -> Lists:
        """In each row the names of this column, then those of another one with the same names."""
        codes = np.empty(len(self.codes) + len(others.codes), dtype=self.codes.dtype)
        # A name moves back by what stands before it of others, and another by all of these up to its own row.
        codes[np.arange(len(self.codes)) + others.offsets[self.rows]] = self.codes
        codes[np.arange(len(others.codes)) + self.offsets[1:][others.rows]] = others.codes
        return Lists(self.offsets + others.offsets, codes, self.names)

    def texts(self) -> list[list[str]]:
        """The names of each row: for few rows."""
        names = [self.names[code] for code in self.codes.tolist()]
        return [names[first:last] for first, last in pairwise(self.offsets.tolist())]

    def among(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Which rows bear at least one of these names."""
        hits = _with_one_of(self.codes, self.names, wanted)
        if self.is_single:
            return hits
        found = np.zeros(len(self), dtype=bool)
        found[self.rows[np.flatnonzero(hits)]] = True
        return found

    def without(self, marked: NDArray[np.bool_]) -> Lists:
        """The same column without those of ``codes`` that the mask marks."""
        if not marked.any():
            return self
        lost = np.bincount(self.rows[np.flatnonzero(marked)], minlength=len(self))
        offsets = offsets_of(self.lengths - lost)
        return Lists(offsets, self.codes[~marked], self.names)

    def standing_in(self, other: Lists) -> NDArray[np.bool_]:
        """Which of ``codes`` stand in the same row of another column with the same names too."""
        found = np.zeros(len(self.codes), dtype=bool)
        left = np.flatnonzero(other.lengths[self.rows] > 0)
        for place in range(int(other.lengths.max(initial=0))):
            rows = self.rows[left]
            found[left] |= other.codes[other.offsets[rows] + place] == self.codes[left]
            left = left[other.lengths[rows] > place + 1]
        return found

    def only_of(self, mask: NDArray[np.bool_]) -> Lists:
        """The same column with the names of these rows alone; the other rows have none."""
        offsets = offsets_of(np.where(mask, self.lengths, 0))
        return Lists(offsets, self.codes[mask[self.rows]], self.names)


STRETCH = 1 << 16
"""Rows that are counted at a time: so many stay in the processor's cache."""


def numbers(codes: NDArray[Any], most: int) -> NDArray[np.int64]:
    """How often each number below ``most`` stands in a column; in the last place how often NONE does."""
    counts = np.zeros(most + 1, dtype=np.int64)
    if len(codes) and codes.strides == (0,):
        counts[int(codes[0])] = len(codes)
        return counts
    for start in range(0, len(codes), STRETCH):
        part = codes[start : start + STRETCH].astype(np.int64)
        part[part == NONE] = most
        counts += np.bincount(part, minlength=most + 1)
    return counts


def locked(column: Any) -> Any:
    """The same array, Names or Lists, which nobody can change any more."""
    parts = (column,) if isinstance(column, np.ndarray) else (column.codes, getattr(column, "offsets", column.codes))
    for part in parts:
        part.flags.writeable = False
    return column


FEW = 4
"""Names up to which each is looked for by itself, which goes through a column of codes many times as fast."""


def _with_one_of(codes: NDArray[Any], names: Sequence[str], wanted: Collection[str]) -> NDArray[np.bool_]:
    """Which codes stand for one of the names that are wanted."""
    marked = _marked(names, wanted)
    chosen = np.flatnonzero(marked).tolist()
    found: NDArray[np.bool_]
    if len(chosen) > FEW:
        found = marked[codes]
        return found
    found = codes == chosen[0] if chosen else np.zeros(len(codes), dtype=bool)
    for code in chosen[1:]:
        found |= codes == code
    return found


def _marked(names: Sequence[str], wanted: Collection[str]) -> NDArray[np.bool_]:
    """By code whether a name is wanted; the last place stands for NONE."""
    chosen = frozenset(wanted)
    return np.array([*(name in chosen for name in names), False], dtype=bool)


def narrow(codes: NDArray[Any], most: int) -> NDArray[Any]:
    """The codes in the smallest dtype that holds every code up to ``most``."""
    return codes.astype(narrowest(most), copy=False)


def narrowest(most: int) -> type[np.signedinteger[Any]]:
    """The smallest dtype that holds every number up to ``most``."""
    return next(one for one in (np.int8, np.int16, np.int32) if most <= np.iinfo(one).max)


def joined_names(parts: Sequence[Names]) -> Names:
    """The columns one after the other, their names merged; the first part's names keep their codes."""
    names, maps = merged([part.names for part in parts])
    codes = [table[part.codes] for table, part in zip(maps, parts, strict=True)]
    return Names(narrow(np.concatenate(codes), len(names)), names)


def joined_lists(*columns: Sequence[Lists]) -> tuple[Lists, ...]:
    """Columns, each given in parts that follow one another; a name has one code in all of them."""
    names, maps = merged([part.names for parts in columns for part in parts])
    tables = iter(maps)
    found = []
    for parts in columns:
        codes = [next(tables)[part.codes] for part in parts]
        offsets = offsets_of(np.concatenate([part.lengths for part in parts]))
        found.append(Lists(offsets, narrow(np.concatenate(codes), len(names)), names))
    return tuple(found)


def merged(vocabularies: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], list[NDArray[np.int32]]]:
    """All names once, and for each vocabulary what its codes become; the last place of each stands for NONE."""
    names = tuple(dict.fromkeys(name for vocabulary in vocabularies for name in vocabulary))
    place = {name: code for code, name in enumerate(names)}
    maps = [np.array([*(place[name] for name in one), NONE], dtype=np.int32) for one in vocabularies]
    return names, maps
