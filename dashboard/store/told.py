"""Told: events as columns of numbers; the whole of a table, or those of its rows that a filter keeps."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.store.codes import ACTORS as ACTORS
from dashboard.store.codes import ATTRIBUTION_RANK as ATTRIBUTION_RANK
from dashboard.store.codes import CONTRADICTIONS as CONTRADICTIONS
from dashboard.store.codes import DATASETS as DATASETS
from dashboard.store.codes import KINDS as KINDS
from dashboard.store.codes import STANCES as STANCES
from dashboard.store.codes import UNKNOWN as UNKNOWN
from dashboard.store.columns import NO_DAY, Lists, Names, counting, joined_lists, joined_names, locked
from dashboard.store.framed import figures as figures
from dashboard.store.framed import frame as frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dashboard.store.source import Source

Column = Any
"""An array, Names or Lists: each is taken by rows in the same way."""


@dataclass(frozen=True, eq=False)
class Columns:
    """Every column of an event table, all of one length ``n``.

    ``start``, ``end``: int32, days since 1970 or NO_DAY: those that all claims of the event allow, where there are
    such; ``earliest``, ``latest``: those that any claim allows; ``precision``, ``stance``, ``attribution``,
    ``dataset``: int8, places in PRECISIONS, STANCES, ATTRIBUTION_RANK, DATASETS; ``kind``: int8, place in KINDS or
    NONE; ``latitude``, ``longitude``: float32 degrees or NaN; ``place_precision``: int8, UCDP ``where_prec`` or 0;
    figures: int32, or fewer bits where that holds them all, or NONE; ``contradictions``: uint8, a bit for
    each of CONTRADICTIONS; ``claim``: int32, the row of the event's first claim.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    earliest: NDArray[np.int32]
    latest: NDArray[np.int32]
    precision: NDArray[np.int8]
    dataset: NDArray[np.int8]
    stance: NDArray[np.int8]
    attribution: NDArray[np.int8]
    kind: NDArray[np.int8]
    place: Names
    admin1: Names
    country: Names
    latitude: NDArray[np.float32]
    longitude: NDArray[np.float32]
    place_precision: NDArray[np.int8]
    perpetrators: Lists
    targets: Lists
    sources: Lists
    date_texts: Lists
    strikes_low: NDArray[np.int32]
    strikes_high: NDArray[np.int32]
    strikes_open: NDArray[np.bool_]
    killed_low: NDArray[np.int32]
    killed_high: NDArray[np.int32]
    killed_open: NDArray[np.bool_]
    killed_best: NDArray[np.int32]
    civilians_killed_low: NDArray[np.int32]
    civilians_killed_high: NDArray[np.int32]
    civilians_killed_open: NDArray[np.bool_]
    injured_low: NDArray[np.int32]
    injured_high: NDArray[np.int32]
    injured_open: NDArray[np.bool_]
    left_out: NDArray[np.bool_]
    zero_or_unknown: NDArray[np.bool_]
    contradictions: NDArray[np.uint8]
    claims: NDArray[np.int32]
    claim: NDArray[np.int32]

    # What is worked out of them once, and taken by rows as they are

    @cached_property
    def two_sides(self) -> NDArray[np.bool_]:
        """Which events name actors without saying that any of them attacked; see ``Told.two_sides``."""
        found: NDArray[np.bool_] = self.attribution == ATTRIBUTION_RANK.index("unstated")
        return found & (self.perpetrators.lengths > 0)

    @property
    def doers(self) -> NDArray[np.integer]:
        """How many are named as having done it."""
        return self.perpetrators.lengths

    @cached_property
    def involved(self) -> Lists:
        """Who carried each event out, or both sides where nobody says who attacked; see ``Told.involved``."""
        if not self.two_sides.any():
            return self.perpetrators
        others = self.targets.only_of(self.two_sides)
        found: Lists = locked(self.perpetrators.followed_by(others.without(others.standing_in(self.perpetrators))))
        return found


COLUMNS = tuple(field.name for field in fields(Columns))


def joined(parts: Sequence[Columns]) -> Columns:
    """The rows of several tables one after the other."""
    return Columns(**joined_columns(parts, COLUMNS))


def joined_columns(parts: Sequence[Any], names: Sequence[str]) -> dict[str, Column]:
    """The columns of these names, their parts one after the other; actors have one code in whatever role."""
    each = {name: [getattr(part, name) for part in parts] for name in names}
    actors = joined_lists(*(each.pop(name) for name in ACTORS))
    return {name: _joined(columns) for name, columns in each.items()} | dict(zip(ACTORS, actors, strict=True))


def _joined(parts: Sequence[Column]) -> Column:
    if isinstance(parts[0], Names):
        return joined_names(parts)
    if isinstance(parts[0], Lists):
        return joined_lists(parts)[0]
    return np.concatenate(parts)


def _taken(column: Column, rows: NDArray[Any]) -> Column:
    if isinstance(column, Names | Lists):
        return column.take(rows)
    is_one = column.strides == (0,) and len(column) > 0  # one number for all rows stays one
    return np.broadcast_to(column[0], len(rows)) if is_one else column[rows]


def taken(columns: Columns, rows: NDArray[Any]) -> Columns:
    """These rows, in this order."""
    return Columns(**{name: _taken(getattr(columns, name), rows) for name in COLUMNS})


class Told:
    """Events of a table: all of them, or ``rows`` of them (sorted numbers). A column is taken when it is first asked
    for, so a filter costs what the charts look at. Nothing in it may be changed."""

    def __init__(
        self, columns: Columns, source: Source, rows: NDArray[Any] | None = None, whole: Told | None = None
    ) -> None:
        self._columns, self.source = columns, source
        self._whole = whole
        self.rows: NDArray[Any] | None = None if rows is None else locked(rows)
        self._kept: dict[str, Column] = {}

    def __len__(self) -> int:
        return len(self._columns.start) if self.rows is None else len(self.rows)

    def column(self, name: str) -> Column:
        """One of COLUMNS, or what ``Columns`` works out of them, for these events."""
        whole = getattr(self._columns, name)
        if self.rows is None:
            return whole
        if name not in self._kept:
            self._kept[name] = locked(_taken(whole, self.rows))
        return self._kept[name]

    def where(self, mask: NDArray[np.bool_]) -> Told:
        """Those of these events that the mask marks; the very same where it marks all."""
        if mask.all():
            return self
        here = np.flatnonzero(mask)  # numpy takes by such wide numbers twice as fast as by narrow ones
        return self._of(here if self.rows is None else self.rows[here])

    def some(self, rows: NDArray[Any]) -> Told:
        """These rows of these events, in this order."""
        return self._of(rows if self.rows is None else self.rows[rows])

    @property
    def whole(self) -> Told:
        """All events of the table."""
        return self if self._whole is None else self._whole

    def _of(self, rows: NDArray[Any]) -> Told:
        return Told(self._columns, self.source, rows, self.whole)

    @cached_property
    def rest(self) -> Told:
        """The other events of the table."""
        left = np.ones(len(self.whole), dtype=bool)
        left[self.numbers] = False
        return self._of(np.flatnonzero(left))

    @property
    def numbers(self) -> NDArray[Any]:
        """The row of each event in the whole table."""
        return counting(len(self) + 1)[:-1] if self.rows is None else self.rows

    # What the charts read, by name

    @property
    def start(self) -> NDArray[np.int32]:
        """The first possible day of each event; NO_DAY where it is not dated."""
        found: NDArray[np.int32] = self.column("start")
        return found

    @property
    def end(self) -> NDArray[np.int32]:
        """The last possible day of each event, itself included; NO_DAY where it is not dated."""
        found: NDArray[np.int32] = self.column("end")
        return found

    @cached_property
    def dated(self) -> NDArray[np.bool_]:
        """Which events have a date."""
        found: NDArray[np.bool_] = locked(self.start != NO_DAY)
        return found

    @cached_property
    def denied(self) -> NDArray[np.bool_]:
        """Which events every claim denies."""
        found: NDArray[np.bool_] = locked(self.column("stance") == STANCES.index("denied"))
        return found

    @property
    def perpetrators(self) -> Lists:
        """Who is named as having done it."""
        found: Lists = self.column("perpetrators")
        return found

    @property
    def targets(self) -> Lists:
        """Whom it was done to."""
        found: Lists = self.column("targets")
        return found

    @property
    def two_sides(self) -> NDArray[np.bool_]:
        """Which events name actors without saying that any of them attacked: ACLED's two actors, the sides of a UCDP
        battle. There ``perpetrators`` holds side A and ``targets`` side B."""
        found: NDArray[np.bool_] = self.column("two_sides")
        return found

    @property
    def involved(self) -> Lists:
        """Who carried each event out, or both sides where nobody says who attacked; who is on both stands there
        once."""
        found: Lists = self.column("involved")
        return found

    @property
    def kind(self) -> Names:
        """What kind of event it is: the sub-event type, else the event type."""
        return Names(self.column("kind"), KINDS)

    @cached_property
    def datasets(self) -> list[str]:
        """The data sets that are here, in the code book's order."""
        codes = self.column("dataset")
        there = codes[:1] if codes.strides == (0,) else np.unique(codes)
        return [DATASETS[code] for code in there.tolist()]

    def of_dataset(self, name: str) -> NDArray[np.bool_]:
        """Which events are of one data set."""
        found: NDArray[np.bool_] = self.column("dataset") == DATASETS.index(name)
        return found

    def part(self, name: str) -> Told:
        """The events of one data set."""
        return self.where(self.of_dataset(name))

    def tally(self, name: str) -> NDArray[np.int64]:
        """How often each name of a column of Names or Lists stands in these events."""
        column: Names | Lists = getattr(self._columns, name)
        return column.tally(self.rows)

    def low(self, measure: str) -> NDArray[np.float64]:
        """At least so many of one of MEASURES; NaN where nobody gives a lower bound."""
        return figures(self.column(f"{measure}_low"))

    def high(self, measure: str) -> NDArray[np.float64]:
        """At most so many, or the largest lower bound; NaN where there is neither."""
        return figures(self.column(f"{measure}_high"))

    def open(self, measure: str) -> NDArray[np.bool_]:
        """Where a claim gives a lower bound and no upper one: it may be more."""
        found: NDArray[np.bool_] = self.column(f"{measure}_open")
        return found

    def ids(self) -> list[str]:
        """The id of each event: for few events."""
        return self.source.event_ids(self.column("claim"))

    def frame(self) -> pd.DataFrame:
        """These events as a pandas frame, one row each, index 0..n-1: for few of them. Columns as in ``events``."""
        return frame(self)
