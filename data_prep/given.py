"""What a user gives beside the files: the day of publication of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

import pandas as pd

from data_prep.errors import UsageError

Day: TypeAlias = date | datetime | str | None


@dataclass(frozen=True)
class How:
    """How reports are read: the day of publication of all of them; None: as each says itself."""

    published: date | None = None


def as_day(published: object) -> date | None:
    """A date, a datetime or an ISO text as a date; raises UsageError for anything else."""
    try:
        if isinstance(published, str):
            return datetime.fromisoformat(published.strip()).date()
        if isinstance(published, datetime) and not pd.isna(published):
            return published.date()
    except ValueError as error:
        raise UsageError(f"{published!r} is no date: write it like 2016-03-18.") from error
    if published is None or (isinstance(published, date) and not pd.isna(published)):
        return published
    raise UsageError(f"{published!r} is no date: give a date, a datetime or a text like '2016-03-18'.")
