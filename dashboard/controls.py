"""The widgets that make a Selection, and the address bar that holds it.

Each widget's key is the field of Selection that it sets. A widget that is not on the open page has no state of its
own, so the Selection of the last run is held beside the widgets.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import load, state, telling
from dashboard.datasets import present, title
from dashboard.formats import day, number
from dashboard.language import locale
from dashboard.meant import meant
from dashboard.state import NAMES, Selection
from dashboard.texts import count, say
from dashboard.words import doubt, words
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    import pandas as pd

    from dashboard.datasets import Held
    from dashboard.filters import Option
    from dashboard.views.view import View

HELD = "_selection"
PAGE = "_page"
QUERY = "_query"
CHART = "chart"
"""What an address says beside a selection: the one chart that a frame on another page shows."""
FIRST_DAY, LAST_DAY = "1900-01-01", "2100-12-31"
CHART_CHOICES = {
    "timeline": ("lanes", "order", "reports"),
    "strike_counts": ("measure", "unit", "stack", "arrange", "running", "imprecise"),
    "compare": ("measure", "unit", "running", "imprecise", "align"),
}
NEEDS = {"arrange": ("stack", "none")}
"""A choice that means nothing while another one is at this value."""
ACTORS = ("actor", "without")
"""Lists of actors, whose other spellings are known."""
MOST_OPTIONS = 500
"""Names in a list that is sent to the browser. Any other can be typed, and any of them with a slip of the pen."""


def asked(page: str) -> Selection:
    """The visitor's selection: from the address bar when a link was opened or Back was pressed, else from the widgets.

    It may ask for what is not there; ``settle`` what there is of it.
    """
    query = _query()
    return state.from_query(query) if _arrived(query, page) else _from_widgets()


def settle(selection: Selection, page: str) -> None:
    """Put the selection into widgets and address bar. Call it before any widget is drawn."""
    _hold(selection, anew=_is_other(page))
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
    if HELD not in st.session_state:
        return True
    moved = _is_other(page) and not query
    return query != st.session_state[QUERY] and _from_widgets() == st.session_state[HELD] and not moved


def _from_widgets() -> Selection:
    held: Selection = st.session_state[HELD]
    values = {name: st.session_state.get(name, getattr(held, name)) for name in NAMES}
    values |= {name: tuple(values[name]) for name in (*state.LISTS, "compared", state.SIDES)}
    values |= {name: values[name] or getattr(held, name) for name in state.CHOICES}
    values |= {name: getattr(held, name) for name in state.CHOICES if not _means_something(name, held)}
    return Selection(**values)


def _means_something(name: str, selection: Selection) -> bool:
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


def sidebar(view: View) -> None:
    """The data set, and every filter, in the sidebar."""
    selection = view.selection
    with st.sidebar:
        _datasets(view.sets, selection)
        st.header(say("controls.heading"), anchor=False)
        _several("actor", view, help=say("controls.actor_help"))
        _members(view)
        if _means_something("match", selection):
            _one("match")
        _one("role")
        _several("without", view, help=say("controls.without_help"), none=say("controls.nothing"))
        _dates(selection)
        for name in ("place", "event_type", "source"):
            _several(name, view)
        _pills("attribution", view, help=say("controls.attribution_help"))
        _pills("stance", view)
        if selection.leave_out or view.options("leave_out"):
            _several("leave_out", view, help=say("controls.leave_out_help"), none=say("controls.nothing"))
        st.button(
            say("controls.clear"),
            key="clear_sidebar",
            disabled=not state.is_filtered(selection),
            on_click=change,
            args=(state.without_filters(selection),),
            width="stretch",
        )


def _members(view: View) -> None:
    """The members of each chosen coalition or umbrella that these events name, to be chosen beside it or alone."""
    selection = view.selection
    for whole in selection.actor:
        members = [name for name in view.members(whole) if name not in selection.actor]
        if not members:
            continue
        with st.popover(plain(say("controls.members", actor=whole, members=count(len(members), "member")))):
            beside = replace(selection, actor=(*selection.actor, *members))
            st.button(
                say("controls.with_members"), key=f"with_{whole}", on_click=change, args=(beside,), width="stretch"
            )
            for name in members:
                one = replace(selection, actor=(*(other for other in selection.actor if other != whole), name))
                st.button(plain(name), key=f"only_{whole}_{name}", on_click=change, args=(one,), width="stretch")


def _datasets(sets: Sequence[Held], selection: Selection) -> None:
    """One data set at a time, or several side by side; nothing to choose where there is but one that counts."""
    if not sets or (len(sets) == 1 and sets[0].default):
        return
    labels = _dataset_labels(sets)
    st.radio(
        say("controls.dataset"),
        list(labels),
        format_func=labels.__getitem__,
        key="dataset",
        help=say("controls.dataset_help"),
    )
    if selection.dataset == state.COMPARE:
        titles = {name: title(name) for name in DATASETS if name in {one.name for one in sets}}
        st.pills(
            say("controls.compared"),
            list(titles),
            selection_mode="multi",
            format_func=titles.__getitem__,
            key="compared",
            help=say("controls.compared_help"),
        )


def _dataset_labels(sets: Sequence[Held]) -> dict[str, str]:
    """What is shown by default is the empty choice, so that it stands not in the address; see ``state.of_datasets``."""
    counted = [(one, count(one.events, "event")) for one in sets]
    labels = {one.name: plain(say("controls.option", label=one.title, count=events)) for one, events in counted}
    if sets[0].default:
        labels = {"" if name == sets[0].name else name: label for name, label in labels.items()}
    else:
        labels = {"": say("controls.dataset_none"), **labels}
    return labels | ({state.COMPARE: say("controls.compare")} if len(sets) > 1 else {})


def _several(name: str, view: View, *, help: str | None = None, none: str = "") -> None:
    options = view.options(name)
    labels = _labels(options[:MOST_OPTIONS], getattr(view.selection, name), name)
    st.multiselect(
        say(f"controls.{name}"),
        list(labels),
        format_func=lambda value: labels.get(value, plain(value)),
        key=name,
        help=help,
        placeholder=none or say("controls.any"),
        select_all=False,
        accept_new_options=True,
        on_change=_understand,
        args=(name, view),
    )


def _understand(name: str, view: View) -> None:
    """Put the name that is meant in place of one that was typed and is in no list; say so where none is meant."""
    known = view.names[name]
    others = partial(load.spellings, known) if name in ACTORS else dict
    chosen: list[str] = []
    for typed in st.session_state[name]:
        found = typed if typed in known else meant(typed, _in_order(name, view), others())
        if found is None:
            st.toast(plain(say("controls.unknown", name=typed)), icon=":material/search_off:")
        elif found not in chosen:
            chosen.append(found)
    st.session_state[name] = chosen


def _in_order(name: str, view: View) -> list[str]:
    """The names of a list, those with most events first."""
    return list(dict.fromkeys([*(option.value for option in view.options(name)), *sorted(view.names[name])]))


def _pills(name: str, view: View, *, help: str | None = None) -> None:
    labels = _labels(view.options(name), getattr(view.selection, name), name)
    st.pills(
        say(f"controls.{name}"),
        list(labels),
        selection_mode="multi",
        format_func=labels.__getitem__,
        key=name,
        help=help,
    )


def _labels(options: Sequence[Option], chosen: Sequence[str], name: str) -> dict[str, str]:
    """What each option is called, with its events; where several data sets are compared, no count adds them up. What is
    chosen stays in the list, though the other filters leave none of it."""
    labels = {one.value: _with_count(one.label, one.count) for one in options}
    return labels | {value: _with_count(label(name, value), 0) for value in chosen if value not in labels}


def _with_count(label: str, events: int | None) -> str:
    return label if events is None else say("controls.option", label=label, count=number(events))


def _one(name: str, on_change: Callable[[], None] | None = None) -> None:
    st.segmented_control(
        say(f"controls.{name}"),
        state.CHOICES[name],
        required=True,
        format_func=lambda value: telling.option(name, value),
        key=name,
        wrap=True,
        on_change=on_change,
    )


def _dates(selection: Selection) -> None:
    for name in state.DATES:
        st.date_input(
            say(f"controls.{name}"),
            value=None,
            key=name,
            min_value="1900-01-01",
            max_value="2100-12-31",
            format=locale("input_day"),
        )
    if state.days_cross(selection):
        st.warning(say("controls.dates_crossed"))


def sides(view: View, offered: Sequence[str], most: int) -> None:
    """What is compared: of what kind, and which; what is no option can be typed."""
    chosen = view.selection
    with st.container(horizontal=True, gap="medium", key="choices_sides"):
        _one("sides_by", on_change=_of_no_side)
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
            if _means_something(name, selection):
                _one(name)


def chips(selection: Selection) -> None:
    """One button for each filter that is on, which takes it off, and one that takes off all."""
    active = list(_active(selection))
    if not active:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for number, (text, without) in enumerate(active):
            st.button(
                text,
                key=f"chip_{number}",
                icon=":material/close:",
                icon_position="right",
                on_click=change,
                args=(without,),
            )
        st.button(
            say("controls.clear_short"),
            key="clear_chips",
            type="tertiary",
            on_click=change,
            args=(state.without_filters(selection),),
        )


def _active(selection: Selection) -> Iterator[tuple[str, Selection]]:
    """The words of each filter that is on, and the selection without it."""
    for name in state.LISTS:
        for value in getattr(selection, name):
            key = f"chips.actor_{selection.role}" if name == "actor" else f"chips.{name}"
            yield plain(say(key, value=label(name, value))), state.without(selection, name, value)
    for name in state.DATES:
        if value := getattr(selection, name):
            yield say(f"chips.{name}", value=day(value)), state.without(selection, name)
    if selection.area:
        yield say("chips.area"), state.without(selection, "area")


def label(name: str, value: str) -> str:
    """What the page calls a value of a filter."""
    if name == "leave_out":
        return doubt(value)
    return words(name)[value] if name in ("attribution", "stance") else value


def plain(text: str) -> str:
    """The text for a label that Streamlit reads as Markdown: every character that means something there escaped."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]()#+-.!|<>~$:^" else character for character in text)
