"""Words of a text with their offsets, in the form in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’ʼ`´‘][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’ʼ`´‘.]")
_POSSESSIVE = re.compile(r"['’ʼ`´‘][sS]$")
ARTICLES = frozenset("al el an ar as ash at ad az il ul".split())


class Word(NamedTuple):
    """One word: ``text[start:end]``, and the same folded (no accents, apostrophes, case or possessive)."""

    start: int
    end: int
    fold: str


def words(text: str) -> list[Word]:
    """Every word of a text, in order."""
    return [Word(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in the form in which names are compared: ``People's`` -> ``people``, ``Da'esh`` -> ``daesh``."""
    plain = _APOSTROPHES.sub("", _POSSESSIVE.sub("", word))
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return plain.lower()
