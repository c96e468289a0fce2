"""What the name of a column says that it holds, in the languages of ``table_headers.csv`` and in HXL tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from data_prep.tables.days import DAY_FIRST, MONTH_FIRST
from data_prep.tables.plain import normal
from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Iterator

NONE = "none"
"""The target of names that look like one of the others and are not."""
HXL = "HXL"
_FILLERS = ("filler", "person")
_BOUNDS = ("low", "high")
_EXACT, _TURNED, _FILLED, _PART, _WEAK, _MISSPELT = 1.0, 0.98, 0.95, 0.9, 0.6, 0.65
_CLOSE = 0.86
_SHORTEST = 5
"""Letters of a name that may be misspelt: of shorter ones another word is too near."""


@dataclass(frozen=True)
class Named:
    """A target that a name is one for; ``score`` 0 to 1."""

    target: str
    score: float
    language: str


@dataclass(frozen=True)
class _Phrase:
    text: str
    words: frozenset[str]
    target: str
    language: str
    weak: bool


@lru_cache(maxsize=4096)
def named(name: str, tag: str = "") -> tuple[Named, ...]:
    """Every target that the name, or its HXL tag, may stand for, the likeliest first and each once."""
    plain = normal(_FORMAT.sub(" ", _REPEATED.sub("", name)))
    bounded = [*_bounded(plain)]
    worded = [one for one in _worded(plain, _bag(plain)) if not bounded or not _has_bounds(one.target)]
    found = [*_tagged(tag), *bounded, *worded, *_either(name)]
    if not any(one.score > _MISSPELT for one in found):
        found += _misspelt(plain)
    best: dict[str, Named] = {}
    for one in sorted(found, key=lambda one: -one.score):
        best.setdefault(one.target, one)
    return tuple(best.values())


_REPEATED = re.compile(r"\s*\(\d+\)$")
"""What a second column of the same name is called by: ``Date (2)``."""


_FORMAT = re.compile(
    r"(?<![^\W\d_])(?:(?P<day>(?:dd?|jj|\u0434\u0434)[-/. ]?(?:mm?|\u043c\u043c))|mm?[-/. ]?dd?)"
    r"[-/. ]?(?:[ya]{2,4}|\u0440{2,4}|\u0433{2,4})(?![^\W\d_])",
    re.IGNORECASE,
)
"""How dates are written, in English, French, Spanish and with Ukrainian or Russian letters."""


def order_in_name(name: str) -> str | None:
    """``day-first`` or ``month-first`` where the name of a column says how its dates are written: ``Date
    (dd/mm/yyyy)``, ``mm-dd-yy``, ``jj/mm/aaaa``; mostly None."""
    match = _FORMAT.search(name)
    return None if match is None else DAY_FIRST if match["day"] else MONTH_FIRST


def _either(name: str) -> Iterator[Named]:
    """``Town / Village``: two names for one thing."""
    parts = [part for part in re.split(r"\s*/\s*", name) if part]
    first = [next(_best(normal(part)), None) for part in parts] if len(parts) > 1 else []
    told = {one.target if one else None for one in first}
    if len(told) == 1 and first[0] is not None:
        yield Named(first[0].target, _FILLED, first[0].language)


def _best(name: str) -> Iterator[Named]:
    found = sorted(_worded(name, _bag(name)), key=lambda one: -one.score)
    return (one for one in found if one.score >= _WEAK * _FILLED)


def _worded(name: str, words: frozenset[str]) -> Iterator[Named]:
    for phrase in _phrases():
        if phrase.words <= words:
            score = _score(phrase, name, words)
            yield Named(phrase.target, round(score * (_WEAK if phrase.weak else 1), 3), phrase.language)


def _bounded(name: str) -> Iterator[Named]:
    """``killed min``: where a word of a bound stands beside the name of a count, it is that bound of it."""
    words = _bag(name)
    for bound in _BOUNDS:
        for language, bounds in _words_of(bound).items():
            rest = words - bounds
            if rest and rest != words:
                without = " ".join(word for word in name.split() if _stem(word) in rest)
                found = (one for one in _worded(without, rest) if one.language == language)
                yield from (
                    Named(f"{one.target}_{bound}", one.score, language) for one in found if _has_bounds(one.target)
                )


@cache
def _has_bounds(target: str) -> bool:
    return any(row["target"] == f"{target}_low" for row in table("table_targets"))


def _score(phrase: _Phrase, name: str, words: frozenset[str]) -> float:
    """1 for the phrase itself, less where the name has words besides, which may change what it means."""
    if phrase.text == name:
        return _EXACT
    if phrase.words == words:
        return _TURNED
    rest = words - phrase.words - _words_of(*_FILLERS)[phrase.language]
    return _PART * len(phrase.words) / (len(phrase.words) + len(rest)) if rest else _FILLED


def _misspelt(name: str) -> Iterator[Named]:
    known = {phrase.text: phrase for phrase in _phrases() if len(phrase.text) >= _SHORTEST and not phrase.weak}
    for text in get_close_matches(name, known, n=1, cutoff=_CLOSE) if len(name) >= _SHORTEST else ():
        yield Named(known[text].target, _MISSPELT, known[text].language)


def _tagged(tag: str) -> Iterator[Named]:
    """HXL: the tag is the same, and the attributes are among those given; the more of them the surer."""
    name, *attributes = _parts(tag)
    for pattern, target in _tags() if name else ():
        if pattern[0] == name and set(pattern[1:]) <= set(attributes):
            missed = len(attributes) - len(pattern) + 1
            yield Named(target, round(_EXACT - 0.05 * missed, 3), HXL)


@cache
def _tags() -> list[tuple[list[str], str]]:
    rows = [row for row in table("table_headers") if row["language"] == HXL]
    return [(_parts(tag), row["target"]) for row in rows for tag in several(row["words"])]


def _parts(tag: str) -> list[str]:
    return re.split(r"\s*\+\s*", tag.strip().casefold())


@cache
def _phrases() -> list[_Phrase]:
    rows = [
        row for row in table("table_headers") if row["language"] != HXL and row["target"] not in (*_FILLERS, *_BOUNDS)
    ]
    return [_phrase(word, row["target"], row["language"]) for row in rows for word in several(row["words"])]


def _phrase(word: str, target: str, language: str) -> _Phrase:
    text = normal(word)
    return _Phrase(text, _bag(text), target, language, weak=word.endswith("?"))


@cache
def _words_of(*kinds: str) -> dict[str, frozenset[str]]:
    """Language -> the words of these rows."""
    found: dict[str, frozenset[str]] = {}
    for row in table("table_headers"):
        words = normal(" ".join(several(row["words"]))) if row["target"] in kinds else ""
        found[row["language"]] = found.get(row["language"], frozenset()) | _bag(words)
    return found


def _bag(name: str) -> frozenset[str]:
    return frozenset(map(_stem, name.split()))


def _stem(word: str) -> str:
    """Without the Arabic article, alone or after "of", and the plural's s, which writers put or leave out."""
    if word.startswith(("\u0627\u0644", "\u0644\u0644")) and len(word) > 3:
        return word[2:]
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
