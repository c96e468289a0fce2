"""The page that compares: up to six actors, places, periods or data sets on one axis."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import controls, screen, sides
from dashboard.chips import chips
from dashboard.drawing.compared import MOST_LINES
from dashboard.later import later
from dashboard.sidebar import sidebar
from dashboard.texts import say
from dashboard.views.chart import Chart, place

if TYPE_CHECKING:
    from dashboard.later import Later
    from dashboard.views.view import View

ORDER = 2


def show(view: View) -> None:
    """The whole page."""
    with later("compare") as after:
        _page(view, after)


def _page(view: View, after: Later) -> None:
    after.do(partial(sidebar, view))
    screen.measure()
    st.title(say("compare.heading"), anchor=False)
    st.write(say("compare.intro"))
    with st.container():  # always one place, filters or none: whatever moves by a place is drawn anew by the browser
        chips(view.selection)
    if sides.narrowed(view.selection):
        st.caption(say("compare.not_applied", name=say(f"controls.sides_{view.selection.sides_by}")))
    table, chosen, loaded = view.everything.table, view.selection, [one.name for one in view.sets]
    controls.sides(view, sides.offered(table, chosen, view.shown, loaded), MOST_LINES)
    for text in chosen.sides:
        if chosen.sides_by == "period" and sides.period(text) is None:
            st.warning(controls.plain(say("compare.wrong_period", text=text)))
    parts = sides.parts(table, chosen, view.shown, loaded)
    if not any(len(part.told) for part in parts):
        st.info(say("overview.nothing"), icon=":material/filter_alt_off:")
        return
    if len(parts) < 2:
        st.caption(say("compare.few"))
    after.put(partial(controls.chart_choices, "compare", chosen))
    place(Chart("compare"), view, after)
