"""The days that are shown: the overview strip, and what a zoom in a chart of time asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from dashboard import controls, load
from dashboard.components.strip import StripLabels, range_strip
from dashboard.drawing.window import DAY, bulk_of
from dashboard.epoch import date_of, days_to
from dashboard.filters import Filtered
from dashboard.state import FIRST_DAY, LAST_DAY
from dashboard.texts import count, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dashboard.components.zooms import Zoom
    from dashboard.store.told import Told
    from dashboard.views.view import View

BINS = 240
"""Bars of the overview strip, at most."""


def strip(view: View) -> None:
    """The overview of all days, with the window that every chart follows."""
    of_any_day = replace(view.selection, start=None, end=None)
    is_same = of_any_day == view.selection  # then it is filtered already
    always = view.filtered if is_same else Filtered(view.everything.table, of_any_day, view.shown)
    key = f"strip {view.everything.token} {view.shown} {of_any_day}"
    found = load.kept(key, lambda: _overview(always.told))  # filtered only where it is not known yet
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


def _overview(told: Told) -> tuple[list[float], date, date, dict[str, int]] | None:
    """Events that may have begun in each bar of the strip, its first and last day, and how many events it leaves out:
    those without a date, and those far off from all others, which would squash the rest."""
    start = told.start[told.dated] if not told.dated.all() else told.start
    if not len(start):
        return None
    bulk = bulk_of(told)
    first, last = int(bulk.start // DAY), int(bulk.end // DAY)
    before, after = start < first, start > last
    within = start[~(before | after)]
    counts = _in_bars(np.bincount(within - first, minlength=last + 1 - first))
    left = {"undated": len(told) - len(start), "before": int(before.sum()), "after": int(after.sum())}
    return counts, date_of(first), date_of(last), left


def _in_bars(daily: NDArray[np.integer]) -> list[float]:
    """The counts of days in at most BINS bars of equal width; a day that lies in two bars is shared between them."""
    edges = np.linspace(0, len(daily), min(BINS, len(daily)) + 1)
    so_far = np.concatenate([[0], np.cumsum(daily)])
    counts: list[float] = np.diff(np.interp(edges, np.arange(len(so_far)), so_far)).tolist()
    return counts


def zoomed(zoom: Zoom) -> None:
    """The days that the reader zoomed to."""
    if "x" in zoom.moved:
        controls.choose_period(*((None, None) if zoom.x is None else _days(*zoom.x)))


def _days(first: float, last: float) -> tuple[date, date]:
    """The days that a stretch of milliseconds touches by more than a tenth, as far as they can be chosen: out of a
    chart one can zoom beyond the first year."""
    start, end = round(first / DAY + 0.4), round(last / DAY - 0.6)
    return _day(start), _day(max(start, end))


def _day(number: int) -> date:
    return date_of(min(max(number, days_to(FIRST_DAY)), days_to(LAST_DAY)))
