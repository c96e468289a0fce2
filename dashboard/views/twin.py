"""A chart's numbers as a table, worked out once somebody asks for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from dashboard import load, state
from dashboard.alt.table import as_html
from dashboard.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from dashboard.views.view import View


def place(name: str, title: str, rows: Callable[[], Sequence[Mapping[str, Any]]], view: View) -> None:
    """Put the table of one chart on the page, folded up; its events are links to the same view with them open."""
    asked = st.expander(say("overview.as_table"), key=f"table_{name}", on_change="rerun")
    if asked.open:
        asked.html(load.kept(f"table {name} {view.key}", lambda: _table(title, rows, view)))


def _table(title: str, rows: Callable[[], Sequence[Mapping[str, Any]]], view: View) -> str:
    found = rows()
    return as_html(found, title, lambda event: _address(view, event)) if found else ""


def _address(view: View, event: str) -> str:
    return "?" + urlencode(state.to_query(replace(view.selection, event=event)), doseq=True)
