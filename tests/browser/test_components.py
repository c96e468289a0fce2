"""The overview strip and the zoom bridge on a page of their own, as a reader works them in Chromium."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from benchmarks.serve import ROOT, streamlit
from tests.browser.waits import ENDED, answered, becomes, comes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    Opened = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("components")]  # one worker, so one server and one browser

APP = """
import json
import math
import time
from datetime import date

import plotly.graph_objects as go
import streamlit as st

from dashboard.components.strip import StripLabels, range_strip
from dashboard.components.zooms import watch_zoom

FIRST, LAST = date(2011, 3, 1), date(2018, 12, 31)
LABELS = StripLabels("Events over time", "First day", "Last day", "Arrow keys move by a week")
st.set_page_config(layout="wide")
state = st.session_state
state.setdefault("days", (None, None))
for name in ("told", "moves"):
    state.setdefault(name, [])


def chosen(start, end):
    held = state.get("refuse")
    state.told = [*state.told, [str(start), str(end), state["strip"]["range"]["days"]]]
    state.days = state.days if held else (start, end)


def zoomed(zoom):
    state.moves = [*state.moves, [zoom.chart, zoom.x, zoom.y, sorted(zoom.moved)]]


def give(start, end):
    state.days = (start, end)


def start_anew():
    state.update(days=(None, None), told=[], moves=[], drawn=0, refuse=False, away=False, slow=False)


st.html("<style>.stApp pre { white-space: pre-wrap; }</style>")
st.toggle("refuse", key="refuse")
st.toggle("away", key="away")
if st.toggle("slow", key="slow"):
    time.sleep(0.7)
st.button("start anew", on_click=start_anew)
st.button("give 2014", on_click=give, args=(date(2014, 1, 1), date(2014, 12, 31)))
st.button("give all", on_click=give, args=(None, None))
st.button("draw anew", on_click=lambda: state.update(drawn=state.get("drawn", 0) + 1))
bell = [math.exp(-(((at - 120) / 60) ** 2)) for at in range(240)]
counts = [round(900 * high * abs(math.sin(at * 1.7))) if at % 9 else 0 for at, high in enumerate(bell)]
result = None
if not state.away:
    result = range_strip(counts, FIRST, LAST, start=state.days[0], end=state.days[1], labels=LABELS, on_change=chosen)
days = [1.4e12 + 86_400_000 * at for at in range(100)]
for chart in ("first", "second"):
    figure = go.Figure(go.Scatter(x=days, y=[at % 7 + state.get("drawn", 0) for at in range(100)]))
    figure.update_layout(xaxis_type="date", height=260, margin={"t": 40})
    if chart == "second":
        figure.update_layout(xaxis_range=[days[10], days[60]])
    st.plotly_chart(figure, key=f"chart_{chart}", config={"scrollZoom": True, "displayModeBar": True})
watch_zoom(["chart_first", "chart_second", "chart_absent"], on_change=zoomed)
days, returned = ([str(day) for day in pair] if pair else None for pair in (state.days, result))
drawn = state.get("drawn", 0)
shown = {"days": days, "told": state.told, "zooms": state.moves, "drawn": drawn, "returned": returned}
st.code(json.dumps(shown), language=None)
"""
ALL = ("1 March 2011", "31 December 2018")
YEAR = ("1 January 2014", "31 December 2014")
SHOWN = "[data-testid=stCode] code"
DRAWN = "document.querySelectorAll('.js-plotly-plot .main-svg .subplot').length === 2"
QUIET = 500
"""Milliseconds after which whatever would be reported has been."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with both parts that prints what the server holds."""
    script = tmp_path_factory.mktemp("demo") / "demo.py"
    script.write_text(APP, encoding="utf-8")
    with streamlit(script, environment={**os.environ, "PYTHONPATH": str(ROOT)}) as address:
        yield address


@pytest.fixture(scope="module")
def visit(context: BrowserContext, browser: Browser, demo: str) -> Iterator[Opened]:
    """Opens the page in a tab, on a phone if asked; holds at the end that no script failed."""
    errors: list[str] = []
    phones = []

    def open_page(*, phone: bool = False) -> Page:
        if phone:
            phones.append(browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True))
        page = phones[-1].new_page() if phone else context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(demo)
        drawn(page)
        return page

    yield open_page
    for one in phones:
        one.close()
    assert errors == []


def drawn(page: Page) -> None:
    page.wait_for_function(DRAWN)
    page.locator(".strip .all[d]").wait_for(state="attached")
    settle(page)


@pytest.fixture(scope="module")
def tab(visit: Opened) -> Page:
    """One tab that most tests use, one after the other."""
    return visit()


@pytest.fixture
def strip(tab: Page) -> Page:
    """The tab, with everything on the page but the zoom of the charts as it was at the start."""
    tab.set_viewport_size({"width": 1400, "height": 1000})
    give(tab, "start anew")
    tab.locator(".strip .all[d]").wait_for(state="attached")
    becomes(tab, lambda: values(tab), ALL)
    return tab


@pytest.fixture
def charts(tab: Page) -> Page:
    """The tab with its page opened anew."""
    tab.set_viewport_size({"width": 1400, "height": 1000})
    tab.reload()
    drawn(tab)
    return tab


def settle(page: Page) -> None:
    page.wait_for_timeout(QUIET)
    page.wait_for_function(ENDED)


def held(page: Page, *, told: int = 0, zooms: int = 0) -> dict[str, Any]:
    """What the server holds, once it has been told so often at least, and nothing more is on its way."""
    comes(page, lambda: printed(page), lambda found: len(found["told"]) >= told and len(found["zooms"]) >= zooms)
    settle(page)
    return printed(page)


def printed(page: Page) -> dict[str, Any]:
    """What the page says that the server holds, now."""
    return json.loads(page.locator(SHOWN).inner_text())


def handle(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def values(page: Page) -> tuple[str | None, ...]:
    """The words of both handles."""
    return tuple(handle(page, name).get_attribute("aria-valuetext") for name in ("First day", "Last day"))


def middle(where: Locator) -> tuple[float, float]:
    box = where.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def ground(page: Page, share: float) -> tuple[float, float]:
    """A point of the strip, at a share of its span."""
    box = page.locator(".strip .plot").bounding_box()
    assert box
    return box["x"] + box["width"] * share, box["y"] + 10


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


def touch(page: Page, path: list[tuple[float, float]]) -> None:
    """A finger goes down at the first point of a path, along it, and up at the last."""
    session = page.context.new_cdp_session(page)
    points = [[{"x": x, "y": y}] for x, y in path]
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[0]})
    for point in points[1:]:
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": point})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def give(page: Page, name: str) -> None:
    answered(page, page.get_by_role("button", name=name).click)


def switch(page: Page, name: str) -> None:
    answered(page, page.get_by_text(name).click)


def in_plot(page: Page, chart: str, across: float, down: float) -> tuple[float, float]:
    box = page.locator(f".st-key-{chart} .js-plotly-plot .nsewdrag").first.bounding_box()
    assert box
    return box["x"] + box["width"] * across, box["y"] + box["height"] * down


def test_nothing_is_told_before_the_reader_moves_anything(charts: Page) -> None:
    page = charts
    becomes(page, lambda: values(page), ALL)
    give(page, "draw anew")
    assert held(page) == {"days": ["None", "None"], "told": [], "zooms": [], "drawn": 1, "returned": None}


def test_a_dragged_handle_is_told_once_when_let_go(strip: Page) -> None:
    page = strip
    start = handle(page, "First day").locator("i")
    box = page.locator(".strip .plot").bounding_box()
    assert box
    page.mouse.move(*middle(start))
    page.mouse.down()
    for share in (0.1, 0.3, 0.2):
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + 20)
    assert held(page)["told"] == []
    page.mouse.up()
    found = held(page, told=1)
    day = found["days"][0]
    assert day.startswith("2012-09-2")
    assert found["told"] == [[day, "None", [day, None]]]
    assert found["returned"] == [day, "None"]
    assert values(page) == (f"{day[-2:]} September 2012", "31 December 2018")


def test_handles_do_not_pass_each_other(strip: Page) -> None:
    page = strip
    give(page, "give 2014")
    becomes(page, lambda: values(page), YEAR)
    drag(page, middle(handle(page, "First day").locator("i")), ground(page, 0.95))
    assert held(page, told=1)["days"] == ["2014-12-31", "2014-12-31"]


def test_a_drag_on_empty_ground_chooses_anew_and_the_window_can_be_moved(strip: Page) -> None:
    page = strip
    drag(page, ground(page, 0.5), ground(page, 0.25))
    first = held(page, told=1)["days"]
    assert first[0][:4] == "2013"
    assert first[1][:4] == "2015"
    drag(page, ground(page, 0.4), ground(page, 0.5))
    moved = held(page, told=2)
    assert [day > before for day, before in zip(moved["days"], first, strict=True)] == [True, True]
    drag(page, ground(page, 0.5), ground(page, 1.2))
    assert held(page, told=3)["days"][1] == "None"
    drag(page, ground(page, 0.1), ground(page, 0.2))
    anew = held(page, told=4)
    assert anew["days"][0][:4] == "2011"
    assert len(anew["told"]) == 4


def test_a_double_click_shows_all_and_a_click_nothing_new(strip: Page) -> None:
    page = strip
    page.mouse.click(*ground(page, 0.5))
    page.mouse.dblclick(*ground(page, 0.5))
    assert held(page)["told"] == []
    give(page, "give 2014")
    becomes(page, lambda: values(page), YEAR)
    page.mouse.dblclick(*ground(page, 0.1))
    found = held(page, told=1)
    assert found["told"] == [["None", "None", [None, None]]]
    becomes(page, lambda: values(page), ALL)


def test_keys_move_a_handle_and_are_told_together_after_a_pause(strip: Page) -> None:
    page = strip
    give(page, "give 2014")
    becomes(page, lambda: values(page), YEAR)
    handle(page, "First day").focus()
    for key in ("ArrowRight", "ArrowRight", "PageUp", "ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert values(page)[0] == "20 March 2014"
    assert held(page, told=1)["told"] == [["2014-03-20", "2014-12-31", ["2014-03-20", "2014-12-31"]]]
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    assert held(page, told=2)["days"] == ["2014-03-20", "2014-03-20"]
    page.keyboard.press("End")
    assert held(page, told=3)["days"] == ["2014-03-20", "None"]
    page.keyboard.press("Escape")
    assert held(page, told=4)["days"] == ["None", "None"]
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.getAttribute('aria-label')") == "Last day"


def test_tab_reaches_both_handles_in_order_and_the_focus_is_seen(strip: Page) -> None:
    page = strip
    page.get_by_role("button", name="draw anew").focus()
    for name in ("First day", "Last day"):
        page.keyboard.press("Tab")
        assert page.locator(".handle:focus-visible").get_attribute("aria-label") == name
        outline = page.locator(".handle:focus-visible i").evaluate("grip => getComputedStyle(grip).outlineWidth")
        assert outline == "2px"
    page.keyboard.press("Shift+Tab")
    assert page.locator(".handle:focus-visible").get_attribute("aria-label") == "First day"


def test_leaving_a_handle_tells_at_once(strip: Page) -> None:
    page = strip
    handle(page, "First day").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert held(page, told=1)["told"] == [["2011-03-08", "None", ["2011-03-08", None]]]


def test_a_handle_says_what_it_is(strip: Page) -> None:
    page = strip
    give(page, "give 2014")
    becomes(page, lambda: values(page), YEAR)
    start, end = handle(page, "First day"), handle(page, "Last day")
    names = ("aria-valuemin", "aria-valuenow", "aria-valuemax", "tabindex", "aria-description")
    keys = "Arrow keys move by a week"
    assert [start.get_attribute(name) for name in names] == ["15034", "16071", "16435", "0", keys]
    assert [end.get_attribute(name) for name in names] == ["16071", "16435", "17896", "0", keys]
    expect(page.get_by_role("group", name="Events over time")).to_have_count(1)


def test_the_servers_window_is_shown_and_not_told_back(strip: Page) -> None:
    page = strip
    give(page, "give 2014")
    becomes(page, lambda: values(page), YEAR)
    give(page, "give all")
    becomes(page, lambda: values(page), ALL)
    assert held(page)["told"] == []


def test_a_choice_that_the_server_refuses_is_taken_back(strip: Page) -> None:
    page = strip
    give(page, "give 2014")
    switch(page, "refuse")
    for times in (1, 2):
        drag(page, ground(page, 0.7), ground(page, 0.9))
        assert len(held(page, told=times)["told"]) == times
        becomes(page, lambda: values(page), YEAR)


def test_a_strip_that_was_away_works_again(strip: Page) -> None:
    page = strip
    drag(page, ground(page, 0.7), ground(page, 0.9))
    before = held(page, told=1)["days"]
    switch(page, "away")
    page.locator(".strip").wait_for(state="detached")
    switch(page, "away")
    page.locator(".strip .all[d]").wait_for(state="attached")
    drag(page, middle(handle(page, "Last day").locator("i")), ground(page, 0.8))
    after = held(page, told=2)
    assert after["days"][0] == before[0]
    assert after["days"][1] < before[1]
    assert len(after["told"]) == 2


def test_the_strip_keeps_its_elements_when_the_page_runs_again(strip: Page) -> None:
    page = strip
    page.locator(".strip").evaluate("strip => { strip.kept = 1; }")
    give(page, "give 2014")
    drag(page, ground(page, 0.7), ground(page, 0.9))
    held(page, told=1)
    expect(page.locator(".strip")).to_have_count(1)
    assert page.locator(".strip").evaluate("strip => strip.kept") == 1


def test_a_finger_on_a_phone_drags_a_handle_and_everything_fits(visit: Opened) -> None:
    page = visit(phone=True)
    box = page.locator(".strip").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    x, y = middle(handle(page, "First day").locator("i"))
    touch(page, [(x + step * 20, y) for step in range(6)])
    found = held(page, told=1)
    assert len(found["told"]) == 1
    assert found["days"][0] > "2013"
    assert found["days"][0].endswith("-01")


def test_a_finger_that_scrolls_chooses_nothing(visit: Opened) -> None:
    page = visit(phone=True)
    page.set_viewport_size({"width": 390, "height": 500})
    page.locator(".strip").scroll_into_view_if_needed()
    x, y = ground(page, 0.4)
    touch(page, [(x + step, y - step * 15) for step in range(12)])
    assert held(page)["told"] == []
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") > 50
    assert values(page) == ("1 Mar 2011", "31 Dec 2018")


def test_escape_takes_a_drag_back(strip: Page) -> None:
    page = strip
    page.mouse.move(*middle(handle(page, "First day").locator("i")))
    page.mouse.down()
    page.mouse.move(*ground(page, 0.5))
    page.keyboard.press("Escape")
    page.mouse.up()
    assert held(page)["told"] == []
    becomes(page, lambda: values(page), ALL)


def test_a_late_answer_does_not_undo_what_the_reader_did_meanwhile(strip: Page) -> None:
    page = strip
    switch(page, "slow")
    drag(page, ground(page, 0.2), ground(page, 0.4))
    page.wait_for_timeout(300)
    drag(page, ground(page, 0.7), ground(page, 0.8))
    wanted, seen = values(page), set()
    for _ in range(30):
        seen.add(values(page))
        page.wait_for_timeout(50)
    assert seen == {wanted}
    found = held(page, told=2)
    assert found["days"] == found["told"][-1][:2]
    assert found["days"][0] > "2016"


@pytest.mark.parametrize("width", [390, 700, 1100])
def test_years_below_the_strip_do_not_touch(strip: Page, width: int) -> None:
    strip.set_viewport_size({"width": width, "height": 1000})
    becomes(strip, lambda: (strip.locator(".strip").bounding_box() or {"width": width + 1})["width"] <= width, True)
    settle(strip)
    boxes = strip.locator(".strip .years span").evaluate_all(
        "spans => spans.map(span => span.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert len(boxes) > 2
    assert all(left[1] < right[0] for left, right in pairwise(boxes))


def test_a_zoom_by_dragging_is_told_once_per_chart(charts: Page) -> None:
    page = charts
    drag(page, in_plot(page, "chart_first", 0.2, 0.5), in_plot(page, "chart_first", 0.6, 0.5))
    drag(page, in_plot(page, "chart_second", 0.5, 0.1), in_plot(page, "chart_second", 0.7, 0.9))
    one, two = held(page, zooms=2)["zooms"]
    assert (one[0], one[2:]) == ("chart_first", [None, ["x"]])
    assert 1.4e12 < one[1][0] < one[1][1] < 1.4e12 + 99 * 86_400_000
    assert (two[0], two[3]) == ("chart_second", ["x", "y"])
    assert two[2][0] < two[2][1]


def test_a_double_click_and_the_mode_bar_tell_of_the_whole(charts: Page) -> None:
    page = charts
    for place, chart in enumerate(("chart_first", "chart_second")):
        drag(page, in_plot(page, chart, 0.2, 0.5), in_plot(page, chart, 0.6, 0.5))
        held(page, zooms=2 * place + 1)
        page.mouse.dblclick(*in_plot(page, chart, 0.5, 0.5))
        held(page, zooms=2 * place + 2)
    found = printed(page)["zooms"]
    assert [zoom[0] for zoom in found] == ["chart_first"] * 2 + ["chart_second"] * 2
    assert [found[1][1], found[3][1]] == [None, None]
    assert all("x" in zoom[3] for zoom in found)
    page.locator(".st-key-chart_second [data-attr=zoom][data-val=in]").click()
    assert held(page, zooms=5)["zooms"][-1][1] is not None
    page.locator(".st-key-chart_second [data-attr=zoom][data-val=reset]").click()
    assert held(page, zooms=6)["zooms"][-1][1] is None


def test_the_wheel_is_told_when_it_rests(charts: Page) -> None:
    page = charts
    page.mouse.move(*in_plot(page, "chart_first", 0.5, 0.5))
    for _ in range(5):
        page.mouse.wheel(0, -60)
        page.wait_for_timeout(40)
    found = held(page, zooms=1)["zooms"]
    assert [zoom[0] for zoom in found] == ["chart_first"]
    assert found[0][1][1] - found[0][1][0] < 99 * 86_400_000


def test_a_chart_drawn_anew_is_watched_and_resizing_is_no_zoom(charts: Page) -> None:
    page = charts
    give(page, "draw anew")
    page.set_viewport_size({"width": 800, "height": 1000})
    assert held(page)["zooms"] == []
    drag(page, in_plot(page, "chart_first", 0.2, 0.5), in_plot(page, "chart_first", 0.6, 0.5))
    held(page, zooms=1)
    give(page, "draw anew")
    settle(page)
    drag(page, in_plot(page, "chart_first", 0.3, 0.5), in_plot(page, "chart_first", 0.5, 0.5))
    assert [zoom[0] for zoom in held(page, zooms=2)["zooms"]] == ["chart_first"] * 2


def test_the_bridge_takes_no_room(charts: Page) -> None:
    page = charts
    assert page.locator(".st-key-zooms").evaluate("bridge => bridge.getBoundingClientRect().height") == 0
