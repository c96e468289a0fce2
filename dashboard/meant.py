"""Which name is meant by what a reader typed."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

ALIKE = 0.75
"""How much like a name, or like words of it, what was typed must be, to be taken for it; 1 is the same letters."""


def meant(typed: str, known: Collection[str], others: Mapping[str, Collection[str]] | None = None) -> str | None:
    """The name in ``known`` that is meant: written so, or otherwise (``others``: name -> its other spellings), or
    nearly so, or with as many words of it, nearly written. None where none is near. Among equals the first."""
    folded = _folded(typed)
    exact = _by_spelling(known, others or {})
    if folded in exact:
        return exact[folded]
    for spellings in (exact, _by_words(known, len(folded.split()))):
        near = get_close_matches(folded, list(spellings), n=1, cutoff=ALIKE)
        if near:
            return spellings[near[0]]
    return None


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def _by_spelling(known: Collection[str], others: Mapping[str, Collection[str]]) -> dict[str, str]:
    found = {_folded(name): name for name in known}
    for name in known:
        for spelling in others.get(name, ()):
            found.setdefault(_folded(spelling), name)
    return found


def _by_words(known: Collection[str], most: int) -> dict[str, str]:
    """Every run of that many words of a name -> the first name that has it."""
    found: dict[str, str] = {}
    for name in known:
        for words in _runs(_folded(name).split(), most):
            found.setdefault(words, name)
    return found


def _runs(words: list[str], length: int) -> Iterator[str]:
    for start in range(len(words) - length + 1) if length else ():
        yield " ".join(words[start : start + length])
