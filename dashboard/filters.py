"""(claims, selection) -> claims, and the options of each filter with their counts.

A filter keeps whole events: an event stays, with every one of its claims, when at least one of its claims meets all
the chosen filters together. So claims that contradict each other stay side by side. The period looks at the event's
own days: an event stays when one of its possible days lies in it; an undated event cannot, and leaves. What is left
out by a flag leaves as a whole event too: one claim that carries the flag is enough.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.counted import flagged
from dashboard.events import ATTRIBUTION_RANK, STANCES, event_numbers, events, kinds, two_sides
from dashboard.state import is_filtered
from dashboard.words import doubt, one_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from dashboard.state import Selection

ROLES = {"by": ("perpetrators",), "against": ("targets",), "either": ("perpetrators", "targets")}


@dataclass(frozen=True)
class Option:
    """One choice of a filter: its value (as in Selection), what the page calls it, and its number of events.

    Several data sets are never added to one another: of them there is no count.
    """

    value: str
    label: str
    count: int | None


def apply(claims: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The claims of the events that the selection keeps, in their order, with a fresh index.

    A selection without filters gives the very same frame. Raises UsageError for a role that does not exist.
    """
    if not is_filtered(selection):
        return claims
    told = events(claims)
    rows = claims.reset_index(drop=True)
    numbers, _ = event_numbers(rows)
    meets = _claims_meeting(rows, numbers, told, selection)
    kept = np.bincount(numbers[meets], minlength=len(told)) > 0
    kept &= _in_period(told, selection)
    kept[numbers[flagged(rows, selection.leave_out)]] = False
    found: pd.DataFrame = rows[kept[numbers]].reset_index(drop=True)
    return found


def options(claims: pd.DataFrame, *, role: str = "either") -> dict[str, list[Option]]:
    """The options of the filters ``actor`` (in this role), ``attribution``, ``place``, ``event_type``, ``source``,
    ``stance`` and ``leave_out``, keyed as in Selection; counts are events that choosing the option alone would keep or,
    for ``leave_out``, leave out.

    Attribution and stance come in their own order, the others by count, then name.
    """
    told = events(claims)
    rows = claims.reset_index(drop=True)
    numbers, _ = event_numbers(rows)
    actors = pd.concat(list(_names(rows, role)))
    attribution = pd.concat(
        [rows["attribution"].astype("string"), _of_event(told, numbers, "attribution", "contested")]
    )
    stance = pd.concat([rows["stance"].astype("string"), _of_event(told, numbers, "stance", "disputed")])
    counts = {
        "actor": actors,
        "attribution": attribution,
        "place": rows["place"],
        "event_type": kinds(rows),
        "source": rows["source"],
        "stance": stance,
        "leave_out": rows["flags"].list.flatten(),
    }
    found = {name: _counted(values, numbers) for name, values in counts.items()}
    found["attribution"] = _in_order(found["attribution"], ATTRIBUTION_RANK, "attribution")
    found["stance"] = _in_order(found["stance"], STANCES, "stance")
    found["leave_out"] = [replace(option, label=doubt(option.value)) for option in found["leave_out"]]
    if rows["dataset"].nunique() > 1:
        return {name: [replace(option, count=None) for option in given] for name, given in found.items()}
    return found


def _claims_meeting(
    rows: pd.DataFrame, numbers: NDArray[Any], told: pd.DataFrame, selection: Selection
) -> NDArray[np.bool_]:
    meets = np.ones(len(rows), dtype=bool)
    if selection.actor:
        meets &= _naming(rows, selection.role, selection.actor)
    for field in ("place", "source"):
        if values := getattr(selection, field):
            meets &= rows[field].isin(values).to_numpy()
    if selection.event_type:
        meets &= kinds(rows).isin(selection.event_type).to_numpy(dtype=bool, na_value=False)
    for field in ("attribution", "stance"):
        if values := getattr(selection, field):
            by_claim = rows[field].isin(values).to_numpy()
            by_event = told[field].isin(set(values) & {"contested", "disputed"}).to_numpy()
            meets &= by_claim | by_event[numbers]
    return meets


def _naming(rows: pd.DataFrame, role: str, actors: Iterable[str]) -> NDArray[np.bool_]:
    naming = np.zeros(len(rows), dtype=bool)
    wanted = list(actors)
    for names in _names(rows, role):
        naming[names.index[names.isin(wanted)]] = True
    return naming


def _names(rows: pd.DataFrame, role: str) -> Iterator[pd.Series[Any]]:
    """The actors in a role (index: row). Where two sides are named and no attacker, nobody did it or had it done."""
    sides = two_sides(rows) if role != "either" else np.zeros(len(rows), dtype=bool)
    for column in ROLES[one_of("role", role, ROLES)]:
        names = rows[column].list.flatten()
        yield names[~sides[names.index.to_numpy()]]


def _in_period(told: pd.DataFrame, selection: Selection) -> NDArray[np.bool_]:
    kept = np.ones(len(told), dtype=bool)
    if selection.start is not None:
        kept &= (told["date_end"] >= pd.Timestamp(selection.start)).to_numpy()
    if selection.end is not None:
        kept &= (told["date_start"] <= pd.Timestamp(selection.end)).to_numpy()
    return kept


def _of_event(told: pd.DataFrame, numbers: NDArray[Any], column: str, value: str) -> pd.Series[Any]:
    """``value`` on every claim of the events that have it: a verdict on the whole event, not on one claim."""
    whole = (told[column] == value).to_numpy()[numbers]
    return pd.Series(value, index=np.flatnonzero(whole), dtype="string")


def _counted(values: pd.Series[Any], numbers: NDArray[Any]) -> list[Option]:
    given = values.replace("", pd.NA).dropna()
    pairs = pd.DataFrame({"event": numbers[given.index.to_numpy()], "value": given.to_numpy(dtype=object)})
    counts = pairs.drop_duplicates()["value"].value_counts()
    ordered = sorted((-int(count), str(value)) for value, count in counts.items())
    return [Option(value, value, -count) for count, value in ordered]


def _in_order(found: Iterable[Option], order: Iterable[str], section: str) -> list[Option]:
    by_value = {option.value: option for option in found}
    labels = words(section)
    return [Option(value, labels[value], by_value[value].count) for value in order if value in by_value]
