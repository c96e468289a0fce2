"""Which of a sentence's dates are those of an event, and which are of something else that the sentence tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.dates.words import beside
from data_prep.reports.lexicon import find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.lexicon import Hit

_DETERMINED = re.compile(r"\b(?:the|an?|this|that|its|their|his|her)\s+$", re.IGNORECASE)
_NOUN_NEXT = re.compile(rf"['’]s?\s+|\s+(?!(?:{beside('function')})|\w+ly\b)[a-z]", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s", re.IGNORECASE)
_NOUN_PHRASE = re.compile(r"(?:['’]s?)?(?:\s+[\w'’-]+){1,4}", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"\b(?:after|before|since|following|to|for|over|about|against|than|like|as)\s+(?:all\s+)?"
    r"(?:the|an?|this|that|its|their)\s+$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:of|in|on|at|by|for|to|from|with|against|near|and|that|which|who)\b", re.IGNORECASE)
_PAPER = re.compile(
    r"\b(?:statement|note|list|report|video|footage|photo|photograph|picture|image|communique|communiqué|letter|message|"
    r"document|names|figures|toll|article|interview|survey|poll|bulletin|press release|recording|tape)s?\b",
    re.IGNORECASE,
)
_BESIDE_LEFT = re.compile(r"(?:\s+(?:on|late|early|earlier|again))*\s+$", re.IGNORECASE)
_BESIDE_RIGHT = re.compile(r"\s+(?:(?:has|had|have|also|again|\w+ly)\s+){0,2}", re.IGNORECASE)
_SET_APART = re.compile(r",\s+(?:\w+\s+){0,2}(?:after|before|following)\s[^,.;]{3,80},", re.IGNORECASE)
_OF_OCCASION = re.compile(
    r"(?:\s+(?:scheduled|planned|set|due|held|called|slated|announced))?\s+(?:on|of|in|for|this|next|last)(?:\s+the)?\s+",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:]|,\s+(?:and|but|which|who|where|when)\b")
_REACH = 110
_NAMED_FIRST = 60
"""Characters between a date at the head of a clause and its verb: the name of who did it."""
_CLAUSE_HEAD = re.compile(
    r"(?:^|[,;:.]\s+|\b(?:who|which|and|that)\s+)(?:on\s+|also on\s+|late on\s+)?$", re.IGNORECASE
)


def is_attributive(text: str, start: int, end: int) -> bool:
    """``the 7 October attacks``, ``Monday's raid``: the date of the noun after it, and of nothing else."""
    if _OWNED.match(text, end):
        return True
    return bool(_DETERMINED.search(text, max(0, start - 8), start) and _NOUN_NEXT.match(text, end))


def follows_another(text: str, start: int) -> bool:
    """``after the 7 October attacks``: what is told came of another event, the one dated so."""
    return _FOLLOWING.search(text, max(0, start - 40), start) is not None


def in_phrase(text: str, end: int, at: int) -> bool:
    """True where ``at`` lies in the noun phrase that follows the date ending at ``end``."""
    phrase = _NOUN_PHRASE.match(text, end)
    return phrase is not None and end <= at < phrase.end() and not _PREPOSITION.search(text, end, at)


def after_clause(text: str, end: int) -> int:
    """Where the event ends that ``two days after`` is counted from: at the comma after it, if there is one."""
    comma = text.find(",", end, end + _NAMED_FIRST)
    return end if comma < 0 else comma


def told_by(text: str, start: int, end: int, events: Sequence[tuple[int, int]]) -> str:
    """The role of the verb whose date stands at ``start:end``, as in ``dates_telling.csv``; empty for any other verb.

    ``events``: where the words stand that tell of the event.
    """
    if _is_set_apart(text, end, events):
        return "other"
    hits = [hit for hit in find("dates_telling", text) if _counts(text, hit, start, end)]
    beside_it = next((hit for hit in hits if hit.row["role"] != "occasion" and _is_beside(text, hit, start, end)), None)
    if beside_it is not None:
        return beside_it.row["role"]
    if any(_is_occasion(text, hit, start) for hit in hits):
        return "occasion"
    hits = [hit for hit in hits if hit.row["role"] not in {"react", "occasion"}]
    if _CLAUSE_HEAD.search(text, max(0, start - 20), start):
        after = next((hit for hit in hits if end <= hit.start <= end + _NAMED_FIRST), None)
        return after.row["role"] if after and not _between(events, end, after.start) else ""
    before = next((hit for hit in reversed(hits) if start - _REACH <= hit.start and hit.end <= start), None)
    if before is None or _between(events, before.end, start) or _BREAK.search(text, before.end, start):
        return ""
    return before.row["role"]


def _counts(text: str, hit: Hit, start: int, end: int) -> bool:
    """``released`` is told of a document only where one stands nearby."""
    if hit.row["role"] != "paper":
        return True
    return _PAPER.search(text, max(0, min(hit.start, start) - 60), max(hit.end, end) + 60) is not None


def _is_set_apart(text: str, end: int, events: Sequence[tuple[int, int]]) -> bool:
    """``On 3 May, after a raid, the mayor resigned``: the day is not that of the raid."""
    apart = _SET_APART.match(text, end)
    return apart is not None and bool(events) and all(apart.start() <= first < apart.end() for first, _ in events)


def _is_occasion(text: str, hit: Hit, start: int) -> bool:
    """``ahead of elections on 25 June``"""
    return hit.row["role"] == "occasion" and _OF_OCCASION.fullmatch(text, hit.end, start) is not None


def _is_beside(text: str, hit: Hit, start: int, end: int) -> bool:
    if hit.end <= start:
        return _BESIDE_LEFT.fullmatch(text, hit.end, start) is not None
    return hit.start >= end and _BESIDE_RIGHT.fullmatch(text, end, hit.start) is not None


def _between(events: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start <= first and last <= end for first, last in events)
