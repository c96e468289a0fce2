"""What the words around a date say: that it is no date at all, and whether it lies behind or ahead."""

from __future__ import annotations

import re
from bisect import bisect_left

from data_prep.reports.dates.words import NAME, TENSES, beside, either

_W = r"\s{1,4}"
_MONTH_BEFORE = re.compile(
    rf"\b(?:in|since|of|until|till|by|during|from|through|before|after|between|last|next|this|early|mid|late|each|every"
    rf"|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:,|{_W}and|{_W}to))(?:{_W}|-)$"
)
_DETERMINER_BEFORE = re.compile(rf"\b(?:the|a|an|his|her|its|their|that){_W}$")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|of|from|until|till|by|before|after|during|between|through|throughout|for|late|early|mid|year"
    rf"|back{_W}to|date[sd]?{_W}to|dating{_W}to|prior{_W}to|up{_W}to|the|a|an|that|this|his|her|its|their|circa|s)"
    rf"{_W}|\b\d{{4}}(?:,|,?{_W}(?:and|or|to)){_W}|\b(?:post|pre|mid|early|late)-|['’]s{_W}|[(\[]|{_W}[-–—_]{_W})$"
)
_YEAR_AFTER = re.compile(rf"{_W}{beside('clock')}")
_NUMBER_BEFORE = re.compile(rf"\b{beside('number')}\.?{_W}$")
_NAME_AFTER = re.compile(rf"(?:st|nd|rd|th)?{_W}{beside('name')}")
_HABIT_BEFORE = re.compile(rf"\b(?:every|each|on{_W}an?){_W}$")
_SENTENCE_END = re.compile(
    r"(?<![.\s]\w)(?<!\bmr)(?<!\bdr)(?<!\blt)(?<!\bst)(?<!\bmt)(?<!\b(?:gen|col|sen|rep|gov|sgt|maj|mrs|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec))(?<!\bsept)[.?!]['\"”’)]{0,2}\s|\n\s*\n"
)
_WINDOW = 220

_FUTURE = either(words for words, tense in TENSES.items() if tense == "future")
_PAST = either(words for words, tense in TENSES.items() if tense == "past")
_SAY = either(words for words, tense in TENSES.items() if tense == "say")
_PASSIVE = rf"(?:{_W}(?:not|also|then|now|only|\w{{2,12}}ly))?(?:{_W}be(?:{_W}\w{{2,12}}ly)?{_W}\w{{1,16}}(?:ed|en|wn|ld|nt|rt|de|ht)\b)?"
_CUE = re.compile(
    rf"\b(?P<past>{_PAST})\b|(?:\b|(?=['’]))(?P<future>(?:{_FUTURE})(?![\w-]|{_W}\d){_PASSIVE}|to{_W}be{_W}\w{{1,16}}(?:ed|en|ld)\b)"
    rf"|\b(?P<say>{_SAY})\b|\b(?P<ed>[a-z]{{2,20}}ed)\b"
)
_NOT_VERBS = frozenset(
    ("hundred", "united", "armed", "wounded", "injured", "red", "bed", "shed", "indeed", "need", "speed", "so-called")
)


class Surroundings:
    """One text's sentences and verbs, found once, asked for each date in it."""

    def __init__(self, lower: str) -> None:
        self._lower = lower
        self._ends: list[int] | None = None

    def tense(self, start: int, end: int) -> str:
        """``past``, ``future`` or ``""`` for words at these offsets: by the nearest verb before them in the sentence,
        else by the first one after; a verb of speech further off leaves the say to the verb of what is said.
        """
        left, right = self._sentence(start, end)
        before = list(_CUE.finditer(self._lower, left, start))
        before = [cue for cue in before if cue.group() not in _NOT_VERBS]
        after = next((cue for cue in _CUE.finditer(self._lower, end, right) if cue.group() not in _NOT_VERBS), None)
        ahead = "" if after is None else _meaning(after)
        if not before:
            return ahead
        nearest = _meaning(before[-1])
        distant = len(self._lower[before[-1].end() : start].split()) > 2
        if before[-1].lastgroup == "say" and distant and ahead == "future":
            return "future"
        return nearest

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        if self._ends is None:
            self._ends = [match.end() for match in _SENTENCE_END.finditer(self._lower)]
        index = bisect_left(self._ends, start + 1)
        left = self._ends[index - 1] if index else 0
        right = next((stop for stop in self._ends[index : index + 3] if stop > end), len(self._lower))
        return max(left, start - _WINDOW), min(right, end + _WINDOW)


def _meaning(cue: re.Match[str]) -> str:
    return "future" if cue.lastgroup == "future" else "past"


def before(lower: str, start: int) -> str:
    """The few words before an offset."""
    return lower[max(0, start - 32) : start]


def is_name(lower: str, start: int, end: int) -> bool:
    """True for a date word inside a name ("Sunday Times", "April 19 Movement")."""
    if NAME.match(lower, start) or _NAME_AFTER.match(lower, end):
        return True
    left = max(0, start - 12)
    return any(match.end() > start for match in NAME.finditer(lower, left, end + 16))


def is_habit(lower: str, start: int) -> bool:
    """True for "every Friday", "on a Sunday"."""
    return _HABIT_BEFORE.search(before(lower, start)) is not None


def is_month(lower: str, text: str, start: int, end: int, *, doubtful: bool) -> bool:
    """True where a month's name that stands alone is one. ``doubtful``: it is a word or a person's name, too."""
    words = before(lower, start)
    preceded = _MONTH_BEFORE.search(words) is not None
    if not text[start].isupper():
        return preceded and not doubtful
    if preceded or not doubtful:
        return True
    shouting = text[start:end].isupper() and end - start > 1
    return (
        not shouting
        and _DETERMINER_BEFORE.search(words) is not None
        and re.match(r"['’]s|\s[a-z]", text[end : end + 2]) is not None
    )


def is_year(lower: str, start: int, end: int) -> bool:
    """True where four digits are a year and no count, clock time, price or number of a thing."""
    words = before(lower, start)
    if _YEAR_AFTER.match(lower, end) or _NUMBER_BEFORE.search(words):
        return False
    return _YEAR_BEFORE.search(words) is not None
