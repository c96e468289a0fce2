"""A timeline of more events than can be told apart: each lane in boxes of some days, the darker the more events."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.drawing.text import plain
from dashboard.drawing.window import DAY, Window
from dashboard.formats import number, several, span
from dashboard.theme import Palette, faded
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

BOX = 18
"""Pixels of a box's height."""
LEAST_WIDTH = 7
"""Pixels that a box is wide at least: as many days as that takes."""
CLASSES = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Opacity of a box, from few events to many."""


def cells(
    lane: NDArray[np.int64], start: NDArray[np.float64], end: NDArray[np.float64], window: Window, plot: int
) -> pd.DataFrame:
    """Boxes with at least one event: columns ``lane``, ``start``, ``end`` (epoch milliseconds, end exclusive) and
    ``count``, the events that may have happened in it. One that may have happened in several boxes counts in each."""
    step = max(1, ceil((window.last - window.first) / DAY / (plot / LEAST_WIDTH))) * DAY
    origin = start.min() - (start.min() - window.start) % step
    first, last = ((start - origin) // step).astype("int64"), ((end - DAY - origin) // step).astype("int64")
    change = np.zeros((lane.max() + 1, last.max() + 2), dtype="int64")
    np.add.at(change, (lane, first), 1)
    np.add.at(change, (lane, last + 1), -1)
    counts = change.cumsum(axis=1)
    rows, columns = np.nonzero(counts)
    begin = origin + columns * step
    return pd.DataFrame({"lane": rows, "start": begin, "end": begin + step, "count": counts[rows, columns]})


def boxes(found: pd.DataFrame, middles: Sequence[float], names: Sequence[str], colours: Palette) -> Iterator[go.Bar]:
    """The boxes as traces, one for each class of counts, with its entry in the legend."""
    edges = np.unique(np.ceil(np.geomspace(1, found["count"].max(), len(CLASSES) + 1)[1:])).astype("int64")
    shades = CLASSES[len(CLASSES) - len(edges) :]
    low = 1
    for high, shade in zip(edges.tolist(), shades, strict=True):
        here = found[(found["count"] >= low) & (found["count"] <= high)]
        yield go.Bar(
            orientation="h",
            base=here["start"].tolist(),
            x=(here["end"] - here["start"]).tolist(),
            y=[middles[lane] for lane in here["lane"]],
            width=BOX,
            marker={"color": faded(colours.series[0], shade), "line": {"width": 0}},
            hovertext=list(_hovers(here, names)),
            hovertemplate="%{hovertext}<extra></extra>",
            name=_range(low, high),
        )
        low = high + 1


def days(found: pd.DataFrame) -> int:
    """The days of one box."""
    return round(float(found["end"].iloc[0] - found["start"].iloc[0]) / DAY)


def _hovers(here: pd.DataFrame, names: Sequence[str]) -> Iterator[str]:
    for lane, start, end, count in here.to_numpy(dtype="float64").tolist():
        first, last = (datetime.fromtimestamp(moment / 1000, UTC).date() for moment in (start, end - DAY))
        text = words("density")["hover"].format(events=several(int(count), "event"))
        yield f"<b>{plain(names[int(lane)])}</b><br>{plain(span(first, last))}<br>{plain(text)}"


def _range(low: int, high: int) -> str:
    if low == high:
        return several(high, "event")
    return words("density")["range"].format(low=number(low), events=several(high, "event"))
