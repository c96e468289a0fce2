"""The axes of counts: panels below one another on one axis of time, its ticks, and what lies after the last day."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.columns import axis
from dashboard.drawing.layout import NARROW, NARROW_TICK, SMALL, TICK, TICKS, note
from dashboard.drawing.text import block, wrap
from dashboard.drawing.units import AVERAGE, MONTHS
from dashboard.drawing.window import DAY
from dashboard.formats import day
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from dashboard.drawing.layout import Sheet
    from dashboard.drawing.panels import Panel
    from dashboard.drawing.window import Window
    from dashboard.theme import Palette

ROOM = 0.14
"""The share of a panel's height that is kept for the figures above the bars."""
FEW = 6
"""Up to this height the axis counts by one."""
STEPS = (1, 3, 6, 12, 24, 60, 120, 240)
"""Months from one tick to the next: quarters and years, so that no year is named twice or left out now and then."""
LONG = 60
"""Days between ticks from which on those of weeks stand at months."""
MONDAY = 4
"""The first Monday after 1 January 1970, in days."""
BEYOND = 24
"""Pixels after the last day that a data set tells of, from which on they are shaded."""
BEYOND_LINE = 48
"""Pixels of a line of what is said there, at least; longer ones would lie on the bars."""


def panels(tops: Sequence[float], plot: int, heading: int, colours: Palette) -> dict[str, Any]:
    """The axes of counts of panels of these heights, ``heading`` pixels apart, on a plot of so many pixels."""
    share = (plot - (len(tops) - 1) * heading) / len(tops) / plot
    step = share + heading / plot
    found: dict[str, Any] = {}
    for row, top in enumerate(tops, start=1):
        upper = 1 - (row - 1) * step
        found["yaxis" if row == 1 else f"yaxis{row}"] = {
            "domain": [max(0.0, upper - share), upper],
            "range": [0, top * (1 + ROOM)],
            **counts_axis(top, colours, nticks=5 if share * plot > 100 else 3),
        }
    return found


def counts_axis(top: float, colours: Palette, *, nticks: int = 5) -> dict[str, Any]:
    """An axis of counts up to ``top``."""
    return {
        "gridcolor": colours.grid,
        "zeroline": True,
        "zerolinecolor": colours.rule,
        "tickfont": {"color": colours.muted, "size": SMALL},
        "tickformat": ",~r",
        **({"dtick": 1} if top <= FEW and nticks > 3 else {"nticks": nticks}),
        "fixedrange": True,
    }


def ticks(unit: str, window: Window, sheet: Sheet) -> dict[str, Any]:
    """Weeks and longer bars are named in the middle of their bars; plotly's own weeks begin on Sundays."""
    if unit == "day":
        return {}
    room = sheet.plot_width / (NARROW_TICK if sheet.width < NARROW else TICK)
    whole = (window.last - window.first) / DAY
    days = 30 * MONTHS[unit] if unit in MONTHS else AVERAGE[unit]
    each = max(1, ceil(whole / days / room))
    if unit in MONTHS or each * days > LONG:
        months = each * MONTHS[unit] if unit in MONTHS else ceil(whole / 30 / room)
        months = next((step for step in STEPS if step >= months), STEPS[-1])
        step: dict[str, Any] = {"dtick": f"M{months}"}
        each = months // MONTHS.get(unit, 1) if unit in MONTHS else each
    else:
        step = {"dtick": each * days * DAY, "tick0": MONDAY * DAY, "tickformatstops": [], "tickformat": TICKS[0][1]}
    return {"ticklabelshift": 0, "ticklabelmode": "period" if each == 1 else "instant", **step}


def domain(row: int) -> str:
    """The name of a panel's own height, for what is placed in it."""
    return f"{axis('y', row)} domain"


def beyond(
    found: list[Panel], until: Mapping[str, date], window: Window, pixel: float, colours: Palette
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What is said and shaded after the last day that a data set tells of (``until``), as notes and shapes."""
    notes, shapes = [], []
    for row, panel in enumerate(found, start=1):
        if panel.dataset not in until:
            continue
        ends = (np.datetime64(until[panel.dataset], "D").astype(int) + 1) * DAY
        if (window.last - ends) / pixel < BEYOND:
            continue
        shaded = {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": colours.band}
        shapes.append({**shaded, "x0": ends, "x1": window.last, "xref": "x", "y0": 0, "y1": 1, "yref": domain(row)})
        text = words("counts")["beyond"].format(day=day(until[panel.dataset], short=True))
        font = {"size": SMALL, "color": colours.muted}
        said = wrap(text, max((window.last - ends) / pixel, BEYOND_LINE), SMALL)
        at: dict[str, Any] = {"xref": "x", "y": 1, "yref": domain(row), "xanchor": "right", "yanchor": "top"}
        notes.append(note(block(said), x=window.last, align="right", font=font, name="beyond", **at))
    return notes, shapes
