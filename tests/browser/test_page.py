"""The dashboard as a visitor meets it, in Chromium."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import expect

import data_prep
from benchmarks.page import CHARTS
from tests.browser.waits import asks, at_rest, becomes, pick, query, settled, tells

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Opened = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("page")]  # one worker, so one server and one browser

HOSTILE = """Air raid kills seven in Idlib <script>window.hacked = 1</script>

March 24, 2016

IDLIB, March 24 - A Syrian government air raid killed seven people in Idlib on Thursday, the <b>Syrian Observatory</b>
for Human Rights said <img src=x onerror="window.hacked = 2">. **Nothing** of $x^2$ is [markup](javascript:alert(1)).
"""
HOMS = """Bomb kills two in Homs

March 25, 2016

HOMS, March 25 - A car bomb killed two people in Homs on Friday, SANA said.
"""
TABLE = """day,town,dead_total,remarks
04/05/2016,Homs,3,A house was hit
06/05/2016,Idlib,1,A drone
"""
TEXTS_FIT = """() => [...document.querySelectorAll('.js-plotly-plot')].every(chart =>
    [...chart.querySelectorAll('text')].every(text =>
        text.getBoundingClientRect().right <= chart.getBoundingClientRect().right + 1))"""
BARS = """chart => [...document.querySelectorAll(`.st-key-chart_${chart} .barlayer .point path`)]
    .map(path => path.getBoundingClientRect()).filter(box => box.width > 4 && box.height > 4)
    .map(box => [box.x + box.width / 2, box.y + box.height / 2])"""


def choose_actor(page: Page, name: str, *, charts: int = CHARTS) -> None:
    pick(page, "actor", name)
    page.keyboard.press("Escape")
    page.locator(".st-key-chips").get_by_role("button", name=name).wait_for()
    settled(page, charts=charts)


def click_bar(page: Page, chart: str) -> None:
    """Click the first bar of a chart."""
    page.locator(f".st-key-chart_{chart}").scroll_into_view_if_needed()
    page.mouse.click(*at_rest(page, BARS, chart)[0])


def download(page: Page, key: str) -> Path:
    with page.expect_download(timeout=60_000) as waiting:
        page.locator(f".st-key-{key} button").first.click()
    return waiting.value.path()


def test_opens_draws_both_charts_and_asks_nobody_else(page: Page, opened: Opened):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    opened()
    expect(page).to_have_title("Conflict Timeline")
    tells(page, "3 events")
    assert {urlsplit(address).hostname for address in asked if address.startswith("http")} == {"127.0.0.1"}
    assert errors == []


def test_an_actor_filters_and_a_chip_takes_the_filter_off(opened: Opened):
    page = opened()
    choose_actor(page, "Russia")
    tells(page, "2 events")
    asks(page, actor=["Government of Russia"])
    page.locator(".st-key-chips button").first.click()
    asks(page)
    tells(page, "on 3 events, read from 3 documents")


def test_a_link_restores_the_view_and_back_goes_back(opened: Opened, folder: Path):
    claims = data_prep.prepare([folder]).claims
    event = claims.loc[claims["document"] == "raqqa.txt", "event_id"].iloc[0]
    page = opened(f"/?lanes=place&measure=killed&unit=day&start=2016-03-10&event={event}")
    expect(page.locator(".claim").filter(has_text="at least 12 civilians")).not_to_have_count(0)
    asked = query(page)
    page.locator(".st-key-lanes").get_by_text("Type").click()
    asks(page, **asked | {"lanes": ["type"]})
    settled(page)
    page.go_back()
    page.locator(".st-key-lanes [aria-checked=true]").filter(has_text="Place").wait_for()
    asks(page, **asked)


def test_a_bad_link_opens_the_default(opened: Opened):
    page = opened("/?actor=Nobody&start=yesterday&lanes=sideways&event=none")
    tells(page, "on 3 events, read from 3 documents")
    asks(page)


def test_choices_stay_from_page_to_page(opened: Opened):
    page = opened("/?lanes=type")
    choose_actor(page, "Russia")
    page.get_by_role("link", name="Data").click()
    page.get_by_role("heading", level=1, name="Data").wait_for()
    page.get_by_role("link", name="Timeline").click()
    settled(page)
    tells(page, "2 events")
    asks(page, lanes=["type"], actor=["Government of Russia"])


def test_the_widgets_of_another_page_show_what_a_link_asked_for(opened: Opened):
    page = opened("/?role=by&start=2016-03-01")
    page.get_by_role("link", name="Data").click()
    page.get_by_role("heading", level=1, name="Data").wait_for()
    expect(page.locator(".st-key-role [aria-checked=true]")).to_have_text("By")
    expect(page.locator(".st-key-start")).to_contain_text("01")


def test_a_click_opens_the_evidence_with_the_sentence_marked(opened: Opened):
    page = opened()
    click_bar(page, "timeline")
    page.locator(".claim").first.wait_for()
    becomes(page, lambda: list(query(page)), ["event"])
    page.locator(".report summary").first.click()
    sentence = page.locator(".claim blockquote").first.inner_text()
    expect(page.locator(".report mark").first).to_have_text(sentence, use_inner_text=True)


def test_a_click_on_a_bar_keeps_its_days(opened: Opened):
    page = opened("/?unit=day")
    click_bar(page, "strike_counts")
    page.locator(".st-key-chips").wait_for()
    becomes(page, lambda: sorted(query(page)), ["end", "start", "unit"])
    assert query(page)["start"] == query(page)["end"]


def test_a_pasted_report_is_seen_and_its_markup_is_not_run(opened: Opened):
    page = opened("/add", charts=0)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.locator(".st-key-pasted_text textarea").fill(HOSTILE)
    page.get_by_role("button", name="Read this report").click()
    page.get_by_role("link", name="See them in the timeline").click()
    tells(page, "on 4 events")
    settled(page)
    pick(page, "event", "24 March 2016 · Idlib")
    page.locator(".claim").first.wait_for()
    page.locator(".report summary").first.click()
    expect(page.locator(".report div").first).to_contain_text('<img src=x onerror="window.hacked = 2">')
    expect(page.locator(".report div").first).to_contain_text("**Nothing** of $x^2$")
    assert page.evaluate("window.hacked") is None
    assert dialogs == []


def test_dropped_files_are_read_and_the_unreadable_is_listed(opened: Opened):
    page = opened("/add", charts=0)
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "homs.txt", "mimeType": "text/plain", "buffer": HOMS.encode()},
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 nothing more"},
        ]
    )
    page.get_by_role("button", name="Read these files").click()
    page.get_by_text("Problems in reading").wait_for()
    page.get_by_text("homs.txt").and_(page.get_by_text("on 1 event")).wait_for()
    page.get_by_text("broken.pdf could not be read").wait_for()


def test_a_table_is_read_once_its_columns_are_put_right_and_shown_as_a_data_set_of_its_own(opened: Opened):
    page = opened("/add", charts=0)
    table = {"name": "mine.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.locator("input[type=file]").set_input_files([table])
    page.get_by_role("button", name="Read these files").click()
    page.get_by_role("heading", name="Columns of mine.csv").wait_for()
    expect(page.locator(".column").first).to_contain_text("04/05/2016 · 06/05/2016")
    page.get_by_text("5 April: month first").click()
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("mine.csv: Your own tables, 2 rows, 2 claims.").wait_for()
    expect(page.locator(".imported tbody tr")).to_have_count(1)
    page.get_by_role("link", name="See them in the timeline").click()
    tells(page, "on 2 events")
    asks(page, dataset=["table"])
    page.locator(".st-key-dataset").get_by_text("Side by side").click()
    expect(page.locator("h2.dataset")).to_have_text(["Reports", "Your own tables"])
    becomes(page, lambda: "compare" in page.url, True)


def test_the_cameras_picture_is_light_on_a_dark_screen(opened: Opened, page: Page):
    page.emulate_media(color_scheme="dark")
    opened()
    page.locator(".st-key-chart_timeline").hover()
    with page.expect_download() as waiting:
        page.locator(".st-key-chart_timeline .modebar-btn").first.click()
    with Image.open(waiting.value.path()) as picture:
        assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
        assert picture.width >= 2500


def test_csv_of_what_is_filtered(opened: Opened):
    page = opened("/data", charts=0)
    choose_actor(page, "Russia", charts=0)
    text = download(page, "download_csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["document"] for row in rows} == {"raqqa.txt", "palmyra.txt"}
    assert list(rows[0]) == list(data_prep.CLAIMS)


def test_the_table_of_claims_has_no_download_but_ours(opened: Opened):
    page = opened("/data", charts=0)
    page.locator("[data-testid=stDataFrame]").first.hover()
    page.get_by_role("button", name="Search").wait_for()
    assert page.get_by_role("button", name="Download as CSV").count() == 0


def test_charts_are_laid_out_anew_when_the_window_changes(opened: Opened, page: Page):
    opened()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.querySelector('.js-plotly-plot').getBoundingClientRect().width < 400")
    page.wait_for_function(TEXTS_FIT)


@pytest.mark.parametrize("width", [390, 800])
def test_a_narrow_screen_clips_nothing(opened: Opened, page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 844})
    opened()
    page.wait_for_function(TEXTS_FIT)
    page.wait_for_function("width => document.querySelector('[data-testid=stMain]').scrollWidth <= width", arg=width)


def test_how_a_claim_was_read_unfolds_below_it(opened: Opened, folder: Path):
    claims = data_prep.prepare([folder]).claims
    event = claims.loc[claims["document"] == "raqqa.txt", "event_id"].iloc[0]
    page = opened(f"/?event={event}")
    page.locator(".claim").first.wait_for()
    expect(page.locator(".claim.how")).to_have_count(0)
    page.locator("[class*=st-key-how_] summary").first.click()
    expect(page.locator(".claim.how")).to_contain_text("events.csv:")
    expect(page.locator(".claim.how")).to_contain_text("date rule")
    asks(page, event=[event])


def test_two_quick_clicks_take_off_two_filters(opened: Opened):
    page = opened("/?attribution=stated&stance=reported")
    chips = page.locator(".st-key-chips button")
    expect(chips).to_have_count(3)
    page.evaluate(
        """async () => {
            const [first, second] = document.querySelectorAll('.st-key-chips button');
            first.click();
            await new Promise(resolve => setTimeout(resolve, 60));
            second.click();
        }"""
    )
    expect(chips).to_have_count(0)
    page.wait_for_function("() => location.search === ''")
