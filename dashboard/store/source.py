"""Where the whole claims of a table are: a frame in memory, or a file of which only a few rows are ever read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd
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

    def references(self, numbers: NDArray[Any]) -> list[str]:
        """What stands for the event of each of these rows: its ``event_id``, or ``#`` and the row where ids are not at
        hand. Both are understood by ``Table.event_of``."""
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
        return self.claims.iloc[numbers].reset_index(drop=True)

    def references(self, numbers: NDArray[Any]) -> list[str]:
        """The ids of the events of these rows."""
        rows = self.claims[["event_id", "claim_id"]].iloc[numbers]
        return [str(name) for name in rows["event_id"].fillna(rows["claim_id"])]
