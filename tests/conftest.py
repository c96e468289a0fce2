"""What the tests share: Chromium, the running dashboard, and the word on what is left out and why."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from benchmarks.serve import HOW_TO_HAVE_CHROMIUM, ROOT, find_chromium, streamlit

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

KEPT = tempfile.mkdtemp(prefix="conflict-timeline-tests-")
atexit.register(shutil.rmtree, KEPT, ignore_errors=True)
os.environ["CONFLICT_TIMELINE_CACHE"] = ""
os.environ["CONFLICT_TIMELINE_HOME"] = KEPT
"""Tests keep nothing that was read, and remember nothing, in the folders of the user who runs them."""
settings.register_profile("patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
"""A property holds on a busy machine too. What Hypothesis sets for a run on CI stays."""
SHARED = ROOT.parent / "shared"
SCREEN = {"width": 1440, "height": 900}
NO_CHROMIUM = "no Chromium here"
NO_SHARED = "no ../shared here"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the browser tests where there is no Chromium."""
    if find_chromium():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Packed files hold the time they were made at, which must not stand in a test's name: workers compare them."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CI set nothing may be left out, except what needs ../shared where that folder is absent."""
    report = yield
    excused = not SHARED.is_dir() and NO_CHROMIUM not in str(report.longrepr)
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail") and not excused:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was left out, and CI is set: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how to have the tests that were left out for want of Chromium."""
    skipped = terminalreporter.stats.get("skipped", [])
    names = [report.nodeid for report in skipped if NO_CHROMIUM in str(report.longrepr)]
    if names:
        terminalreporter.section("left out: they need Chromium")
        for name in names:
            terminalreporter.line(name)
        terminalreporter.line(f"To have them, {HOW_TO_HAVE_CHROMIUM}.")


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """Streamlit's AppTest leaves the script that it ran as ``__main__``; a process that a later test starts would run
    it again."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared with reference data; a test that asks for it is left out where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED)
    return SHARED


@pytest.fixture(scope="session")
def dashboard_url() -> Iterator[str]:
    """The address of the dashboard on seeds/, started by the plain ``streamlit run``."""
    with streamlit() as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Tests that ask for it carry ``@pytest.mark.browser``."""
    path = find_chromium()
    if not path:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What the pages of a module share: the scripts they fetched. To Streamlit each page is a visitor of its own."""
    shared = browser.new_context(viewport=SCREEN, accept_downloads=True)
    yield shared
    shared.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A fresh page of 1440 by 900."""
    fresh = context.new_page()
    yield fresh
    context.set_offline(False)
    fresh.close()
