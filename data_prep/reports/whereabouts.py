"""Where it happened: the place that a sentence gives to its event, or the one that the story goes on in."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from data_prep.reports.places import find_places
from data_prep.reports.spans import Spans
from data_prep.reports.unmapped import with_unmapped
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.actors import ActorMention
    from data_prep.reports.document import Sentence
    from data_prep.reports.draft import Draft
    from data_prep.reports.happenings import Happening
    from data_prep.reports.places import Place, PlaceMention
    from data_prep.reports.speech import Frame


class Whereabouts:
    """The places of one report. ``last`` is what ``the city`` stands for at this point of the reading."""

    def __init__(self, text: str, actors: Spans[ActorMention]) -> None:
        self.text = text
        self.actors = actors
        self.places = Spans(with_unmapped(text, find_places(text), actors.all))
        self.last: Place | None = None

    def of(self, draft: Draft, frames: Sequence[Frame], previous: Draft | None) -> Place | None:
        """The place that the draft's sentence gives to its event; else the one that the story goes on in."""
        sentence, happening = draft.sentence, draft.happening
        start, end = sentence.start + happening.start, sentence.start + happening.end
        own = [one for one in self.places.within(start, end) if not _in_frame(one, sentence, frames)]
        hit = happening.main_hit
        at = start + hit.start if hit else start
        found = self._best(own, at)
        if found is not None and found.place.precision < 5:
            if found.ambiguous:
                draft.flags.add("place-ambiguous")
            return found.place
        meant = self._meant(happening)
        if meant is not None:
            draft.flags.add("place-inferred")
            return meant
        rest = [one for one in self.places.within(sentence.start, sentence.end) if not _in_frame(one, sentence, frames)]
        alone = happening.opening or happening.definite
        other = None if alone else self._best([one for one in rest if one.place.precision < 5], at)
        best = other or found
        if best is None and happening.is_violent and not self._in_places(sentence):
            return _inherited(draft, previous)
        return best.place if best else None

    def _meant(self, happening: Happening) -> Place | None:
        """``the capital`` is that of the report's country, ``the city`` where the last event took place."""
        if _CAPITAL.search(happening.text):
            return capital_of(self.country)
        return self.last if _SAME_PLACE.search(happening.text) else None

    def _in_places(self, sentence: Sentence) -> bool:
        return bool(self.places.within(sentence.start, sentence.end))

    def _best(self, mentions: Sequence[PlaceMention], at: int) -> PlaceMention | None:
        """The nearest exact place after the word that tells; a country only where it is said to be the place."""
        usable = [one for one in mentions if not self._names_a_government(one)]
        return min(
            usable, key=lambda one: (max(one.place.precision, 3), one.start < at, abs(one.start - at)), default=None
        )

    def _names_a_government(self, mention: PlaceMention) -> bool:
        """``Moscow said``, ``Russia bombed``: a country or capital is a place where a preposition or a blow says so."""
        bare = any(actor.bare for actor in self.actors.within(mention.start, mention.end))
        before = self.text[max(0, mention.start - 25) : mention.start]
        located = _LOCATIVE.search(before) or _HOME_OF.search(self.text, max(0, mention.start - 60), mention.start)
        return (bare or mention.place.precision >= 6) and not located

    def remember(self, sentence: Sentence, made: Sequence[Draft], *, first: bool) -> None:
        """``the city`` is where the last event took place; before any event, the last place named."""
        told = [draft.place for draft in made if draft.place is not None and draft.place.precision <= 5]
        named = [mention.place for mention in self.places.within(sentence.start, sentence.end)]
        exact = told or ([] if not first else [place for place in named if place.precision <= 3])
        self.last = exact[0] if exact else self.last

    @cached_property
    def country(self) -> str:
        """The country that the report is about: that of most of its places."""
        counts: dict[str, float] = {}
        for mention in self.places.all:
            if mention.place.country:
                counts[mention.place.country] = counts.get(mention.place.country, 0) + (
                    1 if mention.place.precision < 6 else 0.5
                )
        return max(counts, key=lambda country: (counts[country], country), default="")


def _inherited(draft: Draft, previous: Draft | None) -> Place | None:
    """A story goes on where it was: the place of the last event, in the same paragraph or the one before."""
    if previous is None or previous.place is None or draft.sentence.paragraph - previous.sentence.paragraph > 1:
        return None
    if not previous.happening.is_violent or previous.place.precision > 5:
        return None
    draft.flags.add("place-inferred")
    return previous.place


def _in_frame(mention: PlaceMention, sentence: Sentence, frames: Sequence[Frame]) -> bool:
    if _FRONTED.fullmatch(sentence.text, 0, mention.start - sentence.start):
        return False
    at = mention.start - sentence.start
    return any(
        frame.start <= at < frame.end or (at >= frame.end and _OF_SPEAKER.fullmatch(sentence.text, frame.end, at))
        for frame in frames
    )


_OF_SPEAKER = re.compile(r",\s+(?:which|who|whose)\s[^,;:.\"”]*", re.IGNORECASE)
"""``said the Observatory, which works from Coventry``: that is where the speaker is."""


_FRONTED = re.compile(r"\W*(?:Further \w+,? )?(?:In|At|Near|Around|Outside) (?:[a-z]+ ){0,3}")
"""``In Harare, the mayor said ...``: what is told took place there."""


_SAME_PLACE = re.compile(
    r"\b(?:the|that|this)\s+(?:same\s+|ancient\s+|northern\s+|southern\s+|eastern\s+|western\s+|besieged\s+|devastated\s+|historic\s+)*"
    r"(?:city|town|village|camp|district|neighbou?rhood|province|governorate|area|region|suburb|enclave|checkpoint|hospital|"
    r"mosque|market|building|base|there)(?:['’]s)?\b|\bin the city\b|\bthere\b(?! (?:was|were|had|has|have|is|are))",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\bthe (?!provincial|regional)(?:\w+ )?capital\b(?! of)", re.IGNORECASE)
_LOCATIVE = re.compile(
    r"\b(?:in|across|inside|over|into|throughout|of|from|within|around|near|at|on|outside|toward|towards|hit|struck|bombed|shelled|"
    r"attacked|pounded|targeted|seized|captured|entered|reached|left|rocked)\s+(?:(?:the|"
    r"all|most|parts of|central|[a-z]+ern)\s+)*$",
    re.IGNORECASE,
)
_HOME_OF = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|of)\s+(?:(?:[A-Z\u00c0-\u00de]|al-)[\w'\u2019-]*\s*){1,4},\s*$"
)
"""``in Diallassagou, Mali``: the country of a place, known or not."""


@cache
def capital_of(country: str) -> Place | None:
    """The capital of a country (alpha-3) as a place; None where the country or its capital is not known."""
    row = next((row for row in table("countries") if row["alpha3"] == country), None)
    found = find_places(f"in {row['capital']}, {row['name']}") if row and row["capital"] else []
    return found[0].place if found else None
