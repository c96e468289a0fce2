"""Beside the bars of the strike counts: arrows and figures above them, rings, best estimates, the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.columns import UNSELECTED, Look, Place, axis, custom, entry, mark, values
from dashboard.drawing.figure import Trace, trace
from dashboard.drawing.text import plain, width
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    from dashboard.drawing.bins import Tally
    from dashboard.theme import Palette

LABEL = 11
ARROW = 0.045
"""How far above its bar an arrow stands, as a share of the panel."""
WIDEST = 22
"""Pixels of a stroke that marks a best estimate, at most."""
MOST_LABELS = 400


def blanks(each: Tally, place: Place, measure: str, colours: Palette) -> Iterator[Trace]:
    """A mark on the axis for each bar of events of which none has a figure: it is not known, which is not 0."""
    here = np.flatnonzero(~each.known & (each.events > 0))
    if len(here):
        yield trace(
            "scatter",
            x=place.middle(each)[here],
            y=np.zeros(len(here)),
            yaxis=axis("y", place.row),
            mode="markers",
            marker=_blank(colours),
            customdata=custom(each, measure, here),
            hovertemplate="%{customdata[2]}<extra></extra>",
            showlegend=False,
            cliponaxis=False,
            name="unknown",
            unselected=UNSELECTED,
        )


def _blank(colours: Palette) -> dict[str, Any]:
    return {"symbol": "circle-open", "size": 5, "color": colours.muted, "line": {"width": 1, "color": colours.muted}}


def tops(each: Tally, place: Place, colours: Palette) -> Iterator[Trace]:
    """An arrow above each bar that may be higher still, and the figures where there is room for them."""
    shown = each.known
    texts = np.array(values(each), dtype=object)
    texts[~(_fitting(each, texts, place) if place.slots == 1 else _inside(each, texts, place))] = ""
    shown &= each.open | (texts != "")
    if not shown.any():
        return
    above = np.where(each.open, ARROW * place.top, 0)
    yield trace(
        "scatter",
        x=place.middle(each)[shown],
        y=(each.at_most + above)[shown],
        yaxis=axis("y", place.row),
        mode="markers+text",
        text=[plain(text) for text in texts[shown]],
        textposition="top center",
        textfont={"size": LABEL, "color": colours.ink},
        unselected={"textfont": {"color": colours.ink}, **UNSELECTED},
        marker={"symbol": "triangle-up", "size": np.where(each.open[shown], 9, 0).tolist(), "color": colours.ink},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def bests(each: Tally, place: Place, colours: Palette) -> Iterator[Trace]:
    """A stroke across each bar at its best estimate, where every figure in it has one."""
    drawn = _rated(each)
    if drawn.any():
        yield trace(
            "scatter",
            x=place.middle(each)[drawn],
            y=each.best[drawn],
            yaxis=axis("y", place.row),
            mode="markers",
            marker=_stroke(colours, float(np.median(place.width(each))) / place.pixel),
            unselected=UNSELECTED,
            hoverinfo="skip",
            showlegend=False,
        )


def _rated(each: Tally) -> NDArray[np.bool_]:
    return ~np.isnan(each.best) & each.known & (each.at_most > 0)


def _stroke(colours: Palette, bar: float = WIDEST) -> dict[str, Any]:
    """A stroke as long as a bar is wide (pixels), within reason; plotly draws it 1.4 times its size long."""
    line = {"width": 2, "color": colours.ink}
    return {"symbol": "line-ew-open", "size": min(bar, WIDEST) / 1.4, "line": line, "color": colours.ink}


def _fitting(each: Tally, texts: NDArray[Any], place: Place) -> NDArray[np.bool_]:
    """Which figures can stand above their bars without touching another figure or a higher bar: high bars first."""
    middle, bar, height = place.middle(each) / place.pixel, place.width(each) / 2 / place.pixel, each.at_most
    fits = np.zeros(len(texts), dtype=bool)
    order = np.argsort(-height, kind="stable")[:MOST_LABELS]
    half = np.array([width(text, LABEL) for text in texts[order]]) / 2
    before = np.zeros(len(order), dtype=bool)
    for number_, at in enumerate(order.tolist()):
        apart = np.abs(middle[order[:number_]] - middle[at])
        labelled = (before[:number_] & (apart < half[:number_] + half[number_])).any()
        taller = (height[order[:number_]] > height[at]) & (apart < bar[order[:number_]] + half[number_])
        before[number_] = fits[at] = not (labelled or taller.any())
    return fits


def _inside(each: Tally, texts: NDArray[Any], place: Place) -> NDArray[np.bool_]:
    """Which figures are no wider than their bars, for bars side by side."""
    room = place.width(each) / place.pixel
    return np.array([width(text, LABEL) for text in texts], dtype=np.float64) <= room


def keys(
    tallies: Collection[Tally], look: Look, imprecise: str, colours: Palette, *, named: bool = True
) -> list[Trace]:
    """The legend: the groups (where they are not ``named`` elsewhere) and the parts that occur in any panel. Traces
    without points."""
    say = words("counts_key")
    names = dict.fromkeys(name for each in tallies for name, sums in each.low.items() if sums.any())
    entries = [entry(name or say["low"], name, marker=look.groups[name]) for name in names if named]
    if any(each.spread.any() for each in tallies):
        entries.append(entry(say[imprecise], "spread", marker=look.rough))
    if any(each.more.any() for each in tallies):
        entries.append(entry(say["more"], "more", marker=look.pale))
    if any(_rated(each).any() for each in tallies):
        entries.append(mark(say["best"], _stroke(colours)))
    if any(each.open.any() for each in tallies):
        entries.append(mark(say["open"], {"symbol": "triangle-up", "size": 9, "color": colours.ink}))
    if any((~each.known & (each.events > 0)).any() for each in tallies):
        entries.append(mark(say["unknown"], _blank(colours)))
    return entries
