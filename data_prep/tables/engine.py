"""Rows of one table to claims: its format says what each column becomes, and each row ends in a claim or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data_prep.frame import CLAIMS
from data_prep.ranges import BOUNDS
from data_prep.tables import dating
from data_prep.tables.borders import outside
from data_prep.tables.cells import TEXT, Cells, Mask, Read, key, micros, same
from data_prep.tables.columns import Columns, Drafts, event_types, nothing
from data_prep.tables.dating import DateColumns, Dated, rows_when
from data_prep.tables.days import DayReader
from data_prep.tables.identity import Seen, hashes_of, ids_by_content, own_ids
from data_prep.tables.source import Batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from data_prep.tables.format import When
    from data_prep.tables.recognise import Recognised

FIRST = ("country", "latitude", "longitude", "perpetrators")
"""Columns that others are worked out from."""
VERBATIM = "text"
"""The verb that copies a cell as it is."""


@dataclass
class Piece:
    """What a batch gives: ``claims``, with the columns of the frame as plain texts, numbers and lists, and the data
    set's further columns after them; ``refused``: ``row, column, value, reason`` of the rows that are none."""

    claims: pa.Table
    refused: pa.Table
    flagged: int = 0
    by_flag: dict[str, int] = field(default_factory=dict)


class Reader:
    """Reads one table, batch after batch."""

    def __init__(
        self,
        what: Recognised,
        shown: str,
        *,
        order: str | None = None,
        mark: str = "",
        today: date | None = None,
    ) -> None:
        self.what, self.format, self.shown, self.mark = what, what.format, shown, mark
        self.columns = Columns(self.format, DayReader(order, serials=True))
        self.dates = DateColumns(self.format.dates, self.columns.days, today or date.today())
        self.order = [name for name in FIRST if name in self.format.frame]
        self.order += [name for name in self.format.frame if name not in FIRST]
        self.seen = Seen()

    def read(self, batch: Batch) -> Piece:
        """The claims of a batch, and the rows that are refused, each once."""
        cells = Cells(batch.table, self.format.missing)
        draft, refusals = Drafts(cells), Refusals(batch.rows)
        for when, reason in self.format.refuse:
            refusals.add(rows_when(when, cells), when.column, cells.text(when.column), reason)
        wider = {number: rows_when(rule.when, cells) for number, rule in enumerate(self.format.dates.wider)}
        dated = self.dates.read(cells, wider)
        wrong = dated.texts(lambda one: one.wrong or None)
        refusals.add(_known(wrong), self.what.column_of(self._date_column(cells)), wrong, dating.UNREADABLE)
        self._fill(draft, dated, batch, refusals)
        self._flag(draft, dated)
        return Piece(self._table(draft, batch, refusals.kept), refusals.table(), *_tally(draft.flags, refusals.kept))

    def no_claims(self) -> pa.Table:
        """Claims of no rows."""
        names = self.what.names
        empty = pa.table({name: pa.array([], TEXT) for name in names})
        return self.read(Batch(empty, np.zeros(0, dtype=np.int64))).claims

    def further(self) -> list[str]:
        """The columns that claims have beside those of the frame, in their order."""
        return [name for _, name in self._further_names(self.what.names)]

    def _date_column(self, cells: Cells) -> str:
        dates = self.format.dates
        return next(iter(cells.present([dates.start, *dates.parts, dates.end])), dates.start)

    # The columns

    def _fill(self, draft: Drafts, dated: Read[Dated], batch: Batch, refusals: Refusals) -> None:
        rows = len(draft.cells)
        draft.made |= _date_columns(dated)
        for name in self.order:
            if name not in draft.made:
                draft.made[name] = self.columns.fill(name, draft)
        if "event_type" not in draft.made and "sub_event_type" in draft.made:
            draft.made["event_type"] = event_types(draft.made["sub_event_type"])
        self._settle(draft)
        draft.made |= self._ids(draft, batch, refusals)
        draft.made["dataset"] = _constant(self.format.dataset, rows)
        draft.made["document"] = _joined(_constant(self.shown, rows), _numbers(batch.rows), ":")
        for name in CLAIMS:
            if name not in draft.made:
                draft.made[name] = nothing(name, rows)

    def _settle(self, draft: Drafts) -> None:
        """What must hold between columns: a point has both degrees, a sub-event type its event type."""
        made = draft.made
        if "latitude" in made and "longitude" in made:
            both = pc.and_(made["latitude"].is_valid(), made["longitude"].is_valid())
            for name in ("latitude", "longitude"):
                made[name] = pc.if_else(both, made[name], None)
        if self.format.frame.get("event_type") and "sub_event_type" in made:
            known = event_types(made["sub_event_type"])
            made["event_type"] = pc.coalesce(known, made["event_type"])

    def _ids(self, draft: Drafts, batch: Batch, refusals: Refusals) -> dict[str, pa.Array]:
        """The event's id, by the data set's own where it has one; a claim's is the same, and another where it repeats.

        Only rows that are kept count as met."""
        own = own_ids(draft.cells, self.format.id)
        if self.format.id_by_file:
            own = _joined(_constant(self.mark, len(own)), own, ":")
        if own.null_count:
            own = pc.coalesce(own, ids_by_content(batch.table))
        event = _joined(_constant(self.format.dataset, len(own)), own, ":")
        hashes = hashes_of(event)
        again = np.zeros(len(own), dtype=bool)
        again[refusals.kept] = self.seen.repeated(hashes[refusals.kept])
        draft.flag("id-repeated", again)
        if not again.any():
            return {"event_id": event, "claim_id": event}
        numbered = _joined(event, _numbers(batch.rows), "#")
        return {"event_id": event, "claim_id": pc.if_else(pa.array(again), numbered, event)}

    # Flags

    def _flag(self, draft: Drafts, dated: Read[Dated]) -> None:
        for flag in dict.fromkeys(flag for one in dated.results for flag in one.flags):
            draft.flag(flag, dated.mask(partial(_carries, flag)))
        for rule in self.format.flags:
            draft.flag(rule.flag, _rows(rule.when, draft))
        for low, high in CROSSED:
            draft.flag("bounds-crossed", _above(draft.made[low], draft.made[high]))
        if self.what.edition is not None and self.what.edition.flag:
            draft.flag(self.what.edition.flag, np.ones(len(draft.cells), dtype=bool))
        draft.flag("coordinates-outside", _outside(draft))

    # The table

    def _table(self, draft: Drafts, batch: Batch, kept: Mask) -> pa.Table:
        made = {name: draft.made[name] for name in CLAIMS}
        made["flags"] = _lists(draft.flags, len(draft.cells))
        made |= self._further(batch)
        table = pa.table(made)
        return table if kept.all() else table.filter(pa.array(kept))

    def _further(self, batch: Batch) -> dict[str, pa.Array]:
        """The data set's columns that do not stand in the frame word for word, under its prefix."""
        names = self._further_names(batch.table.column_names)
        return {name: batch.table.column(place) for place, name in names}

    def _further_names(self, names: Sequence[str]) -> list[tuple[int, str]]:
        used = self._used(names)
        kept = enumerate(self.what.further(names))
        return [(at, f"{self.format.dataset}:{name}") for at, name in kept if key(names[at]) not in used]

    def _used(self, names: Sequence[str]) -> frozenset[str]:
        """The columns that the frame holds word for word: copied whole, not one of several, not decoded."""
        there = {key(name) for name in names}
        copied = {
            key(recipe.columns[0])
            for recipe in self.format.frame.values()
            if recipe.verb == VERBATIM and len([name for name in recipe.columns if key(name) in there]) == 1
        }
        return frozenset({*copied, *(key(name) for name in self.format.ignored)})


AT_SEA = 7
CROSSED = (*BOUNDS, ("civilians_killed_low", "killed_high"))


class Refusals:
    """The rows of a batch that are no claims, and why: the first reason that is found stands."""

    def __init__(self, rows: NDArray[np.int64]) -> None:
        self.rows = rows
        self.kept = np.ones(len(rows), dtype=bool)
        self._found: list[pa.Table] = []

    def add(self, refused: Mask, column: str | None, values: pa.Array, reason: str) -> None:
        """Refuse some rows for what stands in a column."""
        new = refused & self.kept
        if not new.any():
            return
        self.kept &= ~new
        places = np.flatnonzero(new)
        told = {"column": _constant(column, len(places)), "reason": _constant(reason, len(places))}
        self._found.append(
            pa.table({"row": self.rows[places], "value": values.cast(TEXT).take(pa.array(places)), **told}, REFUSED)
        )

    def table(self) -> pa.Table:
        """``row, column, value, reason``, in the order of the rows."""
        found = pa.concat_tables(self._found) if self._found else REFUSED.empty_table()
        return found.sort_by("row")


REFUSED = pa.schema([("row", pa.int64()), ("column", TEXT), ("value", TEXT), ("reason", TEXT)])


def _carries(flag: str, one: Dated) -> bool:
    return flag in one.flags


def as_mask(cells: pa.Array | pa.ChunkedArray) -> Mask:
    """Which of some truths hold; a missing one does not."""
    return np.asarray(pc.fill_null(cells, False).to_numpy(zero_copy_only=False), dtype=bool)


def _known(values: pa.Array) -> Mask:
    return as_mask(values.is_valid())


def _date_columns(dated: Read[Dated]) -> dict[str, pa.Array]:
    return {
        "date_start": dated.numbers(lambda one: micros(one.start), "int64").cast(pa.timestamp("us")),
        "date_end": dated.numbers(lambda one: micros(one.end), "int64").cast(pa.timestamp("us")),
        "date_precision": dated.texts(lambda one: one.precision),
        "date_text": dated.texts(lambda one: one.text),
    }


def _constant(text: str | None, rows: int) -> pa.Array:
    return same(text, TEXT, rows)


def _joined(first: pa.Array, second: pa.Array, between: str) -> pa.Array:
    return pc.binary_join_element_wise(first, second, pa.scalar(between, TEXT))


def _numbers(rows: NDArray[np.int64]) -> pa.Array:
    return pa.array(rows).cast(TEXT)


def _rows(when: When, draft: Drafts) -> Mask:
    if when.above:
        return _above(draft.made[when.above[0]], draft.made[when.above[1]])
    if when.filled:
        filled = [draft.made[name].is_valid() for name in when.filled]
        return np.asarray(np.all([as_mask(one) for one in filled], axis=0), dtype=bool)
    return rows_when(when, draft.cells)


def _above(first: pa.Array, second: pa.Array) -> Mask:
    return as_mask(pc.greater(first, second))


def _outside(draft: Drafts) -> Mask:
    """Rows whose point lies outside their country; one in water or air may (UCDP ``where_prec`` 7)."""
    known = draft.made["country"].to_numpy(zero_copy_only=False)
    degrees = [draft.made[name].to_numpy(zero_copy_only=False).astype(float) for name in ("latitude", "longitude")]
    inland = ~as_mask(pc.equal(draft.made["place_precision"], AT_SEA))
    found: Mask = np.logical_and(outside(known, *degrees), inland)
    return found


def _lists(flags: dict[str, Mask], rows: int) -> pa.Array:
    """The flags of each row as a list, in the order in which they were found."""
    names = list(flags)
    bits = np.zeros(rows, dtype=np.int64)
    for place, rows_of in enumerate(flags.values()):
        bits |= rows_of.astype(np.int64) << place
    codes, combinations = pd.factorize(bits)
    lists = [[name for place, name in enumerate(names) if one >> place & 1] for one in combinations.tolist()]
    return pa.array(lists, pa.list_(pa.string())).take(pa.array(codes))


def _tally(flags: dict[str, Mask], kept: Mask) -> tuple[int, dict[str, int]]:
    """How many of the kept rows carry a flag, and how many each."""
    by_flag = {flag: int((rows & kept).sum()) for flag, rows in flags.items()}
    any_flag = np.logical_or.reduce(list(flags.values())) & kept if flags else np.zeros(len(kept), dtype=bool)
    return int(any_flag.sum()), {flag: count for flag, count in by_flag.items() if count}
