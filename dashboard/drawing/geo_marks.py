"""The marks of a map: land, borders and rings around what is only roughly known as plotly shapes; names and circles as
traces."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, log10
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.figure import Trace, trace
from dashboard.drawing.geo_borders import borders, spots
from dashboard.drawing.layout import SMALL
from dashboard.drawing.text import plain, width
from dashboard.formats import number
from dashboard.theme import Palette, faded
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from dashboard.drawing.geo_area import Area
    from dashboard.drawing.geo_cells import Cells, Floats
    from dashboard.drawing.geo_frame import Frame

BASE, HEAVY = 3.4, 25.0
"""Pixels of a circle's radius: the least, and that of the largest value."""
NARROW_HEAVY, LIGHT = 15.0, 9.0
COVERED = 0.3
"""The share of the map that circles cover at most, unless even light ones cover more."""
FEW = 25.0
OPACITY, FAINT = 0.5, 0.05
CORNERS = 48
"""Of a ring."""
NAME = 11
NAME_ROOM = 0.8
"""The room around a spot, as a share of half a name: the ends may lie across a border."""
CLEAR = "rgba(0, 0, 0, 0)"
HOVER = "%{customdata[1]}<extra></extra>"
SILENT: dict[str, Any] = {"hoverinfo": "skip", "showlegend": False}
UNDIMMED: dict[str, Any] = {"marker": {"opacity": 1}}


def ground(frame: Frame, colours: Palette) -> Iterator[dict[str, Any]]:
    """Land with its coast, and borders. Each is one path: as a trace every island would be one."""
    land, lines = _outlines(frame)
    if land:
        yield _shape(land, {"color": colours.coast, "width": 0.8}, colours.land)
    if lines:
        yield _shape(lines, {"color": colours.border, "width": 1}, CLEAR)


@lru_cache(maxsize=64)
def _outlines(frame: Frame) -> tuple[str, str]:
    """The paths of land and borders: the same for every visitor who looks at one part of the earth."""
    drawn = borders(frame.window, frame.pixel)
    return _path(drawn.land, frame), _path(drawn.borders, frame)


def _shape(path: str, line: dict[str, Any], fill: str) -> dict[str, Any]:
    return {"type": "path", "path": path, "line": line, "fillcolor": fill, "layer": "below", "xref": "x", "yref": "y"}


def _path(points: NDArray[np.float32], frame: Frame) -> str:
    """Lines as the path of a shape, to a tenth of a pixel; a row of NaN ends a line."""
    digits = max(0, ceil(-log10(frame.pixel)) + 1)
    texts = np.char.add(
        np.char.add(np.char.mod(f"%.{digits}f", points[:, 0]), ","), np.char.mod(f"%.{digits}f", points[:, 1])
    )
    ends = np.isnan(points[:, 0])
    starts = np.concatenate([[True], ends[:-1]])
    return "".join(np.char.add(np.where(starts, "M", "L"), texts)[~ends].tolist())


def names(frame: Frame, found: Cells, colours: Palette) -> Iterator[Trace]:
    """Names of countries where there is room, away from the circles if possible."""
    placed = list(_names(frame, found))
    if placed:
        yield trace(
            "scatter",
            x=[x for _, x, _ in placed],
            y=[y for _, _, y in placed],
            text=[plain(name) for name, *_ in placed],
            mode="text",
            textfont={"size": NAME, "color": colours.muted},
            unselected={"textfont": {"color": colours.muted}},
            **SILENT,
        )


def heaviest(values: NDArray[Any], frame: Frame, *, narrow: bool) -> float:
    """Pixels of the largest circle's radius: smaller where the circles would cover too much of the map."""
    most = NARROW_HEAVY if narrow else HEAVY
    covered = float((np.pi * radii(values, largest(values), most) ** 2).sum())
    return float(np.clip(most * np.sqrt(COVERED * frame.width * frame.height / max(covered, 1)), LIGHT, most))


def largest(values: NDArray[Any]) -> float:
    """The value that the largest circle stands for: at least a few, so that one event is no large circle."""
    return max(float(values.max(initial=0)), FEW)


def radii(values: NDArray[Any], most: float, heavy: float) -> Floats:
    """Pixels of each circle's radius: its area grows with the value, but none is too small to be seen."""
    found: Floats = np.maximum(heavy * np.sqrt(np.maximum(values, 0) / max(most, 1)), BASE)
    return found


def rings(found: Cells, frame: Frame, colours: Palette) -> Iterator[dict[str, Any]]:
    """A dashed ring around each area in which events happened that no source places any closer."""
    rows = np.flatnonzero(found.reach > 0)
    if not len(rows):
        return
    angle = np.append(np.linspace(0, 2 * np.pi, CORNERS), np.nan)
    reach = found.reach[rows, None] / frame.kilometres * frame.pixel
    x = found.x[rows, None] + reach * np.cos(angle) / frame.squeeze
    y = found.y[rows, None] + reach * np.sin(angle)
    line = {"color": faded(colours.wider_area, 0.55), "width": 1, "dash": "3px,4px"}
    path = _path(np.stack([x.ravel(), y.ravel()], axis=1), frame)
    # Where two areas overlap lies in both of them: by plotly's own rule it would be left empty.
    yield {**_shape(path, line, faded(colours.wider_area, FAINT)), "fillrule": "nonzero"}


def beads(found: Cells, frame: Frame) -> tuple[Floats, Floats]:
    """Where each cell's circle stands: at its place, or on the upper edge of its ring, which is no place (or where that
    leaves the map)."""
    lift = np.where(found.reach > 0, found.reach / frame.kilometres * frame.pixel, 0)
    highest = np.maximum(frame.window[3] - 2 * BASE * frame.pixel, found.y)
    return found.x, np.minimum(found.y + lift, highest)


def circles(
    at: tuple[Sequence[float], Sequence[float]],
    radius: Floats,
    data: list[list[Any]],
    colours: Palette,
    *,
    hollow: bool,
    **more: Any,
) -> Trace:
    """Circles of known places, or hollow ones for wider areas; ``data``: the custom data of each."""
    colour = colours.wider_area if hollow else colours.known_place
    return trace(
        "scatter",
        x=at[0],
        y=at[1],
        mode="markers",
        marker={
            "symbol": "circle",
            "size": (2 * radius).round(1),
            "sizemode": "diameter",
            "color": faded(colours.land, 0.85) if hollow else faded(colour, OPACITY),
            "line": {"color": colour, "width": 1.4 if hollow else 0.9},
            "opacity": 1,
        },
        customdata=data,
        hovertemplate=HOVER,
        selected=UNDIMMED,
        unselected=UNDIMMED,
        showlegend=False,
        **more,
    )


def crosses(at: tuple[Floats, Floats], data: list[list[Any]], colours: Palette) -> Trace:
    """Where there are events and no figure: not zero."""
    return trace(
        "scatter",
        x=at[0],
        y=at[1],
        mode="markers",
        marker={"symbol": "x-thin", "size": 7, "line": {"color": colours.ink, "width": 1.2}, "opacity": 1},
        customdata=data,
        hovertemplate=HOVER,
        selected=UNDIMMED,
        unselected=UNDIMMED,
        showlegend=False,
    )


def counts(
    at: tuple[Floats, Floats], radius: Floats, values: NDArray[Any], frame: Frame, colours: Palette
) -> Iterator[Trace]:
    """Figures written where they fit into their circle."""
    fits = _apart(at, radius, [number(value) for value in values.tolist()], frame)
    if fits:
        yield trace(
            "scatter",
            x=at[0][list(fits)],
            y=at[1][list(fits)],
            text=list(fits.values()),
            mode="text",
            textfont={"size": SMALL, "color": colours.ink},
            unselected={"textfont": {"color": colours.ink}},
            **SILENT,
        )


def _apart(at: tuple[Floats, Floats], radius: Floats, texts: list[str], frame: Frame) -> dict[int, str]:
    """The texts that fit into their circle, largest circles first, but for those that would touch another's."""
    kept: dict[int, str] = {}
    for row in np.argsort(-radius, kind="stable").tolist():
        wide = width(texts[row], SMALL)
        if wide > 2 * radius[row] - 4:
            continue
        others = list(kept)
        across = np.abs(at[0][others] - at[0][row]) * frame.squeeze / frame.pixel
        up = np.abs(at[1][others] - at[1][row]) / frame.pixel
        if not ((across < wide) & (up < SMALL + 1)).any():
            kept[row] = texts[row]
    return kept


def chosen(x: float, y: float, radius: float, colours: Palette) -> Trace:
    """The ring around the event that is open."""
    marker = {"symbol": "circle-open", "size": 2 * radius + 8, "color": colours.ink, "line": {"width": 2}}
    return trace("scatter", x=[x], y=[y], mode="markers", marker=marker, unselected=UNDIMMED, **SILENT)


def outlined(area: Area, colours: Palette) -> Trace:
    """The area that the events are filtered by."""
    corners = area
    if len(area) == 2:
        (west, south), (east, north) = area
        corners = ((west, south), (east, south), (east, north), (west, north))
    closed = [*corners, corners[0]]
    line = {"color": colours.ink, "width": 1.5}
    return trace("scatter", x=[x for x, _ in closed], y=[y for _, y in closed], mode="lines", line=line, **SILENT)


def key(colours: Palette, *, point: bool, area: bool, cross: bool) -> list[Trace]:
    """The legend, only what occurs. Traces without points."""
    say, entries = words("map"), []
    if point:
        marker: dict[str, Any] = {"size": 12, "color": faded(colours.known_place, OPACITY)}
        marker["line"] = {"color": colours.known_place, "width": 0.9}
        entries.append(_entry(say["point"], mode="markers", marker=marker))
    if area:
        marker = {"size": 12, "color": faded(colours.land, 0.85), "line": {"color": colours.wider_area, "width": 1.4}}
        entries.append(_entry(say["area"], mode="markers", marker=marker))
    if cross:
        marker = {"symbol": "x-thin", "size": 8, "line": {"color": colours.ink, "width": 1.2}}
        entries.append(_entry(say["no_figure"], mode="markers", marker=marker))
    return entries


def _entry(name: str, **look: Any) -> Trace:
    return trace("scatter", x=[None], y=[None], name=plain(name), hoverinfo="skip", **look)


def _names(frame: Frame, found: Cells) -> Iterator[tuple[str, float, float]]:
    """One spot for each country: that with the least drawn on it, of those with room for the name. Large countries
    first; a name that would touch another is left out."""
    every = spots(frame.window)
    half = np.array([width(name, NAME) / 2 for name in every.name.tolist()])
    room = every.room / frame.pixel
    west, _, _, north = frame.window
    x, y = (every.x - west) * frame.squeeze / frame.pixel, (north - every.y) / frame.pixel
    fits = (room >= half * NAME_ROOM) & (room >= NAME) & (np.abs(x - frame.width / 2) < frame.width / 2 - half - 4)
    rows = np.flatnonzero(fits & (np.abs(y - frame.height / 2) < frame.height / 2 - NAME))
    taken: list[int] = []
    for name in dict.fromkeys(every.name[rows[np.argsort(-room[rows], kind="stable")]].tolist()):
        free = [row for row in rows[every.name[rows] == name].tolist() if not _touches(row, taken, x, y, half)]
        if free:
            busy = [_busy(found, frame, (every.x[row], every.y[row]), half[row]) for row in free]
            row = free[int(np.lexsort((-room[free], np.array(busy)))[0])]
            taken.append(row)
            yield name, float(every.x[row]), float(every.y[row])


def _touches(
    row: int, others: list[int], x: NDArray[np.floating], y: NDArray[np.floating], half: NDArray[np.floating]
) -> bool:
    """Whether a name in one place would touch one of those already placed; pixels throughout."""
    across, up = np.abs(x[others] - x[row]), np.abs(y[others] - y[row])
    return bool(((across < half[others] + half[row] + NAME) & (up < 1.5 * NAME)).any())


def _busy(found: Cells, frame: Frame, at: tuple[float, float], half: float) -> int:
    """How many cells a name would lie on."""
    across = np.abs(found.x - at[0]) * frame.squeeze / frame.pixel
    up = np.abs(found.y - at[1]) / frame.pixel
    return int(np.count_nonzero((across < half + BASE) & (up < NAME)))
