"""What is compared: the parts of a table that stand on one axis."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.datasets import title
from dashboard.drawing.compared import MOST_LINES, Part
from dashboard.filters import Filtered
from dashboard.formats import span
from dashboard.store.columns import NO_DAY
from data_prep import UNARMED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dashboard.state import Selection
    from dashboard.store.table import Table
    from dashboard.store.told import Told

OFFERED = 500
"""Names that are offered, those with most events."""
UNASKED = {"actor": 2, "place": 2, "period": 2, "dataset": MOST_LINES}
"""How many are compared where none is named."""
_WRITTEN = re.compile(r"[0-9]{1,4}(-[0-9]{1,2}){0,2}")
"""A year, a month or a day; a link may hold anything."""


def narrowed(selection: Selection) -> bool:
    """Whether a filter is on that a comparison of this kind takes no notice of."""
    return without_sides(selection) != selection


def settled(selection: Selection, names: Mapping[str, Collection[str]], loaded: Collection[str]) -> Selection:
    """The selection without sides that are no names of their kind; periods stay as they were typed."""
    known = {"dataset": loaded, **names}.get(selection.sides_by)
    kept = tuple(name for name in selection.sides if known is None or name in known)
    return replace(selection, sides=kept[:MOST_LINES])


def together(table: Table, parts: Sequence[Part]) -> Told:
    """The events of all parts, each once."""
    rows = np.unique(np.concatenate([part.told.numbers for part in parts])) if parts else np.empty(0, dtype=np.int32)
    return table.told.some(rows)


def offered(table: Table, selection: Selection, shown: Sequence[str], loaded: Sequence[str]) -> list[str]:
    """What can be compared beside the other filters: names with most events first, years, or ``loaded`` data sets."""
    if selection.sides_by == "dataset":
        return list(loaded)
    if selection.sides_by == "period":
        return _years(table, selection, shown)
    free = without_sides(selection)
    return [option.value for option in Filtered(table, free, shown).options(selection.sides_by)[:OFFERED]]


def parts(table: Table, selection: Selection, shown: Sequence[str], loaded: Sequence[str]) -> list[Part]:
    """The parts that the selection compares, those with most events where it names none; none for a period that cannot
    be read (see ``period``)."""
    names = selection.sides or _unasked(table, selection, shown, loaded)
    lines = (
        1 if selection.sides_by == "dataset" else max(len(shown), 1)
    )  # a part of several data sets is a line of each
    found = [_part(table, selection, shown, name) for name in names[: max(MOST_LINES // lines, 1)]]
    return [part for part in found if part is not None]


def sets(table: Table, selection: Selection, shown: Sequence[str], loaded: Sequence[str]) -> list[str]:
    """The data sets that a comparison is of: those ``shown``, or the compared ones themselves."""
    if selection.sides_by != "dataset":
        return list(shown)
    return list(selection.sides or _unasked(table, selection, shown, loaded))[:MOST_LINES]


def _unasked(table: Table, selection: Selection, shown: Sequence[str], loaded: Sequence[str]) -> list[str]:
    """Those with most events; of actors first those that fight: who is attacked stands beside nobody."""
    names = offered(table, selection, shown, loaded)
    if selection.sides_by == "actor":
        names.sort(key=UNARMED.__contains__)
    return names[: UNASKED[selection.sides_by]]


def _part(table: Table, selection: Selection, shown: Sequence[str], name: str) -> Part | None:
    free = without_sides(selection)
    if selection.sides_by == "dataset":
        return Part(title(name), Filtered(table, free, (name,)).told)
    if selection.sides_by == "period":
        days = period(name)
        if days is None:
            return None
        within = replace(free, start=days[0], end=days[1])
        return Part(span(*days), Filtered(table, within, shown).told, *days)
    alone: dict[str, Any] = {selection.sides_by: (name,)}
    return Part(name, Filtered(table, replace(free, **alone), shown).told)


def without_sides(selection: Selection) -> Selection:
    """The selection without the filter that is compared."""
    if selection.sides_by == "period":
        return replace(selection, start=None, end=None)
    if selection.sides_by == "dataset":
        return selection
    nobody: dict[str, Any] = {selection.sides_by: ()}
    return replace(selection, **nobody)


def of_all(selection: Selection, parts: Sequence[Part]) -> Selection:
    """What holds for all parts of a comparison: the filter that is compared does not, but the role of actors does."""
    free = without_sides(selection)
    if selection.sides_by != "actor" or selection.role == "either":
        return free
    return replace(free, actor=tuple(part.name for part in parts), match="any")


def _years(table: Table, selection: Selection, shown: Sequence[str]) -> list[str]:
    """The years in which events may have begun, the last one first."""
    start = Filtered(table, without_sides(selection), shown).told.start
    days = np.unique(start[start != NO_DAY])
    years = np.unique(days.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970)
    return [str(year) for year in years[::-1].tolist()]


def period(text: str) -> tuple[date, date] | None:
    """The first and last day of a period: ``2015``, ``2015-03``, ``2015-03-01`` or two of them with a ``/`` between;
    None for what is none."""
    first, _, last = text.strip().partition("/")
    try:
        start, end = _ends(first), _ends(last or first)
    except ValueError:
        return None
    return (start[0], end[1]) if start[0] <= end[1] else None


def _ends(text: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day; raises ValueError for anything else."""
    if not _WRITTEN.fullmatch(text.strip()):
        raise ValueError(text)
    numbers = [int(part) for part in text.strip().split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        year, month = numbers
        return date(year, month, 1), date(year, month, 1) + timedelta(days=_days(year, month) - 1)
    return date(*numbers), date(*numbers)


def _days(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return monthrange(year, month)[1]
