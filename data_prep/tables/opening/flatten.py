"""One object of JSON or GeoJSON to one row: names of columns, and the text in each."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from data_prep.tables.opening.cells import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSOUND = re.compile("[\x00\ud800-\udfff]")
DEEPEST = 10
"""Objects further inside one another are kept as JSON."""


def row_of(value: dict[str, Any]) -> dict[str, str]:
    """``{"place": {"name": "Sirte"}, "tags": ["a", "b"]}`` -> ``{"place.name": "Sirte", "tags": "a;b"}``.

    Of a GeoJSON feature: its properties, with ``latitude`` and ``longitude`` of its point or of the middle of its
    shape, and the shape itself as ``geometry``.
    """
    if value.get("type") == "Feature" and "geometry" in value:
        return _row_of_feature(value)
    return dict(_flat(value, "", 0))


def _flat(value: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, inner in value.items():
        if isinstance(inner, dict) and inner and depth < DEEPEST:
            yield from _flat(inner, f"{before}{name}.", depth + 1)
        else:
            yield _sound(f"{before}{name}"), _sound(text_of(inner))


def _sound(text: str) -> str:
    """Without what JSON can write and no text can hold: NUL and halves of characters."""
    return text if text.isascii() and "\0" not in text else _UNSOUND.sub("", text)


def _row_of_feature(feature: dict[str, Any]) -> dict[str, str]:
    properties, geometry = feature.get("properties"), feature.get("geometry")
    row = {"id": text_of(feature["id"])} if "id" in feature else {}
    row |= dict(_flat(properties, "", 0)) if isinstance(properties, dict) else {}
    if not isinstance(geometry, dict):
        return row
    middle = _middle(geometry)
    if middle is not None and not {"latitude", "longitude"} & {name.lower() for name in row}:
        row |= {"latitude": text_of(middle[1]), "longitude": text_of(middle[0])}
    if geometry.get("type") != "Point":
        row["geometry"] = json.dumps(geometry, ensure_ascii=False)
    return row


def _middle(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """Longitude and latitude of a point, or of the middle between the outermost points of a shape."""
    points = list(_points(geometry.get("coordinates"), 0))
    points += [point for part in _parts(geometry) if (point := _middle(part)) is not None]
    if not points:
        return None
    if len(points) == 1:
        return points[0]
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    return round((west + east) / 2, 6), round((south + north) / 2, 6)


def _parts(geometry: dict[str, Any]) -> list[dict[str, Any]]:
    parts = geometry.get("geometries")
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def _points(coordinates: object, depth: int) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list) or depth > DEEPEST:
        return
    if len(coordinates) >= 2 and all(isinstance(number, int | float) for number in coordinates[:2]):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for inner in coordinates:
        yield from _points(inner, depth + 1)
