"""The plan of a timeline: where each event stands, in milliseconds across and pixels down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.drawing.density import BOX, Cells, cells
from dashboard.drawing.hover import figures
from dashboard.drawing.lanes import Lanes, lanes, rows
from dashboard.drawing.layout import NARROW, TEXT, lines_height
from dashboard.drawing.text import width, wrap
from dashboard.drawing.window import DAY, NO_PERIOD, Period, Window, bulk_of, within_period
from dashboard.formats import number as printed
from dashboard.store.told import CONTRADICTIONS
from dashboard.words import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dashboard.store.told import Told

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
MOST_TRAY, FEW_IN_TRAY = 200, 40
"""Undated events that are drawn: beside spans, and beside boxes."""
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
    """``spans``: one row for each event in each of its lanes: columns ``event`` = row of the events, ``lane``,
    ``start``, ``end``, ``earliest``, ``latest`` in epoch milliseconds, ends exclusive, ``y`` in pixels, ``label``, and
    ``side`` of the span it stands on; ``bar`` pixels high. ``cells``: what stands for them where they are too many,
    else None; ``tray``: rows of the undated events, at most MOST_TRAY of ``undated``; ``events``: the dated ones."""

    spans: pd.DataFrame
    cells: Cells | None
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


def plan(
    told: Told, by: str, sheet_width: int, right: int, *, order: str = "count", period: Period = NO_PERIOD
) -> Plan:
    """The plan of a timeline by ``lanes.BY``, its lanes in ``order``, for a sheet of this width. ``period``: the first
    and last day that were asked for; the other end is that of the bulk of the events."""
    dated = told if told.dated.all() else told.where(told.dated)
    undated = np.flatnonzero(~told.dated)
    window = within_period(bulk_of(told), period)
    placed = lanes(dated, by, order=order)
    names, left = _names(placed, len(undated), sheet_width)
    plot = sheet_width - left - right
    found = Plan(_no_spans(), None, undated[:MOST_TRAY], len(undated), [], window, 0, left, placed, len(dated))
    if len(placed.event) > MOST_SPANS:
        return _dense(found, dated, names, plot, heading=sheet_width < NARROW)
    row_of = np.flatnonzero(told.dated)
    spans = pd.DataFrame(
        {
            "event": row_of[placed.event],
            "lane": placed.lane.astype("int64"),
            "start": dated.start[placed.event] * DAY,
            "end": (dated.end[placed.event] + 1.0) * DAY,
            "earliest": dated.column("earliest")[placed.event] * DAY,
            "latest": (dated.column("latest")[placed.event] + 1.0) * DAY,
        }
    )
    labels = _labels(told, spans["event"].to_numpy())
    return _spread(replace(found, spans=spans), labels, names, plot, heading=sheet_width < NARROW)


_SPANS = ("event", "lane", "start", "end", "earliest", "latest", "y")


def _no_spans() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="float64") for name in _SPANS})


def _dense(found: Plan, dated: Told, names: list[list[str]], plot: int, *, heading: bool) -> Plan:
    """The plan of so many events that lanes hold boxes of days instead of spans."""
    boxes = _even(_boxes(names, [1] * len(names), found.placed, heading=heading))
    boxed = cells(found.placed.event, found.placed.lane, dated.start, dated.end, found.window, plot)
    return replace(found, cells=boxed, boxes=boxes, height=boxes[-1].bottom, tray=found.tray[:FEW_IN_TRAY])


def _even(boxes: list[LaneBox]) -> list[LaneBox]:
    """The lanes made so high that from any to the next it is a whole number of boxes' heights."""
    found: list[LaneBox] = []
    for box in boxes:
        down = found[-1].bottom - box.top if found else 0
        high = ceil((box.bottom - box.top) / BOX) * BOX
        found.append(replace(box, top=box.top + down, first=box.first + down, bottom=box.top + down + high))
    return found


def _spread(found: Plan, labels: list[str], names: list[list[str]], plot: int, *, heading: bool) -> Plan:
    """The plan of so few events that each has a span, in sub-rows where they meet."""
    spans, flat = found.spans, not labels
    labels = labels or [""] * len(spans)
    reach = np.array([width(label, LABEL) + GAP if label else 3 for label in labels])
    window = _with_labels(found.window, spans["end"].to_numpy(), reach, plot)
    pixel = (window.last - window.first) / plot
    side = _sides(spans, reach * pixel, window)
    start, end, earliest, latest = (spans[name].to_numpy() for name in ("start", "end", "earliest", "latest"))
    taken = (
        np.minimum(start - np.where(side == "left", reach, 0) * pixel, earliest),
        np.maximum(end + np.where(side == "right", reach, 3) * pixel, latest),
    )
    row, high = _sub_rows(spans["lane"].to_numpy(), taken, len(names))
    if sum(high) > MOST_ROWS and not flat:
        return _spread(found, [], names, plot, heading=heading)
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


def _labels(told: Told, event: NDArray[np.int64]) -> list[str]:
    """What is written beside each span: ``?`` several named, ``!=`` sources contradict, people killed."""
    if len(event) > MOST_LABELS:
        return [""] * len(event)
    number = np.unique(event)
    texts = dict(zip(number.tolist(), map(_label, told.some(number).frame().itertuples(index=False)), strict=True))
    return [texts[place] for place in event.tolist()]


def _label(event: Any) -> str:
    differ = [kind for kind in CONTRADICTIONS if kind in event.contradictions]
    marks = [MARKS["contradiction"]] if differ else []
    if event.attribution == "contested":
        marks.append(MARKS["attribution"])
    killed, strikes = figures(event, "killed"), figures(event, "strikes")
    if not killed and strikes:
        killed = words("timeline")["strike" if strikes == "1" else "strikes"].format(number=strikes)
    return " ".join([*marks, killed]).strip()
