"""The grammar of dates: one named pattern per rule, over text in lower case. The words in them come from vocab/.

The rules are joined into one expression, tried in this order at every word; ``readers`` turns a match into an
Expression. Patterns have no unbounded repetition of more than spaces, so that the search is linear.
"""

from __future__ import annotations

import re

from data_prep.reports.dates.words import (
    ANY_WEEKDAY,
    EVENT,
    HOLIDAY,
    MONTH,
    NUMBER,
    PART,
    SEASON,
    SPEECH,
    UNIT,
    WEEKDAY,
    beside,
)

_W = r"\s{1,4}"
_COUNTED = beside("counted")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORD = r"(?:st|nd|rd|th)?"
_JOIN = rf"(?P<join>{_W}(?:and|to|or|until|till|through|thru){_W}|\s?(?:--|[-–—/&]|,)\s?(?:and{_W}|or{_W})?)"
_YEAR = rf"(?:,?{_W}(?:of{_W}|in{_W})?(?P<year>\d{{4}}\b)(?![:]\d|{_W}{_COUNTED}))"
_SHORT_YEAR = r"(?:[\s-]{1,2}(?P<short_year>['’]?\d\d)(?![\w:/]|\s{1,4}\w|[.,]\d))"
_OTHER_YEAR = rf"(?:,?{_W}(?:of{_W})?(?:the{_W})?(?P<year_shift>last|this|next|same|that|previous|following){_W}year\b)"
_ANY_YEAR = rf"(?:{_YEAR}|{_SHORT_YEAR}|{_OTHER_YEAR})"
_BESIDE = rf"(?:(?P<weekday>{ANY_WEEKDAY})(?:,?{_W}|,)(?:(?:morning|afternoon|evening|night),?{_W})?(?:the{_W})?)?"
_SHIFT = rf"(?:(?:the{_W}|this{_W})?(?P<shift>last|next|this|past|coming|same|following|previous)(?:{_W}year's)?{_W})"
_PART = rf"(?:(?:the{_W})?(?:very{_W})?(?P<part>{PART})(?:{_W}(?:the{_W})?|-))"
_TIME = r"(?:morning|afternoon|evening|night|midnight|noon|midday|dawn|daybreak|dusk|nightfall|overnight)\b"
_DAYPART = rf"(?:{_W}(?:in{_W}the{_W}|at{_W})?(?:early{_W}|late{_W}|mid-?)?{_TIME})?"
_AGO_MORE = (
    rf"(?:(?:more{_W}than|less{_W}than|at{_W}least|nearly|almost|about|around|over|some|just|only|exactly){_W})?"
)
_NO_COUNT = rf"(?!\d|[:]\d|[.,]\d|{_W}{_COUNTED})"

RULES: dict[str, str] = {
    "iso": r"(?P<year>\d{4})[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<day>\d{1,2})(?![\d/-])(?:t\d\d:?\d\d[\d:.]{0,12}(?:z|[+-]\d\d:?\d\d)?)?",
    "numeric": rf"{_BESIDE}(?P<first>\d{{1,2}})(?:/(?P<second>\d{{1,2}})/(?P<year>\d{{4}}|\d\d)|[.-](?P<second_b>\d{{1,2}})[.-](?P<year_b>\d{{4}}))(?![\d/]|[.-]\d)",
    "holiday": rf"(?:{_SHIFT})?(?P<holiday>{HOLIDAY})(?:{_ANY_YEAR})?",
    "days_month": rf"(?P<first>{_DAY}){_ORD}(?:\s?,\s?(?P<middle>{_DAY}){_ORD})?{_JOIN}(?:the{_W})?(?P<second>{_DAY}){_ORD}(?:{_W}of)?[\s-]{{1,2}}(?P<month>{MONTH})(?:{_ANY_YEAR})?",
    "month_days": rf"(?P<month>{MONTH})\s{{0,2}}(?P<first>{_DAY}){_ORD}(?:\s?,\s?(?P<middle>{_DAY}){_ORD})?{_JOIN}(?:the{_W})?(?P<second>{_DAY}){_ORD}\b{_NO_COUNT}(?:{_ANY_YEAR})?",
    "day_month": rf"{_BESIDE}(?:{_SHIFT})?(?P<day>{_DAY}){_ORD}(?:{_W}day)?(?:{_W}of)?[\s-]{{1,4}}(?P<month>{MONTH})(?:{_ANY_YEAR})?",
    "month_day": rf"{_BESIDE}(?:{_SHIFT})?(?P<month>{MONTH})(?:{_W}|-)?(?:the{_W})?(?P<day>{_DAY}){_ORD}\b{_NO_COUNT}(?:{_ANY_YEAR})?",
    "nth_weekday": rf"(?:the{_W})?(?P<nth>first|second|third|fourth|last){_W}(?P<weekday>{WEEKDAY}){_W}(?:of|in){_W}(?P<month>{MONTH})(?:{_ANY_YEAR})?",
    "season": rf"(?:{_SHIFT}|in{_W}the{_W}|{_PART}|since{_W}(?:the{_W})?|the{_W})?(?P<season>{SEASON})(?:-(?P<season_end>{SEASON}))?(?:(?:,?{_W}(?:of{_W}|in{_W})?)(?P<year>\d{{4}})(?:[-/–](?:\d{{4}}|\d\d))?\b|{_OTHER_YEAR})?",
    "month": rf"(?:{_PART})?(?:{_SHIFT})?(?P<month>{MONTH})(?:{_YEAR}|{_W}?['’](?P<short_year>\d\d)\b|{_W}(?P<short_year_b>[4-9]\d)(?!\w|{_W}[a-z])|{_OTHER_YEAR})?",
    "weekday": rf"(?:(?:early|late|earlier|later)(?:{_W}on)?{_W})?(?:{_SHIFT})?(?P<weekday>{WEEKDAY})(?:{_DAYPART})(?:,?{_W}(?:of{_W})?(?P<week_shift>last|this|next){_W}week\b)?",
    "week_weekday": rf"(?P<week_shift>last|this|next){_W}week,?{_W}on{_W}(?P<weekday>{WEEKDAY})",
    "speech": rf"(?:(?:early|late|earlier|later){_W})?(?P<speech>{SPEECH}){_DAYPART}",
    "overnight": rf"overnight\b(?!{_W}(?:on|between|from|{WEEKDAY}))",
    "same": rf"(?:(?:late|early|earlier|later)(?:{_W}on)?{_W})?(?:the{_W}(?:very{_W})?same|that(?:{_W}same|{_W}very)?){_W}(?P<same>day|night|morning|afternoon|evening|dawn|week|month|year|weekend)\b(?!{_W}of)",
    "adjacent": rf"(?:(?:late|early|earlier|later)(?:{_W}on)?{_W})?(?:the{_W})?(?P<shift>next|following|previous|preceding){_W}(?P<same>day|night|morning|afternoon|evening|dawn|week|month|year|weekend|(?P<weekday>{WEEKDAY}))\b",
    "day_beside": rf"the{_W}(?:very{_W})?(?P<same>day|night|morning|evening|week|month|year){_W}(?P<shift>before|after)\b",
    "ago": rf"{_AGO_MORE}(?P<count>{NUMBER})[\s-]{{1,2}}(?P<unit>{UNIT}){_W}ago\b(?:{_W}(?:on{_W})?(?P<weekday>{WEEKDAY}))?",
    "bare_ago": rf"(?P<unit>days|weeks|months|years){_W}ago\b",
    "anaphor": rf"{_AGO_MORE}(?P<count>{NUMBER})[\s-]{{1,2}}(?P<unit>{UNIT}){_W}(?P<shift>earlier|later|before|afterwards?|after|previously|prior{_W}to|on)\b",
    "past_span": rf"(?:the{_W}|these{_W}|this{_W})?(?:past|last|previous){_W}(?:(?P<count>{NUMBER})[\s-]{{1,2}})(?P<unit>{UNIT})\b",
    "past_unit": rf"(?:the{_W}|this{_W})past{_W}(?P<unit>hours?|days?|weeks?|months?|years?|decade)\b|the{_W}last{_W}(?P<unit_b>weeks?|months?|years?|days|hours|decade)\b(?!{_W}(?:of|in){_W})",
    "recent": rf"recent{_W}(?P<unit>hours|days|weeks|months|years)\b",
    "recently": r"recently\b",
    "duration": rf"(?:(?P<count>{NUMBER})[\s-]{{1,2}})?(?P<unit>{UNIT})[-\s](?:long|old){_W}(?:[a-z][\w-]{{1,20}}{_W}){{0,2}}{EVENT}\b|(?P<count_b>{NUMBER})-(?P<unit_b>{UNIT}){_W}(?:[a-z][\w-]{{1,20}}{_W}){{0,2}}{EVENT}\b|(?P<count_c>{NUMBER}){_W}(?P<unit_c>{UNIT}){_W}of{_W}(?:[a-z][\w-]{{1,20}}{_W}){{0,2}}{EVENT}\b",
    "weekend": rf"(?:(?P<part>early|late){_W})?(?P<shift>(?:the{_W})?(?:last|this|next|past|previous|following)|the|this{_W}past){_W}weekend\b(?:{_W}of(?={_W}\d|{_W}{MONTH}))?",
    "week_before_last": rf"the{_W}(?P<unit>week|month|year|weekend){_W}before{_W}last\b",
    "period": rf"(?:{_PART})?(?P<shift>last|this|next|(?:the{_W})?current){_W}(?P<unit>week|month|year)\b",
    "within": rf"(?:(?P<shift>earlier|later)(?:{_W}on)?{_W}(?:in{_W})?(?:this|the){_W}|{_PART})(?P<unit>week|month|year)\b(?!{_W}(?:of|before|after|following))",
    "decade": rf"(?:{_PART})?(?:the{_W})?(?:(?P<decade>(?:1[5-9]|20)\d)0|['’](?P<short_decade>\d)0)['’]?s\b",
    "years": r"(?P<first>(?:1[5-9]|20)\d\d)\s?[-–—/]\s?(?P<second>(?:1[5-9]|20)\d\d|\d\d)(?![\d/-]|[.,]\d)",
    "year": rf"(?:{_PART}|in{_W}the{_W}year{_W})?(?P<year>(?:1[4-9]|20)\d\d)(?!\w|[.,:/]\d|-\d|%|{_W}{_COUNTED})",
    "short_year": rf"(?:in|of|since|by|from|until|late|early|mid){_W}['’](?P<short_year>\d\d)(?![\w])",
    "ordinal": rf"(?:on{_W}|of{_W})?the{_W}(?P<day>{_DAY})(?:st|nd|rd|th)(?:{_W}of{_W}(?P<month_shift>this|last|the){_W}month|(?=\s?[.,;:)]|\s?$))|on{_W}(?P<day_b>{_DAY})(?:st|nd|rd|th)?{_W}of{_W}(?P<month_shift_b>this|last){_W}month",
}

_STARTS = r"(?<![\w$£€#])(?<![\d][.,/:-])(?<!\w['’])"
MATCHERS = {name: re.compile(pattern) for name, pattern in RULES.items()}
_ANONYMOUS = {name: re.sub(r"\(\?P<\w+>", "(?:", pattern) for name, pattern in RULES.items()}
FINDER = re.compile(_STARTS + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _ANONYMOUS.items()) + ")")
"""Every rule in one expression; ``lastgroup`` of a match is the rule's name."""
