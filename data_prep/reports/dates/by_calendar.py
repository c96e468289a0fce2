"""What named days, months, seasons and years of the calendar mean by a clock."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data_prep.reports.dates import spans
from data_prep.reports.dates.model import Interval
from data_prep.reports.dates.printed import make_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from data_prep.reports.dates.model import Clock, Expression

FORWARD = frozenset(("next", "coming", "following"))
BACK = frozenset(("last", "past", "previous"))
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def one(day: date | None) -> Interval | None:
    return None if day is None else Interval(day, day, "day")


def _choose(past: date | None, ahead: date | None, tense: str, base: date) -> date | None:
    """Of the nearest days behind and ahead the one that the tense asks for; news leans to the past where none does."""
    if tense == "past" or ahead is None:
        return past or ahead
    if tense == "future" or past is None:
        return ahead
    return past if (base - past) <= 3 * (ahead - base) else ahead


def _year_of(shift: str, clock: Clock) -> int:
    anchor = (clock.anchor.start if clock.anchor else clock.base).year
    base = clock.base.year
    years = {"last": base - 1, "this": base, "next": base + 1, "same": anchor, "that": anchor}
    return years.get(shift, anchor + (1 if shift == "following" else -1))


def _day(expression: Expression, clock: Clock) -> Interval | None:
    month, day = expression.month or 1, expression.day or 1
    if expression.year is not None:
        return one(make_day(expression.year, month, day))
    if expression.shift.endswith(" year"):
        return one(make_day(_year_of(expression.shift.split()[0], clock), month, day))
    return one(_nearest(lambda year: make_day(year, month, day), expression, clock))


def _numeric(expression: Expression, clock: Clock) -> Interval | None:
    """A day such as 03/04/2016: day first, unless that lies ahead of the speech act and the other order behind it."""
    first = _day(expression, clock)
    if "date-ambiguous" not in expression.flags or first is None or first.start <= clock.base:
        return first
    other = one(make_day(expression.year or 1, expression.day or 1, expression.month or 1))
    return other if other is not None and other.start <= clock.base else first


def _nearest(make: Callable[[int], date | None], expression: Expression, clock: Clock) -> date | None:
    """The day of the year nearest to the base, by tense, "last" or "next", or the weekday printed beside it."""
    base = clock.base
    years = range(max(base.year - 8, 1), min(base.year + 9, 10_000))
    days = [made for year in years if (made := make(year)) is not None]
    if expression.weekday is not None and expression.rule != "nth_weekday":
        close = [day for day in days if day.weekday() == expression.weekday and abs(day.year - base.year) <= 1]
        days = close or days
    if clock.loose and not expression.shift:
        return min(days, key=lambda day: abs((day - base).days), default=None)
    strict = expression.shift in ("last", "past")
    past = max((day for day in days if (day < base if strict else day <= base)), default=None)
    ahead = min((day for day in days if day > base), default=None)
    tense = "past" if strict else "future" if expression.shift in FORWARD else expression.tense
    return _choose(past, ahead, tense, base)


def _holiday(expression: Expression, clock: Clock) -> Interval | None:
    rule = expression.part
    if rule[:4].isdecimal():
        return one(date.fromisoformat(rule))
    if expression.year is not None:
        return one(_holiday_in(rule, expression.year))
    if expression.shift.endswith(" year"):
        return one(_holiday_in(rule, _year_of(expression.shift.split()[0], clock)))
    return one(_nearest(lambda year: _holiday_in(rule, year), expression, clock))


def _holiday_in(rule: str, year: int) -> date | None:
    if rule.startswith("easter"):
        return spans.plus(spans.easter(year), int(rule[6:]))
    if " " in rule:
        nth, weekday, month, *later = rule.split()
        counted = spans.nth_weekday(year, int(month), _WEEKDAYS.index(weekday), int(nth))
        return spans.plus(counted, sum(map(int, later)))
    month, day = rule.split("-")
    return make_day(year, int(month), int(day))


def _nth_weekday(expression: Expression, clock: Clock) -> Interval | None:
    def make(year: int) -> date:
        return spans.nth_weekday(year, expression.month or 1, expression.weekday or 0, expression.count or 1)

    if expression.year is not None:
        return one(make(expression.year))
    return one(_nearest(make, expression, clock))


def _month(expression: Expression, clock: Clock) -> Interval | None:
    month = expression.month or 1
    if expression.year is not None:
        return spans.part_of(spans.month(expression.year, month), expression.part, "month") if expression.year else None
    if expression.shift.endswith(" year"):
        whole = spans.month(_year_of(expression.shift.split()[0], clock), month)
        return spans.part_of(whole, expression.part, "month")
    return _month_near(expression, month, clock)


def _month_near(expression: Expression, month: int, clock: Clock) -> Interval | None:
    anchored = expression.shift in ("same", "following", "previous") and clock.anchor is not None
    base = clock.anchor.start if anchored and clock.anchor else clock.base
    running = base.month == month
    if running and expression.shift in ("", "this", "same"):
        whole = spans.month(base.year, month)
    else:
        first = date(base.year, month, 1)
        past = first if month < base.month else make_day(base.year - 1, month, 1)
        ahead = first if month > base.month else make_day(base.year + 1, month, 1)
        chosen = _choose(past, ahead, _month_tense(expression), base)
        if chosen is None:
            return None
        whole = spans.month(chosen.year, month)
    found = spans.part_of(whole, expression.part, "month")
    return found if expression.tense == "future" or anchored else spans.clip(found, base)


def _month_tense(expression: Expression) -> str:
    if expression.shift in BACK:
        return "past"
    return "future" if expression.shift in FORWARD else expression.tense


def _year(expression: Expression, clock: Clock) -> Interval | None:
    return spans.part_of(spans.year(expression.year or clock.base.year), expression.part, "year")


def _decade(expression: Expression, _: Clock) -> Interval | None:
    return spans.part_of(spans.decade(expression.year or 1900), expression.part, "decade")


def _season(expression: Expression, clock: Clock) -> Interval | None:
    month, base = expression.month or 1, clock.base
    if expression.year is not None:
        return _season_in(expression, expression.year)
    if expression.shift.endswith(" year"):
        return _season_in(expression, _year_of(expression.shift.split()[0], clock))
    years = range(max(base.year - 2, 1), min(base.year + 2, 9999))
    seasons = [spans.season(year, month) for year in years]
    past = [one for one in seasons if (one.end if expression.shift in ("last", "past") else one.start) < base]
    ahead = [one for one in seasons if one.end >= base]
    forward = expression.tense == "future" or expression.shift in FORWARD
    if expression.shift == "this":
        return spans.clip(spans.season(base.year, month), base)
    chosen = ahead[0] if forward and ahead else (past or seasons)[-1]
    return chosen if forward else spans.clip(chosen, base)


def _season_in(expression: Expression, year: int) -> Interval:
    first = spans.season(year, expression.month or 1)
    if expression.day is None:
        return first
    last = spans.season(year, expression.day)
    return spans.span(first.start, last.end) if first.start <= last.start else first


def _ordinal(expression: Expression, clock: Clock) -> Interval | None:
    base, day = clock.base, expression.day or 1
    months = {"last": (-1,), "this": (0,), "the": (0, -1)}.get(expression.shift, (0, -1, -2))
    if expression.tense == "future":
        months = (0, 1, 2)
    if clock.loose and not expression.shift:
        near = (made for n in (-1, 0, 1) if (made := _day_of_month(base, n, day)) is not None)
        return one(min(near, key=lambda made: abs(made - base), default=None))
    days = [made for n in months if (made := _day_of_month(base, n, day)) is not None]
    fitting = [made for made in days if (made >= base if expression.tense == "future" else made <= base)]
    return one(next(iter(fitting or days), None))


def _day_of_month(base: date, months: int, day: int) -> date | None:
    moved = spans.plus_months(base.replace(day=1), months)
    return make_day(moved.year, moved.month, day)


CALENDAR_RULES: dict[str, Callable[[Expression, Clock], Interval | None]] = {
    **dict.fromkeys(("iso", "day_month", "month_day", "days_month", "month_days"), _day),
    "numeric": _numeric,
    "holiday": _holiday,
    "nth_weekday": _nth_weekday,
    "month": _month,
    "season": _season,
    "year": _year,
    "decade": _decade,
    "ordinal": _ordinal,
}
