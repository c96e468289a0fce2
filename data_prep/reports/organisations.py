"""Organisations that no vocabulary holds, known by their form.

``the Front for the Defence of the Valley (FDV)``, ``the FDV [FRONT FOR THE DEFENCE OF THE VALLEY]``; the acronym then
names the organisation in the whole text. The nouns are those of ``organisation_words.csv``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from data_prep.reports.name_tree import common_words
from data_prep.vocab import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+(?:[-/][A-Z0-9]+)*")
_ACRONYM_ALONE = re.compile(rf"(?<![\w-]){_ACRONYM.pattern}(?![\w-])")
_ACRONYM_BEFORE = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]+(?:[-/][A-Z0-9]+)*)\s*$")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_BREAK = re.compile(r"[.,;:!?()\[\]\"“”]|\n\s*\n|--|\s-\s")
_INTRODUCERS = frozenset({"the", "a", "an", "called", "by", "from", "with", "as", "named", "known"})
_NOT_IN_NAMES = frozenset({"who", "that", "which", "by", "said", "is", "was"})
_WORDS_AT_MOST = 12
_LONGEST_ACRONYM = 10
_REACH = 140
_SHARE_OF_INITIALS = 0.4
_WEIGHT = {"rebel": 3, "jihadist": 4, "militia": 5, "cartel": 5, "organisation": 1}


class Organisation(NamedTuple):
    """An organisation named at ``text[start:end]``; ``name`` carries its acronym."""

    start: int
    end: int
    name: str
    kind: str


def find(text: str) -> list[Organisation]:
    """Every organisation that the text introduces with its acronym, and every other use of the acronym, in order."""
    introduced = list(_introduced(text))
    known = dict(introduced)
    uses = _ACRONYM_ALONE.finditer(text) if known else ()
    again = [known[use.group()]._replace(start=use.start(), end=use.end()) for use in uses if use.group() in known]
    found: list[Organisation] = []
    for one in sorted(
        [*(organisation for _, organisation in introduced), *again], key=lambda one: (one.start, -one.end)
    ):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def _introduced(text: str) -> Iterator[tuple[str, Organisation]]:
    for bracket in _BRACKETS.finditer(text):
        inside = bracket.group(1).strip(" \"'“”‘’")
        if _ACRONYM.fullmatch(inside):
            start = _start_of_name(text, bracket.start(), inside)
            if start is not None:
                yield _organisation(start, bracket.end(), text[start : bracket.start()], inside)
            continue
        before = _ACRONYM_BEFORE.search(text, max(0, bracket.start() - _LONGEST_ACRONYM - 2), bracket.start())
        if before and inside[0].isupper() and _is_name(inside, before.group(1)):
            yield _organisation(before.start(1), bracket.end(), inside, before.group(1))


def _organisation(start: int, end: int, name: str, acronym: str) -> tuple[str, Organisation]:
    words = " ".join(name.split()).strip(" \"“”'’")
    if words.isupper():
        words = " ".join(one.lower() if one.lower() in _connectors() else one.capitalize() for one in words.split())
    return acronym, Organisation(start, end, f"{words} ({acronym})", _kind(name))


def _start_of_name(text: str, end: int, acronym: str) -> int | None:
    """Where the name that ends at a bracket begins; None when no organisation's name stands there.

    Capitals show the name; in a text in capitals the nearest article or preposition before it does.
    """
    near = max(0, end - _REACH)
    near = max((found.end() for found in _BREAK.finditer(text, near, end)), default=near)
    run = list(_WORD.finditer(text, near, end))[-_WORDS_AT_MOST:]
    shouted = len(run) > 2 and text[run[0].start() : end].isupper()
    starts = [at for at in range(len(run) - 1) if _may_begin(run, at, shouted=shouted)]
    kept = [run[at].start() for at in starts if _is_name(text[run[at].start() : end], acronym)]
    if not kept:
        return None
    return kept[-1] if shouted else kept[0]


def _may_begin(run: list[re.Match[str]], at: int, *, shouted: bool) -> bool:
    word = run[at].group()
    if word.lower() in _connectors() or not word[0].isupper():
        return False
    if shouted:
        return at > 0 and run[at - 1].group().lower() in _INTRODUCERS
    return all(one.group()[0].isupper() or one.group().lower() in _connectors() for one in run[at:])


def _is_name(name: str, acronym: str) -> bool:
    """An organisation's noun stands in it, and the acronym's letters are largely its words' initials.

    Not all: an acronym often abbreviates the name in another language.
    """
    words = [word.group().lower() for word in _WORD.finditer(name)]
    if len(acronym) > _LONGEST_ACRONYM or acronym.lower() in common_words() or not _kind(name):
        return False
    if len(words) > _WORDS_AT_MOST or not _NOT_IN_NAMES.isdisjoint(words):
        return False
    initials = {word[0].upper() for word in words}
    letters = [letter for letter in acronym if letter.isalpha()]
    return sum(letter in initials for letter in letters) >= _SHARE_OF_INITIALS * len(letters)


def _kind(name: str) -> str:
    """The kind that the name's nouns make it, the most martial first; "" when there is none."""
    kinds = [kind for word in _WORD.finditer(name) if (kind := _kinds().get(word.group().lower()))]
    return max((kind for kind in kinds if kind != "connector"), key=lambda kind: _WEIGHT[kind], default="")


@cache
def _kinds() -> Mapping[str, str]:
    return mapping("organisation_words", "word", "kind")


@cache
def _connectors() -> frozenset[str]:
    return frozenset(word for word, kind in _kinds().items() if kind == "connector")
