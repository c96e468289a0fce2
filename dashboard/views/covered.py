"""Sentences and reports under a cover until the visitor takes it off, where whoever serves the page wants it so.

The figures stay in sight. The words stay in their place, unseen and unread, so that nothing moves when they appear.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.texts import say

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.delta_generator import DeltaGenerator

WARNING = "CONFLICT_TIMELINE_WARNING"
"""Environment variable: ``1`` covers sentences and reports until the visitor agrees to read them."""
ON = frozenset({"1", "true", "yes", "on"})
AGREED = "_agreed"
"""In the session's state: whether the visitor wants to read. Widgets of other pages forget what they were."""
TEXTS = ("sentence", "title")
"""The columns of a claim that hold words of a report."""


def is_asked() -> bool:
    """Whether the page was started with the warning on."""
    return os.environ.get(WARNING, "").strip().lower() in ON


def is_covered() -> bool:
    """Whether this visitor has not agreed yet."""
    return is_asked() and not st.session_state.get(AGREED, False)


def switch(place: str) -> None:
    """The warning, and the switch that takes the cover off and puts it on again; nothing where none is asked for."""
    if not is_asked():
        return
    key = f"read_{place}"
    st.session_state[key] = not is_covered()
    st.toggle(say("covered.switch"), key=key, on_change=_agree, args=(key,))


def _agree(key: str) -> None:
    st.session_state[AGREED] = st.session_state[key]


def container(place: str) -> DeltaGenerator:
    """A container whose sentences and reports are covered as long as the visitor has not agreed."""
    return st.container(key=f"{'covered' if is_covered() else 'open'}_{place}")


def frame(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims to show in a table: while they are covered their words are left out."""
    words = [name for name in TEXTS if name in claims]
    return claims.assign(**dict.fromkeys(words, say("covered.cell"))) if is_covered() else claims
