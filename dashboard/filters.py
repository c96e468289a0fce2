"""(table, selection) -> the events that are kept, and the options of each filter with their counts.

A filter keeps whole events: an event stays, with every one of its claims, when at least one of its claims meets all
the chosen filters together. So claims that contradict each other stay side by side. The period looks at the event's
own days: an event stays when one of its possible days lies in it; an undated event cannot, and leaves. What is left
out, by a flag or by an actor, leaves as a whole event too: one claim that has it is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.drawing.geo_area import area_from_text, inside
from dashboard.epoch import days_to
from dashboard.events import table_of
from dashboard.state import LISTS, Selection, days_cross
from dashboard.store.columns import NO_DAY, NONE, Lists, Names
from dashboard.store.told import ATTRIBUTION_RANK, DATASETS, KINDS, STANCES
from dashboard.tallies import OF_EVENT, alphabetical, of_codes, of_lists, verdicts
from dashboard.words import doubt, one_of, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from dashboard.store.table import Table
    from dashboard.store.told import Told

ROLES = {"by": ("perpetrators",), "against": ("targets",), "either": ("perpetrators", "targets")}
OF_ANY_CLAIM = ("leave_out", "without")
"""Filters by which one claim takes its event away, whether it meets the others or not."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter: its value (as in Selection), what the page calls it, and its number of events.

    Several data sets are never added to one another: of them there is no count.
    """

    value: str
    label: str
    count: int | None


def options(
    claims: pd.DataFrame | Table, selection: Selection, datasets: Collection[str] | None = None
) -> dict[str, list[Option]]:
    """The options of the filters in ``state.LISTS``, keyed as in Selection. Counts are the events that choosing the
    option would keep beside all *other* filters or, for ``leave_out`` and ``without``, leave out.

    Attribution and stance come in their own order, the others by count, then name.
    """
    filtered = Filtered(table_of(claims), selection, datasets)
    return {name: filtered.options(name) for name in LISTS}


def names(claims: pd.DataFrame | Table, datasets: Collection[str] | None = None) -> dict[str, frozenset[str]]:
    """The values that each filter in ``state.LISTS`` can have for the events of these data sets, whatever is chosen."""
    filtered = Filtered(table_of(claims), Selection(), datasets)
    return {name: frozenset(option.value for option in filtered.options(name)) for name in LISTS}


class Filtered:
    """A table, what is chosen, and what that keeps: worked out once, as far as somebody asks."""

    def __init__(self, table: Table, selection: Selection, datasets: Collection[str] | None = None) -> None:
        self.table, self.selection = table, selection
        self.datasets = frozenset(table.told.datasets if datasets is None else datasets)

    @cached_property
    def told(self) -> Told:
        """The events that are kept."""
        whole, mask = self.table.told, self._events(self._claims(None), None)
        return whole if mask is None else whole.where(mask)

    @cached_property
    def claims(self) -> int:
        """How many claims the kept events rest on."""
        return int(self.told.column("claims").sum())

    @cached_property
    def documents(self) -> int | None:
        """How many documents these claims are from; None where they are too many to be told."""
        given = self.table.claimed.documents
        if given is None:
            return None
        found = np.unique(given.codes[self.table.claims_of_all(self.told)])
        return int((found != NONE).sum())

    @property
    def published(self) -> NDArray[np.int32]:
        """The day of publication of each claim of the kept events."""
        found: NDArray[np.int32] = self.table.claimed.published[self.table.claims_of_all(self.told)]
        return found

    def rows(self, most: int | None = None) -> pd.DataFrame:
        """The claims of the kept events, whole; at most so many of them, the first."""
        return self.table.source.rows(self.table.claims_of_all(self.told)[:most])

    def options(self, name: str) -> list[Option]:
        """The options of one filter; see ``options``."""
        names, counts = self._counts(name)
        given = np.flatnonzero(counts)
        if name not in OF_EVENT:
            given = given[np.lexsort((alphabetical(self.table, name, names)[given], -counts[given]))]
        label = words(name).__getitem__ if name in OF_EVENT else doubt if name == "leave_out" else str
        values = [names[place] for place in given.tolist()]
        counted = [None] * len(values) if len(self.datasets) > 1 else counts[given].tolist()
        return list(map(Option, values, map(label, values), counted))

    # Masks

    @cached_property
    def _claim_masks(self) -> dict[str, NDArray[np.bool_]]:
        """For each filter on claims that is on, the claims that meet it."""
        chosen, claimed = self.selection, self.table.claimed
        found: dict[str, NDArray[np.bool_]] = {}
        if chosen.actor:
            found["actor"] = self._naming(chosen.actor, every=chosen.match == "all")
        for name, column in (("place", claimed.place), ("source", claimed.source)):
            if values := getattr(chosen, name):
                found[name] = column.among(values)
        if chosen.event_type:
            found["event_type"] = Names(claimed.kind, KINDS).among(chosen.event_type)
        for name, order in (("attribution", ATTRIBUTION_RANK), ("stance", STANCES)):
            if values := getattr(chosen, name):
                found[name] = self._verdict(name, order, values)
        return found

    @cached_property
    def _event_masks(self) -> dict[str, NDArray[np.bool_]]:
        """For each filter on whole events that is on, the events that it lets pass."""
        chosen, told, claimed = self.selection, self.table.told, self.table.claimed
        found: dict[str, NDArray[np.bool_]] = {}
        if not self.datasets.issuperset(told.datasets):
            found["dataset"] = np.isin(told.column("dataset"), [DATASETS.index(name) for name in sorted(self.datasets)])
        if chosen.start is not None:
            found["start"] = told.end >= days_to(chosen.start)
        if chosen.end is not None:
            found["end"] = (told.start <= days_to(chosen.end)) & (told.start != NO_DAY)
        if chosen.leave_out:
            found["leave_out"] = ~self._of_events(claimed.flags.among(chosen.leave_out))
        if chosen.without:
            found["without"] = ~self._of_events(self._naming(chosen.without))
        if days_cross(chosen):
            found["start"] = np.zeros(len(told), dtype=bool)
        if area := area_from_text(chosen.area):
            found["area"] = inside(told.column("latitude"), told.column("longitude"), area)
        return found

    def _naming(self, actors: Iterable[str], *, every: bool = False) -> NDArray[np.bool_]:
        """The claims that name one of the actors in the role that is asked for, or ``every`` one of them."""
        if every:
            return _all([self._naming([actor]) for actor in actors])
        wanted = list(actors)
        found = [column.among(wanted) & (True if here is None else here) for column, here in self._in_role()]
        return found[0] | found[1] if len(found) > 1 else found[0]

    def _in_role(self) -> Iterator[tuple[Lists, NDArray[np.bool_] | None]]:
        """The columns of actors in the role, and where each counts. Where two sides are named and no attacker, nobody
        did it or had it done."""
        role, claimed = one_of("role", self.selection.role, ROLES), self.table.claimed
        for name in ROLES[role]:
            yield getattr(claimed, name), None if role == "either" else ~claimed.two_sides

    def _verdict(self, name: str, order: Sequence[str], values: Iterable[str]) -> NDArray[np.bool_]:
        """The claims with one of these values, and every claim of an event on which it is the verdict."""
        wanted = set(values)
        found = Names(getattr(self.table.claimed, name), tuple(order)).among(wanted)
        whole = Names(self.table.told.column(name), tuple(order)).among(wanted & {*OF_EVENT[name]})
        event = self.table.claimed.event
        return found | (whole if event is None else whole[event])

    def _claims(self, but: str | None) -> NDArray[np.bool_] | None:
        """The claims that meet all filters but one; None: all of them."""
        masks = [mask for name, mask in self._claim_masks.items() if name != but]
        return _all(masks) if masks else None

    def _events(self, claims: NDArray[np.bool_] | None, but: str | None) -> NDArray[np.bool_] | None:
        """The events with one of these claims that all filters on events but one let pass; None: all of them."""
        masks = [mask for name, mask in self._event_masks.items() if name != but]
        if claims is not None:
            masks.append(self._of_events(claims))
        return _all(masks) if masks else None

    def _of_events(self, claims: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The events that one of these claims tells of."""
        event = self.table.claimed.event
        if event is None:
            return claims
        found = np.zeros(len(self.table.told), dtype=bool)
        found[event[claims]] = True
        return found

    # Counts

    def _counts(self, name: str) -> tuple[Sequence[str], NDArray[np.int64]]:
        """The values of a filter, and the events that each would keep beside the other filters."""
        is_on = name in self._claim_masks or name in self._event_masks
        if self.table.claimed.event is not None:
            return self._shared(name)
        key = "actor" if name == "without" and not is_on and not self.selection.actor else name
        if key not in self._counted:
            self._counted[key] = self._alone(name, is_on=is_on)
        return self._counted[key]

    @cached_property
    def _counted(self) -> dict[str, tuple[Sequence[str], NDArray[np.int64]]]:
        """What ``_alone`` counted, by filter: whom events are by, and whom they are without, is counted once."""
        return {}

    def _alone(self, name: str, *, is_on: bool) -> tuple[Sequence[str], NDArray[np.int64]]:
        """As ``_counts``, where each claim is an event: of more than half of them the others are counted, and taken
        away from all."""
        events = self._events(self._claims(name), name) if is_on else None
        told = self.told if not is_on else self.table.told if events is None else self.table.told.where(events)
        if told.rows is None:
            return self._totals(name)
        if 2 * len(told) <= len(told.whole):
            return self._of_claims(name, told.rows)
        names, counts = self._totals(name)
        return names, counts - self._of_claims(name, told.rest.numbers)[1]

    def _shared(self, name: str) -> tuple[Sequence[str], NDArray[np.int64]]:
        """As ``_counts``, where several claims tell of one event."""
        claims = self._claims(name)
        events = self._events(claims, name)
        if events is None:
            return self._totals(name)
        rows = events[self.table.claimed.event]
        return self._of_claims(name, np.flatnonzero(rows if claims is None or name in OF_ANY_CLAIM else rows & claims))

    def _totals(self, name: str) -> tuple[Sequence[str], NDArray[np.int64]]:
        """The counts where no other filter is on: worked out once for the table."""
        kept, key = self.table.kept, ("totals", name, self.selection.role)
        if key not in kept:
            kept[key] = self._of_claims(name, None)
        found: tuple[Sequence[str], NDArray[np.int64]] = kept[key]
        return found

    def _of_claims(self, name: str, rows: NDArray[Any] | None) -> tuple[Sequence[str], NDArray[np.int64]]:
        """The values of a filter, and the events of these claims that have each."""
        if name in ("actor", "without"):
            columns = [column if here is None else column.only_of(here) for column, here in self._in_role()]
            return of_lists(self.table, columns, rows)
        claimed = self.table.claimed
        if name == "leave_out":
            return of_lists(self.table, [claimed.flags], rows)
        if name in OF_EVENT:
            return verdicts(self.table, name, rows)
        column = Names(claimed.kind, KINDS) if name == "event_type" else getattr(claimed, name)
        return column.names, of_codes(self.table, column.codes, len(column.names), rows)


def _all(masks: Sequence[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.logical_and.reduce(masks)
    return found
