"""A report that has been read, and the way back from each claim to the words and rules that it rests on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data_prep.reports.explain.model import Finding
from data_prep.reports.speech import find_frames, frame_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from data_prep.reports.claims import Reading
    from data_prep.reports.document import Document, Sentence
    from data_prep.reports.draft import Draft
    from data_prep.reports.lexicon import Hit
    from data_prep.reports.speech import Frame


@dataclass(frozen=True)
class Cell:
    """Words at ``start:end`` of the report that fill a cell, what they were read as, and the rule."""

    start: int
    end: int
    value: str
    rule: str


class Trail:
    """The reading of one report. ``rows`` are its claims, one for each of the reading's drafts in text order."""

    def __init__(self, document: Document, reading: Reading, rows: list[dict[str, object]]) -> None:
        self.document = document
        self.reading = reading
        self.drafts = sorted(reading.drafts, key=lambda draft: (draft.sentence.start, draft.happening.start))
        self.rows = dict(zip(self.drafts, rows, strict=True))

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.document.sentences]

    def number_at(self, offset: int) -> int:
        """The number of the sentence that holds this character, from 1; 0 where none does: a header, a dateline."""
        number = bisect_right(self._starts, offset)
        return number if number and offset < self.document.sentences[number - 1].end else 0

    def row(self, draft: Draft) -> dict[str, object]:
        """The draft's claim."""
        return self.rows[draft]

    def finding(self, draft: Draft, about: str, cell: Cell) -> Finding:
        """A cell of the draft's claim as a finding; one that rests on another sentence says on which."""
        number = self.number_at(cell.start)
        elsewhere = number != self.number_at(draft.sentence.start) and cell.start < cell.end
        where = f"sentence {number}" if number else "the lines above the text"
        rule = f"{cell.rule}; taken from {where}" if elsewhere else cell.rule
        start, end = self.trimmed(cell.start, cell.end)
        claim = str(self.row(draft)["claim_id"])
        return Finding(number, start, end, self.document.text[start:end], about, cell.value, rule, claim)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The span without the blanks and commas around its words."""
        words = self.document.text[start:end]
        begin = start + len(words) - len(words.lstrip(" ,\n"))
        return begin, max(begin, end - len(words) + len(words.rstrip(" ,\n")))

    def at(self, draft: Draft, start: int, end: int, value: str, rule: str) -> Cell:
        """A cell filled by words of the draft's clause; offsets are into ``happening.text``."""
        base = draft.sentence.start + draft.happening.start
        return Cell(base + start, base + end, value, rule)

    def unsaid(self, draft: Draft, value: str, rule: str) -> Cell:
        """A cell that no words fill."""
        return Cell(draft.sentence.start, draft.sentence.start, value, rule)

    def elsewhere(self, draft: Draft) -> Iterator[Draft]:
        """The other claims that this one can lean on: of its event first, then those told before, the latest first."""
        own = [one for one in (draft.event.drafts if draft.event else []) if one is not draft]
        yield from own
        before = [one for one in self.drafts if one is not draft and one.sentence.start <= draft.sentence.start]
        yield from (one for one in reversed(before) if one not in own)

    def first_elsewhere(self, draft: Draft, find: Callable[[Draft], Cell | None]) -> Cell | None:
        """What another claim, on which this one can lean, has for it."""
        return next((cell for other in self.elsewhere(draft) if (cell := find(other)) is not None), None)

    def frames(self, sentence: Sentence) -> list[Frame]:
        """The frames of reported speech in a sentence."""
        return find_frames(sentence.text)

    def frame(self, draft: Draft) -> Frame | None:
        """The frame in which the draft is told."""
        hit: Hit | None = draft.happening.main_hit
        return frame_at(self.frames(draft.sentence), draft.happening.start + (hit.start if hit else 0))
