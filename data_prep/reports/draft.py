"""A claim while it is being read, and the event that it tells of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_prep.reports.casualties import Figure

if TYPE_CHECKING:
    from data_prep.reports.document import Sentence
    from data_prep.reports.happenings import Happening
    from data_prep.reports.places import Place
    from data_prep.reports.roles import Roles
    from data_prep.reports.timing import Dated
    from data_prep.reports.voices import Voice


@dataclass(eq=False)
class Draft:
    """One claim: what one sentence says of one event. Fields that stay None were not said."""

    sentence: Sentence
    happening: Happening
    roles: Roles
    voice: Voice | None
    denied: bool
    sub_event_type: str
    dated: Dated | None = None
    place: Place | None = None
    flags: set[str] = field(default_factory=set)
    event: Event | None = None

    @property
    def killed(self) -> Figure:
        return self.happening.toll.killed

    @property
    def said_when(self) -> bool:
        """The sentence's own words date it."""
        return self.dated is not None and bool(self.dated.text)


@dataclass(eq=False)
class Event:
    """Claims of one report about one event, the first told first."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def first(self) -> Draft:
        return self.drafts[0]

    @property
    def sub_event_type(self) -> str:
        """The type that the weightiest of its words name."""
        return max(self.drafts, key=lambda draft: draft.happening.weight).sub_event_type

    @property
    def weight(self) -> int:
        return max(draft.happening.weight for draft in self.drafts)

    @property
    def dated(self) -> Dated | None:
        """The first date that a sentence gives in words; else the first one there is."""
        dates = [draft.dated for draft in self.drafts if draft.dated is not None]
        return next((dated for dated in dates if dated.text), dates[0] if dates else None)

    @property
    def place(self) -> Place | None:
        places = [draft.place for draft in self.drafts if draft.place is not None]
        return min(places, key=lambda place: place.precision, default=None)

    @property
    def killed(self) -> Figure:
        return next((draft.killed for draft in self.drafts if draft.killed), Figure())

    def add(self, draft: Draft) -> None:
        """Takes a claim in."""
        self.drafts.append(draft)
        draft.event = self
