"""What a chart of counts says in words: what it does not show, what it shows to who cannot see it, and its table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.datasets import title
from dashboard.drawing.bins import window_of
from dashboard.drawing.columns import values
from dashboard.drawing.groups import groups
from dashboard.drawing.kept import parts
from dashboard.drawing.layout import SMALL
from dashboard.drawing.panels import covered, panels_of
from dashboard.drawing.series import series
from dashboard.drawing.text import wrap
from dashboard.drawing.units import MEAN
from dashboard.drawing.window import DAY, within
from dashboard.epoch import date_of, days_to
from dashboard.formats import bounds, day, number, several, span
from dashboard.words import words
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from dashboard.drawing.bins import Coverage, Tally
    from dashboard.drawing.panels import Choice, Panel
    from dashboard.drawing.series import Series
    from dashboard.drawing.window import Window
    from dashboard.store.told import Told


def nothing(told: Told, chosen: Choice) -> str:
    """Why there is nothing to draw."""
    say, counted = words("counts"), sum(one.counted for one in covered(told, chosen).values())
    if not counted:
        return say["denied_only"] if len(told) else words("timeline")["empty"]
    return say["nothing"].format(measure=words("measures")[chosen.measure].lower(), events=several(counted, "event"))


def counting(found: list[Panel], chosen: Choice, pixels: float) -> dict[str, list[str]]:
    """What one row of each of several data sets counts, in lines; nothing where each group has a panel."""
    names = list(dict.fromkeys(panel.dataset for panel in found))
    if len(names) < 2 or (chosen.apart and chosen.arrange == "panels"):
        return {}
    return {name: wrap(DATASETS[name].counts, pixels, SMALL) for name in names}


def said_below(told: Told, chosen: Choice, window: Window) -> str:
    """What the bars do not show, of several data sets those of each; then how they are to be read."""
    found = parts(told)
    if len(found) < 2:
        missing = [" ".join(left_out(one, window, chosen)) for one in covered(told, chosen).values()]
        return " ".join([*missing, *_cut(told, chosen), *_reading(told, chosen)]).strip()
    said = {
        name: " ".join(left_out(one, within(window, found[name]), chosen))
        for name, one in covered(told, chosen).items()
    }
    each = [f"{title(name)}: {text}" for name, text in said.items() if text]
    if chosen.apart and chosen.arrange == "panels":
        each = [
            words("counts")["set_counts"].format(dataset=title(name), counts=DATASETS[name].counts) for name in found
        ] + each
    return " ".join([*each, *_cut(told, chosen), *_reading(told, chosen)])


def _cut(told: Told, chosen: Choice) -> Iterator[str]:
    """That events which reach beyond the days that were asked for are drawn only as far as these go."""
    first, last = (None if day is None else days_to(day) for day in chosen.period)
    before = first is not None and bool((told.start[told.dated] < first).any())
    if before or (last is not None and bool((told.end > last).any())):
        yield words("counts")["cut"]


def _reading(told: Told, chosen: Choice) -> Iterator[str]:
    say = words("counts")
    if chosen.coarser:
        yield say["coarser"].format(unit=words("bars")[chosen.unit])
    if chosen.apart and chosen.arrange == "panels":
        yield say["one_scale_but" if groups(told, chosen.stack).rest else "one_scale"]
    if chosen.running != "none":
        yield reading_of_line(chosen.running, chosen.unit)


def reading_of_line(running: str, unit: str) -> str:
    """What a line of totals or means is."""
    return words("running")[running].format(n=MEAN[unit], bars=words("bars")[unit], bar=words("titles")[unit])


def left_out(covered: Coverage, window: Window, chosen: Choice) -> Iterator[str]:
    """What the bars of one data set do not show, each as a short sentence."""
    say = words("counts")
    counts = {
        "unknown": covered.unknown,
        "undated": covered.undated,
        "too_long": covered.too_long,
        "left_out": covered.left_out,
        "denied": covered.denied,
        "before": window.before,
        "after": window.after,
    }
    places = {
        "measure": words("measures")[chosen.measure].lower(),
        "total": several(covered.counted, "event"),
        "unit": words("units")[chosen.unit],
        "before": day(date_of(int(window.first // DAY) + 1)),
        "after": day(date_of(int(window.last // DAY))),
    }
    for name, count in counts.items():
        if count:
            yield say[name].format(events=several(count, "event"), n=number(count), **places)


# For who cannot see the chart


def alt_text(told: Told, chosen: Choice) -> str:
    """What the chart shows: for each panel and group its days, its whole, its highest bar, and what is not known."""
    found, window = panels_of(told, chosen), window_of(told, chosen.measure, chosen.period)
    say = words("alt")
    first = say["what"].format(measure=words("measures")[chosen.measure], unit=words("titles")[chosen.unit])
    head = (
        [first, span(*(date_of(int(moment // DAY)) for moment in (window.start, window.end))) + "."]
        if found
        else [first]
    )
    texts = [_said(panel, each, chosen) for panel in found for each in panel.tallies]
    below = said_below(told, chosen, window) if found else nothing(told, chosen)
    return " ".join([*head, *texts, below]).strip()


def _said(panel: Panel, each: Tally, chosen: Choice) -> str:
    say, name = words("alt"), _name(panel, each, chosen)
    if not each.known.any():
        text = say["nothing"].format(events=several(int(each.events.sum()), "event"))
    else:
        peak = int(np.argmax(each.at_most))
        places = {
            "bars": number(len(each.first)),
            "total": total_of(each),
            "peak": values(each)[peak] or words("counts")["no_figure"],
            "when": span(date_of(int(each.first[peak])), date_of(int(each.last[peak]))),
        }
        text = say["bars"].format(**places)
        if chosen.running != "none":
            text += " " + _line_end(each, chosen)
    return f"{name}: {text}" if name else text


def _name(panel: Panel, each: Tally, chosen: Choice) -> str:
    group = next(iter(each.low), "") if chosen.apart else ""
    return ": ".join(
        part for part in dict.fromkeys([panel.head, group]) if part and not panel.head.endswith(f": {part}")
    )


def total_of(each: Tally) -> str:
    """The sum of the bars, with its bounds."""
    low, high = round(float(each.at_least.sum())), round(float(each.at_most.sum()))
    return bounds(low, high, more=bool(each.open.any()))


def _line_end(each: Tally, chosen: Choice) -> str:
    line = series(each, chosen.running)
    here = np.flatnonzero(line.drawn)
    if not len(here):
        return words("alt")["no_line"]
    low, high = line.low[here[-1]], line.high[here[-1]]
    text = bounds(round(float(low), 1), round(float(high), 1), more=bool(line.open[here[-1]]))
    return words("alt")[chosen.running].format(last=text, when=day(date_of(int(line.last[here[-1]]))))


def table(told: Told, chosen: Choice) -> list[dict[str, Any]]:
    """The numbers of the chart; see ``strike_counts.rows``."""
    found: list[dict[str, Any]] = []
    apart = replace(chosen, arrange="beside") if chosen.arrange == "stacked" else chosen
    for panel in panels_of(told, apart):
        for each in panel.tallies:
            found += _line_rows(panel, each, apart) if chosen.running != "none" else _bar_rows(panel, each, apart)
    return found


def _bar_rows(panel: Panel, each: Tally, chosen: Choice) -> Iterator[dict[str, Any]]:
    columns = (each.at_least, each.at_most, each.open, each.events, each.unknown)
    for days, row in zip(_days(panel, each, each, chosen), zip(*_listed(columns), strict=True), strict=True):
        low, high, more, count, unknown = row
        yield days | _cells(low, high, more, known=count > unknown) | {"events": count, "unknown": unknown}


def _line_rows(panel: Panel, each: Tally, chosen: Choice) -> Iterator[dict[str, Any]]:
    line = series(each, chosen.running)
    rows = zip(*_listed((line.low, line.high, line.open, line.drawn)), strict=True)
    for days, (low, high, more, drawn) in zip(_days(panel, each, line, chosen), rows, strict=True):
        yield days | _cells(low, high, more, known=drawn)


def _days(panel: Panel, each: Tally, of: Tally | Series, chosen: Choice) -> Iterator[dict[str, Any]]:
    group = next(iter(each.low), "") if chosen.apart else ""
    for first, last in zip(of.first.tolist(), of.last.tolist(), strict=True):
        days = {"first_day": date_of(first), "last_day": date_of(last)}
        yield {"dataset": title(panel.dataset), **days, "group": group}


def _cells(low: float, high: float, more: bool, *, known: bool) -> dict[str, Any]:
    return {"at_least": low if known else None, "at_most": high if known else None, "open": more}


def _listed(columns: Iterable[NDArray[Any]]) -> list[list[Any]]:
    return [column.tolist() for column in columns]
