"""When an event happened, as a slide of TimelineJS gives it: no more exactly than its sources do."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from data_prep.frame import PRECISIONS, precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from data_prep.slide_text import Words

_PARTS = {"month": 2, "year": 1, "unknown": 1}
"""How many of year, month and day a date of this precision has; any other has all three."""


@dataclass(frozen=True)
class Span:
    """The first and last day on which an event may have happened, its precision, and whether sources give different
    days."""

    first: date
    last: date
    precision: str
    differ: bool

    def dates(self) -> dict[str, dict[str, int]]:
        """``start_date`` and, where it is another one, ``end_date``."""
        start, end = self._cut(self.first), self._cut(self.last)
        return {"start_date": start} if start == end else {"start_date": start, "end_date": end}

    def _cut(self, day: date) -> dict[str, int]:
        parts = {"year": day.year, "month": day.month, "day": day.day}
        return dict(list(parts.items())[: _PARTS.get(self.precision, len(parts))])

    def words(self, say: Words) -> str:
        """The days in words, as exactly as they are known."""
        days = self._words(say)
        return say("days_differ", days=days) if self.differ else days

    def _words(self, say: Words) -> str:
        first, last = _day(say, self.first), _day(say, self.last)
        if self.first == self.last:
            return first
        if self.last - self.first == timedelta(days=1):
            return say("either", first=first, last=last)
        if (self.first, self.last) == _month_of(self.first):
            return say("in_month", month=say("month", month=_month(say, self.first), year=self.first.year))
        if (self.first, self.last) == (date(self.first.year, 1, 1), date(self.first.year, 12, 31)):
            return say("in_year", year=say("year", year=self.first.year))
        return say("between", first=first, last=last)


def _day(say: Words, day: date) -> str:
    return say("day", day=day.day, month=_month(say, day), year=day.year)


def _month(say: Words, day: date) -> str:
    return str(say.of("months")[day.month - 1])


def day_in_words(say: Words, day: date) -> str:
    """``19 March 2016``."""
    return _day(say, day)


def _month_of(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def span_of(claims: Iterable[Mapping[str, Any]]) -> Span | None:
    """The days that all claims on an event allow; where they share none, from the first to the last that one of them
    does. None where no claim has a day."""
    dated = [claim for claim in claims if claim["date_start"] or claim["date_end"]]
    if not dated:
        return None
    starts = [claim["date_start"] or claim["date_end"] for claim in dated]
    ends = [claim["date_end"] or claim["date_start"] for claim in dated]
    differ = max(starts) > min(ends)
    outer: tuple[Callable[..., date], Callable[..., date]] = (min, max) if differ else (max, min)
    first, last = outer[0](starts), outer[1](ends)
    exactest = min((PRECISIONS.index(claim["date_precision"] or PRECISIONS[-1]) for claim in dated), default=0)
    as_told = 0 if differ or PRECISIONS[exactest] == "unknown" else exactest
    return Span(first, last, PRECISIONS[max(as_told, PRECISIONS.index(precision(first, last)))], differ)
