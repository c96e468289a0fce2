"""The pictures in docs/screenshots: every view of the real page, on a desk and on a phone, light and dark; on seeds/, and
on tables as UCDP GED, ACLED and Airwars publish them, with events made up for the tests.

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
VIEWS = {
    "timeline": ("/", CHARTS, "", ""),
    "evidence": ("/?event={event}", CHARTS, "Evidence", ""),
    "how-read": ("/?event={event}", CHARTS, "", HOW),
    "strike-counts": ("/?measure=killed", CHARTS, "Strike counts", ""),
    "data": ("/data", 0, "", ""),
    "add": ("/add", 0, "", ""),
    "about": ("/about", 0, "", ""),
}
TABLE_VIEWS = {
    "compare": ("/?dataset=compare&lanes=place", COMPARED, "", ""),
    "compare-counts": ("/?dataset=compare&measure=killed", COMPARED, "Strike counts", ""),
    "left-out": ("/data?dataset=airwars&leave_out=harm-weak&leave_out=harm-contested&leave_out=harm-discounted", 0, "", ""),
}
OWN_TABLE = """Date of incident,Town,Perpetrator,Killed,Injured,Who reported it,Verified by
04/05/2016,Homs,Government of Syria,3,7,SANA,two of us
06/05/2016,Idlib,Russia,5-7,about 20,Syrian Observatory for Human Rights,nobody
11/05/2016,Raqqa,US-led Coalition,dozens,,Raqqa Is Being Slaughtered Silently,one of us
"""
"""A table in no known format, whose days may be months."""
TO_THE_TOP = "heading => heading.scrollIntoView({block: 'start'})"
ABOVE_IT = """summary => { summary.style.scrollMarginTop = '7rem'; summary.scrollIntoView({block: 'start'}); }"""


def most_told_event() -> str:
    """The event of the seeds with the most claims from different reports."""
    claims = prepare([ROOT / "seeds"]).claims
    by_event = claims.groupby("event_id")
    ranked = by_event["document"].nunique() * 1000 + by_event.size()
    return str(ranked.idxmax())


def pictures(browser: Browser, url: str) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of every view in every size and theme."""
    event = quote(most_told_event(), safe="")
    for theme in THEMES:
        for size, (width, height) in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, device_scale_factor=1
            )
            page = context.new_page()
            for view, (address, *what) in VIEWS.items():
                yield f"{view}-{size}-{theme}", picture(page, url + address.format(event=event), *what)
            context.close()


def picture(page: Page, address: str, charts: int, heading: str, folded: str) -> bytes:
    """The page at this address as PNG, once it stands still, with the first of what is folded up opened."""
    page.goto(address)
    page.wait_for_function(DRAWN, arg=charts)
    page.get_by_role("heading").first.wait_for()
    if heading:
        page.get_by_role("heading", name=heading, exact=True).first.evaluate(TO_THE_TOP)
    if folded:
        summary = page.locator(f"{folded} summary").first
        summary.click()
        page.locator(f"{folded} dl").first.wait_for()
        summary.evaluate(ABOVE_IT)
    page.mouse.move(1, 1)
    page.wait_for_timeout(1500)
    return page.screenshot()


def main() -> None:
    """Take every picture anew; 256 colours each, which keeps the repository small."""
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser, streamlit() as url:
        for name, content in pictures(browser, url):
            Image.open(io.BytesIO(content)).convert("RGB").quantize(256).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
