"""Strike counts: bars per day, week or month with both bounds, each data set in a panel of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from dashboard.drawing.bins import Coverage, Tally, coverage, groups, tally, unit_for, whole_bars, window_of
from dashboard.drawing.layout import (
    SMALL,
    TEXT,
    Sheet,
    layout,
    legend,
    legend_height,
    lines_height,
    message,
    note,
    time_axis,
)
from dashboard.drawing.text import block, plain, width, wrap
from dashboard.drawing.window import DAY, Window
from dashboard.events import events
from dashboard.formats import bounds, day, number, several, span
from dashboard.theme import faded, palette
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from dashboard.theme import Palette

PANEL, PANELS = 300, 210
"""Pixels of a panel's height: alone, and among several."""
HEADING = 26
AXIS = 44
GAP = 0.1
"""The share of a bar's time that stays white."""
ROOM = 0.14
"""The share of a panel's height that is kept for the figures above the bars."""
LABEL = 11
FEW = 6
"""Up to this height the axis counts by one."""
ARROW = 0.045
"""How far above its bar an arrow stands, as a share of the panel."""
WHOLE = 0.01
MOST_LABELS = 400
EPOCH = date(1970, 1, 1)
DAYS = {"week": 7, "month": 30}
MONDAY = 4
"""The first Monday after 1 January 1970, in days."""
TICK = 90
"""Pixels that a tick's label needs."""
CLEAR = "rgba(0, 0, 0, 0)"
FAINT, PALE = 0.16, 0.3


@dataclass(frozen=True)
class _Look:
    """The markers of each group's bars, of the roughly dated part, and of the part up to the upper bound."""

    groups: dict[str, dict[str, Any]]
    rough: dict[str, Any]
    pale: dict[str, Any]


def build(
    claims: pd.DataFrame,
    *,
    measure: str = "events",
    unit: str = "auto",
    stack: str = "none",
    theme: str = "light",
    width_hint: int = 1100,
) -> go.Figure:
    """Bars of one ``measure`` (events, strikes, killed, civilians_killed, injured) per ``unit`` (auto, day, week from
    Monday, month), stacked by none, actor, place or type, laid out for a page of ``width_hint`` pixels.

    Solid: the lower bound of what falls within one bar. Hatched: the lower bounds of events whose days reach over up
    to eight bars, shared out evenly by day. Pale: up to the upper bound; an arrow where a source gives none. What
    cannot be drawn (no figure, no date, too rough a date) is counted below the plot, never added as 0. Data sets are
    never added to one another: each has its panel. A bar's ``customdata`` is ``[first day, last day, hover text]``.
    Raises KeyError or ValueError for a choice that does not exist.
    """
    told = events(claims)
    colours = palette(theme)
    unit = unit_for(told, unit)
    covered = coverage(told, measure, unit)
    stacked = groups(told, stack)
    panels = _panels(told, measure, unit, stacked)
    look = _look(stacked.cat.categories, stack, colours)
    if not any(len(each.first) and each.at_most.any() for each in panels.values()):
        return message(_nothing(covered, measure), colours, width_hint)
    keys = _keys(panels, look, colours)
    missing = wrap(" ".join(_missing(covered, window_of(told), measure, unit)), width_hint - 24, SMALL)
    sheet = _sheet(panels, [str(entry.name) for entry in keys], missing, width_hint)
    window = whole_bars(window_of(told), unit)
    figure = go.Figure(layout=_layout(panels, sheet, window, keys, colours))
    pixel = (window.last - window.first) / sheet.plot_width
    figure.add_traces(keys)
    for row, each in enumerate(panels.values(), start=1):
        figure.add_traces([*_bars(each, measure, row, look), *_tops(each, row, pixel, colours)])
    for annotation in _annotations(panels, sheet, missing, colours):
        figure.add_annotation(annotation)
    return figure


def _panels(told: pd.DataFrame, measure: str, unit: str, stacked: pd.Series[Any]) -> dict[str, Tally]:
    """The bars of each data set, by its name on the page."""
    names = [str(name) for name in told["dataset"].astype("string").dropna().unique()]
    labels = words("datasets")
    if len(names) < 2:
        return {labels.get(name, name) if names else "": tally(told, measure, unit, stacked) for name in names or [""]}
    here = {name: (told["dataset"] == name).to_numpy() for name in names}
    return {labels[name]: tally(told[mask], measure, unit, stacked[mask]) for name, mask in here.items()}


def _nothing(covered: Coverage, measure: str) -> str:
    say = words("counts")
    if not covered.counted:
        return say["denied_only"] if covered.denied else words("timeline")["empty"]
    what = words("measures")[measure].lower()
    return say["nothing"].format(measure=what, events=several(covered.counted, "event"))


def _sheet(panels: dict[str, Tally], names: list[str], missing: list[str], width_hint: int) -> Sheet:
    highest = max(float(each.at_most.max(initial=0)) for each in panels.values())
    several_panels = len(panels) > 1
    return Sheet(
        width=width_hint,
        top=legend_height(names, width_hint) + (HEADING if several_panels else 12),
        plot=len(panels) * PANELS + (len(panels) - 1) * HEADING if several_panels else PANEL,
        bottom=AXIS + lines_height(len(missing)) + 4,
        left=ceil(max(width(number(highest * 10), SMALL), 24)) + 14,
    )


def _layout(
    panels: dict[str, Tally], sheet: Sheet, window: Window, keys: list[Any], colours: Palette
) -> dict[str, Any]:
    names = [str(entry.name) for entry in keys]
    ticks = _ticks(next(iter(panels.values())).unit, window, sheet)
    found = {
        **layout(sheet, colours),
        "barmode": "stack",
        "legend": legend(names, sheet.width, colours, offset=2, height=sheet.height),
        "xaxis": time_axis(sheet, colours, span=(window.first, window.last), anchor=_axis("y", len(panels)), **ticks),
    }
    share = (sheet.plot - (len(panels) - 1) * HEADING) / len(panels) / sheet.plot
    step = share + HEADING / sheet.plot
    for row, each in enumerate(panels.values(), start=1):
        top = 1 - (row - 1) * step
        found["yaxis" if row == 1 else f"yaxis{row}"] = {
            "domain": [max(0.0, top - share), top],
            "range": [0, _top(each) * (1 + ROOM)],
            "gridcolor": colours.grid,
            "zeroline": True,
            "zerolinecolor": colours.rule,
            "tickfont": {"color": colours.muted, "size": SMALL},
            "tickformat": ",~r",
            **({"dtick": 1} if _top(each) <= FEW else {"nticks": 5}),
            "fixedrange": True,
        }
    return found


def _ticks(unit: str, window: Window, sheet: Sheet) -> dict[str, Any]:
    """Weeks and months are named in the middle of their bars; plotly's own weeks begin on Sundays."""
    if unit == "day":
        return {}
    days = DAYS[unit]
    each = max(1, ceil((window.last - window.first) / DAY / days / (sheet.plot_width / TICK)))
    step = {"dtick": each * days * DAY, "tick0": MONDAY * DAY} if unit == "week" else {"dtick": f"M{each}"}
    return {"ticklabelshift": 0, "ticklabelmode": "period" if each == 1 else "instant", **step}


def _top(each: Tally) -> float:
    return max(1.0, float(each.at_most.max(initial=0)))


def _axis(letter: str, row: int) -> str:
    return letter if row == 1 else f"{letter}{row}"


def _bars(each: Tally, measure: str, row: int, look: _Look) -> Iterator[go.Bar]:
    days = each.last - each.first + 1
    shared: dict[str, Any] = {
        "x": ((each.first + days / 2) * DAY).tolist(),
        "width": (days * DAY * (1 - GAP)).tolist(),
        "yaxis": _axis("y", row),
        "customdata": _custom(each, measure),
        "hovertemplate": "%{customdata[2]}<extra></extra>",
        "showlegend": False,
    }
    for name, values in each.low.items():
        yield go.Bar(y=_drawn(values), name=name, legendgroup=name, marker=look.groups[name], **shared)
    if each.spread.any():
        yield go.Bar(y=_drawn(each.spread), legendgroup="spread", name="spread", marker=look.rough, **shared)
    if each.more.any():
        yield go.Bar(y=_drawn(each.more), legendgroup="more", name="more", marker=look.pale, **shared)


def _drawn(values: NDArray[np.float64]) -> list[float | None]:
    """The heights of bars; none for 0, which would leave a line."""
    return [value or None for value in values.tolist()]


def _tops(each: Tally, row: int, pixel: float, colours: Palette) -> Iterator[go.Scatter]:
    """An arrow above each bar that may be higher still, and the figures where there is room for them."""
    shown = each.events > each.unknown
    texts = np.array(_values(each), dtype=object)
    texts[~_fitting(each, texts, pixel)] = ""
    if not (each.open.any() or any(texts)):
        return
    above = np.where(each.open, ARROW * _top(each), 0)
    yield go.Scatter(
        x=((each.first + each.last + 1)[shown] / 2 * DAY).tolist(),
        y=(each.at_most + above)[shown].tolist(),
        yaxis=_axis("y", row),
        mode="markers+text",
        text=[plain(text) for text in texts[shown]],
        textposition="top center",
        textfont={"size": LABEL, "color": colours.ink},
        marker={"symbol": "arrow-up", "size": np.where(each.open[shown], 9, 0).tolist(), "color": colours.ink},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


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
    """The bounds of each bar as text; shared-out ones are whole numbers again, marked as about."""
    about = words("counts")["about"]
    texts: list[str] = []
    for low, high, more in zip(each.at_least.tolist(), each.at_most.tolist(), each.open.tolist(), strict=True):
        exact = abs(low - round(low)) < WHOLE and abs(high - round(high)) < WHOLE
        least, most = (round(low), round(high)) if high >= 1 else (low, high)
        text = bounds(least or None, most, more=more) if high else number(0)
        texts.append(text if exact else about.format(number=text))
    return [text if known else "" for text, known in zip(texts, each.events > each.unknown, strict=True)]


def _custom(each: Tally, measure: str) -> list[list[str]]:
    say, label = words("counts"), words("measures")[measure]
    rows: list[list[str]] = []
    for first, last, value, count, unknown in zip(
        each.first.tolist(), each.last.tolist(), _values(each), each.events.tolist(), each.unknown.tolist(), strict=True
    ):
        start, end = _date(first), _date(last)
        lines = [f"<b>{plain(span(start, end))}</b>", plain(f"{label}: {value or say['no_figure']}")]
        lines.append(plain(say["of"].format(events=several(count, "event"), n=number(unknown))))
        rows.append([start.isoformat(), end.isoformat(), "<br>".join(lines if measure != "events" else lines[:2])])
    return rows


def _keys(panels: dict[str, Tally], look: _Look, colours: Palette) -> list[go.Bar | go.Scatter]:
    say = words("counts_key")
    entries: list[go.Bar | go.Scatter] = []
    names = dict.fromkeys(name for each in panels.values() for name, values in each.low.items() if values.any())
    entries += [_entry(name or say["low"], name, look.groups[name]) for name in names]
    if any(each.spread.any() for each in panels.values()):
        entries.append(_entry(say["spread"], "spread", look.rough))
    if any(each.more.any() for each in panels.values()):
        entries.append(_entry(say["more"], "more", look.pale))
    if any(each.open.any() for each in panels.values()):
        marker = {"symbol": "arrow-up", "size": 9, "color": colours.ink}
        entries.append(go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=say["open"]))
    return entries


def _entry(name: str, group: str, marker: dict[str, Any]) -> go.Bar:
    return go.Bar(x=[None], y=[None], name=plain(name), legendgroup=group, marker=marker)


def _look(groups: Iterable[str], stack: str, colours: Palette) -> _Look:
    """The same group looks the same in every panel. Who is not known is drawn open, as on the timeline."""
    special: dict[str, dict[str, Any]] = {
        words("groups")["several"]: {"color": colours.muted},
        words("groups")["contested"]: {"color": colours.muted, "pattern": _pattern("x", colours.muted)},
        words("unnamed").get(stack, ""): {"color": CLEAR, "line": {"color": colours.muted, "width": 1.5}},
    }
    named = [name for name in groups if name not in special]
    ranked = zip(named, [*colours.series, *[colours.other] * len(named)], strict=False)
    shown = {name: colours.of_type(name) for name in named} if stack == "type" else dict(ranked)
    single = colours.series[0]
    markers: dict[str, dict[str, Any]] = {name: {"color": colour} for name, colour in shown.items()} | special
    if stack == "none":
        return _Look({"": {"color": single}}, _hatched(single), {"color": faded(single, PALE)})
    return _Look(markers, _hatched(colours.muted), {"color": colours.possible})


def _hatched(colour: str) -> dict[str, Any]:
    return {"color": colour, "pattern": _pattern("/", colour)}


def _pattern(shape: str, colour: str) -> dict[str, Any]:
    return {"shape": shape, "size": 6, "solidity": 0.32, "fillmode": "replace", "bgcolor": faded(colour, FAINT)}


def _missing(covered: Coverage, window: Window, measure: str, unit: str) -> Iterator[str]:
    """What the bars do not show, each as a short sentence."""
    say = words("counts")
    counts = {
        "unknown": covered.unknown,
        "undated": covered.undated,
        "too_long": covered.too_long,
        "denied": covered.denied,
        "before": window.before,
        "after": window.after,
    }
    places = {
        "measure": words("measures")[measure].lower(),
        "total": several(covered.counted, "event"),
        "unit": words("units")[unit],
        "before": day(_date(int(window.first // DAY) + 1)),
        "after": day(_date(int(window.last // DAY))),
    }
    for name, count in counts.items():
        if count:
            yield say[name].format(events=several(count, "event"), n=number(count), **places)


def _annotations(
    panels: dict[str, Tally], sheet: Sheet, missing: list[str], colours: Palette
) -> Iterator[dict[str, Any]]:
    if missing:
        font = {"size": SMALL, "color": colours.muted}
        yield note(
            block(missing), x=0, y=0, xanchor="left", yanchor="top", xshift=8 - sheet.left, yshift=-AXIS, font=font,
            name="missing",
        )  # fmt: skip
    if len(panels) > 1:
        for row, name in enumerate(panels, start=1):
            yield note(
                f"<b>{plain(name)}</b>", x=0, y=1, yref=f"{_axis('y', row)} domain", xanchor="left", yanchor="bottom",
                xshift=8 - sheet.left, yshift=4, font={"size": TEXT, "color": colours.ink}, name="panel",
            )  # fmt: skip


def _date(days: int) -> date:
    return EPOCH + timedelta(days=days)
