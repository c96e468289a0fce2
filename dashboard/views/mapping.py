"""The columns of a table in no known format: what each is taken for, shown with its first values, to be put right."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from dashboard import columns, controls, load
from dashboard.columns import Choice
from dashboard.texts import count, listed, say
from dashboard.waiting import Waiting, ask, settle

SAMPLES, LONGEST = 3, 60
"""Values of a column that are shown, and their characters."""
MOST_KEPT = 12
"""Columns that are kept beside the claims, written out."""
ORDERS = {"day-first": True, "month-first": False, "unknown_order": None}


def section(one: Waiting) -> None:
    """Everything that is asked about one table."""
    with st.container(key=f"waiting_{one.token}"):
        st.header(say("columns.heading", name=controls.plain(one.name)), anchor=False)
        st.write(say("columns.intro") + (f" {say('columns.remembered')}" if load.is_own() else ""))
        _sheet(one)
        choice = Choice(one.look, _columns(one))
        chosen: dict[str, Any] = {"mapping": choice.mapping, "sheet": one.sheet, **_day_order(one, choice)}
        _kept(choice)
        wrong = choice.wrong()
        for sentence in wrong:
            st.warning(controls.plain(sentence))
        with st.container(horizontal=True):
            if st.button(say("columns.read"), type="primary", disabled=bool(wrong), key=f"read_{one.token}"):
                _read(one, chosen)
            st.button(say("columns.leave"), key=f"leave_{one.token}", on_click=settle, args=(one.token,))


def _read(one: Waiting, chosen: dict[str, Any]) -> None:
    """Read the table as it was chosen; what goes wrong is listed, and nothing else is lost by it."""
    with st.spinner(say("add.reading", name=controls.plain(one.name), done=1, total=1)):
        said = {name: value for name, value in chosen.items() if value is not None}
        read = load.read_dropped(one.name, one.content, said)
    settle(one.token, read)
    controls.show_datasets_of(read.claims)
    st.rerun()


def _sheet(one: Waiting) -> None:
    """Which sheet of a workbook, or which file of an archive, is meant."""
    if len(one.look.sheets) < 2:
        return
    key = f"sheet_{one.token}"
    st.selectbox(
        say("columns.sheet"),
        one.look.sheets,
        index=one.look.sheets.index(one.sheet) if one.sheet in one.look.sheets else 0,
        key=key,
        on_change=_other_sheet,
        args=(one, key),
    )


def _other_sheet(one: Waiting, key: str) -> None:
    """Look at another sheet; from a callback. One that cannot be read is listed among the problems."""
    sheet = st.session_state[key]
    found = load.look(one.name, one.content, sheet=sheet)
    if isinstance(found, load.Added):
        load.add(found)
    elif found is not None:
        for number in range(len(one.look.columns)):
            st.session_state.pop(_key(one, number), None)
        ask(Waiting(one.name, one.content, found, sheet, one.token))


def _columns(one: Waiting) -> dict[str, str | None]:
    """One row for each column: its name and first values, what it is taken for, and how sure that is."""
    targets = ["", *one.look.targets]
    taken: dict[str, str | None] = {}
    for number, column in enumerate(one.look.columns):
        with st.container(key=f"column_{one.token}_{number}"):
            name, what, why = st.columns([3, 4, 3], vertical_alignment="center")
            name.html(_named(str(column.column), column.samples))
            chosen = what.selectbox(
                say("columns.taken", column=controls.plain(str(column.column))),
                targets,
                index=targets.index(column.target or ""),
                format_func=lambda target: columns.label(one.look, target or None),
                key=_key(one, number),
                label_visibility="collapsed",
            )
            taken[column.column] = chosen or None
            why.html(f'<p class="note">{escape(columns.confidence(column, chosen or None))}</p>')
    return taken


def _key(one: Waiting, number: int) -> str:
    return f"taken_{one.token}_{number}"


def _named(name: str, samples: Any) -> str:
    """A column's name and its first values, as text."""
    shown = [str(value)[:LONGEST] for value in list(samples)[:SAMPLES] if str(value).strip()]
    values = " · ".join(escape(value) for value in shown) or escape(say("columns.empty"))
    return f'<p class="column"><b>{escape(name)}</b><small>{values}</small></p>'


def _day_order(one: Waiting, choice: Choice) -> dict[str, Any]:
    """Whether 04/05/2024 is in April or in May, where the column itself does not say."""
    if not _must_be_known(one, choice):
        return {}
    asked = st.radio(
        say("columns.order"),
        list(ORDERS),
        index=None,
        format_func=lambda order: say(f"columns.{order}"),
        key=f"order_{one.token}",
        help=say("columns.order_help"),
    )
    return {"day_first": ORDERS[asked or "unknown_order"]}


def _must_be_known(one: Waiting, choice: Choice) -> bool:
    """Whether the columns taken for dates leave the order open; looked up again only when others are chosen."""
    key, dates = f"looked_{one.token}", choice.dates
    if dates == Choice(one.look, _guessed(one)).dates:
        return one.look.day_order_matters
    if st.session_state.get(key, ({}, False))[0] != dates:
        found = load.look(one.name, one.content, sheet=one.sheet, mapping=dates)
        matters = found is not None and not isinstance(found, load.Added) and found.day_order_matters
        st.session_state[key] = (dates, matters)
    return bool(st.session_state[key][1])


def _guessed(one: Waiting) -> dict[str, str | None]:
    return {column.column: column.target for column in one.look.columns}


def _kept(choice: Choice) -> None:
    kept = choice.kept
    used = say("columns.used", used=count(len(choice.taken) - len(kept), "column"), all=len(choice.taken))
    rest = f"{say('columns.kept', columns=_listed(kept))}" if kept else ""
    st.html(f'<p class="note">{escape(f"{used} {rest}".strip())}</p>')


def _listed(names: list[str]) -> str:
    shown = [f"“{name}”" for name in names[:MOST_KEPT]]
    more = len(names) - len(shown)
    return listed([*shown, say("columns.more", columns=count(more, "column"))] if more else shown)
