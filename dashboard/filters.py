"""(claims, selection) -> claims, and the options of each filter with their counts.

A filter keeps whole events: an event stays, with every one of its claims, when at least one of its claims meets all
the chosen filters together. So claims that contradict each other stay side by side. The period looks at the event's
own days: an event stays when one of its possible days lies in it; an undated event cannot, and leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.events import ATTRIBUTION_RANK, STANCES, events
from dashboard.state import is_filtered
from dashboard.words import one_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from dashboard.state import Selection

ROLES = {"by": ("perpetrators",), "against": ("targets",), "either": ("perpetrators", "targets")}


@dataclass(frozen=True)
class Option:
    """One choice of a filter: its value (as in Selection), what the page calls it, and its number of events."""

    value: str
    label: str
    count: int


def apply(claims: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The claims of the events that the selection keeps, in their order, with a fresh index.

    A selection without filters gives the very same frame. Raises UsageError for a role that does not exist.
    """
    if not is_filtered(selection):
        return claims
    told = events(claims)
    rows = claims.reset_index(drop=True)
    numbers, _ = pd.factorize(rows["event_id"].fillna(rows["claim_id"]))
    meets = _claims_meeting(rows, numbers, told, selection)
    kept = np.bincount(numbers[meets], minlength=len(told)) > 0
    kept &= _in_period(told, selection)
    return rows[kept[numbers]].reset_index(drop=True)


def options(claims: pd.DataFrame, *, role: str = "either") -> dict[str, list[Option]]:
    """The options of the filters ``actor`` (in this role), ``attribution``, ``place``, ``event_type``, ``source`` and
    ``stance``, keyed as in Selection; counts are events that choosing the option alone would keep.

    Attribution and stance come in their own order, the others by count, then name.
    """
    told = events(claims)
    rows = claims.reset_index(drop=True)
    numbers, _ = pd.factorize(rows["event_id"].fillna(rows["claim_id"]))
    actors = pd.concat([rows[column].list.flatten() for column in ROLES[one_of("role", role, ROLES)]])
    attribution = pd.concat(
        [rows["attribution"].astype("string"), _of_event(told, numbers, "attribution", "contested")]
    )
    stance = pd.concat([rows["stance"].astype("string"), _of_event(told, numbers, "stance", "disputed")])
    counts = {
        "actor": actors,
        "attribution": attribution,
        "place": rows["place"],
        "event_type": rows["sub_event_type"].astype("string"),
        "source": rows["source"],
        "stance": stance,
    }
    found = {name: _counted(values, numbers) for name, values in counts.items()}
    found["attribution"] = _in_order(found["attribution"], ATTRIBUTION_RANK, "attribution")
    found["stance"] = _in_order(found["stance"], STANCES, "stance")
    return found


def _claims_meeting(
    rows: pd.DataFrame, numbers: NDArray[Any], told: pd.DataFrame, selection: Selection
) -> NDArray[np.bool_]:
    meets = np.ones(len(rows), dtype=bool)
    if selection.actor:
        meets &= _naming(rows, ROLES[one_of("role", selection.role, ROLES)], selection.actor)
    chosen = {"place": "place", "sub_event_type": "event_type", "source": "source"}
    for column, field in chosen.items():
        if values := getattr(selection, field):
            meets &= rows[column].isin(values).to_numpy()
    for field in ("attribution", "stance"):
        if values := getattr(selection, field):
            by_claim = rows[field].isin(values).to_numpy()
            by_event = told[field].isin(set(values) & {"contested", "disputed"}).to_numpy()
            meets &= by_claim | by_event[numbers]
    return meets


def _naming(rows: pd.DataFrame, columns: Iterable[str], actors: Iterable[str]) -> NDArray[np.bool_]:
    naming = np.zeros(len(rows), dtype=bool)
    wanted = list(actors)
    for column in columns:
        names = rows[column].list.flatten()
        naming[names.index[names.isin(wanted)]] = True
    return naming


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
    found = [Option(str(value), str(value), int(count)) for value, count in counts.items()]
    return sorted(found, key=lambda option: (-option.count, option.label))


def _in_order(found: Iterable[Option], order: Iterable[str], section: str) -> list[Option]:
    by_value = {option.value: option for option in found}
    labels = words(section)
    return [Option(value, labels[value], by_value[value].count) for value in order if value in by_value]
