"""Dates in a text, found and resolved by its day of publication."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from data_prep.errors import UsageError
from data_prep.reports.dates.model import Clock, DateMention, Expression, Interval
from data_prep.reports.dates.parsing import parse
from data_prep.reports.dates.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = {"since": 31, "range": 366}
"""Spans of more days than these date nothing; of such an expression the dates named in it are given instead."""
_NO_ANCHOR = frozenset(("vague", "since", "duration", "historical", "period"))


def find_dates(text: str, published: date | datetime | str) -> list[DateMention]:
    """Every date in a text, in text order, as the days it can mean.

    ``published`` is the day by which "yesterday" and "on Tuesday" are read: a date, a datetime or an ISO string;
    anything else raises UsageError. "The same day" and "two days later" are counted from the date before them in the
    text. Of a span too wide to date anything ("from 1991 to 1997", "since" a day more than a month back) the dates
    named are given, each for itself. Dates that do not exist are left out, and so is "a day after" before a clause
    that tells an event of its own.
    """
    clock = Clock(as_date(published))
    mentions: list[DateMention] = []
    for expression in parse(text):
        for one, found in _resolved(expression, clock):
            mentions.append(DateMention(one.start, one.end, one.text, found.start, found.end, found.precision))
            clock = clock if one.kind in _NO_ANCHOR else Clock(clock.base, found)
    return mentions


def _resolved(expression: Expression, clock: Clock) -> Iterator[tuple[Expression, Interval]]:
    found = None if expression.part == "clause" else resolve(expression, clock)
    wide = found is not None and expression.kind in _WIDE and (found.end - found.start).days > _WIDE[expression.kind]
    for one in expression.parts if wide else (expression,):
        interval = resolve(one, clock) if wide else found
        if interval is not None:
            yield one, interval


def as_date(day: date | datetime | str) -> date:
    """A date from a date, a datetime or an ISO string (a time of day in it is cut); else raises UsageError."""
    try:
        if isinstance(day, datetime) or not isinstance(day, date):
            return (day if isinstance(day, datetime) else datetime.fromisoformat(day)).date()
        return day
    except (TypeError, ValueError) as error:  # NaT is a datetime without a day
        raise UsageError(
            f"{day!r} is no day of publication: give a date, a datetime or text such as 2016-03-18."
        ) from error
