"""From a grammar match to unresolved Expressions: one small reader per rule that needs more than its named parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from data_prep.reports.dates.context import is_habit, is_month, is_name, is_year
from data_prep.reports.dates.model import Expression
from data_prep.reports.dates.printed import full_year, make_day
from data_prep.reports.dates.words import (
    HOLIDAYS,
    SEASONS,
    SPEECH_DAYS,
    UNITS,
    VAGUE_NUMBERS,
    month_number,
    number_value,
    weekday_number,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

Reading = list[Expression]
KINDS = {
    "iso": "absolute", "weekday": "weekday", "week_weekday": "weekday", "speech": "relative", "overnight": "relative",
    "same": "anaphoric", "adjacent": "anaphoric", "day_beside": "anaphoric", "anaphor": "anaphoric",
    "ago": "relative", "bare_ago": "vague", "past_span": "relative", "past_unit": "relative", "recent": "vague",
    "recently": "vague", "duration": "duration", "weekend": "period", "week_before_last": "period", "period": "period",
    "within": "period", "decade": "historical", "ordinal": "partial",
}  # fmt: skip
_SHORT_MONTHS_DOUBTFUL = frozenset(
    ("may", "march", "mar", "april", "june", "august", "jan", "dec", "sep", "jun", "apr")
)
_BACKWARD = frozenset(("earlier", "before", "previously", "prior to", "previous", "preceding"))
_LISTS = frozenset(("and", ",", "&"))


def read(rule: str, match: re.Match[str], text: str, lower: str) -> Reading:
    """The expressions in a match of a rule; empty where the words around say that it is no date."""
    words = _words(match)
    expression = _basic(rule, match, text, words)
    reader = _READERS.get(rule)
    return [expression] if reader is None else reader(expression, match, words, lower)


def _words(match: re.Match[str]) -> dict[str, str]:
    """Named parts of a match without those that are absent; ``year_b`` is another place of ``year``."""
    return {name.removesuffix("_b").removesuffix("_c"): word for name, word in match.groupdict().items() if word}


def _basic(rule: str, match: re.Match[str], text: str, words: dict[str, str]) -> Expression:
    start, end = match.span()
    fields: dict[str, Any] = {"kind": KINDS.get(rule, "partial"), "needs_anchor": KINDS.get(rule) == "anaphoric"}
    for name, word in words.items():
        fields |= _FIELDS[name](word) if name in _FIELDS else {}
    if fields.get("year") is not None and fields["kind"] == "partial":
        fields["kind"] = "absolute"
    return Expression(start, end, text[start:end], rule=rule, **fields)


def _unit(word: str) -> dict[str, Any]:
    return {"unit": UNITS[word][0] if word in UNITS else word}


def _month(word: str) -> dict[str, Any]:
    return {"month": int(word) if word.isdecimal() else month_number(word), "unit": "month"}


_FIELDS: dict[str, Callable[[str], dict[str, Any]]] = {
    "year": lambda word: {"year": full_year(word)},
    "short_year": lambda word: {"year": full_year(word.lstrip("'’"))},
    "month": _month,
    "day": lambda word: {"day": int(word), "unit": "day"},
    "weekday": lambda word: {"weekday": weekday_number(word), "unit": "day"},
    "unit": _unit,
    "part": lambda word: {"part": " ".join(word.split())},
    "shift": lambda word: {"shift": word.split()[-1]},
}


def _refuse_name(expression: Expression, lower: str) -> bool:
    return expression.year is None and is_name(lower, expression.start, expression.end)


def _check_day(expression: Expression, words: dict[str, str], lower: str) -> Reading:
    """A day of a month: refused inside a name, ``invalid`` where the calendar does not have it."""
    if _refuse_name(expression, lower):
        return []
    assert expression.month is not None
    assert expression.day is not None
    year = 2000 if expression.year is None else expression.year
    exists = make_day(year, expression.month, expression.day) is not None
    if "year_shift" in words:
        expression = replace(expression, shift=words["year_shift"] + " year")
    expression = replace(expression, unit="day")
    return [expression if exists else replace(expression, kind="invalid")]


def _day(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    capital = expression.text[match.start("month") - match.start()].isupper()
    bare = expression.year is None and "year_shift" not in words
    if bare and not capital and match.re.pattern and words["month"] in ("may", "march", "mar", "sun"):
        if match.start("month") < match.start("day"):
            return []
    return _check_day(expression, words, lower)


def _iso(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    return _check_day(expression, words, lower)


def _numeric(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    """Day first, unless only the other order exists or the printed weekday asks for it."""
    first, second, year = int(words["first"]), int(words["second"]), expression.year
    assert year is not None
    pairs = [(first, second), (second, first)]
    days = [(made, pair) for pair in pairs if (made := make_day(year, pair[1], pair[0])) is not None]
    if not days:
        return [replace(expression, kind="invalid")]
    agreeing = [day for day in days if day[0].weekday() == expression.weekday]
    day, month = (agreeing or days)[0][1]
    flags = ("date-ambiguous",) if len({made for made, _ in days}) > 1 and not agreeing else ()
    return [replace(expression, day=day, month=month, unit="day", flags=flags)]


def _several_days(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    """Two or three days of one month: a range ("3-6 November") or a list ("3, 4 and 5 November")."""
    names = [name for name in ("first", "middle", "second") if name in words]
    days = [_check_day(replace(expression, day=int(words[name])), words, lower) for name in names]
    if not all(days):
        return []
    join = " ".join(words["join"].split())
    between = lower[max(0, expression.start - 16) : expression.start].split()[-1:] == ["between"]
    parts = tuple(day[0] for day in days)
    if any(part.kind == "invalid" for part in parts):
        return [replace(expression, kind="invalid")]
    if join.split()[0] in _LISTS | {", and"} and not between or len(parts) > 2:
        return _list(expression, match, names, parts)
    return [replace(expression, kind="range", rule="range", unit="day", parts=parts)]


def _list(expression: Expression, match: re.Match[str], names: list[str], parts: tuple[Expression, ...]) -> Reading:
    """Each day of a list at its own words; the month goes with the day beside it."""
    offset = expression.start
    edges = [match.span(name) for name in names]
    if match.start("month") < edges[0][0]:
        edges[0] = (match.start("month"), edges[0][1])
    edges[-1] = (edges[-1][0], max(match.end(), edges[-1][1]))
    return [
        replace(part, start=start, end=end, text=expression.text[start - offset : end - offset])
        for part, (start, end) in zip(parts, edges, strict=True)
    ]


def _month_alone(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    start, end = match.span("month")
    offset = expression.start
    plain = words["month"].rstrip(".")
    if "year_shift" in words:
        expression = replace(expression, shift=words["year_shift"] + " year")
    if expression.year is not None or expression.shift or expression.part:
        return (
            [expression]
            if expression.year is not None
            or plain != "may"
            or expression.text[start - offset].isupper()
            or expression.shift
            else []
        )
    if plain.rstrip(".") in ("sun", "sat"):
        return []
    before = lower[max(0, start - 32) : start]
    padded = before + expression.text[start - offset :] + lower[expression.end : expression.end + 2]
    fine = is_month(
        before + lower[start : expression.end + 2],
        padded,
        len(before),
        len(before) + end - start,
        doubtful=plain in _SHORT_MONTHS_DOUBTFUL,
    )
    return [expression] if fine and not _refuse_name(expression, lower) else []


def _weekday(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    if _refuse_name(expression, lower) or is_habit(lower, expression.start):
        return []
    return [replace(expression, shift=words["week_shift"] + " week") if "week_shift" in words else expression]


def _speech(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    if _refuse_name(expression, lower):
        return []
    return [replace(expression, count=SPEECH_DAYS[" ".join(words["speech"].split())])]


def _counted(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    """``count`` and ``unit``: "a fortnight ago" is 2 weeks back, "several days ago" is vague."""
    number = " ".join(words.get("count", "one").split())
    unit, times = UNITS[words["unit"]]
    shift = " ".join(words.get("shift", "").split())
    sign = 1 if expression.rule == "anaphor" and shift not in _BACKWARD else -1
    if number in VAGUE_NUMBERS:
        vague = expression.kind == "relative" or expression.rule == "ago"
        return [replace(expression, kind="vague", rule="recent", unit=unit)] if vague and times == 1 else []
    part = "window" if "fortnight" in words["unit"] else ""
    return [replace(expression, unit=unit, count=sign * number_value(number) * times, shift=shift, part=part)]


def _recent(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    return [replace(expression, rule="recent", unit=UNITS[words["unit"]][0])]


def _recently(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    return [replace(expression, rule="recent", unit="day")]


def _past_unit(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    if words["unit"] in ("days", "weeks", "months", "years", "hours"):
        return [replace(expression, kind="vague", rule="recent", unit=UNITS[words["unit"]][0])]
    return _counted(replace(expression, rule="past_span"), match, words, lower)


def _same(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    word = words["same"].split()[0]
    unit = word if word in ("week", "month", "year", "weekend") else "day"
    shift = words.get("shift", "same")
    count = 0 if shift == "same" else -1 if shift in _BACKWARD else 1
    return [replace(expression, unit=unit, count=count, shift=shift)]


def _holiday(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    row = HOLIDAYS[" ".join(words["holiday"].replace("’", "'").split())]
    shift = words["year_shift"] + " year" if "year_shift" in words else expression.shift
    once = row[:4].isdecimal()
    kind = "absolute" if once or expression.year is not None else "partial"
    return [replace(expression, part=row, shift=shift, kind=kind, unit="day")]


def _season(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    framed = match.start("season") > match.start() and not lower.startswith(("the ", "the\n"), match.start())
    shift = words["year_shift"] + " year" if "year_shift" in words else expression.shift
    if expression.year is None and not shift and (not framed or lower.startswith(" of ", match.end())):
        return []
    if _refuse_name(expression, lower):
        return []
    last = SEASONS[words["season_end"]] if "season_end" in words else None
    return [replace(expression, month=SEASONS[words["season"]], day=last, shift=shift, unit="season")]


def _week_before_last(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    return [replace(expression, count=-2)]


def _period(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    shift = "this" if expression.shift in ("", "current") else expression.shift
    return [replace(expression, shift=shift)]


def _weekend(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    return [replace(expression, unit="weekend")]


def _decade(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    year = int(words["decade"]) * 10 if "decade" in words else 1900 + int(words["short_decade"]) * 10
    return [replace(expression, year=year, unit="decade", kind="historical")]


def _years(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    """ "1994-1997", "1994-97": both years, as a range."""
    if not is_year(lower, expression.start, expression.end):
        return []
    first = int(words["first"])
    second = int(words["second"]) if len(words["second"]) == 4 else first // 100 * 100 + int(words["second"])
    years = ((first, match.span("first")), (second, match.span("second")))
    parts = tuple(
        Expression(start, end, lower[start:end], "absolute", "year", unit="year", year=year)
        for year, (start, end) in years
    )
    return [replace(expression, kind="range", rule="range", unit="year", parts=parts)] if first < second else []


def _year(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    start, end = match.span("year")
    if not expression.part and expression.start == start and not is_year(lower, start, end):
        return []
    return [replace(expression, unit="year", kind="absolute")]


def _short_year(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    return [replace(expression, rule="year", unit="year", kind="absolute")]


def _nth_weekday(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}[words["nth"]]
    shift = words["year_shift"] + " year" if "year_shift" in words else ""
    return [replace(expression, count=nth, unit="day", shift=shift)]


def _ordinal(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    if match.group().startswith("the") and "month_shift" not in words:
        return []
    return [replace(expression, shift=words.get("month_shift", ""), unit="day")]


def _overnight(expression: Expression, match: re.Match[str], words: dict[str, str], lower: str) -> Reading:
    return [replace(expression, count=-1)]


_READERS: dict[str, Callable[[Expression, re.Match[str], dict[str, str], str], Reading]] = {
    "iso": _iso,
    "numeric": _numeric,
    "holiday": _holiday,
    "days_month": _several_days,
    "month_days": _several_days,
    "day_month": _day,
    "month_day": _day,
    "nth_weekday": _nth_weekday,
    "season": _season,
    "month": _month_alone,
    "weekday": _weekday,
    "week_weekday": _weekday,
    "speech": _speech,
    "overnight": _overnight,
    "same": _same,
    "adjacent": _same,
    "day_beside": _same,
    "ago": _counted,
    "bare_ago": _recent,
    "anaphor": _counted,
    "past_span": _counted,
    "past_unit": _past_unit,
    "recent": _recent,
    "recently": _recently,
    "duration": _counted,
    "weekend": _weekend,
    "week_before_last": _week_before_last,
    "period": _period,
    "within": _period,
    "decade": _decade,
    "years": _years,
    "year": _year,
    "short_year": _short_year,
    "ordinal": _ordinal,
}
