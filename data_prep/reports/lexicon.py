"""Vocabulary files that hold patterns, compiled once into finders."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from data_prep.errors import VocabularyError
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    vocabulary = _vocabulary(name)
    hits: list[Hit] = []
    reached = 0
    for at, rows in [(at, rows) for at, letters in _words(text) if (rows := vocabulary[letters])]:
        best = _longest(rows, text, at) if at >= reached else None
        if best:
            reached, row = best
            hits.append(Hit(at, reached, text[at:reached], row))
    return tuple(hits)


_LETTERS = 4
_KNOWN_AT_MOST = 30_000
_WORD = re.compile(r"((?<![\w-])\w+)")


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[tuple[int, str], ...]:
    """Where each word that does not follow a hyphen begins, and its first letters."""
    pieces = _WORD.split(text)
    starts = list(accumulate(map(len, pieces)))[:-1:2]
    return tuple(zip(starts, [word[:_LETTERS].lower() for word in pieces[1::2]], strict=True))


def _longest(rows: Sequence[tuple[str, Row]], text: str, at: int) -> tuple[int, Row] | None:
    """Where the longest match of a row ends, and the row."""
    ends = [(match.end(), row) for pattern, row in rows if (match := _whole(pattern).match(text, at))]
    return max(ends, key=lambda end: end[0], default=None)


class _Vocabulary(dict[str, "tuple[tuple[str, Row], ...]"]):
    """The rows whose patterns can begin with some letters, with their patterns: most words cost one look-up."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows = [(spaced(name, row["pattern"]), row) for row in table(name)]
        self._numbers: dict[str, list[int]] = {}
        for number, (pattern, _) in enumerate(self._rows):
            for letters in openings(pattern):
                self._numbers.setdefault(letters, []).append(number)
        self._open = [letters for letters in self._numbers if letters.endswith(_ANY)]

    def __missing__(self, letters: str) -> tuple[tuple[str, Row], ...]:
        fitting = [letters, *(one for one in self._open if letters.startswith(one[:-1]))]
        numbers = {number for one in fitting for number in self._numbers.get(one, ())}
        if len(self) >= _KNOWN_AT_MOST:
            self.clear()
        self[letters] = tuple(self._rows[number] for number in sorted(numbers))
        return self[letters]


@cache
def _vocabulary(name: str) -> _Vocabulary:
    return _Vocabulary(name)


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE)


def spaced(name: str, pattern: str) -> str:
    """The pattern with any white space for its blanks. Raises VocabularyError for one that repeats a blank."""
    if re.search(r" [?*+{]", pattern):
        raise VocabularyError(f"{name}.csv: the pattern {pattern!r} repeats a blank; write [ -]? for an optional one")
    return pattern.replace(" ", r"\s+")


# ---------------------------------------------------------------- how the words of a pattern begin


_ANY = "*"
"""Ends a beginning after which every letter may follow."""


def openings(pattern: str) -> set[str]:
    """The first letters, in lower case, of every word that the pattern can begin with; fewer where a word is shorter.

    Reads what our vocabularies are written with: literal words, ``(?:a|b)``, ``[ab]`` and what may be left out
    (``?``). Anything else (``\\w``, ``.``) stands for every letter.
    """
    return {start[:_LETTERS] for start in _starts(pattern, _LETTERS)}


def _starts(pattern: str, wanted: int) -> set[str]:
    """Up to ``wanted`` letters that a match can begin with."""
    if not pattern or wanted == 0 or pattern[0] in "|)":
        return {""}
    first, rest = _first_part(pattern)
    skipped = _starts(rest.lstrip("?"), wanted) if rest[:1] == "?" else set()
    rest = rest.lstrip("?")
    heads = _heads(first, wanted)
    whole = {
        head + tail
        for head in heads
        for tail in (_starts(rest, wanted - len(head)) if head.isalnum() or not head else {""})
    }
    return {start.strip("\0") for start in whole | skipped}


def _first_part(pattern: str) -> tuple[str, str]:
    """The pattern's first group, class or character, and what follows."""
    if pattern[0] == "(":
        end = _closing(pattern)
    elif pattern[0] == "[":
        end = pattern.index("]", 1) + 1
    else:
        end = 2 if pattern[0] == "\\" else 1
    return pattern[:end], pattern[end:]


def _closing(pattern: str) -> int:
    depth = 0
    for at, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return at + 1
    return len(pattern)


def _heads(part: str, wanted: int) -> set[str]:
    """What one part can begin with; ``\\0`` ends a word that is shorter than wanted."""
    if part.startswith(("(?!", "(?=", "(?<")):
        return {""}
    if part.startswith("("):
        inner = re.sub(r"^\((?:\?:|\?-i:)?", "", part)[:-1]
        return {start for choice in _choices(inner) for start in _starts(choice, wanted)}
    if part.startswith("["):
        inside = {character.lower() for character in part[1:-1] if character.isalnum()}
        return inside | ({"\0"} if re.search(r"[ \-]", part) else set())
    if part == r"\d":
        return {digit + _ANY for digit in string.digits}
    if part in {r"\w", "."}:
        return {_ANY}
    return {part.lower()} if part.isalnum() else {"\0"}


def _choices(inner: str) -> list[str]:
    """The alternatives of a group, at its own level."""
    choices, depth = [""], 0
    for character in inner:
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            choices.append("")
        else:
            choices[-1] += character
    return choices
