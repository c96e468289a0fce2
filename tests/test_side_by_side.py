"""Figures source by source: only those given, the range from the counted ones, and why one is not counted."""

from __future__ import annotations

from typing import Any

import pytest
from test_evidence import CLAIM, HOSTILE

from dashboard import evidence, side_by_side
from dashboard.events import events
from data_prep.frame import from_rows


def table(*claims: dict[str, Any]) -> str:
    frame = from_rows({**CLAIM, "claim_id": f"c{n}", **claim} for n, claim in enumerate(claims))
    told = events(frame).frame().to_dict("records")
    assert len(told) == 1
    return side_by_side.table(evidence.rows(frame), told[0])


def test_one_row_a_source_one_column_a_measure_and_the_range_last() -> None:
    html = table(
        {"killed_low": 39, "source": "Observatory"},
        {"killed_low": 43, "killed_high": 43, "injured_low": 60, "injured_high": 60, "source": "Council"},
    )
    assert html.count('<th scope="col">') == 3
    assert html.count('<th scope="row">') == 3
    foot = html[html.index("<tfoot>") :]
    assert "<td>39–43+</td><td>60</td>" in foot


def test_what_a_source_does_not_give_is_said_and_is_no_zero() -> None:
    html = table({"killed_low": 39}, {"injured_low": 4, "injured_high": 4, "source": "Council"})
    assert html.count("not given") == 2
    assert ">0<" not in html


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ({"flags": ["number-per-day"]}, "a rate"),
        ({"flags": ["toll-cumulative"]}, "a running total"),
        ({"flags": ["headline"], "document": "a.txt"}, "the text below the headline"),
        ({"stance": "denied"}, "the source denies"),
        ({"document": "a.txt", "source": "Observatory"}, "a part of a fuller figure"),
    ],
)
def test_a_figure_that_is_not_counted_says_why(claim: dict[str, Any], why: str) -> None:
    html = table({"killed_low": 39, "killed_high": 39, "document": "a.txt"}, {"killed_low": 5, "source": "X", **claim})
    assert f"not counted: {why}" in html
    assert "<td>39</td>" in html[html.index("<tfoot>") :]


def test_of_a_denial_alone_the_figures_count() -> None:
    assert "not counted" not in table({"killed_low": 5, "stance": "denied"})


def test_no_figure_no_table() -> None:
    assert table({}) == ""


def test_a_source_is_a_link_to_its_card_and_is_escaped() -> None:
    frame = from_rows([{**CLAIM, "claim_id": "a/b c", "killed_low": 1, "source": HOSTILE}])
    rows = evidence.rows(frame)
    html = side_by_side.table(rows, events(frame).frame().to_dict("records")[0])
    assert 'href="#claim-a%2Fb%20c"' in html
    assert 'id="claim-a%2Fb%20c"' in evidence.card(rows[0])
    assert "<script" not in html
