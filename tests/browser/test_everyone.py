"""The page for everyone: by keyboard, without sight, on a phone, in scripts that run from right to left."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import data_prep
from benchmarks.page import CHARTS
from benchmarks.serve import streamlit
from tests.browser.waits import at_rest, becomes, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    Opened = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("everyone")]  # one worker, so one server and one browser

RIGHT_TO_LEFT = """date,place,killed,source,notes
2016-03-19,حلب,12,المرصد السوري لحقوق الإنسان,قتل 12 شخصا في غارة جوية على حلب (منطقة الشعار) يوم السبت.
2016-03-20,ירושלים,3,הארץ,"שלושה נהרגו בירושלים (העיר העתיקה), 20.3.2016."
2016-03-21,Homs,5,SANA سانا,"At least 5 killed in حمص (Homs), SANA said."
"""
MOST_TABS = 200
REST = 12
"""Looks at a page in which nothing moves any more: a button may come late, and a page is run anew for another width."""
PARTS_THERE = "() => document.querySelectorAll('*').length"
PARTS = (
    *("actor", "role", "start", "end", "place", "event_type", "source", "strip", "lanes", "measure"),
    *("leave_timeline", "table_timeline", "table_map", "event", "copy_citation", "close_event"),
)
"""What the tab key comes by, by a part of its key."""
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(head => head.offsetParent)
    .map(head => Number(head.tagName[1]))"""
# How what had the focus before looks now; the key of what has it, how that looks with it, and what it is.
FOCUSED = """async () => {
    await new Promise(then => setTimeout(then, 60));
    for (let frame = 0; frame < 20 && window.looks && window.looks() === window.looked; frame++)
        await new Promise(requestAnimationFrame);
    const left = window.looks?.() ?? '';
    let here = document.activeElement;
    while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
    if (here === document.body) return [left, '', '', ''];
    const around = [here, ...here.children, here.nextElementSibling, here.previousElementSibling];
    for (let up = here.parentElement, level = 0; up && level < 5; up = up.parentElement, level++) around.push(up);
    window.looks = () => around.filter(Boolean).map(one => getComputedStyle(one)).map(style =>
        [style.outline, style.boxShadow, style.border, style.backgroundColor, style.color].join()).join();
    const keyed = here.closest('[class*="st-key-"]') ?? here.getRootNode().host?.closest('[class*="st-key-"]');
    window.looked = window.looks();
    return [left, [...(keyed?.classList ?? [])].find(name => name.startsWith('st-key-')) ?? '', window.looked,
            here.outerHTML.slice(0, 120)];
}"""
NAMELESS = """() => [...document.querySelectorAll('button, a[href], input, select, textarea, [role=slider], img')]
    .filter(one => one.offsetParent && !one.closest('[aria-hidden=true]'))
    .filter(one => !(one.getAttribute('aria-label') || one.getAttribute('aria-labelledby') || one.labels?.length
        || one.innerText?.trim() || one.title || one.getAttribute('alt') || one.placeholder))
    .map(one => one.outerHTML.slice(0, 160))"""
PLACES = """() => [...document.querySelectorAll('.claim, .claim > *')].map(one => {
    const box = one.getBoundingClientRect(), whole = document.querySelector('.st-key-evidence').getBoundingClientRect();
    return [box.left - whole.left, box.top - whole.top, box.width, box.height];
})"""
SLOWEST = """() => Math.max(...[...document.querySelectorAll('button, summary, a')]
    .flatMap(one => getComputedStyle(one).transitionDuration.split(',').map(parseFloat)))"""
WIDER = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
STANDS = """() => JSON.stringify([...document.querySelectorAll('[data-testid=stMain], .js-plotly-plot')].map(one =>
    [one.scrollWidth, one.scrollHeight, one.clientWidth]))"""
ORDER = """(selector) => {
    const element = document.querySelector(selector);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = document.createRange();
    const found = {};
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (let at = 0; at < node.length; at++) {
            range.setStart(node, at); range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            (found[Math.round(box.top)] ??= []).push([box.left, node.data[at]]);
        }
    return Object.values(found).map(line => line.sort((a, b) => a[0] - b[0]).map(one => one[1]).join(''));
}"""


@pytest.fixture(scope="module")
def other_scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page on a table in Arabic and Hebrew, its first event open, with the warning switched on."""
    folder = tmp_path_factory.mktemp("right-to-left")
    (folder / "table.csv").write_text(RIGHT_TO_LEFT, encoding="utf-8")
    with streamlit(
        environment={**os.environ, "CONFLICT_TIMELINE_INPUT": str(folder), "CONFLICT_TIMELINE_WARNING": "1"}
    ) as address:
        yield f"{address}/?event={first_event(folder, 'table.csv')}"


def first_event(folder: Path, document: str) -> str:
    """The id of the first event that a file tells of."""
    claims = data_prep.prepare([folder]).claims
    return str(claims.loc[claims["document"].str.startswith(document), "event_id"].iloc[0])


@pytest.fixture(scope="module", params=["/", "/data", "/add", "/about"])
def there(request: pytest.FixtureRequest, context: BrowserContext, url: str) -> Iterator[Page]:
    """Each page of the dashboard, opened once for the tests that only look at it."""
    page = context.new_page()
    page.goto(url + request.param)
    settled(page, charts=CHARTS if request.param == "/" else 0)
    at_rest(page, PARTS_THERE, looks=REST)
    yield page
    page.close()


def test_headings_go_down_one_at_a_time(there: Page) -> None:
    found = at_rest(there, HEADINGS)
    assert found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found)), found


def test_landmarks_language_and_names(there: Page) -> None:
    becomes(there, lambda: there.evaluate("document.documentElement.lang"), "en")
    becomes(there, lambda: there.locator("header, nav, main, [role=main], section[aria-label]").count() >= 2, True)
    becomes(there, lambda: there.evaluate(NAMELESS), [])


@pytest.mark.parametrize(("width", "height"), [(390, 844), (720, 450)])
def test_a_phone_and_200_percent_have_no_sideways_scrolling(there: Page, width: int, height: int) -> None:
    """At 200 % a window of 1440 by 900 is one of 720 by 450."""
    there.set_viewport_size({"width": width, "height": height})
    there.wait_for_function("() => [...document.querySelectorAll('.js-plotly-plot')]"
                            ".every(chart => chart.getBoundingClientRect().right <= innerWidth)")  # fmt: skip
    at_rest(there, STANDS, looks=REST)
    assert there.evaluate(WIDER) <= 0


def test_every_part_is_reached_by_the_tab_key_and_seen_there(opened: Opened, folder: Path) -> None:
    page = opened(f"/?event={first_event(folder, 'raqqa.txt')}")
    page.locator(".claim").first.wait_for()
    at_rest(page, PARTS_THERE, looks=REST)
    page.emulate_media(reduced_motion="reduce")  # else a part has not yet changed when it is looked at
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    reached: set[str] = set()
    unseen: list[str] = []
    looks, named = "", ""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        left, key, looks_now, named_now = page.evaluate(FOCUSED)
        if looks and looks == left:
            unseen.append(named)
        looks, named = looks_now, named_now
        if not looks and len(reached) > 10:
            break
        reached.add(key)
    assert unseen == []
    for key in PARTS:
        assert any(key in one for one in reached), (key, sorted(reached))


@pytest.fixture(scope="module")
def main(context: BrowserContext, url: str) -> Iterator[Page]:
    """The main page, opened by one who wants no motion, once for several tests."""
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(url)
    settled(page)
    yield page
    page.close()


def test_no_motion_where_none_is_wanted(main: Page) -> None:
    expect(main.locator("button, summary, a")).not_to_have_count(0)
    becomes(main, lambda: main.evaluate(SLOWEST) < 0.01, True)


def test_charts_say_what_they_show(main: Page) -> None:
    for text in ("A timeline of 3 events.", "A map of 3 events."):
        said = f'.stPlotlyChart[aria-label*="{text}"], .stPlotlyChart [aria-label*="{text}"]'
        expect(main.locator(said)).not_to_have_count(0)


def test_a_table_opens_by_key_and_leads_to_the_evidence(main: Page) -> None:
    summary = main.locator(".st-key-table_timeline summary")
    summary.focus()
    main.keyboard.press("Enter")
    expect(main.locator(".st-key-table_timeline .twin tbody tr")).to_have_count(3)
    main.locator(".twin a").first.click()
    main.locator(".claim").first.wait_for()
    main.wait_for_url("**/*event=*")


def test_arabic_and_hebrew_read_from_right_to_left_and_figures_stay_beside_them(page: Page, other_scripts: str) -> None:
    page.goto(other_scripts)
    settled(page)
    page.get_by_text("Show the sentences").click()
    page.locator("[class*='st-key-open_claims']").wait_for()
    expect(page.locator(".claim blockquote")).to_have_css("direction", "rtl")
    sentence = page.evaluate(ORDER, ".claim blockquote")[0]
    assert sentence[::-1].strip().startswith("قتل")
    head = " ".join(page.evaluate(ORDER, ".claim h3"))
    assert head.index("ناسنإلا") < head.index("says that it happened")
    cells = page.evaluate(ORDER, ".side tbody tr")
    assert any(line.rstrip().endswith("12") for line in cells)


def test_words_stay_covered_until_the_visitor_agrees_and_nothing_moves(page: Page, other_scripts: str) -> None:
    page.goto(other_scripts)
    settled(page)
    words, figures = page.locator(".claim blockquote span"), page.locator(".side td").first
    expect(words).to_have_css("visibility", "hidden")
    expect(figures).to_have_text("12")
    before = at_rest(page, PLACES, looks=REST)
    switch = page.get_by_role("switch").or_(page.locator(".st-key-read_evidence input")).first
    switch.focus()
    page.keyboard.press("Space")
    page.locator("[class*='st-key-open_claims']").wait_for()
    expect(words).to_have_css("visibility", "visible")
    assert at_rest(page, PLACES, looks=REST) == before
    page.get_by_role("link", name="Data").click()
    page.get_by_role("heading", level=1, name="Data").wait_for()
    expect(page.locator(".st-key-read_data input")).to_be_checked()
