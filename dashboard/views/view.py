"""View: what every page is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import controls, datasets, filters, load, sides, state
from dashboard.filters import Filtered
from dashboard.state import Selection, known
from data_prep import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.datasets import Held
    from dashboard.filters import Option
    from dashboard.load import Loaded
    from dashboard.store.told import Told


@dataclass(frozen=True)
class View:
    """``everything`` that is loaded and the data ``sets`` in it; what is selected; and of the data sets that are
    ``shown`` what the selection keeps."""

    everything: Loaded
    sets: Sequence[Held]
    selection: Selection
    shown: tuple[str, ...]
    names: Mapping[str, frozenset[str]]
    """The values that each filter can have, whatever is chosen."""

    @cached_property
    def filtered(self) -> Filtered:
        """The table of all claims, and what the selection keeps of it."""
        return Filtered(self.everything.table, self.selection, self.shown)

    @property
    def told(self) -> Told:
        """The events of the shown data sets that the filters keep."""
        return self.filtered.told

    @cached_property
    def whole(self) -> Told:
        """The events of the shown data sets, before any filter."""
        return Filtered(self.everything.table, Selection(), self.shown).told

    def options(self, name: str) -> Sequence[Option]:
        """The options of one filter, with the events that each would keep beside the other filters."""
        return self.filtered.options(name)

    def members(self, actor: str) -> list[str]:
        """The members of a coalition or an umbrella that these events name."""
        return [name for name in MEMBERS.get(actor, ()) if name in self.names["actor"]]

    @property
    def key(self) -> str:
        """What all that is drawn depends on, but for the size of the screen."""
        return f"{self.everything.token} {self.shown} {state.to_query(self.selection)}"

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
    shown = datasets.shown(asked, sets)
    names = load.kept(f"names {everything.token} {shown}", partial(filters.names, everything.table, shown))
    table = everything.table
    selection = known(asked, names, lambda event: table.event_of(event) is not None)
    selection = sides.settled(selection, names, [one.name for one in sets])
    controls.settle(selection, page)
    return View(everything, sets, selection, shown, names)


def home(title: str) -> st.Page:
    """The main page, to link to: to Streamlit two pages are one when they have the same address."""
    return st.Page(lambda: None, title=title, default=True)
