"""When it happened: the clock of each speech act, and the days that a clause's words give to its event."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from data_prep.reports.dates import Clock, Expression, Interval, default_interval, resolve, spans
from data_prep.reports.day_of import after_clause, follows_another, in_phrase, is_attributive, told_by
from data_prep.reports.edition import AHEAD, CONFLICT, forward_days
from data_prep.reports.lexicon import find
from data_prep.reports.numbers import value
from data_prep.reports.quotations import is_quoted
from data_prep.reports.spans import Spans
from data_prep.reports.unknown_day import borne_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data_prep.reports.document import Document, Sentence
    from data_prep.reports.happenings import Happening

UNKNOWN = "publication-date-unknown"
TOTAL_DAYS = 6
"""A stretch from so many days on holds many events."""
JOINED = 30
"""Characters within which a second day can be joined to the first."""
NEARBY = 200
"""Characters within which two dates may stand in one sentence."""
_KNOWN_BY = frozenset(("publish", "paper", "found"))
"""Roles of the day by which an event was known."""
BEFORE_FOUND = 3
"""Days in which those may have died who were found dead."""
_AGO = frozenset(("ago", "bare_ago", "recent"))
_AND = re.compile(r"\s+(?:and|or|&)\s+(?:(?:on|in)\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Dated:
    """An interval and the words that gave it; ``text`` is empty where no words did.

    ``inferred``: the words stand in another sentence.
    """

    interval: Interval
    text: str = ""
    flags: tuple[str, ...] = ()
    inferred: bool = False

    @property
    def said(self) -> bool:
        """The sentence's own words say it."""
        return bool(self.text) and not self.inferred

    def handed_on(self) -> Dated:
        """The same days for a sentence that takes them over from another one."""
        return Dated(
            self.interval, self.text, tuple(sorted({*self.flags, *(["date-inferred"] if self.text else [])})), True
        )


class Timing:
    """The dates of one report: its expressions by place, read by the clock of whoever speaks."""

    def __init__(self, document: Document, expressions: Sequence[Expression]) -> None:
        self.document = document
        self.forward = forward_days(document, expressions)
        self.likely = document.told
        if UNKNOWN in document.flags:
            expressions = borne_out(expressions, date.today())
        self.expressions = Spans(expressions)
        self.base = document.published
        self.is_dated = UNKNOWN not in document.flags

    def within(self, start: int, end: int) -> list[Expression]:
        """The expressions that begin in ``start:end`` of the document's text."""
        return self.expressions.within(start, end)

    def read(self, expression: Expression, base: date, anchor: Interval | None) -> Dated | None:
        """The days that the words mean when spoken on ``base``."""
        if expression.kind == "weekday" and not expression.shift and expression.weekday in self.forward:
            day = self.forward[expression.weekday]
            if expression.tense != "future" and abs((base - self.base).days) <= AHEAD:
                return Dated(Interval(day, day, "day"), expression.text, (CONFLICT,))
        if expression.needs_anchor and anchor is None:
            return None
        if base != self.base and expression.rule == "speech" and self._is_the_writers(expression):
            base = self.base
        loose = self.likely is not None
        if loose and base == self.likely and _leans_on_publication(expression):
            return None
        found = resolve(expression, Clock(base, anchor, loose), future=expression.tense == "future")
        return Dated(found, expression.text, found.flags) if found else None

    def _is_the_writers(self, expression: Expression) -> bool:
        """``said yesterday that he was shot today``: where both are the writer's words, both are read by his day."""
        near = self.within(expression.start - NEARBY, expression.end + NEARBY)
        others = (one for one in near if one.rule == "speech" and one is not expression)
        same = (
            ". " not in self.document.text[min(one.start, expression.start) : max(one.end, expression.end)]
            for one in others
        )
        return any(same) and not is_quoted(self.document.text, expression.start)

    def spoken(self, start: int, end: int, base: date, anchor: Interval | None) -> date | None:
        """The day on which somebody spoke, by the words of the frame ``start:end``; None when they do not say."""
        for expression in self.within(start, end):
            dated = self.read(expression, base, anchor)
            if dated and dated.interval.start == dated.interval.end:
                return dated.interval.start
        return None

    def is_fresh(self, start: int, end: int) -> bool:
        """Whether ``start:end`` say that something was reported minutes or hours ago."""
        return any(one.unit in {"minute", "hour"} and one.rule in _AGO for one in self.within(start, end))

    def told(
        self,
        sentence: Sentence,
        happening: Happening,
        frames: Sequence[tuple[int, int]],
        base: date,
        anchor: Interval | None,
    ) -> Dated | None:
        """The days that the sentence's own words give to the event; None when they give none."""
        for expression in self._beside(sentence, happening, frames):
            if self._role(expression, sentence, happening):
                continue
            dated = self.read(expression, base, anchor)
            if dated is not None and not self._is_to_come(expression, dated):
                dated = self._goes_on(expression, dated, happening, base)
                return self._joined(expression, dated, base, anchor)
        return None

    def _goes_on(self, expression: Expression, dated: Dated, happening: Happening, base: date) -> Dated:
        """``300 killed since fighting began on 3 May``: from that day on."""
        first, before = dated.interval.start, self.document.text[max(0, expression.start - 80) : expression.start]
        since = dated.interval.precision == "day" and happening.toll.killed and first < base and _SINCE.search(before)
        return replace(dated, interval=spans.span(first, base)) if since else dated

    def _is_to_come(self, expression: Expression, dated: Dated) -> bool:
        """What is told took place; a day to come is that of something planned (``called a strike for 3 May``)."""
        ahead = (dated.interval.start - self.base).days
        return self.is_dated and CONFLICT not in dated.flags and ahead > (AHEAD if expression.tense == "past" else 0)

    def published(
        self, sentence: Sentence, happening: Happening, frames: Sequence[tuple[int, int]], base: date
    ) -> Dated | None:
        """The day on which the sentence says that the event was reported, published or posted; the days up to the one
        on which the dead were found.
        """
        for expression in self._beside(sentence, happening, frames):
            role = self._role(expression, sentence, happening)
            dated = self.read(expression, base, None) if role in _KNOWN_BY else None
            if dated is not None and dated.interval.precision == "day":
                last = dated.interval.start
                days = spans.span(spans.plus(last, -BEFORE_FOUND), last) if role == "found" else dated.interval
                return replace(dated, interval=days).handed_on()
        return None

    def setting(self, sentence: Sentence, frames: Sequence[tuple[int, int]], anchor: Interval | None) -> Dated | None:
        """The first day that a sentence tells of outside of its frames of reported speech."""
        for expression in self._outside(sentence, frames):
            start, end = expression.start - sentence.start, expression.end - sentence.start
            if is_attributive(sentence.text, start, end) or told_by(sentence.text, start, end, []):
                continue
            dated = self.read(expression, self.base, anchor)
            if dated is not None and dated.interval.precision == "day" and dated.interval.start <= self.base:
                return dated
        return None

    def _is_year_of(self, one: Expression, at: int) -> bool:
        """``the 1988 gas attack``: the year of what follows, whatever days the sentence names besides."""
        return one.unit == "year" and one.end < at and not self.document.text[one.end : at].strip()

    def _outside(self, sentence: Sentence, frames: Sequence[tuple[int, int]]) -> list[Expression]:
        return [
            one
            for one in self.within(sentence.start, sentence.end)
            if not any(a <= one.start - sentence.start < b for a, b in frames) and one.kind != "invalid"
        ]

    def _beside(
        self, sentence: Sentence, happening: Happening, frames: Sequence[tuple[int, int]]
    ) -> Iterator[Expression]:
        """The expressions that may date the event, the likeliest first: in its clause, before it, after it."""
        start, end = sentence.start + happening.start, sentence.start + happening.end
        outside = self._outside(sentence, frames)
        opening = start + len(happening.opening) + 2 if happening.opening else start
        own = [one for one in outside if opening <= one.start < end]
        hit = happening.main_hit
        at = start + hit.start if hit else start
        own.sort(
            key=lambda one: (
                not (hit is not None and hit.row["form"] == "noun" and self._is_year_of(one, at)),
                one.kind in {"duration", "historical"} or one.unit == "year",
                abs(one.start - at) if one.start > at else (at - one.end) * 0.8,
            )
        )
        yield from own
        yield from (one for one in outside if one.end <= start and one.start - sentence.start < 25)
        if not _has_offset(happening):
            yield from (one for one in outside if one.start >= end and not happening.opening and not one.needs_anchor)

    def _role(self, expression: Expression, sentence: Sentence, happening: Happening) -> str:
        """What else than the event the words date; empty where they date the event."""
        if not happening.is_violent:
            return ""
        start, end = expression.start - sentence.start, expression.end - sentence.start
        if expression.part == "came":
            return "other" if happening.main_hit and happening.start + happening.main_hit.start < start else ""
        if expression.part == "clause":
            end = after_clause(sentence.text, end)
            if happening.main_hit and start < happening.start + happening.main_hit.start < end:
                return "other"
        hits = [(happening.start + hit.start, happening.start + hit.end) for hit in happening.hits]
        if is_attributive(sentence.text, start, end):
            named = [hit for hit in happening.hits if in_phrase(sentence.text, end, happening.start + hit.start)]
            same = happening.main_hit in named or (named and not follows_another(sentence.text, start))
            return "" if same else "other"
        hurt = [(hit.start, hit.end) for hit in find("effects", sentence.text)]
        return told_by(sentence.text, start, end, [*hits, *hurt])

    def _joined(self, expression: Expression, dated: Dated, base: date, anchor: Interval | None) -> Dated:
        """``on 27 and 28 March``: both days, where a second one is joined to the first."""
        for other in self.within(expression.start - JOINED, expression.end + JOINED):
            first, second = sorted((expression, other), key=lambda one: one.start)
            joined = other is not expression and _AND.fullmatch(self.document.text, first.end, second.start)
            also = self.read(other, base, anchor) if joined else None
            if also is not None and {also.interval.precision, dated.interval.precision} == {"day"}:
                days = sorted((dated.interval.start, also.interval.start))
                if 0 < (days[1] - days[0]).days < TOTAL_DAYS:
                    words = self.document.text[first.start : second.end]
                    return Dated(Interval(days[0], days[1], "days"), words, dated.flags)
        return dated

    def is_total(self, sentence: Sentence, happening: Happening, base: date) -> bool:
        """``since October 7``, ``in the past week``: a figure for so many days is a sum over many events."""
        start, end = sentence.start + happening.start, sentence.start + happening.end
        for one in self.within(start, end):
            warring = one.kind == "duration" and _WARRING.search(one.text)
            if one.kind == "since" or one.rule == "past_span" or warring:
                found = resolve(one, Clock(base))
                if found is not None and (found.end - found.start).days >= TOTAL_DAYS:
                    return True
        return False

    def default(self, base: date) -> Dated:
        """The UCDP rule for undated news: the three days before publication; where that day is not known, the day that
        the report tells of most.
        """
        if self.likely is not None and base == self.likely:
            return Dated(Interval(base, base, "day"), "", ("date-inferred",))
        found = default_interval(base)
        return Dated(found, "", found.flags)


_WARRING = re.compile(r"\b(?:war|conflict|campaign|insurgency|fighting|violence|unrest)\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\bsince\b(?: [\w'’-]+){1,5} (?:began|begun|started|erupted|broke out|launched|invaded)(?: [\w'’-]+){0,5} on $",
    re.IGNORECASE,
)


def _leans_on_publication(expression: Expression) -> bool:
    """``last night``, ``recently``: mean nothing where the day on which they were written is not known."""
    return expression.kind == "vague" or (expression.kind == "relative" and bool(expression.count))


_OFFSET = re.compile(
    r"(?P<number>\w+)\s+(?P<unit>day|week|month|hour|minute|year)s?\s+(?P<side>after|before|following)$", re.IGNORECASE
)
_DAYS = {"minute": 0, "hour": 0, "day": 1, "week": 7}


def _has_offset(happening: Happening) -> bool:
    return bool(_OFFSET.search(happening.opening))


def by_offset(happening: Happening, main: Interval | None) -> Dated | None:
    """``The raids came a day after B``: B is a day before the raids. None where nothing says a day."""
    match = _OFFSET.search(happening.opening)
    if match is None or main is None or match["unit"].lower() not in _DAYS:
        return None
    number = value(match["number"]) if match["number"].lower() not in {"a", "an", "the"} else 1
    if number is None:
        return None
    days = number * _DAYS[match["unit"].lower()] * (1 if match["side"].lower() == "before" else -1)
    shifted = Interval(main.start + timedelta(days=days), main.end + timedelta(days=days), main.precision, main.flags)
    return Dated(shifted, happening.opening)
