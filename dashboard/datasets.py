"""Which data sets are loaded, and which of them a selection shows: one alone, or several side by side, never added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.events import events
from dashboard.state import COMPARE, of_datasets
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.state import Selection
    from dashboard.store.table import Table

REPORT = "report"


@dataclass(frozen=True)
class Held:
    """One data set that is loaded: its name, what the page calls it, its events and claims."""

    name: str
    title: str
    events: int
    claims: int

    @property
    def default(self) -> bool:
        """Whether it stands in counts without being asked for."""
        return DATASETS[self.name].default


def held(claims: pd.DataFrame | Table) -> tuple[Held, ...]:
    """The data sets of some claims: the one shown by default first (reports, else most claims), those that are only
    shown when asked for last, the others in the code book's order."""
    told = events(claims)
    parts = {name: told.part(name) for name in told.datasets}
    found = [Held(name, title(name), len(part), int(part.column("claims").sum())) for name, part in parts.items()]
    first = max(found, key=lambda one: (one.default, one.name == REPORT, one.claims), default=None)
    return tuple(sorted(found, key=lambda one: (one is not first, not one.default)))


def shown(selection: Selection, sets: Sequence[Held]) -> tuple[str, ...]:
    """The names of the data sets that a settled selection shows, in the order of ``sets``.

    None where the default is asked for and none of them is counted without being asked for.
    """
    if selection.dataset == COMPARE:
        return selection.compared
    if selection.dataset:
        return (selection.dataset,)
    return tuple(one.name for one in sets[:1] if one.default)


def settled(selection: Selection, sets: Sequence[Held]) -> Selection:
    """The selection as far as the data sets that are loaded allow it."""
    return of_datasets(selection, [one.name for one in sets], [one.name for one in sets if one.default])


def chosen(claims: pd.DataFrame | Table, selection: Selection) -> tuple[str, ...]:
    """The names of the data sets that a selection shows of these claims, settled or not."""
    sets = held(claims)
    return shown(settled(selection, sets), sets)


def title(name: str) -> str:
    """What the page calls a data set."""
    return DATASETS[name].title


def is_published(name: str) -> bool:
    """Whether the data set is somebody's publication, to be named and credited as a whole."""
    return name in DATASETS and bool(DATASETS[name].url)


def present(claims: pd.DataFrame) -> list[str]:
    """The names of the data sets in a claim frame, in the code book's order."""
    there = set(claims["dataset"].dropna().unique())
    return [name for name in DATASETS if name in there]
