"""Claims to events: one for each thing that is told of, with what its claims agree on and where they contradict."""

from __future__ import annotations

from typing import TypeAlias
from weakref import ref

import pandas as pd

from dashboard.store.table import Table, table
from dashboard.store.told import ATTRIBUTION_RANK, CONTRADICTIONS, STANCES, Told

__all__ = ["ATTRIBUTION_RANK", "CONTRADICTIONS", "STANCES", "Claims", "Told", "events", "table_of"]

Claims: TypeAlias = "pd.DataFrame | Table | Told"
"""What charts and figures are made from: a claim frame, its table, or some of its events."""


def events(claims: Claims) -> Told:
    """The events of some claims, one for each ``event_id`` of each data set, in order of first appearance.

    Claims that report decide; claims that deny count only where nobody reports. ``frame()`` of the result has columns

    ``event_id``, ``dataset`` (of its first claim), ``claims`` (int), ``date_start``, ``date_end`` (the days that all
    claims allow; where they share no day, from the first to the last possible one), ``earliest``, ``latest`` (the days
    that any claim allows), ``date_precision``, ``kind`` (the
    sub-event type, else the event type), ``stance`` (reported, denied = every claim denies, disputed = both),
    ``attribution``, ``place``, ``admin1``, ``country``, ``latitude``, ``longitude``, ``place_precision``; for each of
    MEASURES ``_low`` (smallest low), ``_high`` (largest high, a low where no high is given), both Int64 and missing
    when nobody gives one, and ``_open`` (bool: a claim gives a low and no high), all of the figures that ``counted``
    keeps; ``killed_best`` (missing where claims give several); ``left_out`` (bool: a claim has a rate or a running
    total, which is not in these figures); ``zero_or_unknown`` (bool: a claim writes 0 for none and for not reported
    alike: no figure); ``perpetrators``, ``targets``, ``sources``, ``date_texts`` (lists of string, each name once) and
    ``contradictions`` (list, of CONTRADICTIONS).
    """
    return claims if isinstance(claims, Told) else table_of(claims).told


def table_of(claims: pd.DataFrame | Table) -> Table:
    """The table of a claim frame, kept as long as the frame lives."""
    if isinstance(claims, Table):
        return claims
    kept = _KEPT.get(id(claims))
    if kept is not None and kept[0]() is claims:
        return kept[1]
    found, key = table(claims), id(claims)
    _KEPT[key] = (ref(claims, lambda _: _KEPT.pop(key, None)), found)
    return found


_KEPT: dict[int, tuple[ref[pd.DataFrame], Table]] = {}
"""By the frame's identity: its charts, figures and captions all ask for the same events."""
