"""The sheet a chart is drawn on: every height in pixels, worked out from the texts, so that nothing is ever clipped.

A figure carries its measures in ``layout.meta["sheet"]``: ``width`` that it was laid out for, ``top``, ``plot``,
``bottom`` (heights), ``left``, ``right`` (margins). Whoever adds a title or a footer reads them there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from dashboard.drawing.figure import Figure, figure
from dashboard.drawing.text import block, width, wrap
from dashboard.drawing.window import DAY
from dashboard.language import locale
from dashboard.theme import FONT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.theme import Palette

NARROW = 640
"""Below this width (pixels) a chart is laid out for a phone."""
TEXT, SMALL = 12, 11
LINE = 1.35
MOST_SHIFT = 20
MOST_PER_DAY = 1.9
"""Ticks for each day that plotly may be allowed: from two on it divides days, and names one day twice."""
SYMBOL = 45
"""Pixels that plotly adds to a legend's entry: its symbol and the gaps."""
TICK, NARROW_TICK = 90, 56
"""Pixels from one tick of a time axis to the next, at least: on a wide sheet and on a narrow one."""
TICKS = ((20 * DAY, locale("tick_days")), (300 * DAY, locale("tick_months")), (None, locale("tick_years")))
"""The form of a tick's label by the distance between ticks. Plotly knows English names of months only: other languages
write days and months as numbers here."""


@dataclass(frozen=True)
class Sheet:
    """The measures of a figure, in pixels."""

    width: int
    top: int
    plot: int
    bottom: int
    left: int
    right: int

    @property
    def height(self) -> int:
        """The whole height of the figure."""
        return self.top + self.plot + self.bottom

    @property
    def plot_width(self) -> int:
        """What the margins leave of the width."""
        return self.width - self.left - self.right


def layout(sheet: Sheet, colours: Palette) -> dict[str, Any]:
    """The layout that all charts share."""
    return {
        "template": {},
        "meta": {"sheet": asdict(sheet)},
        "height": sheet.height,
        "margin": {"l": sheet.left, "r": sheet.right, "t": sheet.top, "b": sheet.bottom, "autoexpand": False},
        "font": {"family": FONT, "size": TEXT, "color": colours.ink},
        "paper_bgcolor": colours.paper,
        "plot_bgcolor": "rgba(0, 0, 0, 0)",
        "hoverlabel": {
            "align": "left",
            "bgcolor": colours.paper,
            "bordercolor": colours.rule,
            "font": {"family": FONT, "size": TEXT, "color": colours.ink},
        },
        "hovermode": "closest",
        "dragmode": False if sheet.width < NARROW else "zoom",
        "showlegend": True,
        "modebar": {"bgcolor": "rgba(0, 0, 0, 0)", "color": colours.muted, "activecolor": colours.ink},
        "separators": locale("decimal") + locale("thousands"),
    }


def time_axis(sheet: Sheet, colours: Palette, *, span: tuple[float, float], **more: Any) -> dict[str, Any]:
    """An axis of days in epoch milliseconds, open on ``span``.

    A tick stands where its day begins; its label is moved right, to the middle of the day.
    """
    days = (span[1] - span[0]) / DAY
    room = sheet.plot_width // (NARROW_TICK if sheet.width < NARROW else TICK)
    stops = [None, *(end for end, _ in TICKS[:-1]), None]
    return {
        "type": "date",
        "ticklabelshift": round(min(sheet.plot_width / days / 2, MOST_SHIFT)),
        "showgrid": True,
        "gridcolor": colours.grid,
        "gridwidth": 1,
        "zeroline": False,
        "linecolor": colours.rule,
        "tickfont": {"color": colours.muted, "size": SMALL},
        "nticks": max(2, min(room, int(MOST_PER_DAY * days))),
        "tickformatstops": [
            {"dtickrange": [stops[number], stops[number + 1]], "value": text} for number, (_, text) in enumerate(TICKS)
        ],
        "range": list(span),
        "fixedrange": False,
        **more,
    }


def legend(names: Sequence[str], colours: Palette, *, offset: int, height: int) -> dict[str, Any]:
    """A legend in even columns across the sheet's top, ``offset`` pixels below its upper edge."""
    entry = _entry(names)
    return {
        "orientation": "h",
        "xref": "container",
        "yref": "container",
        "x": 0,
        "xanchor": "left",
        "y": 1 - offset / height,
        "yanchor": "top",
        "entrywidthmode": "pixels",
        "entrywidth": entry,
        "bgcolor": "rgba(0, 0, 0, 0)",
        "font": {"size": SMALL, "color": colours.ink},
        "itemsizing": "constant",
        "tracegroupgap": 0,
    }


def legend_height(names: Sequence[str], plot_width: int) -> int:
    """Pixels that the legend takes. Its columns share the width of the plot, though it starts left of it."""
    if not names:
        return 0
    columns = max(1, plot_width // (_entry(names) + SYMBOL))
    return 10 + 19 * ceil(len(names) / columns)


def note(text: str, *, x: float, y: float, **more: Any) -> dict[str, Any]:
    """An annotation without an arrow, placed in shares of the plot and shifted in pixels."""
    return {"text": text, "xref": "paper", "yref": "paper", "x": x, "y": y, "showarrow": False, "align": "left", **more}


def lines_height(count: int, size: float = SMALL) -> int:
    """Pixels of ``count`` lines of text."""
    return ceil(count * size * LINE)


def message(text: str, colours: Palette, sheet_width: int) -> Figure:
    """A figure that says, in words, why there is nothing to draw."""
    sheet = Sheet(width=sheet_width, top=10, plot=180, bottom=10, left=14, right=14)
    lines = wrap(text, min(sheet.plot_width, 520), 15)
    font = {"size": 15, "color": colours.muted}
    hidden = {"visible": False, "fixedrange": True}
    said = note(block(lines), x=0.5, y=0.5, align="center", font=font, name="empty")
    return figure([], {**layout(sheet, colours), "xaxis": hidden, "yaxis": hidden, "annotations": [said]})


def _entry(names: Sequence[str]) -> int:
    return ceil(max((width(name, SMALL) for name in names), default=0)) + 4
