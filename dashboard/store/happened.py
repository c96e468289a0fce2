"""Events as columns of numbers, from claims: those of one claim each, and those that several claims tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.counted import MEASURES, NOT_SUMMED, ZERO
from dashboard.store.arrow import days_from, degrees_from, lists_from, names_from, numbers_from
from dashboard.store.claimed import Claimed, place_in
from dashboard.store.columns import NO_DAY, NONE, Lists, Names, compact, counting
from dashboard.store.grouping import grouped
from dashboard.store.source import Source
from dashboard.store.told import (
    ATTRIBUTION_RANK,
    CONTRADICTIONS,
    DATASETS,
    KINDS,
    STANCES,
    Columns,
    joined,
    taken,
)
from data_prep import PRECISIONS, FrameError

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Events of one claim each


def each(source: Source, claimed: Claimed) -> Columns:
    """Every claim as an event of its own."""
    start, end = _dates(source)
    unsure, not_summed = claimed.flags.among([ZERO]), claimed.flags.among(NOT_SUMMED)
    rows = len(claimed)
    return Columns(
        start=start,
        end=end,
        earliest=start,
        latest=end,
        precision=compact(place_in(PRECISIONS, source.column("date_precision"), missing="unknown")),
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
        return Lists(np.broadcast_to(np.int32(0), len(claimed) + 1), np.empty(0, dtype=np.int8), ())
    texts = names_from(source.column("date_text"))
    return Names(np.where(reports, texts.codes, NONE).astype(texts.codes.dtype), texts.names).as_lists()


# Events that several claims tell of


def some_shared(source: Source, claimed: Claimed, alone: NDArray[np.bool_]) -> tuple[Columns, NDArray[np.int32]]:
    """The events of all claims in order of first appearance, and the event of each claim."""
    together = np.flatnonzero(~alone)
    told = grouped(source.rows(together))
    first = np.concatenate([np.flatnonzero(alone), together[told["claim"].to_numpy()]])
    order = np.argsort(first, kind="stable")
    whole = joined([taken(each(source, claimed), np.flatnonzero(alone)), _columns(told, first[alone.sum() :])])
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
        precision=place_in(PRECISIONS, cells["date_precision"], missing="unknown"),
        dataset=place_in(DATASETS, cells["dataset"]),
        stance=place_in(STANCES, cells["stance"]),
        attribution=place_in(ATTRIBUTION_RANK, cells["attribution"]),
        kind=place_in(KINDS, cells["kind"]),
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
