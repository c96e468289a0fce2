"""Coasts, borders and country names of a stretch of the map, no finer than a pixel shows.

The file ``borders.npz`` holds Natural Earth's lines, each point with the width of the bend that it makes;
``geo_build`` makes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

FILE = Path(__file__).with_name("borders.npz")
GRAIN = 0.002
"""Degrees: the unit that points are kept in."""
END = 1000.0
"""The bend, in degrees, of the ends of a line, which are always drawn."""
PER_DOUBLING = 8
"""Levels from one width of bend to twice that width."""
FINEST = 0.008
"""Degrees: the bend of level 0."""
MARGIN = 0.04
"""The share of a stretch by which lines reach over its edges, where the edge of a cut shape is out of sight."""
TURNS = (-360.0, 0.0, 360.0)

Frame: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north in degrees; east may lie beyond 180."""
Points: TypeAlias = "NDArray[np.float32]"
"""Shape (n, 2), longitude and latitude; a row of NaN ends a line."""


@dataclass(frozen=True)
class Drawn:
    """``land``: outlines of all land, cut at the stretch's edges; ``borders``: lines between countries."""

    land: Points
    borders: Points


@dataclass(frozen=True)
class Spots:
    """Where names of countries can stand: the ``name``, ``x``, ``y`` and ``room`` to the nearest border of each, in
    degrees, a country's roomiest spots first."""

    name: NDArray[np.str_]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    room: NDArray[np.float32]


@dataclass(frozen=True)
class _Line:
    points: Points
    level: NDArray[np.uint8]
    box: Frame


@dataclass(frozen=True)
class _Atlas:
    land: list[_Line]
    borders: list[_Line]
    spots: Spots


def bend_level(bends: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The level of each bend given in degrees: 0 for the finest, 255 for the ends of a line."""
    levels = PER_DOUBLING * np.log2(np.maximum(bends, FINEST) / FINEST)
    found: NDArray[np.uint8] = np.clip(levels, 0, 255).astype("uint8")
    return found


@lru_cache(maxsize=64)
def borders(frame: Frame, pixel: float) -> Drawn:
    """What is drawn of a stretch of the map where a pixel is this many degrees of latitude. Shared: do not change."""
    wide = _widened(frame)
    least = int(bend_level(np.array([pixel]))[0])
    land = [_cut(line, wide) for line in _near(_atlas().land, wide, least, pixel)]
    lines = [_broken(line, wide) for line in _near(_atlas().borders, wide, least, pixel)]
    return Drawn(_joined(land), _joined(lines))


def spots(frame: Frame) -> Spots:
    """Where in a stretch of the map names of countries can stand."""
    every = _atlas().spots
    west, south, east, north = frame
    turned = [every.x + turn for turn in TURNS]
    x = np.select([(west < one) & (one < east) for one in turned], turned, np.nan)
    kept = (south < every.y) & (every.y < north) & ~np.isnan(x)
    return Spots(every.name[kept], x[kept], every.y[kept], every.room[kept])


def _widened(frame: Frame) -> Frame:
    west, south, east, north = frame
    across, up = (east - west) * MARGIN, (north - south) * MARGIN
    return west - across, south - up, east + across, north + up


def _near(lines: list[_Line], frame: Frame, least: int, pixel: float) -> Iterator[_Line]:
    """The lines that may be seen in a stretch, turned to where they lie in it and thinned."""
    west, south, east, north = frame
    for line in lines:
        left, low, right, high = line.box
        if high < south or low > north or max(right - left, high - low) < pixel:
            continue
        for turn in TURNS:
            if left + turn <= east and right + turn >= west:
                box = (left + turn, low, right + turn, high)
                yield _Line((line.points + np.array([turn, 0], dtype="float32"))[line.level >= least], line.level, box)


def _cut(ring: _Line, frame: Frame) -> Points:
    """A ring cut at the stretch's edges (Sutherland and Hodgman)."""
    points = ring.points
    for axis, edge, keep in ((0, frame[0], 1), (0, frame[2], -1), (1, frame[1], 1), (1, frame[3], -1)):
        if len(points) and (keep * (points[:, axis] - edge)).min() < 0:
            points = _half(points, axis, edge, keep)
    return points


def _half(points: Points, axis: int, edge: float, keep: int) -> Points:
    """The part of a ring on one side of an edge: its points there, and those where it crosses."""
    inside = keep * (points[:, axis] - edge) >= 0
    following = np.roll(points, -1, axis=0)
    crosses = inside != np.roll(inside, -1)
    step = following[:, axis] - points[:, axis]
    share = (edge - points[:, axis]) / np.where(crosses, step, 1)
    crossing = points + share[:, None] * (following - points)
    both = np.stack([points, crossing], axis=1).reshape(-1, 2)
    found = both[np.stack([inside, crosses], axis=1).ravel()].astype("float32")
    return np.concatenate([found, found[:1]])


def _broken(line: _Line, frame: Frame) -> Points:
    """The stretches of a line that may be seen, with NaN between them."""
    west, south, east, north = frame
    low, high = np.minimum(line.points[:-1], line.points[1:]), np.maximum(line.points[:-1], line.points[1:])
    seen = (high[:, 0] >= west) & (low[:, 0] <= east) & (high[:, 1] >= south) & (low[:, 1] <= north)
    kept = np.concatenate([seen, [False]]) | np.concatenate([[False], seen])
    points = np.where(kept[:, None], line.points, np.nan).astype("float32")
    gap = ~kept & np.concatenate([[True], ~kept[:-1]])
    found: Points = points[~gap]
    return found


def _joined(lines: list[Points]) -> Points:
    end = np.full((1, 2), np.nan, dtype="float32")
    found = [part for line in lines if len(line) > 1 for part in (line, end)]
    return np.concatenate(found) if found else np.empty((0, 2), dtype="float32")


@cache
def _atlas() -> _Atlas:
    with np.load(FILE) as file:
        points = np.stack([np.cumsum(file[name], dtype="int64") for name in ("x", "y")], axis=1) * GRAIN
        ends = np.cumsum(file["lengths"])[:-1]
        arcs, levels = np.split(points.astype("float32"), ends), np.split(file["level"], ends)
        walks = np.split(file["rings"], np.cumsum(file["ring_lengths"])[:-1])
        lines = [_line(arcs[place], levels[place]) for place in np.flatnonzero(file["is_border"])]
        spots = Spots(file["names"], *file["spots"].T)
    return _Atlas([_ring(walk.tolist(), arcs, levels) for walk in walks], lines, spots)


def _ring(walk: list[int], arcs: list[Points], levels: list[NDArray[np.uint8]]) -> _Line:
    """One ring out of its arcs, going on behind 180 degrees; one around a pole goes over the pole."""
    points = np.concatenate([arcs[number] if number >= 0 else arcs[~number][::-1] for number in walk])
    level = np.concatenate([levels[number] if number >= 0 else levels[~number][::-1] for number in walk])
    points[:, 0] = np.unwrap(points[:, 0], period=360)
    first, last = points[0, 0], points[-1, 0]
    if abs(last - first) > 1:
        points = np.concatenate([points, np.array([(last, -90), (first, -90)], dtype="float32")])
        level = np.concatenate([level, np.array([255, 255], dtype="uint8")])
    return _line(points, level)


def _line(points: Points, level: NDArray[np.uint8]) -> _Line:
    west, south = points.min(axis=0).tolist()
    east, north = points.max(axis=0).tolist()
    return _Line(points, level, (west, south, east, north))
