"""What leaves of the page in Chromium: pictures and pages by a button, many at once, and charts in frames elsewhere."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from dashboard.drawn import CHARTS
from dashboard.pictures import MIMES
from dashboard.texts import say
from tests.browser.waits import ENDED, answered, asks, comes, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Download, Locator, Page

    Opened = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("leaving")]  # one worker, so one server and one browser
TITLES = {"timeline": "A timeline of mine", "strike_counts": "Counts of mine", "map": "A map of mine"}
AT_ONCE = [*TITLES.items(), ("timeline", TITLES["timeline"])]


@pytest.fixture(scope="module")
def main(context: BrowserContext, url: str) -> Iterator[Page]:
    """The main page, for the tests that leave it as it was."""
    page = context.new_page()
    page.goto(f"{url}/?measure=killed&place=Palmyra")
    settled(page)
    yield page
    page.close()


@contextmanager
def unfolded(page: Page, chart: str) -> Iterator[Locator]:
    """What lies behind the button under a chart, opened by key, and closed at the end."""
    found = page.get_by_test_id("stPopoverBody")
    expect(found).to_have_count(0)
    page.locator(f".st-key-leave_{chart} button").first.focus()
    page.keyboard.press("Enter")
    found.get_by_role("button", name=say("leaving.download")).wait_for()
    yield found
    page.keyboard.press("Escape")
    expect(found).to_have_count(0)


def choose(page: Page, within: Locator, name: str) -> None:
    chosen = within.get_by_role("radio", name=name, exact=True)
    if chosen.get_attribute("aria-checked") != "true":
        answered(page, chosen.click)
    expect(chosen).to_have_attribute("aria-checked", "true")


def entitle(page: Page, within: Locator, title: str) -> None:
    within.get_by_label(say("leaving.title")).fill(title)
    answered(page, lambda: page.keyboard.press("Enter"))


def fetched(page: Page, within: Locator) -> tuple[str, bytes]:
    with page.expect_download(timeout=60_000) as waiting:
        within.get_by_role("button", name=say("leaving.download")).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def copied(page: Page, within: Locator) -> str:
    """The code of a frame, by the button that copies it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('')")
    within.get_by_role("button", name=say("leaving.copy")).click()
    return comes(page, lambda: str(page.evaluate("navigator.clipboard.readText()")), bool)


def test_a_closed_button_holds_nothing(main: Page) -> None:
    expect(main.get_by_role("button", name=say("leaving.heading"))).to_have_count(len(TITLES))
    expect(main.get_by_label(say("leaving.title"))).to_have_count(0)
    expect(main.get_by_role("button", name=say("leaving.download"), exact=True)).to_have_count(0)


def test_a_chart_leaves_in_every_format_under_a_title_of_ones_own(main: Page) -> None:
    with unfolded(main, "strike_counts") as found:
        choose(main, found, say("leaving.square"))
        entitle(main, found, "Counts & more")
        for format in MIMES:
            choose(main, found, say(f"leaving.{format}"))
            name, content = fetched(main, found)
            assert name == f"strike-counts.{format}"
            if format == "png":
                picture = Image.open(io.BytesIO(content))
                assert (picture.size, picture.info["Title"]) == ((1200, 1200), "Counts & more")
            elif format == "pdf":
                assert "Counts & more" in PdfReader(io.BytesIO(content)).pages[0].extract_text()
            else:
                assert re.findall("<title>(.*?)</title>", content.decode())[0] == "Counts &amp; more"
    asks(main, measure=["killed"], place=["Palmyra"])


def test_the_page_of_a_chart_opens_without_a_net(main: Page, page: Page, tmp_path: Path) -> None:
    with unfolded(main, "timeline") as found:
        choose(main, found, say("leaving.html"))
        _, content = fetched(main, found)
    (tmp_path / "chart.html").write_bytes(content)
    page.context.set_offline(True)
    page.goto((tmp_path / "chart.html").as_uri())
    page.locator("#chart .main-svg").first.wait_for()
    expect(page.locator("main > p").first).to_contain_text("Only in Palmyra")


def test_sessions_that_download_at_once_never_get_each_others_pictures(context: BrowserContext, url: str) -> None:
    sessions = [(context.new_page(), chart, f"{title} {number}") for number, (chart, title) in enumerate(AT_ONCE)]
    for page, *_ in sessions:
        page.goto(url, wait_until="commit")
    for page, chart, title in sessions:
        settled(page)
        button = page.locator(f".st-key-leave_{chart} button").first
        button.focus()
        page.keyboard.press("Enter")
        found = page.get_by_test_id("stPopoverBody")
        choose(page, found, "SVG")
        entitle(page, found, title)
    waiting: list[tuple[str, Download]] = []
    for page, _, title in sessions:
        page.once("download", lambda download, title=title: waiting.append((title, download)))
        page.get_by_role("button", name=say("leaving.download"), exact=True).click(no_wait_after=True)
    comes(sessions[0][0], lambda: len(waiting), lambda found: found == len(sessions))
    for title, download in waiting:
        drawn = re.sub("<desc>.*?</desc>", "", Path(download.path()).read_text(encoding="utf-8"))
        assert re.findall(r">([^<>]* of mine \d)<", drawn) == [title] * 2
    for page, *_ in sessions:
        page.close()


def test_a_chart_stands_alone_in_a_frame_with_its_credit(main: Page, page: Page, url: str, tmp_path: Path) -> None:
    with unfolded(main, "strike_counts") as found:
        code = copied(main, found)
    address = unescape(re.findall('src="(.*?)"', code)[0])
    assert parse_qs(urlsplit(address).query) == {
        "embed": ["true"], "chart": ["strike_counts"], "measure": ["killed"], "place": ["Palmyra"]
    }  # fmt: skip
    (tmp_path / "theirs.html").write_text(f"<!doctype html><title>Theirs</title>{code}", encoding="utf-8")
    page.goto((tmp_path / "theirs.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".js-plotly-plot .main-svg").first.wait_for()
    expect(frame.locator(".js-plotly-plot")).to_have_count(1)
    expect(frame.get_by_role("navigation")).to_have_count(0)
    link = str(frame.get_by_role("link", name=say("leaving.whole")).get_attribute("href"))
    assert parse_qs(urlsplit(link).query) == {"measure": ["killed"], "place": ["Palmyra"]}
    assert link.startswith(url)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_frame_keeps_its_address(page: Page, url: str, chart: str) -> None:
    page.goto(f"{url}/?embed=true&chart={chart}&lanes=place")
    page.locator(".js-plotly-plot .main-svg .subplot").first.wait_for()
    page.wait_for_function(ENDED)
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    asks(page, embed=["true"], chart=[chart], lanes=["place"])


def test_a_comparison_is_framed_at_the_dashboards_own_address_and_leads_back_to_its_page(
    opened: Opened, page: Page, url: str
) -> None:
    with unfolded(opened("/compare?sides_by=place", charts=1), "compare") as found:
        address = unescape(re.findall('src="(.*?)"', copied(page, found))[0])
    assert address == f"{url}/?embed=true&chart=compare&sides_by=place"
    page.goto(address)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    expect(page.get_by_role("link", name=say("leaving.whole"))).to_have_attribute(
        "href", f"{url}/compare?sides_by=place"
    )


def test_a_chart_that_is_not_there_is_said_to_be_none(page: Page, url: str) -> None:
    page.goto(f"{url}/?embed=true&chart=pie*")
    expect(page.get_by_text("There is no chart “pie*”")).to_be_visible()
