"""By which day to read a report whose day of publication is not known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from data_prep.reports.dates import Clock, parse, resolve
from data_prep.reports.dates.printed import make_day
from data_prep.reports.day_of import told_by
from data_prep.reports.lexicon import find

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data_prep.reports.dates import Expression

_YEARS_BACK = 30
_REACH = 120
"""Characters beside a day in which a verb stands whose day it is."""


def told_most(text: str, today: date) -> date | None:
    """``likely_day`` of a text."""
    return likely_day(borne_out(parse(text), today), today, text)


def borne_out(expressions: Sequence[Expression], today: date) -> list[Expression]:
    """The expressions, with the year of a full day set right where the weekday written beside it says so.

    ``Sunday 29 October 2024`` was no Sunday: where only the year before or after has that Sunday, and no other day of
    the report speaks for the year as written, the year is the slip.
    """
    years = {one.year for one in expressions if one.kind == "absolute" and _weekday_fits(one) is not False}
    return [one if one.year in years else _in_next_year(one, today) for one in expressions]


def _weekday_fits(one: Expression) -> bool | None:
    """Whether the weekday beside a full day is right; None where none is written."""
    day = make_day(one.year or 0, one.month or 0, one.day or 0)
    return None if one.weekday is None or day is None or one.parts else day.weekday() == one.weekday


def _in_next_year(one: Expression, today: date) -> Expression:
    if _weekday_fits(one) is not False or one.year is None:
        return one
    others = (replace(one, year=one.year + by) for by in (-1, 1) if one.year + by <= today.year)
    return next((other for other in others if _weekday_fits(other)), one)


def likely_day(expressions: Sequence[Expression], today: date, text: str = "") -> date | None:
    """The day that the text tells of most: of those it names in full; else of those without a year.

    The year of a day that has none is one that the text names, or in which the weekday beside it is right. None where
    neither says which year.
    """
    days = [one for one in expressions if one.unit == "day" and one.kind in {"absolute", "partial"}]
    own = [one for one in days if one.kind == "absolute" and not _is_aside(one, text)]
    full = (resolve(one, Clock(today)) for one in own or days if one.kind == "absolute")
    told = Counter(found.start for found in full if found is not None and found.start <= today)
    if told:
        return max(told, key=lambda day: told[day])
    years = frozenset(one.year for one in expressions if one.kind == "absolute" and one.year is not None)
    return next((day for one in days if (day := _in_a_year(one, years, today)) is not None), None)


def _is_aside(one: Expression, text: str) -> bool:
    """The day of a post, a list or a birth, not of what is told."""
    before = max(0, one.start - _REACH)
    words = text[before : one.end + _REACH]
    events = [(hit.start, hit.end) for hit in find("events", words)]
    return bool(told_by(words, one.start - before, one.end - before, events))


def _in_a_year(one: Expression, years: frozenset[int], today: date) -> date | None:
    if one.month is None or one.day is None:
        return None
    made = (make_day(year, one.month, one.day) for year in range(today.year - _YEARS_BACK, today.year + 1))
    past = [day for day in made if day is not None and day <= today]
    borne_out = [day for day in past if day.year in years or day.weekday() == one.weekday]
    return max(borne_out, key=lambda day: (day.weekday() == one.weekday, day.year in years, day), default=None)
