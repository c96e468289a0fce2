"""A chart as a page of its own: it opens from a disk without a net, at any width, and runs nothing but its own."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import demo
import pytest
from playwright.sync_api import expect

from dashboard import offline
from dashboard.alt.table import as_html
from dashboard.drawn import CHARTS, Drawing
from dashboard.events import table_of
from dashboard.filters import Filtered
from dashboard.language import LANGUAGE
from dashboard.pictures import picture
from dashboard.state import Selection
from dashboard.texts import say

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>"


def drawing(chart: str = "timeline", title: str = "") -> Drawing:
    return Drawing(chart, Filtered(table_of(demo.claims()), Selection()), title)


def opened(browser_page: Page, folder: Path, content: bytes, width: int = 1200) -> Page:
    (folder / "chart.html").write_bytes(content)
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.context.set_offline(True)
    browser_page.goto((folder / "chart.html").as_uri())
    browser_page.locator("#chart .main-svg").first.wait_for()
    return browser_page


def test_it_asks_nobody_for_anything() -> None:
    text = picture(drawing(), "html").decode()
    body = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    assert "default-src 'none'" in body
    assert not re.search(r"""(src|href)=["']""", body)


def test_its_figures_and_its_words_are_all_there() -> None:
    one = drawing()
    text = picture(one, "html").decode()
    (data,) = re.findall(r'id="figures">(.*?)</script>', text, flags=re.DOTALL)
    wide, narrow = json.loads(data)
    assert wide["layout"]["meta"]["sheet"]["width"] > narrow["layout"]["meta"]["sheet"]["width"]
    for words in (one.caption.title, one.caption.subtitle, one.caption.counts_line, *one.caption.notes):
        assert words in text
    assert f"<summary>{say('leaving.table')}</summary>" in text


def test_it_says_its_language_and_the_direction_it_is_read_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert '<html lang="en" dir="ltr">' in picture(drawing(), "html").decode()
    path = tmp_path / "ar.toml"
    path.write_text('[locale]\ncode = "ar"\ndirection = "rtl"\n', encoding="utf-8")
    monkeypatch.setenv(LANGUAGE, str(path))
    text = picture(drawing(), "html").decode()
    assert '<html lang="ar" dir="rtl">' in text
    assert '<div id="chart" dir="ltr"' in text
    assert f'<p dir="auto">{drawing().caption.subtitle}</p>' in text
    assert str(tmp_path) not in text


@pytest.mark.browser
@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("width", [1200, 390])
def test_it_opens_from_a_disk_without_a_net(page: Page, tmp_path: Path, chart: str, width: int) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    found = opened(page, tmp_path, picture(drawing(chart), "html"), width)
    found.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
    expect(found.get_by_role("img").first).to_have_attribute("aria-label", drawing(chart).alt)
    found.locator("summary").click()
    expect(found.locator("tbody tr").nth(3)).to_be_visible()
    assert said == []


@pytest.mark.browser
def test_what_somebody_wrote_into_a_claim_does_not_run(page: Page, tmp_path: Path) -> None:
    one = drawing(title=HOSTILE)
    found = opened(page, tmp_path, picture(one, "html"))
    assert found.evaluate("window.hacked") is None
    assert found.title() == HOSTILE
    expect(found.locator("h1")).to_have_text(HOSTILE)


@pytest.mark.browser
def test_even_a_script_that_came_in_would_not_run(page: Page, tmp_path: Path) -> None:
    content = picture(drawing(), "html").replace(b"<main>", b"<main><script>window.hacked = 1</script>")
    assert opened(page, tmp_path, content).evaluate("window.hacked") is None


def test_a_table_without_rows_is_still_a_page() -> None:
    table = as_html([], "Nothing")
    assert b"</details>" in offline.page([drawing().figure(358)], drawing().caption, "", table)


@pytest.mark.browser
def test_labels_stand_in_the_same_places_in_a_language_that_runs_to_the_left(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = _label_ends(opened(page, tmp_path, picture(drawing(), "html")))
    path = tmp_path / "ar.toml"
    path.write_text('[locale]\ncode = "ar"\ndirection = "rtl"\n', encoding="utf-8")
    monkeypatch.setenv(LANGUAGE, str(path))
    right = _label_ends(opened(page, tmp_path, picture(drawing(), "html")))
    assert right == pytest.approx(left, abs=1)


def _label_ends(page: Page) -> list[float]:
    """Where each label begins, from the chart's left side."""
    found: list[float] = page.evaluate(
        "[...document.querySelectorAll('#chart text')].map(text => text.getBoundingClientRect().left"
        " - document.querySelector('#chart').getBoundingClientRect().left)"
    )
    return found
