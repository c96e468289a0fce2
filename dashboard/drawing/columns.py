"""The bars of the strike counts as plotly traces: each part, what lies under the pointer, and their looks."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from dashboard.drawing.figure import Trace, trace
from dashboard.drawing.text import plain
from dashboard.drawing.window import DAY
from dashboard.epoch import date_of
from dashboard.formats import bounds, number, several, span
from dashboard.theme import faded
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from dashboard.drawing.bins import Tally
    from dashboard.theme import Palette

GAP = 0.1
"""The share of a bar's time that stays white."""
WHOLE = 0.01
CLEAR = "rgba(0, 0, 0, 0)"
WEAVES = ("", "\\", ".", "-", "|", "+")
"""The patterns of groups, largest first; two others are those of rough dates and of contested events."""
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


def bars(each: Tally, place: Place, look: Look) -> Iterator[Trace]:
    """The bars of one tally, one trace for each part; what is 0 is no bar."""
    middle, wide = place.middle(each), _one_if_same(place.width(each))

    def drawn(values: NDArray[np.float64], name: str, group: str, marker: dict[str, Any]) -> Trace:
        here = np.flatnonzero(values)
        return trace(
            "bar",
            x=middle[here],
            width=wide if isinstance(wide, float) else wide[here],
            y=_small(values[here]),
            name=name,
            legendgroup=group,
            marker=marker,
            yaxis=axis("y", place.row),
            hoverinfo="skip",
            showlegend=False,
            unselected=UNSELECTED,
        )

    for name, values in each.low.items():
        yield drawn(values, plain(name), plain(name), look.groups[name])
    if each.spread.any():
        yield drawn(each.spread, "spread", "spread", look.rough)
    if each.more.any():
        yield drawn(each.more, "more", "more", look.pale)


def pointed(each: Tally, measure: str, place: Place) -> Iterator[Trace]:
    """What lies under the pointer: over each stack one bar that is not seen, so that its text is sent but once. Its
    ``base`` keeps it out of the stack."""
    here = np.flatnonzero(each.at_most > 0)
    if len(here):
        wide = _one_if_same(place.width(each))
        yield trace(
            "bar",
            x=place.middle(each)[here],
            width=wide if isinstance(wide, float) else wide[here],
            base=0,
            y=_small(each.at_most[here]),
            name="pointed",
            marker={"color": CLEAR, "line": {"width": 0}},
            yaxis=axis("y", place.row),
            customdata=custom(each, measure, here),
            hovertemplate="%{customdata[2]}<extra></extra>",
            showlegend=False,
            unselected=UNSELECTED,
        )


def _one_if_same(widths: NDArray[np.float64]) -> NDArray[np.float64] | float:
    """One number for bars of one width: weeks, not months."""
    return float(widths[0]) if len(widths) and (widths == widths[0]).all() else widths


def _small(values: NDArray[np.float64]) -> NDArray[Any]:
    """Whole numbers in half the bytes."""
    if values.max(initial=0) > np.iinfo(np.int32).max:
        return values
    whole = values.astype(np.int32)
    return whole if (whole == values).all() else values


def values(each: Tally) -> list[str]:
    """The bounds of each bar as text; shared-out ones are whole numbers again, marked as about: no part of a person.
    Empty for a bar of events without any figure."""
    found = _values.get(each)
    if found is None:
        found = _values[each] = _written(each)
    return found


_values: WeakKeyDictionary[Tally, list[str]] = WeakKeyDictionary()
"""A tally is kept, and asked for its texts: above a bar, under the pointer, and in words."""


def _written(each: Tally) -> list[str]:
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


def custom(each: Tally, measure: str, here: NDArray[np.int64]) -> list[list[str]]:
    """First day, last day and text of some of the bars."""
    say, label = words("counts"), words("measures")[measure]
    rows: list[list[str]] = []
    texts, columns = values(each), (here, each.first, each.last, each.events, each.unknown, each.best)
    of_each = (column if column is here else column[here] for column in columns)
    for at, first, last, count, unknown, best in zip(*(column.tolist() for column in of_each), strict=True):
        value = texts[at]
        start, end = date_of(first), date_of(last)
        lines = [f"<b>{plain(span(start, end))}</b>", plain(f"{label}: {value or say['no_figure']}")]
        if not isnan(best) and value:
            lines.append(plain(say["best"].format(best=number(best))))
        lines.append(plain(say["of"].format(events=several(count, "event"), n=number(unknown))))
        rows.append([start.isoformat(), end.isoformat(), "<br>".join(lines if measure != "events" else lines[:2])])
    return rows


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
    markers = {name: _woven(colour, place, colours) for place, (name, colour) in enumerate(shown.items())} | special
    if stack == "none":
        return Look({"": {"color": single}}, _hatched(single), {"color": faded(single, PALE)})
    return Look(markers, _hatched(colours.muted), {"color": colours.possible})


def _woven(colour: str, place: int, colours: Palette) -> dict[str, Any]:
    """The marker of a group: its colour, with a light pattern by which it is told from its neighbours in grey print."""
    weave = WEAVES[place % len(WEAVES)]
    if not weave:
        return {"color": colour}
    drawn = {"shape": weave, "size": 8, "solidity": 0.15, "fillmode": "replace", "bgcolor": colour}
    return {"color": colour, "pattern": {**drawn, "fgcolor": colours.paper, "fgopacity": 0.55}}


def _hatched(colour: str) -> dict[str, Any]:
    return {"color": colour, "pattern": _pattern("/", colour)}


def _pattern(shape: str, colour: str) -> dict[str, Any]:
    return {"shape": shape, "size": 6, "solidity": 0.32, "fillmode": "replace", "bgcolor": faded(colour, FAINT)}
