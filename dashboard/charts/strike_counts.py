"""Strike counts: bars or lines through time with both bounds, each data set in a panel of its own."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing import lines
from dashboard.drawing.bar_marks import bests, blanks, keys, tops
from dashboard.drawing.bins import whole_bars, window_of
from dashboard.drawing.columns import Place, axis, bars, look, pointed, top
from dashboard.drawing.count_axes import beyond, domain, panels, ticks
from dashboard.drawing.count_texts import alt_text, counting, nothing, said_below, table
from dashboard.drawing.figure import Figure, Trace, figure
from dashboard.drawing.groups import groups
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
from dashboard.drawing.panels import Choice, Panel, choice, has_figures, panels_of
from dashboard.drawing.series import Series, series
from dashboard.drawing.text import block, plain, width, wrap
from dashboard.drawing.window import DAY, NO_PERIOD, Period, Window
from dashboard.events import events
from dashboard.formats import number
from dashboard.theme import palette
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from dashboard.events import Claims, Told
    from dashboard.theme import Palette

PANEL, PANELS, SMALL_PANELS = 300, 210, 110
"""Pixels of a panel's height: alone, among several, and with one group each."""
HEADING, GROUP_HEADING = 50, 36
"""Pixels of a panel's heading, its data set's name or its group's; below a data set's stands what it counts."""
RIGHT = 28
AXIS = 44


def build(
    claims: Claims,
    *,
    measure: str = "events",
    unit: str = "auto",
    stack: str = "none",
    arrange: str = "stacked",
    running: str = "none",
    imprecise: str = "spread",
    period: Period = NO_PERIOD,
    until: Mapping[str, date] | None = None,
    theme: str = "light",
    width_hint: int = 1100,
) -> Figure:
    """Counts of one ``measure`` (events, strikes, killed, civilians_killed, injured) per ``unit`` (auto, day, week from
    Monday, month, quarter, year), split by ``stack`` (none, actor, place, type, source, dataset): ``stacked``,
    ``beside`` one another or in ``panels`` of one scale; laid out for a page of ``width_hint`` pixels.

    Solid: the lower bound of what falls within one bar. Hatched: the lower bounds of events whose days reach over
    several bars: ``spread`` evenly by day over up to eight (months: twelve), ``placed`` on their first day, or
    ``left_out``. Pale: up to the upper bound; an arrow where a source gives none; a ring on the axis where events give
    no figure, which is not 0. ``running``: instead of bars a line with a band up to the upper bound, the ``total`` so
    far or the ``mean`` of the last few bars. What cannot be drawn is counted below the plot, never added as 0. Data
    sets are never added to one another: each has its panel. ``period``: first and last day to draw, None for the
    bulk's. ``until``: the last day that each data set as a whole tells of, as far as it is known; days after it are
    shaded, being without data and not 0. ``customdata`` of lines, rings and of an unseen bar over each stack is
    ``[first day, last day, hover text]``. Raises UsageError for a choice that does not exist.
    """
    told, colours = events(claims), palette(theme)
    chosen = choice(
        told, measure=measure, unit=unit, stack=stack, arrange=arrange, running=running, imprecise=imprecise,
        period=period,
    )  # fmt: skip
    found = panels_of(told, chosen)
    if not has_figures(found):
        return message(nothing(told, chosen), colours, width_hint)
    return _drawn(told, chosen, found, until or {}, colours, width_hint)


def _drawn(
    told: Told, chosen: Choice, found: list[Panel], until: Mapping[str, date], colours: Palette, width_hint: int
) -> Figure:
    """The figure of panels of which at least one holds a figure."""
    opened = window_of(told, chosen.measure, chosen.period)
    drawn = _lines(found, chosen, opened) if chosen.running != "none" else []
    window = whole_bars(opened, chosen.unit)
    tops_of = _tops(found, drawn)
    entries, pens = _entries(told, found, chosen, colours)
    below = wrap(said_below(told, chosen, opened), width_hint - 24, SMALL)
    counts = counting(found, chosen, width_hint - 24)
    heading = _heading(found, counts)
    sheet = _sheet(tops_of, [entry["name"] for entry in entries], below, width_hint, heading, chosen)
    pixel = (window.last - window.first) / sheet.plot_width
    traces: list[Trace] = [*entries]
    for row, panel in enumerate(found, start=1):
        place = Place(row, tops_of[row - 1], pixel)
        traces += _line_traces(panel, drawn[row - 1], chosen, place, pens) if drawn else []
        traces += [] if drawn else _bar_traces(panel, told, chosen, place, colours)
    shaded, shapes = beyond(found, until, window, pixel, colours)
    notes = [*_headings(found, counts, sheet, colours), *_empty(found, chosen, colours), *shaded]
    notes += _footer(below, sheet, colours)
    whole = _layout(tops_of, sheet, window, entries, colours, heading, chosen)
    return figure(traces, {**whole, "annotations": notes, "shapes": shapes})


def alt(claims: Claims, **choices: Any) -> str:
    """The chart in a few sentences, from its data, for who cannot see it. ``choices`` as for ``build``."""
    told = events(claims)
    return alt_text(told, _chosen(told, choices))


def rows(claims: Claims, **choices: Any) -> list[dict[str, Any]]:
    """The chart as a table, one row for each bar and group: ``dataset``, ``first_day``, ``last_day`` (dates),
    ``group``, ``at_least``, ``at_most`` (None where no event gives a figure), ``open`` (it may be more) and, of bars,
    ``events``, ``unknown`` (events without a figure). ``choices`` as for ``build``."""
    told = events(claims)
    return table(told, _chosen(told, choices))


def below(claims: Claims, **choices: Any) -> str:
    """What stands below the chart: what its bars do not show, and how they are to be read."""
    told = events(claims)
    chosen = _chosen(told, choices)
    return said_below(told, chosen, window_of(told, chosen.measure, chosen.period))


def _chosen(told: Any, choices: Mapping[str, Any]) -> Choice:
    kept = {name: choices[name] for name in Choice.__dataclass_fields__ if name in choices}
    return choice(told, **{"measure": "events", "unit": "auto", **kept})


# Lines


def _lines(found: list[Panel], chosen: Choice, window: Window) -> list[list[Series]]:
    first, last = (int(moment // DAY) for moment in (window.start, window.end))
    ends = {"first": first, "last": last} if chosen.running == "mean" else {}
    return [[series(each, chosen.running, **ends) for each in panel.tallies] for panel in found]


def _line_traces(
    panel: Panel, drawn: list[Series], chosen: Choice, place: Place, pens: Mapping[str, lines.Pen]
) -> Iterator[Trace]:
    for each, line in zip(panel.tallies, drawn, strict=True):
        name = next(iter(each.low)) if chosen.apart else ""
        yield from lines.draw(
            line, pens[name], lines.in_time(line, chosen.running), measure=chosen.measure, row=place.row, head=name,
        )  # fmt: skip


# Bars


def _bar_traces(panel: Panel, told: Any, chosen: Choice, place: Place, colours: Palette) -> Iterator[Trace]:
    shown = look(groups(told, chosen.stack).names, chosen.stack, colours)
    beside = chosen.apart and chosen.arrange == "beside"
    for slot, each in enumerate(panel.tallies):
        here = Place(place.row, place.top, place.pixel, *((slot, len(panel.tallies)) if beside else ()))
        yield from bars(each, here, shown)
        yield from pointed(each, chosen.measure, here)
        yield from blanks(each, here, chosen.measure, colours)
        yield from bests(each, here, colours)
        yield from tops(each, here, colours)


# Around them


def _entries(
    told: Any, found: list[Panel], chosen: Choice, colours: Palette
) -> tuple[list[Trace], dict[str, lines.Pen]]:
    """The legend's entries, and for lines the pen of each group."""
    tallies = [each for panel in found for each in panel.tallies]
    names = groups(told, chosen.stack).names
    if chosen.running == "none":
        named = not found[0].group
        return keys(tallies, look(names, chosen.stack, colours), chosen.imprecise, colours, named=named), {}
    there = [name for name in names if any(name in each.low for each in tallies)] if chosen.apart else [""]
    pens = lines.pens(there, colours)
    say = words("counts_key")
    entries = [lines.key(pen, name or say["low"]) for name, pen in pens.items()]
    more = any(each.more.any() for each in tallies)
    return [*entries, *([lines.band_key(colours, say["more"])] if more else [])], pens


def _tops(found: list[Panel], drawn: list[list[Series]]) -> list[float]:
    """The height of each panel: panels of one data set have one scale, but for that of all others."""
    own = [
        max([1.0, *(float(np.nanmax(line.high, initial=0.0)) for line in drawn[row])]) if drawn else top(panel.tallies)
        for row, panel in enumerate(found)
    ]
    scales = [(panel.dataset, panel.is_rest) for panel in found]
    return [max(high for high, other in zip(own, scales, strict=True) if other == one) for one in scales]


def _heading(found: list[Panel], counts: Mapping[str, list[str]]) -> int:
    if len(found) < 2:
        return 0
    if found[0].group:
        return GROUP_HEADING
    return HEADING + lines_height(max(map(len, counts.values()), default=0))


def _sheet(
    tops_of: list[float], names: list[str], below: list[str], width_hint: int, heading: int, chosen: Choice
) -> Sheet:
    left = ceil(max(width(number(10 * max(tops_of)), SMALL), 24)) + 14
    small = chosen.apart and chosen.arrange == "panels"
    each, many = SMALL_PANELS if small else PANELS, len(tops_of)
    return Sheet(
        width=width_hint,
        top=legend_height(names, width_hint - left - RIGHT) + (heading or 12),
        plot=many * each + (many - 1) * heading if many > 1 else PANEL,
        bottom=AXIS + lines_height(len(below)) + 4,
        left=left,
        right=RIGHT,
    )


def _layout(
    tops_of: list[float],
    sheet: Sheet,
    window: Window,
    entries: list[Trace],
    colours: Palette,
    heading: int,
    chosen: Choice,
) -> dict[str, Any]:
    found = ticks(chosen.unit, window, sheet)
    time = time_axis(sheet, colours, span=(window.first, window.last), anchor=axis("y", len(tops_of)), **found)
    names = [entry["name"] for entry in entries]
    return {
        **layout(sheet, colours),
        "barmode": "stack",
        "legend": legend(names, colours, offset=2, height=sheet.height),
        "xaxis": time,
        **panels(tops_of, sheet.plot, heading, colours),
    }


def _footer(below: list[str], sheet: Sheet, colours: Palette) -> Iterator[dict[str, Any]]:
    if below:
        font = {"size": SMALL, "color": colours.muted}
        yield note(
            block(below), x=0, y=0, xanchor="left", yanchor="top", xshift=8 - sheet.left, yshift=-AXIS, font=font,
            name="missing",
        )  # fmt: skip


def _empty(found: list[Panel], chosen: Choice, colours: Palette) -> Iterator[dict[str, Any]]:
    """In a panel without a figure, that this is not zero."""
    say, measure = words("counts"), words("measures")[chosen.measure].lower()
    for row, panel in enumerate(found, start=1):
        if not has_figures([panel]):
            place: dict[str, Any] = {"x": 0.5, "y": 0.5, "yref": domain(row)}
            text = say["none_group" if panel.group else "none_here"].format(measure=measure)
            yield note(plain(text), font={"size": TEXT, "color": colours.muted}, name="none", **place)


def _headings(
    found: list[Panel], counts: Mapping[str, list[str]], sheet: Sheet, colours: Palette
) -> Iterator[dict[str, Any]]:
    """Above each panel its data set's name, and what one of its rows counts; or its group's name."""
    for row, panel in enumerate(found if len(found) > 1 else [], start=1):
        place: dict[str, Any] = {"x": 0, "y": 1, "yref": domain(row), "xanchor": "left"}
        place |= {"yanchor": "bottom", "xshift": 8 - sheet.left}
        said = counts.get(panel.dataset, [])
        above = lines_height(len(said)) + 6 if said else 4
        text = f"<b>{plain(panel.head)}</b>"
        yield note(text, yshift=above, font={"size": TEXT, "color": colours.ink}, name="panel", **place)
        if said:
            font = {"size": SMALL, "color": colours.muted}
            yield note(block(said), yshift=4, font=font, name="counts", **place)
