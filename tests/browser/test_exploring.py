"""Charts explored with the mouse and the keys: what is done to one chart is followed by the others, by the address and
by the Back button."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from benchmarks.serve import streamlit
from tests.browser.exploring import (
    CIRCLES,
    MARKS,
    MEMBER,
    UMBRELLA,
    asked,
    at,
    chips,
    choose,
    claims,
    drag,
    has_chips,
    not_asked,
    says,
    texts_of,
    until,
    write,
)
from tests.browser.waits import asks, at_rest, becomes, comes, pick, query, settled, shown, tells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

    Explore = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("exploring")]  # one worker, so one server and one browser

ALL = 3
"""Charts of the main page."""
MARCH = "start=2016-03-01&end=2016-03-31"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard on several data sets, small and large."""
    path = tmp_path_factory.mktemp("explored") / "claims.parquet"
    claims().to_parquet(path)
    with streamlit(environment={**os.environ, "CONFLICT_TIMELINE_INPUT": str(path)}) as url:
        yield url


@pytest.fixture(scope="module")
def visit(context: BrowserContext, address: str) -> Iterator[Explore]:
    """Opens a path of it in a tab of its own; what goes wrong in any tab is told at the end."""
    wrong: list[str] = []

    def open_path(path: str = "/", *, charts: int = ALL) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address + path)
        settled(page, charts=charts)
        return page

    yield open_path
    assert wrong == []


@pytest.fixture(scope="module")
def tab(visit: Explore) -> Page:
    """One tab that several tests use, one after the other: see ``opened``."""
    return visit("/")


@pytest.fixture
def opened(tab: Page, address: str) -> Explore:
    """Opens a path in the tab that is already there."""

    def open_path(path: str = "/", *, charts: int = ALL) -> Page:
        tab.goto(address + path)
        settled(tab, charts=charts)
        return tab

    return open_path


def test_lanes_by_each_kind_and_in_each_order(opened: Explore):
    page = opened()
    for label, lane in (("Place", "Palmyra"), ("Type", "Armed clash"), ("Source", "Agence France-Presse")):
        choose(page, "lanes", label)
        says(page, "timeline", lane)
    choose(page, "lanes", "Actor")
    choose(page, "order", "Name")
    says(page, "timeline", "in the order of the alphabet")
    choose(page, "order", "First event")
    says(page, "timeline", "in the order of their first event")
    asks(page, order=["first"])
    says(page, "timeline", "Undated 2")


def test_days_of_publication_are_marked_when_asked_for(opened: Explore):
    page = opened()
    assert "Published" not in texts_of(page, "timeline")
    choose(page, "reports", "Marked")
    says(page, "timeline", "Published")


def test_a_drag_zooms_everything_and_a_double_click_goes_back(opened: Explore):
    page = opened()
    before = shown(page)
    drag(page, at(page, "timeline", 0.5, 0.1), at(page, "timeline", 0.7, 0.1))
    asked(page, "start=")
    (start,), (end,) = query(page)["start"], query(page)["end"]
    assert "2016-02-27" < start < end < "2016-03-31"
    tells(page, "Showing")
    becomes(page, lambda: len(chips(page)), 2)
    for number, day in enumerate((start, end)):
        handle = page.get_by_role("slider").nth(number)
        expect(handle).to_have_attribute("aria-valuetext", re.compile(rf"\b{int(day[-2:])}\b"))
    says(page, "strike_counts", "per day")
    page.mouse.dblclick(*at(page, "timeline", 0.6, 0.05))
    not_asked(page, "start=")
    becomes(page, lambda: shown(page), before)


def test_many_events_are_a_density_that_becomes_events(opened: Explore):
    page = opened("/?dataset=ucdp-ged")
    says(page, "timeline", "too many to tell apart")
    assert re.search(r"\d+ other actors", texts_of(page, "timeline"))
    drag(page, at(page, "timeline", 0.400, 0.1), at(page, "timeline", 0.415, 0.1))
    asked(page, "start=")
    until(page, "() => !document.querySelector('.st-key-chart_timeline').textContent.includes('too many')")
    page.mouse.click(*at_rest(page, MARKS, ["timeline", "barlayer"])[0])
    page.locator(".claim").first.wait_for()


def test_the_strip_by_key(opened: Explore):
    page = opened()
    first = page.get_by_role("slider").first
    first.focus()
    page.keyboard.press("PageUp")
    asked(page, "start=")
    page.locator(".st-key-chips").get_by_role("button", name=re.compile("^From ")).wait_for()
    first.press("Escape")
    not_asked(page, "start=")


def test_strike_counts_in_every_unit_and_arrangement(opened: Explore):
    page = opened(f"/?measure=killed&{MARCH}", charts=ALL)
    for label in ("Day", "Month", "Quarter", "Year"):
        choose(page, "unit", label)
        says(page, "strike_counts", f"Killed per {label.lower()}")
    choose(page, "unit", "Week")
    expect(page.locator(".st-key-arrange")).to_have_count(0)
    choose(page, "stack", "Actor")
    says(page, "strike_counts", "by actor")
    choose(page, "arrange", "Side by side")
    choose(page, "arrange", "Panels")
    says(page, "strike_counts", "All panels of a data set have one scale")
    choose(page, "running", "Total so far")
    choose(page, "running", "Rolling mean")
    choose(page, "stack", "None")
    choose(page, "running", "Each")
    asks(
        page, measure=["killed"], unit=["week"], arrange=["panels"], start=["2016-03-01"], end=["2016-03-31"]
    )  # fmt: skip


def test_the_caption_says_how_imprecise_dates_count(opened: Explore):
    page = opened("/?unit=day")
    says(page, "strike_counts", "shared out evenly")
    choose(page, "imprecise", "First day")
    says(page, "strike_counts", "counted on the first of them")
    choose(page, "imprecise", "Left out")
    says(page, "strike_counts", "and left out")
    says(page, "strike_counts", "Unknown is not counted as zero")


def test_a_box_on_the_map_keeps_what_lies_inside(opened: Explore):
    page = opened()
    page.locator("[class*=st-key-chart_map] [data-val=select]").click()
    drag(page, at(page, "map", 0.1, 0.1), at(page, "map", 0.5, 0.7))
    asked(page, "area=")
    has_chips(page, "An area of the map")
    kept = tells(page, "Showing")
    page.locator(".st-key-map_area button").click()
    asked(page, "window=")
    page.locator(".st-key-map_wider button").click()
    until(
        page,
        "() => new URLSearchParams(location.search).get('window') !== new URLSearchParams(location.search).get('area')",
    )
    page.locator(".st-key-map_whole button").click()
    not_asked(page, "window=")
    becomes(page, lambda: shown(page), kept)
    page.locator(".st-key-chips button").first.click()
    not_asked(page, "area=")


def test_a_map_that_shows_a_part_unasked_can_be_zoomed_out_of(opened: Explore):
    page = opened()
    page.locator(".st-key-map_wider button").click()
    asked(page, "window=")
    page.locator(".st-key-map_whole button").click()
    not_asked(page, "window=")


def test_a_loop_on_the_map_keeps_what_lies_inside(opened: Explore):
    page = opened()
    page.locator("[class*=st-key-chart_map] [data-val=lasso]").click()
    drag(page, *(at(page, "map", *point) for point in ((0.05, 0.05), (0.6, 0.05), (0.7, 0.95), (0.3, 0.95))))
    asked(page, "area=")
    assert len(query(page)["area"][0].split(",")) >= 6
    tells(page, "Showing")


def test_a_circle_of_the_map_is_a_way_closer_and_at_last_an_event(opened: Explore):
    page = opened()
    for _ in range(12):
        before = page.url
        at(page, "map", 0.5, 0.5)
        page.mouse.click(*at_rest(page, CIRCLES)[0])
        until(page, "before => location.href !== before", before)
        if "event" in query(page) or "area" in query(page):
            break
    assert {"event", "area"} & set(query(page))
    assert "window" in query(page)


def test_each_choice_is_one_step_back_and_one_forward(opened: Explore):
    page = opened()
    steps = [page.url]
    for name, label in (("lanes", "Type"), ("measure", "Killed")):
        choose(page, name, label)
        steps.append(page.url)
    write(page, "actor", "Russia")
    asked(page, "actor=")
    for address in reversed(steps):
        page.go_back()
        until(page, "address => location.href === address", address)
    page.locator(".st-key-lanes [aria-checked=true]").filter(has_text="Actor").wait_for()
    tells(page, "All ")
    for address in steps[1:]:
        page.go_forward()
        until(page, "address => location.href === address", address)
    page.go_forward()
    asked(page, "actor=")
    has_chips(page, "Russia")


def test_a_link_opened_afresh_restores_everything(visit: Explore):
    asked_for = (
        "/?actor=Russia&actor=Syria&role=by&place=Palmyra&place=Raqqa&start=2016-03-01&end=2016-03-27&"
        "area=36,34,41,37&window=37,34,41,36.5&lanes=place&order=name&reports=show&measure=killed&unit=week&stack=type&"
        "arrange=panels&running=total&imprecise=left_out&sides_by=period&sides=2016-03&sides=2015&align=start&event=raqqa-19"
    )
    page = visit(asked_for)
    page.locator(".claim").first.wait_for()
    wanted = asked_for[2:].split("&")
    for name, label in {"lanes": "Place", "unit": "Week", "stack": "Type"}.items():
        expect(page.locator(f".st-key-{name} [aria-checked=true]")).to_have_text(label)
    becomes(page, lambda: len(chips(page)), 7)
    assert sorted(f"{name}={value}" for name, values in query(page).items() for value in values) == sorted(wanted)
    page.get_by_role("link", name="Compare").click()
    page.get_by_role("heading", level=1, name="Compare").wait_for()
    settled(page, charts=1)
    expect(page.locator(".st-key-sides")).to_contain_text("2015")
    says(page, "compare", "March 2016")


def test_two_tabs_do_not_disturb_each_other(visit: Explore, opened: Explore):
    one, other = opened("/?lanes=type"), visit("/?lanes=place")
    write(one, "actor", "Russia")
    asked(one, "actor=")
    choose(other, "order", "Name")
    asks(other, lanes=["place"], order=["name"])
    choose(one, "lanes", "Source")
    asks(one, lanes=["source"], actor=["Russia"])
    tells(one, "Showing")
    assert "Showing" not in tells(other, "All ")
    other.close()


def test_counts_of_options_follow_the_other_filters(opened: Explore):
    page = opened()
    option = page.get_by_role("option").filter(has_text="Russia")
    page.locator(".st-key-actor input").click()
    expect(option).to_have_text(["Russia (7)"])
    page.keyboard.press("Escape")
    write(page, "place", "Raqqa")
    asked(page, "place=")
    page.locator(".st-key-actor input").click()
    expect(option).to_have_text(["Russia (1)"])
    page.keyboard.press("Escape")


@pytest.mark.parametrize("typed", ["Isalmic state", "Daesh"])
def test_a_slip_of_the_pen_finds_the_actor(opened: Explore, typed: str):
    page = opened()
    write(page, "actor", typed)
    asked(page, "actor=Islamic+State")
    has_chips(page, "Islamic State")


def test_a_name_that_is_nowhere_is_said_to_be(opened: Explore):
    page = opened()
    write(page, "actor", "qqqqq")
    page.get_by_text("Nothing here is called “qqqqq”.").wait_for()
    asks(page)


def test_all_of_them_together_one_role_and_without(opened: Explore):
    page = opened("/?actor=Russia&actor=Syria")
    any_of_them = tells(page, "Showing")
    choose(page, "match", "All of them together")
    tells(page, "Showing 2 claims on 1 event")
    choose(page, "match", "Any of them")
    choose(page, "role", "Against")
    page.get_by_role("button", name="Against Russia").wait_for()
    choose(page, "role", "By or against")
    write(page, "without", "Islamic State")
    asked(page, "without=")
    comes(page, lambda: chips(page), lambda found: "Not with Islamic State" in found)
    comes(page, lambda: shown(page), lambda found: "Showing" in found and found != any_of_them)


def test_an_umbrella_opens_to_its_members(opened: Explore):
    page = opened(f"/?actor={UMBRELLA.replace(' ', '+')}")
    page.get_by_role("button", name=re.compile(f"member.*{UMBRELLA}")).click()
    page.get_by_role("button", name="Add all of them").click()
    asked(page, f"actor={MEMBER}")
    has_chips(page, UMBRELLA, MEMBER)
    tells(page, "on 2 events")


def test_evidence_opens_from_the_list_and_closes(opened: Explore):
    page = opened()
    pick(page, "event", "Raqqa")
    page.locator(".claim").first.wait_for()
    asked(page, "event=")
    page.locator(".st-key-close_event button").click()
    not_asked(page, "event=")
    expect(page.locator(".claim")).to_have_count(0)


def test_evidence_opens_in_sight_from_the_timeline(opened: Explore):
    page = opened()
    at(page, "timeline", 0.5, 0.5)
    page.mouse.click(*at_rest(page, MARKS, ["timeline", "barlayer"])[0])
    page.locator(".claim").first.wait_for()
    page.wait_for_function(
        "() => { const {top} = document.querySelector('.st-key-evidence').getBoundingClientRect();"
        " return top >= 0 && top < 300; }"
    )


def test_compare_actors_then_periods_written_by_hand(opened: Explore):
    page = opened("/compare", charts=1)
    for name in ("Islamic State", "Russia"):
        write(page, "sides", name)
        asked(page, f"sides={name.replace(' ', '+')}")
    says(page, "compare", "Russia")
    choose(page, "sides_by", "Periods")
    not_asked(page, "Russia")
    settled(page, charts=1)
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)
    write(page, "sides", "2016-03")
    asked(page, "sides=2016-03")
    write(page, "sides", "2016-03-01/2016-03-15")
    says(page, "compare", "1–15 March 2016")
    write(page, "sides", "yesterday")
    page.get_by_text("“yesterday” is no period").wait_for()
    choose(page, "align", "Together")
    says(page, "compare", "March 2016")


def test_compare_data_sets_says_what_each_counts(opened: Explore):
    page = opened("/compare?sides_by=dataset&measure=killed&unit=month", charts=1)
    says(page, "compare", "Data sets are never added to one another")
    for name in ("Reports", "UCDP GED", "ACLED", "Airwars"):
        says(page, "compare", f"{name}: ")


def test_a_phone_has_every_page_without_a_sideways_scroll(visit: Explore):
    page = visit("/data", charts=0)
    page.set_viewport_size({"width": 390, "height": 900})
    buttons = page.locator("[class*=st-key-chart_map] .modebar-btn")
    for path, charts in (("/", ALL), ("/compare", 1), ("/data", 0), ("/about", 0)):
        page.goto(urljoin(page.url, path))
        settled(page, charts=charts)
        until(page, "() => document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
        if path == "/":
            becomes(page, lambda: [one.get_attribute("data-val") for one in buttons.all()][1:3], ["select", "lasso"])
    page.close()
