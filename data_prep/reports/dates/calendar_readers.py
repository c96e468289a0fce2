"""Readers of the rules that name days, months, seasons and years of the calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data_prep.reports.dates.context import is_counted, is_month, is_name, is_year
from data_prep.reports.dates.model import Expression
from data_prep.reports.dates.printed import make_day
from data_prep.reports.dates.words import DOUBTFUL_MONTHS, HOLIDAYS, SEASONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from data_prep.reports.dates.hits import Hit, Reading

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def _inside_name(hit: Hit) -> bool:
    return hit.expression.year is None and is_name(hit.lower, hit.expression.start, hit.expression.end)


def _day(hit: Hit) -> Reading:
    """A day of a month: refused inside a name, ``invalid`` where the calendar does not have it."""
    expression = hit.expression
    assert expression.month is not None
    assert expression.day is not None
    if _inside_name(hit) or _verb(hit) or is_counted(hit.lower, hit.match.start(), hit.match.end()):
        return []
    exists = make_day(expression.year or 2000, expression.month, expression.day) is not None
    return hit.be(shift=hit.year_shift(), unit="day", kind=expression.kind if exists else "invalid")


def _verb(hit: Hit) -> bool:
    """True for "they march 18 kilometres": a word that is a month only when it is written so."""
    if (
        hit.expression.year is not None
        or DOUBTFUL_MONTHS.get(hit.words["month"]) != "word"
        or hit.expression.rule != "month_day"
    ):
        return False
    return hit.expression.text[hit.match.start("month") - hit.expression.start].islower()


def _numeric(hit: Hit) -> Reading:
    """Day first, unless only the other order exists or the printed weekday asks for it."""
    first, second, year = int(hit.words["first"]), int(hit.words["second"]), hit.expression.year
    assert year is not None
    orders = ((first, second), (second, first))
    days = [made for day, month in orders if (made := make_day(year, month, day)) is not None]
    if not days:
        return hit.be(kind="invalid")
    agreeing = [made for made in days if made.weekday() == hit.expression.weekday]
    chosen = (agreeing or days)[0]
    flags = ("date-ambiguous",) if len(set(days)) > 1 and not agreeing else ()
    return hit.be(day=chosen.day, month=chosen.month, unit="day", flags=flags)


def _several_days(hit: Hit) -> Reading:
    """Two or three days of one month: a range ("3-6 November") or a list ("3, 4 and 5 November")."""
    names = [str(name) for name in ("first", "middle", "second") if name in hit.words]
    readings = [_day(replace(hit, expression=replace(hit.expression, day=int(hit.words[name])))) for name in names]
    parts = tuple(part for reading in readings for part in reading)
    if len(parts) < len(names):
        return []
    if any(part.kind == "invalid" for part in parts):
        return hit.be(kind="invalid", unit="day")
    parts = _each(hit, names, parts)
    if int(hit.words["first"]) >= int(hit.words["second"]):
        return [parts[-1]]
    listed = hit.words["join"].split(" ")[-1] in ("and", "&") and not hit.before().rstrip().endswith("between")
    if listed or len(parts) > 2:
        return list(parts)
    return hit.be(kind="range", rule="range", unit="day", parts=parts)


def _each(hit: Hit, names: list[str], parts: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """Each day at its own words; the month goes with the day beside it."""
    offset, text = hit.expression.start, hit.expression.text
    edges = [hit.match.span(name) for name in names]
    if hit.match.start("month") < edges[0][0]:
        edges[0] = (hit.match.start("month"), edges[0][1])
    edges[-1] = (edges[-1][0], max(hit.match.end(), edges[-1][1]))
    return tuple(
        replace(part, start=start, end=end, text=text[start - offset : end - offset])
        for part, (start, end) in zip(parts, edges, strict=True)
    )


def _holiday(hit: Hit) -> Reading:
    row = HOLIDAYS[hit.words["holiday"]]
    start, end = (at - hit.expression.start for at in hit.match.span("holiday"))
    if hit.expression.text[start:end].islower():
        return []
    known = row[:4].isdecimal() or hit.expression.year is not None
    return hit.be(part=row, shift=hit.year_shift(), kind="absolute" if known else "partial", unit="day")


def _nth_weekday(hit: Hit) -> Reading:
    return hit.be(count=_NTH[hit.words["nth"]], unit="day", shift=hit.year_shift())


def _season(hit: Hit) -> Reading:
    """A season alone is one only with words before it that say so: "fall" and "spring" are verbs, too."""
    shift = hit.year_shift()
    framed = re.match(r"(?!the\s)\w+\s", hit.match.group()) and not hit.lower.startswith(" of ", hit.match.end())
    if (hit.expression.year is None and not shift and not framed) or _inside_name(hit):
        return []
    last = SEASONS[hit.words["season_end"]] if "season_end" in hit.words else None
    return hit.be(month=SEASONS[hit.words["season"]], day=last, shift=shift, unit="season")


def _month(hit: Hit) -> Reading:
    expression, shift = hit.expression, hit.year_shift()
    word, (start, end) = hit.words["month"].rstrip("."), hit.match.span("month")
    written = expression.text[start - expression.start : end - expression.start]
    if expression.year is not None or shift or expression.part:
        return (
            []
            if expression.year is None and DOUBTFUL_MONTHS.get(word) == "word" and written.islower()
            else hit.be(shift=shift)
        )
    fine = is_month(hit.lower, written, start, end, doubtful=word in DOUBTFUL_MONTHS)
    return hit.be() if fine and not _inside_name(hit) else []


def _decade(hit: Hit) -> Reading:
    year = int(hit.words["decade"]) * 10 if "decade" in hit.words else 1900 + int(hit.words["short_decade"]) * 10
    return hit.be(year=year, unit="decade")


def _years(hit: Hit) -> Reading:
    """ "1994-1997", "1994-97": both years, as a range."""
    first, second = hit.words["first"], hit.words["second"]
    second = first[: 4 - len(second)] + second
    if second <= first or not is_year(hit.lower, hit.expression.start, hit.expression.end):
        return []
    parts = (_one_year(hit, "first", int(first)), _one_year(hit, "second", int(second)))
    return hit.be(kind="range", rule="range", unit="year", parts=parts)


def _one_year(hit: Hit, name: str, year: int) -> Expression:
    start, end = hit.match.span(name)
    return Expression(start, end, hit.match.group(name), "absolute", "year", unit="year", year=year)


def _year(hit: Hit) -> Reading:
    start, end = hit.match.span("year")
    plain = not hit.expression.part and hit.expression.start == start
    return [] if plain and not is_year(hit.lower, start, end) else hit.be(unit="year")


def _short_year(hit: Hit) -> Reading:
    return hit.be(rule="year", unit="year")


def _weekday_ordinal(hit: Hit) -> Reading:
    return hit.be(rule="ordinal")


def _ordinal(hit: Hit) -> Reading:
    """ "On the 14th", "the 20th of last month"; "the 14th" alone may count anything."""
    if hit.match.group().startswith("the") and "month_shift" not in hit.words:
        return []
    return hit.be(shift=hit.words.get("month_shift", ""))


READERS: dict[str, Callable[[Hit], Reading]] = {
    "iso": _day,
    "numeric": _numeric,
    "holiday": _holiday,
    "days_month": _several_days,
    "month_days": _several_days,
    "day_month": _day,
    "month_day": _day,
    "nth_weekday": _nth_weekday,
    "season": _season,
    "month": _month,
    "decade": _decade,
    "years": _years,
    "year": _year,
    "short_year": _short_year,
    "ordinal": _ordinal,
    "weekday_ordinal": _weekday_ordinal,
}
