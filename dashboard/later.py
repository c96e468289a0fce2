"""What comes after the charts: a reader who filters waits for those, and the controls around them can follow.

Streamlit draws in the order in which things reach the browser, not in that of the page.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LAST = "_last_page"
AHEAD = 0.05
"""Seconds: Streamlit's server sends what it holds every hundredth, and a browser takes a few of those to begin."""


class Later:
    """Parts of a page that are made once the charts are on their way."""

    def __init__(self, *, waits: bool) -> None:
        self._waits = waits
        self._parts: list[Callable[[], None]] = []
        self._gone_ahead = False

    def put(self, make: Callable[[], None]) -> None:
        """Keep this place of the page for what ``make`` draws."""
        place = st.container()

        def filled() -> None:
            with place:
                make()

        self.do(filled)

    def do(self, make: Callable[[], None]) -> None:
        """Draw something whose place needs not be kept."""
        if self._waits:
            self._parts.append(make)
        else:
            make()

    def go_ahead(self) -> None:
        """Let what was sent reach the browser by itself: what comes together is drawn together, and seen when all is.
        Once in a run, for the first chart."""
        if self._waits and not self._gone_ahead:
            self._gone_ahead = True
            time.sleep(AHEAD)

    def end(self) -> None:
        """Draw all that waits, in the order in which it came."""
        for part in self._parts:
            part()


@contextmanager
def later(page: str) -> Iterator[Later]:
    """For one run of a page: nothing waits where the page is opened, which would jump as its parts come in. After an
    error in a chart the rest is there all the same."""
    found = Later(waits=st.session_state.get(LAST) == page)
    try:
        yield found
    except Exception:
        found.end()
        raise
    found.end()
    st.session_state[LAST] = page
