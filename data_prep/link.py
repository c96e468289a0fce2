"""Which claims of different reports tell of one event: they get one ``event_id``. Drops nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EXACT_PLACE = 3
"""Up to this UCDP ``where_prec`` a name is a place where one event happens; a province holds many on one day."""
VAGUE_TYPES = frozenset({"Attack", "Armed clash"})
"""Types that another report may give more exactly: an "attack" may be the other's air strike."""
PEACEFUL = "Strategic developments"
UNSURE = frozenset({"date-defaulted"})


@dataclass(frozen=True)
class _Told:
    """What one report says of one event."""

    event: str
    report: str
    order: tuple[Any, ...]
    kind: str
    type: str
    where: str
    start: pd.Timestamp
    end: pd.Timestamp
    low: int | None
    high: int | None


def link(frame: pd.DataFrame) -> pd.DataFrame:
    """The claim frame with one ``event_id`` for all reports' claims about one event; other data sets keep theirs.

    Two reports tell of one event when both place it in the same town or village and on the same days, and name the
    same kind of event, and no other event of either report fits as well; figures that agree decide between several.
    What is no violence (an order to withdraw, a truce) is known by its actors instead of its place.
    The event takes the id that the first of the reports (by publication, then by id) gave it.
    """
    told = _told(frame[frame["dataset"] == "report"])
    new = _groups(told)
    if not any(event != first for event, first in new.items()):
        return frame
    return frame.assign(event_id=frame["event_id"].map(lambda event: new.get(event, event)).astype("string"))


def _told(claims: pd.DataFrame) -> list[_Told]:
    """One entry for each event of each report that is placed and dated well enough to be known again."""
    columns = ["event_id", "claim_id", "published", "event_type", "sub_event_type", "place", "place_precision"]
    columns += ["date_start", "date_end", "killed_low", "killed_high", "flags", "perpetrators"]
    rows = claims[columns].to_dict("records")
    by_event: dict[str, list[dict[Any, Any]]] = {}
    for row in rows:
        by_event.setdefault(row["event_id"], []).append(row)
    entries = [_entry(event, claims_of) for event, claims_of in by_event.items()]
    return sorted((entry for entry in entries if entry is not None), key=lambda entry: entry.order)


def _entry(event: str, claims: Sequence[dict[Any, Any]]) -> _Told | None:
    where = _where(claims)
    dated = [row for row in claims if not pd.isna(row["date_start"]) and not UNSURE & set(row["flags"])]
    if not where or not dated:
        return None
    shortest = min(dated, key=lambda row: row["date_end"] - row["date_start"])
    figures = [row for row in claims if not pd.isna(row["killed_low"]) or not pd.isna(row["killed_high"])]
    return _Told(
        event=event,
        report=claims[0]["claim_id"].split(":")[0],
        order=(claims[0]["published"], event),
        kind=claims[0]["event_type"],
        type=claims[0]["sub_event_type"],
        where=where,
        start=shortest["date_start"],
        end=shortest["date_end"],
        low=_number(figures[0]["killed_low"]) if figures else None,
        high=_number(figures[0]["killed_high"]) if figures else None,
    )


def _where(claims: Sequence[dict[Any, Any]]) -> str:
    """What an event is known again by: its town or village; or its actors, where it is no violence."""
    if claims[0]["event_type"] == PEACEFUL:
        return " and ".join(sorted({name for row in claims for name in row["perpetrators"]}))
    told = [row for row in claims if "headline" not in row["flags"]] or claims
    exact = [
        row["place"] for row in told if not pd.isna(row["place_precision"]) and row["place_precision"] <= EXACT_PLACE
    ]
    return next((place for place in exact if place), "")


def _number(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _groups(told: Iterable[_Told]) -> dict[str, str]:
    """Each event's id, and the id that it is to have."""
    groups: list[list[_Told]] = []
    by_where: dict[str, list[list[_Told]]] = {}
    for entry in told:
        fitting = [group for group in by_where.get(entry.where, []) if _fits(entry, group)]
        best = max(fitting, key=lambda group: _likeness(entry, group), default=None)
        if best is None:
            best = []
            groups.append(best)
            by_where.setdefault(entry.where, []).append(best)
        best.append(entry)
    return {entry.event: group[0].event for group in groups for entry in group}


def _fits(entry: _Told, group: Sequence[_Told]) -> bool:
    if any(other.report == entry.report for other in group):
        return False
    return all(_same_days(entry, other) and _same_kind(entry, other) for other in group)


def _same_days(one: _Told, other: _Told) -> bool:
    return one.start == other.start and one.end == other.end


def _same_kind(one: _Told, other: _Told) -> bool:
    if one.type == other.type:
        return True
    violent = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
    return {one.kind, other.kind} <= violent and bool({one.type, other.type} & VAGUE_TYPES)


def _likeness(entry: _Told, group: Sequence[_Told]) -> tuple[int, int]:
    """How well the figures agree, and the types: for events of one kind, place and day."""
    same_figure = sum(entry.low is not None and entry.low == other.low for other in group)
    return same_figure, sum(entry.type == other.type for other in group)
