"""Makes ``borders.npz``, the coasts and borders that maps are drawn on, from Natural Earth at 1:10 million.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python -m dashboard.drawing.geo_build package/countries-10m.json

Natural Earth (https://www.naturalearthdata.com) is in the public domain; the package world-atlas (ISC licence) carries
it as TopoJSON. Every point is kept with the width of the bend that it makes, so that one file serves every zoom: a map
takes the points whose bend is wider than a pixel. Needs shapely; reading the file does not.
"""

from __future__ import annotations

import argparse
import json
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import shapely

from dashboard.drawing.geo_borders import END, FILE, GRAIN, bend_level

Line: TypeAlias = Any
"""An array of longitudes and latitudes in degrees, shape (n, 2)."""

LEAST_BEND = 0.009
"""Degrees: narrower bends are left out, and islands no larger than this."""
SPOTS = 60
"""Places that a country's name can stand at, at most."""
MAIN = 0.05
"""The share of a country's largest part that another one must have to carry its name."""
GRID = 48
"""Places tried along a country's longer side."""


def main(atlas: Path) -> None:
    """Write the file anew."""
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    lines = _lines(topology)
    countries = topology["objects"]["countries"]["geometries"]
    uses = np.zeros(len(lines), dtype="int64")
    for number in chain.from_iterable(_arcs_of(one) for one in countries):
        uses[number] += 1
    rings = [ring for part in _parts(topology["objects"]["land"]["geometries"][0]) for ring in part]
    kept = [ring for ring in rings if _extent(_ring(ring, lines)) > LEAST_BEND]
    used = sorted({_plain(number) for ring in kept for number in ring} | set(np.flatnonzero(uses > 1).tolist()))
    place = {number: position for position, number in enumerate(used)}
    arcs = [_thinned(lines[number]) for number in used]
    points = np.concatenate([arc for arc, _ in arcs])
    steps = np.diff(points, axis=0, prepend=0)
    spots = [spot for one in countries for spot in _spots(one, lines)]
    np.savez_compressed(
        FILE,
        x=steps[:, 0],
        y=steps[:, 1],
        level=np.concatenate([level for _, level in arcs]),
        lengths=np.array([len(arc) for arc, _ in arcs], dtype="uint32"),
        is_border=uses[used] > 1,
        rings=np.array([_placed(number, place) for ring in kept for number in ring], dtype="int32"),
        ring_lengths=np.array([len(ring) for ring in kept], dtype="uint16"),
        names=np.array([name for name, *_ in spots]),
        spots=np.array([spot for _, *spot in spots], dtype="float32"),
    )


def _lines(topology: dict[str, Any]) -> list[Line]:
    """The lines in degrees: TopoJSON writes each point as the step from the one before. A line that crosses the 180th
    meridian goes on behind it."""
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    lines = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    for line in lines:
        line[:, 0] = np.unwrap(line[:, 0], period=360)
    return lines


def _parts(geometry: dict[str, Any]) -> list[list[list[int]]]:
    parts: list[list[list[int]]] = geometry["arcs"]
    return parts if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _arcs_of(geometry: dict[str, Any]) -> list[int]:
    return [_plain(number) for part in _parts(geometry) for ring in part for number in ring]


def _plain(number: int) -> int:
    """The number of an arc; ``~number`` is one walked backwards."""
    return number if number >= 0 else ~number


def _placed(number: int, place: dict[int, int]) -> int:
    return place[number] if number >= 0 else ~place[~number]


def _ring(numbers: list[int], lines: list[Line]) -> Line:
    walked = [lines[number] if number >= 0 else lines[~number][::-1] for number in numbers]
    ring = np.concatenate([walked[0], *(line[1:] for line in walked[1:])])
    ring[:, 0] = np.unwrap(ring[:, 0], period=360)
    return ring


def _extent(line: Line) -> float:
    return float(np.ptp(line, axis=0).max())


def _thinned(line: Line) -> tuple[Line, Line]:
    """A line's points in units of GRAIN, and the level of each one's bend."""
    bends = _bends(line)
    kept = bends >= LEAST_BEND
    return np.round(line[kept] / GRAIN).astype("int32"), bend_level(bends[kept])


def _bends(line: Line) -> Line:
    """How far each point lies from the line that would be drawn without it (Douglas and Peucker), in degrees; a point
    never has a wider bend than the one that comes before it in importance. The ends are always kept."""
    squeezed = line * [np.cos(np.radians(line[:, 1].mean())), 1]
    found = np.zeros(len(line))
    found[[0, -1]] = END
    open_parts = [(0, len(line) - 1, END)]
    while open_parts:
        first, last, limit = open_parts.pop()
        if last - first < 2:
            continue
        apart = _distances(squeezed[first + 1 : last], squeezed[first], squeezed[last])
        middle = first + 1 + int(apart.argmax())
        found[middle] = min(limit, float(apart.max()))
        open_parts += [(first, middle, found[middle]), (middle, last, found[middle])]
    return found


def _distances(points: Line, start: Line, end: Line) -> Line:
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    return np.hypot(*(points - start - share[:, None] * along).T)


def _spots(country: dict[str, Any], lines: list[Line]) -> list[tuple[str, float, float, float]]:
    """Where a country's name can stand: name, longitude, latitude, and degrees from there to the nearest border."""
    rings = [[ring for one in part if len(ring := _ring(one, lines)) > 3] for part in _parts(country)]
    if max((np.abs(ring[:, 0]).max() for part in rings for ring in part), default=0) > 179:
        rings = [[ring + np.array([360.0 * (ring[:, 0].mean() < 0), 0]) for ring in part] for part in rings]
    shape = _main_parts([shapely.Polygon(part[0], part[1:]) for part in rings if part])
    if shape.is_empty:
        return []
    west, south, east, north = shape.bounds
    step = max(east - west, north - south) / GRID
    xs, ys = np.meshgrid(np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step))
    tried = shapely.points(xs.ravel(), ys.ravel())
    room = np.where(shapely.contains(shape, tried), shapely.distance(shape.boundary, tried), 0)
    found: list[tuple[str, float, float, float]] = []
    while room.max(initial=0) > 0.05 and len(found) < SPOTS:
        best = int(room.argmax())
        found.append((country["properties"]["name"], xs.flat[best], ys.flat[best], float(room[best])))
        room[np.hypot(xs.ravel() - xs.flat[best], ys.ravel() - ys.flat[best]) < 0.8 * room[best]] = 0
    return found


def _main_parts(polygons: list[Any]) -> Any:
    """A country without the islands that are too small for its name."""
    simple = [one.simplify(0.01).buffer(0) for one in polygons]
    largest = max((one.area for one in simple), default=0)
    return shapely.union_all([one for one in simple if one.area >= MAIN * largest])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m dashboard.drawing.geo_build", description=__doc__)
    parser.add_argument("atlas", type=Path)
    main(parser.parse_args().atlas)
