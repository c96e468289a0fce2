"""Vocabulary files that hold patterns, compiled once into finders."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from data_prep.errors import VocabularyError
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = Mapping[str, str]


@dataclass(frozen=True)
class Hit:
    """Words of a vocabulary found at ``start:end``, with their row."""

    start: int
    end: int
    text: str
    row: Row


@lru_cache(maxsize=1024)
def find(name: str, text: str) -> tuple[Hit, ...]:
    """Every hit of the vocabulary ``name`` in the text, in order, without overlaps; of two, the longer one wins.

    The parts of a reader ask for the same words of the same sentence: the last answers are kept.
    """
    finders = _finders(name)
    hits: list[Hit] = []
    reached = 0
    for word in _WORD_START.finditer(text):
        at = word.start()
        found = finders.get(word.group().lower()) if at >= reached else None
        if found and found.any.match(text, at):
            reached, row = found.longest(text, at)
            hits.append(Hit(at, reached, text[at:reached], row))
    return tuple(hits)


class _Finder(NamedTuple):
    """Rows whose patterns can begin alike: ``any`` tells quickly that none of them matches."""

    any: re.Pattern[str]
    each: tuple[tuple[str, Row], ...]

    def longest(self, text: str, at: int) -> tuple[int, Row]:
        ends = [(match.end(), row) for pattern, row in self.each if (match := _whole(pattern).match(text, at))]
        return max(ends, key=lambda end: end[0])


_WORD_START = re.compile(r"(?<![\w-])\w\w?")


@cache
def _finders(name: str) -> dict[str, _Finder]:
    """One finder for each two letters that a word can begin with: most words of a text then cost one look-up."""
    beginning: dict[str, list[tuple[str, Row]]] = {}
    for row in table(name):
        pattern = _spaced(name, row["pattern"])
        for letters in _beginnings(pattern):
            beginning.setdefault(letters, []).append((pattern, row))
    return {
        letters: _finder(tuple(pattern for pattern, _ in some), [row for _, row in some])
        for letters, some in beginning.items()
    }


def _finder(patterns: tuple[str, ...], rows: list[Row]) -> _Finder:
    return _Finder(_whole(f"(?:{'|'.join(patterns)})"), tuple(zip(patterns, rows, strict=True)))


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE)


@cache
def _beginnings(pattern: str) -> list[str]:
    """The first two letters (or the one letter) of every word that the pattern can begin with."""
    could_match = regex.compile(pattern, regex.IGNORECASE)
    letters = [one for one in string.ascii_lowercase if could_match.match(one, partial=True)]
    pairs = [one + two for one in letters for two in string.ascii_lowercase]
    return letters + [pair for pair in pairs if could_match.match(pair, partial=True)]


def _spaced(name: str, pattern: str) -> str:
    if re.search(r" [?*+{]", pattern):
        raise VocabularyError(f"{name}.csv: the pattern {pattern!r} repeats a blank; write [ -]? for an optional one")
    pattern = pattern.replace(" ", r"\s+")
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        raise VocabularyError(f"{name}.csv: the pattern {pattern!r} is not a regular expression: {error}") from error
    if groups:
        raise VocabularyError(f"{name}.csv: the pattern {pattern!r} has a group; write (?:...) instead of (...)")
    return pattern
