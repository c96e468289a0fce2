"""The map: events gathered in circles, what is only roughly known drawn as such, on borders that are shipped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.counted import MEASURES
from dashboard.drawing import geo_marks as marks
from dashboard.drawing.figure import figure
from dashboard.drawing.geo_cells import COUNTRY, Cells, Left, MapPoints, cells
from dashboard.drawing.geo_frame import Frame, fit, opening
from dashboard.drawing.geo_hover import custom
from dashboard.drawing.geo_strip import Scale, Strip, strip
from dashboard.drawing.layout import (
    NARROW,
    SMALL,
    Sheet,
    layout,
    legend,
    legend_height,
    lines_height,
    message,
    note,
)
from dashboard.drawing.text import block, wrap
from dashboard.formats import listing, number, several
from dashboard.theme import palette
from dashboard.words import one_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.drawing.figure import Figure, Trace
    from dashboard.drawing.geo_area import Area
    from dashboard.drawing.geo_frame import Window
    from dashboard.theme import Palette

__all__ = ["MapPoints", "build"]

EDGE = 10
"""Pixels of white at both sides: the texts of a caption begin there."""
PITCH = 26
"""Pixels of a cell: the events of one are one circle."""
LOW, HIGH = (0.40, 0.7), (0.56, 1.15)
"""Shares of the map's width that it is high at least and at most: on a wide sheet and on a narrow one."""

MOST_LOOKED_AT = 400_000
"""Points from which the opening window is worked out."""


def build(
    points: MapPoints,
    *,
    window: Window | None = None,
    measure: str = "events",
    theme: str = "light",
    selected: int | None = None,
    area: Area | None = None,
    width_hint: int = 1100,
) -> Figure:
    """A map of events (see MapPoints), laid out for a page of ``width_hint`` pixels.

    ``window`` is west, south, east, north in degrees, widened to the map's shape; without one the map opens on the bulk
    of the points. ``measure`` (events, strikes, killed, civilians_killed, injured) gives the circles' areas, by its
    lower bounds; an event without a figure is never 0. ``selected`` is the entry of an event to frame, ``area`` an
    outline to draw. A circle's ``customdata`` is ``[event_id, hover text]`` where it is one event, else ``["", hover
    text, west, south, east, north, what]``: ``zoom``, to that window, or ``keep`` the events in it, where zooming would
    show nothing new. ``layout.meta`` holds the ``window`` drawn. Raises UsageError for another measure or theme.
    """
    one_of("measure", measure, ("events", *MEASURES))
    colours = palette(theme)
    if not len(points):
        return message(words("map")["empty"], colours, width_hint)
    narrow = width_hint < NARROW
    wide = width_hint - 2 * EDGE
    frame = fit(window or opening(*_placed(points)), wide, (round(LOW[narrow] * wide), round(HIGH[narrow] * wide)))
    found, left = cells(points if measure != "events" else _bare(points), frame, PITCH)
    if left.placeless == len(points):
        return message(words("map")["nowhere"].format(events=several(len(points), "event")), colours, width_hint)
    values = found.count if measure == "events" else found.low
    return _Map(points, frame, found, left, values, measure, colours, width_hint).drawn(selected, area)


def _placed(points: MapPoints) -> tuple[Any, Any]:
    """The latitudes and longitudes that the map opens on: those of which more than the country is known, if any."""
    step = max(1, len(points) // MOST_LOOKED_AT)
    latitude, longitude = points.latitude[::step], points.longitude[::step]
    near = (points.place_precision[::step] < COUNTRY) & ~np.isnan(latitude)
    return (latitude[near], longitude[near]) if near.any() else (latitude, longitude)


def _bare(points: MapPoints) -> MapPoints:
    return replace(points, value_low=None, value_high=None)


@dataclass(frozen=True)
class _Map:
    """Everything that the figure is made of."""

    points: MapPoints
    frame: Frame
    found: Cells
    left: Left
    values: Any
    measure: str
    colours: Palette
    width: int

    def drawn(self, selected: int | None, area: Area | None) -> Figure:
        most = marks.largest(self.values)
        heavy = marks.heaviest(self.values, self.frame, narrow=self.width < NARROW)
        radius = marks.radii(self.values, most, heavy)
        top = float(self.values.max(initial=0))
        scale = Scale(most, heavy, top, self._size(), counts=self.measure == "events")
        below = strip(self.points, self.left, self.frame, scale, self.colours)
        keys = self._key()
        notes = [line for text in self._notes() for line in wrap(text, self.width - 24, SMALL)]
        sheet = self._sheet([str(entry["name"]) for entry in keys], below, notes)
        traces = [*keys, *self._marks(radius), *below.traces]
        if area is not None:
            traces.append(marks.outlined(area, self.colours))
        if selected is not None:
            traces += self._selected(selected, radius)
        annotations = list(_footer(notes, self.colours))
        return figure(traces, {**self._layout(sheet, below, keys), "annotations": annotations})

    def _marks(self, radius: Any) -> Iterator[Trace]:
        found, frame, colours = self.found, self.frame, self.colours
        yield from marks.names(frame, found, colours)
        x, y = marks.beads(found, frame)
        data = custom(self.points, found, frame, self.measure)
        figured = np.ones(len(x), dtype=bool) if self.measure == "events" else found.known > 0
        order = np.argsort(-radius, kind="stable")
        for hollow in (False, True):
            rows = order[(figured & ((found.reach > 0) == hollow))[order]]
            if len(rows):
                chosen = [data[row] for row in rows]
                yield marks.circles((x[rows], y[rows]), radius[rows], chosen, colours, hollow=hollow)
        bare = np.flatnonzero(~figured)
        if len(bare):
            yield marks.crosses((x[bare], y[bare]), [data[row] for row in bare], colours)
        rows = np.flatnonzero(figured & (found.count > 1))
        yield from marks.counts((x[rows], y[rows]), radius[rows], self.values[rows], frame, colours)

    def _selected(self, row: int, radius: Any) -> Iterator[Trace]:
        """The frame of the cell that holds the chosen event."""
        mine, _ = cells(self.points.only(row), self.frame, PITCH)
        for box, reach in zip(mine.box, mine.reach, strict=True):
            same = np.flatnonzero((self.found.box == box).all(axis=1) & (self.found.reach == reach))
            x, y = marks.beads(self.found, self.frame)
            for cell in same.tolist():
                yield marks.chosen(float(x[cell]), float(y[cell]), float(radius[cell]), self.colours)

    def _key(self) -> list[Trace]:
        rough = self.found.reach > 0
        figured = self.found.known > 0 if self.measure != "events" else self.found.count > 0
        return marks.key(
            self.colours,
            point=bool((figured & ~rough).any()),
            area=bool(rough.any()),
            cross=bool((~figured).any()),
        )

    def _size(self) -> str:
        say = words("map")
        if self.measure == "events":
            return say["size"]
        return say["size_measure"].format(measure=words("measures")[self.measure])

    def _notes(self) -> Iterator[str]:
        """What the map does not show, how it is read, whose borders it draws."""
        say, left = words("map"), self.left
        unknown = int((self.found.count - self.found.known).sum()) if self.measure != "events" else 0
        counts = {"unknown": unknown, "placeless": left.placeless, "outside": left.outside}
        counts |= {"unsaid": left.unsaid, "small": left.small}
        told = [say[name].format(events=several(count, "event")) for name, count in counts.items() if count]
        if reaches := sorted(set(self.found.reach.tolist()) - {0.0}):
            told.append(say["rings"].format(n=listing([number(reach) for reach in reaches], joint="or")))
        yield " ".join([*told, say["credit"]])

    def _sheet(self, names: list[str], below: Strip, notes: list[str]) -> Sheet:
        return Sheet(
            width=self.width,
            top=legend_height(names, self.frame.width) + 8,
            plot=self.frame.height + below.height + GAP,
            bottom=lines_height(len(notes)) + 10,
            left=EDGE,
            right=EDGE,
        )

    def _layout(self, sheet: Sheet, below: Strip, keys: list[Any]) -> dict[str, Any]:
        west, south, east, north = self.frame.window
        names = [str(entry["name"]) for entry in keys]
        low = (below.height + GAP) / sheet.plot
        hidden = {"visible": False, "fixedrange": True, "zeroline": False}
        base = layout(sheet, self.colours)
        return {
            **base,
            "meta": {**base["meta"], "window": [west, south, east, north]},
            "dragmode": "pan",
            "legend": legend(names, self.colours, offset=2, height=sheet.height),
            "xaxis": {**hidden, "range": [west, east], "anchor": "y"},
            "yaxis": {**hidden, "range": [south, north], "domain": [low, 1], "anchor": "x"},
            "xaxis2": {**hidden, "range": [0, self.frame.width], "anchor": "y2"},
            "yaxis2": {**hidden, "range": [below.height, 0], "domain": [0, below.height / sheet.plot], "anchor": "x2"},
            "shapes": [
                _rectangle(low, {"fillcolor": self.colours.sea, "line": {"width": 0}, "layer": "below"}),
                *marks.ground(self.frame, self.colours),
                *marks.rings(self.found, self.frame, self.colours),
            ],
        }


GAP = 8
"""Pixels between the map and the strip."""


def _rectangle(low: float, look: dict[str, Any]) -> dict[str, Any]:
    """The map's ground: the sea."""
    return {"type": "rect", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "y0": low, "y1": 1, **look}


def _footer(notes: list[str], colours: Palette) -> Iterator[dict[str, Any]]:
    font = {"size": SMALL, "color": colours.muted}
    yield note(block(notes), x=0, y=0, xanchor="left", yanchor="top", xshift=-2, yshift=-4, font=font, name="notes")
