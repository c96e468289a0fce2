"""The main page: headline figures, the timeline, the evidence of one event, strike counts, and the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import controls, screen
from dashboard.chips import chips
from dashboard.components.zooms import watch_zoom
from dashboard.drawing.plan import MOST_SPANS
from dashboard.later import later
from dashboard.sidebar import sidebar
from dashboard.state import without_filters
from dashboard.texts import count, say
from dashboard.views import days, evidence, headline, places
from dashboard.views.chart import Chart, clicked, place
from data_prep import DATASETS

if TYPE_CHECKING:
    from dashboard.later import Later
    from dashboard.views.view import View

ORDER = 1
ZOOMED = ("chart_timeline", "chart_strike_counts")


def show(view: View) -> None:
    """The whole page."""
    with later("timeline") as after:
        _page(view, after)


def _page(view: View, after: Later) -> None:
    after.do(partial(sidebar, view))
    screen.measure()
    st.title(say("head.name"), anchor=False)
    st.html(f'<p class="standfirst">{escape(say("head.what"))}</p>')
    with st.container():  # always one place, filters or none: whatever moves by a place is drawn anew by the browser
        chips(view.selection)
    if not len(view.told):
        _nothing(view)
        if view.selection.event:
            evidence.section(view)
        return
    with st.container():
        headline.section(view)
    with st.container():
        days.strip(view)
    _timeline(view, after)
    after.put(partial(evidence.section, view))
    _strike_counts(view, after)
    places.section(view, after)
    watch_zoom(ZOOMED, on_change=days.zoomed)


def _nothing(view: View) -> None:
    told = view.everything.table.told
    if not len(told):
        st.info(f"**{say('overview.empty')}** {say('overview.empty_hint')}", icon=":material/inbox:")
        return
    if not view.shown:
        _only_when_asked_for(view)
        return
    hint = say("overview.nothing_hint", claims=count(int(view.whole.column("claims").sum()), "claim"))
    st.info(f"**{say('overview.nothing')}** {hint}", icon=":material/filter_alt_off:")
    cleared = without_filters(view.selection)
    st.button(say("controls.clear"), key="clear_nothing", type="primary", on_click=controls.change, args=(cleared,))


def _only_when_asked_for(view: View) -> None:
    """All that is loaded is a data set that is in no count unless somebody lets it in."""
    one = view.sets[0]
    hint = say("overview.asked_for_hint", claims=count(one.claims, "row"), counts=DATASETS[one.name].counts)
    st.info(f"**{say('overview.asked_for', title=one.title)}** {controls.plain(hint)}", icon=":material/info:")
    chosen = replace(view.selection, dataset=one.name)
    label = say("overview.ask_for", title=one.title)
    st.button(label, key="ask_for", type="primary", on_click=controls.change, args=(chosen,))


def _timeline(view: View, after: Later) -> None:
    st.header(say("overview.timeline"), anchor=False)
    note = "timeline_note" if len(view.told) <= MOST_SPANS else "timeline_many"
    st.html(f'<p class="note">{escape(say(f"overview.{note}"))}</p>')
    after.put(partial(controls.chart_choices, "timeline", view.selection))
    place(Chart("timeline", _event_clicked), view, after)


def _strike_counts(view: View, after: Later) -> None:
    st.header(say("overview.strike_counts"), anchor=False)
    st.html(f'<p class="note">{escape(say("overview.strike_counts_note"))}</p>')
    after.put(partial(controls.chart_choices, "strike_counts", view.selection))
    place(Chart("strike_counts", _bar_clicked), view, after)


def _event_clicked() -> None:
    """Open the event that was clicked in the timeline; a click beside every event changes nothing."""
    if found := clicked("timeline"):
        controls.open_event(str(found[0]))
        evidence.bring_into_sight()


def _bar_clicked() -> None:
    """Keep the days of the bar that was clicked in the strike counts."""
    if found := clicked("strike_counts"):
        controls.choose_period(date.fromisoformat(found[0]), date.fromisoformat(found[1]))
