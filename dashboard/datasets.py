"""Which data sets are loaded, and which of them a selection shows: one alone, or several side by side, never added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dashboard.events import LISTS
from dashboard.state import COMPARE, of_datasets
from data_prep import CLAIMS, DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.state import Selection

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


def held(claims: pd.DataFrame) -> tuple[Held, ...]:
    """The data sets of a claim frame: the one shown by default first (reports, else most claims), those that are only
    shown when asked for last, the others in the code book's order."""
    ids = claims["event_id"].fillna(claims["claim_id"])
    here = {name: (claims["dataset"] == name).to_numpy() for name in present(claims)}
    found = [Held(name, title(name), ids[rows].nunique(), int(rows.sum())) for name, rows in here.items()]
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


def chosen(claims: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The claims of the data sets that the selection shows; the very same frame where those are all."""
    sets = held(claims)
    return only(claims, shown(settled(selection, sets), sets))


def only(claims: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The claims of these data sets; the very same frame where there are no others."""
    here = claims["dataset"].isin(list(names)).to_numpy()
    if here.all():
        return claims
    rows = np.flatnonzero(here)
    together = len(rows) > 0 and rows[-1] - rows[0] == len(rows) - 1
    found = claims.iloc[rows[0] : rows[-1] + 1] if together else claims[here]  # a slice copies nothing
    return found.reset_index(drop=True)


def title(name: str) -> str:
    """What the page calls a data set."""
    return DATASETS[name].title


def is_published(name: str) -> bool:
    """Whether the data set is somebody's publication, to be named and credited as a whole."""
    return name in DATASETS and bool(DATASETS[name].url)


def present(claims: pd.DataFrame) -> list[str]:
    """The names of the data sets in a claim frame or an event frame, in the code book's order."""
    there = set(claims["dataset"].dropna().unique())
    return [name for name in CLAIMS["dataset"].values if name in there]


def part(told: pd.DataFrame, name: str) -> pd.DataFrame:
    """The events of one data set, without their lists, which are slow to copy."""
    return told[[column for column in told if column not in LISTS]][(told["dataset"] == name).to_numpy()]
