"""Dates written with the name of a month, in the languages of ``table_date_words.csv``: words to day, month, year."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from data_prep.tables.plain import folded
from data_prep.vocab import several, table


class Fields(NamedTuple):
    """What a date says: numbers as written (not yet a day that exists), None where it is silent."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    flags: tuple[str, ...] = ()


TWO_DIGITS = 68
"""Two-digit years up to this one are of the 2000s, as POSIX has it."""


def full_year(year: str) -> int:
    """``24`` -> 2024, ``98`` -> 1998, ``2016`` -> 2016."""
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number <= TWO_DIGITS else 1900)


def words_of(kind: str) -> frozenset[str]:
    """The words of a kind, in the form that ``folded`` gives."""
    rows = [row for row in table("table_date_words") if row["kind"] == kind]
    return frozenset(folded(word) for row in rows for word in several(row["words"]))


@cache
def months() -> dict[str, int]:
    """Folded month name -> 1 to 12; names of two words are joined by one blank."""
    rows = [row for row in table("table_date_words") if row["kind"] == "month"]
    return {folded(word): int(row["value"]) for row in rows for word in several(row["words"])}


@cache
def _said_nothing() -> frozenset[str]:
    return words_of("weekday") | words_of("filler")


@cache
def _token() -> re.Pattern[str]:
    phrases = [word for word in months() if " " in word]
    return re.compile("|".join([*map(re.escape, phrases), r"\d+", r"[^\W\d_]+(?:'[^\W\d_]+)*"]))


_BETWEEN = re.compile(r"[\s,.\-/']*")
_MONTH_AND_YEAR = re.compile(r"[^\W\d_]+\s*[-']\s*\d\d")


def written(text: str) -> Fields | None:
    """``28 December 2022``, ``le 1er mars 2016``, ``Feb 2023``, ``October 9``; None where a word is not known.

    ``Feb-23``, as spreadsheets show a month and its year, is February 2023; it could be a day, so it is flagged.
    """
    plain = folded(text)
    if _MONTH_AND_YEAR.fullmatch(plain):
        return _month_and_year(plain)
    fields, at = Fields(), 0
    for token in _token().finditer(plain):
        told = _told(fields, token.group()) if _BETWEEN.fullmatch(plain, at, token.start()) else None
        if told is None:
            return None
        fields, at = told, token.end()
    return fields if _BETWEEN.fullmatch(plain, at) and (fields.month or fields.year or fields.day) else None


def _month_and_year(plain: str) -> Fields | None:
    month, year = months().get(re.split(r"[\s\-']", plain)[0]), plain[-2:]
    flags = ("date-ambiguous",) if 0 < int(year) < 32 else ()
    return Fields(full_year(year), month, flags=flags) if month else None


def _told(fields: Fields, token: str) -> Fields | None:
    """The fields with one more word or number read; None where it fits in nowhere."""
    if token.isdecimal():
        return _number(fields, token)
    month = months().get(token)
    if month is not None:
        return fields._replace(month=month) if fields.month is None else None
    return fields if token in _said_nothing() else None


def _number(fields: Fields, token: str) -> Fields | None:
    if len(token) <= 2 and fields.day is None:
        return fields._replace(day=int(token))
    if len(token) in (2, 4) and fields.year is None:
        return fields._replace(year=full_year(token))
    return None


LATE = 2
"""The last third."""


@cache
def thirds() -> dict[str, int]:
    """The words for the beginning (0), the middle (1) and the end (2) of a month or year."""
    kinds = ("early", "middle", "late")
    return {
        folded(word): kinds.index(row["kind"])
        for row in table("table_date_words")
        if row["kind"] in kinds
        for word in several(row["words"])
    }


@cache
def part_words() -> re.Pattern[str]:
    """A text that begins with one of these words, as ``word``."""
    words = sorted(map(re.escape, thirds()), key=len, reverse=True)
    return re.compile(rf"(?P<word>{'|'.join(words)})(?:\s+|-)")
