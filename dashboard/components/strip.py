"""The overview strip: the whole span of the data as a small histogram, and the window of it that the charts show."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.components import beside
from dashboard.epoch import days_to
from dashboard.words import words
from data_prep import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Days = tuple[date | None, date | None]
    Changed = Callable[[date | None, date | None], None]


@dataclass(frozen=True)
class StripLabels:
    """What a screen reader says: of the strip as a whole, of its two handles, and how the keys move them."""

    group: str
    start: str
    end: str
    keys: str


def range_strip(
    counts: Sequence[float],
    first: date,
    last: date,
    *,
    start: date | None,
    end: date | None,
    labels: StripLabels,
    key: str = "strip",
    on_change: Changed,
) -> Days | None:
    """Put the strip on the page and return the days that the reader chose just now, or None when it was not the strip.

    ``counts`` fall into bins of equal width, from the start of the day ``first`` to the end of the day ``last``; none
    is negative. ``start`` and ``end`` are the window to show, both inclusive; None means that it is open on that side.
    They win over what the strip shows whenever they change, so a Back button needs nothing else. A window that lies
    outside of the span is shown at the nearest day of it.

    ``on_change(start, end)`` is called before the page runs again, once for each drag (when the pointer is let go),
    each pause of 0.3 s after keys and each double click; the whole span is ``(None, None)``. Keep its two values where
    ``start`` and ``end`` come from. They are in ``st.session_state[key]["range"]["days"]`` too, as two ISO days or
    None, during that one run. Does not report inside ``st.form``. Raises UsageError where ``first`` is after ``last``
    or a count is negative or no number.
    """
    if first > last:
        raise UsageError(f"The strip's first day, {first}, is after its last, {last}.")
    if not all(0 <= count < math.inf for count in counts):
        raise UsageError("A strip's counts must be numbers from 0 upwards.")
    data = _sent(counts, (first, last), (start, end), labels) | {"heard": st.session_state.get(_heard(key), 0)}
    result = _strip()(key=key, data=data, on_range_change=partial(_report, key, on_change))
    return _days(result.get("range"))


def _sent(
    counts: Sequence[float], span: tuple[date, date], window: tuple[date | None, date | None], labels: StripLabels
) -> dict[str, Any]:
    """What the strip draws, as the browser is told it."""
    return {
        "counts": [round(float(count), 3) for count in counts],
        **dict(zip(("first", "last", "start", "end"), map(_number, (*span, *window)), strict=True)),
        "months": words("formats")["months"].split("|"),
        "labels": asdict(labels),
    }


def _report(key: str, on_change: Changed) -> None:
    report = st.session_state[key].get("range")
    days = _days(report)
    if days is not None:
        st.session_state[_heard(key)] = int(report["n"])
        on_change(*days)


def _days(report: dict[str, Any] | None) -> Days | None:
    if not report:
        return None
    start, end = (date.fromisoformat(day) if day else None for day in report["days"])
    return start, end


def _heard(key: str) -> str:
    """Where the number of the last report is kept; the strip holds on to its own window until its report is heard."""
    return f"_{key}_heard"


def _number(day: date | None) -> int | None:
    """Days since 1 January 1970."""
    return None if day is None else days_to(day)


@cache
def _strip() -> Any:
    return st.components.v2.component("range_strip", js=beside("strip.js"), css=beside("strip.css"))
