"""The plan of a timeline: where each event stands, in milliseconds across and pixels down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.drawing.hover import figures
from dashboard.drawing.lanes import Lanes, lanes, rows
from dashboard.drawing.layout import NARROW, TEXT, lines_height
from dashboard.drawing.text import width, wrap
from dashboard.drawing.window import DAY, Window, bulk, milliseconds
from dashboard.events import CONTRADICTIONS
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

BAR, ROW = 14, 20
PAD = 7
"""Pixels above and below the sub-rows of a lane."""
SIDE = 168
"""Pixels that a lane's name may take beside the plot."""
TRAY = 18
LABEL = 11
GAP = 9
"""Pixels between a span and its label, and after it."""
MOST_ROOM = 0.3
"""The share of the plot that a label may take after the last span."""
MOST_LABELS = 200
"""Beyond this many spans figures are read under the pointer: written out they would cover each other."""
MARKS = {"attribution": "?", "contradiction": "\N{NOT EQUAL TO}"}


@dataclass(frozen=True)
class LaneBox:
    """A lane on the plot: its name in lines, the pixels from ``top`` to ``bottom``, how many events stand in it."""

    lines: list[str]
    top: int
    bottom: int
    count: int


@dataclass(frozen=True)
class Plan:
    """``spans``: one row for each event in each of its lanes (columns ``event`` = row of the event frame, ``start``,
    ``end`` in epoch milliseconds, end exclusive, ``y`` in pixels, ``label``, ``side`` of the span it stands on);
    ``tray``: rows of the undated events."""

    spans: pd.DataFrame
    tray: NDArray[np.int64]
    boxes: list[LaneBox]
    window: Window
    height: int
    left: int
    others: int


def plan(told: pd.DataFrame, by: str, sheet_width: int, right: int) -> Plan:
    """The plan of an event frame's timeline, by ``actor``, ``place`` or ``type``, for a sheet of this width."""
    starts, ends = milliseconds(told["date_start"]), milliseconds(told["date_end"])
    dated = ~np.isnan(starts)
    window = bulk(starts[dated], ends[dated])
    placed = lanes(told[dated], by)
    row_of = np.flatnonzero(dated)
    event = row_of[placed.event]
    names, left = _names(placed, sheet_width)
    labels = _labels(told, event)
    spans = pd.DataFrame(
        {"event": event, "lane": placed.lane, "start": starts[event], "end": ends[event] + DAY, "label": labels}
    )
    reach = np.array([width(label, LABEL) + GAP if label else 3 for label in labels])
    window = _with_labels(window, spans["end"].to_numpy(), reach, sheet_width - left - right)
    pixel = (window.last - window.first) / (sheet_width - left - right)
    spans["side"] = _sides(spans, reach * pixel, window)
    taken = (
        spans["start"].to_numpy() - np.where(spans["side"] == "left", reach, 0) * pixel,
        spans["end"].to_numpy() + np.where(spans["side"] == "right", reach, 3) * pixel,
    )
    boxes, y = _stack(spans["lane"].to_numpy(), taken, names, heading=sheet_width < NARROW)
    height = boxes[-1].bottom if boxes else 0
    return Plan(spans.assign(y=y), np.flatnonzero(~dated), boxes, window, height, left, placed.others)


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


def _names(placed: Lanes, sheet_width: int) -> tuple[list[list[str]], int]:
    """The lanes' names in lines, and the left margin they need: beside the plot, or above each lane on a phone."""
    if sheet_width < NARROW:
        return [wrap(name, sheet_width - 30, TEXT) for name in placed.names], 10
    wrapped = [wrap(name, SIDE, TEXT) for name in [*placed.names, words("lanes")["undated"]]]
    return wrapped[:-1], ceil(max(width(line, TEXT) for lines in wrapped for line in lines)) + 22


def _stack(
    lane: NDArray[np.int64],
    taken: tuple[NDArray[np.float64], NDArray[np.float64]],
    names: list[list[str]],
    *,
    heading: bool,
) -> tuple[list[LaneBox], NDArray[np.float64]]:
    y = np.zeros(len(lane))
    boxes: list[LaneBox] = []
    top = 0
    for number, lines in enumerate(names):
        here = np.flatnonzero(lane == number)
        row = rows(taken[0][here], taken[1][here])
        above = lines_height(len(lines), TEXT) if heading else 0
        first = top + PAD + above
        y[here] = first + row * ROW + ROW / 2
        inside = ROW * (int(row.max(initial=0)) + 1)
        if not heading:
            inside = max(inside, lines_height(len(lines), TEXT))
        boxes.append(LaneBox(lines, top, first + inside + PAD, len(here)))
        top = boxes[-1].bottom
    return boxes, y


def _labels(told: pd.DataFrame, event: NDArray[np.int64]) -> list[str]:
    """What is written beside each span: ``?`` several named, ``!=`` sources contradict, people killed."""
    if len(event) > MOST_LABELS:
        return [""] * len(event)
    texts = {number: _label(row) for number, row in zip(event, _tuples(told, event), strict=True)}
    return [texts[number] for number in event]


def _label(event: Any) -> str:
    differ = [kind for kind in CONTRADICTIONS if kind in event.contradictions]
    marks = [MARKS["contradiction"]] if differ else []
    if event.attribution == "contested":
        marks.append(MARKS["attribution"])
    killed = figures(event, "killed")
    strikes = figures(event, "strikes")
    if not killed and strikes:
        killed = words("timeline")["strikes"].format(number=strikes)
    return " ".join([*marks, killed]).strip()


def _tuples(told: pd.DataFrame, event: NDArray[np.int64]) -> Iterable[Any]:
    return told.iloc[event].itertuples(index=False)
