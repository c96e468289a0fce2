"""Days as the tables hold them: whole numbers, counted from 1 January 1970."""

from __future__ import annotations

from datetime import date, timedelta

EPOCH = date(1970, 1, 1)


def date_of(days: int) -> date:
    """The date of a number of days since 1970."""
    return EPOCH + timedelta(days=days)


def days_to(day: date) -> int:
    """The number of days since 1970 of a date."""
    return (day - EPOCH).days
