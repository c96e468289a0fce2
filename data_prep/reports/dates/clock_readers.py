"""Readers of the rules that count from the speech act or from the event just told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data_prep.reports.dates.context import is_habit, is_name, is_of_the_present
from data_prep.reports.dates.words import (
    MONTH,
    SPEECH_DAYS,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAY,
    number_value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from data_prep.reports.dates.hits import Hit, Reading
    from data_prep.reports.dates.model import Expression

_BACKWARD = frozenset(("earlier", "before", "previously", "prior to", "previous", "preceding"))
_BESIDE = frozenset(("before", "after", "prior to"))
_CLAUSE = re.compile(r"\s{1,4}[\w\"'`‘“]")
_CAME = re.compile(
    r"\b(?:came|comes|come|coming|happened|occurred|took\s+place|followed)\s+(?:(?:just|only|barely|exactly)\s+)?$"
)
_TO_LAST = re.compile(r"\b(?:to|will|would|can|could|may|might|shall|should|must|not|did|does)\s+$")
"""Before the verb: "the truce will last two weeks"."""
_DATE_BEFORE = re.compile(rf"\b(?:{WEEKDAY}|{MONTH}\s+\d{{1,2}}|today|yesterday),\s+(?:(?:just|only)\s+)?$")


def _weekday(hit: Hit) -> Reading:
    if is_name(hit.lower, hit.expression.start, hit.expression.end) or is_habit(hit.before()):
        return []
    week = hit.words.get("week_shift")
    return hit.be(shift=f"{week} week" if week else hit.expression.shift)


def _speech(hit: Hit) -> Reading:
    if is_of_the_present(hit.lower, hit.expression.end):
        return []
    return hit.be(count=SPEECH_DAYS[hit.words["speech"]])


def _overnight(hit: Hit) -> Reading:
    return hit.be(count=-1)


def _ago(hit: Hit) -> Reading:
    """``count`` and ``unit``: "a fortnight ago" is two weeks back, "several days ago" is vague."""
    number, (unit, times) = hit.words["count"], UNITS[hit.words["unit"]]
    if number in VAGUE_NUMBERS:
        return [] if hit.expression.shift else _recent(hit)
    if hit.expression.shift:
        return hit.be(unit=unit, count=number_value(number) * times, shift="", tense="future")
    part = "window" if "fortnight" in hit.words["unit"] else ""
    return hit.be(unit=unit, count=-number_value(number) * times, part=part) if _whole(hit) else []


def _span(hit: Hit) -> Reading:
    """``count`` and ``unit`` of the past: "the past three weeks", "a five-day offensive", "the week-old siege"."""
    if hit.match.group().startswith("last") and _TO_LAST.search(hit.before()):
        return []
    number, (unit, times) = hit.words.get("count", "one"), UNITS[hit.words["unit"]]
    if hit.expression.kind == "duration" and unit in ("minute", "hour") and number != "24":
        return []
    several = hit.words["unit"].endswith("s") and number in ("one", "a", "an") and hit.words.get("count") != "one"
    if several or number in VAGUE_NUMBERS:
        return _recent(hit)
    return hit.be(unit=unit, count=-number_value(number) * times)


def _past_unit(hit: Hit) -> Reading:
    word = hit.words["unit"]
    if word.endswith("s"):
        return _recent(hit)
    return hit.be(rule="past_span", unit=UNITS[word][0], count=-UNITS[word][1])


def _recent(hit: Hit) -> Reading:
    unit, times = UNITS[hit.words["unit"]]
    return hit.be(kind="vague", rule="recent", unit=unit) if times == 1 and _whole(hit) else []


def _whole(hit: Hit) -> bool:
    """False after "half": "half a year ago" is no year ago."""
    return not hit.before(8).endswith("half ")


def _recently(hit: Hit) -> Reading:
    return hit.be(rule="recent", unit="day")


def _anaphor(hit: Hit) -> Reading:
    """ "Two days later", "a week earlier"; hours within a day move no date."""
    number, shift, (unit, times) = hit.words["count"], hit.words["shift"], UNITS[hit.words["unit"]]
    if number in VAGUE_NUMBERS:
        return []
    count = number_value(number) * times
    if unit == "minute" or (unit == "hour" and count < 24):
        return []
    found = replace(hit.expression, unit=unit, count=-count if shift in _BACKWARD else count, shift=shift)
    return [_before_clause(found, hit)]


def _same(hit: Hit) -> Reading:
    """ "The same day", "the following week", "the day before"."""
    word = hit.words["same"].split()[0]
    unit = word if word in ("week", "month", "year", "weekend") else "day"
    shift = hit.words.get("shift", "same")
    count = 0 if shift == "same" else -1 if shift in _BACKWARD else 1
    return [_before_clause(replace(hit.expression, unit=unit, count=count, shift=shift), hit)]


def _before_clause(expression: Expression, hit: Hit) -> Expression:
    """Marks "a day after" before a clause: ``part`` is ``came`` after a verb such as "came", else ``clause``.

    "The raid came a day after rebels fled": the flight lies a day before the raid told just now, so the count is
    turned round for the event of the clause.
    """
    if expression.shift not in _BESIDE or not _CLAUSE.match(hit.lower, expression.end):
        return expression
    came, dated = _CAME.search(hit.before()), _DATE_BEFORE.search(hit.before())
    count = expression.count or 0
    return replace(expression, part="came" if came else "clause", count=-count if came or dated else count)


def _week_before_last(hit: Hit) -> Reading:
    return hit.be(count=-2)


def _weekday_before_last(hit: Hit) -> Reading:
    return hit.be(count=-2, shift="last")


def _period(hit: Hit) -> Reading:
    return hit.be(shift="this" if hit.expression.shift in ("", "current") else hit.expression.shift)


def _unit_end(hit: Hit) -> Reading:
    return hit.be(rule="period", shift="this", part="end of")


def _weekend(hit: Hit) -> Reading:
    return hit.be(unit="weekend")


READERS: dict[str, Callable[[Hit], Reading]] = {
    "weekday": _weekday,
    "week_weekday": _weekday,
    "speech": _speech,
    "overnight": _overnight,
    "ago": _ago,
    "bare_ago": _recent,
    "past_span": _span,
    "duration": _span,
    "past_unit": _past_unit,
    "recent": _recent,
    "recently": _recently,
    "anaphor": _anaphor,
    "same": _same,
    "adjacent": _same,
    "day_beside": _same,
    "weekday_before_last": _weekday_before_last,
    "week_before_last": _week_before_last,
    "period": _period,
    "within": _period,
    "unit_end": _unit_end,
    "weekend": _weekend,
}
