"""The page for everyone: by keyboard, without sight, on a phone, in scripts that run from right to left."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

import data_prep
from benchmarks.serve import streamlit
from tests.browser.conftest import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser

RIGHT_TO_LEFT = """date,place,killed,source,notes
2016-03-19,حلب,12,المرصد السوري لحقوق الإنسان,قتل 12 شخصا في غارة جوية على حلب (منطقة الشعار) يوم السبت.
2016-03-20,ירושלים,3,הארץ,"שלושה נהרגו בירושלים (העיר העתיקה), 20.3.2016."
2016-03-21,Homs,5,SANA سانا,"At least 5 killed in حمص (Homs), SANA said."
"""
MOST_TABS = 200
PARTS = (
    *("actor", "role", "start", "end", "place", "event_type", "source", "strip", "lanes", "measure"),
    *("leave_timeline", "table_timeline", "table_map", "event", "copy_citation", "close_event"),
)
"""What the tab key comes by, by a part of its key."""
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(head => head.offsetParent)
    .map(head => Number(head.tagName[1]))"""
FOCUSED = """() => {
    let here = document.activeElement;
    while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
    if (here === document.body) return null;
    const around = [here, ...here.children, here.nextElementSibling, here.previousElementSibling];
    for (let up = here.parentElement, level = 0; up && level < 5; up = up.parentElement, level++) around.push(up);
    window.looks = () => around.filter(Boolean).map(one => getComputedStyle(one)).map(style =>
        [style.outline, style.boxShadow, style.border, style.backgroundColor, style.color].join()).join();
    const keyed = here.closest('[class*="st-key-"]') ?? here.getRootNode().host?.closest('[class*="st-key-"]');
    return [[...(keyed?.classList ?? [])].find(name => name.startsWith('st-key-')) ?? '', window.looks(),
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
WIDER = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
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


@pytest.mark.parametrize("path", ["/", "/data", "/add", "/about"])
def test_headings_go_down_one_at_a_time(opened: Opened, path: str) -> None:
    page = opened(path, charts=2 if path == "/" else 0)
    found = page.evaluate(HEADINGS)
    assert found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found)), found


@pytest.mark.parametrize("path", ["/", "/data", "/add", "/about"])
def test_landmarks_language_and_names(opened: Opened, path: str) -> None:
    page = opened(path, charts=2 if path == "/" else 0)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("document.querySelectorAll('header, nav, main, [role=main], section[aria-label]').length") >= 2
    assert page.evaluate(NAMELESS) == []


def test_every_part_is_reached_by_the_tab_key_and_seen_there(opened: Opened, folder: Path) -> None:
    page = opened(f"/?event={first_event(folder, 'raqqa.txt')}")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    reached: set[str] = set()
    unseen: list[str] = []
    looks, named = "", ""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        page.wait_for_timeout(60)
        if looks and looks == page.evaluate("window.looks()"):
            unseen.append(named)
        key, looks, named = page.evaluate(FOCUSED) or ("", "", "")
        if not looks and len(reached) > 10:
            break
        reached.add(key)
    assert unseen == []
    for key in PARTS:
        assert any(key in one for one in reached), (key, sorted(reached))


def test_a_table_opens_by_key_and_leads_to_the_evidence(opened: Opened) -> None:
    page = opened()
    summary = page.locator(".st-key-table_timeline summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.locator(".twin tbody tr").first.wait_for()
    assert page.locator(".st-key-table_timeline .twin tbody tr").count() == 3
    page.locator(".twin a").first.click()
    page.locator(".claim").first.wait_for()
    assert "event=" in page.url


def test_charts_say_what_they_show(opened: Opened) -> None:
    page = opened()
    texts = page.evaluate("[...document.querySelectorAll('.stPlotlyChart [aria-label], .stPlotlyChart[aria-label]')]"
                          ".map(one => one.getAttribute('aria-label')).join(' ')")  # fmt: skip
    assert "A timeline of 3 events." in texts
    assert "A map of 3 events." in texts


@pytest.mark.parametrize(("width", "height"), [(390, 844), (720, 450)])
@pytest.mark.parametrize("path", ["/", "/data", "/add", "/about"])
def test_a_phone_and_200_percent_have_no_sideways_scrolling(opened: Opened, path: str, width: int, height: int) -> None:
    """At 200 % a window of 1440 by 900 is one of 720 by 450."""
    page = opened(path, charts=2 if path == "/" else 0)
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(1500)
    if path == "/":
        settled(page)
    assert page.evaluate(WIDER) <= 0


def test_arabic_and_hebrew_read_from_right_to_left_and_figures_stay_beside_them(page: Page, other_scripts: str) -> None:
    page.goto(other_scripts)
    settled(page)
    page.get_by_text("Show the sentences").click()
    page.locator("[class*='st-key-open_claims']").wait_for()
    assert page.locator(".claim blockquote").evaluate("one => getComputedStyle(one).direction") == "rtl"
    sentence = page.evaluate(ORDER, ".claim blockquote")[0]
    assert sentence[::-1].strip().startswith("قتل")
    head = " ".join(page.evaluate(ORDER, ".claim h3"))
    assert head.index("ناسنإلا") < head.index("says that it happened")
    cells = page.evaluate(ORDER, ".side tbody tr")
    assert any(line.rstrip().endswith("12") for line in cells)


def places_at_rest(page: Page) -> object:
    """Where the parts of the evidence stand once nothing moves any more: a button may come late."""
    page.wait_for_function(
        f"""() => {{
        const places = JSON.stringify(({PLACES})());
        const rests = window.placesSeen === places;
        window.placesSeen = places;
        return rests;
    }}""",
        polling=400,
    )
    return page.evaluate(PLACES)


def test_words_stay_covered_until_the_visitor_agrees_and_nothing_moves(page: Page, other_scripts: str) -> None:
    page.goto(other_scripts)
    settled(page)
    words, figures = page.locator(".claim blockquote span"), page.locator(".side td").first
    assert words.evaluate("one => getComputedStyle(one).visibility") == "hidden"
    assert figures.inner_text() == "12"
    before = places_at_rest(page)
    switch = page.get_by_role("switch").or_(page.locator(".st-key-read_evidence input")).first
    switch.focus()
    page.keyboard.press("Space")
    page.locator("[class*='st-key-open_claims']").wait_for()
    settled(page)
    assert words.evaluate("one => getComputedStyle(one).visibility") == "visible"
    assert places_at_rest(page) == before
    page.get_by_role("link", name="Data").click()
    page.get_by_role("heading", level=1, name="Data").wait_for()
    assert page.locator(".st-key-read_data input").is_checked()


def test_no_motion_where_none_is_wanted(browser: Browser, url: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(url)
    settled(page)
    longest = page.evaluate("""() => Math.max(...[...document.querySelectorAll('button, summary, a')]
        .flatMap(one => getComputedStyle(one).transitionDuration.split(',').map(parseFloat)))""")
    assert longest < 0.01
    context.close()
