"""Table: all claims of a source as columns of numbers, and the events that they tell of. Made once, and shared."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.store.claimed import Claimed, claimed_of, joined_claims, number_of
from dashboard.store.columns import counting, locked
from dashboard.store.happened import each, some_shared
from dashboard.store.ids import hash_of
from dashboard.store.source import FrameSource, JoinedSource, Source
from dashboard.store.told import DATASETS, Columns, Told, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Table:
    """The events of a source, the claims they rest on, and where the whole claims are."""

    columns: Columns
    claimed: Claimed
    source: Source
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)
    """What was worked out from this table and is asked for again and again, by whoever put it there."""

    def __post_init__(self) -> None:
        for columns in (self.columns, self.claimed):
            for column in (getattr(columns, one.name) for one in fields(columns)):
                if column is not None:
                    locked(column)

    @cached_property
    def told(self) -> Told:
        """All events."""
        return Told(self.columns, self.source)

    def event_of(self, event_id: str, datasets: Sequence[str] = DATASETS) -> int | None:
        """The row of the event with this id, of one of these data sets; None where there is none."""
        wanted = [number_of(hash_of(event_id), name) for name in datasets]
        claims = np.flatnonzero(np.isin(self.claimed.hashes, wanted))
        if not len(claims):
            return None
        return int(claims[0]) if self.claimed.event is None else int(self.claimed.event[claims[0]])

    def claims_of(self, event: int) -> pd.DataFrame:
        """The whole claims of one event."""
        event_of = self.claimed.event
        return self.source.rows(np.array([event]) if event_of is None else np.flatnonzero(event_of == event))

    def claims_of_all(self, told: Told) -> NDArray[Any]:
        """The rows of all claims of some events of this table, in the table's order."""
        if told.rows is None:
            return np.arange(len(self.claimed), dtype=np.int32)
        if self.claimed.event is None:
            return told.rows
        kept = np.zeros(len(self.columns.start), dtype=bool)
        kept[told.rows] = True
        return np.flatnonzero(kept[self.claimed.event]).astype(np.int32)


def table(claims: pd.DataFrame) -> Table:
    """The table of a claim frame."""
    return read(FrameSource(claims.reset_index(drop=True)))


def read(source: Source) -> Table:
    """The table of a source of claims; each of its columns is read once."""
    claimed = claimed_of(source)
    alone = _alone(claimed.hashes)
    if alone.all():
        return Table(each(source, claimed), claimed, source)
    columns, event = some_shared(source, claimed, alone)
    return Table(columns, replace(claimed, event=event), source)


def joined_tables(parts: Sequence[Table]) -> Table:
    """The claims of several tables one after the other. Events of two of them are two, whatever their ids."""
    claimed = [part.claimed for part in parts]
    sizes = np.cumsum([0, *(len(part.told) for part in parts)])
    starts = np.cumsum([0, *(len(part) for part in claimed)])
    columns = [
        replace(part.columns, claim=part.columns.claim.astype(np.int32) + np.int32(start))
        for part, start in zip(parts, starts[:-1].tolist(), strict=True)
    ]
    events = [
        (counting(len(one) + 1)[:-1] if one.event is None else one.event) + np.int32(size)
        for one, size in zip(claimed, sizes[:-1].tolist(), strict=True)
    ]
    apart = all(one.event is None for one in claimed)
    whole = Claimed(event=None if apart else np.concatenate(events), **joined_claims(claimed))
    return Table(joined(columns), whole, JoinedSource([part.source for part in parts]))


def _alone(numbers: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which claims share their event with no other claim."""
    ordered = np.sort(numbers)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(again):
        return np.ones(len(numbers), dtype=bool)
    place = np.minimum(np.searchsorted(again, numbers), len(again) - 1)
    found: NDArray[np.bool_] = again[place] != numbers
    return found
