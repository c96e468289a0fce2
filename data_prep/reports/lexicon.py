"""Vocabulary files that hold patterns, compiled once into finders."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

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


_WORD_START = re.compile(r"(?<![\w-])\w\w?")


class _Finder:
    """Rows whose patterns can begin alike. Compiled when a text first has a word that begins so."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, Row]] = []

    @cached_property
    def any(self) -> re.Pattern[str]:
        """Tells quickly that none of the rows matches."""
        return _whole("|".join(pattern for pattern, _ in self.rows))

    def longest(self, text: str, at: int) -> tuple[int, Row]:
        """Where the longest match of a row ends, and the row."""
        ends = [(match.end(), row) for pattern, row in self.rows if (match := _whole(pattern).match(text, at))]
        return max(ends, key=lambda end: end[0])


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE)


@cache
def _finders(name: str) -> dict[str, _Finder]:
    """One finder for each two letters that a word can begin with: most words of a text then cost one look-up."""
    finders: dict[str, _Finder] = {}
    for row in table(name):
        pattern = spaced(name, row["pattern"])
        for letters in openings(pattern):
            finders.setdefault(letters, _Finder()).rows.append((pattern, row))
    return finders


def spaced(name: str, pattern: str) -> str:
    """The pattern with any white space for its blanks. Raises VocabularyError for one that repeats a blank."""
    if re.search(r" [?*+{]", pattern):
        raise VocabularyError(f"{name}.csv: the pattern {pattern!r} repeats a blank; write [ -]? for an optional one")
    return pattern.replace(" ", r"\s+")


# ---------------------------------------------------------------- how the words of a pattern begin


def openings(pattern: str) -> set[str]:
    """The first two letters, in lower case, of every word that the pattern can begin with; one where it is that short.

    Reads what our vocabularies are written with: literal words, ``(?:a|b)``, ``[ab]`` and what may be left out
    (``?``). Anything else at the beginning (``\\w``, ``.``) stands for every letter.
    """
    return {start[:2] for start in _starts(pattern, 2)}


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
    if part in {r"\w", "."}:
        return set(string.ascii_lowercase)
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
