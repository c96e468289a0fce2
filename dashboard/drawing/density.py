"""A timeline of more events than can be told apart: each lane in boxes of some days, the darker the more events."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.figure import Trace, trace
from dashboard.drawing.text import plain
from dashboard.drawing.window import DAY, Window
from dashboard.formats import number, several
from dashboard.language import locale
from dashboard.theme import Palette, faded
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BOX = 17
"""Pixels of a box's height. The lanes are as many of them apart as they need."""
LEAST_WIDTH = 4
"""Pixels that a box is wide at least: as many days as that takes."""
SHADES = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Opacity of a box, from few events to many."""


@dataclass(frozen=True)
class Cells:
    """``counts``, shape (lanes, boxes): the events of a lane that may have happened in a box of ``days`` days, the
    first of which begins on ``first`` (days since 1970). One that may have happened in several counts in each."""

    counts: NDArray[np.int64]
    first: int
    days: int


def cells(
    event: NDArray[Any], lane: NDArray[Any], start: NDArray[Any], end: NDArray[Any], window: Window, plot: int
) -> Cells:
    """The boxes of a window of ``plot`` pixels, from which ``event`` stands in which ``lane``, and its days."""
    first, last = int(window.first // DAY), int(-(-window.last // DAY))
    days = max(1, ceil((last - first) / (plot / LEAST_WIDTH)))
    boxes, lanes = ceil((last - first) / days), int(lane.max()) + 1
    # Before the first box and behind the last one stand two more, for what lies outside.
    box_of = np.concatenate([[0], np.arange(last - first) // days + 1, [boxes + 1]]).astype(np.int16)
    begin, until = (box_of[np.clip(day - (first - 1), 0, last - first + 1)] for day in (start, end))
    row = lane.astype(np.int32) * (boxes + 2)
    counts = np.bincount(row + begin[event], minlength=lanes * (boxes + 2)).reshape(lanes, boxes + 2)
    if len(long := np.flatnonzero((begin != until)[event])):
        change = np.bincount(row[long] + begin[event[long]] + 1, minlength=counts.size + 1)
        change -= np.bincount(row[long] + until[event[long]] + 1, minlength=counts.size + 1)
        counts = counts + change[:-1].cumsum().reshape(counts.shape)  # what ends behind a lane's last box ends there
    return Cells(counts[:, 1:-1], first, days)


def classes(counts: NDArray[np.int64]) -> list[int]:
    """The highest count of each shade, from pale to dark: as many more events from each to the next."""
    edges = np.unique(np.ceil(np.geomspace(1, max(int(counts.max(initial=1)), 1), len(SHADES) + 1)[1:]).astype("int64"))
    found: list[int] = edges.tolist()
    return found


def boxes(found: Cells, middles: Sequence[float], colours: Palette) -> Trace:
    """All lanes as one picture, empty boxes and what lies between the lanes left out. The lanes' ``middles`` are whole
    numbers of BOX apart. The axis names the lanes, see ``named``."""
    edges = classes(found.counts)
    days = (found.first + found.days * np.arange(found.counts.shape[1] + 1)) * DAY
    rows = _rows(found.counts, middles)
    return trace(
        "heatmap",
        x=days.astype(np.float64),
        y=middles[0] + BOX * (np.arange(len(rows) + 1) - 0.5),
        z=rows,
        zmin=0,
        zmax=edges[-1],
        colorscale=_scale(edges, colours),
        showscale=False,
        name=words("density")["name"],
        hovertemplate=_hover(found.days),
        hoverongaps=False,
    )


def _rows(counts: NDArray[np.int64], middles: Sequence[float]) -> list[list[int | None]]:
    """Even rows: one for each lane, and as many empty ones as fit until the next. plotly draws even rows fast."""
    filled = counts.astype(object)
    filled[counts == 0] = None
    empty = [round(step / BOX) - 1 for step in np.diff(middles)] + [0]
    return [row for lane, gaps in zip(filled.tolist(), empty, strict=True) for row in (lane, *[[]] * gaps)]


def named(middles: Sequence[float], names: Sequence[str]) -> dict[str, Any]:
    """What an axis must hold for the pointer to be told the lane's name: ticks that are not drawn. An axis that is not
    visible has none."""
    shown = {"tickmode": "array", "tickvals": list(middles), "ticktext": [plain(name) for name in names]}
    return {**shown, "visible": True, "showticklabels": False, "showgrid": False, "showline": False, "ticks": ""}


def _scale(edges: Sequence[int], colours: Palette) -> list[tuple[float, str]]:
    """Colours in steps: what lies in one class looks the same. A step is half a count behind its highest."""
    shades = [faded(colours.series[0], shade) for shade in SHADES[len(SHADES) - len(edges) :]]
    steps = [0.0, *((edge + 0.5) / edges[-1] for edge in edges[:-1]), 1.0]
    return [(place, shade) for step, shade in enumerate(shades) for place in steps[step : step + 2]]


def _hover(days: int) -> str:
    say = words("density")
    when, events = f"%{{x|{locale('hover_day')}}}", f"%{{z:,}} {say['many']}"
    text = say["hover"].format(events=events, days=several(days, "day"), when=when)
    return f"<b>%{{y}}</b><br>{text}<extra></extra>"


def key(found: Cells, colours: Palette) -> list[Trace]:
    """The legend: how many events each shade stands for. Traces without points."""
    edges = classes(found.counts)
    shades = SHADES[len(SHADES) - len(edges) :]
    lows = [1, *(edge + 1 for edge in edges[:-1])]
    return [
        trace(
            "bar",
            x=[None],
            y=[None],
            name=_range(low, high),
            marker={"color": faded(colours.series[0], shade)},
            hoverinfo="skip",
        )
        for low, high, shade in zip(lows, edges, shades, strict=True)
    ]


def _range(low: int, high: int) -> str:
    if low == high:
        return several(high, "event")
    return words("density")["range"].format(low=number(low), events=several(high, "event"))
