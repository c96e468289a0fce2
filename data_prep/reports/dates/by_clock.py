"""What words counted from the speech act, or from the event just told, mean by a clock.

The rules of vague words follow the UCDP GED code book 19.1, appendix 2.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data_prep.reports.dates import spans
from data_prep.reports.dates.by_calendar import BACK, FORWARD, one
from data_prep.reports.dates.model import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from data_prep.reports.dates.model import Clock, Expression

_RECENT = {"minute": (0, 0), "hour": (0, 0), "day": (-3, -1), "week": (-20, 0)}
"""First and last day of "recently" and "in recent weeks", from the speech act."""
_DAYS = {"minute": 0.0, "hour": 1 / 24, "day": 1, "week": 7}


def _weekday(expression: Expression, clock: Clock) -> Interval | None:
    weekday, base, shift = expression.weekday or 0, clock.base, expression.shift
    back = (base.weekday() - weekday) % 7
    ahead = (weekday - base.weekday()) % 7
    if shift.endswith(" week"):
        weeks = {"last": -7, "this": 0, "next": 7}[shift.split()[0]]
        return one(spans.plus(base, weekday - base.weekday() + weeks))
    if shift in BACK:
        return one(spans.plus(base, -(back or 7)))
    if shift in FORWARD:
        return one(spans.plus(base, ahead or 7))
    if expression.tense == "future" or (shift == "this" and expression.tense != "past"):
        return one(spans.plus(base, ahead))
    return one(spans.plus(base, ahead if clock.loose and ahead < back else -back))


def _weekday_before_last(expression: Expression, clock: Clock) -> Interval | None:
    last = _weekday(expression, clock)
    return last and one(spans.plus(last.start, -7))


def _speech(expression: Expression, clock: Clock) -> Interval | None:
    return one(spans.plus(clock.base, expression.count or 0))


def _overnight(_: Expression, clock: Clock) -> Interval | None:
    return spans.span(spans.plus(clock.base, -1), clock.base)


def _shift(start: Interval, unit: str, count: int) -> Interval:
    """The days so many days, weeks, months or years from an interval."""
    if unit in _DAYS:
        days = int(count * _DAYS[unit])
        return spans.span(spans.plus(start.start, days), spans.plus(start.end, days))
    return _calendar(start.start, unit, count)


def _calendar(day: date, unit: str, count: int) -> Interval:
    """The calendar week, month or year so many units from the one that holds the day."""
    if unit == "week":
        return spans.week(spans.plus(day, 7 * count))
    if unit == "month":
        moved = spans.plus_months(day, count)
        return spans.month(moved.year, moved.month)
    return spans.year(min(max(day.year + count, 1), 9999))


def _ago(expression: Expression, clock: Clock) -> Interval | None:
    count, unit, base = expression.count or 0, expression.unit, clock.base
    if expression.part == "window":
        return spans.span(spans.plus(base, count * 7 + 1), base)
    if unit == "week" and expression.weekday is not None:
        return one(spans.plus(base, -((base.weekday() - expression.weekday) % 7) + 7 * count))
    if unit in ("minute", "hour", "day"):
        return _shift(Interval(base, base, "day"), unit, count)
    return _calendar(base, unit, count)


def _anaphor(expression: Expression, clock: Clock) -> Interval | None:
    anchor = clock.anchor or Interval(clock.base, clock.base, "day")
    return _shift(anchor, expression.unit, expression.count or 0)


def _same(expression: Expression, clock: Clock) -> Interval | None:
    anchor = clock.anchor or Interval(clock.base, clock.base, "day")
    count, unit = expression.count or 0, expression.unit
    if expression.weekday is not None:
        gap = (expression.weekday - anchor.start.weekday()) % 7 or 7
        return one(spans.plus(anchor.start, gap if count > 0 else gap - 7 if gap < 7 else -7))
    if unit == "weekend":
        return _weekend_of(spans.plus(anchor.start, 7 * count))
    if unit == "day":
        return anchor if count == 0 else _shift(anchor, unit, count)
    return _calendar(anchor.start, unit, count)


def _past_span(expression: Expression, clock: Clock) -> Interval | None:
    count, unit, base = -(expression.count or -1), expression.unit, clock.base
    if unit == "minute":
        return one(base)
    if unit == "hour":
        return spans.span(spans.plus(base, -((count + 23) // 24) if count > 6 else 0), base)
    if unit == "day":
        return spans.span(spans.plus(base, -count), spans.plus(base, -1 if count > 1 else 0))
    if unit == "week":
        return spans.span(spans.plus(base, 1 - 7 * count), base)
    if unit == "month":
        return spans.span(spans.plus(spans.plus_months(base, -count), 1), base)
    return Interval(date(max(base.year - count + 1, 1), 1, 1), base, "year" if count == 1 else "unknown")


def _duration(expression: Expression, clock: Clock) -> Interval | None:
    """Something that has lasted so long until the speech act: "a five-day offensive" ends on its day."""
    count, unit, base = -(expression.count or -1), expression.unit, clock.base
    if unit == "hour":
        return spans.span(spans.plus(base, -(count // 24)), base)
    if unit == "day":
        return spans.span(spans.plus(base, 1 - count), base)
    if unit == "week":
        return spans.span(spans.plus(base, 1 - 7 * count), base)
    months = count * (12 if unit == "year" else 1)
    return spans.span(spans.plus(spans.plus_months(base, -months), 1), base)


def _recent(expression: Expression, clock: Clock) -> Interval | None:
    base, unit = clock.base, expression.unit
    if unit in _RECENT:
        first, last = _RECENT[unit]
        return spans.span(spans.plus(base, first), spans.plus(base, last))
    return spans.span(spans.plus(spans.plus_months(base, -3 if unit == "month" else -36), 1), base)


def _weekend_of(day: date) -> Interval:
    saturday = spans.plus(day, 5 - day.weekday())
    return spans.span(saturday, spans.plus(saturday, 1))


def _weekend(expression: Expression, clock: Clock) -> Interval | None:
    base = clock.base
    running = base.weekday() >= 5
    this = _weekend_of(base)
    last = _weekend_of(spans.plus(base, -7))
    if expression.shift in BACK:
        return last
    if expression.shift == "next":
        return _weekend_of(spans.plus(base, 7))
    if expression.tense == "future" or (expression.shift == "this" and expression.tense != "past"):
        return this
    return spans.clip(this, base) if running else last


def _week_before_last(expression: Expression, clock: Clock) -> Interval | None:
    if expression.unit == "weekend":
        return _weekend_of(spans.plus(clock.base, -14))
    return _calendar(clock.base, expression.unit, -2)


def _period(expression: Expression, clock: Clock) -> Interval | None:
    base, unit, shift = clock.base, expression.unit, expression.shift
    whole = _calendar(base, unit, {"last": -1, "next": 1}.get(shift, 0))
    if shift == "earlier":
        return _named_span(whole.start, max(whole.start, spans.plus(base, -1)), unit)
    if shift == "later":
        return _named_span(min(whole.end, spans.plus(base, 1)), whole.end, unit)
    found = spans.part_of(whole, expression.part, unit)
    if shift != "this" or expression.tense == "future":
        return found
    clipped = spans.clip(found, base)
    return _named_span(clipped.start, clipped.end, "week" if expression.part else unit)


def _named_span(start: date, end: date, unit: str) -> Interval:
    """Part of a running month or year keeps its precision; part of a week has that of its days."""
    return spans.span(start, end, "" if unit == "week" else unit)


CLOCK_RULES: dict[str, Callable[[Expression, Clock], Interval | None]] = {
    "weekday": _weekday,
    "week_weekday": _weekday,
    "speech": _speech,
    "overnight": _overnight,
    "ago": _ago,
    "anaphor": _anaphor,
    "same": _same,
    "adjacent": _same,
    "day_beside": _same,
    "past_span": _past_span,
    "duration": _duration,
    "recent": _recent,
    "weekend": _weekend,
    "weekday_before_last": _weekday_before_last,
    "week_before_last": _week_before_last,
    "period": _period,
    "within": _period,
}
