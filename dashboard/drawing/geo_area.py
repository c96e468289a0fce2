"""An area chosen on a map: a box of two corners or a polygon; which points lie in it; how a link writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from dashboard.drawing.geo_frame import WIDEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Area: TypeAlias = tuple[tuple[float, float], ...]
"""Longitude and latitude of each corner, in degrees: two opposite corners of a box, or three or more of a polygon. A
longitude beyond 180 lies behind the 180th meridian."""

MOST = 24
"""Corners that a link holds."""
DIGITS = 3
"""Decimals of a degree: a hundred metres."""
LONGEST = MOST * 2 * 9
_NUMBER = r"-?[0-9]{1,3}(?:\.[0-9]{1,3})?"
_WRITTEN = re.compile(rf"{_NUMBER}(?:,{_NUMBER})+")
STRETCH = 1 << 16
"""Points taken at a time, so that what is worked out of them stays in the processor's cache."""
FINE = 256
"""Squares along each side of the polygon's frame: only points in squares that its edge runs through are looked at one
by one."""


def inside(latitude: NDArray[np.floating], longitude: NDArray[np.floating], area: Area) -> NDArray[np.bool_]:
    """Which points (degrees, NaN = unknown, never inside) lie in an area."""
    corners = np.array(area, dtype="float64")
    polygon = _Polygon(corners) if len(corners) > 2 else None
    found = np.zeros(len(latitude), dtype=bool)
    for start in range(0, len(found), STRETCH):
        part = slice(start, start + STRETCH)
        found[part] = _inside(latitude[part], longitude[part], corners, polygon)
    return found


def _inside(
    y: NDArray[np.floating], x: NDArray[np.floating], corners: NDArray[np.float64], polygon: _Polygon | None
) -> NDArray[np.bool_]:
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    if west < -180 or east > 180:
        x = (x - west) % 360 + west
    # Corners as exact as the points: 36.1 in fewer bits lies beside 36.1 in more.
    (west, east), (south, north) = np.array([west, east], dtype=x.dtype), np.array([south, north], dtype=y.dtype)
    found: NDArray[np.bool_] = (y >= south) & (y <= north) & (x >= west) & (x <= east)
    if polygon is not None:
        rows = np.flatnonzero(found)
        found[rows] = polygon.holds(x[rows].astype("float64"), y[rows].astype("float64"))
    return found


def simplified(area: Sequence[tuple[float, float]], most: int = MOST) -> Area:
    """The area with at most ``most`` corners: again and again the one that matters least is left out."""
    corners = [(float(x), float(y)) for x, y in area]
    while len(corners) > most:
        points = np.array(corners)
        before, after = points - np.roll(points, 1, axis=0), np.roll(points, -1, axis=0) - points
        least = int(np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]).argmin())
        del corners[least]
    return tuple(corners)


def area_text(area: Sequence[tuple[float, float]]) -> str:
    """An area as a link holds it: ``36.1,35.5,37.25,36`` is a box, west, south, east, north; more numbers a polygon,
    of at most MOST corners. Empty for less than a box."""
    corners = simplified(area)
    if len(corners) < 2:
        return ""
    if len(corners) == 2:
        (x0, y0), (x1, y1) = corners
        corners = ((min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1)))
    return ",".join(_short(value) for corner in corners for value in corner)


def area_from_text(text: str) -> Area | None:
    """The area that a link holds; None for what is none: wrong letters, an odd number of numbers, too many corners,
    beyond the earth, without extent."""
    if len(text) > LONGEST or not _WRITTEN.fullmatch(text, 0):
        return None
    values = [float(value) for value in text.split(",")]
    corners = tuple(zip(values[::2], values[1::2], strict=False))
    if len(values) % 2 or not 2 <= len(corners) <= MOST:
        return None
    xs, ys = zip(*corners, strict=True)
    across, up = max(xs) - min(xs), max(ys) - min(ys)
    is_on_earth = max(map(abs, ys)) <= 90 and max(map(abs, xs)) <= WIDEST and across <= WIDEST
    return corners if is_on_earth and across > 0 and up > 0 else None


def _short(value: float) -> str:
    text = f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class _Polygon:
    """A polygon and the squares of its frame: most points are told by the square they are in."""

    def __init__(self, corners: NDArray[np.float64]) -> None:
        self.low, self.scale = corners.min(axis=0), FINE / np.maximum(np.ptp(corners, axis=0), 1e-12)
        self.corners = (corners - self.low) * self.scale
        across, up = np.meshgrid(np.arange(FINE) + 0.5, np.arange(FINE) + 0.5)
        self.whole = _crossings(across.ravel(), up.ravel(), self.corners)
        self.edge = _edge(self.corners)

    def holds(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which points, all within the frame, lie in the polygon."""
        x, y = (x - self.low[0]) * self.scale[0], (y - self.low[1]) * self.scale[1]
        square = np.minimum(y.astype("int64"), FINE - 1) * FINE + np.minimum(x.astype("int64"), FINE - 1)
        found: NDArray[np.bool_] = self.whole[square]
        near = np.flatnonzero(self.edge[square])
        found[near] = _crossings(x[near], y[near], self.corners)
        return found


def _edge(corners: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The squares that the polygon's edge may run through, and those around them."""
    share = np.linspace(0, 1, 3 * FINE)[:, None]
    run = np.concatenate([a + share * (b - a) for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True)])
    column, row = np.clip(run.astype("int64"), 0, FINE - 1).T
    squares = np.zeros((FINE + 2, FINE + 2), dtype=bool)
    for right in range(3):
        for up in range(3):
            squares[row + up, column + right] = True
    found: NDArray[np.bool_] = squares[1:-1, 1:-1].ravel()
    return found


def _crossings(x: NDArray[np.float64], y: NDArray[np.float64], corners: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which points a ray to the east leaves the polygon from: it crosses its edge an odd number of times."""
    found = np.zeros(len(x), dtype=bool)
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if ay != by:
            found ^= ((ay > y) != (by > y)) & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return found
