"""A small map of where one event happened, as a picture: coasts, borders, and a point or the circle of a wider area."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from html import escape
from math import cos, isnan, radians
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard import telling
from dashboard.drawing.geo_borders import borders
from dashboard.drawing.geo_cells import COUNTRY, REACH
from dashboard.drawing.geo_frame import KM
from dashboard.formats import number
from dashboard.texts import say
from dashboard.theme import palette

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.drawing.geo_borders import Points
    from dashboard.theme import Palette

WIDTH, HEIGHT = 280, 180
SPAN = 7.0
"""Degrees of latitude from the upper edge to the lower: enough that a country is recognised."""
POINT = 5
"""Pixels of a point's radius."""


def figure(event: Mapping[Any, Any], theme: str) -> str:
    """The map of one event (a row of an event frame) as HTML; empty where no point of it is known."""
    latitude, longitude = float(event["latitude"]), float(event["longitude"])
    precision = 0 if pd.isna(event["place_precision"]) else int(event["place_precision"])
    if isnan(latitude) or isnan(longitude) or precision >= COUNTRY:
        return ""
    reach = REACH.get(precision, 0.0)
    picture = b64encode(svg(latitude, longitude, reach, theme).encode()).decode()
    where = telling.place(event) or say("evidence.nowhere_named")
    said = say("inset.area", where=where, km=number(reach)) if reach else say("inset.point", where=where)
    return (
        f'<figure class="inset"><img width="{WIDTH}" height="{HEIGHT}" src="data:image/svg+xml;base64,{picture}" '
        f'alt="{escape(say("inset.alt", said=said))}"><figcaption dir="auto">{escape(said)}</figcaption></figure>'
    )


@lru_cache(maxsize=256)
def svg(latitude: float, longitude: float, reach: float, theme: str) -> str:
    """The picture alone; ``reach``: kilometres to the edge of the area, 0 for a point."""
    pixel = SPAN / HEIGHT
    squeeze = max(cos(radians(latitude)), 0.2)
    half = WIDTH / 2 * pixel / squeeze
    west, north = longitude - half, latitude + SPAN / 2
    drawn = borders((west, north - SPAN, longitude + half, north), pixel)
    colours = palette(theme)
    scale = np.array([squeeze / pixel, -1 / pixel])
    land, lines = (_path((each - [west, north]) * scale) for each in (drawn.land, drawn.borders))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours.sea}"/>'
        f'<path d="{land}" fill="{colours.land}" stroke="{colours.coast}" fill-rule="evenodd"/>'
        f'<path d="{lines}" fill="none" stroke="{colours.border}"/>{_mark(reach / KM / pixel, colours)}</svg>'
    )


def _mark(radius: float, colours: Palette) -> str:
    """In the middle: a dot, or a circle as wide as the area."""
    middle = f'cx="{WIDTH / 2:g}" cy="{HEIGHT / 2:g}"'
    if radius:
        look = f'fill="{colours.wider_area}" fill-opacity="0.2" stroke="{colours.wider_area}" stroke-width="2"'
        return f'<circle {middle} r="{radius:.1f}" {look}/>'
    look = f'fill="{colours.known_place}" stroke="{colours.paper}" stroke-width="1.5"'
    return f'<circle {middle} r="{POINT}" {look}/>'


def _path(points: Points) -> str:
    """Lines as an SVG path, to a tenth of a pixel; a row of NaN ends one."""
    steps, fresh = [], True
    for x, y in points.tolist():
        if isnan(x):
            fresh = True
            continue
        steps.append(f"{'M' if fresh else 'L'}{x:.1f} {y:.1f}")
        fresh = False
    return "".join(steps)
