"""The words of dates: vocabulary files as dictionaries, and the pieces of regular expressions built from them.

All pieces match lower-case text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first; spaces match line ends, both apostrophes match.

    Words that begin alike share their beginning in it, so that a text is searched quickly.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(_LOOSE.get(letter) or re.escape(letter), {})
        node[""] = {}
    return _pattern(tree)


_LOOSE = {" ": r"\s{1,4}", "'": "['’]"}


def _pattern(tree: dict[str, Any]) -> str:
    branches = [letter + _pattern(rest) for letter, rest in sorted(tree.items()) if letter]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return "(?:" + "|".join(branches) + ")" + ("?" if "" in tree else "")


def _column(name: str, column: str = "words", **wanted: str) -> list[str]:
    rows = table(name)
    return [row[column] for row in rows if all(row[key] == value for key, value in wanted.items())]


MONTHS = {row["word"]: int(row["month"]) for row in table("dates_months")}
WEEKDAYS = {row["word"]: int(row["weekday"]) for row in table("dates_weekdays")}
NUMBERS = {row["word"]: int(row["value"]) for row in table("dates_numbers")}
VAGUE_NUMBERS = frozenset(_column("dates_numbers", "word", vague="yes"))
UNITS = {row["word"]: (row["unit"], int(row["times"])) for row in table("dates_units")}
SPEECH_DAYS = {row["words"]: int(row["days"]) for row in table("dates_speech")}
SEASONS = {row["word"]: int(row["month"]) for row in table("dates_seasons")}
HOLIDAYS = {row["words"]: row["day"] for row in table("dates_holidays")}
PARTS = _column("dates_parts")

SHORT_MONTHS = _column("dates_months", "word", short="yes")
MONTH = (
    rf"(?:{either(_column('dates_months', 'word', short='no'))}\b"
    rf"|{either(SHORT_MONTHS)}\b\.?)"
)
"""A month's name or its abbreviation, with the full stop if there is one."""
WEEKDAY = rf"{either(_column('dates_weekdays', 'word', short='no'))}\b"
"""A weekday written in full."""
ANY_WEEKDAY = rf"(?:{WEEKDAY}|{either(_column('dates_weekdays', 'word', short='yes'))}\b\.?)"
"""A weekday in full or abbreviated."""
UNIT = rf"{either(UNITS)}\b"
NUMBER = rf"(?:\d{{1,3}}|(?:{either(['twenty', 'thirty', 'forty', 'fifty', 'sixty'])}[- ])?{either(NUMBERS)})\b"
SPEECH = rf"{either(SPEECH_DAYS)}\b"
SEASON = rf"{either(SEASONS)}\b"
HOLIDAY = rf"{either(HOLIDAYS)}(?!\w)"
PART = either(PARTS)
EVENT = either(_column("dates_context", "word", role="event"))
NAME = re.compile(either(_column("dates_names")) + r"\b")
DOUBTFUL_MONTHS = {row["word"]: row["doubt"] for row in table("dates_months") if row["doubt"] != "no"}
"""Months whose names are also another ``word`` ("march") or a person's ``name``."""
TENSES = {row["words"]: row["tense"] for row in table("dates_tense")}


def _first_words(*lists: Iterable[str]) -> set[str]:
    return {re.split(r"[ -]", word)[0] for words in lists for word in words}


OPENERS = either(
    _first_words(MONTHS, WEEKDAYS, NUMBERS, UNITS, SPEECH_DAYS, SEASONS, HOLIDAYS, PARTS, _column("dates_openers"))
)
"""The first words of everything that the grammar reads."""


def in_role(role: str) -> list[str]:
    """The words of ``dates_context.csv`` with a role."""
    return _column("dates_context", "word", role=role)


def beside(role: str) -> str:
    """The words of ``dates_context.csv`` with a role beside a date word, as a pattern that ends where a word ends."""
    return either(in_role(role)) + r"\b"


def month_number(word: str) -> int:
    """``"Sept."`` -> 9; raises KeyError for what is no month."""
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """``"Tues."`` -> 1 (Monday is 0); raises KeyError for what is no weekday."""
    return WEEKDAYS[word.lower().rstrip(".")]


def number_value(words: str) -> int:
    """``"12"`` -> 12, ``"twenty-four"`` -> 24, ``"a couple of"`` -> 2; raises KeyError for what is no number."""
    plain = " ".join(words.split())
    if plain.isdecimal():
        return int(plain)
    if plain in NUMBERS:
        return NUMBERS[plain]
    return sum(NUMBERS[word] for word in re.split(r"[- ]", plain))
