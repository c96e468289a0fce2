"""From a grammar match to unresolved Expressions: what all rules share, and the reader of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from data_prep.reports.dates import calendar_readers, clock_readers
from data_prep.reports.dates.hits import Hit, Reading
from data_prep.reports.dates.model import Expression
from data_prep.reports.dates.printed import full_year
from data_prep.reports.dates.words import UNITS, month_number, weekday_number

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = {
    "weekday": "weekday",
    "week_weekday": "weekday",
    "speech": "relative",
    "overnight": "relative",
    "same": "anaphoric",
    "adjacent": "anaphoric",
    "day_beside": "anaphoric",
    "anaphor": "anaphoric",
    "ago": "relative",
    "bare_ago": "vague",
    "past_span": "relative",
    "past_unit": "relative",
    "recent": "vague",
    "recently": "vague",
    "duration": "duration",
    "weekend": "period",
    "weekday_before_last": "weekday",
    "week_before_last": "period",
    "period": "period",
    "within": "period",
    "unit_end": "period",
    "decade": "historical",
}
"""The kind of each rule's expressions; of the others ``absolute`` with a year and ``partial`` without."""
_LEAD = re.compile(r"(?:in|on|of|by|from|until|since)\s+")
_LED = frozenset(("season", "short_year", "ordinal"))
_READERS: dict[str, Callable[[Hit], Reading]] = calendar_readers.READERS | clock_readers.READERS


def read(rule: str, match: re.Match[str], text: str, lower: str) -> Reading:
    """The expressions in a match of a rule; empty where the words around say that it is no date."""
    words = _words(match)
    return _READERS[rule](Hit(_basic(rule, match, text, words), match, words, lower))


def _words(match: re.Match[str]) -> dict[str, str]:
    """Named parts of a match without those that are absent; ``year_b`` is another place of ``year``."""
    parts = ((name, word) for name, word in match.groupdict().items() if word)
    return {re.sub(r"_[bc]$", "", name): " ".join(word.replace("’", "'").split()) for name, word in parts}


def _basic(rule: str, match: re.Match[str], text: str, words: dict[str, str]) -> Expression:
    start, end = match.span()
    lead = _LEAD.match(match.group()) if rule in _LED else None
    start += lead.end() if lead else 0
    fields: dict[str, Any] = {}
    for name, word in words.items():
        fields |= _FIELDS[name](word) if name in _FIELDS else {}
    kind = _KINDS.get(rule, "partial" if fields.get("year") is None else "absolute")
    return Expression(start, end, text[start:end], kind, rule, needs_anchor=kind == "anaphoric", **fields)


def _month(word: str) -> dict[str, Any]:
    return {"month": int(word) if word.isdecimal() else month_number(word), "unit": "month"}


_FIELDS: dict[str, Callable[[str], dict[str, Any]]] = {
    "year": lambda word: {"year": full_year(word)},
    "short_year": lambda word: {"year": full_year(word.lstrip("'"))},
    "month": _month,
    "day": lambda word: {"day": int(word), "unit": "day"},
    "weekday": lambda word: {"weekday": weekday_number(word), "unit": "day"},
    "unit": lambda word: {"unit": UNITS[word][0] if word in UNITS else word},
    "part": lambda word: {"part": word},
    "shift": lambda word: {"shift": word.split()[-1]},
}
