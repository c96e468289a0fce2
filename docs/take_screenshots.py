"""The pictures in docs/screenshots: every view of the real page, on a desk and on a phone, light and dark.

The reports are those in seeds/; the tables are as UCDP GED, ACLED and Airwars publish them, their events made up.

``python -m docs.take_screenshots``, or ``make screenshots``.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page

from benchmarks.page import CHARTS, DRAWN, chromium
from benchmarks.serve import ROOT, streamlit
from data_prep import prepare
from tests import tables_made

FOLDER = Path(__file__).with_name("screenshots")
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Name of the picture: address, number of charts to wait for, heading to scroll to, and what to unfold.
HOW = "[class*=st-key-how_]"
VIEWS: dict[str, tuple[str, int, str, str]] = {
    "timeline": ("/", CHARTS, "", ""),
    "evidence": ("/?event={event}", CHARTS, "Evidence", ""),
    "how-read": ("/?event={event}", CHARTS, "", HOW),
    "strike-counts": ("/?measure=killed", CHARTS, "Strike counts", ""),
    "data": ("/data", 0, "", ""),
    "add": ("/add", 0, "", ""),
    "about": ("/about", 0, "", ""),
}
TABLE_VIEWS: dict[str, tuple[str, int, str, str]] = {
    "compare": ("/?dataset=compare&lanes=place", CHARTS, "", ""),
    "compare-timeline": ("/?dataset=compare&lanes=place", CHARTS, "Timeline", ""),
    "compare-counts": ("/?dataset=compare&measure=killed", CHARTS, "Strike counts", ""),
    "left-out": (
        "/data?dataset=airwars&leave_out=harm-weak&leave_out=harm-contested&leave_out=harm-discounted",
        0,
        "",
        "",
    ),
}
OWN_TABLE = """Date of incident,Town,Perpetrator,Killed,Injured,Who reported it,Verified by
04/05/2016,Homs,Government of Syria,3,7,SANA,two of us
06/05/2016,Idlib,Russia,5-7,about 20,Syrian Observatory for Human Rights,nobody
11/05/2016,Raqqa,US-led Coalition,dozens,,Raqqa Is Being Slaughtered Silently,one of us
"""
"""A table in no known format, whose days may be months."""
AT_REST = 1500
"""Milliseconds."""
TO_THE_TOP = "heading => heading.scrollIntoView({block: 'start'})"
ABOVE_IT = """summary => { summary.style.scrollMarginTop = '7rem'; summary.scrollIntoView({block: 'start'}); }"""


def most_told_event() -> str:
    """The event of the seeds with the most claims from different reports."""
    claims = prepare([ROOT / "seeds"]).claims
    by_event = claims.groupby("event_id")
    ranked = by_event["document"].nunique() * 1000 + by_event.size()
    return str(ranked.idxmax())


def pages(browser: Browser) -> Iterator[tuple[str, Page]]:
    """A page of every size and theme, and what it is called."""
    for theme in THEMES:
        for size, (width, height) in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, device_scale_factor=1
            )
            yield f"{size}-{theme}", context.new_page()
            context.close()


def pictures(browser: Browser, url: str) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of every view of the seeds, in every size and theme."""
    event = quote(most_told_event(), safe="")
    for look, page in pages(browser):
        for view, (address, charts, heading, folded) in VIEWS.items():
            yield f"{view}-{look}", picture(page, url + address.format(event=event), charts, heading, folded)


def pictures_of_tables(browser: Browser, url: str) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of every view of event tables, and of the questions about a table in no known format."""
    for look, page in pages(browser):
        for view, (address, charts, heading, folded) in TABLE_VIEWS.items():
            yield f"{view}-{look}", picture(page, url + address, charts, heading, folded)
        yield f"columns-{look}", picture_of_columns(page, url)


def picture_of_columns(page: Page, url: str) -> bytes:
    """What is asked about the columns of a table, once it is dropped."""
    page.goto(f"{url}/add")
    page.locator("input[type=file]").set_input_files(
        {"name": "own-records.csv", "mimeType": "text/csv", "buffer": OWN_TABLE.encode()}
    )
    page.get_by_role("button", name="Read these files").click()
    page.get_by_role("button", name="Read it", exact=True).wait_for()
    page.wait_for_function(DRAWN, arg=0)
    page.get_by_role("heading", name="Columns of").evaluate(TO_THE_TOP)
    return still(page)


def picture(page: Page, address: str, charts: int, heading: str, folded: str) -> bytes:
    """The page at this address as PNG, once it stands still, with the first of what is folded up opened."""
    page.goto(address)
    page.wait_for_function(DRAWN, arg=charts)
    page.get_by_role("heading").first.wait_for()
    if heading:
        page.get_by_role("heading", name=heading, exact=True).first.evaluate(TO_THE_TOP)
    if folded:
        page.wait_for_timeout(AT_REST)  # the page may be drawn once more, for the width of the screen
        summary = page.locator(f"{folded} summary").first
        summary.click()
        page.locator(f"{folded} dl").first.wait_for()
        summary.evaluate(ABOVE_IT)
    return still(page)


def still(page: Page) -> bytes:
    """What stands on the screen as PNG, once nothing moves."""
    page.mouse.move(1, 1)
    page.wait_for_timeout(AT_REST)
    return page.screenshot()


def main() -> None:
    """Take every picture anew; 256 colours each, which keeps the repository small."""
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        with streamlit() as url:
            keep(pictures(browser, url))
        with tempfile.TemporaryDirectory() as folder:
            for made in (tables_made.ucdp(), tables_made.acled(), tables_made.airwars_csv()):
                made.write(Path(folder))
            with streamlit(environment={**os.environ, "CONFLICT_TIMELINE_INPUT": folder}) as url:
                keep(pictures_of_tables(browser, url))


def keep(taken: Iterator[tuple[str, bytes]]) -> None:
    """Every picture in the folder, under its name."""
    for name, content in taken:
        Image.open(io.BytesIO(content)).convert("RGB").quantize(256).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
