"""The overview strip and the zoom bridge without a browser: what they send to the page, and what they refuse."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.components import beside
from dashboard.components.strip import StripLabels, range_strip
from data_prep import UsageError

LABELS = StripLabels("Events over time", "First day", "Last day", "Arrow keys move by a week")
EPOCH = date(1970, 1, 1)


def sent(app: Any) -> dict[str, Any]:
    """The data of the only component that an app puts on its page."""
    at = AppTest.from_function(app).run()
    assert not at.exception
    (part,) = at.get("bidi_component")
    return json.loads(part.proto.json or part.proto.mixed.json)


def test_the_strip_sends_days_counted_from_1970_and_open_sides_as_none() -> None:
    def app() -> None:
        from datetime import date

        from dashboard.components.strip import StripLabels, range_strip

        labels = StripLabels("Events over time", "First day", "Last day", "Arrow keys move by a week")
        days = (date(1970, 1, 1), date(1970, 12, 31))
        range_strip([0, 2.5], *days, start=date(1969, 12, 31), end=None, labels=labels, on_change=lambda *_: None)

    found = sent(app)
    assert (found["counts"], found["first"], found["last"]) == ([0, 2.5], 0, 364)
    assert (found["start"], found["end"], found["heard"]) == (-1, None, 0)
    assert found["labels"]["start"] == "First day"
    assert (len(found["months"]), found["months"][2]) == (12, "March")


def test_the_strip_returns_nothing_when_nobody_moved_it() -> None:
    result = range_strip([1], EPOCH, EPOCH, start=None, end=None, labels=LABELS, on_change=lambda *_: None)
    assert result is None


@given(st.dates(), st.timedeltas(min_value=timedelta(days=1), max_value=timedelta(days=9999)))
def test_a_span_that_ends_before_it_begins_is_refused(first: date, days: timedelta) -> None:
    last = first - min(days, first - date.min)
    if last == first:
        return
    with pytest.raises(UsageError, match="is after its last"):
        range_strip([1], first, last, start=None, end=None, labels=LABELS, on_change=lambda *_: None)


@pytest.mark.parametrize("count", [-1, float("nan"), float("inf")])
def test_a_count_that_is_no_count_is_refused(count: float) -> None:
    with pytest.raises(UsageError, match="counts"):
        range_strip([1, count], EPOCH, EPOCH, start=None, end=None, labels=LABELS, on_change=lambda *_: None)


def test_the_bridge_names_the_charts_that_it_watches() -> None:
    def app() -> None:
        from dashboard.components.zooms import watch_zoom

        watch_zoom(["chart_timeline", "chart_strikes"], on_change=lambda _: None)

    assert sent(app) == {"charts": ["chart_timeline", "chart_strikes"]}


def test_the_copy_button_sends_its_text_as_it_is() -> None:
    def app() -> None:
        from dashboard.components.copy import CopyLabels, copy_button

        copy_button('"Twelve" <b>\n', labels=CopyLabels("Copy", "Copied", "Copy it from here"), key="cite")

    assert sent(app)["text"] == '"Twelve" <b>\n'


@pytest.mark.parametrize("name", ["strip.js", "zooms.js", "copy.js"])
def test_a_script_loses_its_comments_and_nothing_else(name: str) -> None:
    text = beside(name)
    assert "export default function" in text
    assert not [line for line in text.splitlines() if line.startswith(("//", "/*", " "))]
    assert text.count("{") == text.count("}")
