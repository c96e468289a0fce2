"""Points for a map, made by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.charts.map import MapPoints

KINDS = ["Air/drone strike", "Armed clash"]
PLACES = ["Raqqa", "Aleppo", "<b>$x$</b>"]
COUNTRIES = ["Syria", "Iraq"]


def points(*rows: tuple[float, float, int], **more: Any) -> MapPoints:
    """Events at (latitude, longitude, place precision), named e0, e1, ..."""
    latitude, longitude, precision = np.array(rows, dtype="float64").reshape(-1, 3).T
    count = len(rows)
    given: dict[str, Any] = {
        "latitude": latitude.astype("float32"),
        "longitude": longitude.astype("float32"),
        "place_precision": precision.astype("int8"),
        "place": np.zeros(count, dtype="int32"),
        "kind": np.zeros(count, dtype="int16"),
        "places": PLACES,
        "kinds": KINDS,
        "name_of": lambda row: f"e{row}",
        "country": np.zeros(count, dtype="int16"),
        "countries": COUNTRIES,
    }
    return MapPoints(**given | more)
