"""Pictures: the caption is on them, they are light and large, threads never swap them, and no browser is said so."""

from __future__ import annotations

import asyncio
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import plotly.graph_objects as go
import pytest
from demo import claims as demo_claims

from dashboard import export, printing
from dashboard.caption import Caption, caption
from dashboard.charts import strike_counts, timeline
from dashboard.drawing.layout import Sheet
from dashboard.drawing.text import width
from dashboard.state import Selection

CLAIMS = demo_claims()
SAID = caption(CLAIMS, Selection(actor=("Russia",), place=("Palmyra", "Raqqa")), total_claims=40)


def texts(figure: go.Figure) -> dict[str, str]:
    return {note.name: note.text for note in figure.layout.annotations}


@pytest.mark.parametrize("width_hint", [360, 1100])
def test_the_figure_carries_its_caption(width_hint: int) -> None:
    found = texts(export.for_screen(timeline.build(CLAIMS, width_hint=width_hint), SAID))
    said = {name: text.replace("<br>", " ") for name, text in found.items()}
    assert SAID.title in said["title"]
    assert SAID.span in said["subtitle"]
    assert "involving Russia; in Palmyra or Raqqa" in said["subtitle"]
    assert said["counts"] == SAID.counts_line
    assert said["sources"] == SAID.sources
    assert said["notes"] == " ".join(SAID.notes)


@pytest.mark.parametrize("width_hint", [360, 1100])
def test_no_line_of_text_is_wider_than_the_picture_and_no_text_lies_outside(width_hint: int) -> None:
    long = Caption("A title " * 30, "filters " * 60, "", "", "sources, " * 60, "counts " * 30, ("a note. " * 40,))
    figure = export.for_print(timeline.build(CLAIMS, width_hint=width_hint), long)
    sheet = Sheet(**figure.layout.meta["sheet"])
    for note in figure.layout.annotations:
        if note.name in ("title", "subtitle", "counts", "notes", "sources"):
            lines = note.text.replace("<b>", "").replace("</b>", "").split("<br>")
            assert max(width(line, note.font.size) for line in lines) <= sheet.width
            assert -sheet.bottom < note.yshift <= sheet.top
            height = len(lines) * note.font.size * 1.3
            assert note.yshift - height >= (-sheet.bottom if note.y == 0 else 0)


def test_the_plot_keeps_its_height_under_a_caption() -> None:
    bare = timeline.build(CLAIMS)
    dressed = export.for_screen(bare, SAID)
    plots = [each.layout.height - each.layout.margin.t - each.layout.margin.b for each in (bare, dressed)]
    assert plots[0] == plots[1]
    assert texts(bare).get("title") is None


def test_a_caption_is_put_on_once() -> None:
    once = export.for_screen(timeline.build(CLAIMS), SAID)
    assert export.for_print(once, SAID).layout.height == once.layout.height


def test_print_says_nothing_of_zooming() -> None:
    screen, paper = (each(timeline.build(CLAIMS), SAID) for each in (export.for_screen, export.for_print))
    assert "zoom out" in texts(screen)["before"]
    assert "zoom" not in "".join(texts(paper).values())


def test_the_camera_takes_the_captioned_figure_at_print_resolution() -> None:
    bare = timeline.build(CLAIMS, width_hint=980)
    dressed = export.for_screen(bare, SAID)
    config = export.camera_config(SAID, bare)
    assert config == export.camera_config(SAID, dressed)
    picture = config["toImageButtonOptions"]
    assert picture == {
        "format": "png",
        "filename": "who-did-what-and-when-27-february-31-march-2016",
        "width": 980,
        "height": dressed.layout.height,
        "scale": 3,
    }


def test_without_a_browser_it_says_what_to_do_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "no-such-browser"))
    monkeypatch.setattr(printing, "_Press", None)
    assert export.browser() is None
    with pytest.raises(export.ExportError, match="install Chromium"):
        export.to_png(timeline.build(CLAIMS))


def test_a_browser_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def never(*_: object) -> None:
        await asyncio.sleep(3600)

    fake = tmp_path / "chromium"
    fake.touch()
    monkeypatch.setenv("BROWSER_PATH", str(fake))
    monkeypatch.setattr(printing, "START", 0.1)
    monkeypatch.setattr(printing._Press, "_start", never)
    printing.stop()
    with pytest.raises(export.ExportError, match="did not answer in time"):
        export.to_png(timeline.build(CLAIMS))


@pytest.mark.browser
def test_the_png_has_its_size_and_is_not_blank() -> None:
    figure = export.for_print(strike_counts.build(CLAIMS, measure="killed", width_hint=600), SAID)
    wide, high, colours = _picture(export.to_png(figure, scale=2))
    assert (wide, high) == (1200, 2 * figure.layout.height)
    assert colours > 50


@pytest.mark.browser
def test_two_threads_never_swap_their_figures() -> None:
    def drawn(number: int) -> tuple[int, int]:
        figure = go.Figure(layout={"paper_bgcolor": "white", "height": 100 + number, "width": 200})
        return number, _picture(export.to_png(figure, width=200, height=100 + number, scale=1))[1]

    with ThreadPoolExecutor(2) as pool:
        for number, height in pool.map(drawn, range(12)):
            assert height == 100 + number


def _picture(png: bytes) -> tuple[int, int, int]:
    """Width, height and number of different four-byte pieces of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    body, position = b"", 8
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        if png[position + 4 : position + 8] == b"IDAT":
            body += png[position + 8 : position + 8 + length]
        position += 12 + length
    pixels = zlib.decompress(body)
    return wide, high, len({pixels[start : start + 4] for start in range(0, len(pixels), 4)})
