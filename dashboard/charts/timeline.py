"""The timeline: one lane for each actor, place or type, each event a span of its possible days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

if TYPE_CHECKING:
    import pandas as pd


def build(
    claims: pd.DataFrame,
    *,
    lanes: str = "actor",
    theme: str = "light",
    selected: str | None = None,
    width_hint: int = 1100,
) -> go.Figure:
    """The timeline of a claim frame."""
    return go.Figure()
