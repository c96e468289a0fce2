"""What a visitor waits for: from ``streamlit run`` to the charts, and from a click to the redrawn charts."""

from __future__ import annotations

import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from benchmarks.serve import ROOT, find_chromium, streamlit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Playwright

BARE_PAGE = ROOT / "benchmarks" / "bare_page.py"
STARTS, REDRAWS = 3, 10
CHARTS = 2

# A chart is drawn when plotly's own layer is in it and the script that made the page has ended.
DRAWN = """count => document.querySelectorAll('.js-plotly-plot:has(.main-svg .subplot)').length >= count
    && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"""

# Runs in a page before anything else. Notes the last touch of mouse or keyboard, the last change in each chart since
# then, when the frame that shows it has been painted, for how many ticks of a clock nothing has changed (a page that is
# busy drawing does not tick), and the bytes that came by WebSocket. What is done to a chart that is no longer on the
# page counts for nothing. Playwright could tell of those too, and would carry each of them to Python for it.
WATCH = """() => {
    const times = window.times = {down: 0, changed: 0, idle: 0, bytes: 0, charts: new Map()};
    const begin = () => {
        Object.assign(times, {down: performance.now(), changed: 0, idle: 0});
        times.charts.clear();
    };
    for (const touch of ['mousedown', 'mouseup', 'keydown']) addEventListener(touch, begin, true);
    const note = (charts, down) => {
        if (down !== times.down) return;
        Object.assign(times, {changed: performance.now(), idle: 0});
        for (const chart of charts) times.charts.set(chart, times.changed);
    };
    new MutationObserver(records => {
        const changed = chart => records.some(({target}) => chart.contains(target));
        const charts = [...document.querySelectorAll('.js-plotly-plot')].filter(changed), down = times.down;
        if (!charts.length) return;
        note(charts, down);
        requestAnimationFrame(() => setTimeout(note, 0, charts, down));
    }).observe(document, {childList: true, subtree: true, attributes: true});
    times.inWindow = () => {
        const seen = chart => {
            const {top, bottom} = chart.getBoundingClientRect();
            return chart.isConnected && bottom > 0 && top < innerHeight;
        };
        return Math.max(times.down, ...[...times.charts].filter(([chart]) => seen(chart)).map(([, at]) => at));
    };
    const isRunning = () => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'notRunning';
    setInterval(() => { times.idle = isRunning() ? 0 : times.idle + 1; }, 50);
    const size = data => data.byteLength ?? data.size ?? data.length;
    window.WebSocket = class extends window.WebSocket {
        constructor(...given) {
            super(...given);
            this.addEventListener('message', ({data}) => { times.bytes += size(data); });
        }
    };
    performance.setResourceTimingBufferSize(5000);
}"""
SETTLED = "ticks => window.times.changed > 0 && window.times.idle >= ticks"
QUIET_TICKS = 12  # of 50 ms each
WAIT = "[window.times.inWindow(), window.times.changed].map(time => (time - window.times.down) / 1000)"
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
        """The time that 95 of 100 waits do not exceed, between the two nearest measurements; of one wait, that one."""
        if len(self.seconds) == 1:
            return self.seconds[0]
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium; raises RuntimeError where there is none."""
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """One more headless Chromium; raises RuntimeError where there is none."""
    path = find_chromium()
    if not path:
        raise RuntimeError("No Chromium was found.")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield browser
    browser.close()


def new_page(browser: Browser) -> Page:
    """An empty page in a fresh context, which watches what will be opened in it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(f"({WATCH})()")
    return context.new_page()


def open_page(browser: Browser, url: str, *, charts: int = CHARTS) -> Page:
    """The page at this address in a fresh context, once that many charts are drawn."""
    page = new_page(browser)
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
        measured = [_redraw(page) for _ in range(repeats + 2)]
    return Times(tuple(measured[2:]))  # the first two warm up


def _redraw(page: Page) -> float:
    """Seconds of one redraw; every other click takes the filter off again."""
    return seconds_until_drawn(page, page.locator(FILTER).click).all


class Waited(NamedTuple):
    """Seconds to the last change in those charts of which the window shows a part, and in ``all`` of them."""

    window: float
    all: float


def seconds_until_drawn(page: Page, act: Callable[[], object], *, limit: float = 30) -> Waited:
    """From the last touch of mouse or keyboard in ``act`` to the last change in its charts.

    Raises playwright's TimeoutError where the charts do not come to rest within ``limit`` seconds.
    """
    act()
    page.mouse.move(1, 1)
    page.wait_for_function(SETTLED, arg=QUIET_TICKS, timeout=limit * 1000)
    return Waited(*page.evaluate(WAIT))
