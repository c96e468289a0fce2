"""Files of UCDP's Georeferenced Event Dataset: final, candidate with and without header, one country. All made up."""

from __future__ import annotations

from typing import Literal

from tests.made.table import Made, events, repeated, written

Edition = Literal["final", "candidate", "headerless", "country"]

COLUMNS = tuple(events("ucdp")[0])
_LEFT_OUT = (
    *("relid", "code_status", "conflict_dset_id", "dyad_dset_id", "side_a_dset_id", "side_b_dset_id"),
    *("where_description", "gwnoa", "gwnob", "low", "best", "high"),
)
COUNTRY_COLUMNS = (*(name for name in COLUMNS if name not in _LEFT_OUT), "low", "best", "high", "gwnob")
"""A country edition: fewer columns, and in another order."""
_NAMES: dict[Edition, str] = {
    "final": "GEDEvent_v24_1.csv",
    "candidate": "GEDEvent_v23_01_23_12.csv",
    "headerless": "GEDEvent_v23_0_12.csv",
    "country": "ged-syria.csv",
}
OVERLAP = frozenset({"900213", "900214"})
"""The ids that stand both in the final and in the candidate release; the counts of the first differ."""


def ucdp(edition: Edition = "final", rows: int | None = None) -> Made:
    """A file of this edition; with more ``rows`` than there are events, they come again under other ids."""
    kept = events("ucdp_candidate" if edition in ("candidate", "headerless") else "ucdp")
    if edition == "country":
        kept = [row for row in kept if row["country"] == "Syria"]
    made = [row | {"id": str(int(row["id"]) + 1000 * again)} for again, row in repeated(kept, rows)]
    if edition == "final":  # the finals write a day as a moment
        made = [row | {name: f"{row[name]} 00:00:00.000" for name in ("date_start", "date_end")} for row in made]
    columns = COUNTRY_COLUMNS if edition == "country" else COLUMNS
    return Made(_NAMES[edition], written(columns, made, header=() if edition == "headerless" else None), len(made))
