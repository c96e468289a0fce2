"""Methods: what each figure on the screen means, and the code book of the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.texts import say
from data_prep import CLAIMS, FLAGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.views.view import View

ORDER = 4


def show(view: View) -> None:
    """The whole page."""
    del view
    st.title(say("about.heading"), anchor=False)
    with st.container(width=760):
        st.markdown(say("about.methods"))
        st.header(say("about.columns"), anchor=False)
        st.write(say("about.columns_intro"))
        st.markdown(_table(say("about.column"), {name: column.meaning for name, column in CLAIMS.items()}))
        st.header(say("about.flags"), anchor=False)
        st.write(say("about.flags_intro"))
        st.markdown(_table(say("about.flag"), FLAGS))


def _table(first: str, meanings: Mapping[str, str]) -> str:
    """A Markdown table; both texts come from our own code book, never from a report."""
    lines = [f"| {first} | {say('about.meaning')} |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{name}` | {meaning} |" for name, meaning in meanings.items())])
