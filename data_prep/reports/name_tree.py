"""A tree of names, word by word, and the search for the longest name that begins at a word."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from data_prep.reports.words import ARTICLES, Words
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Collection

ACTOR = "actor"
_SHORT = 3
_LONGEST_NAME = 20


@dataclass(frozen=True)
class Entry:
    """What a path of words stands for: an actor, or (``role``) a word for a country.

    ``role`` is ``actor``, or ``name``, ``demonym``, ``people``, ``capital``, ``seat``, ``ruler``. ``upper``: which of
    the path's words must be written in capitals; ``title``: which one must begin with a capital, -1 for none.
    ``doubtful``: others bear this name too, so the text must speak of the actor's country.
    """

    role: str
    actor: str
    country: str
    upper: tuple[int, ...] = ()
    title: int = -1
    doubtful: bool = False


@dataclass
class Node:
    """A node of the tree: the words that may follow, and what the path up to here stands for."""

    after: dict[str, Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """The longest name at a word: its last word and what it stands for, actors first; no entries: no name."""

    last: int
    entries: tuple[Entry, ...]


@cache
def common_words() -> frozenset[str]:
    """English words that are also acronyms or names."""
    return frozenset(row["word"] for row in table("common_words"))


def hang(root: Node, spelling: str, role: str, actor: str, country: str) -> None:
    """Hang a spelling in the tree; a ``?`` at its end marks it as doubtful."""
    spelled = Words(spelling)
    kept = [at for at, word in enumerate(spelled.folds) if word != "al" or len(spelled) == 1]
    raw = [spelled.raw(at) for at in kept]
    upper = tuple(at for at, word in enumerate(raw) if _is_acronym(word))
    title = next((at for at, word in enumerate(raw) if word[0].isupper()), -1)
    node = root
    for at in kept:
        node = node.after.setdefault(spelled.folds[at], Node())
    entry = Entry(role, actor, country, upper, title, spelling.endswith("?"))
    if entry not in node.entries:
        node.entries.append(entry)
        node.entries.sort(key=lambda one: one.role != ACTOR)


def _is_acronym(word: str) -> bool:
    """Written in capitals only, and too short or too common a word to be known in any other writing."""
    letters = word.replace(".", "")
    return letters.isupper() and len(letters) > 1 and (len(letters) <= _SHORT or letters.lower() in common_words())


def longest(root: Node, words: Words, first: int, roles: Collection[str] = ()) -> Found:
    """The longest name that begins at a word, of the given roles (none given: any)."""
    node, path = root, []
    best = Found(first, ())
    folds = words.folds
    for at in range(first, min(first + _LONGEST_NAME, len(folds))):
        if at > first and not words.joined(at - 1):
            break
        following = node.after.get(folds[at])
        if following is None:
            if folds[at] in ARTICLES and is_article(words, at):
                continue
            break
        node = following
        path.append(at)
        if node.entries:
            kept = tuple(e for e in node.entries if (not roles or e.role in roles) and _written_as(e, words, path))
            best = Found(at, kept) if kept else best
    return best


def is_article(words: Words, at: int) -> bool:
    """``al`` and its kin before a hyphen, or ``al`` or ``el`` before a space: no part of a name's path."""
    fold = words.folds[at]
    if fold not in ARTICLES or at + 1 >= len(words):
        return False
    return words.gap(at) == "-" or (fold in ("al", "el") and words.joined(at))


def _written_as(entry: Entry, words: Words, path: list[int]) -> bool:
    """Capitals where the name needs them; where everything is in capitals, no common English word."""
    if entry.title < 0:
        return True
    if any(not words.raw(path[at]).isupper() for at in entry.upper):
        return False
    first = words.raw(path[entry.title])[0]
    if not (first.isupper() or first.isdigit()):
        return False
    common = len(path) == 1 and words.folds[path[0]] in common_words()
    return not (common and words.raw(path[0]).isupper() and words.shouted(path[0], path[0]))
