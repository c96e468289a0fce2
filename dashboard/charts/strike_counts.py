"""Strike counts: bars per day, week or month with both bounds, each data set in a panel of its own."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from dashboard.counted import MEASURES
from dashboard.datasets import part, present, title
from dashboard.drawing.bins import Coverage, Tally, coverage, groups, tally, unit_for, whole_bars, window_of
from dashboard.drawing.columns import axis, bars, bests, date_of, keys, look, top, tops
from dashboard.drawing.layout import (
    NARROW,
    NARROW_TICK,
    SMALL,
    TEXT,
    TICK,
    TICKS,
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
from dashboard.drawing.window import DAY, Window, within
from dashboard.events import events
from dashboard.formats import day, number, several
from dashboard.theme import palette
from dashboard.words import one_of, words
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from dashboard.theme import Palette

PANEL, PANELS = 300, 210
"""Pixels of a panel's height: alone, and among several."""
HEADING = 40
"""Pixels of a panel's heading, its data set's name; below it stands what the data set counts."""
RIGHT = 28
AXIS = 44
ROOM = 0.14
"""The share of a panel's height that is kept for the figures above the bars."""
FEW = 6
"""Up to this height the axis counts by one."""
DAYS = {"week": 7, "month": 30}
MONTHS = (1, 3, 6, 12, 24, 60, 120, 240)
"""Months from one tick to the next: quarters and years, so that no year is named twice or left out now and then."""
MONDAY = 4
"""The first Monday after 1 January 1970, in days."""


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
    Raises UsageError for a choice that does not exist.
    """
    one_of("measure", measure, ("events", *MEASURES))
    told = events(claims)
    colours = palette(theme)
    unit = unit_for(told, unit, measure)
    covered = coverage(told, measure, unit)
    stacked = groups(told, stack)
    panels = _panels(told, measure, unit, stacked)
    shown = look(stacked.cat.categories, stack, colours)
    if not any(len(each.first) and each.at_most.any() for each in panels.values()):
        return message(_nothing(covered, measure), colours, width_hint)
    entries = keys(panels.values(), shown, colours)
    opened = window_of(told, measure)
    missing = wrap(_missing(told, measure, unit, opened), width_hint - 24, SMALL)
    counting = {name: wrap(DATASETS[name].counts, width_hint - 24, SMALL) for name in panels} if len(panels) > 1 else {}
    heading = HEADING + lines_height(max(map(len, counting.values()), default=0))
    sheet = _sheet(panels, [str(entry.name) for entry in entries], missing, width_hint, heading)
    window = whole_bars(opened, unit)
    figure = go.Figure(layout=_layout(panels, sheet, window, entries, colours, heading))
    pixel = (window.last - window.first) / sheet.plot_width
    figure.add_traces(entries)
    for row, each in enumerate(panels.values(), start=1):
        figure.add_traces(
            [*bars(each, measure, row, shown), *bests(each, row, pixel, colours), *tops(each, row, pixel, colours)]
        )
    figure.layout.annotations = [
        *_headings(counting, sheet, colours),
        *_empty(panels, measure, colours),
        *_footer(missing, sheet, colours),
    ]
    return figure


def _panels(told: pd.DataFrame, measure: str, unit: str, stacked: pd.Series[Any]) -> dict[str, Tally]:
    """The bars of each data set, by its name."""
    names = present(told)
    if len(names) < 2:
        return {name: tally(told, measure, unit, stacked) for name in names or [""]}
    here = {name: (told["dataset"] == name).to_numpy() for name in names}
    return {name: tally(part(told, name), measure, unit, stacked[mask]) for name, mask in here.items()}


def _nothing(covered: Coverage, measure: str) -> str:
    say = words("counts")
    if not covered.counted:
        return say["denied_only"] if covered.denied else words("timeline")["empty"]
    what = words("measures")[measure].lower()
    return say["nothing"].format(measure=what, events=several(covered.counted, "event"))


def _sheet(panels: dict[str, Tally], names: list[str], missing: list[str], width_hint: int, heading: int) -> Sheet:
    left = ceil(max(width(number(10 * max(top(each) for each in panels.values())), SMALL), 24)) + 14
    several_panels = len(panels) > 1
    return Sheet(
        width=width_hint,
        top=legend_height(names, width_hint - left - RIGHT) + (heading if several_panels else 12),
        plot=len(panels) * PANELS + (len(panels) - 1) * heading if several_panels else PANEL,
        bottom=AXIS + lines_height(len(missing)) + 4,
        left=left,
        right=RIGHT,
    )


def _layout(
    panels: dict[str, Tally], sheet: Sheet, window: Window, entries: list[Any], colours: Palette, heading: int
) -> dict[str, Any]:
    names = [str(entry.name) for entry in entries]
    ticks = _ticks(next(iter(panels.values())).unit, window, sheet)
    found = {
        **layout(sheet, colours),
        "barmode": "stack",
        "legend": legend(names, colours, offset=2, height=sheet.height),
        "xaxis": time_axis(sheet, colours, span=(window.first, window.last), anchor=axis("y", len(panels)), **ticks),
    }
    share = (sheet.plot - (len(panels) - 1) * heading) / len(panels) / sheet.plot
    step = share + heading / sheet.plot
    for row, each in enumerate(panels.values(), start=1):
        upper = 1 - (row - 1) * step
        found["yaxis" if row == 1 else f"yaxis{row}"] = {
            "domain": [max(0.0, upper - share), upper],
            "range": [0, top(each) * (1 + ROOM)],
            "gridcolor": colours.grid,
            "zeroline": True,
            "zerolinecolor": colours.rule,
            "tickfont": {"color": colours.muted, "size": SMALL},
            "tickformat": ",~r",
            **({"dtick": 1} if top(each) <= FEW else {"nticks": 5}),
            "fixedrange": True,
        }
    return found


def _ticks(unit: str, window: Window, sheet: Sheet) -> dict[str, Any]:
    """Weeks and months are named in the middle of their bars; plotly's own weeks begin on Sundays."""
    if unit == "day":
        return {}
    days = DAYS[unit]
    each = max(
        1,
        ceil(
            (window.last - window.first)
            / DAY
            / days
            / (sheet.plot_width / (NARROW_TICK if sheet.width < NARROW else TICK))
        ),
    )
    if unit == "month":
        each = next((months for months in MONTHS if months >= each), MONTHS[-1])
        step: dict[str, Any] = {"dtick": f"M{each}"}
    else:
        step = {"dtick": each * days * DAY, "tick0": MONDAY * DAY, "tickformatstops": [], "tickformat": TICKS[0][1]}
    return {"ticklabelshift": 0, "ticklabelmode": "period" if each == 1 else "instant", **step}


def _missing(told: pd.DataFrame, measure: str, unit: str, window: Window) -> str:
    """What the bars do not show; of several data sets what those of each do not show."""
    names = present(told)
    if len(names) < 2:
        return " ".join(_left_out(coverage(told, measure, unit), window, measure, unit))
    found = {name: part(told, name) for name in names}
    strays = {name: within(window, each) for name, each in found.items()}
    said = {
        name: " ".join(_left_out(coverage(found[name], measure, unit), strays[name], measure, unit)) for name in names
    }
    return " ".join(f"{title(name)}: {text}" for name, text in said.items() if text)


def _left_out(covered: Coverage, window: Window, measure: str, unit: str) -> Iterator[str]:
    """What the bars of one data set do not show, each as a short sentence."""
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
        "before": day(date_of(int(window.first // DAY) + 1)),
        "after": day(date_of(int(window.last // DAY))),
    }
    for name, count in counts.items():
        if count:
            yield say[name].format(events=several(count, "event"), n=number(count), **places)


def _footer(missing: list[str], sheet: Sheet, colours: Palette) -> Iterator[dict[str, Any]]:
    if missing:
        font = {"size": SMALL, "color": colours.muted}
        yield note(
            block(missing), x=0, y=0, xanchor="left", yanchor="top", xshift=8 - sheet.left, yshift=-AXIS, font=font,
            name="missing",
        )  # fmt: skip


def _empty(panels: dict[str, Tally], measure: str, colours: Palette) -> Iterator[dict[str, Any]]:
    """In a panel without a bar, that this is not zero."""
    text = words("counts")["none_here"].format(measure=words("measures")[measure].lower())
    for row, each in enumerate(panels.values(), start=1):
        if not each.at_most.any():
            place: dict[str, Any] = {"x": 0.5, "y": 0.5, "yref": f"{axis('y', row)} domain"}
            yield note(plain(text), font={"size": TEXT, "color": colours.muted}, name="none", **place)


def _headings(counting: dict[str, list[str]], sheet: Sheet, colours: Palette) -> Iterator[dict[str, Any]]:
    """Above each panel its data set's name, and what one of its rows counts."""
    for row, (name, lines) in enumerate(counting.items(), start=1):
        place: dict[str, Any] = {"x": 0, "y": 1, "yref": f"{axis('y', row)} domain", "xanchor": "left"}
        place |= {"yanchor": "bottom", "xshift": 8 - sheet.left}
        above = lines_height(len(lines)) + 6
        text = f"<b>{plain(title(name))}</b>"
        yield note(text, yshift=above, font={"size": TEXT, "color": colours.ink}, name="panel", **place)
        yield note(block(lines), yshift=4, font={"size": SMALL, "color": colours.muted}, name="counts", **place)
