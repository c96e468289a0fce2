"""The widgets that make a Selection, and the address bar that holds it.

Each widget's key is the field of Selection that it sets. A widget that is not on the open page has no state of its
own, so the Selection of the last run is held beside the widgets.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import state, telling
from dashboard.datasets import present, title
from dashboard.later import LAST
from dashboard.state import NAMES, Selection
from dashboard.texts import say
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    import pandas as pd

    from dashboard.views.view import View

HELD, SETTLED = "_selection", "_settled"
"""In the session's state: the selection that callbacks have made so far, and that of the last run."""
PAGE = "_page"
QUERY = "_query"
CHART = "chart"
"""What an address says beside a selection: the one chart that a frame on another page shows."""
CHART_CHOICES = {
    "timeline": ("lanes", "order", "reports"),
    "strike_counts": ("measure", "unit", "stack", "arrange", "running", "imprecise"),
    "compare": ("measure", "unit", "running", "imprecise", "align"),
}
NEEDS = {"arrange": ("stack", "none")}
"""A choice that means nothing while another one is at this value."""


def asked(page: str) -> Selection:
    """The visitor's selection: from the address bar when a link was opened or Back was pressed, else from the widgets.

    It may ask for what is not there; ``settle`` what there is of it.
    """
    query = _query()
    return state.from_query(query) if _arrived(query, page) else _from_widgets()


def settle(selection: Selection, page: str) -> None:
    """Put the selection into widgets and address bar. Call it before any widget is drawn."""
    _hold(selection, anew=_is_other(page))
    if _is_other(page):
        st.session_state.pop(LAST, None)
    st.session_state[SETTLED] = selection
    wanted = state.to_query(selection)
    if _query() != wanted:
        st.query_params.from_dict({CHART: chart_asked(), **wanted} if chart_asked() else wanted)
    st.session_state[QUERY] = wanted
    st.session_state[PAGE] = page


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name != CHART}


def chart_asked() -> str:
    """The one chart that the address asks for; empty where it asks for none."""
    return str(st.query_params.get(CHART, ""))


def _arrived(query: dict[str, list[str]], page: str) -> bool:
    """Whether the address bar, and not a widget, brings news.

    A click that follows another before the browser has heard of the new address still carries the old one: so the
    widgets win where they have changed. A link of the page's own menu carries nothing, and means to keep everything.
    """
    if SETTLED not in st.session_state:
        return True
    moved = _is_other(page) and not query
    return query != st.session_state[QUERY] and _from_widgets() == st.session_state[SETTLED] and not moved


def _from_widgets() -> Selection:
    held: Selection = st.session_state[HELD]
    values = {name: st.session_state.get(name, getattr(held, name)) for name in NAMES}
    values |= {name: tuple(values[name]) for name in (*state.LISTS, "compared", state.SIDES)}
    values |= {name: values[name] or getattr(held, name) for name in state.CHOICES}
    values |= {name: getattr(held, name) for name in state.CHOICES if not means_something(name, held)}
    return Selection(**values)


def means_something(name: str, selection: Selection) -> bool:
    """Whether the choice stands on the page. A widget that does not may have forgotten what it held."""
    if name == "match":
        return len(selection.actor) > 1
    needed = NEEDS.get(name)
    return needed is None or getattr(selection, needed[0]) != needed[1]


def _is_other(page: str) -> bool:
    """Whether this is another page than that of the last run."""
    return bool(st.session_state.get(PAGE, page) != page)


def _hold(selection: Selection, *, anew: bool = False) -> None:
    """Put the selection into the widgets that do not show it yet. Call it before they are drawn, or in a callback.

    ``anew``: into all of them. On another page they are new to the browser, which shows of what the session already
    holds only what was clicked there.
    """
    st.session_state[HELD] = selection
    for name in NAMES:
        value = _widget_value(getattr(selection, name))
        if anew or name not in st.session_state or st.session_state[name] != value:
            st.session_state[name] = value


def _widget_value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def change(selection: Selection) -> None:
    """Make this the selection, from the callback of a button."""
    _hold(selection)


def take_off(name: str, value: str) -> None:
    """Take one value of a filter off whatever is chosen by now; from a callback. After a quick click before this one
    the browser's widgets may still say what that one changed: what is held does not."""
    chosen: Selection = st.session_state[HELD]
    _hold(state.without(chosen, name, value) if value else state.without(chosen, name))


def open_event(event: str | None) -> None:
    """Open the evidence of an event, or close it; from a callback."""
    _hold(replace(_from_widgets(), event=event))


def choose_period(start: date | None, end: date | None) -> None:
    """Keep what can have happened on these days; from a callback."""
    _hold(replace(_from_widgets(), start=start, end=end))


def choose_area(area: str) -> None:
    """Keep what happened in this part of the map; from a callback."""
    _hold(replace(_from_widgets(), area=area))


def look_at(window: str) -> None:
    """Show this part of the map; from a callback."""
    _hold(replace(_from_widgets(), window=window))


def show_datasets_of(claims: pd.DataFrame) -> None:
    """Show the data set that was just added, unless it counts only when it is asked for. Before any widget is drawn."""
    names = [name for name in present(claims) if DATASETS[name].default]
    if not names:
        return
    held = _from_widgets()
    if held.dataset == state.COMPARE:
        _hold(replace(held, compared=tuple(dict.fromkeys([*held.compared, *names]))))
    else:
        _hold(replace(held, dataset=names[0]))


# The widgets


def one(name: str, on_change: Callable[[], None] | None = None) -> None:
    """A choice of one word of a short list."""
    st.segmented_control(
        say(f"controls.{name}"),
        state.CHOICES[name],
        required=True,
        format_func=lambda value: telling.option(name, value),
        key=name,
        wrap=True,
        on_change=on_change,
    )


def sides(view: View, offered: Sequence[str], most: int) -> None:
    """What is compared: of what kind, and which; what is no option can be typed."""
    chosen = view.selection
    with st.container(horizontal=True, gap="medium", key="choices_sides"):
        one("sides_by", on_change=_of_no_side)
    labels = {name: title(name) if chosen.sides_by == "dataset" else name for name in [*offered, *chosen.sides]}
    st.multiselect(
        say(f"controls.sides_{chosen.sides_by}"),
        list(labels),
        format_func=lambda name: labels.get(name, name),
        key="sides",
        max_selections=most,
        placeholder=say("controls.sides_none"),
        help=say("controls.sides_period_help") if chosen.sides_by == "period" else None,
        accept_new_options=chosen.sides_by == "period",
        select_all=False,
    )


def _of_no_side() -> None:
    """Choose none of another kind: a name of one kind is no name of the other."""
    st.session_state[state.SIDES] = []


def chart_choices(chart: str, selection: Selection) -> None:
    """The choices of one chart, in a row above it."""
    with st.container(horizontal=True, gap="medium", key=f"choices_{chart}"):
        for name in CHART_CHOICES[chart]:
            if means_something(name, selection):
                one(name)


def plain(text: str) -> str:
    """The text for a label that Streamlit reads as Markdown: every character that means something there escaped."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]()#+-.!|<>~$:^" else character for character in text)
