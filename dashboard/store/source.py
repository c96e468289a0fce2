"""Where the whole claims of a table are: a frame in memory, or a file of which only a few rows are ever read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Source(Protocol):
    """Claims that give a column at a time, and whole rows by number. ``data_prep.ClaimFile`` is one too."""

    def __len__(self) -> int:
        """How many claims there are."""
        ...

    def column(self, name: str) -> pa.ChunkedArray:
        """One column of the claim frame, as Arrow has it."""
        ...

    def rows(self, numbers: NDArray[Any]) -> pd.DataFrame:
        """These rows, whole, in this order, with a fresh index."""
        ...

    def event_ids(self, numbers: NDArray[Any]) -> list[str]:
        """The ids of the events of these rows; of a claim without one, its own."""
        ...


class FrameSource:
    """A claim frame in memory."""

    def __init__(self, claims: pd.DataFrame) -> None:
        self.claims = claims

    def __len__(self) -> int:
        return len(self.claims)

    def column(self, name: str) -> pa.ChunkedArray:
        """One column of the claim frame, as Arrow has it."""
        cells = pa.Array.from_pandas(self.claims[name])
        return cells if isinstance(cells, pa.ChunkedArray) else pa.chunked_array([cells])

    def rows(self, numbers: NDArray[Any]) -> pd.DataFrame:
        """These rows, whole, in this order, with a fresh index."""
        found: pd.DataFrame = self.claims.iloc[numbers].reset_index(drop=True)
        return found

    def event_ids(self, numbers: NDArray[Any]) -> list[str]:
        """The ids of the events of these rows; of a claim without one, its own."""
        rows = self.claims[["event_id", "claim_id"]].iloc[numbers]
        return [str(name) for name in rows["event_id"].fillna(rows["claim_id"])]


class JoinedSource:
    """Several sources, their claims one after the other."""

    def __init__(self, parts: Sequence[Source]) -> None:
        self._parts = tuple(parts)
        self._starts = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)

    def __len__(self) -> int:
        return int(self._starts[-1])

    def column(self, name: str) -> pa.ChunkedArray:
        """One column of the claim frame, in the type that its first source has."""
        cells = [part.column(name) for part in self._parts]
        return pa.chunked_array([chunk.cast(cells[0].type) for column in cells for chunk in column.chunks])

    def rows(self, numbers: NDArray[Any]) -> pd.DataFrame:
        """These rows, whole, in this order, with a fresh index. Whatever the rows, the columns are those of all
        sources: what is written part by part stands in one table."""
        if not len(numbers):
            return self._empty
        part_of = np.searchsorted(self._starts, numbers, side="right") - 1
        frames = [self._parts[part].rows(numbers[part_of == part] - self._starts[part]) for part in np.unique(part_of)]
        order = np.argsort(np.argsort(part_of, kind="stable"), kind="stable")
        found = pd.concat(frames, ignore_index=True).iloc[order].reset_index(drop=True)
        missing = {str(name): pd.Series(dtype=kind) for name, kind in self._empty.dtypes.items() if name not in found}
        whole: pd.DataFrame = found.assign(**missing)[list(self._empty)]
        return whole

    @cached_property
    def _empty(self) -> pd.DataFrame:
        """No rows, with every column that a source has."""
        found: pd.DataFrame = pd.concat([part.rows(np.empty(0, dtype=np.int64)) for part in self._parts])
        return found

    def event_ids(self, numbers: NDArray[Any]) -> list[str]:
        """The ids of the events of these rows; of a claim without one, its own."""
        part_of = np.searchsorted(self._starts, numbers, side="right") - 1
        pairs = zip(part_of.tolist(), np.asarray(numbers).tolist(), strict=True)
        return [self._parts[part].event_ids(np.array([row - self._starts[part]]))[0] for part, row in pairs]
