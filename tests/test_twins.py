"""Charts as tables: every event and every bar is a row, in words, and what is unknown is never 0."""

from __future__ import annotations

import demo
import pytest

from dashboard import twins
from dashboard.events import events
from dashboard.texts import say

TOLD = events(demo.claims())


def test_every_event_is_a_row_and_the_undated_come_last() -> None:
    found = twins.events(TOLD)
    assert len(found.rows) == len(TOLD)
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert found.note == ""
    undated = [row[0] == say("precision.unknown") for row in found.rows]
    assert undated == sorted(undated)


def test_of_too_many_events_it_says_how_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "MOST", 5)
    found = twins.events(TOLD)
    assert len(found.rows) == 5
    assert f"The first 5 of {len(TOLD)} events" in found.note


def test_what_nobody_gives_is_no_zero() -> None:
    found = twins.events(TOLD)
    killed = [row[list(found.columns).index("Killed")] for row in found.rows]
    assert say("twins.unknown") in killed
    assert any("+" in cell for cell in killed)
    unknown = sum(low is None for low in TOLD.frame()["killed_low"].astype(object).where(lambda x: x.notna(), None))
    assert killed.count(say("twins.unknown")) <= unknown


def test_denials_are_said_and_sides_are_not_called_attackers() -> None:
    rows = [" | ".join(row) for row in twins.events(TOLD).rows]
    assert any("(denied)" in row for row in rows)
    assert any(say("evidence.sides_note") in row for row in rows)


@pytest.mark.parametrize("choices", [{}, {"stack": "actor"}, {"running": "total"}, {"measure": "strikes"}])
def test_every_bar_is_a_row(choices: dict[str, str]) -> None:
    found = twins.counts(TOLD, **{"measure": "killed", "unit": "week", **choices})
    assert found.rows
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert ("Group" in found.columns) == ("stack" in choices)
    assert "Data set" not in found.columns
    assert ("Without a figure" in found.columns) == ("running" not in choices)
