"""Figures that stand alone: the caption around them, white to a wanted shape, the camera's settings."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from math import ceil, gcd
from typing import TYPE_CHECKING, Any

from dashboard.drawing.figure import held, redrawn, redrawn_traces
from dashboard.drawing.layout import NARROW, SMALL, Sheet, lines_height, note
from dashboard.drawing.text import block, wrap
from dashboard.theme import palette
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dashboard.caption import Caption
    from dashboard.drawing.figure import Figure
    from dashboard.theme import Palette

SCALE = 3
"""Dots of the camera's picture for each pixel of the screen."""
TITLE, SUBTITLE = 19, 13
EDGE = 8
"""Pixels of white at the left of every text."""
SPACE = 10
BORDER = 12
MODE_BAR = 34
"""Pixels of white above the title, and what the mode bar takes there: on a phone above it, else beside it."""
HAIR = 0.01
"""Pixels between the boxes of a picture. Without any plotly leaves it to the program that shows a PDF to enlarge the
boxes, and some blur them."""
BUTTONS = 210
"""Pixels of the mode bar's width."""


def for_screen(figure: Figure, caption: Caption) -> Figure:
    """A copy of a built figure with its caption around it: title, span and filters above; counts, notes and sources
    below. It is what the page shows, so that the picture the mode bar's camera takes of it stands alone."""
    return _dressed(figure, caption)


def for_print(figure: Figure, caption: Caption) -> Figure:
    """Like ``for_screen``, without the words that only make sense on a screen. Its texts are wrapped to the width that
    the figure was built for."""
    printed = _dressed(figure, caption)
    notes = [{**said, "text": _on_paper(said["text"])} for said in printed.to_dict()["layout"]["annotations"]]
    layout = {"annotations": notes, "width": sheet_of(printed).width}
    return redrawn(redrawn_traces(printed, "heatmap", xgap=HAIR), **layout)


def _on_paper(text: str) -> str:
    """The words without what only a screen can do, wherever they are broken into lines."""
    for screen, paper in words("on_paper").items():
        text = re.sub(r"(?: |<br>)".join(map(re.escape, screen.split(" "))), paper, text)
    return text


def padded(figure: Figure, shape: tuple[int, int]) -> Figure:
    """A figure of ``for_print`` in the middle of so much white that its width is to its height as ``shape`` says:
    nothing is cut off, and nothing stretched."""
    sheet, layout = sheet_of(figure), figure.to_dict()["layout"]
    step = shape[0] // gcd(*shape)
    width = step * ceil(max(sheet.width, sheet.height * shape[0] / shape[1]) / step)
    height = width * shape[1] // shape[0]
    left, above = (width - sheet.width) // 2, (height - sheet.height) // 2
    right, below = width - sheet.width - left, height - sheet.height - above
    wide = Sheet(width, sheet.top + above, sheet.plot, sheet.bottom + below, sheet.left + left, sheet.right + right)
    legend = {**layout.get("legend", {}), "x": left / width, "y": _legend_y(layout, sheet, wide)}
    margin = {"l": wide.left, "r": wide.right, "t": wide.top, "b": wide.bottom}
    return redrawn(
        figure,
        meta={**layout["meta"], "sheet": asdict(wide)},
        width=width,
        height=height,
        margin={**layout["margin"], **margin},
        legend=legend,
    )


def camera_config(caption: Caption, figure: Figure) -> dict[str, Any]:
    """``config`` of ``st.plotly_chart``: the mode bar, and the camera's file name, size and scale.

    ``figure`` is the figure as built or as dressed by ``for_screen``; the camera's picture has the width it was built
    for. The figure is light whatever the screen's theme, and so is the picture.
    """
    sheet = sheet_of(figure) if _is_dressed(figure) else _sheet_with(caption, sheet_of(figure))
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "responsive": True,
        "scrollZoom": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "toImageButtonOptions": {
            "format": "png",
            "filename": _file_name(caption),
            "width": sheet.width,
            "height": sheet.height,
            "scale": SCALE,
        },
    }


def _file_name(caption: Caption) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{caption.title} {caption.span}".lower()).strip("-")[:80] or "chart"


def sheet_of(figure: Figure) -> Sheet:
    """The measures of a figure, as built or as dressed."""
    return Sheet(**held(figure, "meta")["sheet"])


def _is_dressed(figure: Figure) -> bool:
    return "caption" in held(figure, "meta")


def _dressed(figure: Figure, caption: Caption) -> Figure:
    if _is_dressed(figure):
        return redrawn(figure)
    bare, sheet = sheet_of(figure), _sheet_with(caption, sheet_of(figure))
    layout = figure.to_dict()["layout"]
    return redrawn(
        figure,
        meta={**layout["meta"], "sheet": asdict(sheet), "caption": caption.title},
        height=sheet.height,
        margin={**layout["margin"], "t": sheet.top, "b": sheet.bottom},
        legend={**layout.get("legend", {}), "y": _legend_y(layout, bare, sheet)},
        annotations=[*layout.get("annotations", ()), *_annotations(caption, bare, sheet)],
    )


def _sheet_with(caption: Caption, bare: Sheet) -> Sheet:
    above = _border(bare) + _height(_head(caption, bare.width)) + SPACE
    below = _height(_foot(caption, bare.width)) + 2 * SPACE
    return replace(bare, top=bare.top + above, bottom=bare.bottom + below)


def _border(bare: Sheet) -> int:
    return MODE_BAR if bare.width < NARROW else BORDER


def _annotations(caption: Caption, bare: Sheet, sheet: Sheet) -> Iterator[dict[str, Any]]:
    colours = palette()
    shift = sheet.top - _border(bare)
    for name, lines, size, bold in _head(caption, bare.width):
        yield _text(name, lines, size, sheet, colours, y=1, shift=shift, bold=bold)
        shift -= lines_height(len(lines), size)
    shift = -bare.bottom - SPACE
    for name, lines, size, bold in _foot(caption, bare.width):
        yield _text(name, lines, size, sheet, colours, y=0, shift=shift, bold=bold)
        shift -= lines_height(len(lines), size)


_Block = tuple[str, list[str], int, bool]


def _head(caption: Caption, width: int) -> list[_Block]:
    room = width - 2 * EDGE - (BUTTONS if width >= NARROW else 0)
    texts = [("title", caption.title, TITLE, True), ("subtitle", caption.subtitle, SUBTITLE, False)]
    return [(name, wrap(text, room, size), size, bold) for name, text, size, bold in texts if text]


def _foot(caption: Caption, width: int) -> list[_Block]:
    return [(name, wrap(text, width - 2 * EDGE, SMALL), SMALL, False) for name, text in _foot_texts(caption) if text]


def _foot_texts(caption: Caption) -> Iterator[tuple[str, str]]:
    yield "counts", caption.counts_line
    yield "notes", " ".join(caption.notes)
    yield "sources", caption.sources


def _height(blocks: list[_Block]) -> int:
    return sum(lines_height(len(lines), size) for _, lines, size, _ in blocks)


def _text(
    name: str, lines: list[str], size: int, sheet: Sheet, colours: Palette, *, y: int, shift: float, bold: bool
) -> dict[str, Any]:
    text = block(lines)
    return note(
        f"<b>{text}</b>" if bold else text,
        x=0,
        y=y,
        xanchor="left",
        yanchor="top",
        xshift=EDGE - sheet.left,
        yshift=shift,
        font={"size": size, "color": colours.ink if y else colours.muted},
        name=name,
    )


def _legend_y(layout: Mapping[str, Any], bare: Sheet, sheet: Sheet) -> float | None:
    """The legend keeps its distance from the plot, though heights in a figure are shares of the whole."""
    y = layout.get("legend", {}).get("y")
    if y is None:
        return None
    from_top = (1 - float(y)) * bare.height + sheet.top - bare.top
    return 1 - from_top / sheet.height
