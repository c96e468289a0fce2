"""What was found and not used, and why: events, dates, figures, places and names of one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_prep.reports.dates.grammar import FINDER
from data_prep.reports.explain import names
from data_prep.reports.explain.cells import date_rule, days
from data_prep.reports.explain.model import Finding
from data_prep.reports.numbers import find_counts
from data_prep.reports.people import effects_in, find_people
from data_prep.reports.places import find_places
from data_prep.vocab import origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data_prep.reports.claims import Refusal
    from data_prep.reports.dates import Expression
    from data_prep.reports.document import Sentence
    from data_prep.reports.explain.trail import Trail
    from data_prep.reports.places import PlaceMention

Used = list[tuple[int, int]]


def refused(trail: Trail, refusals: Sequence[Refusal], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Everything refused, in no particular order; ``findings`` are those that fill cells."""
    used = [(one.start, one.end) for one in findings if one.start < one.end]
    yield from (_event(trail, one) for one in refusals)
    yield from _unread(trail, {one.reason for one in refusals})
    yield from _no_dates(trail)
    yield from _places(trail)
    for sentence in trail.document.sentences:
        own = [(start, end) for start, end in used if start < sentence.end and end > sentence.start]
        told = any(draft.sentence is sentence for draft in trail.drafts)
        yield from _dates(trail, sentence, own, told=told)
        yield from _figures(trail, sentence, own)
        yield from _names(trail, sentence, own)


def _refusal(trail: Trail, start: int, end: int, about: str, value: str, rule: str, reason: str) -> Finding:
    start, end = trail.trimmed(start, end)
    words = trail.document.text[start:end]
    return Finding(trail.number_at(start), start, end, words, about, value, rule, refused=reason)


def _free(start: int, end: int, used: Used) -> bool:
    return not any(a < end and start < b for a, b in used)


def _event(trail: Trail, refusal: Refusal) -> Finding:
    hit = refusal.happening.main_hit
    base = refusal.sentence.start + refusal.happening.start
    if hit is None:
        end = min(base + len(refusal.happening.text), refusal.sentence.end)
        return _refusal(trail, base, end, "event", refusal.happening.sub_event_type, "people hurt", refusal.reason)
    kind, rule = hit.row["sub_event_type"], origin("events", hit.row)
    return _refusal(trail, base + hit.start, base + hit.end, "event", kind, rule, refusal.reason)


def _unread(trail: Trail, known: set[str]) -> Iterator[Finding]:
    """Sentences of which the list of problems says that something in them could not be read."""
    reasons = {one["value"]: str(one["reason"]) for one in trail.reading.problems if one["reason"] not in known}
    for sentence in trail.document.sentences:
        if sentence.text in reasons:
            yield _refusal(trail, sentence.start, sentence.start, "sentence", "", "", reasons[sentence.text])


# ---------------------------------------------------------------- dates


def _no_dates(trail: Trail) -> Iterator[Finding]:
    """What has the form of a date and is none by the words around it: ``may march``, ``1995 people``."""
    text = trail.document.text
    read = [(one.start, one.end) for one in trail.reading.timing.expressions.all]
    lower = text.lower()
    for match in FINDER.finditer(lower if len(lower) == len(text) else text):
        start, end = match.span()
        if trail.number_at(start) and _free(start, end, read):
            rule = f"date rule {match.lastgroup}"
            yield _refusal(trail, start, end, "date", "", rule, "The words around it say that it is no date.")


def _dates(trail: Trail, sentence: Sentence, used: Used, *, told: bool) -> Iterator[Finding]:
    frames = [(frame.start, frame.end) for frame in trail.frames(sentence)]
    for one in trail.reading.timing.within(sentence.start, sentence.end):
        if _free(one.start, one.end, used):
            at = one.start - sentence.start
            spoken = any(start <= at < end for start, end in frames)
            reason = _why_not(one, spoken=spoken, told=told)
            timing = trail.reading.timing
            dated = timing.read(one, timing.base, None)
            value = days(dated.interval.start, dated.interval.end) if dated else ""
            yield _refusal(trail, one.start, min(one.end, sentence.end), "date", value, date_rule(one), reason)


def _why_not(expression: Expression, *, spoken: bool, told: bool) -> str:
    if expression.kind == "invalid":
        return "There is no such day."
    if spoken:
        return "Says when somebody spoke, not when it happened."
    if not told:
        return "No event is told in this sentence."
    if expression.needs_anchor:
        return "Counted from an event told before it; other words date this one."
    return "Dates none of the events of this sentence: other words do, or stand nearer."


# ---------------------------------------------------------------- figures


def _figures(trail: Trail, sentence: Sentence, used: Used) -> Iterator[Finding]:
    text = sentence.text
    dates = [(one.start, one.end) for one in trail.reading.timing.within(sentence.start, sentence.end)]
    people = find_people(text, effects_in(text))
    for count in find_counts(text):
        start, end = sentence.start + count.start, sentence.start + count.end
        if not _free(start, end, used) or not _free(start, end, dates):
            continue
        counted = next((one for one in people if one.start <= count.start < one.end), None)
        value = " to ".join(str(bound) for bound in dict.fromkeys((count.low, count.high)) if bound is not None)
        if counted is None:
            yield _refusal(trail, start, end, "figure", value, "count", "Counts no people.")
        else:
            end = sentence.start + counted.end
            reason = "A part of a total." if counted.part else _NOT_TAKEN
            yield _refusal(trail, start, end, "figure", value, "people counted", reason)


_NOT_TAKEN = "No word says what happened to them, or another figure is the event's."


# ---------------------------------------------------------------- places and names


def _places(trail: Trail) -> Iterator[Finding]:
    """Names that may be places, and for which too little speaks."""
    doubtful: list[PlaceMention] = []
    find_places(trail.document.text, refused=doubtful)
    for one in (one for one in doubtful if trail.number_at(one.start)):
        value = ", ".join(part for part in (one.place.name, one.place.country) if part)
        rule = names.place_rule(one.place.name)
        yield _refusal(trail, one.start, one.end, "place", value, rule, "Too little speaks for a place of this name.")


def _names(trail: Trail, sentence: Sentence, used: Used) -> Iterator[Finding]:
    """Places and actors that are named and fill no cell."""
    where, actors = trail.reading.where.places, trail.reading.actors
    for one in where.within(sentence.start, sentence.end):
        if _free(one.start, one.end, used):
            reason = (
                "Not where an event of this sentence took place." if one.event_place else "Where somebody is based."
            )
            rule = names.place_rule(one.place.name)
            yield _refusal(trail, one.start, one.end, "place", one.place.name, rule, reason)
    for actor in actors.within(sentence.start, sentence.end):
        if _free(actor.start, actor.end, used):
            reason = "Named, but neither who did it nor to whom."
            yield _refusal(trail, actor.start, actor.end, "actor", actor.actor, names.actor_rule(actor), reason)
