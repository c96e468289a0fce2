"""The bars of the strike counts as plotly traces: each part, the arrows and figures above, the legend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

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


@dataclass(frozen=True)
class Look:
    """The markers of each group's bars, of the roughly dated part, and of the part up to the upper bound."""

    groups: dict[str, dict[str, Any]]
    rough: dict[str, Any]
    pale: dict[str, Any]


def top(each: Tally) -> float:
    """The height of the highest bar, at least 1."""
    return max(1.0, float(each.at_most.max(initial=0)))


def axis(letter: str, row: int) -> str:
    """The name of a panel's axis: ``y``, ``y2``."""
    return letter if row == 1 else f"{letter}{row}"


def bars(each: Tally, measure: str, row: int, look: Look) -> Iterator[go.Bar]:
    """The bars of one panel, one trace for each part."""
    days = each.last - each.first + 1
    shared: dict[str, Any] = {
        "x": ((each.first + days / 2) * DAY).tolist(),
        "width": (days * DAY * (1 - GAP)).tolist(),
        "yaxis": axis("y", row),
        "customdata": _custom(each, measure),
        "hovertemplate": "%{customdata[2]}<extra></extra>",
        "showlegend": False,
        "unselected": {"marker": {"opacity": 1}},
    }
    for name, values in each.low.items():
        yield go.Bar(y=_drawn(values), name=plain(name), legendgroup=plain(name), marker=look.groups[name], **shared)
    if each.spread.any():
        yield go.Bar(y=_drawn(each.spread), legendgroup="spread", name="spread", marker=look.rough, **shared)
    if each.more.any():
        yield go.Bar(y=_drawn(each.more), legendgroup="more", name="more", marker=look.pale, **shared)


def _drawn(values: NDArray[np.float64]) -> list[float | None]:
    """The heights of bars; none for 0, which would leave a line."""
    return [value or None for value in values.tolist()]


def tops(each: Tally, row: int, pixel: float, colours: Palette) -> Iterator[go.Scatter]:
    """An arrow above each bar that may be higher still, and the figures where there is room for them."""
    shown = each.events > each.unknown
    texts = np.array(_values(each), dtype=object)
    texts[~_fitting(each, texts, pixel)] = ""
    if not (each.open.any() or any(texts)):
        return
    above = np.where(each.open, ARROW * top(each), 0)
    yield go.Scatter(
        x=((each.first + each.last + 1)[shown] / 2 * DAY).tolist(),
        y=(each.at_most + above)[shown].tolist(),
        yaxis=axis("y", row),
        mode="markers+text",
        text=[plain(text) for text in texts[shown]],
        textposition="top center",
        textfont={"size": LABEL, "color": colours.ink},
        unselected={"textfont": {"color": colours.ink}, "marker": {"opacity": 1}},
        marker={"symbol": "triangle-up", "size": np.where(each.open[shown], 9, 0).tolist(), "color": colours.ink},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def bests(each: Tally, row: int, pixel: float, colours: Palette) -> Iterator[go.Scatter]:
    """A stroke across each bar at its best estimate, where every figure in it has one."""
    drawn = ~np.isnan(each.best) & (each.events > each.unknown) & (each.at_most > 0)
    if drawn.any():
        yield go.Scatter(
            x=((each.first + each.last + 1)[drawn] / 2 * DAY).tolist(),
            y=each.best[drawn].tolist(),
            yaxis=axis("y", row),
            mode="markers",
            marker=_stroke(colours, float(np.median(each.last - each.first + 1)) * DAY * (1 - GAP) / pixel),
            unselected={"marker": {"opacity": 1}},
            hoverinfo="skip",
            showlegend=False,
        )


def _stroke(colours: Palette, bar: float = WIDEST) -> dict[str, Any]:
    """A stroke as long as a bar is wide (pixels), within reason; plotly draws it 1.4 times its size long."""
    line = {"width": 2, "color": colours.ink}
    return {"symbol": "line-ew-open", "size": min(bar, WIDEST) / 1.4, "line": line, "color": colours.ink}


def _fitting(each: Tally, texts: NDArray[Any], pixel: float) -> NDArray[np.bool_]:
    """Which figures can stand above their bars without touching another figure or a higher bar: high bars first."""
    middle = (each.first + each.last + 1) / 2 * DAY / pixel
    half = np.array([width(text, LABEL) for text in texts]) / 2
    bar = (each.last - each.first + 1) / 2 * DAY / pixel * (1 - GAP)
    fits = np.zeros(len(texts), dtype=bool)
    for place in sorted(range(len(texts)), key=lambda number: -each.at_most[number])[:MOST_LABELS]:
        apart = np.abs(middle - middle[place])
        in_the_way = (fits & (apart < half + half[place])) | (
            (each.at_most > each.at_most[place]) & (apart < bar + half[place])
        )
        fits[place] = not in_the_way.any()
    return fits


def _values(each: Tally) -> list[str]:
    """The bounds of each bar as text; shared-out ones are whole numbers again, marked as about: no part of a person."""
    about = words("counts")["about"]
    texts: list[str] = []
    for low, high, more in zip(each.at_least.tolist(), each.at_most.tolist(), each.open.tolist(), strict=True):
        if 0 < high < 1:
            texts.append(words("counts")["below_one"])
            continue
        exact = abs(low - round(low)) < WHOLE and abs(high - round(high)) < WHOLE
        text = bounds(round(low) or None, round(high), more=more) if high else number(0)
        texts.append(text if exact else about.format(number=text))
    return [text if known else "" for text, known in zip(texts, each.events > each.unknown, strict=True)]


def _custom(each: Tally, measure: str) -> list[list[str]]:
    say, label = words("counts"), words("measures")[measure]
    rows: list[list[str]] = []
    for first, last, value, count, unknown, best in zip(
        each.first.tolist(), each.last.tolist(), _values(each), each.events.tolist(), each.unknown.tolist(),
        each.best.tolist(), strict=True,
    ):  # fmt: skip
        start, end = date_of(first), date_of(last)
        lines = [f"<b>{plain(span(start, end))}</b>", plain(f"{label}: {value or say['no_figure']}")]
        if not isnan(best) and value:
            lines.append(plain(say["best"].format(best=number(best))))
        lines.append(plain(say["of"].format(events=several(count, "event"), n=number(unknown))))
        rows.append([start.isoformat(), end.isoformat(), "<br>".join(lines if measure != "events" else lines[:2])])
    return rows


def keys(panels: Collection[Tally], look: Look, colours: Palette) -> list[go.Bar | go.Scatter]:
    """The legend: the groups and parts that occur in any panel. Traces without points."""
    say = words("counts_key")
    entries: list[go.Bar | go.Scatter] = []
    names = dict.fromkeys(name for each in panels for name, values in each.low.items() if values.any())
    entries += [_entry(name or say["low"], name, look.groups[name]) for name in names]
    if any(each.spread.any() for each in panels):
        entries.append(_entry(say["spread"], "spread", look.rough))
    if any(each.more.any() for each in panels):
        entries.append(_entry(say["more"], "more", look.pale))
    if any(list(bests(each, 1, DAY, colours)) for each in panels):
        entries.append(go.Scatter(x=[None], y=[None], mode="markers", marker=_stroke(colours), name=say["best"]))
    if any(each.open.any() for each in panels):
        marker = {"symbol": "triangle-up", "size": 9, "color": colours.ink}
        entries.append(go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=say["open"]))
    return entries


def _entry(name: str, group: str, marker: dict[str, Any]) -> go.Bar:
    return go.Bar(x=[None], y=[None], name=plain(name), legendgroup=plain(group), marker=marker)


def look(groups: Iterable[str], stack: str, colours: Palette) -> Look:
    """The same group looks the same in every panel. Who is not known is drawn open, as on the timeline."""
    special: dict[str, dict[str, Any]] = {
        words("groups")["several"]: {"color": colours.muted},
        words("groups")["contested"]: {"color": colours.muted, "pattern": _pattern("x", colours.muted)},
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
