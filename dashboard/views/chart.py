"""One chart on the page: drawn, with its caption, and with what leaves of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import streamlit as st

from dashboard import export, load, screen
from dashboard.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import plotly.graph_objects as go

    from dashboard.caption import Caption
    from dashboard.views.view import View

Mode: TypeAlias = Literal["points", "box", "lasso"]
FEW_BUTTONS = {"modeBarButtons": [["toImage", "resetScale2d"]]}
"""The mode bar of a phone has room for the camera and the way back from a zoom."""


@dataclass(frozen=True)
class Chart:
    """A chart's ``name``, how it is drawn for a width, the words around it, its text for who cannot see it, and what a
    click or a box in it does."""

    name: str
    draw: Callable[..., go.Figure]
    caption: Callable[[], Caption]
    alt: Callable[[], str]
    on_select: Callable[[], None]
    modes: Sequence[Mode]
    key: str


def place(chart: Chart, view: View) -> None:
    """Put the chart on the page. It is built light: the style sheet darkens it on screen."""
    words = load.kept(f"caption {chart.name} {view.key}", chart.caption)
    width = screen.width()
    figure = load.kept(f"figure {chart.name} {width} {view.key}", partial(_drawn, chart, words, width))
    st.plotly_chart(
        figure,
        key=chart.key,
        theme=None,
        config=_config(words, figure),
        on_select=chart.on_select,
        selection_mode=chart.modes,
        alt=load.kept(f"alt {chart.name} {view.key}", chart.alt),
    )
    _png_button(chart.name, lambda: _printed(chart, words))


def _drawn(chart: Chart, words: Caption, width: int) -> go.Figure:
    return export.for_screen(chart.draw(width_hint=width), words)


def _printed(chart: Chart, words: Caption) -> bytes:
    return export.to_png(export.for_print(chart.draw(width_hint=export.PRINT_WIDTH), words))


def _config(words: Caption, figure: go.Figure) -> dict[str, Any]:
    return export.camera_config(words, figure) | (FEW_BUTTONS if screen.width() < screen.NARROW else {})


def _png_button(name: str, data: Callable[[], bytes]) -> None:
    """The picture is drawn when the button is clicked, and only then."""
    if export.browser() is None:
        st.caption(say("overview.no_browser"))
        return
    st.download_button(
        say("overview.download_png"),
        data=data,
        file_name=f"{name.replace('_', '-')}.png",
        mime="image/png",
        key=f"png_{name}",
        on_click="ignore",
        icon=":material/download:",
    )


def clicked(chart: str) -> list[Any]:
    """What the chart says of the point that was clicked; nothing where nothing was."""
    points = st.session_state[f"chart_{chart}"].selection.points
    return next((list(point["customdata"]) for point in points if point.get("customdata")), [])
