"""The claims of a source as columns of numbers, one row each, as filters need them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from dashboard.store.arrow import days_from, lists_from, names_from
from dashboard.store.columns import NONE, Lists, Names, compact, joined_names
from dashboard.store.ids import hash_of, hashes
from dashboard.store.source import Source
from dashboard.store.told import ATTRIBUTION_RANK, DATASETS, KINDS, STANCES, UNKNOWN, joined_columns

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


def claimed_of(source: Source) -> Claimed:
    """The claims of a source; each of its columns is read once."""
    dataset = compact(place_in(DATASETS, source.column("dataset"), missing=UNKNOWN))
    perpetrators, targets = lists_from(source.column("perpetrators"), source.column("targets"))
    return Claimed(
        event=None,
        dataset=dataset,
        kind=_kinds(source),
        stance=compact((place_in(STANCES, source.column("stance")) == STANCES.index("denied")).astype(np.int8)),
        attribution=place_in(ATTRIBUTION_RANK, source.column("attribution"), missing="unstated"),
        place=names_from(source.column("place")),
        source=names_from(source.column("source")),
        perpetrators=perpetrators,
        targets=targets,
        flags=lists_from(source.column("flags"))[0],
        published=days_from(source.column("published")),
        hashes=_hashes(source, dataset),
        documents=_documents(source) if len(source) <= WITH_DOCUMENTS else None,
    )


def place_in(values: Sequence[str], cells: pa.ChunkedArray, *, missing: str | None = None) -> NDArray[np.int8]:
    """The place of each cell in a list of values."""
    found = names_from(cells)
    other = NONE if missing is None else values.index(missing)
    place = np.array([*(values.index(name) for name in found.names), other], dtype=np.int8)
    taken_places: NDArray[np.int8] = place[found.codes]
    return taken_places


def _kinds(source: Source) -> NDArray[np.int8]:
    sub, whole = (place_in(KINDS, source.column(name)) for name in ("sub_event_type", "event_type"))
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


def number_of(number: np.uint64, name: str) -> np.uint64:
    """The number of an event of this data set, from that of its id."""
    return np.uint64(number ^ _SALTS[DATASETS.index(name)])


def joined_claims(parts: Sequence[Claimed]) -> dict[str, Any]:
    """The columns of claims one after the other; documents only where all are known."""
    names = [one.name for one in fields(Claimed) if one.name not in ("event", "documents")]
    documents = [part.documents for part in parts if part.documents is not None]
    whole = joined_names(documents) if len(documents) == len(parts) else None
    return joined_columns(parts, names) | {"documents": whole}
