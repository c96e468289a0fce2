"""What the date engine takes and gives: words found (Expression), the clock they are read by, days they can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Interval:
    """First and last possible day, both inclusive. ``precision`` as in the claim frame: day, days, week, month, year,
    or unknown for spans of more than a year; ``flags`` are names of ``vocab/flags.csv``.
    """

    start: date
    end: date
    precision: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clock:
    """What words are read by. ``base``: the day on which they were spoken or printed. ``anchor``: the event just told,
    for "a day later" and "the same day". ``loose``: the day of publication is not known and ``base`` only a day told
    of, so that weekdays and days without a year may lie on either side of it.
    """

    base: date
    anchor: Interval | None = None
    loose: bool = False


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

    - ``absolute``: the year is written ("18 March 2016", "March 2016", "in 1995", "the Sept. 11 attacks")
    - ``partial``: the year must be inferred ("September 30", "in May", "last May", "the summer", "Christmas Day")
    - ``weekday``: a bare weekday ("on Tuesday", "last Friday", "Monday night")
    - ``relative``: counted from the speech act ("yesterday", "two months ago", "the past 48 hours")
    - ``period``: a week, month, year or weekend named from the speech act ("this week", "late last month")
    - ``anaphoric``: counted from the event just told ("the same day", "a day later"); ``needs_anchor`` is True
    - ``range``: from one date to another; ``parts`` holds both
    - ``since``: from ``parts[0]`` to the speech act
    - ``duration``: something that lasted until the speech act ("a five-day offensive", "the week-old siege")
    - ``vague``: "recently", "in recent weeks"
    - ``historical``: decades ("the late 1980s")
    - ``invalid``: a date that does not exist ("31 November"); resolves to None
    """

    start: int
    end: int
    text: str
    kind: str
    rule: str
    """The grammar rule that read the words; ``resolve`` goes by it."""
    unit: str = "day"
    """What is named: day, week, month, season, year, weekend, hour."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 = Monday, where a weekday is written, alone or beside a date."""
    count: int | None = None
    """How many units; negative is back in time."""
    part: str = ""
    """A row of ``dates_parts.csv`` ("early", "second week of"); of a holiday its rule; of "a fortnight ago" ``window``;
    ``clause`` where "a day after" goes before a clause with an event of its own, ``came`` where moreover the event told
    before it is the later one ("the raid came a day after rebels fled": ``count`` is then counted for the clause).
    """
    shift: str = ""
    """last, this, next, earlier, later or past, as in "last May"; ``last year`` and the like as in "May last year"."""
    tense: str = ""
    """past or future, as the words around tell; empty when they do not."""
    needs_anchor: bool = False
    parts: tuple[Expression, ...] = ()
    flags: tuple[str, ...] = ()
