"""Which figures stand for an event, and which are a part, a rate, a running total or a headline's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dashboard.counted import counted
from dashboard.events import events
from data_prep.frame import from_rows


def claims(*rows: dict[str, Any]) -> Any:
    same = {"event_id": "e", "dataset": "report", "stance": "reported", "document": "a.txt", "source": "Observatory"}
    return from_rows([{**same, "claim_id": f"c{number}", **row} for number, row in enumerate(rows)])


def killed(*rows: dict[str, Any]) -> list[bool]:
    return list(counted(claims(*rows), np.zeros(len(rows), dtype="int64"))["killed"])


def exactly(number: int, **more: Any) -> dict[str, Any]:
    return {"killed_low": number, "killed_high": number, **more}


def test_the_fullest_figure_of_a_source_in_one_report_counts() -> None:
    assert killed(exactly(39), exactly(5), {}) == [True, False, False]


def test_an_open_figure_is_fuller_than_the_same_one_closed() -> None:
    assert killed(exactly(39), {"killed_low": 39}) == [False, True]


def test_other_sources_and_other_reports_have_figures_of_their_own() -> None:
    assert killed(exactly(39), exactly(5, source="Council"), exactly(7, document="b.txt")) == [True, True, True]


def test_claims_from_no_known_document_stand_by_themselves() -> None:
    assert killed(exactly(39, document=None), exactly(5, document=None)) == [True, True]


def test_a_headline_yields_to_the_text_and_counts_where_it_is_alone() -> None:
    assert killed({"killed_low": 12, "flags": ["headline"], "source": ""}, exactly(39)) == [False, True]
    assert killed({"killed_low": 12, "flags": ["headline"]}, {}) == [True, False]


@pytest.mark.parametrize("flag", ["number-per-day", "toll-cumulative"])
def test_a_rate_or_a_running_total_never_counts_and_hides_nothing(flag: str) -> None:
    assert killed(exactly(4000, flags=[flag]), exactly(5)) == [False, True]


def test_a_part_neither_lowers_the_bound_of_its_event_nor_contradicts() -> None:
    told = events(claims(exactly(39, targets=["Civilians"]), exactly(5, targets=["Islamic State"]))).frame()
    assert (told["killed_low"][0], told["killed_high"][0]) == (39, 39)
    assert list(told["contradictions"][0]) == []


def test_events_are_kept_apart() -> None:
    rows = claims(exactly(39), exactly(5))
    assert list(counted(rows, np.array([0, 1]))["killed"]) == [True, True]


def test_no_claims_count_nothing() -> None:
    assert len(counted(claims(), np.zeros(0, dtype="int64"))) == 0
