"""Boxes of days: every event counts once in each box in which it may have happened, and nowhere else."""

from __future__ import annotations

from math import ceil

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.drawing.density import LEAST_WIDTH, Cells, cells, classes
from dashboard.drawing.window import DAY, Window

Stay = tuple[int, int, int]
"""Lane, first and last day."""


def boxed(stays: list[Stay], first: int, last: int, plot: int) -> Cells:
    """The boxes of a window from the first to before the last of these days; each event stands in one lane."""
    lane, start, end = np.array(stays, dtype=np.int32).T
    window = Window(first * DAY, last * DAY, 0, 0, first * DAY, last * DAY)
    return cells(np.arange(len(stays)), lane.astype(np.int16), start, end, window, plot)


def by_hand(stays: list[Stay], found: Cells, boxes: int) -> list[list[int]]:
    counts = [[0] * boxes for _ in range(max(lane for lane, _, _ in stays) + 1)]
    for lane, start, end in stays:
        for box in range(boxes):
            begins = found.first + box * found.days
            counts[lane][box] += start < begins + found.days and end >= begins
    return counts


def stays() -> st.SearchStrategy[list[Stay]]:
    """Events around a window of the days 0 to 99, some of them long, before, across or behind it."""
    day = st.integers(-40, 140)
    one = st.tuples(st.integers(0, 3), day, day).map(lambda drawn: (drawn[0], *sorted(drawn[1:])))
    return st.lists(one, min_size=1, max_size=12)


@settings(deadline=None)
@given(stays(), st.integers(1, 100), st.sampled_from([4, 40, 101, 900]))
@example([(0, 2, 140), (1, 3, 4)], 10, 40)
def test_an_event_counts_in_each_box_of_its_lane_that_its_days_touch(drawn: list[Stay], last: int, plot: int) -> None:
    found = boxed(drawn, 0, last, plot)
    boxes = ceil(last / found.days)
    assert boxes <= max(1, plot // LEAST_WIDTH)
    inside = [(lane, start, min(end, last - 1)) for lane, start, end in drawn if start < last]
    expected = by_hand([*inside, (max(lane for lane, _, _ in drawn), -1, -1)], found, boxes)
    assert found.counts.tolist() == expected


def test_what_runs_on_beyond_the_window_takes_nothing_from_the_next_lane() -> None:
    assert boxed([(0, 2, 20), (1, 3, 4)], 0, 10, 40).counts.tolist() == [
        [0, 0, 1, 1, 1, 1, 1, 1, 1, 1],
        [0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
    ]


def test_more_boxes_and_events_than_small_numbers_hold() -> None:
    """Lanes times boxes go beyond 32,767, and so do the events of a box."""
    many = [(29, 5, 5)] * 40_000
    found = boxed([(0, 1_999, 1_999), *many], 0, 2_000, 8_000)
    assert found.counts.shape == (30, 2_000)
    assert (found.counts[0, 1_999], found.counts[29, 5], found.counts.sum()) == (1, 40_000, 40_001)


@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=20))
def test_every_count_has_a_shade(counts: list[int]) -> None:
    edges = classes(np.array([counts], dtype=np.int64))
    assert edges == sorted(set(edges))
    assert edges[-1] == max(1, *counts)
