"""Strike counts: bars per day, week or month with both bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

if TYPE_CHECKING:
    import pandas as pd


def build(
    claims: pd.DataFrame,
    *,
    measure: str = "events",
    unit: str = "auto",
    stack: str = "none",
    theme: str = "light",
    width_hint: int = 1100,
) -> go.Figure:
    """The counts of one measure of a claim frame."""
    return go.Figure()
