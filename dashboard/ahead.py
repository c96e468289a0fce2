"""Something sent ahead of the page: an empty chart, out of sight, so that the browser fetches what draws charts, half
of what a visitor waits for, while the server reads the data."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterator

MET = "_met"
NO_CHART = {"data": [{"type": "pie"}], "layout": {"height": 10}}


@contextmanager
def charts_ahead() -> Iterator[None]:
    """On a visitor's first run an empty chart, from the start of the block to its end."""
    place = st.empty()
    met = MET in st.session_state
    if not met:
        with place.container(key="ahead"):
            st.plotly_chart(NO_CHART, key="no_chart")
    yield
    if not met:
        st.session_state[MET] = True
        place.empty()
