"""By which day to read a report whose day of publication is not known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from data_prep.reports.dates import Clock, resolve
from data_prep.reports.dates.printed import make_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data_prep.reports.dates import Expression

_YEARS_BACK = 30


def likely_day(expressions: Sequence[Expression], today: date) -> date | None:
    """The day that the text tells of most: of those it names in full; else of those without a year.

    The year of a day that has none is one that the text names, or in which the weekday beside it is right. None where
    neither says which year.
    """
    days = [one for one in expressions if one.unit == "day" and one.kind in {"absolute", "partial"}]
    full = (resolve(one, Clock(today)) for one in days if one.kind == "absolute")
    told = Counter(found.start for found in full if found is not None and found.start <= today)
    if told:
        return max(told, key=lambda day: told[day])
    years = frozenset(one.year for one in expressions if one.kind == "absolute" and one.year is not None)
    return next((day for one in days if (day := _in_a_year(one, years, today)) is not None), None)


def _in_a_year(one: Expression, years: frozenset[int], today: date) -> date | None:
    if one.month is None or one.day is None:
        return None
    made = (make_day(year, one.month, one.day) for year in range(today.year - _YEARS_BACK, today.year + 1))
    past = [day for day in made if day is not None and day <= today]
    borne_out = [day for day in past if day.year in years or day.weekday() == one.weekday]
    return max(borne_out, key=lambda day: (day.weekday() == one.weekday, day.year in years, day), default=None)
