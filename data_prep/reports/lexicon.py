"""Vocabulary files that hold patterns, compiled once into finders."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

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


def find(name: str, text: str) -> list[Hit]:
    """Every hit of the vocabulary ``name`` in the text, in order, without overlaps; of two, the longer pattern wins."""
    finders = _finders(name)
    hits: list[Hit] = []
    reached = 0
    for word in _WORD_START.finditer(text):
        at = word.start()
        found = finders.get(word.group().lower()) if at >= reached else None
        match = found[0].match(text, at) if found else None
        if found and match:
            reached = match.end()
            hits.append(Hit(at, reached, match.group(), found[1][(match.lastindex or 1) - 1]))
    return hits


_LOOK_AROUND = re.compile(r"\(\?<?[!=](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_WORD_START = re.compile(r"(?<![\w-])\w\w?")


@cache
def _finders(name: str) -> dict[str, tuple[re.Pattern[str], tuple[Row, ...]]]:
    """One pattern for each two letters that a word can begin with: most words of a text then cost one look-up."""
    rows = sorted(table(name), key=lambda row: -len(_LOOK_AROUND.sub("", row["pattern"])))
    beginning: dict[str, list[Row]] = {}
    for row in rows:
        for letters in _beginnings(_spaced(name, row["pattern"])):
            beginning.setdefault(letters, []).append(row)
    return {letters: (_any_of(name, some), tuple(some)) for letters, some in beginning.items()}


def _any_of(name: str, rows: list[Row]) -> re.Pattern[str]:
    parts = "|".join(f"({_spaced(name, row['pattern'])})" for row in rows)
    return re.compile(rf"(?:{parts})(?!\w)", re.IGNORECASE)


def _beginnings(pattern: str) -> list[str]:
    """The first two letters (or the one letter) of every word that the pattern can begin with."""
    could_match = regex.compile(pattern, regex.IGNORECASE)
    letters = [one for one in string.ascii_lowercase if could_match.match(one, partial=True)]
    pairs = [one + two for one in letters for two in string.ascii_lowercase]
    return letters + [pair for pair in pairs if could_match.match(pair, partial=True)]


def _spaced(name: str, pattern: str) -> str:
    pattern = pattern.replace(" ", r"\s+")
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        raise VocabularyError(f"{name}.csv: the pattern {pattern!r} is not a regular expression: {error}") from error
    if groups:
        raise VocabularyError(f"{name}.csv: the pattern {pattern!r} has a group; write (?:...) instead of (...)")
    return pattern
