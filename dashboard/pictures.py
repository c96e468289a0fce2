"""A chart as a file: its picture in a size and a format, or a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from dashboard import export
from dashboard.alt.table import as_html
from dashboard.marked import marked
from dashboard.offline import page
from dashboard.printing import print_picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.drawing.figure import Figure
    from dashboard.drawn import Drawing

MIMES: Mapping[str, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html",
}
"""The formats, and what a browser is told of each."""
PRINT_WIDTH = 1100
"""The width that a figure is built for, where its size does not ask for another one."""
NARROWEST, WIDEST = 640, 2400
"""The widths that a figure is built for to come to a wanted shape: narrower is a phone's, of wider none is read."""
TRIES = 4
PAGE_WIDTHS = (1000, 358)
"""What the figures of a page are built for: a desk and a phone."""
HAIR = 1e-9
"""What a scale is larger, so that no rounding takes a row of pixels off."""
CM = 96 / 2.54
"""Pixels of a page to the centimetre."""


@dataclass(frozen=True)
class Size:
    """A picture's width and height in pixels; without a height it is as high as what it holds. ``sharp``: how many
    pixels a PNG has for each of them."""

    width: int
    height: int | None = None
    sharp: float = 1

    @property
    def dots(self) -> int:
        """Dots an inch."""
        return round(96 * self.sharp)


SIZES: Mapping[str, Size] = {
    "print": Size(width=round(28 * CM), sharp=300 / 96),
    "web": Size(width=1600, height=900),
    "square": Size(width=1200, height=1200),
}


def picture(drawing: Drawing, format: str, size: str = "print") -> bytes:
    """The chart as a file of one of the formats in MIMES, in one of SIZES, which a page has none of.

    The same drawing gives the same bytes of PNG and SVG. Raises ExportError where no picture can be drawn.
    """
    if format == "html":
        figures = [drawing.figure(width) for width in PAGE_WIDTHS]
        return page(
            figures, drawing.caption, drawing.alt, as_html(drawing.rows(), drawing.caption.title, note=drawing.note)
        )
    wanted = SIZES[size]
    if wanted.height is None:
        figure = _printed(drawing, PRINT_WIDTH)
    else:
        figure = _shaped(drawing, (wanted.width, wanted.height))
    sheet = export.sheet_of(figure)
    scale = wanted.width / sheet.width * (wanted.sharp if format == "png" else 1)
    drawn = print_picture(_named(figure), format=format, width=sheet.width, height=sheet.height, scale=scale + HAIR)
    return marked(drawn, format, title=drawing.caption.title, about=drawing.alt, dots=wanted.dots)


def _named(figure: Figure) -> dict[str, Any]:
    """The figure with a name for each trace, which plotly else names by chance."""
    held = figure.to_dict()
    return {**held, "data": [{**trace, "uid": f"trace{number}"} for number, trace in enumerate(held["data"])]}


def _printed(drawing: Drawing, width: int) -> Figure:
    return export.for_print(drawing.figure(width), drawing.caption)


def _shaped(drawing: Drawing, shape: tuple[int, int]) -> Figure:
    """The figure in this shape, built for the width at which it fills it best: how high it is follows from what it
    holds."""
    tried: dict[int, Figure] = {}
    width = PRINT_WIDTH
    for _ in range(TRIES):
        tried[width] = _printed(drawing, width)
        width = round(min(max(export.sheet_of(tried[width]).height * shape[0] / shape[1], NARROWEST), WIDEST))
        if width in tried:
            break
    return export.padded(max(tried.values(), key=lambda figure: _worth(figure, shape)), shape)


def _worth(figure: Figure, shape: tuple[int, int]) -> float:
    """How much of the shape a figure fills, and somewhat how large its letters are there."""
    sheet = export.sheet_of(figure)
    scale = min(shape[0] / sheet.width, shape[1] / sheet.height)
    return scale**2 * sheet.width * sheet.height * sqrt(scale)
