"""What dates an event: its own words, a day told just before, the story's last day, or a rule."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from data_prep.reports.dates import Interval
from data_prep.reports.joining import goes_on
from data_prep.reports.timing import Dated, Timing, by_offset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data_prep.reports.document import Sentence
    from data_prep.reports.draft import Draft, Event
    from data_prep.reports.happenings import Happening
    from data_prep.reports.places import Place
    from data_prep.reports.speech import Frame


class _Setting(NamedTuple):
    """A day that a sentence without an event tells of."""

    dated: Dated
    sentence: Sentence


class Dating:
    """The days of one report while it is being read. ``drafts`` are its claims so far, the last one last."""

    def __init__(self, timing: Timing, drafts: Sequence[Draft]) -> None:
        self.timing = timing
        self._drafts = drafts
        self._setting: _Setting | None = None

    def anchor(self) -> Interval | None:
        """The day told last, for ``the same day`` and ``two days later``."""
        if self._setting is not None:
            return self._setting.dated.interval
        return next((draft.dated.interval for draft in reversed(self._drafts) if draft.dated is not None), None)

    def told(
        self, sentence: Sentence, happening: Happening, frames: Sequence[Frame], base: date, main: Interval | None
    ) -> Dated | None:
        """The days that the sentence's own words give. ``main``: those of the event that the clause leans on."""
        told = self.timing.told(sentence, happening, spans(frames), base, self.anchor())
        return told if told is not None else by_offset(happening, main)

    def undated(
        self, sentence: Sentence, happening: Happening, frames: Sequence[Frame], frame: Frame | None, base: date
    ) -> Dated:
        """No words date the event: the day on which it was reported or a change told of, else the UCDP rule."""
        if frame is not None and base != self.timing.base and not happening.is_violent:
            return Dated(Interval(base, base, "day"), "", ("date-inferred",))
        if frame is not None and self.timing.is_fresh(sentence.start + frame.start, sentence.start + frame.end):
            return Dated(Interval(base, base, "day"), "", ("date-inferred",))
        reported = self.timing.published(sentence, happening, spans(frames), base)
        return reported or self.timing.default(base)

    def set_before(self, draft: Draft, event: Event | None) -> Dated | None:
        """The day told just before, in a sentence without an event, unless the draft's event has one of its own."""
        setting = self._setting
        if setting is None or not draft.happening.is_violent or _BEFORE_THAT.search(setting.sentence.text):
            return None
        if setting.sentence.paragraph != draft.sentence.paragraph or (event and event.dated and event.dated.text):
            return None
        return setting.dated.handed_on()

    def inherited(self, draft: Draft) -> Dated | None:
        """The lead's day, for a headline; the story's last day, if the story goes on."""
        if not self._drafts or draft.happening.of_war:
            return None
        lead, previous = self._drafts[0], self._drafts[-1]
        if draft.sentence.role != "body" and lead.dated is not None:
            return lead.dated.handed_on()
        return previous.dated.handed_on() if previous.dated is not None and goes_on(draft, previous) else None

    def remember(self, sentence: Sentence, frames: Sequence[Frame], made: Sequence[Draft]) -> None:
        """``Troops entered the town on 3 May. They clashed with rebels.``: the first sentence dates the second."""
        if made:
            self._setting = None
            return
        dated = self.timing.setting(sentence, spans(frames), self.anchor())
        if dated is not None:
            self._setting = _Setting(dated, sentence)
            self._date_back(self._setting)

    def _date_back(self, setting: _Setting) -> None:
        """``Soldiers shot a judge. He died in hospital on 3 May.``: the second sentence dates the first."""
        last = self._drafts[-1] if self._drafts else None
        if last is None or last.event is None or last.sentence.paragraph != setting.sentence.paragraph:
            return
        if not _LEANS.match(setting.sentence.text) or (last.event.dated and last.event.dated.text):
            return
        last.event.dated = setting.dated.handed_on()
        for draft in last.event.drafts:
            draft.dated = last.event.dated


_LEANS = re.compile(r"\W*(?:he|she|they|it|this|the (?:incident|victims?|crime))\b", re.IGNORECASE)
_BEFORE_THAT = re.compile(r"\bhad\b", re.IGNORECASE)
"""What had been before the story is no setting of it."""


def spans(frames: Sequence[Frame]) -> list[tuple[int, int]]:
    """Where the frames of reported speech stand in their sentence."""
    return [(frame.start, frame.end) for frame in frames]


_HOUR = re.compile(r"\b(?P<hour>[01]?\d|2[0-3])[:.]?(?:[0-5]\d)?\s*(?:GMT|UTC)\b", re.IGNORECASE)
HOUR_WIDTH = 15
"""Degrees of longitude."""


def local(dated: Dated | None, place: Place | None) -> Dated | None:
    """``0400 GMT on 10 September`` is still the 9th in Guatemala: the day on the spot, by the sun."""
    hour = _HOUR.search(dated.text) if dated is not None else None
    if dated is None or hour is None or place is None or place.longitude is None:
        return dated
    shift = timedelta(days=(int(hour["hour"]) + place.longitude / HOUR_WIDTH) // 24)
    days = replace(dated.interval, start=dated.interval.start + shift, end=dated.interval.end + shift)
    return replace(dated, interval=days)
