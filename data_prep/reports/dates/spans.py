"""Arithmetic on days: months, weeks, parts of months and years, and the precision of a span."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache

from data_prep.frame import precision
from data_prep.reports.dates.model import Interval
from data_prep.vocab import table


def span(start: date, end: date, name: str = "") -> Interval:
    """The interval, its precision by its length unless named."""
    return Interval(start, end, name or precision(start, end))


def plus(day: date, days: int) -> date:
    """The day so many days later, held inside the calendar's first and last year."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def plus_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = min(max(index // 12, MINYEAR), MAXYEAR), index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def week(day: date) -> Interval:
    """Monday to Sunday around the day."""
    monday = plus(day, -day.weekday())
    return span(monday, plus(monday, 6))


def month(year: int, number: int) -> Interval:
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def year(number: int) -> Interval:
    return Interval(date(number, 1, 1), date(number, 12, 31), "year")


def decade(first: int) -> Interval:
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "unknown")


def season(first_year: int, first_month: int) -> Interval:
    """Three months from the first of ``first_month`` on."""
    start = date(first_year, first_month, 1)
    return Interval(start, plus(plus_months(start, 3), -1), "year")


def clip(whole: Interval, last: date) -> Interval:
    """What lies on or before ``last``; the whole where all of it lies later. Months and years keep their precision."""
    if not whole.start <= last < whole.end:
        return whole
    kept = whole.precision if whole.precision in ("month", "year") else precision(whole.start, last)
    return Interval(whole.start, last, kept, whole.flags)


@cache
def _parts() -> dict[str, dict[str, str]]:
    return {row["words"]: dict(row) for row in table("dates_parts")}


def part_of(whole: Interval, part: str, unit: str) -> Interval:
    """``part`` ("early", "second week of") of a week, month, year or decade; the whole where no part is named."""
    if not part:
        return whole
    row = _parts()[part]
    if unit == "week":
        return span(plus(whole.start, int(row["week_first"])), plus(whole.start, int(row["week_last"])))
    if unit == "month":
        return span(_day_of(whole, int(row["month_first"])), _day_of(whole, int(row["month_last"])))
    if unit == "year":
        return span(_month_day(whole.start.year, row["year_first"]), _month_day(whole.start.year, row["year_last"]))
    if unit == "decade":
        first, last = (whole.start.year + int(row[column]) for column in ("decade_first", "decade_last"))
        return span(date(first, 1, 1), date(last, 12, 31))
    return whole


def _day_of(whole: Interval, number: int) -> date:
    return plus(whole.start, number - 1) if number > 0 else max(whole.start, plus(whole.end, number))


def _month_day(year_number: int, words: str) -> date:
    month_number, day = words.split("-")
    return date(year_number, int(month_number), int(day))


def easter(year_number: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, century, rest = year_number % 19, year_number // 100, year_number % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month_number, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year_number, month_number, day + 1)


def nth_weekday(year_number: int, month_number: int, weekday: int, nth: int) -> date:
    """The ``nth`` such weekday of a month (0 = Monday); -1 is the last."""
    first, last = month(year_number, month_number).start, month(year_number, month_number).end
    if nth < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
