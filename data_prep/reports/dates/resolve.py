"""From an Expression and a Clock to the days it can mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data_prep.reports.dates import spans
from data_prep.reports.dates.by_calendar import CALENDAR_RULES
from data_prep.reports.dates.by_clock import CLOCK_RULES
from data_prep.reports.dates.model import Clock, Expression, Interval

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


def resolve(expression: Expression, clock: Clock, *, future: bool = False) -> Interval | None:
    """The days an expression can mean by a clock; None for a date that does not exist.

    ``future=True`` overrules the tense that ``parse`` saw: a weekday or a date without a year then lies ahead of
    ``clock.base``. Without an anchor "a day earlier" is counted from the base. No past reading runs beyond the base.
    """
    if expression.kind == "invalid" or expression.rule not in _RULES:
        return None
    if future:
        expression = replace(expression, tense="future")
    found = _RULES[expression.rule](expression, clock)
    if found is None or found.start > found.end:
        return None
    return replace(found, flags=(*found.flags, *expression.flags)) if expression.flags else found


def default_interval(base: date) -> Interval:
    """The UCDP rule for news that no words date: the three days before publication."""
    return Interval(spans.plus(base, -3), spans.plus(base, -1), "days", ("date-defaulted",))


def _since(expression: Expression, clock: Clock) -> Interval | None:
    first = resolve(replace(expression.parts[0], tense="past"), clock)
    return None if first is None else spans.span(first.start, max(clock.base, first.start))


def _around(expression: Expression, clock: Clock) -> Interval | None:
    """UCDP: around a day is one day to either side."""
    found = resolve(expression.parts[0], clock)
    if found is None:
        return None
    if found.precision == "day":
        found = spans.span(spans.plus(found.start, -1), spans.plus(found.end, 1))
    return replace(found, flags=(*found.flags, "date-approximate"))


def _into(expression: Expression, clock: Clock) -> Interval | None:
    """ "Overnight into Monday": Sunday and Monday."""
    found = resolve(expression.parts[0], clock)
    return found and spans.span(spans.plus(found.start, -1), found.end)


def _range(expression: Expression, clock: Clock) -> Interval | None:
    first, second = expression.parts
    if first.kind == "absolute" and second.kind != "absolute":
        start = resolve(first, clock)
        end = start and resolve(replace(second, tense="future"), replace(clock, base=start.start))
    else:
        end = resolve(second if second.tense else replace(second, tense=expression.tense), clock)
        start = end and resolve(replace(first, tense="past"), replace(clock, base=end.end))
    return spans.span(start.start, end.end) if start and end and start.start <= end.end else None


def _week_of(expression: Expression, clock: Clock) -> Interval | None:
    found = resolve(expression.parts[0], clock)
    if found is None:
        return None
    if expression.shift == "ending":
        return spans.span(spans.plus(found.end, -6), found.end)
    return spans.week(found.start)


def _offset(expression: Expression, clock: Clock) -> Interval | None:
    """ "Two days after Christmas Day": counted from the date that follows."""
    anchor = resolve(expression.parts[1], clock)
    return anchor and resolve(expression.parts[0], replace(clock, anchor=anchor))


def _ago_to_day(expression: Expression, clock: Clock) -> Interval | None:
    """ "A month ago today": the same day of the month before; "a week ago yesterday": eight days back."""
    ago, spoken = expression.parts[0], resolve(expression.parts[1], clock)
    count = ago.count or 0
    if spoken is None:
        return None
    if ago.unit in _MONTHS:
        moved = spans.plus_months(spoken.start, count * _MONTHS[ago.unit])
    else:
        moved = spans.plus(spoken.start, count * {"week": 7, "day": 1}.get(ago.unit, 0))
    return spans.span(moved, moved)


def _run_up(expression: Expression, clock: Clock) -> Interval | None:
    """ "In the 48 hours before Sunday": Friday and Saturday; "in the two days after Sunday": Monday and Tuesday."""
    edge, other = _offset(expression, clock), resolve(expression.parts[1], clock)
    if edge is None or other is None:
        return None
    if edge.start < other.start:
        return spans.span(edge.start, spans.plus(other.start, -1))
    return spans.span(min(spans.plus(other.end, 1), edge.end), edge.end)


_MONTHS = {"month": 1, "year": 12}
_RULES: dict[str, Callable[[Expression, Clock], Interval | None]] = {
    **CALENDAR_RULES,
    **CLOCK_RULES,
    "since": _since,
    "around": _around,
    "into": _into,
    "range": _range,
    "week_of": _week_of,
    "offset": _offset,
    "run_up": _run_up,
    "ago_to_day": _ago_to_day,
}
