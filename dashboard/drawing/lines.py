"""Lines through time as plotly traces: the lower bound drawn, a band up to the upper one, told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.columns import axis, mark
from dashboard.drawing.figure import Trace, trace
from dashboard.drawing.text import plain
from dashboard.drawing.window import DAY
from dashboard.epoch import date_of
from dashboard.formats import bounds, span
from dashboard.theme import faded
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dashboard.drawing.series import Series
    from dashboard.theme import Palette

    Floats = NDArray[np.float64]

DASHES = ("solid", "8px,4px", "2px,3px", "10px,3px,2px,3px", "16px,4px", "5px,2px")
SYMBOLS = ("circle", "square", "diamond", "cross", "triangle-up", "x")
BAND = 0.16
MARKS = 8
"""Marks along a line, about."""


@dataclass(frozen=True)
class Pen:
    """How a line is drawn: colour, dash and mark together, so that none of them is needed."""

    name: str
    colour: str
    dash: str
    symbol: str


def pens(names: list[str], colours: Palette) -> dict[str, Pen]:
    """A pen for each name."""
    shades = [*colours.series, *[colours.other] * len(names)]
    return {
        name: Pen(name, shades[place], DASHES[place % len(DASHES)], SYMBOLS[place % len(SYMBOLS)])
        for place, name in enumerate(names)
    }


@dataclass(frozen=True)
class Across:
    """Where the points of a line stand, ``x``, and how far each value holds, from ``left`` to ``right``. ``shape``
    joins the points: ``hvh`` where a value holds for its whole bar, ``hv`` until the next, ``linear`` between means."""

    x: Floats
    left: Floats
    right: Floats
    shape: str


def in_time(line: Series, running: str) -> Across:
    """On an axis of dates (epoch milliseconds): in the middle of its bar, a total at its end."""
    begin, end = line.first.astype(np.float64) * DAY, (line.last + 1).astype(np.float64) * DAY
    return _across(end if running == "total" else (begin + end) / 2, begin, end, running)


def from_start(line: Series, running: str, first: int) -> Across:
    """On an axis that counts bars, from the one of this number as 1."""
    place = (line.bar - first + 1).astype(np.float64)
    return _across(place, place - 0.5, place + 0.5, running)


def _across(x: Floats, left: Floats, right: Floats, running: str) -> Across:
    if running == "total":
        return Across(x, x, np.append(x[1:], x[-1:]), "hv")
    return Across(x, x, x, "linear") if running == "mean" else Across(x, left, right, "hvh")


def draw(line: Series, pen: Pen, across: Across, *, measure: str, row: int = 1, head: str = "") -> Iterator[Trace]:
    """The band and the line of a series. The line's ``customdata``: first day, last day, hover text."""
    shared: dict[str, Any] = {"yaxis": axis("y", row), "legendgroup": plain(pen.name), "showlegend": False}
    if (line.high > line.low).any():
        x, y = _outline(line, across)
        edge = {"width": 0.5, "color": pen.colour}
        fill = {"fill": "toself", "fillcolor": faded(pen.colour, BAND)}
        yield trace("scatter", x=x, y=y, name="band", mode="lines", line=edge, hoverinfo="skip", **fill, **shared)
    yield trace(
        "scatter",
        x=across.x,
        y=line.low,
        name=plain(pen.name),
        mode="lines+markers",
        line={"color": pen.colour, "width": 2, "dash": pen.dash, "shape": across.shape},
        marker={"symbol": pen.symbol, "color": pen.colour, "size": _sizes(line)},
        customdata=_custom(line, measure, head),
        hovertemplate="%{customdata[2]}<extra></extra>",
        connectgaps=False,
        **shared,
    )


def _outline(line: Series, across: Across) -> tuple[Floats, Floats]:
    """The outline of the band, a shape for each stretch without a gap, the shapes apart by NaN."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], line.drawn, [False]]).astype(np.int8)))
    xs: list[Floats] = []
    ys: list[Floats] = []
    for first, last in edges.reshape(-1, 2).tolist():
        here = slice(first, last)
        x = np.column_stack([across.left[here], across.right[here]]).ravel()
        low, high = (np.repeat(bound[here], 2) for bound in (line.low, line.high))
        xs += [x, x[::-1], x[:1], np.array([np.nan])]
        ys += [low, high[::-1], low[:1], np.array([np.nan])]
    return np.concatenate(xs), np.concatenate(ys)


def _sizes(line: Series) -> NDArray[np.int8]:
    """Some of the points are marked; so is one that has no neighbour to be joined with."""
    drawn = np.concatenate([[False], line.drawn, [False]])
    alone = drawn[1:-1] & ~drawn[:-2] & ~drawn[2:]
    step = max(len(line.low) // MARKS, 1)
    marked = alone | (np.arange(len(line.low)) % step == step // 2)
    return np.where(marked, 8, 0).astype(np.int8)


def values(line: Series) -> list[str]:
    """The bounds of each point as text, empty for a gap."""
    rows = zip(line.low.tolist(), line.high.tolist(), line.open.tolist(), line.drawn.tolist(), strict=True)
    return [bounds(round(low, 1), round(high, 1), more=more) if drawn else "" for low, high, more, drawn in rows]


def _custom(line: Series, measure: str, head: str) -> list[list[str]]:
    say, label = words("counts"), words("measures")[measure]
    start = f"<b>{plain(head)}</b><br>" if head else ""
    rows = []
    for first, last, value in zip(line.first.tolist(), line.last.tolist(), values(line), strict=True):
        begin, end = date_of(first), date_of(last)
        text = f"{start}{plain(span(begin, end))}<br>{plain(label)}: {plain(value or say['no_figure'])}"
        rows.append([begin.isoformat(), end.isoformat(), text])
    return rows


def key(pen: Pen, name: str) -> Trace:
    """An entry of the legend. A trace without points."""
    return trace(
        "scatter",
        x=[None],
        y=[None],
        mode="lines+markers",
        line={"color": pen.colour, "width": 2, "dash": pen.dash},
        marker={"symbol": pen.symbol, "color": pen.colour, "size": 8},
        name=plain(name),
        legendgroup=plain(pen.name),
    )


def band_key(colours: Palette, name: str) -> Trace:
    """The legend's entry of the bands: what is possible above the line."""
    return mark(name, {"symbol": "square", "size": 13, "color": faded(colours.muted, BAND * 2)})
