"""The notes below a chart: how imprecise dates and unknown figures were drawn, what has no mark of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.count_texts import reading_of_line
from dashboard.drawing.kept import kept, parts
from dashboard.drawing.lanes import LEAST, MOST, lanes
from dashboard.drawing.panels import choice, covered
from dashboard.drawing.plan import MOST_SPANS
from dashboard.formats import number, several
from dashboard.store.columns import NONE
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dashboard.state import Selection
    from dashboard.store.columns import Lists, Names
    from dashboard.store.told import Told

TIMELINE, STRIKE_COUNTS, MAP, COMPARE = "timeline", "strike_counts", "map", "compare"
PIECE = 100_000
"""Events that are looked through at once for the names among them."""


def notes(told: Told, selection: Selection, chart: str) -> Iterator[str]:
    """How a chart of these events is to be read, a sentence each."""
    say = words("notes")
    of_chart = {TIMELINE: _timeline, STRIKE_COUNTS: _counts, COMPARE: _compare}
    if chart in of_chart:
        yield from of_chart[chart](told, selection)
    if told.column("left_out").any():
        yield say["rates"]
    if told.column("zero_or_unknown").any():
        yield say["zero"]
    if len(told.datasets) > 1:
        yield say["datasets"]


def _timeline(told: Told, selection: Selection) -> Iterator[str]:
    say = words("notes")
    if len(told) <= MOST_SPANS and len(lanes(told, selection.lanes).event) <= MOST_SPANS:
        yield say["timeline"]
    if selection.lanes == "actor" and told.two_sides.any():
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
    return not told.perpetrators.is_single and bool(((told.perpetrators.lengths > 1) & ~told.two_sides).any())


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
    if by == "actor":
        return _actors(told)
    if by == "source":
        column: Lists = told.column("sources")
        return int(np.count_nonzero(_seen(column.codes, _none(column)))), not column.is_single and bool(
            (column.lengths == 0).any()
        )
    named = told.kind if by == "type" else told.column(by)
    return int(np.count_nonzero(_seen(named.codes, _none(named)))), bool((named.codes == NONE).any())


def _actors(told: Told) -> tuple[int, bool]:
    """As ``_names``: those who did it and, where two sides are named, the other side."""
    doers, targets = told.perpetrators, told.targets
    seen = _seen(doers.codes, _none(doers))
    if not seen.all() and told.two_sides.any():
        sides = told.two_sides
        seen = _seen(targets.codes[sides if targets.is_single else sides[targets.rows]], seen)
    return int(np.count_nonzero(seen)), not doers.is_single and bool((doers.lengths == 0).any())


def _none(column: Names | Lists) -> NDArray[np.bool_]:
    """For each name of a column that it was not seen yet."""
    return np.zeros(len(column.names), dtype=bool)


def _seen(codes: NDArray[Any], before: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which names occur, or did before; it is looked no further than until all have been seen."""
    seen = np.append(before, False)  # the last place is NONE's
    for first in range(0, len(codes), PIECE):
        seen[codes[first : first + PIECE]] = True
        if seen[:-1].all():
            break
    return seen[:-1]


def _counts(told: Told, selection: Selection) -> Iterator[str]:
    say = words("notes")
    yield say["strike_counts"]
    if selection.stack == "actor" and told.two_sides.any():
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
