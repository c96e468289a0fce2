"""The notes below a chart: how imprecise dates and unknown figures were drawn, what has no mark of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dashboard.drawing.added import added, tallied
from dashboard.drawing.count_texts import reading_of_line
from dashboard.drawing.kept import kept, parts
from dashboard.drawing.lanes import LEAST, MOST, lanes, tallied_by
from dashboard.drawing.panels import choice, covered
from dashboard.drawing.plan import MOST_SPANS
from dashboard.formats import number, several
from dashboard.store.columns import NONE
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dashboard.state import Selection
    from dashboard.store.told import Told

TIMELINE, STRIKE_COUNTS, MAP, COMPARE = "timeline", "strike_counts", "map", "compare"


def notes(told: Told, selection: Selection, chart: str) -> Iterator[str]:
    """How a chart of these events is to be read, a sentence each."""
    say = words("notes")
    of_chart = {TIMELINE: _timeline, STRIKE_COUNTS: _counts, COMPARE: _compare}
    if chart in of_chart:
        yield from of_chart[chart](told, selection)
    if tallied(told, "left_out")[1]:
        yield say["rates"]
    if tallied(told, "zero_or_unknown")[1]:
        yield say["zero"]
    if len(told.datasets) > 1:
        yield say["datasets"]


def _timeline(told: Told, selection: Selection) -> Iterator[str]:
    say = words("notes")
    if len(told) <= MOST_SPANS and len(lanes(told, selection.lanes).event) <= MOST_SPANS:
        yield say["timeline"]
    if selection.lanes == "actor" and tallied(told, "two_sides")[1]:
        yield say["sides"]
    if selection.lanes == "actor" and _several_doers(told):
        yield say["several_lanes"]
    if others := _others(told, selection.lanes):
        what = words("kinds")[selection.lanes]
        apart = len(told.datasets) > 1
        yield say["compared_lanes"] if apart else say["lanes"].format(n=number(others), what=what)
    if selection.order != "count":
        yield say[f"order_{selection.order}"]


def _several_doers(told: Told) -> bool:
    """Whether an event has several perpetrators, and is no event of two sides."""
    return bool(_crowds(told)[0])


@added
def _crowds(told: Told) -> NDArray[np.int64]:
    """How many events have several perpetrators, and are no events of two sides."""
    return np.array([np.count_nonzero((told.column("doers") > 1) & ~told.two_sides)], dtype=np.int64)


@kept
def _others(told: Told, by: str) -> int:
    """How many names have no lane of their own."""
    if by == "dataset":
        return 0
    each = parts(told)
    most = MOST if len(each) < 2 else max(MOST // len(each), LEAST)
    found = 0
    for part in each.values():
        names, unnamed = _names(part, by)
        room = most - unnamed
        found += names - room + 1 if names > room else 0
    return found


def _names(told: Told, by: str) -> tuple[int, bool]:
    """How many names make lanes, and whether an event has none."""
    counts, _ = tallied_by(told, by)
    return int(np.count_nonzero(counts)), bool(_unnamed(told, by)[0])


@added
def _unnamed(told: Told, by: str) -> NDArray[np.int64]:
    """How many events name nothing that makes a lane."""
    if by == "actor":
        none = told.column("doers") == 0
    elif by == "source":
        none = told.column("sources").lengths == 0
    else:
        none = (told.kind if by == "type" else told.column(by)).codes == NONE
    return np.array([np.count_nonzero(none)], dtype=np.int64)


def _counts(told: Told, selection: Selection) -> Iterator[str]:
    say = words("notes")
    yield say["strike_counts"]
    if selection.stack == "actor" and tallied(told, "two_sides")[1]:
        yield say["sides_stacked"]
    if len(told.datasets) > 1:
        yield say["scales"]
    yield from rough_dates(told, selection, drawn=say["hatched"] if selection.running == "none" else "")


def _compare(told: Told, selection: Selection) -> Iterator[str]:
    yield words("notes")["strike_counts"]
    yield from rough_dates(told, selection, drawn="")
    chosen = choice(told, measure=selection.measure, unit=selection.unit, running=selection.running)
    if chosen.running != "none":
        yield reading_of_line(chosen.running, chosen.unit)


def rough_dates(told: Told, selection: Selection, *, drawn: str) -> Iterator[str]:
    """How the events whose days reach over several bars were counted and ``drawn``, and how many they are."""
    chosen = choice(
        told,
        measure=selection.measure,
        unit=selection.unit,
        stack=selection.stack,
        imprecise=selection.imprecise,
        period=(selection.start, selection.end),
    )
    counts = {name: getattr(one, chosen.imprecise) for name, one in covered(told, chosen).items()}
    if any(counts.values()) and len(counts) > 1:
        yield words("notes")[f"{chosen.imprecise}_each"].format(drawn=drawn)
    elif any(counts.values()):
        yield words("notes")[chosen.imprecise].format(events=several(sum(counts.values()), "event"), drawn=drawn)
