"""A visit to a page on one file of events: what each action takes, what is sent, and what memory is held.

Several pages are visited by turns, each in a browser of its own, so that a busy machine is as hard on each. What a
page cannot do, for an error in place of a chart or within a limit of time, is kept with its reason.
"""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import psutil
from playwright.sync_api import Error, TimeoutError, sync_playwright

from benchmarks.claims_world import ACTORS
from benchmarks.drive import open_first_chart
from benchmarks.memory import watching
from benchmarks.page import QUIET_TICKS, SETTLED, Times, Waited, launched, seconds_until_drawn
from benchmarks.serve import running
from data_prep.cache import FOLDER as CACHE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from benchmarks.drive import Driven
    from benchmarks.memory import Watched

INPUT = "CONFLICT_TIMELINE_INPUT"
START, FILTER, BACK, ZOOM = "start", "filter", "back", "zoom"
RECEIVED = """() => window.times.bytes + ['navigation', 'resource']
    .flatMap(kind => performance.getEntriesByType(kind)).reduce((sum, one) => sum + one.transferSize, 0)"""
ERROR = "[data-testid=stException]"
OPENED = f"ticks => ({SETTLED})(ticks) || (window.times.idle >= ticks && document.querySelector('{ERROR}'))"
LONGEST_REASON = 120


@dataclass(frozen=True)
class Plan:
    """How often each thing is done; ``budget``: seconds after which a page is given no more filters;
    ``limit``: seconds after which one action is given up."""

    starts: int = 3
    actors: int = 20
    zooms: int = 5
    budget: float = 40.0
    limit: float = 60.0


PLAN = Plan()


@dataclass
class Visit:
    """What one page did on one file: seconds and bytes received by action, and why what it could not do failed."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    received: dict[str, list[int]] = field(default_factory=dict)
    seen: dict[str, list[float]] = field(default_factory=dict)
    """Seconds until what the window shows of the charts was drawn; after a start, until the first one was."""
    failed: dict[str, str] = field(default_factory=dict)
    server_peak: int = 0
    """The most bytes that the server and its children held."""
    server: int = 0
    """Bytes that they hold when all is done."""
    tab: int = 0
    """Bytes that the browser's process of the tab holds when all is done."""
    heap: int = 0
    """Bytes of JavaScript that are in use then."""

    def times(self, action: str) -> Times | None:
        """The waits of an action until all is drawn; none where it was never done."""
        return _times(self.seconds, action)

    def times_seen(self, action: str) -> Times | None:
        """The waits of an action until what the window shows is drawn."""
        return _times(self.seen, action)

    def note(self, action: str, waited: Waited, received: int) -> None:
        """Keep one measurement."""
        self.seconds.setdefault(action, []).append(waited.all)
        self.seen.setdefault(action, []).append(waited.window)
        self.received.setdefault(action, []).append(received)


def _times(found: Mapping[str, list[float]], action: str) -> Times | None:
    return Times(tuple(found[action])) if action in found else None


def chosen_actors(count: int) -> list[str]:
    """So many different actors, from the busiest to one of few events."""
    return [ACTORS[rank] for rank in np.unique(np.geomspace(1, len(ACTORS), count).astype(int)) - 1]


def environment_for(file: Path, *, cache: str) -> dict[str, str]:
    """What a page's server is told: the file, where to keep what it reads, and to show errors as they are."""
    return {**os.environ, INPUT: str(file), CACHE: cache, "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}


def visits(pages: Sequence[Driven], file: Path, plan: Plan = PLAN) -> list[Visit]:
    """Each page on this file of claims, by turns."""
    with sync_playwright() as playwright, ExitStack() as stack:
        kept = stack.enter_context(tempfile.TemporaryDirectory())
        environment = environment_for(file, cache=kept)
        visitors = [Visitor(page, stack.enter_context(launched(playwright)), environment, plan) for page in pages]
        for visitor in visitors:
            stack.callback(visitor.close)
        _by_turns(visitors, plan)
    return [visitor.visit for visitor in visitors]


def _by_turns(visitors: Sequence[Visitor], plan: Plan) -> None:
    for _ in range(plan.starts):
        for visitor in visitors:
            visitor.start()
    for name in chosen_actors(plan.actors):
        for visitor in visitors:
            visitor.filter_and_back(name)
    for _ in range(plan.zooms):
        for visitor in visitors:
            visitor.do(ZOOM, visitor.page.zoom)
    for visitor in visitors:
        visitor.weigh()


class Visitor:
    """One page with a browser of its own, and what was measured of it in ``visit``."""

    def __init__(self, page: Driven, browser: Browser, environment: dict[str, str], plan: Plan) -> None:
        self.page, self.browser, self.environment, self.plan = page, browser, environment, plan
        self.visit = Visit()
        self.spent = 0.0
        self._tab: Page | None = None
        self._server: Watched | None = None
        self._received = 0
        self._stack = ExitStack()

    def close(self) -> None:
        """End the server; the browser is not this one's to end."""
        self._stack.close()
        self._tab = self._server = None

    def start(self) -> None:
        """A new server, and the page opened anew; not where that failed before."""
        if START in self.visit.failed:
            return
        self.close()
        begin = time.perf_counter()
        try:
            server = self._stack.enter_context(running(self.page.script, environment=self.environment))
            self._server = self._stack.enter_context(watching(server.process))
            self._tab = open_first_chart(self.browser, server.url, limit=self.plan.limit)
            self._stack.callback(self._tab.context.close)
            seconds = time.perf_counter() - begin
            self._tab.wait_for_function(OPENED, arg=QUIET_TICKS, timeout=self.plan.limit * 1000)
            self._keep(self._tab, START, Waited(seconds, seconds))
        except (Error, RuntimeError) as error:
            self._give_up(START, error)

    def filter_and_back(self, name: str) -> None:
        """Filter on one actor, and take the filter off again; not once the time for it is used up."""
        if self.spent <= self.plan.budget:
            self.do(FILTER, lambda page: self.page.choose_actor(page, name))
            self.do(BACK, self.page.clear)

    def do(self, action: str, act: Callable[[Page], None]) -> None:
        """One action; none on a page that has died."""
        if self._tab is None:
            return
        begin = time.perf_counter()
        tab = self._tab
        try:
            self._keep(tab, action, seconds_until_drawn(tab, lambda: act(tab), limit=self.plan.limit))
        except Error as error:
            self._give_up(action, error)
        self.spent += time.perf_counter() - begin

    def _keep(self, tab: Page, action: str, waited: Waited) -> None:
        total, before = int(tab.evaluate(RECEIVED)), self._received if action != START else 0
        self._received = total
        wrong = tab.locator(ERROR)
        if wrong.count():
            self.visit.failed[action] = reason(wrong.first.inner_text())
        else:
            self.visit.note(action, waited, total - before)

    def _give_up(self, action: str, error: Exception) -> None:
        late = isinstance(error, TimeoutError)
        told = f"not done within {self.plan.limit:.0f} s" if late else reason(str(error))
        self.visit.failed[action] = told
        self._weigh_server()
        self.close()  # what it still works on would be taken from the page that comes next

    def _weigh_server(self) -> None:
        if self._server is not None:
            self.visit.server, self.visit.server_peak = self._server.now(), self._server.peak

    def weigh(self) -> None:
        """Note what memory server and tab hold; of a page that was given up what its server held then."""
        if self._tab is None:
            return
        self._weigh_server()
        told = self.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        tabs = [psutil.Process(one["id"]) for one in told if one["type"] == "renderer"]
        self.visit.tab = max(tab.memory_info().rss for tab in tabs)
        session = self._tab.context.new_cdp_session(self._tab)
        session.send("HeapProfiler.collectGarbage")
        self.visit.heap = int(session.send("Runtime.getHeapUsage")["usedSize"])


def reason(message: str) -> str:
    """An error's own words on one line, and no more of them than a table has room for."""
    line = " ".join(message.replace("|", "/").split())
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1].rstrip()}…"
