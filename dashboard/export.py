"""Figures to files: the picture that stands alone, and its PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

if TYPE_CHECKING:
    from dashboard.caption import Caption


def for_screen(figure: go.Figure, caption: Caption, *, theme: str = "light") -> go.Figure:
    """A copy of the figure that carries its caption: what the page shows and the mode bar's camera takes."""
    return go.Figure(figure)


def for_print(figure: go.Figure, caption: Caption, *, size: str = "print") -> go.Figure:
    """A copy of the figure, in the light theme, with title, span, filters, sources and counts, in one of the SIZES."""
    return go.Figure(figure)


def to_png(figure: go.Figure, *, width: int | None = None, height: int | None = None, scale: float = 3) -> bytes:
    """The figure as PNG bytes of ``width * scale`` by ``height * scale`` pixels."""
    return figure.to_image("png", width=width, height=height, scale=scale)


def camera_config(caption: Caption, figure: go.Figure) -> dict[str, Any]:
    """``config`` for ``st.plotly_chart``: the camera's file name, size and scale."""
    return {"displaylogo": False, "toImageButtonOptions": {"format": "png", "filename": "timeline", "scale": 3}}
