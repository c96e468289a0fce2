"""Pictures of every chart: whole and unstretched in every size, the same for the same, never another thread's."""

from __future__ import annotations

import asyncio
import io
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import demo
import demo_sets
import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard import command_export, command_options, export, pictures, printing
from dashboard.drawing.text import width
from dashboard.drawn import CHARTS, Drawing
from dashboard.events import table_of
from dashboard.filters import Filtered
from dashboard.pictures import MIMES, SIZES, picture
from dashboard.state import Selection
from dashboard.texts import say
from data_prep import conform

if TYPE_CHECKING:
    from pathlib import Path

LONG = "Brigade of the Martyrs of the Northern Countryside and its Allied Councils"
PRINTED = ("png", "svg", "pdf")


def _many() -> pd.DataFrame:
    """Forty actors and places with long names, three events each."""
    one = demo.claims().iloc[[2]]
    rows = [
        one.assign(
            claim_id=f"{lane}-{number}",
            event_id=f"{lane}-{number}",
            date_start=(day := pd.Timestamp(2016, 1 + number, 1 + lane % 27)),
            date_end=day,
            perpetrators=pd.Series([[f"{lane} {LONG}"]], index=one.index, dtype=one["perpetrators"].dtype),
        )
        for lane in range(40)
        for number in range(3)
    ]
    return conform(pd.concat(rows, ignore_index=True))


@cache
def drawing(chart: str, what: str = "demo", title: str = "") -> Drawing:
    claims = {"demo": demo.claims, "sets": demo_sets.claims, "one": lambda: demo.claims().head(1), "many": _many}[what]
    return Drawing(chart, Filtered(table_of(claims()), Selection(measure="killed")), title)


@pytest.mark.parametrize("what", ["demo", "sets", "one", "many"])
@pytest.mark.parametrize("shape", [(1600, 900), (1200, 1200)])
@pytest.mark.parametrize("chart", CHARTS)
def test_a_shape_holds_the_whole_chart(chart: str, shape: tuple[int, int], what: str) -> None:
    figure = pictures._shaped(drawing(chart, what), shape)
    sheet = export.sheet_of(figure)
    assert sheet.width * shape[1] == sheet.height * shape[0]
    said = {note.name: note for note in figure.layout.annotations}
    assert {"title", "counts", "sources"} <= set(said)
    for note in (said["title"], said["counts"], said["sources"]):
        lines = unescape(re.sub("</?b>", "", note.text)).split("<br>")
        assert max(width(line, note.font.size) for line in lines) + 8 <= sheet.width
    lowest = said["sources"]
    assert lowest.yshift - len(lowest.text.split("<br>")) * lowest.font.size * 1.3 >= -sheet.bottom


def test_a_few_lanes_are_drawn_large_and_many_still_whole() -> None:
    few, many = (export.sheet_of(pictures._shaped(drawing("timeline", what), (1600, 900))) for what in ("one", "many"))
    assert few.width < pictures.PRINT_WIDTH < many.width


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_png_has_its_size_and_says_what_it_is(chart: str, size: str) -> None:
    one = drawing(chart)
    found = Image.open(io.BytesIO(picture(one, "png", size)))
    wanted = SIZES[size]
    assert found.width == round(wanted.width * wanted.sharp)
    assert wanted.height in (None, found.height)
    assert found.info["Title"] == one.caption.title
    assert found.info["Description"] == one.alt
    assert round(found.info["dpi"][0]) == wanted.dots
    edge = found.convert("RGB").crop((0, 0, found.width, 4)).getcolors()
    assert edge == [(found.width * 4, (255, 255, 255))]
    assert len(found.convert("RGB").getcolors(1 << 24) or ()) > 50


@pytest.mark.browser
def test_print_is_28_cm_wide_at_300_dots_an_inch() -> None:
    assert Image.open(io.BytesIO(picture(drawing("map"), "png"))).width == pytest.approx(28 / 2.54 * 300, abs=2)
    page = PdfReader(io.BytesIO(picture(drawing("map"), "pdf"))).pages[0]
    assert float(page.mediabox.width) == pytest.approx(28 / 2.54 * 72, abs=1)


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_pdf_is_one_page_of_text(chart: str, size: str) -> None:
    one = drawing(chart)
    found = PdfReader(io.BytesIO(picture(one, "pdf", size)))
    assert len(found.pages) == 1
    assert found.metadata is not None
    assert found.metadata.title == one.caption.title
    said = " ".join(found.pages[0].extract_text().split())
    assert one.caption.title in said
    assert "Syrian Observatory for Human Rights" in said


@pytest.mark.browser
@pytest.mark.parametrize("chart", CHARTS)
def test_an_svg_holds_its_texts_and_is_the_same_every_time(chart: str) -> None:
    one = drawing(chart)
    found = picture(one, "svg", "web").decode()
    assert found.encode() == picture(one, "svg", "web")
    assert f"<title>{one.caption.title}</title>" in found
    assert 'width="1600.00" height="900.00"' in found
    assert "zoom out" not in re.sub("<desc>.*?</desc>", "", found)


@pytest.mark.browser
def test_the_titles_of_many_threads_are_never_swapped() -> None:
    def drawn(number: int) -> tuple[int, str, bytes]:
        format = PRINTED[number % 3]
        return number, format, picture(drawing("map", "one", f"Picture number {number}"), format, "square")

    with ThreadPoolExecutor(6) as pool:
        for number, format, found in pool.map(drawn, range(18)):
            title = f"Picture number {number}"
            if format == "png":
                assert Image.open(io.BytesIO(found)).info["Title"] == title
            elif format == "pdf":
                assert title in PdfReader(io.BytesIO(found)).pages[0].extract_text()
            else:
                drawn_texts = re.sub("<desc>.*?</desc>", "", found.decode())
                assert re.findall(r">(Picture number \d+)<", drawn_texts) == [title] * 2


@pytest.mark.parametrize("format", PRINTED)
def test_without_a_browser_it_says_what_to_do_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, format: str
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "no-such-browser"))
    monkeypatch.setattr(printing, "_Press", None)
    assert printing.browser() is None
    with pytest.raises(printing.ExportError, match="install Chromium"):
        picture(drawing("timeline"), format)


def test_a_page_needs_no_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "no-such-browser"))
    assert picture(drawing("timeline"), "html").startswith(b"<!doctype html>")


def test_a_browser_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def never(*_: object) -> None:
        await asyncio.sleep(3600)

    fake = tmp_path / "chromium"
    fake.touch()
    monkeypatch.setenv("BROWSER_PATH", str(fake))
    monkeypatch.setattr(printing, "START", 0.1)
    monkeypatch.setattr(printing._Press, "_start", never)
    printing.stop()
    with pytest.raises(printing.ExportError, match="did not answer in time"):
        picture(drawing("timeline"), "svg")


def test_page_and_command_line_offer_the_same() -> None:
    assert all(say(f"leaving.{name}") for name in (*MIMES, *SIZES))
    assert tuple(SIZES) == command_options.SIZES
    assert tuple(CHARTS) == tuple(name.replace("-", "_") for name in command_options.CHARTS)
    assert {f".{format}" for format in MIMES} == set(command_export.endings(command_options.CHARTS[0]))
