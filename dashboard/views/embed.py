"""One chart alone, for a frame on another page: ``?embed=true&chart=timeline``, with its credit."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import controls, screen, state
from dashboard.drawn import CHARTS, Drawing
from dashboard.texts import listed, say
from dashboard.views.chart import Chart
from dashboard.views.chart import show as show_chart
from dashboard.views.leaving import address

if TYPE_CHECKING:
    from dashboard.views.view import View


def asked() -> str:
    """The chart that a frame asks for; empty where the whole page is wanted."""
    return controls.chart_asked() if st.context.is_embedded else ""


def show(view: View, chart: str) -> None:
    """The chart, and below it who drew it and where the rest is."""
    screen.measure()
    if chart not in CHARTS:
        st.info(controls.plain(say("leaving.unknown", chart=chart, charts=listed(list(CHARTS)))))
    elif Drawing(chart, view.filtered).is_empty:
        st.info(say("overview.nothing"))
    else:
        show_chart(Chart(chart), view)
    whole = escape(address(state.to_query(view.selection), chart))
    credit, link = escape(say("leaving.credit", name=say("head.name"))), escape(say("leaving.whole"))
    st.html(f'<p class="note">{credit} <a href="{whole}" target="_blank" rel="noopener">{link}</a></p>')
