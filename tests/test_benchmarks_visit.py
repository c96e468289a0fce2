"""A visit drives the page it is told to, and keeps what it measures and why it cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks import claims_made
from benchmarks.claims_world import ACTORS
from benchmarks.drive import OURS, PLAIN, Driven
from benchmarks.page import Waited
from benchmarks.visit import BACK, FILTER, LONGEST_REASON, START, ZOOM, Plan, Visit, chosen_actors, reason, visits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    claims_made.write(tmp_path / "claims.parquet", 3_000)
    return tmp_path / "claims.parquet"


def test_chosen_actors_are_different_and_of_every_size() -> None:
    names = chosen_actors(20)
    ranks = [ACTORS.index(name) for name in names]
    assert len(set(names)) == len(names) >= 16
    assert ranks == sorted(ranks)
    assert (ranks[0], ranks[-1]) == (0, len(ACTORS) - 1)


def test_a_reason_fits_into_a_cell() -> None:
    assert reason("Data\n of | size") == "Data of / size"
    assert len(reason("long " * 100)) <= LONGEST_REASON


def test_a_visit_tells_times_only_of_what_was_done() -> None:
    visit = Visit()
    visit.note(FILTER, Waited(0.5, 1.5), 10)
    times, seen = visit.times(FILTER), visit.times_seen(FILTER)
    assert times is not None
    assert seen is not None
    assert (seen.median, times.median) == (0.5, 1.5)
    assert visit.times(BACK) is None


@pytest.mark.browser
@pytest.mark.parametrize("page", [OURS, PLAIN], ids=lambda page: page.name)
def test_each_page_is_started_filtered_and_zoomed(page: Driven, file: Path) -> None:
    (visit,) = visits([page], file, Plan(starts=1, actors=1, zooms=1))
    assert not visit.failed
    assert {action: len(found) for action, found in visit.seconds.items()} == {START: 1, FILTER: 1, BACK: 1, ZOOM: 1}
    assert all(seconds > 0 for found in visit.seconds.values() for seconds in found)
    assert all(0 < visit.seen[action][0] <= visit.seconds[action][0] for action in visit.seconds)
    assert visit.received[START][0] > 1_000_000  # Streamlit's own scripts
    assert 0 < visit.received[FILTER][0] < visit.received[START][0]
    assert 0 < visit.server <= visit.server_peak
    assert 0 < visit.heap < visit.tab


@pytest.mark.browser
def test_a_page_with_an_error_in_place_of_a_chart_says_so(tmp_path: Path, file: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text("raise ValueError('nothing to draw')", encoding="utf-8")
    (visit,) = visits([replace(PLAIN, script=script)], file, Plan(starts=2, actors=1, zooms=1, limit=5))
    assert "nothing to draw" in visit.failed[START]
    assert visit.times(START) is None
