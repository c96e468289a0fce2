"""The words of dates: vocabulary files as dictionaries, and the pieces of regular expressions built from them."""

from __future__ import annotations

import re

from data_prep.vocab import table


def either(words: object) -> str:
    """A regular expression that matches any of the words, the longest first; spaces and hyphens in them are loose."""
    ordered = sorted((str(word) for word in words), key=lambda word: (-len(word), word))  # type: ignore[attr-defined]
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


MONTHS = {row["word"]: int(row["month"]) for row in table("dates_months")}
WEEKDAYS = {row["word"]: int(row["weekday"]) for row in table("dates_weekdays")}

_LONG_MONTHS = [row["word"] for row in table("dates_months") if row["short"] == "no"]
_SHORT_MONTHS = [row["word"] for row in table("dates_months") if row["short"] == "yes"]
_LONG_DAYS = [row["word"] for row in table("dates_weekdays") if row["short"] == "no"]
_SHORT_DAYS = [row["word"] for row in table("dates_weekdays") if row["short"] == "yes"]

MONTH = rf"(?:{either(_LONG_MONTHS)}\b|{either(_SHORT_MONTHS)}\b\.?)"
"""A month's name or its abbreviation, with the full stop if there is one."""
WEEKDAY = rf"{either(_LONG_DAYS)}\b"
"""A weekday written in full."""
ANY_WEEKDAY = rf"(?:{either(_LONG_DAYS)}\b|{either(_SHORT_DAYS)}\b\.?)"
"""A weekday in full or abbreviated."""


def month_number(word: str) -> int:
    """``"Sept."`` -> 9; raises KeyError for what is no month."""
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """``"Tues."`` -> 1 (Monday is 0); raises KeyError for what is no weekday."""
    return WEEKDAYS[word.lower().rstrip(".")]
