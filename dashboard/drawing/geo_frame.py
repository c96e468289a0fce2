"""The stretch of the earth that a map shows: opened on the bulk of the points, fitted to the screen's shape."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Window: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north in degrees; east lies beyond 180 where the window crosses the 180th meridian."""

KM = 111.195
"""Kilometres of a degree of latitude."""
SAMPLE = 100_000
"""Points that the opening window is worked out from: more change nothing that is seen."""
MIDDLE = (0.1, 0.9)
FENCE = 1.5
MOST_STRAYS = 0.25
LEAST = 0.4
"""Degrees that the middle of the points is taken to spread, at least."""
PADDING, MARGIN = 0.06, 1.2
"""The margin around the points: a share of their spread, and degrees, so that a single one is seen in its country."""
NARROWEST, WIDEST = 0.02, 360.0
"""Degrees of longitude that a map shows, at least and at most."""
NORTH, POLE = 85.0, 88.0
"""The latitude, north and south, up to which a map opens, and up to which it shows anything."""


@dataclass(frozen=True)
class Frame:
    """A window that fills a plot of ``width`` by ``height`` pixels; a pixel is ``pixel`` degrees of latitude, and
    ``pixel / squeeze`` of longitude."""

    window: Window
    width: int
    height: int
    squeeze: float

    @property
    def pixel(self) -> float:
        """Degrees of latitude."""
        return (self.window[3] - self.window[1]) / self.height

    @property
    def kilometres(self) -> float:
        """Of a pixel, in the middle of the map."""
        return self.pixel * KM


def opening(latitude: NDArray[np.float32], longitude: NDArray[np.float32]) -> Window:
    """The window that holds the bulk of the points (degrees, NaN = unknown), with a margin; the world for none.

    A point is a stray when it lies more than one and a half times the spread of the middle four fifths beyond them;
    where more than a quarter would be strays nobody is one. Points on both sides of the 180th meridian, and nowhere
    near the Greenwich one, open a window that crosses it.
    """
    step = max(1, len(latitude) // SAMPLE)
    y, x = latitude[::step].astype("float64"), longitude[::step].astype("float64")
    known = (np.abs(y) <= 90) & (np.abs(x) <= 180)
    y, x = y[known], _turned(x[known])
    if not len(y):
        return (-180.0, -60.0, 180.0, NORTH)
    kept = _bulk(y) & _bulk(x)
    if kept.mean() < 1 - MOST_STRAYS:
        kept[:] = True
    return _padded(x[kept], y[kept])


def fit(window: Window, width: int, heights: tuple[int, int]) -> Frame:
    """The window widened to the shape of a plot ``width`` pixels wide, and as high as it needs between the two
    ``heights``."""
    west, south, east, north = window
    squeeze = max(cos(radians((south + north) / 2)), 0.2)
    across = min(max(east - west, NARROWEST), WIDEST)
    up = max(north - south, NARROWEST * squeeze)
    height = round(min(max(up / (across * squeeze) * width, heights[0]), heights[1]))
    pixel = min(max(across * squeeze / width, up / height), WIDEST * squeeze / width)
    height = min(height, int(2 * POLE / pixel))
    middle, centre = (west + east) / 2, (south + north) / 2
    half_x, half_y = pixel / squeeze * width / 2, pixel * height / 2
    middle = min(max(middle, half_x - 180), 180 - half_x) if west >= -180 and east <= 180 else middle
    centre = min(max(centre, half_y - POLE), POLE - half_y)
    return Frame((middle - half_x, centre - half_y, middle + half_x, centre + half_y), width, height, squeeze)


def _turned(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitudes, those west of Greenwich counted on from 180 where that keeps the points together."""
    if not len(x) or np.ptp(x) < 180:
        return x
    on = np.where(x < 0, x + 360, x)
    apart = [np.diff(np.quantile(one, MIDDLE))[0] for one in (x, on)]
    return on if apart[1] < 60 and apart[1] < apart[0] / 2 else x


def _bulk(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    low, high = np.quantile(values, MIDDLE)
    reach = FENCE * max(high - low, LEAST)
    inside: NDArray[np.bool_] = (values >= low - reach) & (values <= high + reach)
    return inside


def _padded(x: NDArray[np.float64], y: NDArray[np.float64]) -> Window:
    spread = max(float(np.ptp(x)), float(np.ptp(y)))
    pad = max(spread * PADDING, min(MARGIN, MARGIN * 1.5 - spread))
    west, east = float(x.min()) - pad, float(x.max()) + pad
    south, north = max(float(y.min()) - pad, -NORTH), min(float(y.max()) + pad, NORTH)
    if east - west >= WIDEST or (east > 180 and west < 0):
        west, east = -180.0, 180.0
    elif east <= 180:
        west = max(west, -180.0)
    return (west, south, east, north)
