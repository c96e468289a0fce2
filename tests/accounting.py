"""What must hold of whatever an event table is read into, and the made files that it is tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import data_prep
from data_prep.ranges import COUNTS
from tests.tables_made import Made, acled, airwars_csv, gdelt1, gdelt2, ucdp

if TYPE_CHECKING:
    import pandas as pd

    from data_prep import Prepared

MADE: dict[str, Made] = {
    **{f"acled {edition}": acled(edition=edition) for edition in ("2023", "population", "before-2023", "upper", "r")},
    "acled by actor": acled(actor_based=True),
    **{f"ucdp {edition}": ucdp(edition) for edition in ("final", "candidate", "headerless", "country")},
    "gdelt 2": gdelt2(),
    "gdelt 1": gdelt1(),
    "gdelt before 2013": gdelt1(edition="before-2013"),
    "airwars": airwars_csv(),
    "table": Made(
        "own.csv",
        "date,place,country,killed,who,note\n"
        "2023-02-16,Idlib,Syria,3-11,Syrian army,Shells fell.\n"
        "17/02/2023,Homs,Syria,dozens,,A house was hit.\n"
        "no day,Homs,Syria,1,ISIS,Nobody knows when.\n",
        3,
    ),
}


def rows_in_claims(claims: pd.DataFrame) -> list[int]:
    """The row of its file that each claim comes from."""
    return [int(document.rpartition(":")[2]) for document in claims["document"]]


def reported(prepared: Prepared, outcome: str) -> int:
    """Rows of this outcome in the whole import report."""
    lines = prepared.report[prepared.report["outcome"] == outcome]
    return int(lines["rows"].sum())


def check_accounts(prepared: Prepared, rows: int | None = None) -> None:
    """Every row read is accepted or refused, each once; ``rows``: so many are in the file."""
    read, accepted, refused = (reported(prepared, outcome) for outcome in ("read", "accepted", "refused"))
    assert read == accepted + refused
    assert refused == reported(prepared, "reason")
    assert rows is None or read == rows
    assert len(prepared.claims) == accepted
    numbered = prepared.problems["row"].dropna()
    assert len(numbered) == refused
    places = [*prepared.claims["document"], *(f"{file}:{row}" for file, row in _numbered(prepared))]
    assert len(set(places)) == len(places) == read


def _numbered(prepared: Prepared) -> list[tuple[str, int]]:
    problems = prepared.problems[prepared.problems["row"].notna()]
    return [(row["file"], int(row["row"])) for row in problems.to_dict("records")]


def check_claims(claims: pd.DataFrame) -> None:
    """It is a claim frame, no count is negative, days are in order, ids tell rows apart, flags are known."""
    data_prep.conform(claims)
    for name in COUNTS:
        assert not (claims[name] < 0).any(), name
    dated = claims[claims["date_start"].notna()]
    assert (dated["date_start"] <= dated["date_end"]).all()
    assert claims["claim_id"].is_unique
    assert claims[["claim_id", "event_id", "dataset", "stance", "document"]].notna().all(axis=None)
    assert {flag for flags in claims["flags"] for flag in flags} <= set(data_prep.FLAGS)
