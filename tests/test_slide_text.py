"""What the sources say of one event: figures as they were given, names as they were named."""

from __future__ import annotations

from typing import Any

import pytest

from data_prep.export_texts import texts
from data_prep.frame import from_rows
from data_prep.plain_cells import plain_table
from data_prep.slide_text import Words, names, story
from tests.claims_made import FULL

SAY = Words(texts("timelinejs"))


def claims(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = plain_table(from_rows([{**FULL, **row} for row in rows])).to_pylist()
    return found


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"killed_low": 4001}, "at least 4,001"),
        ({"killed_high": 25}, "at most 25"),
        ({"killed_low": 16, "killed_high": 16}, "16"),
        ({"killed_low": 20, "killed_high": 30}, "20 to 30"),
        ({"killed_low": 2, "killed_high": 9, "killed_best": 5}, "2 to 9; best estimate 5"),
        ({"killed_best": 5}, "best estimate 5"),
        ({"killed_low": 0, "killed_high": 0}, "0"),
        ({"killed_low": 0, "flags": ["zero-or-unknown"]}, "0 or not reported"),
    ],
)
def test_a_figure_is_said_as_it_was_given(figures: dict[str, Any], said: str) -> None:
    nothing = {"killed_low": None, "killed_high": None}
    assert f"<td>{said}</td>" in story(SAY, claims({**nothing, **figures}))


def test_measures_that_nobody_gives_have_no_column() -> None:
    found = story(SAY, claims({}))
    assert "Civilians killed" in found
    assert "Injured" not in found


def test_without_any_figure_there_is_no_table() -> None:
    row = dict.fromkeys(("killed_low", "civilians_killed_low", "civilians_killed_high"))
    assert "<table>" not in story(SAY, claims(row))


@pytest.mark.parametrize(("attribution", "named"), [("unstated", ["A", "B"]), ("alleged", ["A"])])
def test_both_sides_are_named_where_it_is_not_said_who_attacked(attribution: str, named: list[str]) -> None:
    (claim,) = claims({"attribution": attribution, "perpetrators": ["A"], "targets": ["B"]})
    assert names(claim) == named


def test_a_source_that_is_not_named_is_said_not_to_be() -> None:
    assert "Source not named" in story(SAY, claims({"source": None, "publisher": None}))
