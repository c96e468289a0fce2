"""The main page: headline figures, the timeline, the evidence of one event, and strike counts."""

from __future__ import annotations

from datetime import date
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import controls, export, figures, screen
from dashboard.caption import caption
from dashboard.charts import strike_counts, timeline
from dashboard.state import without_filters
from dashboard.texts import count, say
from dashboard.views import evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    import plotly.graph_objects as go

    from dashboard.figures import Headline
    from dashboard.views.view import View


ORDER = 1
FEW_BUTTONS = {"modeBarButtons": [["toImage", "resetScale2d"]]}
"""The mode bar of a phone has room for the camera and the way back from a zoom."""


def show(view: View) -> None:
    """The whole page."""
    controls.sidebar(view.options, view.selection)
    screen.measure()
    st.title(say("head.name"), anchor=False)
    st.html(f'<p class="standfirst">{escape(say("head.what"))}</p>')
    controls.chips(view.selection, view.options)
    if view.claims.empty:
        _nothing(view)
        if view.selection.event:
            evidence.section(view)
        return
    _headline(view)
    _timeline(view)
    evidence.section(view)
    _strike_counts(view)


def _nothing(view: View) -> None:
    if view.loaded.claims.empty:
        st.info(f"**{say('overview.empty')}** {say('overview.empty_hint')}", icon=":material/inbox:")
        return
    hint = say("overview.nothing_hint", claims=count(len(view.loaded.claims), "claim"))
    st.info(f"**{say('overview.nothing')}** {hint}", icon=":material/filter_alt_off:")
    cleared = without_filters(view.selection)
    st.button(say("controls.clear"), key="clear_nothing", type="primary", on_click=controls.change, args=(cleared,))


def _headline(view: View) -> None:
    found = figures.headline(view.claims)
    items = "".join(_figure(one) for one in found)
    st.html(f'<dl class="figures">{items}</dl><p class="shown">{escape(_shown(view))}</p>')


def _figure(one: Headline) -> str:
    label = f"{one.dataset}: {one.label}" if one.dataset else one.label
    value = one.value_text.removesuffix(f" {one.label.lower()}")
    unknown = ' class="unknown"' if not any(character.isdigit() for character in value) else ""
    note = f"<small>{escape(one.note)}</small>" if one.note else ""
    return f"<div><dt>{escape(label)}</dt><dd{unknown}>{escape(value)}{note}</dd></div>"


def _shown(view: View) -> str:
    kept, everything = view.claims, view.loaded.claims
    words = {
        "claims": count(len(kept), "claim"),
        "events": count(kept["event_id"].nunique(), "event"),
        "claims_all": f"{len(everything):,}",
        "events_all": f"{everything['event_id'].nunique():,}",
        "documents": count(kept["document"].str.rsplit(":", n=1).str[0].nunique(), "document"),
    }
    text = say("head.part" if len(kept) < len(everything) else "head.all", **words)
    missed = len(view.loaded.problems)
    return f"{text} {say('head.problems', problems=count(missed, 'problem'))}" if missed else text


def _timeline(view: View) -> None:
    st.header(say("overview.timeline"), anchor=False)
    st.html(f'<p class="note">{escape(say("overview.timeline_note"))}</p>')
    controls.chart_choices("timeline")
    chosen = view.selection
    draw = partial(timeline.build, view.claims, lanes=chosen.lanes, selected=chosen.event)
    _chart("timeline", draw, view, on_select=_event_clicked)


def _strike_counts(view: View) -> None:
    st.header(say("overview.strike_counts"), anchor=False)
    st.html(f'<p class="note">{escape(say("overview.strike_counts_note"))}</p>')
    controls.chart_choices("strike_counts")
    chosen = view.selection
    draw = partial(strike_counts.build, view.claims, measure=chosen.measure, unit=chosen.unit, stack=chosen.stack)
    _chart("strike_counts", draw, view, on_select=_bar_clicked)


def _chart(name: str, draw: Callable[..., go.Figure], view: View, *, on_select: Callable[[], None]) -> None:
    """A chart with its caption, and a button for its PNG. It is built light: the style sheet darkens it on screen."""
    words = caption(view.claims, view.selection, total_claims=len(view.loaded.claims), chart=name)
    figure = export.for_screen(draw(width_hint=screen.width()), words)
    st.plotly_chart(
        figure,
        key=f"chart_{name}",
        theme=None,
        config=export.camera_config(words, figure) | (FEW_BUTTONS if screen.width() < screen.NARROW else {}),
        on_select=on_select,
        selection_mode="points",
        alt=f"{words.title}. {words.span}. {words.counts_line}",
    )
    _png_button(name, lambda: export.to_png(export.for_print(draw(width_hint=export.PRINT_WIDTH), words)))


def _png_button(name: str, data: Callable[[], bytes]) -> None:
    """The picture is drawn when the button is clicked, and only then."""
    if export.browser() is None:
        st.caption(say("overview.no_browser"))
        return
    st.download_button(
        say("overview.download_png"),
        data=data,
        file_name=f"{name.replace('_', '-')}.png",
        mime="image/png",
        key=f"png_{name}",
        on_click="ignore",
        icon=":material/download:",
    )


def _event_clicked() -> None:
    """Open the event that was clicked in the timeline; a click beside every event changes nothing."""
    if found := _clicked_data("chart_timeline"):
        controls.open_event(str(found[0]))
        evidence.bring_into_sight()


def _bar_clicked() -> None:
    """Keep the days of the bar that was clicked in the strike counts."""
    if found := _clicked_data("chart_strike_counts"):
        controls.choose_period(date.fromisoformat(found[0]), date.fromisoformat(found[1]))


def _clicked_data(chart: str) -> list[Any]:
    """What the chart says of the point that was clicked; nothing where nothing was."""
    points = st.session_state[chart].selection.points
    return next((list(point["customdata"]) for point in points if point.get("customdata")), [])
