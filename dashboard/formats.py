"""Numbers and days as the page prints them: thousands separators, en dashes, ``39+``, ``19 March 2016``."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from dashboard.direction import isolated
from dashboard.language import CHARTS, chosen, form, grouped, locale, tables
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def number(value: float) -> str:
    """``1,234``; one decimal only for a fraction below ten."""
    if abs(value - round(value)) < 0.05 or abs(value) >= 10:
        return grouped(f"{round(value):,}")
    return grouped(f"{value:.1f}")


def bounds(low: float | None, high: float | None, *, more: bool = False) -> str:
    """``39+`` (low, and more possible), ``16-25`` with an en dash, ``16``, ``up to 25``; empty when nothing is known.

    ``more`` says that a source gives a lower bound and no upper one.
    """
    if low is None and high is None:
        return ""
    plus = "+" if more else ""
    if low is None:
        return words("formats")["up_to"].format(number=number(high or 0) + plus)
    if high is None or round(low, 1) == round(high, 1):
        return number(low) + plus
    return f"{number(low)}\N{EN DASH}{number(high)}{plus}"


def month(day: date, *, short: bool = False) -> str:
    """``March 2016``, or ``Mar 2016``."""
    return locale("month").format(month=_month_name(day, short=short), year=day.year)


def day(value: date, *, short: bool = False) -> str:
    """``19 March 2016``, or ``19 Mar 2016``."""
    return locale("day").format(day=value.day, month=_month_name(value, short=short), year=value.year)


def span(first: date, last: date, *, short: bool = False) -> str:
    """Two inclusive days as one phrase: a day, ``14-18 March 2016``, a whole month or year by its name."""
    if first == last:
        return day(first, short=short)
    whole = _whole(first, last, short=short)
    if whole:
        return whole
    if (first.year, first.month) == (last.year, last.month):
        name = _month_name(last, short=short)
        return locale("days").format(first=first.day, last=last.day, month=name, year=last.year)
    if first.year == last.year:
        names = {"first_month": _month_name(first, short=short), "last_month": _month_name(last, short=short)}
        return locale("months").format(first=first.day, last=last.day, year=last.year, **names)
    return locale("between").format(first=day(first, short=short), last=day(last, short=short))


def listing(names: Sequence[str], most: int = 4, *, joint: str = "and") -> str:
    """``A, B and C`` (or ``A, B or C``); beyond ``most`` names ``A, B, C, D and 3 more``."""
    shown = [isolated(name) for name in names[:most]]
    rest = len(names) - len(shown)
    if rest:
        return words("formats")[f"more_{joint}"].format(names=", ".join(shown), n=number(rest))
    if len(shown) < 2:
        return "".join(shown)
    return words("formats")[joint].format(names=", ".join(shown[:-1]), last=shown[-1])


def several(count: int, noun: str) -> str:
    """``1 event``, ``1,200 events``: the noun is a key of the words file's ``nouns``."""
    return f"{number(count)} {form(count, _forms(chosen(), noun))}"


@cache
def _forms(language: str, noun: str) -> tuple[str, ...]:
    """The forms of a noun."""
    return tuple(tables(language)[CHARTS]["nouns"][noun].split("|"))


def _whole(first: date, last: date, *, short: bool) -> str:
    ends_month = (last + timedelta(days=1)).day == 1
    if first.day != 1 or not ends_month or first.year != last.year:
        return ""
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return month(first, short=short) if first.month == last.month else ""


def _month_name(value: date, *, short: bool) -> str:
    name = words("formats")["months"].split("|")[value.month - 1]
    return name[: int(locale("month_letters"))] if short else name
