"""Sources of claims: a frame, and several sources as one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.filters import Filtered
from dashboard.state import Selection
from dashboard.store.source import FrameSource, JoinedSource
from dashboard.store.table import joined_tables, table
from data_prep import empty
from data_prep.frame import from_rows

FIRST = from_rows({"claim_id": f"a{n}", "event_id": f"e{n}" if n else None, "dataset": "acled"} for n in range(3))
SECOND = from_rows({"claim_id": f"b{n}", "event_id": f"e{n}", "dataset": "report", "place": "Raqqa"} for n in range(2))
WHOLE = pd.concat([FIRST, SECOND], ignore_index=True)


def joined() -> JoinedSource:
    return JoinedSource([FrameSource(FIRST), FrameSource(empty()), FrameSource(SECOND)])


@pytest.mark.parametrize("numbers", [[], [0], [4, 0, 3], [2, 2, 4], [4, 3, 2, 1, 0]])
def test_rows_come_in_the_order_that_is_asked_for(numbers: list[int]) -> None:
    rows = np.array(numbers, dtype=np.int32)
    expected = WHOLE.iloc[numbers].reset_index(drop=True)
    for source in (joined(), FrameSource(WHOLE)):
        assert source.rows(rows).equals(expected)
        assert source.event_ids(rows) == expected["event_id"].fillna(expected["claim_id"]).tolist()


def test_rows_of_one_of_several_sources_have_the_columns_of_all() -> None:
    both = JoinedSource([FrameSource(FIRST), FrameSource(SECOND.assign(**{"acled:tags": "crowd"}))])
    parts = [both.rows(np.array(numbers, dtype=np.int32)) for numbers in ([], [0, 1], [3], [4, 0])]
    assert {tuple(part) for part in parts} == {(*WHOLE, "acled:tags")}
    assert parts[1]["acled:tags"].isna().all()
    assert parts[3]["acled:tags"].fillna("").tolist() == ["crowd", ""]


@pytest.mark.parametrize("name", ["claim_id", "dataset", "place", "flags", "killed_low", "date_start"])
def test_a_column_is_that_of_all_claims(name: str) -> None:
    assert len(joined()) == len(WHOLE)
    assert joined().column(name).to_pylist() == FrameSource(WHOLE).column(name).to_pylist()


def test_a_filter_that_keeps_nothing_of_several_sources_gives_no_rows() -> None:
    both = joined_tables([table(FIRST), table(SECOND)])
    found = Filtered(both, Selection(actor=("Nobody of that name",))).rows()
    assert (len(found), list(found)) == (0, list(WHOLE))
