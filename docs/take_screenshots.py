"""The pictures in docs/screenshots and the page that shows them: views of the real page, on a desk and on a phone,
light and dark. Which views, says docs/screens.toml.

The reports are those in seeds/; the tables are as UCDP GED, ACLED and Airwars publish them, their events made up; so
are the 2.5 million events. ``python -m docs.take_screenshots``, or ``make screenshots``, takes all of them;
``python -m docs.take_screenshots map data`` only the views of these names, and leaves the others as they are.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from PIL import Image

from benchmarks import claims_made
from benchmarks.page import DRAWN, chromium
from benchmarks.serve import ROOT, streamlit
from data_prep import prepare
from tests import tables_made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
FOLDER = HERE / "screenshots"
SEEDS = ROOT / "seeds"
MANY = 2_500_000
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OWN_TABLE = """Date of incident,Town,Perpetrator,Killed,Injured,Who reported it,Verified by
04/05/2016,Homs,Government of Syria,3,7,SANA,two of us
06/05/2016,Idlib,Russia,5-7,about 20,Syrian Observatory for Human Rights,nobody
11/05/2016,Raqqa,US-led Coalition,dozens,,Raqqa Is Being Slaughtered Silently,one of us
"""
"""A table in no known format, whose days may be months."""
AT_REST, PATIENCE = 1500, 180_000
"""Milliseconds: until nothing moves any more, and until a page is given up."""
TO_THE_TOP = "heading => heading.scrollIntoView({block: 'start'})"
BELOW_THE_MENU = """found => { found.style.scrollMarginTop = '7rem'; found.scrollIntoView({block: 'start'}); }"""
INTRO = """# Every view

Taken by `make screenshots` at 1440 by 900 and 390 by 844, from the dashboard on `seeds/` and, where it says so, on
event tables made up for the tests or on a table of 2.5 million events made up for the benchmarks. Which views these
are, [screens.toml](screens.toml) says; this page is written with the pictures.
"""


@dataclass(frozen=True)
class View:
    """A table of docs/screens.toml."""

    name: str
    title: str
    address: str
    data: str = "seeds"
    charts: int = 0
    heading: str = ""
    chart: str = ""
    act: str = ""


def views() -> list[View]:
    """All views, in the order of the page that shows them."""
    return [View(**table) for table in tomllib.loads((HERE / "screens.toml").read_text(encoding="utf-8"))["view"]]


# What the page is served on


def _input(path: Path) -> dict[str, str]:
    return {"CONFLICT_TIMELINE_INPUT": str(path)}


def _tables(folder: Path) -> dict[str, str]:
    for made in (tables_made.ucdp(), tables_made.acled(), tables_made.airwars_csv()):
        made.write(folder)
    return _input(folder)


def _many(folder: Path) -> dict[str, str]:
    claims_made.write(folder / "claims.parquet", MANY)
    return _input(folder / "claims.parquet")


DATA: Mapping[str, Callable[[Path], dict[str, str]]] = {
    "seeds": lambda _: _input(SEEDS),
    "warned": lambda _: _input(SEEDS) | {"CONFLICT_TIMELINE_WARNING": "1"},
    "tables": _tables,
    "nothing": _input,
    "many": _many,
}
"""What each server shows: an empty folder to fill -> variables of its environment."""


@contextmanager
def _served(data: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "CONFLICT_TIMELINE_CACHE": "", **DATA[data](Path(folder))}
        with streamlit(environment=environment) as url:
            yield url


def most_told_event() -> str:
    """The event of the seeds with the most claims from different reports."""
    claims = prepare([SEEDS]).claims
    by_event = claims.groupby("event_id")
    ranked = by_event["document"].nunique() * 1000 + by_event.size()
    return str(ranked.idxmax())


# What is done on a page before its picture is taken


def _unfold(page: Page) -> None:
    """How the first claim was read."""
    page.wait_for_timeout(AT_REST)  # the page may be drawn once more, for the width of the screen
    how = "[class*=st-key-how_]"
    summary = page.locator(f"{how} summary").first
    summary.click()
    page.locator(f"{how} dl").first.wait_for()
    summary.evaluate(BELOW_THE_MENU)


def _leave(page: Page) -> None:
    """What the button under the first chart opens."""
    page.wait_for_timeout(AT_REST)
    button = page.locator(".st-key-leave_timeline button").first
    button.evaluate(BELOW_THE_MENU)
    button.click()
    page.locator(".st-key-file_timeline").wait_for()
    page.wait_for_function(DRAWN, arg=0)


def _cover(page: Page) -> None:
    """The switch that takes the cover off, and what lies under it."""
    page.wait_for_timeout(AT_REST)
    page.locator(".st-key-read_evidence").evaluate(BELOW_THE_MENU)


def _drop(page: Page) -> None:
    """What is asked about the columns of a table, once it is dropped."""
    page.locator("input[type=file]").set_input_files(
        {"name": "own-records.csv", "mimeType": "text/csv", "buffer": OWN_TABLE.encode()}
    )
    page.get_by_role("button", name="Read these files").click()
    page.get_by_role("button", name="Read it", exact=True).wait_for()
    page.wait_for_function(DRAWN, arg=0)
    page.get_by_role("heading", name="Columns of").evaluate(TO_THE_TOP)


ACTS: Mapping[str, Callable[[Page], None]] = {
    "unfold": _unfold,
    "leave": _leave,
    "cover": _cover,
    "drop": _drop,
}


# The pictures


def looks(browser: Browser) -> Iterator[tuple[str, Page]]:
    """A page of every size and theme, and what it is called."""
    for theme in THEMES:
        for size, (width, height) in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, device_scale_factor=1
            )
            context.set_default_timeout(PATIENCE)
            yield f"{size}-{theme}", context.new_page()
            context.close()


def pictures(browser: Browser, url: str, wanted: Sequence[View], event: str) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of these views, in every size and theme."""
    for look, page in looks(browser):
        for view in wanted:
            yield f"{view.name}-{look}", picture(page, url, view, event)


def picture(page: Page, url: str, view: View, event: str) -> bytes:
    """What stands on the screen as PNG, once nothing moves."""
    page.goto(url + view.address.format(event=event))
    page.wait_for_function(DRAWN, arg=view.charts)
    page.locator("[data-testid=stMain] :is(h1, h2, .js-plotly-plot)").first.wait_for()
    _scroll(page, view)
    if view.act:
        ACTS[view.act](page)
    page.mouse.move(1, 1)
    page.wait_for_timeout(AT_REST)
    return page.screenshot()


def _scroll(page: Page, view: View) -> None:
    """To the view's heading or the choices of its chart; on a phone, where these fill the screen, to the chart."""
    if view.chart:
        page.wait_for_timeout(AT_REST)  # the page may be drawn once more, for the width of the screen
        what = "chart" if page.evaluate("innerWidth") < SIZES["desktop"][0] else "choices"
        page.locator(f"[class*=st-key-{what}_{view.chart}]").first.evaluate(BELOW_THE_MENU)
    elif view.heading:
        page.get_by_role("heading", name=view.heading, exact=True).first.evaluate(TO_THE_TOP)


def keep(name: str, content: bytes) -> None:
    """A picture in the folder, under its name; 256 colours, rare ones too, keep the repository small."""
    Image.open(io.BytesIO(content)).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE).save(
        FOLDER / f"{name}.png", optimize=True
    )


def files_of(view: View) -> list[str]:
    """The names of a view's pictures, without their ending."""
    return [f"{view.name}-{size}-{theme}" for size in SIZES for theme in THEMES]


def shown(all_views: Sequence[View]) -> str:
    """The page that shows all pictures."""
    return "\n".join([INTRO, *(_section(view) for view in all_views)])


def _section(view: View) -> str:
    rows = [
        " | ".join(f"![{view.title}, {size}, {theme}](screenshots/{view.name}-{size}-{theme}.png)" for theme in THEMES)
        for size in SIZES
    ]
    return "\n".join([f"## {view.title}\n", "| light | dark |", "| --- | --- |", *(f"| {row} |" for row in rows), ""])


def main(named: Sequence[str] = ()) -> None:
    """Take the pictures of the named views, or of all, anew; write the page; take away pictures of no view."""
    FOLDER.mkdir(exist_ok=True)
    every = views()
    event = quote(most_told_event(), safe="")
    with chromium() as browser:
        for data in DATA:
            wanted = [view for view in every if view.data == data and (not named or view.name in named)]
            if not wanted:
                continue
            with _served(data) as url:
                for name, content in pictures(browser, url, wanted, event):
                    keep(name, content)
    known = {name for view in every for name in files_of(view)}
    for path in FOLDER.glob("*.png"):
        if path.stem not in known:
            path.unlink()
    (HERE / "screens.md").write_text(shown(every), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
