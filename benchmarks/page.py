"""What a visitor waits for: from ``streamlit run`` to the charts, and from a click to the redrawn charts."""

from __future__ import annotations

import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.serve import ROOT, find_chromium, streamlit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

BARE_PAGE = ROOT / "benchmarks" / "bare_page.py"
STARTS, REDRAWS = 5, 20
CHARTS = 2

# A chart is drawn when plotly's own layer is in it and the script that made the page has ended.
DRAWN = """count => document.querySelectorAll('.js-plotly-plot:has(.main-svg .subplot)').length >= count
    && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"""

# Notes when the mouse goes down, and when anything in a chart changed last.
WATCH = """() => {
    window.times = {down: 0, changed: 0};
    const down = () => { window.times = {down: performance.now(), changed: 0}; };
    addEventListener('mousedown', down, true);
    const inChart = node => node.nodeType === 1
        && (node.closest('.js-plotly-plot') || node.querySelector('.js-plotly-plot'));
    new MutationObserver(records => {
        if (records.some(record => inChart(record.target) || [...record.addedNodes].some(inChart)))
            window.times.changed = performance.now();
    }).observe(document.body, {childList: true, subtree: true, attributes: true});
}"""
SETTLED = """pause => window.times.changed > 0 && performance.now() - window.times.changed > pause
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"""
PAUSE = 600
FILTER = ".st-key-attribution button >> nth=1"  # a button that stays where it is, so each click finds it at once


@dataclass(frozen=True)
class Times:
    """Repeated measurements of one wait, in seconds."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The time that 95 of 100 waits do not exceed, between the two nearest measurements."""
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium; raises RuntimeError where there is none."""
    path = find_chromium()
    if not path:
        raise RuntimeError("No Chromium was found.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_page(browser: Browser, url: str, *, charts: int = CHARTS) -> Page:
    """The page at this address in a fresh context, once that many charts are drawn."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(url, wait_until="commit")
    page.wait_for_function(DRAWN, arg=charts)
    return page


def starts(*pages: tuple[str | Path, int], repeats: int = STARTS) -> tuple[Times, ...]:
    """For each script and its number of charts: from the start of the process ``streamlit run <script>`` to all charts
    drawn in a browser already open. The pages take turns, so that a busy machine is as hard on each.
    """
    with chromium() as browser:
        rounds = [[_start(browser, script, charts) for script, charts in pages] for _ in range(repeats)]
    return tuple(Times(seconds) for seconds in zip(*rounds, strict=True))


def _start(browser: Browser, script: str | Path, charts: int) -> float:
    start = time.perf_counter()
    with streamlit(script) as url:
        page = open_page(browser, url, charts=charts)
        seconds = time.perf_counter() - start
        page.context.close()
    return seconds


def redraws(script: str | Path, *, charts: int, repeats: int = REDRAWS) -> Times:
    """From the click that sets or takes off a filter to the last change in any chart."""
    with chromium() as browser, streamlit(script) as url:
        page = open_page(browser, url, charts=charts)
        page.evaluate(WATCH)
        measured = [_redraw(page) for _ in range(repeats + 2)]
    return Times(tuple(measured[2:]))  # the first two warm up


def _redraw(page: Page) -> float:
    """Seconds of one redraw; every other click takes the filter off again."""
    page.locator(FILTER).click()
    page.mouse.move(1, 1)
    page.wait_for_function(SETTLED, arg=PAUSE)
    return float(page.evaluate("(window.times.changed - window.times.down) / 1000"))
