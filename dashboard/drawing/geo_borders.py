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
    """Everything in the file, in few steps over all points: the first map after a start waits for it."""
    with np.load(FILE) as file:
        points = np.stack([np.cumsum(file[name], dtype="int64") for name in ("x", "y")], axis=1) * GRAIN
        arcs, levels, lengths = points.astype("float32"), file["level"], file["lengths"].astype("int64")
        lines = [_line(*one) for one in _some(arcs, levels, lengths, file["is_border"])]
        walk, arcs_of = file["rings"].astype("int64"), file["ring_lengths"].astype("int64")
        spots = Spots(file["names"], *file["spots"].T)
    order, counts = _walked(walk, lengths)
    ends = np.cumsum(counts)[np.cumsum(arcs_of) - 1]
    return _Atlas(_rings(arcs[order], levels[order], ends), lines, spots)


def _some(
    points: Points, levels: NDArray[np.uint8], lengths: NDArray[np.int64], wanted: NDArray[np.bool_]
) -> Iterator[tuple[Points, NDArray[np.uint8]]]:
    """The arcs that are wanted, of all that stand one after the other."""
    ends = np.cumsum(lengths)
    for first, last in zip((ends - lengths)[wanted].tolist(), ends[wanted].tolist(), strict=True):
        yield points[first:last], levels[first:last]


def _walked(walk: NDArray[np.int64], lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The number of each point along arcs that are walked one after the other, ``~number`` backwards; and how many
    points each has."""
    backwards = walk < 0
    arc = np.where(backwards, ~walk, walk)
    counts, starts = lengths[arc], (np.cumsum(lengths) - lengths)[arc]
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    first = np.where(backwards, starts + counts - 1, starts)
    return np.repeat(first, counts) + np.repeat(np.where(backwards, -1, 1), counts) * within, counts


def _rings(points: Points, levels: NDArray[np.uint8], ends: NDArray[np.int64]) -> list[_Line]:
    """The rings that end at these points, each going on behind 180 degrees; one around a pole goes over the pole."""
    starts = np.append(0, ends[:-1])
    turns = np.round(np.diff(points[:, 0], prepend=points[0, 0]) / -360)
    turns[starts] = 0
    turned = np.cumsum(turns)
    turned -= np.repeat(turned[starts], ends - starts)
    points[:, 0] += (360 * turned).astype("float32")
    lows, highs = (np.column_stack([reduce(points[:, at], starts) for at in (0, 1)]) for reduce in _ENDS)
    boxes = np.column_stack([lows, highs]).tolist()
    found = [
        _Line(points[first:last], levels[first:last], (box[0], box[1], box[2], box[3]))
        for first, last, box in zip(starts.tolist(), ends.tolist(), boxes, strict=True)
    ]
    for place in np.flatnonzero(np.abs(points[ends - 1, 0] - points[starts, 0]) > 1).tolist():
        found[place] = _over_the_pole(found[place])
    return found


_ENDS = (np.minimum.reduceat, np.maximum.reduceat)


def _over_the_pole(ring: _Line) -> _Line:
    corners = np.array([(ring.points[-1, 0], -90), (ring.points[0, 0], -90)], dtype="float32")
    return _line(np.concatenate([ring.points, corners]), np.append(ring.level, np.array([255, 255], dtype="uint8")))


def _line(points: Points, level: NDArray[np.uint8]) -> _Line:
    west, south = points.min(axis=0).tolist()
    east, north = points.max(axis=0).tolist()
    return _Line(points, level, (west, south, east, north))
