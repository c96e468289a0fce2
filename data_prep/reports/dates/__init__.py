"""Dates in reports: the words found, and the interval of days that they can mean."""

from data_prep.reports.dates.mentions import as_date, find_dates
from data_prep.reports.dates.model import Clock, DateMention, Expression, Interval
from data_prep.reports.dates.parsing import parse
from data_prep.reports.dates.resolve import default_interval, resolve

__all__ = [
    "Clock",
    "DateMention",
    "Expression",
    "Interval",
    "as_date",
    "default_interval",
    "find_dates",
    "parse",
    "resolve",
]
