"""One chart on the page: drawn, with its caption, and with what leaves of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import streamlit as st

from dashboard import export, load, screen
from dashboard.drawing.figure import sent
from dashboard.drawn import Drawing
from dashboard.views import leaving, twin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.drawing.figure import Figure
    from dashboard.later import Later
    from dashboard.views.view import View

Mode: TypeAlias = Literal["points", "box", "lasso"]
FEW_BUTTONS = {"modeBarButtons": [["toImage", "resetScale2d"]]}
"""The mode bar of a phone has room for the camera and the way back from a zoom."""
AREA_BUTTONS = {"modeBarButtons": [["toImage", "select2d", "lasso2d"]]}
"""A map is zoomed by its circles; a box or a loop keeps what lies in it."""


@dataclass(frozen=True)
class Chart:
    """A chart's ``name``, as in ``drawn.CHARTS``, and what a click or a box in it does."""

    name: str
    on_select: Callable[[], None] | Literal["ignore"] = "ignore"
    modes: Sequence[Mode] = ("points",)
    part: str = ""
    """What makes it another chart to the browser: else a box that was drawn stays, and nothing can be clicked."""

    @property
    def key(self) -> str:
        """Of the chart in the session's state."""
        return f"chart_{self.name}{self.part}"


def place(chart: Chart, view: View, after: Later) -> None:
    """Put the chart on the page, and below it, once there is time, what leaves of it."""
    show(chart, view)
    after.go_ahead()
    after.put(partial(below, chart.name, view))


def below(name: str, view: View) -> None:
    """What leaves of a chart: its files, and its table."""
    bare = replace(view)  # a session holds on to what its fragments are given: let it not be all that was worked out
    leaving.row(name, bare)
    twin.place(name, bare)


def show(chart: Chart, view: View) -> Figure:
    """Put the chart alone on the page. It is built light: the style sheet darkens it on screen."""
    drawing, width = Drawing(chart.name, view.filtered), screen.width()
    words = load.kept(f"caption {chart.name} {view.key}", lambda: drawing.caption)
    figure: Figure = load.kept(f"figure {chart.name} {width} {view.key}", partial(_drawn, drawing, width))
    st.plotly_chart(
        sent(figure),
        key=chart.key,
        theme=None,
        config=export.camera_config(words, figure) | _buttons(chart, width),
        on_select=chart.on_select,
        selection_mode=chart.modes,
        alt=load.kept(f"alt {chart.name} {view.key}", lambda: drawing.alt),
    )
    return figure


def _buttons(chart: Chart, width: int) -> dict[str, Any]:
    if "box" in chart.modes:
        return AREA_BUTTONS
    return FEW_BUTTONS if width < screen.NARROW else {}


def _drawn(drawing: Drawing, width: int) -> Figure:
    return export.for_screen(drawing.figure(width), drawing.caption)


def clicked(chart: str) -> list[Any]:
    """What the chart says of the point that was clicked; nothing where nothing was."""
    points = st.session_state[f"chart_{chart}"].selection.points
    return next((list(point["customdata"]) for point in points if point.get("customdata")), [])
