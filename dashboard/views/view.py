"""View: what every page is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import controls, filters, load
from dashboard.events import events
from dashboard.state import days_cross

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.filters import Option
    from dashboard.load import Loaded
    from dashboard.state import Selection


@dataclass(frozen=True)
class View:
    """The loaded claims, the options of each filter, what is selected, and how the screen looks."""

    loaded: Loaded
    options: Mapping[str, Sequence[Option]]
    selection: Selection

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims that the filters keep."""
        found = self.loaded.claims
        return found.iloc[:0] if days_cross(self.selection) else filters.apply(found, self.selection)

    @property
    def is_dark(self) -> bool:
        """Whether the visitor's screen is dark."""
        return bool(st.context.theme.type == "dark")


def current() -> View:
    """The view of this run; it settles the selection, so it comes before any widget."""
    loaded = load.everything()
    options = load.cached(filters.options, loaded)
    page = str(st.context.url).partition("?")[0]
    return View(loaded, options, controls.choose(options, load.cached(_ids, loaded), page=page))


def _ids(claims: pd.DataFrame) -> frozenset[str]:
    return frozenset(events(claims)["event_id"])


def home(title: str) -> st.Page:
    """The main page, to link to: to Streamlit two pages are one when they have the same address."""
    return st.Page(lambda: None, title=title, default=True)
