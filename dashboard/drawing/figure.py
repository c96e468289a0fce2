"""Figures put together from plain dictionaries.

plotly checks every property of every trace, which takes longer than all else that a chart does. Here nothing is checked
while a page waits: the tests put every figure through plotly's own checks instead.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import plotly.graph_objects as go

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Trace: TypeAlias = "dict[str, Any]"
"""A trace as plotly's JSON has it, with its ``type``; arrays may be numpy's."""


def trace(type: str, **properties: Any) -> Trace:
    """A trace of this type (``bar``, ``scatter``, ``heatmap``)."""
    return {"type": type, **properties}


_ONE_AT_A_TIME = RLock()
"""Held while plotly makes a figure ready, which another thread must not see half done."""


class Figure(go.Figure):  # type: ignore[misc] # plotly has no types
    """A plotly figure that is not checked, and hands out what it holds without a copy: change neither.

    plotly copies a figure more than once to make itself ready for changes. Here it does so when it is first asked for
    anything but the figure itself: by tests, and by whoever takes a chart further in Python.
    """

    def __init__(self, traces: Iterable[Trace], layout: Mapping[str, Any]) -> None:
        self._data = list(traces)
        self._layout = {**layout, "template": {}}  # else plotly puts in its own look

    def __getattr__(self, name: str) -> Any:
        """What plotly's own class holds, which is not there before it is made ready."""
        if name.startswith("__") or name in ("_data", "_layout"):
            raise AttributeError(name)
        with _ONE_AT_A_TIME:
            if "_is_ready" in self.__dict__ or "_data_objs" in self.__dict__:
                return object.__getattribute__(self, name)
            super().__init__({"data": self._data, "layout": self._layout}, _validate=False)
            self.__dict__["_is_ready"] = True
        return getattr(self, name)

    def __reduce__(self) -> tuple[Any, ...]:
        """How a figure is copied and pickled."""
        return type(self), (self._data, self._layout)

    def to_dict(self) -> dict[str, Any]:
        """The figure as plotly's JSON has it, arrays as lists."""
        return {"data": [_listed(one) for one in self._data], "layout": self._layout}


class Sent(Figure):
    """A figure on its way to Streamlit's page, which draws every figure twice.

    plotly leaves the second drawing out where nothing differs from the first, but takes some things to differ from
    themselves: arrays in base64, an empty template, ``meta``. Here are none of them.
    """

    def to_dict(self) -> dict[str, Any]:
        """The figure as the page gets it; a click selects, as Streamlit would set it for the second drawing."""
        held = super().to_dict()
        layout = {name: value for name, value in held["layout"].items() if name not in ("meta", "template")}
        return {"data": held["data"], "layout": {"datarevision": 1, "clickmode": "event+select", **layout}}


def figure(traces: Iterable[Trace], layout: Mapping[str, Any]) -> Figure:
    """A figure of these traces, in this order."""
    return Figure(traces, layout)


def held(drawn: Figure, name: str) -> Any:
    """One entry of the layout, as the figure was put together; KeyError where there is none."""
    return drawn._layout[name]


def redrawn(drawn: Figure, **layout: Any) -> Figure:
    """The same traces with some properties of the layout put in place of its own."""
    return Figure(drawn._data, {**drawn._layout, **layout})


def redrawn_traces(drawn: Figure, type: str, **properties: Any) -> Figure:
    """The same figure with some properties of all traces of one type put in place of their own."""
    return Figure([{**one, **properties} if one["type"] == type else one for one in drawn._data], drawn._layout)


def sent(drawn: Figure) -> Sent:
    """The figure for ``st.plotly_chart``."""
    return Sent(drawn._data, drawn._layout)


def _listed(value: Any) -> Any:
    """A copy of a trace, or of a part of it, with lists in place of numpy's arrays, None in place of NaN."""
    if isinstance(value, dict):
        return {name: _listed(part) for name, part in value.items()}
    if not isinstance(value, np.ndarray):
        return value
    found = value.astype(object)
    if value.dtype.kind == "f":
        found[np.isnan(value)] = None
    return found.tolist()
