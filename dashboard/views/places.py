"""The map, and the ways to another part of it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import controls
from dashboard.drawing.figure import held
from dashboard.drawing.geo_area import area_from_text, area_text
from dashboard.texts import say
from dashboard.views import evidence
from dashboard.views.chart import Chart, Mode, below, show

if TYPE_CHECKING:
    from dashboard.drawing.geo_area import Area
    from dashboard.drawing.geo_frame import Window
    from dashboard.later import Later
    from dashboard.views.view import View

MODES: tuple[Mode, ...] = ("points", "box", "lasso")
WHOLE = 360
"""Degrees of longitude of the whole map."""
CIRCLE = 7
"""What a circle of the map says of itself that gathers several events: no event, its text, a part of the map, and
whether to look at that part or to keep what lies in it."""


def section(view: View, after: Later) -> None:
    """The map; its controls wait for the charts."""
    st.header(say("overview.map"), anchor=False)
    st.html(f'<p class="note">{escape(say("overview.map_note"))}</p>')
    area, corners = area_from_text(view.selection.area), area_from_text(view.selection.window)
    chart = Chart("map", lambda: _clicked(chart.key), MODES, view.selection.area and f"_{view.selection.area}")
    drawn = held(show(chart, view), "meta")
    window = (*corners[0], *corners[1]) if corners else None
    after.put(partial(_looks, window, drawn.get("window"), area))
    after.put(partial(below, "map", view))


def _looks(window: Window | None, drawn: Window | None, area: Area | None) -> None:
    """The ways to another part of the map: from the ``window`` that was chosen, else from the one that is ``drawn``,
    None where there is no map."""
    steps = {
        "map_area": area_text(area) if area and len(area) == 2 and not window else "",
        "map_wider": _wider(window or drawn) if drawn else "",
    }
    with st.container(horizontal=True, key="map_looks"):
        for name, to in steps.items():
            if to:
                st.button(say(f"overview.{name}"), key=name, on_click=controls.look_at, args=(to,))
        if window:
            st.button(say("overview.map_whole"), key="map_whole", on_click=controls.look_at, args=("",))


def _clicked(key: str) -> None:
    """Keep what lies in the box or the loop that was drawn; open the event that was clicked, or look closer."""
    selection = st.session_state[key].selection
    drawn = [one for one in (*selection.lasso, *selection.box) if one.get("xref", "x") == "x"]
    found = next((list(point["customdata"]) for point in selection.points if point.get("customdata")), [])
    if drawn:
        controls.choose_area(area_text(tuple(zip(drawn[0]["x"], drawn[0]["y"], strict=True))))
    elif found and found[0]:
        controls.open_event(str(found[0]))
        evidence.bring_into_sight()
    elif len(found) == CIRCLE:
        west, south, east, north = map(float, found[2:6])
        to = controls.look_at if found[6] == "zoom" else controls.choose_area
        to(area_text(((west, south), (east, north))))


def _wider(window: Window) -> str:
    """The part of the map twice as wide and high, as a link holds it; empty where all of it is shown."""
    west, south, east, north = window
    across, up = (east - west) / 2, (north - south) / 2
    if 2 * across >= WHOLE:
        return ""
    corners = (
        (max(west - across, min(west, -180)), max(south - up, min(south, -85))),
        (min(east + across, max(east, 180)), min(north + up, max(north, 85))),
    )
    return area_text(corners)
