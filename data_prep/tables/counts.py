"""Count cells of tables: how many, at least and at most, by the rules for numbers of the claim frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from data_prep.tables.plain import cleaned, folded
from data_prep.vocab import several, table

LARGEST = 10_000_000
"""More than these were never killed in one event."""
_LONGEST = 100
"""Characters: a longer cell holds a story, and no count."""


@dataclass(frozen=True)
class Count:
    """At least ``low`` and at most ``high``, None where a bound is not told; ``flags`` of the code book."""

    low: int | None
    high: int | None
    flags: tuple[str, ...] = ()


_DIGITS = re.compile(r"(\d+)(?:\.0*|,0{1,2})?")
_GROUPS = re.compile(r"(\d{1,3}(?:(?P<mark>[ ,.'])\d{3})(?:(?P=mark)\d{3})*|\d{1,2}(?:,\d{2})+,\d{3})(?:[.,]0+)?")
_RANGE = re.compile(r"([^-]+?)\s*-+\s*([^-]+?)(\s*\+)?")
_BRACKET = re.compile(r"(.*\d)\s*\([^()]*\)")
_NEGATIVE = re.compile(r"-\s*\d[\d.,]*")


@lru_cache(maxsize=100_000)
def read_count(cell: str) -> Count | None:
    """The count that a cell gives; None where it gives none (empty, "Unknown", "n/a", "-").

    Raises ValueError, its text one sentence, for what is no count of people: words, half people, numbers below zero
    or above LARGEST. A lower bound above the upper one is kept as written and flagged ``bounds-crossed``.
    """
    text = cleaned(cell).strip(" \"'*")
    if len(text) > _LONGEST:
        raise ValueError(f"{_shown(cell)} is not a number.")
    plain = _plain(text)
    if plain is not None:
        return _sound(cell, plain)
    if is_unknown(text):
        return None
    if folded(text).rstrip(".") in _meaning("none"):
        return Count(0, 0)
    if _NEGATIVE.fullmatch(text):
        raise ValueError(f"{_shown(cell)} is below zero.")
    return _sound(cell, _in_words(cell, folded(text)))


def is_unknown(text: str) -> bool:
    """Whether a cell says that nothing is known: empty, a dash, "n/a", "inconnu"."""
    return not text.strip("-.?/* ") or folded(text) in _meaning("unknown")


def _plain(text: str) -> Count | None:
    """Figures without words; what stands in brackets after one ("5 (2 children)") does not change it."""
    number = _figure(text)
    if number is not None:
        return Count(number, number)
    if match := _RANGE.fullmatch(text):
        return _range(_figure(match[1]), _figure(match[2]), open_above=bool(match[3]))
    low = _figure(text[:-1].rstrip()) if text[-1:] == "+" else None
    if low is not None:
        return Count(low, None)
    asked = _figure(text.rstrip("?() ")) if text.rstrip(")")[-1:] == "?" else None
    return None if asked is None else Count(asked, asked, ("number-approximate",))


def _range(low: int | None, high: int | None, *, open_above: bool) -> Count | None:
    if low is None or high is None:
        return None
    if open_above:
        return Count(low, None)
    return Count(low, high, ("bounds-crossed",) if low > high else ())


def _figure(text: str) -> int | None:
    """``1234``, ``5.0``, ``1,234``, ``1 234``, ``1.234``."""
    match = _GROUPS.fullmatch(text) or _DIGITS.fullmatch(text)
    return int(re.sub(r"\D", "", match[1])) if match else None


def _in_words(cell: str, text: str) -> Count:
    bare = _BRACKET.fullmatch(text)
    count = _worded(text) or (bare and (_plain(bare[1]) or _worded(bare[1])))
    if count is None:
        raise ValueError(f"{_shown(cell)} is not a number.")
    return count


def _worded(text: str) -> Count | None:
    """As the reports' reader of numbers has it, in English or in a language whose words are put into English first."""
    # Imported here: most tables have figures only.
    from data_prep.reports.numbers import find_counts

    for words in dict.fromkeys(_englished(text, language) for language in _languages()):
        found = find_counts(words)
        if len(found) == 1 and not (words[: found[0].start] + words[found[0].end :]).strip(" .,"):
            return Count(found[0].low, found[0].high, found[0].flags)
    return None


def _englished(text: str, language: str) -> str:
    """The cell with the words of a language put into English, without brackets and words for people."""
    pattern, opening, within = _languages()[language]

    def means(match: re.Match[str]) -> str:
        return f" {(within if match.start() else opening)[match.group()]} "

    return " ".join(_BRACKETS.sub(" ", pattern.sub(means, text)).split())


_BRACKETS = re.compile(r"[()]")


@cache
def _languages() -> dict[str, tuple[re.Pattern[str], dict[str, str], dict[str, str]]]:
    """Language -> the pattern of its words, and what each means at the start of a cell and further on."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for row in table("table_count_words"):
        if row["means"] not in {"unknown", "none"}:
            means = "" if row["means"] == "person" else row["means"]
            pairs.setdefault(row["language"], []).extend((folded(word), means) for word in several(row["words"]))
    return {language: (_any(dict(words)), dict(reversed(words)), dict(words)) for language, words in pairs.items()}


def _any(words: dict[str, str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_whole, longest)))


def _whole(word: str) -> str:
    """The word as a pattern that does not match inside another word; figures may stand close to it."""
    before = r"(?<![^\W\d])" if word[0].isalpha() else ""
    after = r"(?![^\W\d])" if word[-1].isalpha() else ""
    return before + re.escape(word) + after


@cache
def _meaning(what: str) -> frozenset[str]:
    rows = [row for row in table("table_count_words") if row["means"] == what]
    return frozenset(folded(word) for row in rows for word in several(row["words"]))


def _sound(cell: str, count: Count) -> Count:
    if max(count.low or 0, count.high or 0) > LARGEST:
        raise ValueError(f"{_shown(cell)} is more than {LARGEST:,}, which no count of people is.")
    return count


def _shown(cell: str) -> str:
    """The cell in quotation marks, cut where it is long."""
    text = " ".join(cell.split())
    return f'"{text if len(text) <= 60 else text[:57] + "..."}"'
