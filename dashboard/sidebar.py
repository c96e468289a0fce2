"""The sidebar: the data set, and every filter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import controls, load, state
from dashboard.controls import change, plain
from dashboard.datasets import title
from dashboard.formats import number
from dashboard.language import locale
from dashboard.meant import meant
from dashboard.texts import count, say
from dashboard.words import doubt, words
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.datasets import Held
    from dashboard.filters import Option
    from dashboard.state import Selection
    from dashboard.views.view import View

ACTORS = ("actor", "without")
"""Lists of actors, whose other spellings are known."""
MOST_OPTIONS = 500
"""Names in a list that is sent to the browser. Any other can be typed, and any of them with a slip of the pen."""


def sidebar(view: View) -> None:
    """The data set, and every filter, in the sidebar."""
    selection = view.selection
    with st.sidebar:
        _datasets(view.sets, selection)
        st.header(say("controls.heading"), anchor=False)
        _several("actor", view, help=say("controls.actor_help"))
        _members(view)
        if controls.means_something("match", selection):
            controls.one("match")
        controls.one("role")
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
                say("controls.with_members"),
                key=f"with_{whole}",
                on_click=change,
                args=(beside,),
                width="stretch",
            )
            for name in members:
                one = replace(selection, actor=(*(other for other in selection.actor if other != whole), name))
                st.button(
                    plain(name),
                    key=f"only_{whole}_{name}",
                    on_click=change,
                    args=(one,),
                    width="stretch",
                )


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
        args=(name, replace(view)),  # bare: a session holds on to what its callbacks are given
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


def _dates(selection: Selection) -> None:
    for name in state.DATES:
        st.date_input(
            say(f"controls.{name}"),
            value=None,
            key=name,
            min_value=state.FIRST_DAY,
            max_value=state.LAST_DAY,
            format=locale("input_day"),
        )
    if state.days_cross(selection):
        st.warning(say("controls.dates_crossed"))


def label(name: str, value: str) -> str:
    """What the page calls a value of a filter."""
    if name == "leave_out":
        return doubt(value)
    return words(name)[value] if name in ("attribution", "stance") else value
