"""A stretch of the map: corners in a link, and which points lie inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MOST_CORNERS = 24
"""A lasso's corners in a link, at most."""


def read_area(text: str) -> NDArray[np.float64] | None:
    """Corners ``lon,lat;lon,lat`` as an array of shape (n, 2); two are the corners of a box. None for what is no area."""
    try:
        corners = np.array([[float(part) for part in corner.split(",")] for corner in text.split(";")])
    except ValueError:
        return None
    if corners.ndim != 2 or corners.shape[1] != 2 or not 2 <= len(corners) <= MOST_CORNERS:
        return None
    inside = np.isfinite(corners).all() and (np.abs(corners[:, 0]) <= 180).all() and (np.abs(corners[:, 1]) <= 90).all()
    return corners if inside else None


def write_area(corners: Sequence[tuple[float, float]]) -> str:
    """The corners as a link holds them, to 100 m; of more than MOST_CORNERS every few."""
    step = -(-len(corners) // MOST_CORNERS)
    return ";".join(f"{longitude:.3f},{latitude:.3f}" for longitude, latitude in corners[:: max(step, 1)])


def inside(latitude: NDArray[np.float32], longitude: NDArray[np.float32], area: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which points lie in a box or a polygon; one without coordinates does not."""
    (west, south), (east, north) = area.min(axis=0), area.max(axis=0)
    found = (longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north)
    if len(area) > 2:
        near = np.flatnonzero(found)
        found[near] = _within(latitude[near], longitude[near], area)
    return found


def _within(latitude: NDArray[np.float32], longitude: NDArray[np.float32], area: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Points from which a line northwards crosses the outline an odd number of times."""
    found = np.zeros(len(latitude), dtype=bool)
    for (x0, y0), (x1, y1) in zip(area, np.roll(area, -1, axis=0), strict=True):
        if x0 != x1:
            between = (longitude >= min(x0, x1)) & (longitude < max(x0, x1))
            found ^= between & (latitude < y0 + (longitude - x0) * (y1 - y0) / (x1 - x0))
    return found
