"""A claim while it is being read, and the event that it tells of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_prep.reports.casualties import Figure
from data_prep.reports.happenings import FALLBACK

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
    def rank(self) -> tuple[int, bool]:
        """How well its words name the kind of event: by their weight, then whether they say which kind at all."""
        return self.happening.weight, self.sub_event_type != FALLBACK

    @property
    def said_when(self) -> bool:
        """The sentence's own words date it."""
        return self.dated is not None and self.dated.said


@dataclass(eq=False)
class Event:
    """Claims of one report about one event, the first told first.

    What it is known by is kept as claims come in: a report may say one thing a thousand times.
    """

    drafts: list[Draft] = field(default_factory=list)
    rank: tuple[int, bool] = (-1, False)
    """Of the claim that names its kind best."""
    sub_event_type: str = ""
    """The type that this claim gives it."""
    dated: Dated | None = None
    """The first date that a sentence gives in words; else the first one there is."""
    place: Place | None = None
    """The most exact place that a sentence gives."""
    killed: Figure = field(default_factory=Figure)
    """The first figure."""
    doers: set[str] = field(default_factory=set)
    """Whoever a claim says did it."""

    @property
    def weight(self) -> int:
        """Of its weightiest word."""
        return self.rank[0]

    @property
    def first(self) -> Draft:
        """The claim told first."""
        return self.drafts[0]

    def add(self, draft: Draft) -> None:
        """Takes a claim in."""
        self.drafts.append(draft)
        draft.event = self
        if draft.rank > self.rank:
            self.rank, self.sub_event_type = draft.rank, draft.sub_event_type
        if draft.dated is not None and (self.dated is None or (draft.dated.said and not self.dated.said)):
            self.dated = draft.dated
        if draft.place is not None and (self.place is None or draft.place.precision < self.place.precision):
            self.place = draft.place
        self.killed = self.killed or draft.killed
        self.doers.update(draft.roles.perpetrators)
