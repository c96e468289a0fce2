"""The timeline: one lane for each actor, place or type, each event a span of its possible days."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing import density
from dashboard.drawing.figure import Figure, Trace, figure, trace
from dashboard.drawing.layout import (
    NARROW,
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
from dashboard.drawing.plan import MARKS, TRAY, Plan, plan
from dashboard.drawing.spans import draw, key, look, outline, tray
from dashboard.drawing.text import block, plain, wrap
from dashboard.drawing.window import DAY, NO_PERIOD, Period
from dashboard.events import events
from dashboard.formats import day, number, several
from dashboard.store.columns import NO_DAY
from dashboard.theme import palette
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from dashboard.events import Claims
    from dashboard.theme import Palette

RIGHT = 28
AXIS = 42
"""Pixels of the dates above the plot."""
MARKED = 26
"""Pixels of the row of days of publication."""
STRAYS = 24
"""Pixels of the line below the plot that counts what lies outside it."""


def build(
    claims: Claims,
    *,
    lanes: str = "actor",
    order: str = "count",
    period: Period = NO_PERIOD,
    theme: str = "light",
    selected: str | None = None,
    published: NDArray[np.int32] | None = None,
    width_hint: int = 1100,
) -> Figure:
    """The timeline of some claims' events, laid out for a page of ``width_hint`` pixels.

    ``lanes`` is ``actor`` (carried out by, or both sides where nobody says who attacked), ``place``, ``type``,
    ``source`` or ``dataset``, in ``order`` (``count``, ``first``, ``name``); each of several data sets has lanes of its
    own; ``period``: first and last day to show, None for the bulk's; ``selected`` is an ``event_id`` to frame;
    ``published``: the day of publication of each claim (days since 1970), to be marked below the lanes. Every
    mark's ``customdata`` is ``[event_id, hover text]``. At most 30 lanes; the chart opens on the bulk of the days and
    says how many events lie outside. More than 600 spans are drawn as boxes of days, without ``customdata``.
    Raises UsageError for other lanes, another order or another theme.
    """
    told, colours = events(claims), palette(theme)
    if not len(told):
        return message(words("timeline")["empty"], colours, width_hint)
    drawn = plan(told, lanes, width_hint, RIGHT, order=order, period=period)
    alone = np.union1d(drawn.spans["event"], drawn.tray).astype("int64")
    looks = look(told.some(alone).frame(), colours).set_index(alone)
    keys = [*(density.key(drawn.cells, colours) if drawn.cells else ()), *key(looks, colours)]
    reading = wrap(_reading(drawn), width_hint - 24, SMALL)
    days = _days_in(published, drawn) if published is not None else None
    sheet = _sheet(drawn, [entry["name"] for entry in keys], reading, width_hint, marked=days is not None)
    traces = [*_boxes(drawn, colours), *keys]
    if len(drawn.spans):
        traces += draw(looks, drawn, colours, (drawn.window.last - drawn.window.first) / sheet.plot_width)
    traces += _tray(looks, drawn, sheet)
    traces += [] if days is None else [_published(*days, sheet, colours)]
    if selected is not None and len(drawn.spans):
        traces.append(_framed(selected, looks, drawn, colours))
    notes = [*_annotations(drawn, sheet, reading, colours), *_published_name(days, sheet, colours)]
    return figure(traces, {**_layout(drawn, sheet, keys, colours), "annotations": notes})


def _framed(selected: str, looks: pd.DataFrame, drawn: Plan, colours: Palette) -> Trace:
    chosen = drawn.spans[(looks["event_id"] == selected).loc[drawn.spans["event"]].to_numpy()]
    return outline(chosen, drawn.bar, colours)


def _boxes(drawn: Plan, colours: Palette) -> Iterator[Trace]:
    if drawn.cells:
        yield density.boxes(drawn.cells, [box.first for box in drawn.boxes], colours)


def _sheet(drawn: Plan, names: list[str], reading: list[str], width_hint: int, *, marked: bool) -> Sheet:
    top = legend_height(names, width_hint - drawn.left - RIGHT) + lines_height(len(reading)) + 6 + AXIS
    plot = drawn.height + _tray_height(drawn, width_hint) + _marked_height(width_hint) * marked
    lines = max(1, bool(drawn.window.before) + bool(drawn.window.after)) if width_hint < NARROW else 1
    strays = STRAYS * lines if drawn.window.before or drawn.window.after else 8
    return Sheet(width=width_hint, top=top, plot=plot, bottom=strays, left=drawn.left, right=RIGHT)


def _layout(drawn: Plan, sheet: Sheet, keys: list[Trace], colours: Palette) -> dict[str, Any]:
    names = [entry["name"] for entry in keys]
    return {
        **layout(sheet, colours),
        "barmode": "overlay",
        "legend": legend(names, colours, offset=2, height=sheet.height),
        "xaxis": time_axis(sheet, colours, span=(drawn.window.first, drawn.window.last), side="top", anchor="y"),
        "xaxis2": {
            "range": [0, _per_row(sheet)],
            "visible": False,
            "fixedrange": True,
            "anchor": "y",
            "overlaying": "x",
        },
        "yaxis": {"range": [sheet.plot, 0], "visible": False, "fixedrange": True, "zeroline": False, **_named(drawn)},
        "shapes": [_rules(drawn, sheet, colours)],
    }


def _named(drawn: Plan) -> dict[str, Any]:
    if not drawn.cells:
        return {}
    return density.named([box.first for box in drawn.boxes], [" ".join(box.lines) for box in drawn.boxes])


def _rules(drawn: Plan, sheet: Sheet, colours: Palette) -> dict[str, Any]:
    """A thin line under each lane, across the names too: one path, as sharp as the screen's pixels are."""
    left = -sheet.left / sheet.plot_width
    return {
        "type": "path",
        "path": "".join(f"M{left},{box.bottom + 0.5}L1,{box.bottom + 0.5}" for box in drawn.boxes),
        "xref": "paper",
        "yref": "y",
        "line": {"color": colours.rule, "width": 1},
        "layer": "below",
    }


def _per_row(sheet: Sheet) -> int:
    return max(1, sheet.plot_width // TRAY)


def _tray_height(drawn: Plan, width_hint: int) -> int:
    if not len(drawn.tray):
        return 0
    per_row = max(1, (width_hint - drawn.left - RIGHT) // TRAY)
    heading = lines_height(1, TEXT) if width_hint < NARROW else 0
    return 14 + heading + TRAY * ceil(len(drawn.tray) / per_row)


def _tray(looks: pd.DataFrame, drawn: Plan, sheet: Sheet) -> Iterator[Trace]:
    if len(drawn.tray):
        heading = lines_height(1, TEXT) if sheet.width < NARROW else 0
        yield tray(looks.loc[drawn.tray], drawn.height + 7 + heading + TRAY / 2, _per_row(sheet))


# Days of publication


def _marked_height(width_hint: int) -> int:
    """Pixels of the row of the days on which reports were published."""
    return MARKED + (lines_height(1, TEXT) if width_hint < NARROW else 0)


def _days_in(published: NDArray[np.int32], drawn: Plan) -> tuple[NDArray[Any], NDArray[Any]] | None:
    """The days in the window on which something was published, and how many claims were."""
    days, counts = np.unique(published[published != NO_DAY], return_counts=True)
    inside = (days * DAY >= drawn.window.first) & (days * DAY < drawn.window.last)
    return (days[inside], counts[inside]) if inside.any() else None


def _published(days: NDArray[Any], counts: NDArray[Any], sheet: Sheet, colours: Palette) -> Trace:
    say = words("timeline")["published_on"]
    texts = [
        plain(say.format(claims=several(count, "claim"), day=_day(moment * DAY)))
        for moment, count in zip(days.tolist(), counts.tolist(), strict=True)
    ]
    return trace(
        "scatter",
        x=((days + 0.5) * DAY).tolist(),
        y=[sheet.plot - MARKED / 2] * len(days),
        mode="markers",
        marker={"symbol": "triangle-up-open", "size": 9, "color": colours.muted, "line": {"width": 1.5}},
        text=texts,
        hovertemplate="%{text}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
        name=words("lanes")["published"],
    )


def _published_name(days: object, sheet: Sheet, colours: Palette) -> Iterator[dict[str, Any]]:
    if days is not None:
        top = sheet.plot - _marked_height(sheet.width)
        font = {"size": TEXT, "color": colours.ink}
        place: dict[str, Any] = {"x": 0, "y": top + 5, "yref": "y", "xanchor": "left", "yanchor": "top"}
        yield note(plain(words("lanes")["published"]), xshift=8 - sheet.left, font=font, name="published", **place)


def _reading(drawn: Plan) -> str:
    """How to read the marks beside the spans, only those that occur."""
    if drawn.cells:
        count = words("density")["they"] if drawn.compared else several(drawn.events, "event")
        return words("density")["reading"].format(events=count, days=several(drawn.cells.days, "day"))
    say = words("timeline")
    labels = " ".join(drawn.spans["label"])
    said = [say["figures"]] if any(letter.isdigit() for letter in labels) else []
    said += [say[name] for name, mark in MARKS.items() if mark in labels]
    return "   ".join(said)


def _annotations(drawn: Plan, sheet: Sheet, reading: list[str], colours: Palette) -> Iterator[dict[str, Any]]:
    yield from _names(drawn, sheet, colours)
    small = {"size": SMALL, "color": colours.muted}
    if reading:
        yield note(
            block(reading), x=0, y=1, xanchor="left", yanchor="bottom", xshift=8 - sheet.left, yshift=AXIS, font=small,
            name="reading",
        )  # fmt: skip
    say, window = words("timeline"), drawn.window
    below: dict[str, Any] = {"y": 0, "yanchor": "top", "font": small}
    if window.before:
        text = say["before"].format(events=_strays(window.before, drawn), day=_day(window.first + DAY))
        yield note(plain(text), x=0, xanchor="left", yshift=-4, name="before", **below)
    if window.after:
        second = STRAYS - 4 if window.before and sheet.width < NARROW else 0
        text = say["after"].format(events=_strays(window.after, drawn), day=_day(window.last))
        yield note(plain(text), x=1, xanchor="right", yshift=-4 - second, name="after", **below)


def _names(drawn: Plan, sheet: Sheet, colours: Palette) -> Iterator[dict[str, Any]]:
    named = [(box.lines, box.top, box.count, box.head) for box in drawn.boxes]
    if len(drawn.tray):
        undated = 0 if drawn.compared else drawn.undated
        named.append(([words("lanes")["undated"]], drawn.height, undated, False))
    for lines, top, count, head in named:
        counted = f' <span style="color:{colours.muted}">{number(count)}</span>' if count else ""
        yield note(
            f"<b>{block(lines)}</b>{counted}" if head else f"{block(lines)}{counted}",
            x=0,
            y=top + 7,
            yref="y",
            xanchor="left",
            yanchor="top",
            xshift=8 - sheet.left,
            font={"size": TEXT, "color": colours.ink},
            name="lane",
        )


def _strays(count: int, drawn: Plan) -> str:
    return words("timeline")["events"] if drawn.compared else several(count, "event")


def _day(moment: float) -> str:
    return day(datetime.fromtimestamp(moment // DAY * DAY / 1000, UTC).date())
