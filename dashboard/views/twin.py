"""A chart's numbers as a table, worked out once somebody asks for them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from dashboard import load, state
from dashboard.alt.table import as_html
from dashboard.drawn import Drawing
from dashboard.texts import say

if TYPE_CHECKING:
    from dashboard.views.view import View


@st.fragment
def place(name: str, view: View) -> None:
    """Put the table of one chart on the page, folded up; its events are links to the same view with them open."""
    asked = st.expander(say("overview.as_table"), key=f"table_{name}", on_change="rerun")
    if asked.open:
        asked.html(load.kept(f"table {name} {view.key}", lambda: _table(Drawing(name, view.filtered), view)))


def _table(drawing: Drawing, view: View) -> str:
    link = partial(_address, view)
    return as_html(drawing.rows(), drawing.caption.title, link, note=drawing.note)


def _address(view: View, event: str) -> str:
    return "?" + urlencode(state.to_query(replace(view.selection, event=event)), doseq=True)
