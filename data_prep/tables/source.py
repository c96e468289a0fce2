"""What every kind of table file is opened into: its first rows, and all of its rows in batches of text columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

HEAD = 200
"""Rows at the top of a table by which its format is recognised."""


@dataclass(frozen=True)
class Batch:
    """A run of rows: every column as ``large_string`` (null: the cell is empty), and each row's number as a spreadsheet
    shows it: the first row of the file, mostly the header, is 1."""

    table: pa.Table
    rows: NDArray[np.int64]


@dataclass(frozen=True)
class Refused:
    """A row that could not be cut into cells; or with no ``row`` something to know of the whole file."""

    row: int | None
    reason: str
    column: str | None = None
    value: str | None = None


class Source(Protocol):
    """One table: a CSV file, a sheet of a workbook, a member of an archive."""

    @property
    def shown(self) -> str:
        """What the user knows it by: ``ged.zip/GEDEvent_v24_1.csv``, ``book.xlsx/Sheet 2``."""

    @property
    def name(self) -> str:
        """The innermost file name, which may tell the edition: ``GEDEvent_v24_1.csv``."""

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows as text, the header among them; "" is an empty cell. At most HEAD of them."""

    @property
    def done(self) -> float:
        """The share of the file that is read, 0 to 1."""

    @property
    def size(self) -> int:
        """Bytes of the file on the disk."""

    def batches(self, names: Sequence[str], skip: int, refuse: list[Refused]) -> Iterator[Batch]:
        """All rows after the first ``skip``, as columns of these names; those that cannot be cut into cells are
        added to ``refuse``. Raises UnreadableError where nothing more can be read; what came before it stands."""
