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
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

BOX = 18
"""Pixels of a box's height."""
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


def cells(lane: NDArray[Any], start: NDArray[Any], end: NDArray[Any], window: Window, plot: int) -> Cells:
    """The boxes of a window of ``plot`` pixels; ``start``, ``end``: the days of each event in a ``lane``."""
    first, last = int(window.first // DAY), int(-(-window.last // DAY))
    days = max(1, ceil((last - first) / (plot / LEAST_WIDTH)))
    boxes, lanes = ceil((last - first) / days), int(lane.max()) + 1
    inside = (start < last) & (end >= first)
    if not inside.all():
        lane, start, end = lane[inside], start[inside], end[inside]
    box_of = np.arange(last - first, dtype=np.int32) // days
    begin, until = (box_of[np.clip(day, first, last - 1) - first] for day in (start, end))
    row = lane.astype(np.int32) * (boxes + 1)
    change = np.bincount(row + begin, minlength=lanes * (boxes + 1))
    change -= np.bincount(row + until + 1, minlength=lanes * (boxes + 1))
    return Cells(change.reshape(lanes, boxes + 1).cumsum(axis=1)[:, :boxes], first, days)


def classes(counts: NDArray[np.int64]) -> list[int]:
    """The highest count of each shade, from pale to dark: as many more events from each to the next."""
    edges = np.unique(np.ceil(np.geomspace(1, max(int(counts.max(initial=1)), 1), len(SHADES) + 1)[1:]).astype("int64"))
    found: list[int] = edges.tolist()
    return found


def boxes(found: Cells, middles: Sequence[float], names: Sequence[str], colours: Palette) -> Iterator[Trace]:
    """One trace a lane: a picture of its boxes, empty ones left out."""
    edges = classes(found.counts)
    x = ((found.first + found.days * np.arange(found.counts.shape[1] + 1)) * DAY).astype(np.float64)
    for middle, name, counts in zip(middles, names, found.counts, strict=True):
        if counts.any():
            yield trace(
                "heatmap",
                x=x,
                y=[middle - BOX / 2, middle + BOX / 2],
                z=np.where(counts > 0, np.searchsorted(edges, counts) + 0.5, np.nan)[None, :].astype(np.float32),
                customdata=counts[None, :, None].astype(np.int32),
                zmin=0,
                zmax=len(edges),
                colorscale=_scale(len(edges), colours),
                showscale=False,
                name=plain(name),
                hovertemplate=_hover(name, found.days),
                hoverongaps=False,
            )


def _scale(steps: int, colours: Palette) -> list[tuple[float, str]]:
    """Colours in steps: what lies in one class looks the same."""
    shades = [faded(colours.series[0], shade) for shade in SHADES[len(SHADES) - steps :]]
    return [(place, shade) for step, shade in enumerate(shades) for place in (step / steps, (step + 1) / steps)]


def _hover(name: str, days: int) -> str:
    say = words("density")
    when, events = f"%{{x|{locale('hover_day')}}}", f"%{{customdata[0]:,}} {say['many']}"
    text = say["hover"].format(events=events, days=several(days, "day"), when=when)
    return f"<b>{plain(name)}</b><br>{text}<extra></extra>"


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
