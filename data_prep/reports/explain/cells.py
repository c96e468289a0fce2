"""What fills the cells of a claim: what happened, when, where, who says so. None is left without its reason."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from data_prep.reports.explain import names
from data_prep.reports.explain.trail import Cell
from data_prep.reports.happenings import CLASH, FALLBACK
from data_prep.reports.lexicon import find
from data_prep.vocab import origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data_prep.reports.dates import Expression
    from data_prep.reports.draft import Draft
    from data_prep.reports.explain.trail import Trail
    from data_prep.reports.speech import Frame


def event(trail: Trail, draft: Draft) -> Cell:
    """What names the kind of event."""
    own = _kind_in(trail, draft, draft.sub_event_type)
    return (
        own
        or trail.first_elsewhere(draft, lambda one: _kind_in(trail, one, draft.sub_event_type))
        or _by_rule(trail, draft)
    )


def _kind_in(trail: Trail, draft: Draft, kind: str) -> Cell | None:
    hits = sorted(draft.happening.hits, key=lambda hit: -int(hit.row["weight"]))
    hit = next((one for one in hits if one.row["sub_event_type"] == kind), None)
    return trail.at(draft, hit.start, hit.end, kind, origin("events", hit.row)) if hit else None


def _by_rule(trail: Trail, draft: Draft) -> Cell:
    """A kind that no word names: by who did it, by who died, or the one for violence of an unknown kind."""
    hit = draft.happening.main_hit
    if hit is not None:
        rule = f"{origin('events', hit.row)}, and its kind by who did it or by the rest of the report"
        return trail.at(draft, hit.start, hit.end, draft.sub_event_type, rule)
    hurt = find("effects", draft.happening.text)
    rules = {CLASH: "fighters were killed: a clash", FALLBACK: "people were hurt, it is not said how: an attack"}
    rule = rules.get(draft.sub_event_type, "the kind of the event told before")
    start, end = (hurt[0].start, hurt[0].end) if hurt else (0, len(draft.happening.text))
    return trail.at(draft, start, end, draft.sub_event_type, rule)


def stance(trail: Trail, draft: Draft) -> Cell:
    """What denies the event."""
    frame = trail.frame(draft)
    if frame is not None and frame.kind == "deny":
        return _verb(draft, frame, "denied")
    frames = [one for one in trail.frames(draft.sentence) if one.kind == "deny"]
    if frames:
        return _verb(draft, frames[0], "denied")
    negation = _NEGATION.search(draft.happening.text)
    start, end = negation.span() if negation else (0, len(draft.happening.text))
    return trail.at(draft, start, end, "denied", "negation before the word that tells of it")


_NEGATION = re.compile(r"\b(?:no|not|never|neither|nor|without|none|any)\b|n[’']t\b", re.IGNORECASE)


# ---------------------------------------------------------------- when


def day(trail: Trail, draft: Draft) -> Cell:
    """What dates the claim."""
    dated = draft.dated
    if dated is None:
        return trail.unsaid(draft, "unknown", "no date")
    value = days(dated.interval.start, dated.interval.end)
    if dated.text:
        own = _worded(trail, draft, dated.text, value) if dated.said else None
        return (
            own
            or trail.first_elsewhere(draft, lambda one: _worded(trail, one, dated.text, value))
            or _worded_anywhere(trail, draft, dated.text, value)
            or Cell(*_span_of(trail, draft, dated.text), value, "counted from the event told before it")
        )
    if "date-defaulted" in dated.flags:
        return trail.unsaid(draft, value, "UCDP rule for undated news: the three days before publication")
    return trail.unsaid(draft, value, "the day on which it was spoken of")


def days(start: date, end: date) -> str:
    """A day, or the first and the last of several."""
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def _worded(trail: Trail, draft: Draft, words: str, value: str) -> Cell | None:
    """The expression of the draft's own sentence that has these words."""
    sentence = draft.sentence
    expressions = trail.reading.timing.within(sentence.start, sentence.end)
    said = [one for one in expressions if one.text == words] or [one for one in expressions if one.text in words]
    if not said:
        return None
    start, end = said[0].start, said[0].end
    if said[0].text != words:
        start, end = _span_of(trail, draft, words)
    return Cell(start, end, value, date_rule(said[0]))


def _worded_anywhere(trail: Trail, draft: Draft, words: str, value: str) -> Cell | None:
    """The nearest expression of these words before the draft: a sentence without an event can set the day."""
    end = draft.sentence.end
    said = [one for one in trail.reading.timing.expressions.all if one.text == words and one.start < end]
    return Cell(said[-1].start, said[-1].end, value, date_rule(said[-1])) if said else None


def date_rule(expression: Expression) -> str:
    """The rule of the date grammar that read an expression, and the tense that settled it."""
    named = expression.rule if expression.rule == expression.kind else f"{expression.rule} ({expression.kind})"
    tense = f", {expression.tense} tense" if expression.tense else ""
    return f"date rule {named}{tense}"


def _span_of(trail: Trail, draft: Draft, words: str) -> tuple[int, int]:
    """Where words stand, in the draft's sentence or else before it; its whole sentence where they do not."""
    sentence = draft.sentence
    at = trail.document.text.find(words, sentence.start, sentence.end)
    if at < 0:
        at = trail.document.text.lower().find(words.lower(), sentence.start, sentence.end)
    return (at, at + len(words)) if at >= 0 else (sentence.start, sentence.end)


# ---------------------------------------------------------------- where


def place(trail: Trail, draft: Draft) -> Cell:
    """What places the claim."""
    name = draft.place.name if draft.place else ""
    doubt = ", of its namesakes the one nearest to the report's other places" if _is_ambiguous(draft) else ""
    rule = names.place_rule(name) + doubt
    span = next(_places(trail, draft, name), None)
    if span is not None:
        return Cell(*span, name, rule)
    return trail.unsaid(draft, name, f"{rule}; what the words for a place stand for here")


def _is_ambiguous(draft: Draft) -> bool:
    return "place-ambiguous" in draft.flags


def _places(trail: Trail, draft: Draft, name: str) -> Iterator[tuple[int, int]]:
    """Where the place is named: in the clause, in the sentence, or nearest before it; else after it."""
    sentence = draft.sentence
    start = sentence.start + draft.happening.start
    spans = [(one.start, one.end) for one in trail.reading.where.places.all if one.place.name == name]
    if "place-inferred" not in draft.flags:
        yield from (span for span in spans if start <= span[0] < start + len(draft.happening.text))
        yield from (span for span in spans if sentence.start <= span[0] < sentence.end)
    yield from (span for span in reversed(spans) if span[0] < sentence.start)
    yield from spans


# ---------------------------------------------------------------- who says so


def source(trail: Trail, draft: Draft) -> Cell:
    """Who says so."""
    value = str(trail.row(draft)["source"])
    if draft.voice is None:
        return trail.unsaid(draft, value, "nobody is named: the publisher")
    frame = trail.frame(draft)
    if frame is not None:
        verb = _verb(draft, frame, value)
        start = draft.sentence.start + min(frame.speaker[0], frame.start)
        return Cell(start, max(verb.end, draft.sentence.start + frame.speaker[1]), value, verb.rule)
    for sentence in sorted(trail.document.sentences, key=lambda one: _distance(one.start, draft.sentence.start)):
        at = sentence.text.find(draft.voice.words) if draft.voice.words else -1
        if at >= 0:
            begin = sentence.start + at
            return Cell(begin, begin + len(draft.voice.words), value, "the same speaker goes on")
    return trail.unsaid(draft, value, "the same speaker goes on")


def _distance(start: int, own: int) -> tuple[bool, int]:
    """Sentences before the own one come first, the nearest of them before the others."""
    return start > own, abs(own - start)


def _verb(draft: Draft, frame: Frame, value: str) -> Cell:
    """The frame's verb of speech and its line in the vocabulary."""
    sentence = draft.sentence
    for hit in find("speech", sentence.text):
        if frame.start <= hit.start < max(frame.end, frame.start + 1) and hit.text.lower() == frame.verb:
            return Cell(sentence.start + hit.start, sentence.start + hit.end, value, origin("speech", hit.row))
    start, end = sentence.start + frame.start, sentence.start + frame.end
    return Cell(start, end, value, f"reported speech: {frame.verb}")
