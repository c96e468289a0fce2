"""What dates an event: its own words, a day told just before, the story's last day, or a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from data_prep.reports.dates import Interval
from data_prep.reports.joining import goes_on
from data_prep.reports.timing import Dated, Timing, by_offset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data_prep.reports.document import Sentence
    from data_prep.reports.draft import Draft
    from data_prep.reports.happenings import Happening
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
        reported = self.timing.published(sentence, happening, spans(frames), base)
        return reported or self.timing.default(base)

    def inherited(self, draft: Draft) -> Dated | None:
        """The lead's day, for a headline; the day told just before; the story's last day, if the story goes on."""
        if not self._drafts:
            return self._set(draft)
        lead, previous = self._drafts[0], self._drafts[-1]
        if draft.sentence.role != "body" and lead.dated is not None:
            return lead.dated.handed_on()
        if set_before := self._set(draft):
            return set_before
        return previous.dated.handed_on() if previous.dated is not None and goes_on(draft, previous) else None

    def _set(self, draft: Draft) -> Dated | None:
        setting = self._setting
        if setting is None or not draft.happening.is_violent or _BEFORE_THAT.search(setting.sentence.text):
            return None
        return setting.dated.handed_on() if setting.sentence.paragraph == draft.sentence.paragraph else None

    def remember(self, sentence: Sentence, frames: Sequence[Frame], made: Sequence[Draft]) -> None:
        """``Troops entered the town on 3 May. They clashed with rebels.``: the first sentence dates the second."""
        if made:
            self._setting = None
            return
        dated = self.timing.setting(sentence, spans(frames), self.anchor())
        if dated is not None:
            self._setting = _Setting(dated, sentence)


_BEFORE_THAT = re.compile(r"\bhad\b", re.IGNORECASE)
"""What had been before the story is no setting of it."""


def spans(frames: Sequence[Frame]) -> list[tuple[int, int]]:
    """Where the frames of reported speech stand in their sentence."""
    return [(frame.start, frame.end) for frame in frames]
