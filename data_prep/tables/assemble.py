"""Tables that were read, put together: each event once, in one order whatever the order of the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pa_parquet

from data_prep.as_parquet import ROW_GROUP, schema_with
from data_prep.frame import CLAIMS
from data_prep.frame_arrow import from_arrow, to_schema
from data_prep.tables.engine import Refusals
from data_prep.tables.identity import Seen, hashes_of
from data_prep.tables.store import PROBLEMS, with_file

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from numpy.typing import NDArray

    from data_prep.tables.store import Stored


@dataclass
class Assembly:
    """The claims of several tables, as batches of one schema. What gives way to another file is counted as refused
    once the batches are drawn, and listed in ``given_way``."""

    tables: Sequence[Stored]
    given_way: list[pa.Table] = field(default_factory=list)
    held: Sequence[str] = ()
    """Ids of events that are there already, in tables of claims that this program wrote."""

    def __post_init__(self) -> None:
        self.tables = sorted(self.tables, key=lambda table: (table.dataset, table.turn))
        names = [name for table in self.tables for name in pa_parquet.read_schema(table.claims).names]
        self.schema = schema_with([name for name in dict.fromkeys(names) if name not in CLAIMS])

    @property
    def single(self) -> Path | None:
        """The Parquet file that holds them all as they are, where one table alone was read."""
        return self.tables[0].claims if len(self.tables) == 1 and not len(self.held) else None

    def events(self) -> int:
        """How many events the claims tell of; after they are drawn."""
        return sum(table.outcome.accepted - table.outcome.by_flag.get("id-repeated", 0) for table in self.tables)

    def documents(self) -> int:
        """How many tables the claims come from."""
        return sum(table.outcome.accepted > 0 for table in self.tables)

    def batches(self) -> Iterator[pa.Table]:
        """All claims; an event that several files of a data set hold comes from the first of them."""
        earlier: dict[str, list[tuple[str, Seen]]] = {}
        for table in self.tables:
            before = earlier.setdefault(table.dataset, self._held())
            own = Seen()
            for batch in _batches(table):
                yield self._sifted(table, batch, before, own)
            before.append((table.name, own))

    def _held(self) -> list[tuple[str, Seen]]:
        if not len(self.held):
            return []
        seen = Seen()
        seen.repeated(hashes_of(pa.array(self.held, pa.large_string())))
        return [("a table of claims that is given too", seen)]

    def _sifted(self, table: Stored, batch: pa.Table, before: Sequence[tuple[str, Seen]], own: Seen) -> pa.Table:
        if not len(self.held) and len([other for other in self.tables if other.dataset == table.dataset]) == 1:
            return to_schema(batch, self.schema)
        ids = batch["event_id"].combine_chunks()
        hashes = hashes_of(ids)
        own.repeated(hashes)
        refusals = Refusals(_row_numbers(batch) if before else np.zeros(len(batch), dtype=np.int64))
        values = pc.replace_substring_regex(ids, r"^.*:", "")
        for name, seen in before:
            refusals.add(seen.holds(hashes), None, values, f"The same event stands in {name}, which counts instead.")
        if refusals.kept.all():
            return to_schema(batch, self.schema)
        self._note(table, refusals.table(), batch.filter(pa.array(~refusals.kept)))
        return to_schema(batch.filter(pa.array(refusals.kept)), self.schema)

    def _note(self, table: Stored, refused: pa.Table, claims: pa.Table) -> None:
        self.given_way.append(with_file(refused, table.outcome.shown))
        flags = pc.value_counts(pc.list_flatten(claims["flags"])).to_pylist()
        flagged = pc.sum(pc.greater(pc.list_value_length(claims["flags"]), 0)).as_py()
        table.outcome.give_way(refused, flagged or 0, {one["values"]: one["counts"] for one in flags})

    def frame(self) -> pd.DataFrame:
        """All claims as a claim frame."""
        return from_arrow(pa.concat_tables([*self.batches(), self.schema.empty_table()]))

    def problems(self) -> pa.Table:
        """``file, row, column, value, reason`` of every row that is not in the claims; after they are drawn."""
        own = [pa_parquet.read_table(table.problems, schema=PROBLEMS) for table in self.tables]
        return pa.concat_tables([*own, *self.given_way, PROBLEMS.empty_table()])


def _batches(table: Stored) -> Iterator[pa.Table]:
    with pa_parquet.ParquetFile(table.claims, memory_map=True) as file:
        for batch in file.iter_batches(ROW_GROUP):
            yield pa.Table.from_batches([batch])


def _row_numbers(claims: pa.Table) -> NDArray[np.int64]:
    """The row in its file of each claim, which its document ends in."""
    rows = pc.struct_field(pc.extract_regex(claims["document"].combine_chunks(), r":(?P<row>\d+)$"), "row")
    return np.asarray(rows.cast(pa.int64()).to_numpy(zero_copy_only=False), dtype=np.int64)
