"""Figures put together from plain dictionaries.

plotly checks every property of every trace, which takes longer than all else that a chart does. Here nothing is checked
while a page waits: the tests put every figure through plotly's own checks instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import plotly.graph_objects as go
from _plotly_utils.utils import convert_to_base64

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Trace: TypeAlias = "dict[str, Any]"
"""A trace as plotly's JSON has it, with its ``type``; arrays may be numpy's."""


def trace(type: str, **properties: Any) -> Trace:
    """A trace of this type (``bar``, ``scatter``, ``heatmap``)."""
    return {"type": type, **properties}


class Figure(go.Figure):  # type: ignore[misc] # plotly has no types
    """A plotly figure that is not checked, and hands out what it holds without a copy: change neither."""

    def to_dict(self) -> dict[str, Any]:
        """The figure as plotly's JSON has it, arrays in base64."""
        found = {"data": self._data, "layout": self._layout}
        convert_to_base64(found)
        return found


def figure(traces: Iterable[Trace], layout: Mapping[str, Any]) -> Figure:
    """A figure of these traces, in this order."""
    return Figure({"data": list(traces), "layout": dict(layout)}, _validate=False)


def redrawn(drawn: go.Figure, **layout: Any) -> Figure:
    """The same traces with some properties of the layout put in place of its own."""
    held = drawn.to_dict()
    return figure(held["data"], {**held["layout"], **layout})
