"""What a chart shows, as a table: for who cannot see it, and for who wants to check it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard import telling
from dashboard.charts import compare, strike_counts
from dashboard.counted import MEASURES
from dashboard.formats import bounds, day, number
from dashboard.offline import Twin
from dashboard.texts import count, listed, say

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from dashboard.drawing.compared import Part
    from dashboard.store.told import Told

MOST = 1000
"""Events of a table; the files of rows hold them all."""
COUNTED = ("dataset", "first_day", "last_day", "group", "at_least", "at_most")
COMPARED = ("name", "dataset", "bar", "first_day", "last_day", "at_least", "at_most")
KEYS = {"without": "unknown"}
NAMED = ("when", "where", "kind", "who")


def events(told: Told) -> Twin:
    """The events of a timeline or a map in the order of their days, the undated last; of too many the first."""
    days = np.where(told.dated, told.start, np.iinfo(np.int32).max)
    shown = told.some(np.argsort(days, kind="stable")[:MOST]).frame()
    note = say("twins.first", shown=number(len(shown)), events=count(len(told), "event")) * (len(shown) < len(told))
    columns = [say(f"twins.{name}") for name in NAMED] + [say(f"measure.{name}") for name in MEASURES]
    rows = [_event(row) for row in shown.to_dict("records")]
    return Twin((*columns, say("twins.sources")), rows, note)


def _event(row: Mapping[Hashable, Any]) -> list[str]:
    when = telling.days(row["date_start"], row["date_end"])
    kind = str(row["kind"]) if telling.given(row, "kind") else say("evidence.kind_unknown")
    stance = say(f"twins.{row['stance']}") if row["stance"] != "reported" else ""
    where = telling.place(row) or say("evidence.nowhere_named")
    figures = [_figure(row[f"{name}_low"], row[f"{name}_high"], more=row[f"{name}_open"]) for name in MEASURES]
    return [when, where, f"{kind} {stance}".strip(), _who(row), *figures, listed(list(row["sources"]))]


def _who(row: Mapping[Hashable, Any]) -> str:
    """Who is said to have done it and against whom; both sides where nobody says who attacked."""
    against = telling.targets(row) if not telling.is_sides(row) else ""
    by = telling.perpetrators(row)
    return say("twins.against", by=by, against=against) if against else by


def _figure(low: Any, high: Any, *, more: bool) -> str:
    """Bounds as a chart writes them; a figure that nobody gives is said to be none."""
    given = [None if pd.isna(bound) else int(bound) for bound in (low, high)]
    return bounds(*given, more=more) or say("twins.unknown")


def counts(told: Told, **choices: Any) -> Twin:
    """The bars of the strike counts; ``choices`` as for the chart."""
    found = strike_counts.rows(told, **choices)
    columns = [name for name in COUNTED if _told(found, name)]
    columns += [name for name in ("events", "without") if any(KEYS.get(name, name) in row for row in found)]
    return Twin([say(f"twins.{name}") for name in columns], [[_cell(row, name) for name in columns] for row in found])


def compared(parts: Sequence[Part], **choices: Any) -> Twin:
    """The points of the lines of a comparison; ``choices`` as for the chart."""
    found = compare.rows(parts, **choices)
    columns = [name for name in COMPARED if name == "name" or any(row[name] is not None for row in found)]
    columns = [name for name in columns if name != "dataset" or _told(found, name)]
    return Twin([say(f"twins.{name}") for name in columns], [[_cell(row, name) for name in columns] for row in found])


def _told(found: list[dict[str, Any]], name: str) -> bool:
    """Whether a column tells rows apart: one data set or one group does not."""
    return name not in ("dataset", "group") or len({row[name] for row in found}) > 1


def _cell(row: Mapping[str, Any], name: str) -> str:
    value = row.get(KEYS.get(name, name))
    if name in ("first_day", "last_day"):
        return day(row[name])
    if value is None:
        return say("twins.unknown") if name in ("at_least", "at_most") else ""
    if isinstance(value, str):
        return value
    return f"{number(value)}{'+' * bool(name == 'at_most' and row['open'])}"
