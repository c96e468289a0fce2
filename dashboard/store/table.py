"""Table: all claims of a source as columns of numbers, and the events that they tell of. Made once, and shared."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.counted import MEASURES, NOT_SUMMED, ZERO
from dashboard.store.columns import (
    NO_DAY,
    NONE,
    Lists,
    Names,
    compact,
    counting,
    days_from,
    degrees_from,
    joined_names,
    lists_from,
    locked,
    names_from,
    numbers_from,
)
from dashboard.store.grouping import grouped
from dashboard.store.ids import hash_of, hashes
from dashboard.store.source import FrameSource, JoinedSource, Source
from dashboard.store.told import (
    ATTRIBUTION_RANK,
    CONTRADICTIONS,
    DATASETS,
    KINDS,
    STANCES,
    UNKNOWN,
    Columns,
    Told,
    joined,
    joined_columns,
    taken,
)
from data_prep import PRECISIONS, FrameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WITH_DOCUMENTS = 200_000
"""Claims up to which it is counted from how many documents they are: of a table each row names its own."""


@dataclass(frozen=True, eq=False)
class Claimed:
    """The claims of a table, one row each, as filters need them.

    ``event``: the row of each claim's event, None where each claim is an event of its own, in the same order; the other
    columns as in ``Columns``; ``hashes``: of ids and data sets; ``documents``: None where they are too many.
    """

    event: NDArray[np.int32] | None
    dataset: NDArray[np.int8]
    kind: NDArray[np.int8]
    stance: NDArray[np.int8]
    attribution: NDArray[np.int8]
    place: Names
    source: Names
    perpetrators: Lists
    targets: Lists
    flags: Lists
    published: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    documents: Names | None

    def __len__(self) -> int:
        return len(self.kind)

    @cached_property
    def two_sides(self) -> NDArray[np.bool_]:
        """Which claims name two sides and no attacker; see ``Told.two_sides``."""
        found: NDArray[np.bool_] = (self.attribution == ATTRIBUTION_RANK.index("unstated")) & (
            self.perpetrators.lengths > 0
        )
        return found


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
        wanted = [_of_dataset(hash_of(event_id), name) for name in datasets]
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
    claimed = _claimed(source)
    alone = _alone(claimed.hashes)
    if alone.all():
        return Table(_each(source, claimed), claimed, source)
    columns, event = _some_shared(source, claimed, alone)
    return Table(columns, replace(claimed, event=event), source)


def _claimed(source: Source) -> Claimed:
    dataset = compact(_place_in(DATASETS, source.column("dataset"), missing=UNKNOWN))
    perpetrators, targets = lists_from(source.column("perpetrators"), source.column("targets"))
    return Claimed(
        event=None,
        dataset=dataset,
        kind=_kinds(source),
        stance=compact((_place_in(STANCES, source.column("stance")) == STANCES.index("denied")).astype(np.int8)),
        attribution=_place_in(ATTRIBUTION_RANK, source.column("attribution"), missing="unstated"),
        place=names_from(source.column("place")),
        source=names_from(source.column("source")),
        perpetrators=perpetrators,
        targets=targets,
        flags=lists_from(source.column("flags"))[0],
        published=days_from(source.column("published")),
        hashes=_hashes(source, dataset),
        documents=_documents(source) if len(source) <= WITH_DOCUMENTS else None,
    )


def _place_in(values: Sequence[str], cells: pa.ChunkedArray, *, missing: str | None = None) -> NDArray[np.int8]:
    """The place of each cell in a list of values."""
    found = names_from(cells)
    other = NONE if missing is None else values.index(missing)
    place = np.array([*(values.index(name) for name in found.names), other], dtype=np.int8)
    taken_places: NDArray[np.int8] = place[found.codes]
    return taken_places


def _kinds(source: Source) -> NDArray[np.int8]:
    sub, whole = (_place_in(KINDS, source.column(name)) for name in ("sub_event_type", "event_type"))
    return np.where(sub == NONE, whole, sub)


def _documents(source: Source) -> Names:
    """The documents of claims; the rows of one table are one document."""
    found = names_from(source.column("document"))
    files = [_file_of(name) for name in found.names]
    place = {name: code for code, name in enumerate(dict.fromkeys(files))}
    table = np.array([*(place[name] for name in files), NONE], dtype=np.int32)
    return Names(table[found.codes], tuple(place))


def _file_of(document: str) -> str:
    """A document's name without the number of a table's row."""
    name, _, row = document.rpartition(":")
    return name if name and row.isdigit() else document


def _hashes(source: Source, dataset: NDArray[np.int8]) -> NDArray[np.uint64]:
    """A number for each event: what two data sets tell under one id are two events. A claim without the id of an event
    is one by itself."""
    ids = source.column("event_id")
    found = hashes(ids)
    if ids.null_count:
        missing = np.asarray(ids.is_null())
        found = np.where(missing, hashes(source.column("claim_id")), found)
    found ^= _SALTS[dataset]
    return found


_SALTS = np.array([hash_of(name) for name in DATASETS], dtype=np.uint64)


def _of_dataset(number: np.uint64, name: str) -> np.uint64:
    return np.uint64(number ^ _SALTS[DATASETS.index(name)])


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
    each = all(one.event is None for one in claimed)
    whole = Claimed(event=None if each else np.concatenate(events), **_joined_claims(claimed))
    return Table(joined(columns), whole, JoinedSource([part.source for part in parts]))


def _joined_claims(parts: Sequence[Claimed]) -> dict[str, Any]:
    """The columns of claims one after the other; documents only where all are known."""
    names = [one.name for one in fields(Claimed) if one.name not in ("event", "documents")]
    documents = [part.documents for part in parts if part.documents is not None]
    whole = joined_names(documents) if len(documents) == len(parts) else None
    return joined_columns(parts, names) | {"documents": whole}


def _alone(numbers: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which claims share their event with no other claim."""
    ordered = np.sort(numbers)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(again):
        return np.ones(len(numbers), dtype=bool)
    place = np.minimum(np.searchsorted(again, numbers), len(again) - 1)
    found: NDArray[np.bool_] = again[place] != numbers
    return found


# Events of one claim each


def _each(source: Source, claimed: Claimed) -> Columns:
    """Every claim as an event of its own."""
    start, end = _dates(source)
    unsure, not_summed = claimed.flags.among([ZERO]), claimed.flags.among(NOT_SUMMED)
    rows = len(claimed)
    return Columns(
        start=start,
        end=end,
        earliest=start,
        latest=end,
        precision=compact(_place_in(PRECISIONS, source.column("date_precision"), missing="unknown")),
        dataset=claimed.dataset,
        stance=claimed.stance,
        attribution=claimed.attribution,
        kind=claimed.kind,
        place=claimed.place,
        admin1=names_from(source.column("admin1")),
        country=names_from(source.column("country")),
        latitude=degrees_from(source.column("latitude")),
        longitude=degrees_from(source.column("longitude")),
        place_precision=compact(np.maximum(numbers_from(source.column("place_precision")), 0)),
        perpetrators=claimed.perpetrators,
        targets=claimed.targets,
        sources=claimed.source.as_lists(),
        date_texts=_date_texts(source, claimed),
        **_figures(source, unsure, not_summed),
        left_out=compact(not_summed),
        zero_or_unknown=compact(unsure),
        contradictions=np.broadcast_to(np.uint8(0), rows),
        claims=np.broadcast_to(np.int32(1), rows),
        claim=counting(rows + 1)[:-1],
    )


def _dates(source: Source) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """First and last day of each claim, one for the other where only one is given. Raises FrameError where they are
    the wrong way round: of a file no rows are looked at together before."""
    start, end = days_from(source.column("date_start")), days_from(source.column("date_end"))
    start, end = np.where(start == NO_DAY, end, start), np.where(end == NO_DAY, start, end)
    if crossed := int((start > end).sum()):
        raise FrameError(f"'date_start' exceeds 'date_end' in {crossed} rows.")
    return start, end


def _figures(source: Source, unsure: NDArray[np.bool_], not_summed: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    """Bounds of each measure; none of a rate or a running total, nor of a 0 that may mean "not reported"."""
    found: dict[str, NDArray[Any]] = {}
    for measure in MEASURES:
        low, high = (numbers_from(source.column(f"{measure}_{end}")) for end in ("low", "high"))
        dropped = not_summed | (unsure & (low == 0) & (high == NONE))
        low, high = (_without(bound, dropped) for bound in (low, high))
        found[f"{measure}_open"] = compact((low != NONE) & (high == NONE))
        found[f"{measure}_low"] = compact(np.where((high != NONE) & (low > high), high, low))
        found[f"{measure}_high"] = compact(np.where(high == NONE, low, np.maximum(low, high)))
        if measure == "killed":
            found["killed_best"] = compact(_without(numbers_from(source.column("killed_best")), dropped))
    return found


def _without(numbers: NDArray[Any], dropped: NDArray[np.bool_]) -> NDArray[Any]:
    return np.where(dropped, numbers.dtype.type(NONE), numbers) if dropped.any() else numbers


def _date_texts(source: Source, claimed: Claimed) -> Lists:
    """The words that date each claim of a report. A table has a column for its dates, and nothing is quoted of it."""
    reports = claimed.dataset == DATASETS.index("report")
    if not reports.any():
        return Lists(np.zeros(len(claimed) + 1, dtype=np.int32), np.empty(0, dtype=np.int8), ())
    texts = names_from(source.column("date_text"))
    return Names(np.where(reports, texts.codes, NONE).astype(texts.codes.dtype), texts.names).as_lists()


# Events that several claims tell of


def _some_shared(source: Source, claimed: Claimed, alone: NDArray[np.bool_]) -> tuple[Columns, NDArray[np.int32]]:
    """The events of all claims in order of first appearance, and the event of each claim."""
    together = np.flatnonzero(~alone)
    told = grouped(source.rows(together))
    first = np.concatenate([np.flatnonzero(alone), together[told["claim"].to_numpy()]])
    order = np.argsort(first, kind="stable")
    whole = joined([taken(_each(source, claimed), np.flatnonzero(alone)), _columns(told, first[alone.sum() :])])
    _, group = np.unique(claimed.hashes, return_inverse=True)
    event = np.empty(group.max() + 1, dtype=np.int32)
    event[group[first[order]]] = np.arange(len(order), dtype=np.int32)
    return taken(whole, order), event[group]


def _columns(told: pd.DataFrame, claim: NDArray[Any]) -> Columns:
    """The frame that ``grouped`` gives as columns of numbers; ``claim``: the row of each event's first claim."""
    cells = {name: pa.chunked_array([pa.Array.from_pandas(told[name])]) for name in _ARROW}
    further: dict[str, Any] = {name: names_from(cells[name]) for name in ("place", "admin1", "country")}
    further |= {name: told[name].to_numpy(dtype=bool) for name in (f"{measure}_open" for measure in MEASURES)}
    perpetrators, targets = lists_from(cells["perpetrators"], cells["targets"])
    bounds = [f"{measure}_{end}" for measure in MEASURES for end in ("low", "high")]
    further |= {name: numbers_from(cells[name]) for name in (*bounds, "killed_best")}
    place_precision = np.maximum(numbers_from(cells["place_precision"]), 0).astype(np.int8)
    return Columns(
        start=days_from(cells["date_start"]),
        end=days_from(cells["date_end"]),
        earliest=days_from(cells["earliest"]),
        latest=days_from(cells["latest"]),
        precision=_place_in(PRECISIONS, cells["date_precision"], missing="unknown"),
        dataset=_place_in(DATASETS, cells["dataset"]),
        stance=_place_in(STANCES, cells["stance"]),
        attribution=_place_in(ATTRIBUTION_RANK, cells["attribution"]),
        kind=_place_in(KINDS, cells["kind"]),
        latitude=degrees_from(cells["latitude"]),
        longitude=degrees_from(cells["longitude"]),
        place_precision=place_precision,
        perpetrators=perpetrators,
        targets=targets,
        sources=lists_from(cells["sources"])[0],
        date_texts=lists_from(cells["date_texts"])[0],
        **further,
        left_out=told["left_out"].to_numpy(dtype=bool),
        zero_or_unknown=told["zero_or_unknown"].to_numpy(dtype=bool),
        contradictions=_bits(lists_from(cells["contradictions"])[0]),
        claims=told["claims"].to_numpy(dtype=np.int32),
        claim=claim.astype(np.int32),
    )


_ARROW = (
    *("date_start", "date_end", "earliest", "latest", "date_precision", "dataset", "stance", "attribution", "kind"),
    *("place", "admin1", "country", "latitude", "longitude", "place_precision"),
    *("perpetrators", "targets", "sources", "date_texts"),
    *(f"{measure}_{end}" for measure in MEASURES for end in ("low", "high")),
    *("killed_best", "contradictions"),
)
"""Columns of ``grouped`` that become columns of numbers by way of Arrow."""


def _bits(column: Lists) -> NDArray[np.uint8]:
    bit = np.array([1 << CONTRADICTIONS.index(name) for name in column.names] or [0], dtype=np.uint8)
    found = np.zeros(len(column), dtype=np.uint8)
    np.bitwise_or.at(found, column.rows, bit[column.codes] if len(column.codes) else np.empty(0, dtype=np.uint8))
    return found
