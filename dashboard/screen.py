"""How wide the charts can be: the server first guesses from the browser's name, then the page measures itself.

A chart's texts are wrapped to its width on the server, so a wrong guess must be put right. The page is run once more
where the guess is far out, and where the window changes much, as when a phone is turned.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

PHONE, DESKTOP = 358, 980
"""The first guesses, in pixels."""

NARROW = 600
"""Below this many pixels a chart has no room for a full mode bar."""

SLACK = 60
"""Pixels that a guess may be out."""

KEY, MEASURED = "screen", "_width"
JS = """export default function ({ parentElement, data, setStateValue }) {
    let waiting;
    const measure = () => {
        const width = parentElement.clientWidth;
        if (width > 0 && Math.abs(width - data.width) > data.slack) setStateValue("width", width);
    };
    const turned = new ResizeObserver(() => { clearTimeout(waiting); waiting = setTimeout(measure, 400); });
    turned.observe(parentElement);
    measure();
    return () => { clearTimeout(waiting); turned.disconnect(); };
}"""


def width() -> int:
    """Pixels that a chart is laid out for."""
    measured = st.session_state.get(KEY, {}).get("width")
    if measured:
        st.session_state[MEASURED] = int(measured)
    guess = PHONE if "Mobi" in st.context.headers.get("User-Agent", "") else DESKTOP
    return int(st.session_state.get(MEASURED, guess))


def measure() -> None:
    """Put the measuring rod on the page, where the charts stand."""
    _rod()(key=KEY, data={"width": width(), "slack": SLACK}, on_width_change=lambda: None)


@cache
def _rod() -> Any:
    return st.components.v2.component("measuring_rod", js=JS, isolate_styles=False)
