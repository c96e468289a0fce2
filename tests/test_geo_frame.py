"""The stretch of the earth that a map shows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.geo_frame import POLE, fit, opening

HEIGHTS = (400, 600)


def opened(*points: tuple[float, float]) -> tuple[float, float, float, float]:
    latitude, longitude = np.array(points, dtype="float32").reshape(-1, 2).T
    return opening(latitude, longitude)


def test_without_a_point_the_world_is_shown() -> None:
    assert opened() == opened((np.nan, np.nan)) == (-180, -60, 180, 85)


def test_a_single_point_is_seen_in_its_country() -> None:
    west, south, east, north = opened((35, 39))
    assert 1 < east - west < 5
    assert (west + east) / 2 == pytest.approx(39)
    assert (south + north) / 2 == pytest.approx(35)


def test_a_stray_point_does_not_open_the_world() -> None:
    syria = [(33 + step / 10, 36 + step / 10) for step in range(40)]
    west, south, east, north = opened(*syria, (0, 0))
    assert (west, south) > (34, 30)
    assert (east, north) < (43, 40)


def test_points_on_both_sides_of_the_180th_meridian_are_shown_together() -> None:
    west, _, east, _ = opened(*[(-17, 178), (-17, 179), (-16, -179), (-16, -178)] * 5)
    assert 170 < west < 178
    assert 182 < east < 190


def test_points_all_over_the_world_open_the_world() -> None:
    west, _, east, _ = opened(*[(10, longitude) for longitude in range(-175, 180, 10)])
    assert (west, east) == (-180, 180)


@given(
    st.floats(-180, 179),
    st.floats(-80, 79),
    st.floats(0.001, 180),
    st.floats(0.001, 80),
    st.integers(300, 1400),
)
def test_a_frame_holds_its_window_on_the_earth_without_squeezing_it(
    west: float, south: float, across: float, up: float, width: int
) -> None:
    window = (west, south, min(west + across, 180), min(south + up, 85))
    frame = fit(window, width, HEIGHTS)
    left, low, right, high = frame.window
    assert -POLE - 0.1 <= low < high <= POLE + 0.1
    assert left >= -180.001
    assert right <= 180.001
    assert (right - left) * frame.squeeze / width == pytest.approx(frame.pixel, rel=0.01)
    assert left <= window[0] + 1e-6
    assert right >= window[2] - 1e-6


def test_a_frame_keeps_to_the_heights() -> None:
    assert fit((0, 0, 10, 1), 1000, HEIGHTS).height == 400
    assert fit((0, 0, 1, 10), 1000, HEIGHTS).height == 600
