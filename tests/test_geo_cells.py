"""Points gathered in cells: nothing is lost, and what is only roughly known is kept apart."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from points_made import points

from dashboard.drawing.geo_cells import REACH, cells
from dashboard.drawing.geo_frame import fit

SYRIA = fit((35, 32, 43, 38), 1000, (400, 600))
WORLD = fit((-180, -60, 180, 85), 1000, (400, 600))
unknown = st.just(float("nan"))
rows = st.lists(st.tuples(st.floats(-90, 90) | unknown, st.floats(-180, 180) | unknown, st.integers(0, 7)), max_size=60)


@given(rows, st.sampled_from([SYRIA, WORLD]))
def test_every_event_is_drawn_or_counted_among_those_that_are_not(
    made: list[tuple[float, float, int]], frame: object
) -> None:
    found, left = cells(points(*made), frame, 16)  # type: ignore[arg-type]
    assert found.count.sum() + left.outside + left.placeless + len(left.broad) == len(made)
    assert sorted(left.broad.tolist()) == [row for row, one in enumerate(made) if one[2] >= 6]
    assert left.placeless == sum(bool(np.isnan(one[0] + one[1])) and one[2] < 6 for one in made)


def test_events_of_one_cell_are_one_and_stand_among_themselves() -> None:
    found, _ = cells(points((35.0, 39.0, 1), (35.01, 39.01, 1), (36.5, 37.0, 1)), SYRIA, 16)
    assert sorted(found.count.tolist()) == [1, 2]
    pair = int(found.count.argmax())
    assert 39.0 <= found.x[pair] <= 39.01
    west, south, east, north = found.box[pair]
    assert west <= found.x[pair] <= east
    assert south <= found.y[pair] <= north


def test_a_province_is_no_place_in_it() -> None:
    found, _ = cells(points((35.0, 39.0, 1), (35.0, 39.0, 4)), SYRIA, 16)
    assert sorted(found.reach.tolist()) == [0, REACH[4]]
    assert found.count.tolist() == [1, 1]


def test_an_area_smaller_than_a_cell_is_a_point_and_counted_as_such() -> None:
    found, left = cells(points((35.0, 39.0, 1), (35.0, 39.0, 4)), WORLD, 16)
    assert found.count.tolist() == [2]
    assert left.small == 1


def test_a_country_has_no_point() -> None:
    found, left = cells(points((35.0, 38.0, 6), (np.nan, np.nan, 6), (35.0, 38.0, 7)), SYRIA, 16)
    assert len(found.count) == 0
    assert left.broad.tolist() == [0, 1, 2]
    assert left.placeless == 0


def test_an_unknown_figure_is_not_zero() -> None:
    low, high = np.array([5, np.nan, np.nan, 0]), np.array([np.nan, np.nan, 7, 0])
    made = points(*[(35.0, 39.0, 1)] * 4, value_low=low, value_high=high)
    found, _ = cells(made, SYRIA, 16)
    assert (found.low[0], found.high[0], found.known[0], found.count[0]) == (5, 12, 3, 4)


def test_the_commonest_kind_is_told_and_missing_kinds_are_none() -> None:
    kind = np.array([1, 1, 0, -1, -1, -1, -1], dtype="int16")
    found, _ = cells(points(*[(35.0, 39.0, 1)] * 7, kind=kind), SYRIA, 16)
    assert (found.kind[0], found.kind_count[0]) == (1, 2)
    none, _ = cells(points((35.0, 39.0, 1), kind=np.array([-1], dtype="int16")), SYRIA, 16)
    assert none.kind_count[0] == 0


def test_a_window_across_the_180th_meridian_holds_both_sides() -> None:
    frame = fit((175, -20, 185, -14), 1000, (400, 600))
    found, left = cells(points((-17.0, 179.0, 1), (-17.0, -179.0, 1), (0, 0, 1)), frame, 16)
    assert np.allclose(np.sort(found.x), [179, 181])
    assert left.outside == 1
