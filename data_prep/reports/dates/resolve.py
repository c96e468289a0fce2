"""From an Expression and a Clock to the days it can mean. The rules of vague words follow the UCDP GED code book 19.1,
appendix 2.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from data_prep.reports.dates import spans
from data_prep.reports.dates.model import Clock, Expression, Interval
from data_prep.reports.dates.printed import make_day

if TYPE_CHECKING:
    from collections.abc import Callable

_FORWARD = frozenset(("next", "coming", "following"))
_RECENT = {"hour": (0, 0), "day": (-3, -1), "week": (-20, 0)}


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


def _one(day: date | None) -> Interval | None:
    return None if day is None else Interval(day, day, "day")


def _choose(past: date | None, ahead: date | None, tense: str, base: date) -> date | None:
    """Of the nearest days behind and ahead the one that the tense asks for, else the nearer one."""
    if tense == "past" or ahead is None:
        return past or ahead
    if tense == "future" or past is None:
        return ahead
    return past if (base - past) <= (ahead - base) else ahead


def _year_of(shift: str, clock: Clock) -> int:
    anchor = (clock.anchor.start if clock.anchor else clock.base).year
    base = clock.base.year
    years = {"last": base - 1, "this": base, "next": base + 1, "same": anchor, "that": anchor}
    return years.get(shift, anchor + (1 if shift == "following" else -1))


def _day(expression: Expression, clock: Clock) -> Interval | None:
    month, day = expression.month or 1, expression.day or 1
    if expression.year is not None:
        return _one(make_day(expression.year, month, day))
    if expression.shift.endswith(" year"):
        return _one(make_day(_year_of(expression.shift.split()[0], clock), month, day))
    return _one(_nearest(lambda year: make_day(year, month, day), expression, clock))


def _nearest(make: Callable[[int], date | None], expression: Expression, clock: Clock) -> date | None:
    """The day of the year nearest to the base, by tense, "last" or "next", or the weekday printed beside it."""
    base = clock.base
    years = range(max(base.year - 8, 1), min(base.year + 9, 9999))
    days = [made for year in years if (made := make(year)) is not None]
    if expression.weekday is not None and expression.rule != "nth_weekday":
        close = [day for day in days if day.weekday() == expression.weekday and abs(day.year - base.year) <= 1]
        days = close or days
    strict = expression.shift in ("last", "past")
    past = max((day for day in days if (day < base if strict else day <= base)), default=None)
    ahead = min((day for day in days if day > base), default=None)
    tense = "past" if strict else "future" if expression.shift in _FORWARD else expression.tense
    return _choose(past, ahead, tense, base)


def _holiday(expression: Expression, clock: Clock) -> Interval | None:
    rule = expression.part
    if rule[:4].isdecimal():
        return _one(date.fromisoformat(rule))
    if expression.year is not None:
        return _one(_holiday_in(rule, expression.year))
    if expression.shift.endswith(" year"):
        return _one(_holiday_in(rule, _year_of(expression.shift.split()[0], clock)))
    return _one(_nearest(lambda year: _holiday_in(rule, year), expression, clock))


def _holiday_in(rule: str, year: int) -> date | None:
    if rule.startswith("easter"):
        return spans.plus(spans.easter(year), int(rule[6:]))
    if " " in rule:
        nth, weekday, month = rule.split()
        return spans.nth_weekday(year, int(month), _WEEKDAYS.index(weekday), int(nth))
    month, day = rule.split("-")
    return make_day(year, int(month), int(day))


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _nth_weekday(expression: Expression, clock: Clock) -> Interval | None:
    def make(year: int) -> date:
        return spans.nth_weekday(year, expression.month or 1, expression.weekday or 0, expression.count or 1)

    if expression.year is not None:
        return _one(make(expression.year))
    return _one(_nearest(make, expression, clock))


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
    if expression.shift in ("last", "past", "previous"):
        return "past"
    return "future" if expression.shift in _FORWARD else expression.tense


def _year(expression: Expression, clock: Clock) -> Interval | None:
    return spans.part_of(spans.year(expression.year or clock.base.year), expression.part, "year")


def _decade(expression: Expression, clock: Clock) -> Interval | None:
    first = expression.year or 1900
    years = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}.get(
        expression.part.split()[0] if expression.part else "", (0, 9)
    )
    return spans.span(date(first + years[0], 1, 1), date(first + years[1], 12, 31))


def _weekday(expression: Expression, clock: Clock) -> Interval | None:
    weekday, base, shift = expression.weekday or 0, clock.base, expression.shift
    back = (base.weekday() - weekday) % 7
    ahead = (weekday - base.weekday()) % 7
    if shift.endswith(" week"):
        weeks = {"last": -7, "this": 0, "next": 7}[shift.split()[0]]
        return _one(spans.plus(base, weekday - base.weekday() + weeks))
    if shift in ("last", "past", "previous"):
        return _one(spans.plus(base, -(back or 7)))
    if shift in _FORWARD:
        return _one(spans.plus(base, ahead or 7))
    if expression.tense == "future" or (shift == "this" and expression.tense != "past"):
        return _one(spans.plus(base, ahead))
    return _one(spans.plus(base, -back))


def _speech(expression: Expression, clock: Clock) -> Interval | None:
    return _one(spans.plus(clock.base, expression.count or 0))


def _overnight(_: Expression, clock: Clock) -> Interval | None:
    return spans.span(spans.plus(clock.base, -1), clock.base)


def _shift(start: Interval, unit: str, count: int) -> Interval:
    """The days so many days, weeks, months or years from an interval."""
    if unit in ("hour", "day", "week"):
        days = count * 7 if unit == "week" else count if unit == "day" else int(count / 24)
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
        return _one(spans.plus(base, -((base.weekday() - expression.weekday) % 7) + 7 * count))
    if unit in ("hour", "day"):
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
        return _one(spans.plus(anchor.start, gap if count > 0 else gap - 7 if gap < 7 else -7))
    if unit == "weekend":
        return _weekend_of(spans.plus(anchor.start, 7 * count))
    if unit == "day":
        return anchor if count == 0 else _shift(anchor, unit, count)
    return _calendar(anchor.start, unit, count)


def _past_span(expression: Expression, clock: Clock) -> Interval | None:
    count, unit, base = -(expression.count or -1), expression.unit, clock.base
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
    if expression.shift in ("last", "past", "previous"):
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
        return replace(whole, end=max(whole.start, spans.plus(base, -1))) if base > whole.start else _one(base)
    if shift == "later":
        return replace(whole, start=min(whole.end, spans.plus(base, 1)))
    found = spans.part_of(whole, expression.part, unit)
    if shift != "this" or expression.tense == "future":
        return found
    clipped = spans.clip(found, base)
    return spans.span(clipped.start, clipped.end) if unit == "week" else clipped


def _season(expression: Expression, clock: Clock) -> Interval | None:
    month, base = expression.month or 1, clock.base
    if expression.year is not None:
        return _season_in(expression, expression.year)
    if expression.shift.endswith(" year"):
        return _season_in(expression, _year_of(expression.shift.split()[0], clock))
    seasons = [spans.season(year, month) for year in (base.year - 2, base.year - 1, base.year, base.year + 1)]
    past = [one for one in seasons if (one.end if expression.shift in ("last", "past") else one.start) < base]
    ahead = [one for one in seasons if one.end >= base]
    forward = expression.tense == "future" or expression.shift in _FORWARD
    if expression.shift == "this":
        return spans.clip(spans.season(base.year, month), base)
    chosen = ahead[0] if forward and ahead else past[-1]
    return chosen if forward else spans.clip(chosen, base)


def _season_in(expression: Expression, year: int) -> Interval:
    first = spans.season(year, expression.month or 1)
    if expression.day is None:
        return first
    last = spans.season(year, expression.day)
    return spans.span(first.start, last.end) if first.start <= last.start else first


def _ordinal(expression: Expression, clock: Clock) -> Interval | None:
    base, day = clock.base, expression.day or 1
    if expression.month is not None:
        return _day(expression, clock)
    months = {"last": (-1,), "this": (0,), "the": (0, -1)}.get(expression.shift, (0, -1, -2))
    if expression.tense == "future":
        months = (0, 1, 2)
    days = [made for n in months if (made := _day_of_month(base, n, day)) is not None]
    fitting = [made for made in days if (made >= base if expression.tense == "future" else made <= base)]
    return _one(next(iter(fitting or days), None))


def _day_of_month(base: date, months: int, day: int) -> date | None:
    moved = spans.plus_months(base.replace(day=1), months)
    return make_day(moved.year, moved.month, day)


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


_RULES: dict[str, Callable[[Expression, Clock], Interval | None]] = {
    "iso": _day,
    "numeric": _day,
    "day_month": _day,
    "month_day": _day,
    "days_month": _day,
    "month_days": _day,
    "holiday": _holiday,
    "nth_weekday": _nth_weekday,
    "season": _season,
    "month": _month,
    "weekday": _weekday,
    "week_weekday": _weekday,
    "speech": _speech,
    "overnight": _overnight,
    "same": _same,
    "adjacent": _same,
    "day_beside": _same,
    "ago": _ago,
    "anaphor": _anaphor,
    "past_span": _past_span,
    "recent": _recent,
    "duration": _duration,
    "weekend": _weekend,
    "week_before_last": _week_before_last,
    "period": _period,
    "within": _period,
    "decade": _decade,
    "year": _year,
    "ordinal": _ordinal,
    "since": _since,
    "around": _around,
    "range": _range,
    "week_of": _week_of,
    "offset": _offset,
}
