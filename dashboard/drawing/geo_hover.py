"""What the circles of a map say under the pointer, and what a click on one gives."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from dashboard.drawing.text import block, wrap
from dashboard.formats import bounds, number, several
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from dashboard.drawing.geo_cells import Cells, MapPoints
    from dashboard.drawing.geo_frame import Frame

    Words: TypeAlias = "Mapping[str, str]"

SIZE, WIDTH = 12, 280
SURE = 23
"""Letters that fit into a line, whichever they are."""
AROUND = 4
"""Cells around the clicked one that the window to zoom to holds on each side."""
CLOSE = 0.3
"""Degrees of longitude: in a window narrower than this a click keeps a cell's events instead of zooming in."""


def custom(points: MapPoints, found: Cells, frame: Frame, measure: str) -> list[list[Any]]:
    """The custom data of each cell: ``[event_id, hover text]`` or ``["", hover text, west, south, east, north,
    what]``, where ``what`` is ``zoom`` (to that window) or ``keep`` (only the events in it)."""
    is_close = frame.window[2] - frame.window[0] < CLOSE
    boxes = _windows(found, is_close=is_close).round(4).tolist()
    say, click = words("map"), "keep" if is_close else "zoom"
    return [
        _of_event(points, found, cell, measure, say)
        if count == 1
        else ["", _text(several(count, "event"), [*_about(points, found, cell, measure, say), say[click]]), *box, click]
        for cell, (count, box) in enumerate(zip(found.count.tolist(), boxes, strict=True))
    ]


def broad(points: MapPoints, name: str, row: int, count: int) -> list[Any]:
    """The custom data of a country's circle in the strip below the map; ``row``: one of its ``count`` events."""
    said = words("map")["broad"].format(place=name)
    if count == 1:
        return [points.name_of(row), _text(words("map")["one"], [said, words("map")["open"]])]
    return ["", _text(several(count, "event"), [said])]


def _of_event(points: MapPoints, found: Cells, cell: int, measure: str, say: Words) -> list[Any]:
    """The custom data of a cell that holds one event."""
    row = int(found.row[cell])
    lines = [*_about(points, found, cell, measure, say), say["open"]]
    return [points.name_of(row), _text(_title(points, row), lines)]


def _windows(found: Cells, *, is_close: bool) -> NDArray[np.float64]:
    """What a click on each cell opens: the cell itself, or the window around it to zoom to."""
    if is_close:
        return found.box
    west, south, east, north = found.box.T
    across, up = AROUND * (east - west), AROUND * (north - south)
    return np.stack([west - across, south - up, east + across, north + up], 1)


def _title(points: MapPoints, row: int) -> str:
    kind, place = int(points.kind[row]), int(points.place[row])
    named = points.kinds[kind] if kind >= 0 else words("unnamed")["type"]
    return f"{named}, {points.places[place]}" if place >= 0 else str(named)


def _about(points: MapPoints, found: Cells, cell: int, measure: str, say: Words) -> Iterator[str]:
    count, row = int(found.count[cell]), int(found.row[cell])
    if count > 1 and found.kind[cell] >= 0:
        yield say["mostly"].format(kind=points.kinds[int(found.kind[cell])], n=number(int(found.kind_count[cell])))
    if count > 1 and points.place[row] >= 0:
        yield say["among"].format(place=points.places[int(points.place[row])])
    if found.reach[cell]:
        yield say["reach"].format(n=number(float(found.reach[cell])))
    if measure != "events":
        yield from _figures(found, cell, measure)


def _figures(found: Cells, cell: int, measure: str) -> Iterator[str]:
    say, known, count = words("map"), int(found.known[cell]), int(found.count[cell])
    if known:
        low, high = float(found.low[cell]), float(found.high[cell])
        yield say["figure"].format(measure=words("measures")[measure], figure=bounds(low, high))
    if known < count:
        yield say["without"].format(n=number(count - known), total=several(count, "event"))


def _text(title: str, lines: Iterable[str]) -> str:
    wrapped = [part for line in lines for part in _lines(line)]
    return f"<b>{block(list(_lines(title)))}</b><br>{block(wrapped)}"


@lru_cache(maxsize=2048)
def _lines(text: str) -> tuple[str, ...]:
    """The text in lines; measured only where it may be too long, and once: a map may hold a thousand of them, and most
    of their lines stand in many."""
    return (text,) if len(text) <= SURE else tuple(wrap(text, WIDTH, SIZE))
