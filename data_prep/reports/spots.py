"""Points on the ground: how far apart they are, and which entries of the gazetteer are one place."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.gazetteer import Spot

SAME_PLACE_KM = 25.0
POINTS = frozenset({"city", "town", "village", "district", "camp", "site"})
_SEAT_KM = 150.0
_DEGREE_KM = 111.195


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance of two points on the ground, to 1% within a few hundred kilometres."""
    east = (longitude - other_longitude + 180.0) % 360.0 - 180.0
    east *= math.cos(math.radians((latitude + other_latitude) / 2))
    return math.hypot(latitude - other_latitude, east) * _DEGREE_KM


def moved(latitude: float, longitude: float, away: float, bearing: float | None) -> tuple[float, float]:
    """The point that lies so many kilometres in a direction from a place: "20 km south of X"."""
    if not away or bearing is None:
        return latitude, longitude
    angle = math.radians(bearing)
    north, east = away * math.cos(angle), away * math.sin(angle)
    narrowing = max(0.1, math.cos(math.radians(latitude)))
    return round(latitude + north / _DEGREE_KM, 4), round(longitude + east / (_DEGREE_KM * narrowing), 4)


def distinct(spots: Sequence[tuple[Spot, float]]) -> list[tuple[Spot, float]]:
    """Without the towns that our own vocabulary holds already, which lend it their prominence.

    The town that gives a governorate its name counts as one of our own.
    """
    kept: list[tuple[Spot, float]] = []
    for spot, doubt in spots:
        twin = next((at for at, (one, _) in enumerate(kept) if _is_twin(one, spot)), None)
        if twin is not None:
            one, its = kept[twin]
            kept[twin] = replace(one, prominence=max(one.prominence, spot.prominence)), its
        elif not spot.curated and any(_is_seat(one, spot) for one, _ in kept):
            kept.append((replace(spot, curated=True), doubt))
        else:
            kept.append((spot, doubt))
    return kept


def _is_twin(one: Spot, other: Spot) -> bool:
    return one.curated and not other.curated and one.kind in POINTS and apart(one, other) < SAME_PLACE_KM


def _is_seat(one: Spot, other: Spot) -> bool:
    return one.kind == "governorate" and one.country == other.country and apart(one, other) < _SEAT_KM


def apart(one: Spot, other: Spot) -> float:
    """The distance of two places in kilometres."""
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)
