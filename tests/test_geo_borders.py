"""Coasts, borders and names: there, no finer than a pixel, and cut at the edges of the map."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.drawing.geo_area import inside
from dashboard.drawing.geo_borders import FILE, MARGIN, borders, spots

SYRIA = (35.0, 32.0, 43.0, 38.0)
PIXEL = 0.008


def rings(points: np.ndarray) -> list[np.ndarray]:
    ends = np.flatnonzero(np.isnan(points[:, 0]))
    return [part[~np.isnan(part[:, 0])] for part in np.split(points, ends) if len(part) > 1]


def on_land(longitude: float, latitude: float, frame: tuple[float, float, float, float]) -> bool:
    """Whether a point is filled: inside an odd number of rings."""
    y, x = np.array([latitude]), np.array([longitude])
    found = [inside(y, x, tuple(map(tuple, ring.tolist())))[0] for ring in rings(borders(frame, PIXEL).land)]
    return sum(found) % 2 == 1


@pytest.mark.parametrize(
    ("place", "expected"),
    [((39.0, 35.0), True), ((33.2, 35.1), True), ((35.0, 34.0), False), ((35.9, 33.9), True)],
    ids=["Syria", "Cyprus", "the sea", "Lebanon"],
)
def test_land_is_land(place: tuple[float, float], expected: bool) -> None:
    assert on_land(*place, (32.0, 32.0, 43.0, 38.0)) == expected


def test_nothing_reaches_far_beyond_the_edges() -> None:
    land = borders(SYRIA, PIXEL).land
    across, up = (SYRIA[2] - SYRIA[0]) * MARGIN, (SYRIA[3] - SYRIA[1]) * MARGIN
    assert np.nanmin(land[:, 0]) >= SYRIA[0] - across - 1e-4
    assert np.nanmax(land[:, 1]) <= SYRIA[3] + up + 1e-4


def test_a_coarse_map_takes_few_points() -> None:
    fine, coarse = (borders((-20.0, 30.0, 40.0, 60.0), pixel) for pixel in (0.02, 0.2))
    assert len(coarse.land) < len(fine.land) / 3
    assert len(borders((-180.0, -60.0, 180.0, 85.0), 0.33).land) < 15_000


def test_land_behind_the_180th_meridian_is_drawn() -> None:
    assert np.nanmax(borders((170.0, -25.0, 190.0, -10.0), 0.02).land[:, 0]) > 180


def test_a_ring_goes_on_without_a_leap_around_the_world() -> None:
    world = borders((-180.0, -89.0, 180.0, 85.0), 0.33).land
    steps = np.abs(np.diff(world[:, 0]))
    along_the_pole = (world[1:, 1] < -85) & (world[:-1, 1] < -85)
    assert np.nanmax(steps[~along_the_pole]) < 180
    assert on_land(40.0, -80.0, (0.0, -89.0, 80.0, -60.0))


def test_names_stand_within_the_map() -> None:
    found = spots(SYRIA)
    assert {"Syria", "Iraq", "Lebanon"} <= set(found.name.tolist())
    assert ((found.x > SYRIA[0]) & (found.x < SYRIA[2])).all()


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 700_000
