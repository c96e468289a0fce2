"""The evidence of one event: its claims side by side, and where they disagree."""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import controls, evidence, load, side_by_side, telling
from dashboard.citing import citation
from dashboard.components.copy import CopyLabels, copy_button
from dashboard.direction import isolated
from dashboard.formats import bounds, number
from dashboard.how_read import how
from dashboard.inset import figure
from dashboard.store.columns import NONE
from dashboard.texts import count, say
from dashboard.views import covered

if TYPE_CHECKING:
    from dashboard.evidence import Row
    from dashboard.store.told import Told
    from dashboard.views.view import View

ACROSS = 3
"""Cards side by side; on a phone Streamlit puts them one under the other."""

SCROLL = "_scroll"
"""In the session's state: the moment of a click that opened the evidence from far above it."""

CALM = "matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'"
INTO_SIGHT = f"document.querySelector('.st-key-evidence')?.scrollIntoView({{behavior: {CALM}, block: 'start'}})"

MOST_CARDS = 60
"""Claims of one event that are shown as cards; the table holds them all."""

MOST = 200
"""Events in the list of events: a browser should not be handed 100,000 options."""


def section(view: View) -> None:
    """The list of events, and the evidence of the one that is chosen."""
    with st.container(key="evidence"):
        st.header(say("evidence.heading"), anchor=False)
        _event_list(view)
        if view.selection.event is None:
            st.html(f'<p class="note">{escape(say("evidence.none"))}</p>')
            return
        _event(view, view.selection.event)
    if moment := st.session_state.pop(SCROLL, 0):  # in the script, so that each click makes it another one, and run
        st.html(f"<script>/* {moment} */ {INTO_SIGHT}</script>", unsafe_allow_javascript=True)


def bring_into_sight() -> None:
    """Scroll to the evidence at the end of this run; from a callback."""
    st.session_state[SCROLL] = time.time_ns()


def _event_list(view: View) -> None:
    labels = dict(load.kept(f"events {view.key}", lambda: _labels(_deadliest(view.told))))
    event = view.selection.event
    if event and event not in labels:
        labels |= _labels(view.everything.table.told.some(np.array([_number(view, event)])))
    st.selectbox(
        say("controls.event"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key="event",
        placeholder=say("controls.event_placeholder"),
    )
    _said_of_list(view)


def _said_of_list(view: View) -> None:
    """That the list is not all, where it is not."""
    if len(view.told) > MOST:
        st.caption(say("evidence.deadliest", most=number(MOST), events=count(len(view.told), "event")))


def _number(view: View, event: str) -> int:
    """The row of an event that is known to be there; of the shown data sets, where two have the same id."""
    table = view.everything.table
    found = table.event_of(event, view.shown)
    return int(table.event_of(event) or 0) if found is None else found


def _deadliest(told: Told) -> Told:
    """The events of the list: of too many the deadliest."""
    if len(told) <= MOST:
        return told
    killed = np.where(told.denied, NONE, told.column("killed_low"))
    return told.some(np.sort(np.argpartition(killed, len(killed) - MOST)[len(killed) - MOST :]))


def _labels(told: Told) -> dict[str, str]:
    """Event -> the words of the list: day, place, kind and killed."""
    ordered = told.frame().sort_values(["date_start", "place"], kind="stable")
    return {row["event_id"]: _label(row) for row in ordered.to_dict("records")}


def _label(row: Row) -> str:
    killed = bounds(_or_none(row["killed_low"]), _or_none(row["killed_high"]), more=row["killed_open"])
    parts = [
        telling.days(row["date_start"], row["date_end"]),
        isolated(row["place"]) if telling.given(row, "place") else say("evidence.nowhere_named"),
        row["kind"] if telling.given(row, "kind") else say("evidence.kind_unknown"),
        say("evidence.killed_short", killed=killed) if killed else "",
        say("evidence.denied_short") if row["stance"] == "denied" else "",
    ]
    return " · ".join(part for part in parts if part)


def _or_none(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _event(view: View, event: str) -> None:
    place = _number(view, event)
    claims = view.everything.table.claims_of(place)
    if not np.isin(place, view.told.numbers):
        st.caption(say("evidence.filtered_out"))
    rows = evidence.rows(claims)
    told = view.everything.table.told.some(np.array([place])).frame().to_dict("records")[0]
    picture = figure(told, "dark" if view.is_dark else "light")
    st.html(f'<div class="event">{picture}<div>{_differences(rows)}{side_by_side.table(rows, told)}</div></div>')
    copy_button(citation(rows, told), labels=_copy_labels(), key="copy_citation")
    shown = rows[:MOST_CARDS]
    covered.switch("evidence")
    with covered.container("claims"):
        _claims(shown)
    if len(shown) < len(rows):
        st.caption(say("evidence.more", shown=number(len(shown)), claims=count(len(rows), "claim")))
    st.button(say("evidence.close"), key="close_event", on_click=controls.open_event, args=(None,))


def _claims(rows: list[Row]) -> None:
    for first in range(0, len(rows), ACROSS):
        for claim, column in zip(rows[first : first + ACROSS], st.columns(min(ACROSS, len(rows))), strict=False):
            with column:
                _claim(claim)


def _copy_labels() -> CopyLabels:
    return CopyLabels(say("citing.copy"), say("citing.copied"), say("citing.failed"))


def _differences(rows: list[Row]) -> str:
    found = evidence.differences(rows)
    if not found:
        text = say("differences.one" if len(rows) == 1 else "differences.agree")
        return f'<p class="note">{escape(text)}</p>'
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in found)
    return f'<section class="differences"><h3>{escape(say("differences.heading"))}</h3><ul>{items}</ul></section>'


def _other_reading(claim: Row) -> str:
    """What the printed date alone would give, where the report's own words speak against it."""
    known = telling.given(claim, "date_text") and pd.notna(claim["published"]) and pd.notna(claim["date_start"])
    if "publication-date-conflict" not in claim["flags"] or not known:
        return ""
    own = (claim["date_start"].date(), claim["date_end"].date())
    others = [found for found in load.dates(claim["date_text"], claim["published"].date()) if found != own]
    return say("evidence.other_reading", days=telling.days(*others[0], weekday=True)) if others else ""


def _claim(claim: Row) -> None:
    """A claim's card; under it its report, and how it was read."""
    card = evidence.card(claim, other_reading=_other_reading(claim))
    if pd.isna(claim["span_start"]):  # a row of a table
        st.html(card)
        return
    text = next((text for text in load.texts(str(claim["document"])) if evidence.is_there(claim, text)), None)
    if text is None:
        st.html(f'{card}<p class="note">{escape(say("evidence.gone"))}</p>')
        return
    st.html(card + evidence.report(evidence.passage(text, claim["span_start"], claim["span_end"])))
    _how(claim, text)


@st.fragment
def _how(claim: Row, text: str) -> None:
    """How the sentence was read, worked out only once somebody asks."""
    asked = st.expander(say("how.heading"), key=f"how_{claim['claim_id']}", on_change="rerun")
    if asked.open:
        asked.html(how(load.explanation(text, claim), claim["claim_id"]))
