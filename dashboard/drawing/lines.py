"""Lines through time as plotly traces: the lower bound drawn, a band up to the upper one, told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.columns import axis, date_of
from dashboard.drawing.figure import Trace, trace
from dashboard.drawing.text import plain
from dashboard.drawing.window import DAY
from dashboard.formats import bounds, span
from dashboard.theme import faded
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dashboard.drawing.series import Series
    from dashboard.theme import Palette

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


def draw(
    line: Series, pen: Pen, x: NDArray[np.float64], *, measure: str, shape: str, row: int = 1, head: str = ""
) -> Iterator[Trace]:
    """The band and the line of a series at these places. ``shape``: ``hvh`` where a value holds for its whole bar,
    ``hv`` where it holds until the next, ``linear`` between means. ``customdata``: first day, last day, hover text."""
    shared: dict[str, Any] = {"x": x, "yaxis": axis("y", row), "legendgroup": plain(pen.name), "showlegend": False}
    if (line.high > line.low).any():
        edge = {"width": 0.5, "shape": shape, "color": pen.colour}
        hidden: dict[str, Any] = {**shared, "mode": "lines", "line": edge, "hoverinfo": "skip", "connectgaps": False}
        yield trace("scatter", y=line.low, name="low", **hidden)
        yield trace("scatter", y=line.high, name="high", fill="tonexty", fillcolor=faded(pen.colour, BAND), **hidden)
    yield trace(
        "scatter",
        y=line.low,
        name=plain(pen.name),
        mode="lines+markers",
        line={"color": pen.colour, "width": 2, "dash": pen.dash, "shape": shape},
        marker={"symbol": pen.symbol, "color": pen.colour, "size": _sizes(line)},
        customdata=_custom(line, measure, head),
        hovertemplate="%{customdata[2]}<extra></extra>",
        connectgaps=False,
        **shared,
    )


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
    return trace("bar", x=[None], y=[None], name=plain(name), marker={"color": faded(colours.muted, BAND * 2)})


def in_time(line: Series, running: str) -> NDArray[np.float64]:
    """Where the points stand: in the middle of their bar, a total at its end (epoch milliseconds)."""
    end = (line.last + 1).astype(np.float64)
    return (end if running == "total" else (line.first + end) / 2) * DAY


def shape_of(running: str) -> str:
    """How the points are joined."""
    return {"none": "hvh", "total": "hv"}.get(running, "linear")
