"""What a chart must say of itself to stand alone: title, span, filters in words, sources, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.events import events
from dashboard.formats import listing, several, span

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.state import Selection


@dataclass(frozen=True)
class Caption:
    """The texts around a chart; any of them may be empty."""

    title: str
    subtitle: str
    filters: str
    span: str
    sources: str
    counts_line: str
    notes: tuple[str, ...] = ()


def caption(claims: pd.DataFrame, selection: Selection, *, total_claims: int, chart: str = "timeline") -> Caption:
    """The caption of ``chart`` (``timeline`` or ``strike_counts``) drawn from ``claims``, the filtered claim frame.

    ``total_claims``: rows of the frame before filtering.
    """
    told = events(claims)
    dated = told[told["date_start"].notna()]
    days = span(dated["date_start"].min().date(), dated["date_end"].max().date()) if len(dated) else ""
    return Caption(
        title="Timeline of events",
        subtitle=days,
        filters="",
        span=days,
        sources=listing(list(claims["source"].dropna().value_counts().index)),
        counts_line=several(len(told), "event"),
    )
