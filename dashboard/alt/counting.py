"""What is counted to put a chart into words: whole columns at a time, whatever their length."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.added import tallied
from dashboard.drawing.window import days_of
from dashboard.epoch import date_of
from dashboard.formats import bounds, day, listing, number, several
from dashboard.store.columns import NONE
from dashboard.store.told import ATTRIBUTION_RANK, STANCES
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dashboard.store.told import Told

MOST = 3
"""Names that a sentence gives of those with most events."""


def days_between(told: Told) -> tuple[date, date] | None:
    """The first and the last possible day of some events; None where none is dated."""
    first = days_of(told).starts[:1]
    return (date_of(int(first[0])), date_of(int(told.end.max()))) if len(first) else None


def with_attribution(told: Told, name: str) -> int:
    """How many events have this attribution."""
    return int(tallied(told, "attribution")[ATTRIBUTION_RANK.index(name)])


def with_stance(told: Told, name: str) -> int:
    """How many events are reported, denied or disputed."""
    return int(tallied(told, "stance")[STANCES.index(name)])


def busiest(counts: NDArray[Any], names: Sequence[str], most: int = MOST) -> str:
    """``Russia (12 events), Syria (9 events) and 7 more``: those with most events, and how many others there are."""
    order = np.argsort(-counts, kind="stable")[:most]
    said = words("alt_names")["counted"]
    told = [said.format(name=names[code], events=several(int(counts[code]), "event")) for code in order if counts[code]]
    rest = int(np.count_nonzero(counts)) - len(told)
    return words("formats")["more_and"].format(names=", ".join(told), n=number(rest)) if rest else listing(told, most)


def deadliest(told: Told) -> str:
    """The event of which the highest lower bound of people killed is given, in a sentence; empty where none gives one.
    An event that every source denies is not one."""
    killed = told.column("killed_low")
    if told.denied.any():
        killed = np.where(told.denied, NONE, killed)
    if not len(killed) or int(killed.max()) <= 0:
        return ""
    one = told.some(np.array([int(killed.argmax())]))
    low, high = (int(one.column(f"killed_{end}")[0]) for end in ("low", "high"))
    figure = bounds(low, None if high == NONE else high, more=bool(one.open("killed")[0]))
    return words("alt_names")["deadliest"].format(what=called(one), when=when(one), killed=figure)


def called(one: Told) -> str:
    """The kind and place of a single event."""
    kind = one.kind.text(0) or words("unnamed")["type"]
    place = one.column("place").text(0)
    return f"{kind}, {place}" if place else kind


def when(one: Told) -> str:
    """The first possible day of a single event, in words."""
    return day(date_of(int(one.start[0]))) if one.dated[0] else words("alt_names")["undated"]
