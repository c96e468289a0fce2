"""What leaves of a chart: its picture or its own page to download, and the code that shows it on another page.

It stands behind one button, and is put together only while that is open: closed it costs a run next to nothing.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from dashboard import controls, load, state
from dashboard.components.copy import CopyLabels, copy_button
from dashboard.drawn import Drawing
from dashboard.pictures import MIMES, SIZES, picture
from dashboard.printing import browser
from dashboard.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.caption import Caption
    from dashboard.views.view import View

PAGE = "html"
OWN_PAGES = ("compare",)
"""Charts that stand on a page of their own, at the address of their name."""
HEIGHT = 900
"""Pixels of the frame that shows a chart on another page; a higher chart scrolls in it."""
FRAME = '<iframe src="{address}" title="{title}" width="100%" height="{height}" style="border:0"></iframe>'


@st.fragment
def row(chart: str, view: View) -> None:
    """The button under a chart."""
    asked = st.popover(say("leaving.heading"), key=f"leave_{chart}", on_change="rerun", icon=":material/download:")
    if asked.open:
        with asked:
            _file(chart, view)
            _embed(chart, view)


def _file(chart: str, view: View) -> None:
    formats = list(MIMES) if browser() else [PAGE]
    format = _one("format", chart, formats)
    size = _one("size", chart, list(SIZES)) if format != PAGE else next(iter(SIZES))
    own = _caption(chart, view).title
    title = st.text_input(say("leaving.title"), key=f"title_{chart}", placeholder=own, max_chars=200)
    drawing = Drawing(chart, view.filtered, title.strip())
    if format == PAGE:
        st.caption(say("leaving.page_note"))
    if formats[0] == PAGE:
        st.caption(say("leaving.no_browser"))
    st.download_button(
        say("leaving.download"),
        data=lambda: picture(drawing, format, size),
        file_name=f"{chart.replace('_', '-')}.{format}",
        mime=MIMES[format],
        key=f"file_{chart}",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )


def _caption(chart: str, view: View) -> Caption:
    """The words around the chart, as they stand on the page."""
    return load.kept(f"caption {chart} {view.key}", lambda: Drawing(chart, view.filtered).caption)


def _one(name: str, chart: str, values: Sequence[str]) -> str:
    chosen = st.segmented_control(
        say(f"leaving.{name}"),
        values,
        default=values[0],
        required=True,
        format_func=lambda value: say(f"leaving.{value}"),
        key=f"{name}_{chart}",
        wrap=True,
    )
    return chosen or values[0]


def _embed(chart: str, view: View) -> None:
    asked = {"embed": ["true"], controls.CHART: [chart], **state.to_query(view.selection)}
    code = FRAME.format(address=escape(address(asked)), title=escape(_caption(chart, view).title), height=HEIGHT)
    labels = CopyLabels(say("leaving.copy"), say("leaving.copied"), say("leaving.copy_failed"))
    st.caption(say("leaving.embed_note"))
    copy_button(code, labels=labels, key=f"embed_{chart}")


def address(query: Mapping[str, Sequence[str]], chart: str = "") -> str:
    """The address of the dashboard with another query; that of the page that is a ``chart``'s own, where it has one."""
    here = str(st.context.url).partition("?")[0].rstrip("/")
    for name in OWN_PAGES:
        here = here.removesuffix(f"/{name}")
    page = f"{here}/{chart if chart in OWN_PAGES else ''}"
    return f"{page}?{urlencode(query, doseq=True)}" if query else page
