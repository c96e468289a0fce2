"""The main page: headline figures, the timeline, the evidence of one event, strike counts, and the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from html import escape
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from dashboard import controls, figures, load, screen
from dashboard.components.strip import StripLabels, range_strip
from dashboard.components.zooms import Zoom, watch_zoom
from dashboard.datasets import is_published, title
from dashboard.drawing.geo_area import area_from_text, area_text
from dashboard.drawing.plan import MOST_SPANS
from dashboard.drawing.window import DAY, bulk_of
from dashboard.filters import Filtered
from dashboard.formats import number
from dashboard.state import without_filters
from dashboard.terms import as_html
from dashboard.texts import count, listed, say
from dashboard.views import evidence
from dashboard.views.chart import Chart, Mode, clicked, place
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.drawing.geo_area import Area
    from dashboard.drawing.geo_frame import Window
    from dashboard.figures import Headline
    from dashboard.store.told import Told
    from dashboard.views.view import View

ORDER = 1
LONG = 12
"""Characters from which on a figure is set smaller, so that it stays on one line."""
BINS = 240
"""Bars of the overview strip, at most."""
EPOCH = date(1970, 1, 1)
ZOOMED = ("chart_timeline", "chart_strike_counts")
MAP_MODES: tuple[Mode, ...] = ("points", "box", "lasso")
CIRCLE = 7
"""What a circle of the map says of itself that gathers several events: no event, its text, a part of the map, and
whether to look at that part or to keep what lies in it."""


def show(view: View) -> None:
    """The whole page."""
    controls.sidebar(view)
    screen.measure()
    st.title(say("head.name"), anchor=False)
    st.html(f'<p class="standfirst">{escape(say("head.what"))}</p>')
    controls.chips(view.selection)
    if not len(view.told):
        _nothing(view)
        if view.selection.event:
            evidence.section(view)
        return
    _headline(view)
    _strip(view)
    _timeline(view)
    evidence.section(view)
    _strike_counts(view)
    _map(view)
    watch_zoom(ZOOMED, on_change=_zoomed)


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


def _headline(view: View) -> None:
    """The figures of what is shown, of each data set by itself, with what it counts."""
    found = load.kept(f"headline {view.key}", lambda: figures.headline(view.told))
    names, also = view.told.datasets, _also(view)
    if len(names) < 2:
        st.html(f"{_figures(found)}{_of_dataset(view, names[0], also)}")
        return
    for name in names:
        head = f'<h2 class="dataset">{escape(title(name))}</h2>'
        of_it = [one for one in found if one.dataset == title(name)]
        st.html(f"{head}{_figures(of_it)}{_of_dataset(view, name)}")
    if also:
        st.html(f'<p class="note">{escape(also)}</p>')


def _figures(found: Sequence[Headline]) -> str:
    return f'<dl class="figures">{"".join(_figure(one) for one in found)}</dl>'


def _figure(one: Headline) -> str:
    value = one.value_text.removesuffix(f" {one.label.lower()}")
    is_known = any(character.isdigit() for character in value)
    kind = ("" if len(value) < LONG else ' class="long"') if is_known else ' class="unknown"'
    note = f"<small>{escape(one.note)}</small>" if one.note else ""
    return f"<div><dt>{escape(one.label)}</dt><dd{kind}>{escape(value)}{note}</dd></div>"


def _of_dataset(view: View, name: str, also: str = "") -> str:
    """How much of a data set is shown; of a published one also what it counts, and its terms."""
    about = ""
    if is_published(name):
        about = f'<p class="note">{escape(DATASETS[name].counts)} {as_html(DATASETS[name])}</p>'
    text = f"{_shown(view, name)} {also}".strip()
    return f'{about}<p class="shown">{escape(text)}</p>'


def _shown(view: View, name: str) -> str:
    table, cleared = view.everything.table, without_filters(view.selection)
    kept, whole = (Filtered(table, chosen, (name,)) for chosen in (view.selection, cleared))
    words = {
        "claims": count(kept.claims, "claim"),
        "events": count(len(kept.told), "event"),
        "claims_all": number(whole.claims),
        "events_all": number(len(whole.told)),
    }
    if len(kept.told) < len(whole.told):
        return say("head.part", **words)
    if kept.documents is None:
        return say("head.all_rows", **words)
    return say("head.all", **words, documents=count(kept.documents, "document"))


def _also(view: View) -> str:
    """What is loaded and not shown, and what could not be read."""
    others = [one.title for one in view.sets if one.name not in view.shown]
    missed = len(view.everything.problems)
    said = [
        say("head.others", titles=listed(others)) if others else "",
        say("head.problems", problems=count(missed, "problem")) if missed else "",
    ]
    return " ".join(text for text in said if text)


# The days that are shown


def _strip(view: View) -> None:
    """The overview of all days, with the window that every chart follows."""
    always = replace(view.selection, start=None, end=None)
    told = Filtered(view.everything.table, always, view.shown).told
    found = load.kept(f"strip {view.everything.token} {view.shown} {always}", partial(_overview, told))
    if found is None:
        return
    counts, first, last, left = found
    labels = StripLabels(
        say("overview.strip"), say("overview.strip_start"), say("overview.strip_end"), say("overview.strip_keys")
    )
    chosen = view.selection
    with st.container(key="overview_strip"):
        range_strip(
            counts, first, last, start=chosen.start, end=chosen.end, labels=labels, on_change=controls.choose_period
        )
        if said := " ".join(say(f"overview.strip_{name}", events=count(n, "event")) for name, n in left.items() if n):
            st.html(f'<p class="note">{escape(said)}</p>')


def _overview(told: Told) -> tuple[list[int], date, date, dict[str, int]] | None:
    """Events that may have begun in each bar of the strip, its first and last day, and how many events it leaves out:
    those without a date, and those far off from all others, which would squash the rest."""
    start = told.start[told.dated] if not told.dated.all() else told.start
    if not len(start):
        return None
    bulk = bulk_of(told)
    first, last = int(bulk.start // DAY), int(bulk.end // DAY)
    width = max(1, ceil((last + 1 - first) / BINS))
    bars = ceil((last + 1 - first) / width)
    bar = (start - first) // width
    counts = np.bincount(bar[(bar >= 0) & (bar < bars)], minlength=bars)
    end = first + width * bars - 1
    left = {"undated": len(told) - len(start), "before": int((bar < 0).sum()), "after": int((bar >= bars).sum())}
    return counts.tolist(), EPOCH + timedelta(days=first), EPOCH + timedelta(days=end), left


def _zoomed(zoom: Zoom) -> None:
    """The days that the reader zoomed to."""
    if "x" in zoom.moved:
        controls.choose_period(*((None, None) if zoom.x is None else _days(*zoom.x)))


def _days(first: float, last: float) -> tuple[date, date]:
    """The days that a stretch of milliseconds touches by more than a tenth."""
    start, end = round(first / DAY + 0.4), round(last / DAY - 0.6)
    return EPOCH + timedelta(days=start), EPOCH + timedelta(days=max(start, end))


# The charts


def _timeline(view: View) -> None:
    st.header(say("overview.timeline"), anchor=False)
    note = "timeline_note" if len(view.told) <= MOST_SPANS else "timeline_many"
    st.html(f'<p class="note">{escape(say(f"overview.{note}"))}</p>')
    controls.chart_choices("timeline", view.selection)
    place(Chart("timeline", _event_clicked), view)


def _strike_counts(view: View) -> None:
    st.header(say("overview.strike_counts"), anchor=False)
    st.html(f'<p class="note">{escape(say("overview.strike_counts_note"))}</p>')
    controls.chart_choices("strike_counts", view.selection)
    place(Chart("strike_counts", _bar_clicked), view)


def _map(view: View) -> None:
    st.header(say("overview.map"), anchor=False)
    st.html(f'<p class="note">{escape(say("overview.map_note"))}</p>')
    area, corners = area_from_text(view.selection.area), area_from_text(view.selection.window)
    chart = Chart("map", lambda: _map_clicked(chart.key), MAP_MODES, view.selection.area and f"_{view.selection.area}")
    place(chart, view)
    _looks((*corners[0], *corners[1]) if corners else None, area)


def _looks(window: Window | None, area: Area | None) -> None:
    """The ways to another part of the map."""
    steps = {
        "map_area": area_text(area) if area and len(area) == 2 and not window else "",
        "map_wider": _wider(window) if window else "",
    }
    with st.container(horizontal=True, key="map_looks"):
        for name, to in steps.items():
            if to:
                st.button(say(f"overview.{name}"), key=name, on_click=controls.look_at, args=(to,))
        if window:
            st.button(say("overview.map_whole"), key="map_whole", on_click=controls.look_at, args=("",))


def _event_clicked() -> None:
    """Open the event that was clicked in the timeline; a click beside every event changes nothing."""
    if found := clicked("timeline"):
        controls.open_event(str(found[0]))
        evidence.bring_into_sight()


def _bar_clicked() -> None:
    """Keep the days of the bar that was clicked in the strike counts."""
    if found := clicked("strike_counts"):
        controls.choose_period(date.fromisoformat(found[0]), date.fromisoformat(found[1]))


def _map_clicked(key: str) -> None:
    """Keep what lies in the box or the loop that was drawn; open the event that was clicked, or look closer."""
    selection = st.session_state[key].selection
    drawn = [one for one in (*selection.lasso, *selection.box) if one.get("xref", "x") == "x"]
    found = next((list(point["customdata"]) for point in selection.points if point.get("customdata")), [])
    if drawn:
        controls.choose_area(area_text(tuple(zip(drawn[0]["x"], drawn[0]["y"], strict=True))))
    elif found and found[0]:
        controls.open_event(str(found[0]))
        evidence.bring_into_sight()
    elif len(found) == CIRCLE:
        west, south, east, north = map(float, found[2:6])
        to = controls.look_at if found[6] == "zoom" else controls.choose_area
        to(area_text(((west, south), (east, north))))


def _wider(window: Window) -> str:
    """The part of the map twice as wide and high, as a link holds it."""
    west, south, east, north = window
    across, up = (east - west) / 2, (north - south) / 2
    corners = ((max(west - across, -180), max(south - up, -85)), (min(east + across, 180), min(north + up, 85)))
    return area_text(corners)
