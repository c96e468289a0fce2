"""The grammar of dates: one named pattern per rule, over text in lower case. The words in them come from vocab/.

The rules are joined into one expression, tried in this order at every word that can open a date; ``readers`` turns a
match into an Expression. Patterns are written with free spacing. No part repeats without bound, so that the search
is linear in the length of the text. A part named ``year_b`` is another place of ``year``.
"""

from __future__ import annotations

import re
from functools import cache

from data_prep.reports.dates.words import (
    ANY_WEEKDAY,
    EVENT,
    HOLIDAY,
    MONTH,
    NUMBER,
    OPENERS,
    PART,
    SEASON,
    SPEECH,
    UNIT,
    WEEKDAY,
    beside,
)

_W = r"\s{1,4}"
_COUNTED = beside("counted")
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_JOIN = rf"(?P<join>,?{_W}(?:and|to|or|until|till|through|thru){_W}|\s?(?:--|[-–—/&])\s?)"
_LIKELY_YEAR = r"(?:19\d|20[0-4])[1-9]"
"""Beside a day and a month: no count of people, which would rather be a round one."""
_YEAR = rf"(?:,?{_W}(?:of{_W}|in{_W})?(?P<year>[12]\d{{3}}\b)(?!:\d|(?<!\b{_LIKELY_YEAR}){_W}{_COUNTED}))"
_SHORT_YEAR = r"(?:[\s-]{1,2}(?P<short_year>['’]?\d\d)(?![\w:/]|\s{1,4}\w|[.,]\d))"
_YEAR_SHIFT = rf"(?:,?{_W}(?:of{_W})?(?:the{_W})?(?P<year_shift>last|this|next|same|that|previous|following){_W}year\b)"
_ANY_YEAR = rf"(?:{_YEAR}|{_SHORT_YEAR}|{_YEAR_SHIFT})"
_DAYTIME = r"(?:morning|afternoon|evening|night|midnight|noon|midday|dawn|daybreak|dusk|nightfall|overnight)\b"
_DAYPART = rf"(?:{_W}(?:in{_W}the{_W}|at{_W})?(?:early{_W}|late{_W}|mid-?)?{_DAYTIME})?"
_WEEKDAY_BESIDE = rf"(?:(?P<weekday>{ANY_WEEKDAY})(?:,?{_W}|,)(?:{_DAYTIME},?{_W})?(?:the{_W})?)?"
_SHIFT = rf"""
    (?:(?:the{_W}|this{_W})?(?P<shift>last|next|this|past|coming|same|following|previous)(?:{_W}year['’]s)?{_W})"""
_PART = rf"(?:(?:the{_W})?(?:very{_W})?(?P<part>{PART})(?:{_W}(?:the{_W})?|-))"
_HOUR = rf"""
    (?:,?{_W}at{_W}(?:about{_W}|around{_W}|approximately{_W})?
    (?:\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?|\d{{1,2}}:\d\d|\d{{4}}(?={_W}(?:hours|gmt|local))|{_DAYTIME}))?"""
_ROUGHLY = rf"""
    (?:(?:more{_W}than|less{_W}than|at{_W}least|nearly|almost|about|around|over|some|just|only|exactly){_W})?"""
_LATELY = rf"(?:(?:late|early|earlier|later)(?:{_W}on)?{_W})?"
_SPAN = r"day|night|morning|afternoon|evening|dawn|week|month|year|weekend"
_SEVERAL_DAYS = rf"""
    (?P<first>{_DAY}){_ORDINAL}(?:\s?,\s?(?P<middle>{_DAY}){_ORDINAL})?{_JOIN}(?:the{_W})?
    (?P<second>{_DAY}){_ORDINAL}"""
_FEW_WORDS = rf"(?:[a-z][\w-]{{1,20}}{_W}){{0,2}}"

RULES: dict[str, str] = {
    "iso": r"""
        (?P<year>[12]\d{3})[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<day>\d{1,2})(?![\d/-])
        (?:t\d\d:?\d\d[\d:.]{0,12}(?:z|[+-]\d\d:?\d\d)?)?""",
    "numeric": rf"""
        {_WEEKDAY_BESIDE}(?P<first>\d{{1,2}})
        (?:/(?P<second>\d{{1,2}})/(?P<year>\d{{4}}|\d\d)|[.-](?P<second_b>\d{{1,2}})[.-](?P<year_b>\d{{4}}))
        (?![\d/]|[.-]\d)""",
    "holiday": rf"{_SHIFT}?(?P<holiday>{HOLIDAY}){_ANY_YEAR}?",
    "days_month": rf"{_SEVERAL_DAYS}(?:{_W}of)?[\s-]{{1,2}}(?P<month>{MONTH}){_ANY_YEAR}?",
    "month_days": rf"(?P<month>{MONTH})\s{{0,2}}{_SEVERAL_DAYS}\b(?!:?\d|[.,]\d|{_W}{_COUNTED}){_ANY_YEAR}?",
    "day_month": rf"""
        {_WEEKDAY_BESIDE}{_SHIFT}?(?P<day>{_DAY}){_ORDINAL}(?:{_W}day)?(?:{_W}of)?[\s-]{{1,4}}(?P<month>{MONTH})
        {_ANY_YEAR}?{_HOUR}""",
    "month_day": rf"""
        {_WEEKDAY_BESIDE}{_SHIFT}?(?P<month>{MONTH})(?:{_W}|-)?(?:the{_W})?(?P<day>{_DAY}){_ORDINAL}\b(?!:?\d|[.,]\d)
        {_ANY_YEAR}?{_HOUR}""",
    "nth_weekday": rf"""
        (?:the{_W})?(?P<nth>first|second|third|fourth|last){_W}(?P<weekday>{WEEKDAY}){_W}(?:of|in){_W}
        (?P<month>{MONTH}){_ANY_YEAR}?""",
    "season": rf"""
        (?:{_SHIFT}|in{_W}the{_W}|{_PART}|since{_W}(?:the{_W})?|the{_W})?
        (?P<season>{SEASON})(?:-(?P<season_end>{SEASON}))?
        (?:,?{_W}(?:of{_W}|in{_W})?(?P<year>[12]\d{{3}})(?:[-/–](?:\d{{4}}|\d\d))?\b|{_YEAR_SHIFT})?""",
    "month": rf"""
        (?:{_PART}(?!{MONTH}{_W}{_DAY}(?:st|nd|rd|th)?\b))?{_SHIFT}?(?P<month>{MONTH})
        (?:{_YEAR}|{_W}?['’](?P<short_year>\d\d)\b|{_W}(?P<short_year_b>[4-9]\d)(?!\w|{_W}[a-z])|{_YEAR_SHIFT})?""",
    "weekday_before_last": rf"the{_W}(?P<weekday>{WEEKDAY}){_W}before{_W}last\b",
    "weekday_ordinal": rf"(?P<weekday>{WEEKDAY}),?{_W}(?:the{_W})?(?P<day>{_DAY})(?:st|nd|rd|th)\b(?!{_W}of\b)",
    "weekday": rf"""
        (?:(?:early|late|earlier|later)(?:{_W}on)?{_W})?
        (?:(?:the{_W}|this{_W})?(?P<shift>last|next|this|past|coming){_W})?
        (?P<weekday>{WEEKDAY}){_DAYPART}{_HOUR}(?:,?{_W}(?:of{_W})?(?P<week_shift>last|this|next){_W}week\b)?""",
    "week_weekday": rf"(?P<week_shift>last|this|next){_W}week,?{_W}on{_W}(?P<weekday>{WEEKDAY})",
    "speech": rf"(?:(?:early|late|earlier|later){_W})?(?P<speech>{SPEECH}){_DAYPART}{_HOUR}",
    "overnight": rf"overnight\b(?!{_W}(?:on|between|from|(?:in)?to|{WEEKDAY}))",
    "week_before_last": rf"the{_W}(?P<unit>week|month|year|weekend){_W}before{_W}last\b",
    "same": rf"""
        {_LATELY}(?:the{_W}(?:very{_W})?same|that(?:{_W}same|{_W}very)?){_W}(?P<same>{_SPAN})\b(?!{_W}of)""",
    "adjacent": rf"""
        {_LATELY}(?:
        (?:the{_W})?(?P<shift>following|previous|preceding){_W}(?P<same>{_SPAN}|(?P<weekday>{WEEKDAY}))
        |the{_W}(?P<shift_b>next){_W}(?P<same_b>{_SPAN})
        |(?P<shift_c>next){_W}(?P<same_c>day|morning))\b""",
    "day_beside": rf"""
        the{_W}(?:very{_W})?(?P<same>day|night|morning|evening|week|month|year){_W}(?P<shift>before|after)\b""",
    "ago": rf"""
        {_ROUGHLY}(?P<count>{NUMBER})[\s-]{{1,2}}(?P<unit>{UNIT}){_W}
        (?:ago|(?P<shift>from{_W}(?:now|today)|hence))\b
        (?:{_W}(?:on{_W})?(?P<weekday>{WEEKDAY}))?""",
    "bare_ago": rf"(?P<unit>moments|minutes|hours|days|weeks|months|years){_W}ago\b",
    "anaphor": rf"""
        {_ROUGHLY}(?P<count>{NUMBER})[\s-]{{1,2}}(?P<unit>{UNIT}){_W}
        (?P<shift>earlier|later|before|afterwards?|after|previously|prior{_W}to)\b""",
    "past_span": rf"""
        (?:the{_W}|these{_W}|this{_W})?(?:past|last|previous|preceding){_W}(?!an?\b)(?P<count>{NUMBER})[\s-]{{1,2}}(?P<unit>{UNIT})\b
        (?!{_W}of\b)""",
    "past_unit": rf"""
        (?:the{_W}|this{_W})past{_W}(?P<unit>hours?|days?|weeks?|months?|years?|decade)\b
        |the{_W}last{_W}(?P<unit_b>weeks?|months?|years?|days|hours|decade)\b(?!{_W}(?:of|in){_W})""",
    "recent": rf"(?:recent|past){_W}(?P<unit>hours|days|weeks|months|years)\b",
    "recently": rf"recently\b(?!{_W}as\b)",
    "duration": rf"""
        (?:(?P<count>{NUMBER})[\s-]{{1,2}})?(?P<unit>{UNIT})[-\s](?:long|old){_W}{_FEW_WORDS}{EVENT}\b
        |(?P<count_b>{NUMBER})-(?P<unit_b>{UNIT}){_W}{_FEW_WORDS}{EVENT}\b
        |(?P<count_c>{NUMBER}){_W}(?P<unit_c>{UNIT}){_W}of{_W}{_FEW_WORDS}{EVENT}\b""",
    "weekend": rf"""
        (?:(?:early|late){_W})?(?P<shift>(?:the{_W})?(?:last|this|next|past|previous|following)|the|this{_W}past){_W}
        weekend\b""",
    "period": rf"{_PART}?(?P<shift>last|this|next|(?:the{_W})?current){_W}(?P<unit>week|month|year)\b",
    "within": rf"""
        (?:(?P<shift>earlier|later)(?:{_W}on)?{_W}(?:in{_W})?(?:this|the){_W}|{_PART})(?P<unit>week|month|year)\b
        (?!{_W}(?:of|before|after|following))""",
    "unit_end": rf"(?:the{_W})?(?P<unit>year|month|week)(?:-|['’]s{_W})end\b",
    "decade": rf"{_PART}?(?:the{_W})?(?:(?P<decade>(?:1[5-9]|20)\d)0|['’](?P<short_decade>\d)0)['’]?s\b",
    "years": r"""
        (?P<first>(?:1[5-9]|20)\d\d)\s?[-–—/]\s?(?P<second>(?:1[5-9]|20)\d\d|\d\d)(?![\d/-]|[.,]\d)""",
    "year": rf"""
        (?:{_PART}|in{_W}the{_W}year{_W})?(?P<year>(?:1[4-9]|20)\d\d)(?!\w|[.,:/]\d|-\d|%|{_W}{_COUNTED})""",
    "short_year": rf"(?:in|of|since|by|from|until|late|early|mid|the){_W}['’](?P<short_year>\d\d)(?!\w)",
    "ordinal": rf"""
        (?:on{_W}|of{_W})?the{_W}(?P<day>{_DAY})(?:st|nd|rd|th)
        (?:{_W}of{_W}(?P<month_shift>this|last|the){_W}month|(?=\s?[.,;:)]|\s?$))
        |on{_W}(?P<day_b>{_DAY})(?:st|nd|rd|th)?{_W}of{_W}(?P<month_shift_b>this|last){_W}month""",
}

_PREPOSITION = r"(?:in|of|on|by|from|until|since)"
_FUNCTION_WORD = rf"(?:the|an?|about|almost|around|exactly|just|nearly|only|over|some|{_PREPOSITION})"
_OPENING = rf"""
    (?<![\w$£€\#])(?:(?<!\d[.,/:-])|(?=[a-z]))(?<!\w['’])(?=\d|['’]\d|{OPENERS}(?!\w))
    (?!{_FUNCTION_WORD}{_W}(?:{_PREPOSITION}\b|(?!\d|['’]\d|very\b|{OPENERS}(?!\w))))(?!(?:the|an?){_W}(?:the|an?)\b)"""
_UNNAMED = {name: re.sub(r"\(\?P<\w+>", "(?:", pattern) for name, pattern in RULES.items()}


@cache
def matcher(rule: str) -> re.Pattern[str]:
    """A rule with its named parts; made when a text first has a date of the rule."""
    return re.compile(RULES[rule], re.VERBOSE)


FINDER = re.compile(
    _OPENING + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNNAMED.items()) + ")", re.VERBOSE
)
"""Every rule in one expression; ``lastgroup`` of a match is the rule's name."""
