"""The bars of the strike counts as plotly traces: each part, the arrows and figures above, the legend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.figure import Trace, trace
from dashboard.drawing.text import plain, width
from dashboard.drawing.window import DAY
from dashboard.formats import bounds, number, several, span
from dashboard.theme import faded
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from numpy.typing import NDArray

    from dashboard.drawing.bins import Tally
    from dashboard.theme import Palette

GAP = 0.1
"""The share of a bar's time that stays white."""
LABEL = 11
ARROW = 0.045
"""How far above its bar an arrow stands, as a share of the panel."""
WIDEST = 22
"""Pixels of a stroke that marks a best estimate, at most."""
WHOLE = 0.01
MOST_LABELS = 400
EPOCH = date(1970, 1, 1)
CLEAR = "rgba(0, 0, 0, 0)"
FAINT, PALE = 0.16, 0.3
UNSELECTED = {"marker": {"opacity": 1}}


@dataclass(frozen=True)
class Look:
    """The markers of each group's bars, of the roughly dated part, and of the part up to the upper bound."""

    groups: dict[str, dict[str, Any]]
    rough: dict[str, Any]
    pale: dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where bars stand: in which panel (from 1), of what height, and as the ``slot``-th of ``slots`` side by side;
    ``pixel``: milliseconds of one."""

    row: int
    top: float
    pixel: float
    slot: int = 0
    slots: int = 1

    def middle(self, each: Tally) -> NDArray[np.float64]:
        """The middle of each bar, in epoch milliseconds."""
        days = (each.last - each.first + 1).astype(np.float64)
        share = (
            (self.slot + 0.5) / self.slots if self.slots == 1 else GAP / 2 + (1 - GAP) * (self.slot + 0.5) / self.slots
        )
        return (each.first + days * share) * DAY

    def width(self, each: Tally) -> NDArray[np.float64]:
        """The width of each bar, in milliseconds."""
        return (each.last - each.first + 1).astype(np.float64) * (DAY * (1 - GAP) / self.slots)


def top(tallies: Iterable[Tally]) -> float:
    """The height of the highest bar, at least 1."""
    return max([1.0, *(float(each.at_most.max(initial=0)) for each in tallies)])


def axis(letter: str, row: int) -> str:
    """The name of a panel's axis: ``y``, ``y2``."""
    return letter if row == 1 else f"{letter}{row}"


def bars(each: Tally, measure: str, place: Place, look: Look) -> Iterator[Trace]:
    """The bars of one tally, one trace for each part; what is 0 is no bar."""
    middle, wide, custom = place.middle(each), place.width(each), _custom(each, measure)

    def drawn(values: NDArray[np.float64], name: str, group: str, marker: dict[str, Any]) -> Trace:
        here = np.flatnonzero(values)
        return trace(
            "bar",
            x=middle[here],
            width=wide[here],
            y=values[here],
            name=name,
            legendgroup=group,
            marker=marker,
            yaxis=axis("y", place.row),
            customdata=[custom[at] for at in here.tolist()],
            hovertemplate="%{customdata[2]}<extra></extra>",
            showlegend=False,
            unselected=UNSELECTED,
        )

    for name, values in each.low.items():
        yield drawn(values, plain(name), plain(name), look.groups[name])
    if each.spread.any():
        yield drawn(each.spread, "spread", "spread", look.rough)
    if each.more.any():
        yield drawn(each.more, "more", "more", look.pale)


def blanks(each: Tally, place: Place, measure: str, colours: Palette) -> Iterator[Trace]:
    """A mark on the axis for each bar of events of which none has a figure: it is not known, which is not 0."""
    here = np.flatnonzero(~each.known & (each.events > 0))
    if len(here):
        custom = _custom(each, measure)
        yield trace(
            "scatter",
            x=place.middle(each)[here],
            y=np.zeros(len(here)),
            yaxis=axis("y", place.row),
            mode="markers",
            marker=_blank(colours),
            customdata=[custom[at] for at in here.tolist()],
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


def values(each: Tally) -> list[str]:
    """The bounds of each bar as text; shared-out ones are whole numbers again, marked as about: no part of a person.
    Empty for a bar of events without any figure."""
    about = words("counts")["about"]
    texts: list[str] = []
    for low, high, more in zip(each.at_least.tolist(), each.at_most.tolist(), each.open.tolist(), strict=True):
        if 0 < high < 1:
            texts.append(words("counts")["below_one"])
            continue
        exact = abs(low - round(low)) < WHOLE and abs(high - round(high)) < WHOLE
        text = bounds(round(low) or None, round(high), more=more) if high else number(0)
        texts.append(text if exact else about.format(number=text))
    return [text if known else "" for text, known in zip(texts, each.known, strict=True)]


def _custom(each: Tally, measure: str) -> list[list[str]]:
    say, label = words("counts"), words("measures")[measure]
    rows: list[list[str]] = []
    for first, last, value, count, unknown, best in zip(
        each.first.tolist(), each.last.tolist(), values(each), each.events.tolist(), each.unknown.tolist(),
        each.best.tolist(), strict=True,
    ):  # fmt: skip
        start, end = date_of(first), date_of(last)
        lines = [f"<b>{plain(span(start, end))}</b>", plain(f"{label}: {value or say['no_figure']}")]
        if not isnan(best) and value:
            lines.append(plain(say["best"].format(best=number(best))))
        lines.append(plain(say["of"].format(events=several(count, "event"), n=number(unknown))))
        rows.append([start.isoformat(), end.isoformat(), "<br>".join(lines if measure != "events" else lines[:2])])
    return rows


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


def entry(name: str, group: str, **more: Any) -> Trace:
    """An entry of the legend that looks like a bar."""
    return trace("bar", x=[None], y=[None], name=plain(name), legendgroup=plain(group), **more)


def mark(name: str, marker: dict[str, Any]) -> Trace:
    """An entry of the legend that looks like a mark."""
    return trace("scatter", x=[None], y=[None], mode="markers", marker=marker, name=plain(name))


def look(groups: Iterable[str], stack: str, colours: Palette) -> Look:
    """The same group looks the same in every panel. Who is not known is drawn open, as on the timeline."""
    say = words("groups")
    special: dict[str, dict[str, Any]] = {
        say["several"]: {"color": colours.muted},
        say["several_sources"]: {"color": colours.muted},
        say["contested"]: {"color": colours.muted, "pattern": _pattern("x", colours.muted)},
        words("unnamed").get(stack, ""): {"color": CLEAR, "line": {"color": colours.muted, "width": 1}},
    }
    named = [name for name in groups if name not in special]
    ranked = zip(named, [*colours.series, *[colours.other] * len(named)], strict=False)
    shown = {name: colours.of_type(name) for name in named} if stack == "type" else dict(ranked)
    single = colours.series[0]
    markers: dict[str, dict[str, Any]] = {name: {"color": colour} for name, colour in shown.items()} | special
    if stack == "none":
        return Look({"": {"color": single}}, _hatched(single), {"color": faded(single, PALE)})
    return Look(markers, _hatched(colours.muted), {"color": colours.possible})


def _hatched(colour: str) -> dict[str, Any]:
    return {"color": colour, "pattern": _pattern("/", colour)}


def _pattern(shape: str, colour: str) -> dict[str, Any]:
    return {"shape": shape, "size": 6, "solidity": 0.32, "fillmode": "replace", "bgcolor": faded(colour, FAINT)}


def date_of(days: int) -> date:
    """The date of a number of days since 1970."""
    return EPOCH + timedelta(days=days)
