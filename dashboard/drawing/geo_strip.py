"""The strip below a map: what a circle's size means, a scale, and the events of which only the country is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.figure import Trace, trace
from dashboard.drawing.geo_hover import broad
from dashboard.drawing.geo_marks import BASE, SILENT, circles, radii
from dashboard.drawing.layout import NARROW, SMALL
from dashboard.drawing.text import plain, width
from dashboard.formats import number, several
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.drawing.geo_cells import Left, MapPoints
    from dashboard.drawing.geo_frame import Frame
    from dashboard.theme import Palette

SHOWN, STEP = 3, 2
"""Sizes in the key at most, and the round values from one to the next."""
LONGEST = 96
"""Pixels of the scale bar, at most."""
LARGE = 60.0
"""Degrees from south to north from which on no scale holds all over the map."""
MOST, FEWER = 12, 5
"""Countries named: on a wide sheet and on a narrow one."""
PLAIN = 4.5
"""Pixels of the radius of a country's circle where sizes do not count events, or not so many: of a small part of the
earth the largest circle stands for less than a country has."""
GAP, AIR = 14, 5
"""Pixels between two entries, and between a circle and its text."""
AXES: dict[str, str] = {"xaxis": "x2", "yaxis": "y2"}


@dataclass
class Strip:
    """The strip's ``height`` in pixels, and its traces on the second axes, which count pixels from its upper left."""

    height: int = 0
    traces: list[Trace] = field(default_factory=list)


@dataclass(frozen=True)
class _Item:
    """A circle with a text beside it; ``data`` as under the pointer, None for a key."""

    radius: float
    text: str
    data: list[Any] | None = None

    @property
    def width(self) -> int:
        return ceil(2 * self.radius + AIR + width(self.text, SMALL))


@dataclass(frozen=True)
class Scale:
    """What a circle's size means: one of ``heavy`` pixels' radius stands for ``most``; ``top`` is the largest value
    drawn; ``said`` in words; ``counts`` tells whether it is a number of events."""

    most: float
    heavy: float
    top: float
    said: str
    counts: bool

    def radius(self, value: float) -> float:
        """Pixels."""
        return float(radii(np.array([value]), self.most, self.heavy)[0])


def strip(points: MapPoints, left: Left, frame: Frame, scale: Scale, colours: Palette) -> Strip:
    """The strip of a map."""
    found = Strip()
    has_scale = frame.pixel * frame.height < LARGE
    room = frame.width - (_bar(frame) / frame.kilometres + GAP if has_scale else 0)
    _row(found, scale.said, list(_sizes(scale)), room, colours)
    if has_scale:
        _scale(found, frame, colours)
    countries = list(_countries(points, left, scale, MOST if frame.width >= NARROW else FEWER))
    if countries:
        _row(found, words("map")["country"], countries, frame.width, colours)
    return found


def _sizes(scale: Scale) -> Iterator[_Item]:
    """Round values and their circles, smallest first; all values that the least circle stands for are one entry."""
    least = scale.most * (BASE / scale.heavy) ** 2
    values = [factor * 10**power for power in range(10) for factor in (1, 2, 5)]
    if least >= 2:
        shown = max(value for value in values if value <= least)
        yield _Item(BASE, words("formats")["up_to"].format(number=number(shown)))
    larger = [value for value in values if max(least, 0.9) < value <= max(scale.top, 1)]
    for value in reversed(larger[::-1][::STEP][:SHOWN]):
        yield _Item(scale.radius(value), number(value))


def _countries(points: MapPoints, left: Left, scale: Scale, most: int) -> Iterator[_Item]:
    """The countries with most events of which no more is known, then the number of the others."""
    counted = _counted(points, left)
    is_to_scale = scale.counts and max((count for *_, count in counted), default=0) <= scale.most
    for name, row, count in counted[:most]:
        text = words("map")["named"].format(place=name, n=number(count))
        yield _Item(scale.radius(count) if is_to_scale else PLAIN, text, broad(points, name, row, count))
    rest = counted[most:]
    if rest:
        events = several(sum(count for *_, count in rest), "event")
        yield _Item(0, words("map")["more"].format(places=several(len(rest), "other"), events=events))


def _counted(points: MapPoints, left: Left) -> list[tuple[str, int, int]]:
    """The name, a row and the number of events of each country, most first; of each place as named where the store
    gives no countries."""
    codes, known = (points.place, points.places) if points.country is None else (points.country, points.countries)
    found, first, counts = np.unique(codes[left.broad], return_index=True, return_counts=True)
    names = [known[code] if code >= 0 else words("map")["unnamed"] for code in found.tolist()]
    counted = list(zip(names, left.broad[first].tolist(), counts.tolist(), strict=True))
    return sorted(counted, key=lambda one: (-one[2], one[0]))


def _row(found: Strip, heading: str, items: Sequence[_Item], room: float, colours: Palette) -> None:
    """A heading and circles with their texts, in as many lines as they need."""
    tall = ceil(max(2 * max((item.radius for item in items), default=0), 18)) + 6
    x, y = 0.0, found.height + tall / 2
    texts, placed = [(x, y, heading)], []
    x = width(heading, SMALL) + GAP
    for item in items:
        if x + item.width > room and x > 0:
            x, y = 2.0, y + tall
        placed.append((x + item.radius, y, item))
        texts.append((x + 2 * item.radius + AIR, y, item.text))
        x += item.width + GAP
    found.height = ceil(y + tall / 2)
    found.traces += [*_circles(placed, colours), _texts(texts, colours)]


def _circles(placed: list[tuple[float, float, _Item]], colours: Palette) -> Iterator[Trace]:
    round_ones = [one for one in placed if one[2].radius]
    for hollow in (False, True):
        here = [one for one in round_ones if (one[2].data is not None) == hollow]
        if here:
            at, radius = ([x for x, *_ in here], [y for _, y, _ in here]), np.array([one[2].radius for one in here])
            round_ = circles(at, radius, [one[2].data or [] for one in here], colours, hollow=hollow, **AXES)
            yield round_ if hollow else {**round_, **SILENT, "hovertemplate": None, "customdata": None}


def _texts(texts: list[tuple[float, float, str]], colours: Palette, side: str = "right") -> Trace:
    return trace(
        "scatter",
        x=[x for x, *_ in texts],
        y=[y for _, y, _ in texts],
        text=[plain(text) for *_, text in texts],
        mode="text",
        textposition=f"middle {side}",
        textfont={"size": SMALL, "color": colours.muted},
        unselected={"textfont": {"color": colours.muted}},
        **AXES,
        **SILENT,
    )


def _scale(found: Strip, frame: Frame, colours: Palette) -> None:
    """A bar as long as a round number of kilometres, in the strip's upper right."""
    kilometres = _bar(frame)
    right, y, long = frame.width - 2, 9, kilometres / frame.kilometres
    x = [right - long, right - long, right, right]
    line = {"color": colours.muted, "width": 1.2}
    found.traces += [
        trace("scatter", x=x, y=[y - 4, y, y, y - 4], mode="lines", line=line, **AXES, **SILENT),
        _texts([(right, y + 10, words("map")["kilometres"].format(n=f"{kilometres:,g}"))], colours, side="left"),
    ]


def _bar(frame: Frame) -> float:
    """The kilometres of the scale's bar."""
    longest = LONGEST * frame.kilometres
    top: float = 10.0 ** floor(log10(longest))
    return next(factor * top for factor in (5, 2, 1) if factor * top <= longest)
