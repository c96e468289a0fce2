"""The zoom bridge: tells the server which part of a chart the reader zoomed to, which st.plotly_chart does not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.components import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Range = tuple[float, float] | None
    Changed = Callable[["Zoom"], None]

HTML = '<span class="zoom-bridge"></span>'
CSS = ".stElementContainer:has(.zoom-bridge) { display: none; }"


@dataclass(frozen=True)
class Zoom:
    """What the reader has done to a chart since it was last drawn anew.

    ``moved`` holds "x", "y" or both: the axes that the reader has moved. Of those, ``x`` and ``y`` give the range now
    shown, or None when the reader went back to the whole axis (double click, "reset axes", "autoscale"); an axis that
    was not moved is None too, and stays what the server drew. A date axis is in milliseconds since 1970, read as UTC,
    which is how plotly takes its dates; an axis of categories is in positions; a logarithmic one in exponents of ten.
    The ends come in the axis's own order, so a reversed axis has the larger first.
    """

    chart: str
    x: Range
    y: Range
    moved: frozenset[str]


def watch_zoom(charts: Sequence[str], *, key: str = "zooms", on_change: Changed) -> None:
    """Watch the charts whose Streamlit keys are given, wherever they stand on the page; takes no room itself.

    ``on_change(zoom)`` is called before the page runs again, 0.25 s after the last move in a chart; only for moves of
    the reader, never for what drawing or resizing does. In a chart with several panels, ``x`` and ``y`` are those of
    the panel that was moved first. The same is in ``st.session_state[key][chart]`` during that one run, as
    ``{"chart", "x", "y", "moved", "n"}``. A key may hold letters, digits, ``_`` and ``-``.
    """
    heard = {f"on_{chart}_change": partial(_report, key, chart, on_change) for chart in charts}
    _bridge()(key=key, data={"charts": list(charts)}, **heard)


def _report(key: str, chart: str, on_change: Changed) -> None:
    report = st.session_state[key].get(chart)
    if report:
        on_change(_zoom(report))


def _zoom(report: Mapping[str, Any]) -> Zoom:
    x, y = (None if ends is None else (float(ends[0]), float(ends[1])) for ends in (report["x"], report["y"]))
    return Zoom(str(report["chart"]), x, y, frozenset(report["moved"]))


@cache
def _bridge() -> Any:
    return st.components.v2.component("zoom_bridge", html=HTML, css=CSS, js=beside("zooms.js"), isolate_styles=False)
