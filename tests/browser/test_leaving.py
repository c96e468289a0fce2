"""What leaves of the page in Chromium: pictures and pages by a button, many at once, and charts in frames elsewhere."""

from __future__ import annotations

import io
import re
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
from tests.browser.conftest import settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Locator, Page

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser
TITLES = {"timeline": "A timeline of mine", "strike_counts": "Counts of mine", "map": "A map of mine"}


def unfolded(page: Page, chart: str) -> Locator:
    """What lies behind the button under a chart, opened by key."""
    button = page.locator(f".st-key-leave_{chart} button").first
    button.focus()
    page.keyboard.press("Enter")
    found = page.get_by_test_id("stPopoverBody")
    found.get_by_role("button", name=say("leaving.download")).wait_for()
    return found


def choose(page: Page, within: Locator, name: str) -> None:
    within.get_by_text(name, exact=True).click()
    ready(page)


def ready(page: Page) -> None:
    """Wait until a click has been heard and answered."""
    page.wait_for_timeout(300)
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")


def entitle(page: Page, within: Locator, title: str) -> None:
    within.get_by_label(say("leaving.title")).fill(title)
    page.keyboard.press("Enter")
    ready(page)


def fetched(page: Page, within: Locator) -> tuple[str, bytes]:
    with page.expect_download(timeout=60_000) as waiting:
        within.get_by_role("button", name=say("leaving.download")).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_closed_button_holds_nothing(opened: Opened) -> None:
    page = opened()
    assert page.get_by_role("button", name=say("leaving.heading")).count() == len(TITLES)
    assert page.get_by_label(say("leaving.title")).count() == 0
    assert page.get_by_role("button", name=say("leaving.download"), exact=True).count() == 0


def test_a_chart_leaves_in_every_format_under_a_title_of_ones_own(opened: Opened) -> None:
    page = opened("/?measure=killed")
    found = unfolded(page, "strike_counts")
    choose(page, found, say("leaving.square"))
    entitle(page, found, "Counts & more")
    for format in MIMES:
        choose(page, found, say(f"leaving.{format}"))
        name, content = fetched(page, found)
        assert name == f"strike-counts.{format}"
        if format == "png":
            picture = Image.open(io.BytesIO(content))
            assert (picture.size, picture.info["Title"]) == ((1200, 1200), "Counts & more")
        elif format == "pdf":
            assert "Counts & more" in PdfReader(io.BytesIO(content)).pages[0].extract_text()
        else:
            assert re.findall("<title>(.*?)</title>", content.decode())[0] == "Counts &amp; more"
    assert "title" not in parse_qs(urlsplit(page.url).query)


def test_the_page_of_a_chart_opens_without_a_net(opened: Opened, tmp_path: Path) -> None:
    page = opened("/?place=Palmyra")
    found = unfolded(page, "timeline")
    choose(page, found, say("leaving.html"))
    _, content = fetched(page, found)
    (tmp_path / "chart.html").write_bytes(content)
    page.context.set_offline(True)
    page.goto((tmp_path / "chart.html").as_uri())
    page.locator("#chart .main-svg").first.wait_for()
    assert "Only in Palmyra" in page.locator("main > p").first.inner_text()


def test_sessions_that_download_at_once_never_get_each_others_pictures(browser: Browser, url: str) -> None:
    sessions = []
    for number, (chart, title) in enumerate([*TITLES.items(), *TITLES.items()]):
        page = browser.new_context(accept_downloads=True).new_page()
        page.goto(url)
        settled(page)
        found = unfolded(page, chart)
        choose(page, found, "SVG")
        entitle(page, found, f"{title} {number}")
        sessions.append((page, found, f"{title} {number}"))
    waiting = []
    for page, found, title in sessions:
        page.once("download", lambda download, title=title: waiting.append((title, download)))
        found.get_by_role("button", name=say("leaving.download")).click(no_wait_after=True)
    for page, _, title in sessions:
        while title not in {given for given, _ in waiting}:
            page.wait_for_timeout(100)
    for title, download in waiting:
        drawn = re.sub("<desc>.*?</desc>", "", Path(download.path()).read_text(encoding="utf-8"))
        assert re.findall(r">([^<>]* of mine \d)<", drawn) == [title] * 2
    for page, *_ in sessions:
        page.context.close()


def test_a_chart_stands_alone_in_a_frame_with_its_credit(opened: Opened, page: Page, url: str, tmp_path: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    found = unfolded(opened("/?measure=killed&place=Palmyra"), "strike_counts")
    found.get_by_role("button", name=say("leaving.copy")).click()
    page.wait_for_timeout(300)
    code = page.evaluate("navigator.clipboard.readText()")
    address = unescape(re.findall('src="(.*?)"', code)[0])
    assert parse_qs(urlsplit(address).query) == {
        "embed": ["true"], "chart": ["strike_counts"], "measure": ["killed"], "place": ["Palmyra"]
    }  # fmt: skip
    (tmp_path / "theirs.html").write_text(f"<!doctype html><title>Theirs</title>{code}", encoding="utf-8")
    page.goto((tmp_path / "theirs.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=30_000)
    expect(frame.locator(".js-plotly-plot")).to_have_count(1)
    expect(frame.get_by_role("navigation")).to_have_count(0)
    link = frame.get_by_role("link", name=say("leaving.whole"))
    assert parse_qs(urlsplit(str(link.get_attribute("href"))).query) == {"measure": ["killed"], "place": ["Palmyra"]}
    assert str(link.get_attribute("href")).startswith(url)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_frame_keeps_its_address(page: Page, url: str, chart: str) -> None:
    page.goto(f"{url}/?embed=true&chart={chart}&lanes=place")
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=30_000)
    ready(page)
    assert parse_qs(urlsplit(page.url).query) == {"embed": ["true"], "chart": [chart], "lanes": ["place"]}
    assert page.locator(".js-plotly-plot").count() == 1


def test_a_comparison_is_framed_at_the_dashboards_own_address_and_leads_back_to_its_page(
    opened: Opened, page: Page, url: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    found = unfolded(opened("/compare?sides_by=place", charts=1), "compare")
    found.get_by_role("button", name=say("leaving.copy")).click()
    page.wait_for_timeout(300)
    address = unescape(re.findall('src="(.*?)"', page.evaluate("navigator.clipboard.readText()"))[0])
    assert address == f"{url}/?embed=true&chart=compare&sides_by=place"
    page.goto(address)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=30_000)
    link = page.get_by_role("link", name=say("leaving.whole"))
    assert link.get_attribute("href") == f"{url}/compare?sides_by=place"


def test_a_chart_that_is_not_there_is_said_to_be_none(page: Page, url: str) -> None:
    page.goto(f"{url}/?embed=true&chart=pie*")
    expect(page.get_by_text("There is no chart “pie*”")).to_be_visible(timeout=30_000)
