"""Quotation marks: whether words stand between them, and who speaks in a quotation of several sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.actors import ActorMention
    from data_prep.reports.document import Sentence
    from data_prep.reports.spans import Spans
    from data_prep.reports.speech import Frame
    from data_prep.reports.voices import Voice, Voices

_MARKS = ('"', "“", "”", "``", "''")
_OPENS = re.compile(r"“|``|(?<![\w.,!?…])\"(?=\S)")
_CLOSES = re.compile(r"”|''|(?<=[\w.,!?…])\"")
_REACH = 400
"""Characters within which a quotation opens that words stand in."""


def is_quoted(text: str, at: int) -> bool:
    """A quotation that opens before ``at`` is not closed there."""
    before = text[max(0, at - _REACH) : at]
    opened = max((match.end() for match in _OPENS.finditer(before)), default=-1)
    return opened > max((match.end() for match in _CLOSES.finditer(before)), default=-1)


class Quotation:
    """The quotation that one report is in, sentence after sentence, and its speaker."""

    def __init__(self, voices: Voices, actors: Spans[ActorMention]) -> None:
        self._voices = voices
        self._actors = actors
        self._open: Voice | None = None

    def close(self) -> None:
        """Nobody is quoted any more."""
        self._open = None

    def speaker(
        self, sentence: Sentence, frames: list[Frame], following: Sequence[tuple[Sentence, list[Frame]]]
    ) -> Voice | None:
        """Who speaks in a sentence that does not say so, within a quotation of several sentences.

        ``following``: the next sentences and their frames of reported speech; the speaker may be named only there.
        """
        opened, closed = _marks(sentence.text)
        if frames:
            self._open = self._voices.last if opened > closed else None
            return None
        speaker = self._open
        if opened > closed and speaker is None:
            speaker = self._open = self._coming(sentence, following) or self._voices.last
        elif opened == closed == 1 and sentence.text.lstrip()[:1] in '"“`':
            return self._voices.last
        if closed > opened:
            self._open = None
        return speaker

    def _coming(self, sentence: Sentence, following: Sequence[tuple[Sentence, list[Frame]]]) -> Voice | None:
        for later, frames in following:
            if later.paragraph != sentence.paragraph:
                return None
            if frames:
                start, end = (later.start + offset for offset in frames[0].speaker)
                return self._voices.speaker(later.text[slice(*frames[0].speaker)], self._actors.within(start, end))
        return None


def _marks(text: str) -> tuple[int, int]:
    """How many quotations open and close in the text."""
    if not any(mark in text for mark in _MARKS):
        return 0, 0
    return len(_OPENS.findall(text)), len(_CLOSES.findall(text))
