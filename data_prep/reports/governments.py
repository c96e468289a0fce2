"""The grammar by which a country's word names its government: ``Syrian`` + ``warplanes``, ``Russia's`` + ``jets``.

The words are those of ``forces.csv``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_prep.reports.actor_names import forces, heads, tree, words_of
from data_prep.reports.name_tree import longest

if TYPE_CHECKING:
    from data_prep.reports.name_tree import Entry
    from data_prep.reports.words import Words

BARE, NOTHING = "bare", ""
_OUTSIDE = frozenset({"pro", "anti", "ex", "non", "former", "formerly", "post"})
_CONTINENTS = frozenset({"latin", "south", "north", "central"})
_REGIME = frozenset({"regime", "government", "authorities", "administration", "junta"})
_MODIFIERS_AT_MOST = 4
_LONGEST_HEAD = 3
_TITLE_AT_MOST = 6
"""Words of ``loyal to`` and of the titles and first names before a ruler's name."""
_COUNTRIES_AT_MOST = 5


def read(words: Words, first: int, last: int, entry: Entry) -> tuple[int, str]:
    """What a country's word (words ``first`` to ``last``) and the words after it name: (last word, form).

    The form is ``forces``, ``action``, ``official``, ``insurgents``, ``people``, ``bare``, or "" for no actor.
    """
    if _is_outside(words, first):
        return last, NOTHING
    found = _phrase(words, last, entry) or _coordinated(words, last, entry)
    return found or (last, _alone(words, first, last, entry))


def _alone(words: Words, first: int, last: int, entry: Entry) -> str:
    """What a country's word names by itself."""
    if entry.role == "people" and first and words.folds[first - 1] == "the":
        return "people"
    if entry.role == "seat":
        return "official"
    if entry.role == "ruler" and _are_loyal(words, first):
        return "forces"
    hyphened = words.gap(last) in ("-", "–")
    return BARE if entry.role in ("name", "capital") and not hyphened else NOTHING


def _are_loyal(words: Words, first: int) -> bool:
    """``forces loyal to President Salva Kiir``."""
    before = words.folds[max(0, first - _TITLE_AT_MOST) : first]
    return "loyal" in before and "to" in before


def _is_outside(words: Words, first: int) -> bool:
    """``anti-Syrian``, ``former Soviet``, ``Latin America``: not the country."""
    if not first or not words.joined(first - 1):
        return False
    before = words.folds[first - 1]
    return before in _OUTSIDE or (before in _CONTINENTS and words.folds[first].startswith("america"))


def _phrase(words: Words, last: int, entry: Entry) -> tuple[int, str] | None:
    """Where the words after a country's word make it an actor."""
    if entry.role == "people" or words.gap(last) in ("-", "–"):
        return None
    found = _head(words, last)
    if found is None or _is_refused(words, found[0]) or not _fits(words, last, entry, found):
        return None
    return found


def _fits(words: Words, last: int, entry: Entry, found: tuple[int, str]) -> bool:
    """A capital has only a ``regime``; a country's name needs the possessive before what it does."""
    if entry.role in ("capital", "seat"):
        return words.folds[found[0]] in _REGIME
    if entry.role == "name" and found[1] != "forces":
        return words.raw(last)[-2:].lower() in ("'s", "’s")
    return True


def _head(words: Words, last: int) -> tuple[int, str] | None:
    """The last noun of forces, deeds or offices that follows, past at most a few modifiers."""
    modifiers = words_of("modifier")
    best: tuple[int, str] | None = None
    for at in range(last + 1, min(last + 2 + _MODIFIERS_AT_MOST, len(words))):
        if not words.joined(at - 1):
            break
        best = _head_at(words, at) or best
        if words.folds[at] not in modifiers:
            break
    return best


def _head_at(words: Words, at: int) -> tuple[int, str] | None:
    for length in range(_LONGEST_HEAD, 0, -1):
        form = heads().get(tuple(words.folds[at : at + length]))
        if form and all(words.joined(one) for one in range(at, min(at + length, len(words)) - 1)):
            return min(at + length, len(words)) - 1, form
    return None


def _is_refused(words: Words, last: int) -> bool:
    """``government-held``, ``army defectors``: the words after the head take the actor away."""
    if not words.joined(last):
        return False
    following = (words.folds[last + 1],)
    return following in forces()["not"] or (words.gap(last) == "-" and following in forces()["hyphened"])


def _coordinated(words: Words, last: int, entry: Entry, more: int = _COUNTRIES_AT_MOST) -> tuple[int, str] | None:
    """``Syrian or Russian warplanes``: the head of the second country's word serves the first."""
    at = last + 1
    if entry.role not in ("demonym", "name") or at >= len(words) or not more:
        return None
    if words.folds[at] in ("or", "and"):
        at += 1
    elif words.gap(last).strip() not in (",", "-", "–", "/"):
        return None
    if at >= len(words):
        return None
    other = longest(tree(), words, at, ("demonym",))
    if not other.entries:
        return None
    noun = other.entries[0]
    found = _phrase(words, other.last, noun) or _coordinated(words, other.last, noun, more - 1)
    return (last, found[1]) if found else None
