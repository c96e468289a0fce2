"""What the tests of exploring share: data sets small and large on one page, and how a reader touches a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from demo_sets import claims as several_sets

from data_prep.frame import from_rows
from data_prep.frame_conform import conform
from tests.browser.waits import ENDED, at_rest, becomes

if TYPE_CHECKING:
    from playwright.sync_api import Page

MANY = 4000
UMBRELLA, MEMBER = "Syrian Democratic Forces", "YPG"
PLOT = """chart => {
    const plot = document.querySelector(`[class*="st-key-chart_${chart}"] .js-plotly-plot`);
    const {x, y} = plot.getBoundingClientRect(), axes = plot._fullLayout, across = axes.xaxis, up = axes.yaxis;
    return {left: x + across._offset, top: y + up._offset, width: across._length, height: up._length};
}"""
MARKS = """([chart, layer]) => [...document.querySelectorAll(`[class*="st-key-chart_${chart}"] .${layer} .point path`)]
    .map(path => path.getBoundingClientRect())
    .filter(box => box.width > 4 && box.height > 4 && box.top > 100 && box.bottom < innerHeight)
    .map(box => [box.x + box.width / 2, box.y + box.height / 2])"""
TEXTS = """chart => [...document.querySelectorAll(`[class*="st-key-chart_${chart}"] .js-plotly-plot text`)]
    .map(text => text.textContent)"""
CIRCLES = """() => [...document.querySelectorAll('[class*="st-key-chart_map"] .scatterlayer .points path')]
    .map(path => path.getBoundingClientRect()).sort((one, other) => other.width - one.width)
    .map(box => [box.x + box.width / 2, box.y + box.height / 2])"""


def claims() -> pd.DataFrame:
    """The claims of several data sets made by hand; two of an umbrella and its member; and so many UCDP events that a
    timeline of them is a density."""
    members = from_rows([_of(1, UMBRELLA), _of(2, MEMBER)])
    many = from_rows(_one_of_many(number) for number in range(MANY))
    return conform(pd.concat([several_sets(), members, many], ignore_index=True))


def _of(number: int, actor: str) -> dict[str, Any]:
    return _row("report", f"member-{number}", 10 + number) | {"perpetrators": [actor], "attribution": "stated"}


def _one_of_many(number: int) -> dict[str, Any]:
    day = f"2015-{number % 12 + 1:02}-{number % 28 + 1:02}"
    sides = {"perpetrators": [f"Group {number % 40}"], "attribution": "stated"}
    return _row("ucdp-ged", f"many-{number}", 1) | {"date_start": day, "date_end": day} | sides


def _row(dataset: str, name: str, day: int) -> dict[str, Any]:
    return {
        "claim_id": f"{dataset}:{name}:claim",
        "event_id": f"{dataset}:{name}",
        "dataset": dataset,
        "date_start": f"2016-03-{day:02}",
        "date_end": f"2016-03-{day:02}",
        "date_precision": "day",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "stance": "reported",
        "country": "SYR",
        "source": "SANA",
        "document": f"{dataset}.csv",
        "sentence": f"Note {name}.",
    }


def chips(page: Page) -> list[str]:
    """The words of the chips, without their crosses, now."""
    texts = page.locator(".st-key-chips [class*=st-key-chip_] p").all_inner_texts()
    return [text.strip() for text in texts]


def has_chips(page: Page, *wanted: str) -> None:
    """Wait until these are the chips, and no others."""
    becomes(page, lambda: chips(page), list(wanted))


def until(page: Page, test: str, arg: object = None) -> None:
    """Wait until something is so in the page, and the page has run to its end."""
    page.wait_for_function(test, arg=arg)
    page.wait_for_function(ENDED)


def asked(page: Page, text: str) -> None:
    """Wait until the address holds these words."""
    until(page, "text => decodeURIComponent(location.search).includes(text)", text)


def not_asked(page: Page, text: str) -> None:
    until(page, "text => !decodeURIComponent(location.search).includes(text)", text)


def choose(page: Page, name: str, label: str) -> None:
    """Click a choice; wait until the address has it or has lost it."""
    before = page.url
    page.locator(f".st-key-{name}").get_by_text(label, exact=True).click()
    until(page, "before => location.href !== before", before)


def texts_of(page: Page, chart: str) -> str:
    return " ".join(page.evaluate(TEXTS, chart))


def says(page: Page, chart: str, text: str) -> None:
    """Wait until these words stand in a chart."""
    until(page, f"([chart, text]) => ({TEXTS})(chart).join(' ').includes(text)", [chart, text])


def at(page: Page, chart: str, across: float, down: float) -> tuple[float, float]:
    """The place on the screen at these shares of a chart's plot, which is scrolled into sight."""
    page.locator(f'[class*="st-key-chart_{chart}"]').first.scroll_into_view_if_needed()
    where = at_rest(page, PLOT, chart)
    return where["left"] + across * where["width"], where["top"] + down * where["height"]


def drag(page: Page, *path: tuple[float, float]) -> None:
    page.mouse.move(*path[0])
    page.mouse.down()
    for point in path[1:]:
        page.mouse.move(*point, steps=6)
    page.mouse.up()


def write(page: Page, name: str, text: str) -> None:
    """Type into a list of names and press Enter."""
    box = page.locator(f".st-key-{name} input")
    box.click()
    box.fill(text)
    page.get_by_role("option").filter(has_text=text).first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
