"""The filters that are on, as chips: a click takes one off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import controls, state
from dashboard.formats import day
from dashboard.sidebar import label
from dashboard.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.state import Selection


def chips(selection: Selection) -> None:
    """One button for each filter that is on, which takes it off, and one that takes off all."""
    active = list(_active(selection))
    if not active:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for text, name, value in active:
            st.button(
                text,
                key=f"chip_{name}_{value}",  # its own: a second click may come when the first has moved the chips
                icon=":material/close:",
                icon_position="right",
                on_click=controls.take_off,
                args=(name, value),
            )
        st.button(
            say("controls.clear_short"),
            key="clear_chips",
            type="tertiary",
            on_click=controls.change,
            args=(state.without_filters(selection),),
        )


def _active(selection: Selection) -> Iterator[tuple[str, str, str]]:
    """The words of each filter that is on, its name, and the value that can be taken off."""
    for name in state.LISTS:
        for value in getattr(selection, name):
            key = f"chips.actor_{selection.role}" if name == "actor" else f"chips.{name}"
            yield controls.plain(say(key, value=label(name, value))), name, value
    for name in state.DATES:
        if value := getattr(selection, name):
            yield say(f"chips.{name}", value=day(value)), name, ""
    if selection.area:
        yield say("chips.area"), "area", ""
