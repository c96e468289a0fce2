"""The plan of a timeline: where each event stands, in milliseconds across and pixels down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.drawing.density import cells
from dashboard.drawing.hover import figures
from dashboard.drawing.lanes import Lanes, lanes, rows
from dashboard.drawing.layout import NARROW, TEXT, lines_height
from dashboard.drawing.text import width, wrap
from dashboard.drawing.window import DAY, Window, bulk_of_each, milliseconds
from dashboard.events import CONTRADICTIONS
from dashboard.formats import number as printed
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

BAR, ROW = 14, 20
FLAT_BAR, FLAT_ROW = 7, 9
MOST_ROWS = 60
"""Beyond this many sub-rows in all, bars and rows are flat, and figures are read under the pointer."""
PAD = 7
"""Pixels above and below the sub-rows of a lane."""
SIDE = 168
"""Pixels that a lane's name may take beside the plot."""
TRAY = 18
LABEL = 11
GAP = 12
"""Pixels between a span and its label, and after it."""
MOST_ROOM = 0.3
"""The share of the plot that a label may take after the last span."""
MOST_LABELS = 200
"""Beyond this many spans figures are read under the pointer: written out they would cover each other."""
MOST_SPANS = 600
"""Beyond this many spans lanes hold boxes of days."""
MOST_TRAY = 200
MARKS = {"attribution": "?", "contradiction": "\N{NOT EQUAL TO}"}


@dataclass(frozen=True)
class LaneBox:
    """A lane on the plot: its name in lines, the pixels from ``top`` to ``bottom``, the middle of its ``first``
    sub-row, how many events stand in it; a ``head`` only names the data set of the lanes below it."""

    lines: list[str]
    top: int
    first: float
    bottom: int
    count: int
    head: bool = False


@dataclass(frozen=True)
class Plan:
    """``spans``: one row for each event in each of its lanes (columns ``event`` = row of the event frame, ``start``,
    ``end`` in epoch milliseconds, end exclusive, ``y`` in pixels, ``label``, ``side`` of the span it stands on),
    ``bar`` pixels high; ``cells``: what stands for them where they are too many (see ``density.cells``), else empty;
    ``tray``: rows of the undated events, at most MOST_TRAY of ``undated``; ``events``: how many are dated."""

    spans: pd.DataFrame
    cells: pd.DataFrame
    tray: NDArray[np.int64]
    undated: int
    boxes: list[LaneBox]
    window: Window
    height: int
    left: int
    placed: Lanes
    events: int
    bar: int = BAR

    @property
    def compared(self) -> bool:
        """Whether several data sets are drawn: then nothing is counted over all of them."""
        return bool(self.placed.heads)


def plan(told: pd.DataFrame, by: str, sheet_width: int, right: int) -> Plan:
    """The plan of an event frame's timeline, by ``actor``, ``place`` or ``type``, for a sheet of this width."""
    starts, ends = milliseconds(told["date_start"]), milliseconds(told["date_end"])
    dated = ~np.isnan(starts)
    window = bulk_of_each(told["dataset"][dated], starts[dated], ends[dated])
    placed = lanes(told[dated], by)
    row_of = np.flatnonzero(dated)
    event = row_of[placed.event]
    undated = np.flatnonzero(~dated)
    names, left = _names(placed, len(undated), sheet_width)
    plot = sheet_width - left - right
    spans = pd.DataFrame({"event": event, "lane": placed.lane, "start": starts[event], "end": ends[event] + DAY})
    tray, dated_events = undated[:MOST_TRAY], int(dated.sum())
    found = Plan(spans, spans[:0], tray, len(undated), [], window, 0, left, placed, dated_events)
    if len(event) > MOST_SPANS:
        return _dense(found, names, plot, heading=sheet_width < NARROW)
    return _spread(found, told, names, plot, heading=sheet_width < NARROW)


def _dense(found: Plan, names: list[list[str]], plot: int, *, heading: bool) -> Plan:
    """The plan of so many events that lanes hold boxes of days instead of spans."""
    lane, start, end = (found.spans[name].to_numpy() for name in ("lane", "start", "end"))
    boxes = _boxes(names, [1] * len(names), found.placed, heading=heading)
    boxed = cells(lane, start, end, found.window, plot)
    return replace(found, spans=found.spans[:0], cells=boxed, boxes=boxes, height=boxes[-1].bottom)


def _spread(
    found: Plan, told: pd.DataFrame, names: list[list[str]], plot: int, *, heading: bool, flat: bool = False
) -> Plan:
    """The plan of so few events that each has a span, in sub-rows where they meet."""
    spans = found.spans
    labels = [""] * len(spans) if flat else _labels(told, spans["event"].to_numpy())
    reach = np.array([width(label, LABEL) + GAP if label else 3 for label in labels])
    window = _with_labels(found.window, spans["end"].to_numpy(), reach, plot)
    pixel = (window.last - window.first) / plot
    side = _sides(spans, reach * pixel, window)
    taken = (
        spans["start"].to_numpy() - np.where(side == "left", reach, 0) * pixel,
        spans["end"].to_numpy() + np.where(side == "right", reach, 3) * pixel,
    )
    row, high = _sub_rows(spans["lane"].to_numpy(), taken, len(names))
    if sum(high) > MOST_ROWS and not flat:
        return _spread(found, told, names, plot, heading=heading, flat=True)
    bar, each = (FLAT_BAR, FLAT_ROW) if flat else (BAR, ROW)
    lane = spans["lane"].to_numpy()
    boxes = _boxes(names, high, found.placed, heading=heading, row=each)
    y = np.array([box.first for box in boxes])[lane] + row * each
    spans = spans.assign(label=labels, side=side, y=y)
    return replace(found, spans=spans, boxes=boxes, window=window, height=boxes[-1].bottom if boxes else 0, bar=bar)


def _with_labels(window: Window, ends: NDArray[np.float64], reach: NDArray[np.float64], plot: int) -> Window:
    """The window made longer, so that the label after the last span is not cut off."""
    whole = ends <= window.last
    share = np.minimum(reach[whole] / plot, MOST_ROOM)
    needed = (ends[whole] - window.first) / (1 - share)
    return replace(window, last=max(window.last, window.first + float(needed.max(initial=0.0))))


def _sides(spans: pd.DataFrame, reach: NDArray[np.float64], window: Window) -> NDArray[np.str_]:
    """``right`` of the span; ``left`` of one that runs out of the window; ``none`` of one that fills it."""
    leaves = spans["end"].to_numpy() > window.last
    room = spans["start"].to_numpy() - reach >= window.first
    return np.where(~leaves, "right", np.where(room, "left", "none"))


def _names(placed: Lanes, undated: int, sheet_width: int) -> tuple[list[list[str]], int]:
    """The lanes' names in lines, and the left margin they need: beside the plot, or above each lane on a phone."""
    if sheet_width < NARROW:
        return [wrap(name, sheet_width - 30, TEXT) for name in placed.names], 10
    counts = [*placed.counts, undated]
    wrapped = [wrap(name, SIDE, TEXT) for name in [*placed.names, words("lanes")["undated"]]]
    counted = [
        line
        for lines, count in zip(wrapped, counts, strict=True)
        for line in (*lines[:-1], f"{lines[-1]} {printed(count)}")
    ]
    return wrapped[:-1], ceil(max(width(line, TEXT) for line in counted)) + 16


def _sub_rows(
    lane: NDArray[np.int64], taken: tuple[NDArray[np.float64], NDArray[np.float64]], lanes: int
) -> tuple[NDArray[np.int64], list[int]]:
    """The sub-row of each span in its lane, and how many each lane has."""
    row = np.zeros(len(lane), dtype="int64")
    for place in range(lanes):
        here = np.flatnonzero(lane == place)
        row[here] = rows(taken[0][here], taken[1][here])
    return row, [int(row[lane == place].max(initial=0)) + 1 for place in range(lanes)]


def _boxes(names: list[list[str]], high: list[int], placed: Lanes, *, heading: bool, row: int = ROW) -> list[LaneBox]:
    """The lanes from top to bottom, each as high as its sub-rows and its name need."""
    boxes: list[LaneBox] = []
    top = 0
    for number, (lines, sub_rows, count) in enumerate(zip(names, high, placed.counts, strict=True)):
        name, head = lines_height(len(lines), TEXT), number in placed.heads
        start = top + PAD + (name if heading and not head else 0)
        beside = (
            0 if heading else max(0, (lines_height(1, TEXT) - row) // 2)
        )  # a flat row stands beside a line's middle
        inside = max(row * sub_rows + 2 * beside, 0 if heading else name)
        boxes.append(LaneBox(lines, top, start + beside + row / 2, start + inside + PAD, count, head))
        top = boxes[-1].bottom
    return boxes


def _labels(told: pd.DataFrame, event: NDArray[np.int64]) -> list[str]:
    """What is written beside each span: ``?`` several named, ``!=`` sources contradict, people killed."""
    if len(event) > MOST_LABELS:
        return [""] * len(event)
    texts = {place: _label(row) for place, row in zip(event, _tuples(told, event), strict=True)}
    return [texts[place] for place in event]


def _label(event: Any) -> str:
    differ = [kind for kind in CONTRADICTIONS if kind in event.contradictions]
    marks = [MARKS["contradiction"]] if differ else []
    if event.attribution == "contested":
        marks.append(MARKS["attribution"])
    killed, strikes = figures(event, "killed"), figures(event, "strikes")
    if not killed and strikes:
        killed = words("timeline")["strike" if strikes == "1" else "strikes"].format(number=strikes)
    return " ".join([*marks, killed]).strip()


def _tuples(told: pd.DataFrame, event: NDArray[np.int64]) -> Iterable[Any]:
    return told.iloc[event].itertuples(index=False)
