"""What is compared: a line for each part and data set, on dates or each from its own first bar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from dashboard.counted import MEASURES
from dashboard.datasets import title
from dashboard.drawing.bins import IMPRECISE, coverage, tally, whole_bars, window_of
from dashboard.drawing.count_texts import left_out, reading_of_line
from dashboard.drawing.kept import parts as parts_of
from dashboard.drawing.lines import Across, from_start, in_time, values
from dashboard.drawing.panels import Choice
from dashboard.drawing.series import RUNNING, Series, series
from dashboard.drawing.units import UNITS, bar_of, drawable, suiting
from dashboard.drawing.window import DAY, PADDING, Window
from dashboard.epoch import date_of, days_to
from dashboard.formats import day, several, span
from dashboard.store.told import Told
from dashboard.words import one_of, words
from data_prep import DATASETS, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_LINES = 6
ALIGN = ("dates", "start")


class Part(NamedTuple):
    """One of the things compared: its name, its events and, of a period, its first and last day."""

    name: str
    told: Told
    first: date | None = None
    last: date | None = None


Given: TypeAlias = "Part | tuple[str, Told]"


@dataclass(frozen=True, eq=False)
class Line:
    """One line: its name, its data set, its points and where they stand on the axis."""

    name: str
    dataset: str
    line: Series
    across: Across


@dataclass(frozen=True)
class Compared:
    """The lines of a chart, its axis, and what is said below it; ``nothing``: why there is nothing to draw."""

    lines: list[Line]
    measure: str
    unit: str
    running: str
    in_time: bool
    window: Window
    said: list[str]
    nothing: str = ""

    @property
    def top(self) -> float:
        """The height of the highest line with its band, at least 1."""
        return max([1.0, *(float(np.nanmax(one.line.high, initial=0.0)) for one in self.lines)])


class Shown(NamedTuple):
    """What the axis of a comparison shows: the ``unit`` of its bars (never ``auto``), the first and the last day."""

    unit: str
    first: date
    last: date


def shown(
    given: Sequence[Given], *, measure: str = "events", unit: str = "auto", align: str = "dates", **_: Any
) -> Shown | None:
    """The unit and the days of the chart of these parts, as ``compared`` draws them; None where no event is dated."""
    windows = _windows(_apart([Part(*one) for one in given]), measure)
    if not windows:
        return None
    whole = _joined(windows)
    return Shown(_unit(unit, windows, align), *(date_of(int(moment // DAY)) for moment in (whole.start, whole.end)))


def compared(
    given: Sequence[Given],
    *,
    measure: str = "events",
    unit: str = "auto",
    running: str = "none",
    imprecise: str = "spread",
    align: str = "dates",
    **_: Any,
) -> Compared:
    """The lines of these parts; see ``charts.compare.build``."""
    one_of("measure", measure, ("events", *MEASURES))
    one_of("running", running, RUNNING)
    one_of("imprecise", imprecise, IMPRECISE)
    one_of("align", align, ALIGN)
    found = _apart([Part(*one) for one in given])
    if len(found) > MOST_LINES:
        raise UsageError(words("compare")["too_many"].format(n=len(found), most=MOST_LINES))
    windows = _windows(found, measure)
    drawn = _unit(unit, windows, align)
    chosen = Choice(measure, drawn, "none", "stacked", running, imprecise)
    if not windows:
        return _empty(found, chosen)
    whole = _joined(windows)
    lines = [_line(part, chosen, whole, align) for part in found]
    if not any(one.line.drawn.any() for one in lines):
        return _empty(found, chosen)
    window = whole_bars(whole, drawn) if align == "dates" else _from_start(lines)
    said = [*_counting(found), *_missing(found, chosen, whole, align), *_reading(chosen, align)]
    return Compared(lines, measure, drawn, running, align == "dates", window, said)


def _apart(given: list[Part]) -> list[Part]:
    """The parts, one of several data sets as one part each."""
    found: list[Part] = []
    for part in given:
        each = parts_of(part.told)
        several_sets = len(each) > 1
        name = words("compare")["part"]
        found += [
            part._replace(
                name=name.format(name=part.name, dataset=title(one)) if several_sets else part.name, told=told
            )
            for one, told in (each or {"": part.told}).items()
        ]
    names = [part.name for part in found]
    return [
        part._replace(name=f"{part.name} ({names[:at].count(part.name) + 1})") if names.count(part.name) > 1 else part
        for at, part in enumerate(found)
    ]


def _windows(found: list[Part], measure: str) -> list[Window]:
    return [_window(part, measure) for part in found if part.told.dated.any()]


def _window(part: Part, measure: str) -> Window:
    """The bulk of a part's events, or the days that it is about."""
    found = window_of(part.told, measure)
    start = found.start if part.first is None else days_to(part.first) * DAY
    end = found.end if part.last is None else days_to(part.last) * DAY
    end = max(start, end)
    room = PADDING * (end + DAY - start)
    return replace(found, first=start - room, last=end + DAY + room, start=start, end=end)


def _unit(unit: str, windows: list[Window], align: str) -> str:
    one_of("unit", unit, ("auto", *UNITS))
    if not windows:
        return "day" if unit == "auto" else unit
    whole = [_joined(windows)] if align == "dates" else windows
    days = max((one.last - one.first) / DAY for one in whole)
    return suiting(days) if unit == "auto" else drawable(unit, days)


def _joined(windows: list[Window]) -> Window:
    first, last = min(one.first for one in windows), max(one.last for one in windows)
    start, end = min(one.start for one in windows), max(one.end for one in windows)
    return Window(first, last, 0, 0, start, end)


def _line(part: Part, chosen: Choice, whole: Window, align: str) -> Line:
    each = tally(part.told, chosen.measure, chosen.unit, imprecise=chosen.imprecise)
    own = _window(part, chosen.measure) if part.told.dated.any() else whole
    shown = whole if align == "dates" and part.first is None and part.last is None else own
    ends: tuple[int | None, int | None] = (int(shown.start // DAY), int(shown.end // DAY))
    if chosen.running == "total" and part.first is None and part.last is None:
        ends = (None, None)  # what lies before the window is part of a total too
    line = series(each, chosen.running, *ends)
    first = int(bar_of(np.array([own.start // DAY]), chosen.unit)[0])
    across = in_time(line, chosen.running) if align == "dates" else from_start(line, chosen.running, first)
    return Line(part.name, next(iter(part.told.datasets), ""), line, across)


def _from_start(lines: list[Line]) -> Window:
    """The axis of lines that begin together: in bars from the first."""
    first = min(float(one.across.x.min(initial=1.0)) for one in lines)
    last = max(float(one.across.x.max(initial=1.0)) for one in lines)
    return Window(first - 0.5, last + 0.5, 0, 0, first, last)


def _empty(found: list[Part], chosen: Choice) -> Compared:
    counted = sum(int(np.count_nonzero(~part.told.denied)) for part in found)
    say = words("counts")
    text = say["nothing"].format(measure=words("measures")[chosen.measure].lower(), events=several(counted, "event"))
    if not counted:
        text = say["denied_only"] if any(len(part.told) for part in found) else words("timeline")["empty"]
    return Compared([], chosen.measure, chosen.unit, chosen.running, True, Window(0, DAY, 0, 0, 0, 0), [], text)


def _counting(found: list[Part]) -> Iterator[str]:
    """What one row of each data set counts, where they are several."""
    names = list(dict.fromkeys(name for part in found for name in part.told.datasets))
    if len(names) > 1:
        for name in names:
            yield words("counts")["set_counts"].format(dataset=title(name), counts=DATASETS[name].counts)
        yield words("notes")["datasets"]


def _missing(found: list[Part], chosen: Choice, whole: Window, align: str) -> Iterator[str]:
    """What each line does not show."""
    for part in found:
        window = replace(whole if align == "dates" else _window(part, chosen.measure), before=0, after=0)
        one = coverage(part.told, chosen.measure, chosen.unit, chosen.imprecise)
        if text := " ".join(left_out(one, window, chosen)):
            yield f"{part.name}: {text}"


def _reading(chosen: Choice, align: str) -> Iterator[str]:
    yield words("compare")["zero"] if chosen.running == "none" else reading_of_line(chosen.running, chosen.unit)
    if align == "start":
        yield words("compare")["start"].format(bar=words("titles")[chosen.unit])


def compare_alt(found: Compared) -> str:
    """The lines in words, from their data."""
    if found.nothing:
        return found.nothing
    say = words("alt")
    head = say["what"].format(measure=words("measures")[found.measure], unit=words("titles")[found.unit])
    return " ".join([head, *(_said(one) for one in found.lines), *found.said])


def _said(one: Line) -> str:
    say, line = words("alt"), one.line
    if not line.drawn.any():
        return say["line_none"].format(name=one.name)
    here = np.flatnonzero(line.drawn)
    peak = int(here[np.argmax(line.high[here])])
    return say["line"].format(
        name=one.name,
        n=len(here),
        first=day(date_of(int(line.first[here[0]]))),
        last=day(date_of(int(line.last[here[-1]]))),
        peak=values(line)[peak],
        when=span(date_of(int(line.first[peak])), date_of(int(line.last[peak]))),
    )


def compare_rows(found: Compared) -> list[dict[str, Any]]:
    """The numbers of the lines; see ``charts.compare.rows``."""
    return [row for one in found.lines for row in _rows(one, found)]


def _rows(one: Line, found: Compared) -> Iterator[dict[str, Any]]:
    line = one.line
    columns = (line.first, line.last, line.low, line.high, line.open, line.drawn, one.across.x)
    for first, last, low, high, more, drawn, x in zip(*(column.tolist() for column in columns), strict=True):
        yield {
            "name": one.name,
            "dataset": title(one.dataset) if one.dataset else "",
            "first_day": date_of(first),
            "last_day": date_of(last),
            "bar": None if found.in_time else round(x),
            "at_least": low if drawn else None,
            "at_most": high if drawn else None,
            "open": more,
        }
