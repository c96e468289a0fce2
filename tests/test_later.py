"""What waits for the charts: made after them where the page was there before, in its place, and after an error too."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def script(page: str, *, fails: bool = False) -> None:
    """A page of a chart between two parts that can wait."""
    from functools import partial

    import streamlit as st

    from dashboard.later import later

    def said(text: str) -> None:
        st.session_state.order = [*st.session_state.get("order", []), text]
        st.text(text)

    st.session_state.order = []
    with later(page) as after:
        after.put(partial(said, "controls"))
        said("chart")
        after.go_ahead()
        if fails:
            raise ValueError
        after.put(partial(said, "table"))


def run(app: AppTest, **given: Any) -> tuple[list[str], list[str]]:
    """What is seen from top to bottom, and in which order it was made."""
    app.args, app.kwargs = (given.pop("page"),), given
    app.run()
    return [text.value for text in app.text], list(app.session_state.order)


def opened() -> AppTest:
    return AppTest.from_function(script, args=("a",), default_timeout=30)


def test_a_page_that_is_opened_is_made_from_top_to_bottom() -> None:
    seen, made = run(opened(), page="a")
    assert seen == made == ["controls", "chart", "table"]


def test_what_can_wait_comes_after_the_chart_in_its_own_place() -> None:
    app = opened()
    run(app, page="a")
    seen, made = run(app, page="a")
    assert seen == ["controls", "chart", "table"]
    assert made == ["chart", "controls", "table"]


def test_nothing_waits_on_another_page() -> None:
    app = opened()
    run(app, page="a")
    assert run(app, page="b")[1] == ["controls", "chart", "table"]


def test_after_an_error_the_controls_are_there_all_the_same() -> None:
    app = opened()
    run(app, page="a")
    seen, made = run(app, page="a", fails=True)
    assert seen == ["controls", "chart"]
    assert made == ["chart", "controls"]
    assert app.exception
