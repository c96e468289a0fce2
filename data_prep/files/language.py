"""Which language a text is in, as far as needed to say that we do not read it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from data_prep.vocab import several, table

_WORDS = {row["language"]: frozenset(several(row["words"])) for row in table("languages")}
_READ = {row["language"] for row in table("languages") if row["read"] == "yes"}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
_FEWEST_WORDS = 20
"""Fewer words than these say nothing about the language; another alphabet says it with a few letters."""
_FEWEST_LETTERS = 10


def unread_language(text: str) -> str:
    """The language, or else the script, that the text seems to be in, if we do not read it; '' otherwise."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    read = max(_count(words, language) for language in _READ)
    if read * 5 > len(words):
        return ""
    counts = {language: _count(words, language) for language in _WORDS}
    best = max(counts, key=lambda language: counts[language])
    script = _other_script(words)
    if script:
        return best if counts[best] and best not in _READ else f"{script} letters"
    enough = len(words) >= _FEWEST_WORDS and counts[best] >= len(words) / 10
    return best if enough and best not in _READ and counts[best] > 2 * read else ""


def _count(words: list[str], language: str) -> int:
    known = _WORDS[language]
    return len([word for word in words if word in known])


def _other_script(words: list[str]) -> str:
    """The script that most letters are of, '' for Latin: ``Arabic``, ``Cyrillic``, ``Cjk``."""
    letters = "".join(words)
    ascii_letters = len(letters.encode("ascii", "ignore"))
    if len(letters) < _FEWEST_LETTERS or ascii_letters * 2 > len(letters):
        return ""
    scripts = Counter(unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0] for letter in letters)
    found = scripts.most_common(1)[0][0]
    return "" if found == "LATIN" else found.capitalize() if found != "CJK" else "Chinese"
