"""Two to six actors, places, periods or data sets on one axis: a line each, with the band up to its upper bound."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing import lines
from dashboard.drawing.compared import Compared, Part, compare_alt, compare_rows, compared
from dashboard.drawing.count_axes import ROOM, counts_axis, ticks
from dashboard.drawing.figure import Figure, Trace, figure
from dashboard.drawing.layout import (
    NARROW,
    SMALL,
    TEXT,
    Sheet,
    layout,
    legend,
    legend_height,
    lines_height,
    message,
    note,
    time_axis,
)
from dashboard.drawing.text import block, plain, width, wrap
from dashboard.formats import number
from dashboard.theme import palette
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.drawing.compared import Given
    from dashboard.drawing.lines import Pen
    from dashboard.theme import Palette

__all__ = ["Part", "alt", "build", "rows"]

PLOT = 360
AXIS = 44
UNIT_LINE = 18
"""Pixels below the axis for what it counts, where it has no dates."""
RIGHT = 28
LABEL = 0.2
"""The share of the width that the names at the ends of the lines may take."""
SHIFT = 8
"""Pixels from the plot to a name."""
APART = 15
"""Pixels from one name to the next, at least."""


def build(
    parts: Sequence[Given],
    *,
    measure: str = "events",
    unit: str = "auto",
    running: str = "none",
    imprecise: str = "spread",
    align: str = "dates",
    theme: str = "light",
    width_hint: int = 1100,
) -> Figure:
    """Counts of one ``measure`` per ``unit`` of each part, a pair ``(name, events)`` or a ``Part`` with the first and
    last day that it is about; choices as for ``strike_counts.build``.

    Each line is the lower bound, its band reaches to the upper one; a gap is a bar whose events give no figure. Lines
    differ in colour, dash and mark, and bear their names. A part of several data sets makes a line for each, never a
    sum; where data sets differ, what each counts is said. ``align``: by ``dates``, or each from its own ``start``, so
    that the axis counts bars from the first. ``customdata`` is ``[first day, last day, hover text]``. Raises UsageError
    for a choice that does not exist and for more than six lines.
    """
    colours = palette(theme)
    found = compared(parts, measure=measure, unit=unit, running=running, imprecise=imprecise, align=align)
    if found.nothing:
        return message(found.nothing, colours, width_hint)
    pens = lines.pens([one.name for one in found.lines], colours)
    entries = [lines.key(pens[one.name], one.name) for one in found.lines]
    if any((one.line.high > one.line.low).any() for one in found.lines):
        entries.append(lines.band_key(colours, words("counts_key")["more"]))
    below = [line for text in found.said for line in wrap(text, width_hint - 24, SMALL)]
    sheet = _sheet(found, [entry["name"] for entry in entries], below, width_hint)
    traces: list[Trace] = [*entries]
    for one in found.lines:
        traces += lines.draw(one.line, pens[one.name], one.across, measure=measure, head=one.name)
    notes = [*_names(found, pens, sheet), *_below(found, below, sheet, colours)]
    return figure(traces, {**_layout(found, sheet, entries, colours), "annotations": notes})


def alt(parts: Sequence[Given], **choices: Any) -> str:
    """The chart in a few sentences, from its data, for who cannot see it. ``choices`` as for ``build``."""
    return compare_alt(compared(parts, **choices))


def rows(parts: Sequence[Given], **choices: Any) -> list[dict[str, Any]]:
    """The chart as a table, one row for each point of each line: ``name``, ``dataset``, ``first_day``, ``last_day``
    (dates), ``bar`` (1 for the first, where lines are aligned at their start, else None), ``at_least``, ``at_most``
    (None for a gap), ``open`` (it may be more). ``choices`` as for ``build``."""
    return compare_rows(compared(parts, **choices))


def _sheet(found: Compared, names: list[str], below: list[str], width_hint: int) -> Sheet:
    left = ceil(max(width(number(10 * found.top), SMALL), 24)) + 14
    right = RIGHT
    if width_hint >= NARROW:
        right += ceil(min(max(width(one.name, SMALL) for one in found.lines), LABEL * width_hint))
    return Sheet(
        width=width_hint,
        top=legend_height(names, width_hint - left - right) + 12,
        plot=PLOT if width_hint >= NARROW else PLOT * 3 // 4,
        bottom=AXIS + UNIT_LINE * (not found.in_time) + lines_height(len(below)) + 4,
        left=left,
        right=right,
    )


def _layout(found: Compared, sheet: Sheet, entries: list[Trace], colours: Palette) -> dict[str, Any]:
    return {
        **layout(sheet, colours),
        "legend": legend([entry["name"] for entry in entries], colours, offset=2, height=sheet.height),
        "xaxis": _across(found, sheet, colours),
        "yaxis": {"range": [0, found.top * (1 + ROOM)], **counts_axis(found.top, colours)},
    }


def _across(found: Compared, sheet: Sheet, colours: Palette) -> dict[str, Any]:
    window = found.window
    if found.in_time:
        span = (window.first, window.last)
        return time_axis(sheet, colours, span=span, anchor="y", **ticks(found.unit, window, sheet))
    return {
        "range": [window.first, window.last],
        "gridcolor": colours.grid,
        "zeroline": False,
        "linecolor": colours.rule,
        "tickfont": {"color": colours.muted, "size": SMALL},
        "tickformat": ",d",
        **({"dtick": 1} if window.last - window.first < 12 else {"nticks": 10}),
    }


def _names(found: Compared, pens: dict[str, Pen], sheet: Sheet) -> Iterator[dict[str, Any]]:
    """At the end of each line its name, no two over one another."""
    if sheet.width < NARROW:
        return
    pixel = found.top * (1 + ROOM) / sheet.plot
    ends = [(float(one.line.low[at]) / pixel, one.name) for one in found.lines if (at := _end(one.line.low)) >= 0]
    ends.sort()
    for height, (_, name) in zip(_apart([height for height, _ in ends], sheet.plot), ends, strict=True):
        first, *rest = wrap(name, sheet.right - SHIFT - 4, SMALL)
        place: dict[str, Any] = {"yref": "paper", "xanchor": "left", "yanchor": "middle", "xshift": SHIFT}
        font = {"size": SMALL, "color": pens[name].colour}
        yield note(plain(first + "…" * bool(rest)), x=1, y=height / sheet.plot, font=font, name="label", **place)


def _apart(heights: list[float], most: float) -> list[float]:
    """Sorted heights moved up so that no two are closer than APART, and down again from the upper edge."""
    found: list[float] = []
    for height in heights:
        found.append(max(height, found[-1] + APART) if found else height)
    for place in reversed(range(len(found))):
        found[place] = min(found[place], most)
        most = found[place] - APART
    return found


def _end(values: Any) -> int:
    """The place of the last point that is no gap; -1 where all are."""
    there = np.flatnonzero(~np.isnan(values))
    return int(there[-1]) if len(there) else -1


def _below(found: Compared, below: list[str], sheet: Sheet, colours: Palette) -> Iterator[dict[str, Any]]:
    place: dict[str, Any] = {"xanchor": "left", "yanchor": "top", "xshift": 8 - sheet.left}
    shift = AXIS
    if not found.in_time:
        text = words("compare")["axis"].format(bars=words("bars")[found.unit])
        font = {"size": TEXT, "color": colours.muted}
        yield note(plain(text), x=0, y=0, yshift=-AXIS + 16, font=font, name="axis", **place)
        shift += UNIT_LINE
    if below:
        font = {"size": SMALL, "color": colours.muted}
        yield note(block(below), x=0, y=0, yshift=-shift, font=font, name="missing", **place)
