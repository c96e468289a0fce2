"""The strip below a map: what a circle's size means, a scale, and the events of which only the country is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from dashboard.drawing.geo_hover import broad
from dashboard.drawing.geo_marks import SILENT, circles, radii
from dashboard.drawing.layout import SMALL
from dashboard.drawing.text import plain, width
from dashboard.formats import number, several
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.drawing.geo_cells import Left, MapPoints
    from dashboard.drawing.geo_frame import Frame
    from dashboard.theme import Palette

SHOWN = 3
"""Sizes in the key, each a tenth of the one before."""
LONGEST = 96
"""Pixels of the scale bar, at most."""
MOST = 12
"""Countries named."""
GAP, AIR = 14, 5
"""Pixels between two entries, and between a circle and its text."""
AXES: dict[str, str] = {"xaxis": "x2", "yaxis": "y2"}


@dataclass
class Strip:
    """The strip's ``height`` in pixels, and its traces on the second axes, which count pixels from its upper left."""

    height: int = 0
    traces: list[go.Scatter] = field(default_factory=list)


@dataclass(frozen=True)
class _Item:
    """A circle with a text beside it; ``data`` as under the pointer, None for a key."""

    radius: float
    text: str
    data: list[Any] | None = None

    @property
    def width(self) -> int:
        return ceil(2 * self.radius + AIR + width(self.text, SMALL))


def strip(
    points: MapPoints, left: Left, frame: Frame, most: float, heavy: float, said: str, colours: Palette
) -> Strip:
    """The strip of a map whose largest circle stands for ``most`` and has a radius of ``heavy`` pixels; ``said`` is
    what a circle's size means."""
    found = Strip()
    _row(found, said, [_size(value, most, heavy) for value in _round(most)], frame.width - LONGEST - 60, colours)
    _scale(found, frame, colours)
    countries = list(_countries(points, left, most, heavy))
    if countries:
        _row(found, words("map")["country"], countries, frame.width, colours)
    return found


def _size(value: float, most: float, heavy: float) -> _Item:
    return _Item(float(radii(np.array([value]), most, heavy)[0]), number(value))


def _round(most: float) -> list[float]:
    """Round values up to ``most``, largest last."""
    top = 10 ** floor(log10(max(most, 1)))
    largest = next(factor * top for factor in (5, 2, 1) if factor * top <= max(most, 1))
    return sorted({max(1.0, float(round(largest / 10**step))) for step in range(SHOWN)})


def _countries(points: MapPoints, left: Left, most: float, heavy: float) -> Iterator[_Item]:
    """The countries with most events of which no more is known, then the number of the others."""
    by_name = _by_name(points, left)
    order = sorted(by_name, key=lambda name: (-len(by_name[name]), name))
    for name in order[:MOST]:
        rows = by_name[name].tolist()
        radius = float(radii(np.array([len(rows)]), most, heavy)[0])
        yield _Item(radius, f"{name} {number(len(rows))}", broad(points, name, rows))
    rest = order[MOST:]
    if rest:
        events = several(sum(len(by_name[name]) for name in rest), "event")
        yield _Item(0, words("map")["more"].format(places=several(len(rest), "other"), events=events))


def _by_name(points: MapPoints, left: Left) -> dict[str, Any]:
    """The rows of the events of each country; where the store gives no countries, of each place as named."""
    codes, known = (points.place, points.places) if points.country is None else (points.country, points.countries)
    mine = codes[left.broad]
    order = np.argsort(mine, kind="stable")
    found, starts = np.unique(mine[order], return_index=True)
    parts = np.split(left.broad[order], starts[1:])
    names = [known[code] if code >= 0 else words("map")["unnamed"] for code in found.tolist()]
    return dict(zip(names, parts, strict=True)) if len(mine) else {}


def _row(found: Strip, heading: str, items: Sequence[_Item], room: int, colours: Palette) -> None:
    """A heading and circles with their texts, in as many lines as they need."""
    tall = ceil(max(2 * max((item.radius for item in items), default=0), 18)) + 6
    x, y = 0.0, found.height + tall / 2
    texts, placed = [(x, y, heading)], []
    x = width(heading, SMALL) + GAP
    for item in items:
        if x + item.width > room and x > 0:
            x, y = 0.0, y + tall
        placed.append((x + item.radius, y, item))
        texts.append((x + 2 * item.radius + AIR, y, item.text))
        x += item.width + GAP
    found.height = ceil(y + tall / 2)
    found.traces += [*_circles(placed, colours), _texts(texts, colours)]


def _circles(placed: list[tuple[float, float, _Item]], colours: Palette) -> Iterator[go.Scatter]:
    round_ones = [one for one in placed if one[2].radius]
    for hollow in (False, True):
        here = [one for one in round_ones if (one[2].data is not None) == hollow]
        if here:
            at, radius = ([x for x, *_ in here], [y for _, y, _ in here]), np.array([one[2].radius for one in here])
            trace = circles(at, radius, [one[2].data or [] for one in here], colours, hollow=hollow, **AXES)
            yield trace if hollow else trace.update(SILENT | {"hovertemplate": None, "customdata": None})


def _texts(texts: list[tuple[float, float, str]], colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[x for x, *_ in texts],
        y=[y for _, y, _ in texts],
        text=[plain(text) for *_, text in texts],
        mode="text",
        textposition="middle right",
        textfont={"size": SMALL, "color": colours.muted},
        unselected={"textfont": {"color": colours.muted}},
        **AXES,
        **SILENT,
    )


def _scale(found: Strip, frame: Frame, colours: Palette) -> None:
    """A bar as long as a round number of kilometres, in the strip's upper right."""
    longest = LONGEST * frame.kilometres
    top = 10.0 ** floor(log10(longest))
    kilometres = next(factor * top for factor in (5, 2, 1) if factor * top <= longest)
    right, y, long = frame.width - 2, 9, kilometres / frame.kilometres
    x = [right - long, right - long, right, right]
    line = {"color": colours.muted, "width": 1.2}
    text = [words("map")["kilometres"].format(n=f"{kilometres:,g}")]
    found.traces += [
        go.Scatter(x=x, y=[y - 4, y, y, y - 4], mode="lines", line=line, **AXES, **SILENT),
        go.Scatter(
            x=[right - long / 2], y=[y + 10], text=text, mode="text", textfont={"size": SMALL, "color": colours.muted},
            unselected={"textfont": {"color": colours.muted}}, **AXES, **SILENT,
        ),
    ]  # fmt: skip
