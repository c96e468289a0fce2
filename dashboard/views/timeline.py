"""The main page: headline figures, the timeline, the evidence of one event, and strike counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import controls, export, figures, screen
from dashboard.caption import caption
from dashboard.charts import strike_counts, timeline
from dashboard.datasets import is_published, present, title
from dashboard.state import without_filters
from dashboard.terms import as_html
from dashboard.texts import count, listed, say
from dashboard.views import evidence
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.figures import Headline
    from dashboard.views.view import View


ORDER = 1
ROW = r":\d+$"
"""The number of a table's row, at the end of the name of its document."""
LONG = 12
"""Characters from which on a figure is set smaller, so that it stays on one line."""
FEW_BUTTONS = {"modeBarButtons": [["toImage", "resetScale2d"]]}
"""The mode bar of a phone has room for the camera and the way back from a zoom."""


def show(view: View) -> None:
    """The whole page."""
    controls.sidebar(view.options, view.selection, view.sets)
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
    if view.everything.claims.empty:
        st.info(f"**{say('overview.empty')}** {say('overview.empty_hint')}", icon=":material/inbox:")
        return
    if not view.shown:
        _only_when_asked_for(view)
        return
    hint = say("overview.nothing_hint", claims=count(len(view.loaded.claims), "claim"))
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
    found = figures.headline(view.claims)
    names, also = present(view.claims), _also(view)
    if len(names) < 2:
        st.html(f"{_figures(found)}{_of_dataset(view, names[0], also)}")
        return
    for name in names:
        head = f'<h4 class="dataset">{escape(title(name))}</h4>'
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
    kept, everything = (_ids(claims, name) for claims in (view.claims, view.loaded.claims))
    text = f"{_shown(kept, everything)} {also}".strip()
    return f'{about}<p class="shown">{escape(text)}</p>'


def _ids(claims: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """The events and documents of a data set's claims: whole rows are slow to copy."""
    return claims[["event_id", "document"]][(claims["dataset"] == dataset).to_numpy()]


def _shown(kept: pd.DataFrame, everything: pd.DataFrame) -> str:
    words = {
        "claims": count(len(kept), "claim"),
        "events": count(kept["event_id"].nunique(), "event"),
        "claims_all": f"{len(everything):,}",
        "events_all": f"{everything['event_id'].nunique():,}",
        "documents": count(kept["document"].str.replace(ROW, "", regex=True).nunique(), "document"),
    }
    return say("head.part" if len(kept) < len(everything) else "head.all", **words)


def _also(view: View) -> str:
    """What is loaded and not shown, and what could not be read."""
    others = [one.title for one in view.sets if one.name not in view.shown]
    missed = len(view.everything.problems)
    said = [
        say("head.others", titles=listed(others)) if others else "",
        say("head.problems", problems=count(missed, "problem")) if missed else "",
    ]
    return " ".join(text for text in said if text)


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
