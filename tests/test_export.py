"""Figures that stand alone: the caption is on them, whole; white around them moves nothing."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest
from demo import claims as demo_claims

from dashboard import export
from dashboard.caption import Caption, caption
from dashboard.charts import timeline
from dashboard.drawing.layout import Sheet
from dashboard.drawing.text import width
from dashboard.state import Selection
from dashboard.words import words

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


def test_what_is_said_otherwise_on_paper_is_said_somewhere_on_screen() -> None:
    told = {text for part in ("timeline", "counts", "map", "density") for text in words(part).values()}
    for screen in words("on_paper"):
        assert any(screen in text for text in told)


def test_words_of_the_screen_are_found_wherever_a_line_is_broken() -> None:
    for screen in words("on_paper"):
        assert "<br>" not in export._on_paper(f"A{screen.replace(' ', '<br>')}B")


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


@pytest.mark.parametrize("shape", [(1600, 900), (1200, 1200)])
@pytest.mark.parametrize("width_hint", [360, 1100])
def test_white_is_added_and_nothing_moved_or_stretched(shape: tuple[int, int], width_hint: int) -> None:
    figure = export.for_print(timeline.build(CLAIMS, width_hint=width_hint), SAID)
    wide = export.padded(figure, shape)
    before, after = export.sheet_of(figure), export.sheet_of(wide)
    assert (after.width * shape[1], wide.layout.width, wide.layout.height) == (
        after.height * shape[0],
        after.width,
        after.height,
    )
    assert (after.plot, after.plot_width) == (before.plot, before.plot_width)
    for side in ("top", "bottom", "left", "right"):
        assert getattr(after, side) >= getattr(before, side)
    assert texts(wide) == texts(figure)
    from_top = [(1 - one.layout.legend.y) * one.layout.height - one.layout.margin.t for one in (figure, wide)]
    assert from_top[0] == pytest.approx(from_top[1])
