"""Whether what two clauses say (kind, place, days, figures) can be said of one event."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from data_prep.frame import EVENT_TYPE_OF

if TYPE_CHECKING:
    from collections.abc import Set

    from data_prep.reports.dates import Interval
    from data_prep.reports.places import Place

NEAR_KM = 10
"""A quarter and its city, a village and the camp beside it: so near, two names may mean one place."""


def is_explosive(sub_event_type: str) -> bool:
    """Bombs, shells and rockets, whoever sent them and from where."""
    return EVENT_TYPE_OF[sub_event_type].startswith("Explosions")


def is_violent(sub_event_type: str) -> bool:
    """Neither politics nor protest."""
    return EVENT_TYPE_OF[sub_event_type] not in {"Strategic developments", "Protests"}


def places_agree(mine: Place | None, theirs: Place | None) -> bool:
    """One is not said, or they are the same, or one lies within the other."""
    if mine is None or theirs is None or mine.name == theirs.name:
        return True
    wider, closer = (mine, theirs) if mine.precision >= theirs.precision else (theirs, mine)
    if wider.precision < 4 or wider.precision == closer.precision:
        return False
    if wider.country and closer.country and wider.country != closer.country:
        return False
    return wider.precision >= 5 or wider.name in {closer.admin1, closer.name, ""}


def are_near(mine: Place | None, theirs: Place | None) -> bool:
    """Two places known by their coordinates, at most NEAR_KM apart."""
    if mine is None or theirs is None or mine.latitude is None or theirs.latitude is None:
        return False
    north = (mine.latitude - theirs.latitude) * 111
    east = ((mine.longitude or 0) - (theirs.longitude or 0)) * 111 * math.cos(math.radians(mine.latitude))
    return math.hypot(north, east) <= NEAR_KM


def doers_agree(mine: Set[str], theirs: Set[str]) -> bool:
    """One side is not named, or somebody is named on both."""
    return not (mine and theirs) or bool(mine & theirs)


def days_meet(mine: Interval, theirs: Interval) -> bool:
    """One lies within the other: days that only overlap are two stories."""
    inside = mine.start >= theirs.start and mine.end <= theirs.end
    return inside or (theirs.start >= mine.start and theirs.end <= mine.end)
