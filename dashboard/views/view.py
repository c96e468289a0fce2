"""View: what every page is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import controls, datasets, filters, load
from dashboard.events import events
from dashboard.state import days_cross, known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from dashboard.datasets import Held
    from dashboard.filters import Option
    from dashboard.load import Loaded
    from dashboard.state import Selection


@dataclass(frozen=True)
class View:
    """``everything`` that is loaded and the data ``sets`` in it; and of those that are shown what is ``loaded``, the
    options of each filter, and what is selected."""

    everything: Loaded
    sets: Sequence[Held]
    loaded: Loaded
    options: Mapping[str, Sequence[Option]]
    selection: Selection

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The names of the data sets that are shown."""
        return datasets.shown(self.selection, self.sets)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims of the shown data sets that the filters keep."""
        return self.kept(self.loaded.claims)

    def kept(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Of these claims those that the filters keep."""
        return claims.iloc[:0] if days_cross(self.selection) else filters.apply(claims, self.selection)

    @property
    def is_dark(self) -> bool:
        """Whether the visitor's screen is dark."""
        return bool(st.context.theme.type == "dark")


def current() -> View:
    """The view of this run; it settles the selection, so it comes before any widget."""
    everything = load.everything()
    sets = load.cached(datasets.held, everything)
    page = str(st.context.url).partition("?")[0]
    asked = datasets.settled(controls.asked(page), sets)
    loaded = load.of_datasets(everything, datasets.shown(asked, sets))
    options = load.cached(filters.options, loaded)
    allowed = {name: {option.value for option in found} for name, found in options.items()}
    selection = known(asked, allowed, load.cached(_ids, loaded))
    controls.settle(selection, page)
    return View(everything, sets, loaded, options, selection)


def _ids(claims: pd.DataFrame) -> frozenset[str]:
    return frozenset(events(claims)["event_id"])


def home(title: str) -> st.Page:
    """The main page, to link to: to Streamlit two pages are one when they have the same address."""
    return st.Page(lambda: None, title=title, default=True)
