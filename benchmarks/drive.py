"""How each page is moved by hand: our own, and the plain one beside it. What our page is built of stands only here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.page import new_page
from benchmarks.serve import APP, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

ACTOR, CHIPS, HANDLE = ".st-key-actor input", ".st-key-chips button", ".st-key-strip [role=slider]"
# What a chart shows in place of data is no chart: an error tells why there is none.
FIRST_CHART = """() => document.querySelector('.js-plotly-plot .main-svg .subplot')
    || document.querySelector('[data-testid=stException]')"""


def open_first_chart(browser: Browser, url: str, *, limit: float) -> Page:
    """The page at this address in a fresh context, once a chart is drawn or an error is shown.

    Raises playwright's TimeoutError after ``limit`` seconds, as whatever is done on the page does from then on.
    """
    page = new_page(browser)
    page.set_default_timeout(limit * 1000)
    page.goto(url, wait_until="commit")
    page.wait_for_function(FIRST_CHART)
    return page


def choose_actor(page: Page, name: str) -> None:
    """Type a name into the filter of actors and click on it; the last touch is the click."""
    page.locator(ACTOR).click()
    page.locator(ACTOR).fill(name)
    page.get_by_role("option", name=re.compile(rf"^{re.escape(name)}\b")).first.click()


def clear(page: Page) -> None:
    """Take off all filters by the last button in the row of those that are on."""
    page.locator(CHIPS).last.click()


def zoom(page: Page) -> None:
    """Move the first handle of the overview strip one step; a page without one is zoomed in its first chart."""
    handle = page.locator(HANDLE).first
    if not handle.count():
        zoom_in_chart(page)
        return
    handle.focus()
    page.keyboard.press("ArrowRight")


def clear_plain(page: Page) -> None:
    """Take the last name out of the filter of actors by the key that does so in any Streamlit page."""
    page.locator(ACTOR).press("Backspace")


def zoom_in_chart(page: Page) -> None:
    """Draw a box over the middle of the first chart; the last touch lets the mouse go."""
    plot = page.locator(".js-plotly-plot .nsewdrag").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    if box is None:
        raise RuntimeError("The first chart has no plot to zoom in.")
    page.mouse.move(box["x"] + box["width"] * 0.35, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.65, box["y"] + box["height"] * 0.6, steps=3)
    page.mouse.up()


@dataclass(frozen=True)
class Driven:
    """A page and the hand that moves it."""

    name: str
    script: str | Path
    choose_actor: Callable[[Page, str], None]
    clear: Callable[[Page], None]
    zoom: Callable[[Page], None]


OURS = Driven("Conflict Timeline", APP, choose_actor, clear, zoom)
PLAIN = Driven("the plain page", ROOT / "benchmarks" / "plain_page.py", choose_actor, clear_plain, zoom_in_chart)
