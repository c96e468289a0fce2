"""The plan of a timeline loses nothing: spans, boxes and the tray together are every event of every lane."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_made import frames, frames_apart

from dashboard.drawing import plan as planning
from dashboard.drawing.lanes import rows
from dashboard.drawing.plan import MOST_TRAY, plan
from dashboard.drawing.window import DAY
from dashboard.events import events
from data_prep import empty
from data_prep.frame import from_rows


@settings(deadline=None, max_examples=40)
@given(
    frames() | frames_apart(), st.sampled_from(["actor", "place", "source", "dataset"]), st.sampled_from([360, 1200])
)
def test_spans_and_the_tray_are_all_events(frame: Any, by: str, width: int) -> None:
    told = events(frame)
    found = plan(told, by, width, 20)
    assert found.undated + found.events == len(told)
    assert len(found.tray) == min(found.undated, MOST_TRAY)
    assert not told.dated[found.tray].any()
    assert set(found.spans["event"].astype(int)) == set(np.flatnonzero(told.dated).tolist())
    assert len(found.spans) == len(found.placed.event)
    for span in found.spans.itertuples():
        event = int(span.event)
        assert (span.start, span.end) == (told.start[event] * DAY, (told.end[event] + 1) * DAY)
        assert span.earliest <= span.start < span.end <= span.latest
        box = found.boxes[int(span.lane)]
        assert box.top <= span.y <= box.bottom
    counts = found.spans["lane"].astype(int).value_counts()
    heads = found.placed.heads
    assert all(box.count == counts.get(lane, 0) for lane, box in enumerate(found.boxes) if lane not in heads)


@settings(deadline=None, max_examples=30)
@given(frames() | frames_apart(), st.sampled_from(["actor", "place"]))
def test_boxes_of_days_hold_as_many_as_spans_would_touch(frame: Any, by: str) -> None:
    told = events(frame)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "MOST_SPANS", 0)
        found = plan(told, by, 1200, 20)
    if found.cells is None:
        assert found.events == 0
        return
    counts, days = found.cells.counts, found.cells.days
    assert len(counts) == int(found.placed.lane.max()) + 1 <= len(found.boxes)
    assert (counts >= 0).all()
    dated = told.where(told.dated)
    for lane in range(len(counts)):
        here = found.placed.event[found.placed.lane == lane]
        for box in range(counts.shape[1]):
            first = found.cells.first + box * days
            assert counts[lane, box] == ((dated.start[here] < first + days) & (dated.end[here] >= first)).sum()


def test_no_events_have_a_plan_too() -> None:
    for told in (events(empty()), events(from_rows([{"claim_id": "c", "dataset": "acled"}]))):
        found = plan(told, "actor", 1200, 20)
        assert (found.events, found.undated, found.boxes, found.cells) == (0, len(told), [], None)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=15))
def test_spans_of_one_sub_row_never_overlap(drawn: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in drawn], dtype=float)
    ends = np.array([start + length for start, length in drawn], dtype=float)
    row = rows(starts, ends)
    most = max((int(((starts <= at) & (ends > at)).sum()) for at in starts), default=0)
    assert len(set(row.tolist())) == most
    for one in range(len(drawn)):
        for other in range(one):
            assert row[one] != row[other] or ends[one] <= starts[other] or ends[other] <= starts[one]
