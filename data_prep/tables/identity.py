"""Which rows are which events: ids, the same id again in one file, and the same event in two."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data_prep.tables.cells import TEXT, Cells, Mask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]


@dataclass
class Seen:
    """Ids that were met, by their hashes: sorted runs, each at least twice as long as the next, so that millions of
    ids cost eight bytes each and a batch costs a few look-ups."""

    runs: list[Hashes] = field(default_factory=list)

    def holds(self, hashes: Hashes) -> Mask:
        """Which of them were met before."""
        found = np.zeros(len(hashes), dtype=bool)
        for run in self.runs:
            places = np.searchsorted(run, hashes)
            found |= run[np.minimum(places, len(run) - 1)] == hashes
        return found

    def repeated(self, hashes: Hashes) -> Mask:
        """Which of them were met before, in an earlier batch or earlier in this one; all are taken in."""
        order = np.argsort(hashes, kind="stable")
        new = hashes[order]
        later = np.zeros(len(hashes), dtype=bool)
        later[order[1:]] = new[1:] == new[:-1]
        again = self.holds(hashes) | later
        self._add(new)
        return again

    def _add(self, new: Hashes) -> None:
        """Take a sorted run in. Sorting what consists of two sorted runs only merges them."""
        while self.runs and len(self.runs[-1]) < 2 * len(new):
            new = np.sort(np.concatenate((self.runs.pop(), new)), kind="stable")
        if len(new):
            self.runs.append(new)


def hashes_of(texts: pa.Array) -> Hashes:
    """A hash of each text, the same on every machine."""
    return pd.util.hash_array(texts.to_numpy(zero_copy_only=False), categorize=False)


def own_ids(cells: Cells, columns: Sequence[str]) -> pa.Array:
    """The data set's own id of each row, null where it gives none: a number that went through a spreadsheet
    (``214797.0``) is whole again."""
    whole = pc.replace_substring_regex(cells.first(columns), r"^\s*(\d+)\.0+\s*$", r"\1")
    bare = pc.utf8_trim_whitespace(whole)
    return pc.if_else(pc.equal(bare, ""), pa.scalar(None, TEXT), bare)


def ids_by_content(table: pa.Table) -> pa.Array:
    """An id for rows that have none, from all that they say: the same row has the same on every machine."""
    together = np.zeros(table.num_rows, dtype=np.uint64)
    for name, column in zip(table.column_names, table.columns, strict=True):
        cells = pc.fill_null(column.combine_chunks(), "").to_numpy(zero_copy_only=False)
        salt = pd.util.hash_array(np.array([name], dtype=object), categorize=False)[0]
        with np.errstate(over="ignore"):
            together = together * np.uint64(1_099_511_628_211) ^ (pd.util.hash_array(cells) + salt)
    return pa.array([f"{number:016x}" for number in together.tolist()], TEXT)
