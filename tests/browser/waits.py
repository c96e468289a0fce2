"""Waits on exactly what a test says: a page may still be running while a test looks at it.

Where Playwright's ``expect`` has no word for what is read, ``becomes`` reads it again and again.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import TimeoutError, expect

from benchmarks.page import CHARTS, DRAWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    T = TypeVar("T")

PATIENCE = 20
"""Seconds until what is not there will not come: a machine may be busy with other tests."""
EVERY = 50
"""Milliseconds between two looks."""
SHORT, TRIES = 4000, 3
"""Milliseconds that an open list is waited for, and how often that is tried before it is waited for in earnest."""
PLACE = "selector => JSON.stringify(document.querySelector(selector)?.getBoundingClientRect())"
ENDED = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"

LOADED = "() => !document.querySelector('[data-testid=stSkeleton]')"
"""Streamlit fetches the scripts of a widget when the first of its kind comes, and shows a grey box meanwhile."""
WATCH_RUNS = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    Object.assign(window, {ran: false, watched: performance.now()});
    new MutationObserver((_, watcher) => { window.ran = true; watcher.disconnect(); })
        .observe(app, {attributeFilter: ['data-test-script-state']});
}"""
RAN = "patience => window.ran || performance.now() - window.watched > patience"
LONGEST_UNSEEN = 1500
"""Milliseconds after which a run that was not seen has been so short that the page did not show it."""

expect.set_options(timeout=PATIENCE * 1000)


def settled(page: Page, *, charts: int = CHARTS) -> None:
    """Wait until the page has run to its end and its charts are drawn.

    After a click this may be so before the server has heard of it: wait first for what the click changes.
    """
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_function(DRAWN, arg=charts)
    page.wait_for_function(LOADED)


def answered(page: Page, act: Callable[[], object]) -> None:
    """Act, and wait until the run that this asks for has begun and ended: for what cannot be seen on the page."""
    page.evaluate(WATCH_RUNS)
    act()
    page.wait_for_function(RAN, arg=LONGEST_UNSEEN)
    page.wait_for_function(ENDED)


def comes(page: Page, read: Callable[[], T], test: Callable[[T], bool]) -> T:
    """Wait until what is read passes a test, and give it; fail with what it is where it does not come to pass."""
    deadline = time.monotonic() + PATIENCE
    while not test(found := read()) and time.monotonic() < deadline:
        page.wait_for_timeout(EVERY)
    assert test(found), f"it stayed {found!r}"
    return found


def becomes(page: Page, read: Callable[[], T], wanted: T) -> None:
    """Wait until what is read is as wanted."""
    deadline = time.monotonic() + PATIENCE
    while (found := read()) != wanted and time.monotonic() < deadline:
        page.wait_for_timeout(EVERY)
    assert found == wanted, f"it stayed {found!r} and did not become {wanted!r}"


def at_rest(page: Page, script: str, arg: object = None, *, looks: int = 2) -> Any:
    """What a script gives once it gives the same so many times in a row, and something."""
    seen: list[object] = []

    def read() -> list[object]:
        seen.append(page.evaluate(script, arg))
        return seen[-looks:]

    return comes(page, read, lambda last: len(last) == looks and bool(last[0]) and last.count(last[0]) == looks)[0]


def query(page: Page) -> dict[str, list[str]]:
    """What the address asks for, now."""
    return parse_qs(urlsplit(page.url).query)


def asks(page: Page, **wanted: list[str]) -> None:
    """Wait until the address asks for this, and for nothing else."""
    becomes(page, lambda: query(page), wanted)


def shown(page: Page) -> str:
    """How much is shown, in words, now."""
    return " ".join(page.locator("p.shown").all_inner_texts())


def tells(page: Page, words: str) -> str:
    """Wait until the page says with these words how much is shown; all that it says of it."""
    return comes(page, lambda: shown(page), lambda text: words in text)


def pick(page: Page, name: str, text: str) -> None:
    """Type a text into the list of a widget, and click the first option that is left of it.

    A list closes when the page around it moves, as it does on a busy machine: it is opened again then.
    """
    box, options = page.locator(f".st-key-{name} input"), page.get_by_role("option")
    for patience in (*[SHORT] * TRIES, PATIENCE * 1000):
        box.scroll_into_view_if_needed()
        at_rest(page, PLACE, f".st-key-{name} input", looks=4)
        box.click()
        box.fill(text)
        try:
            options.filter(has_text=text).first.wait_for(timeout=patience)
            expect(options.filter(has_not_text=text)).to_have_count(0, timeout=patience)
            options.first.click(timeout=patience)
            return
        except (TimeoutError, AssertionError):
            if patience != SHORT:
                raise
            page.keyboard.press("Escape")
