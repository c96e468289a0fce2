"""Events as the map needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dashboard.charts.map import MapPoints
from data_prep import COUNTRIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dashboard.store.told import Told


def points(told: Told, measure: str = "events") -> MapPoints:
    """Where events happened, what they are, and the bounds of ``measure``; an event that every claim denies is no
    event on a map."""
    heard = told.where(~told.denied)
    low, high = (None, None) if measure == "events" else _bounds(heard, measure)
    place, country, kind = heard.column("place"), heard.column("country"), heard.kind
    return MapPoints(
        latitude=heard.column("latitude"),
        longitude=heard.column("longitude"),
        place_precision=heard.column("place_precision"),
        place=place.codes,
        kind=kind.codes,
        places=place.names,
        kinds=kind.names,
        name_of=lambda row: heard.some(np.array([row])).ids()[0],
        value_low=low,
        value_high=high,
        country=country.codes,
        countries=tuple(COUNTRIES.get(name, name) for name in country.names),
    )


def _bounds(told: Told, measure: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return told.low(measure), told.high(measure)
