"""What the date engine takes and gives: words found (Expression), the clock they are read by, days they can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Interval:
    """First and last possible day, both inclusive; ``precision`` as in the claim frame: day, days, week, month, year,
    unknown (spans of more than a year). ``flags`` are names of ``vocab/flags.csv``.
    """

    start: date
    end: date
    precision: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clock:
    """What words are read by. ``base``: the day on which they were spoken or printed. ``anchor``: the event just told,
    for "a day later" and "the same day".
    """

    base: date
    anchor: Interval | None = None


@dataclass(frozen=True)
class DateMention:
    """A date in a text: character offsets, the words, and the interval that they mean."""

    start: int
    end: int
    text: str
    date_start: date
    date_end: date
    precision: str


@dataclass(frozen=True)
class Expression:
    """Words that date something, not yet resolved. Offsets are into the text given to ``parse``.

    ``kind`` is one of

    - ``absolute``: day, month and year are written ("18 March 2016"), or month and year, or a year: ``unit`` says which
    - ``partial``: the year must be inferred ("September 30", "in May", "last May", "the summer")
    - ``weekday``: a bare weekday ("on Tuesday", "last Friday", "the night between Sunday and Monday")
    - ``relative``: counted from the speech act ("yesterday", "two months ago", "last week", "the past 48 hours")
    - ``period``: the running day, week, month or year ("this week", "earlier this month")
    - ``anaphoric``: counted from the event just told ("the same day", "a day later"); ``needs_anchor`` is True
    - ``since``: from a day to the speech act ("since Friday"); ``duration``: "a five-day offensive", "the week-old siege"
    - ``vague``: "recently", "in recent weeks"
    - ``historical``: decades and spans of years ("the 1980s", "two decades ago")
    - ``invalid``: a date that does not exist ("31 November"); it resolves to None
    """

    start: int
    end: int
    text: str
    kind: str
    rule: str
    """The name of the grammar rule that read it, for explanations."""
    values: tuple[tuple[str, str], ...]
    """What the rule found in the words, by name."""
    unit: str = "day"
    """Of what is named: day, week, month, season, year, decade."""
    needs_anchor: bool = False
    weekday: int | None = None
    """0 = Monday, where the expression is or begins with a weekday."""
    future: bool = False
    """True when the words around it speak of the future ("will meet on Tuesday")."""
    approximate: bool = False
    """True after "around", "about"."""
