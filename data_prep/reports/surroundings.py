"""What the words around a name say of it: a place or not, at it or near it, in which direction, how far.

The words are those of ``place_words.csv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from data_prep.reports.actor_names import tree
from data_prep.reports.gazetteer import acronyms, curated_names
from data_prep.reports.name_tree import common_words
from data_prep.reports.words import ARTICLES
from data_prep.vocab import mapping, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data_prep.reports.words import Words

_AWAY = re.compile(
    r"(?:(?P<n>\d+(?:[.,]\d+)?)[\s-]*(?P<unit>k|m)(?:m|ms|ilomet(?:er|re)s?|iles?)\.?\s*(?:\([^)]{1,30}\)\s*)?)?"
    r"(?:(?:to\s+the\s+)?(?P<way>(?:north|south)?[\s-]?(?:east|west)?)\s+)?(?:of|from)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|capital|port|province)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_AWAY_ENDS = frozenset(("of", "from", "the", "city", "town", "village", "capital", "port", "province"))
_KILOMETRES = {"k": 1.0, "m": 1.609344}
_LOOK_BACK = 90
_HOME_GAPS = frozenset({",", "(", "["})
_SKIPPED_AT_MOST = 4
_NEVER = frozenset({"never", "function", "in", "from", "near"})
# Points for and against a place; six are enough (see places.py).
_IN, _NEAR, _FROM, _NOUN, _NOUN_OF, _OF = 3.0, 3.0, 1.5, 3.5, 4.0, 1.0
_ROAD = -6.0
_UNIT, _AREA, _HOME, _BASED = 3.5, 2.5, 2.5, 1.0
_PERSON, _STRANGER, _FACILITY, _HYPHEN, _COMMON, _COMMON_SHOUTED, _SHORT, _SHOUTED = (
    -6.0,
    -4.0,
    -6.0,
    -1.0,
    -5.0,
    -9.0,
    -2.0,
    -2.0,
)


@dataclass(frozen=True)
class Surroundings:
    """What stands around a name.

    ``points`` speak for a place or against it. ``noun``, ``unit``, ``area``: the word that says what it is ("town",
    "province", "countryside"). ``compass``: the word before it ("northern"). ``kilometres`` and ``bearing`` (degrees
    from north) as in "20 km south of". ``based``: "Baghdad-based". ``home``: the key of the country or unit that
    follows ("Tripoli, Lebanon").
    """

    points: float
    near: bool = False
    noun: str = ""
    unit: str = ""
    area: str = ""
    compass: str = ""
    based: bool = False
    kilometres: float = 0.0
    bearing: float | None = None
    home: str = ""


def look(words: Words, first: int, last: int) -> Surroundings:
    """Read the words around words ``first`` to ``last``."""
    before, after = _before(words, first), _after(words, last)
    distance, bearing = _away(words, first)
    return Surroundings(
        before.points + after.points + _itself(words, first, last),
        before.near or distance > 0 or bearing is not None,
        before.noun or after.noun,
        after.unit or before.unit,
        after.area,
        before.compass,
        after.based,
        distance,
        bearing,
        after.home,
    )


def fit(around: Surroundings, kind: str) -> float:
    """How well a kind of place fits the nouns around its name, in points."""
    if around.unit in _words("unit1"):
        return {"governorate": 3.0, "region": 1.0}.get(kind, -1.0)
    if kind == "governorate" and around.area:
        return 1.0 if around.area in _words("rural") else _ROAD
    if kind == "governorate":
        return -3.0 if around.noun or around.unit else -0.6
    if around.noun:
        return 2.0 if kinds().get(around.noun, "town") == kind else 0.0
    return 0.0


def precision(around: Surroundings, at_best: int) -> int:
    """UCDP's where_prec, from that of the place itself."""
    if at_best in (4, 6) and around.compass:
        return 5
    if at_best != 1:
        return at_best
    if around.unit:
        return 4 if around.unit in _words("unit1") else 3
    return 2 if around.near or around.area else 1


def bearings() -> Mapping[str, float]:
    """The words of the compass, in degrees from north."""
    return _bearings()


@cache
def _bearings() -> Mapping[str, float]:
    return {word: float(degrees) for word, degrees in mapping("compass", "word", "degrees").items()}


@cache
def kinds() -> Mapping[str, str]:
    """The kind of place that a noun means: ``camp`` -> ``camp``, ``neighbourhood`` -> ``district``."""
    return {row["word"]: row["kind"] for row in table("place_words") if row["kind"]}


def is_inside_names(fold: str) -> bool:
    """An article or preposition that stands inside names of places in small letters: ``Rio de la Plata``."""
    return fold in ARTICLES or "inside" in _uses(fold)


@cache
def never() -> frozenset[str]:
    """Months, weekdays, ``the``, prepositions: no name of a place begins so."""
    return frozenset(word for word, uses in _word_uses().items() if not uses.isdisjoint(_NEVER))


@cache
def _word_uses() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("place_words"):
        found.setdefault(row["word"], set()).add(row["use"])
    return {word: frozenset(uses) for word, uses in found.items()}


def _uses(fold: str) -> frozenset[str]:
    return _word_uses().get(fold, frozenset())


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(word for word, uses in _word_uses().items() if use in uses)


@cache
def _not_places() -> frozenset[str]:
    return frozenset(row["word"] for row in table("not_places")) | common_words()


def _itself(words: Words, first: int, last: int) -> float:
    """Points against a name that is a common word, or very short."""
    fold = words.folds[last]
    if first < last and words.folds[first] not in ARTICLES:
        return 0.5
    if fold in acronyms() and (not words.raw(last).isupper() or fold in common_words()):
        return _COMMON_SHOUTED if words.shouted(first, last) or not words.raw(last).isupper() else 0.0
    if fold in _not_places():
        return _COMMON_SHOUTED if words.shouted(first, last) else _COMMON
    return _SHORT if len(fold) <= 3 else 0.0


def _before(words: Words, first: int) -> Surroundings:
    """What the words before the name say."""
    at, compass = first - 1, ""
    if at < 0 or not words.joined(at):
        return Surroundings(0.0)
    if words.folds[at] in _bearings():
        compass, at = words.folds[at], at - 1
    at = _skip(words, at)
    if at < 0 or not words.joined(at):
        return Surroundings(0.0, compass=compass)
    if words.folds[at] == "of":
        return replace(_of(words, at), compass=compass)
    return replace(_directly_before(words, at, first), compass=compass)


def _skip(words: Words, at: int) -> int:
    """Past ``the`` and words such as ``rebel-held``, ``besieged``, ``nearby``."""
    for _ in range(_SKIPPED_AT_MOST):
        if at < 0 or not words.joined(at) or "skip" not in _uses(words.folds[at]):
            break
        at -= 1
    return at


def _of(words: Words, at: int) -> Surroundings:
    """``the town of``, ``the outskirts of``, ``south of``."""
    noun = words.folds[at - 1] if at else ""
    uses = _uses(noun)
    if uses & {"noun", "unit", "unit1"}:
        return Surroundings(_NOUN_OF, noun=noun if "noun" in uses else "", unit=noun if "unit1" in uses else "")
    if uses & {"near", "area"} or noun in _bearings():
        return Surroundings(_NEAR, near=True)
    return Surroundings(_OF)


def _directly_before(words: Words, at: int, first: int) -> Surroundings:
    fold, uses = words.folds[at], _uses(words.folds[at])
    if "person" in uses and at == first - 1:
        return Surroundings(_PERSON)
    for use, points in (("in", _IN), ("near", _NEAR), ("from", _FROM), ("noun", _NOUN)):
        if use in uses:
            return Surroundings(points, near=use == "near", noun=fold if use == "noun" else "")
    if at < first - 1:
        return Surroundings(0.0)
    beside_a_word = bool(words.capital(at) and words.shouted(at, first) and not uses)
    return Surroundings(_STRANGER if _is_stranger(words, at, first) else _SHOUTED if beside_a_word else 0.0)


def _is_stranger(words: Words, at: int, beside: int) -> bool:
    """A word with a capital beside a name that is not known to go with places: both belong to a longer name."""
    if not words.capital(at) or words.shouted(min(at, beside), max(at, beside)):
        return False
    opens_sentence = at < beside and (at == 0 or not words.joined(at - 1))
    return not opens_sentence and words.folds[at] not in tree().after and not _uses(words.folds[at])


def _after(words: Words, last: int) -> Surroundings:
    """What the words after the name say."""
    gap, at = words.gap(last), last + 1
    if not gap:
        return Surroundings(0.0)
    if gap == "-":
        return Surroundings(_BASED, based=True) if words.folds[at] == "based" else Surroundings(_HYPHEN)
    home = _home(words, at) if gap.strip() in _HOME_GAPS else ""
    if home:
        return Surroundings(_HOME, home=home)
    return Surroundings(0.0) if gap.strip() else _directly_after(words, at)


def _directly_after(words: Words, at: int) -> Surroundings:
    fold, uses = words.folds[at], _uses(words.folds[at])
    if uses & {"unit", "unit1"}:
        return Surroundings(_UNIT, unit=fold)
    if "noun" in uses:
        return Surroundings(_NOUN, noun=fold)
    if "area" in uses:
        return Surroundings(_AREA, area=fold)
    if "facility" in uses:
        return Surroundings(_FACILITY)
    return Surroundings(_STRANGER if _is_stranger(words, at, at - 1) else 0.0)


def _home(words: Words, at: int) -> str:
    """The country or place of our own vocabularies that follows: ``Khuza'a, Khan Younis``; "" for none."""
    keys = (" ".join(words.folds[at : at + length]) for length in (3, 2, 1))
    return next((key for key in keys if key in curated_names()), "")


def _away(words: Words, first: int) -> tuple[float, float | None]:
    """Kilometres and bearing that the words before a name give: "20 km south of " -> (20.0, 180.0)."""
    if not first or words.folds[first - 1] not in _AWAY_ENDS:
        return 0.0, None
    start = words.starts[first]
    found = _AWAY.search(words.text, max(0, start - _LOOK_BACK), start)
    if found is None:
        return 0.0, None
    bearing = _bearings().get(re.sub(r"[\s-]", "", (found["way"] or "").lower()))
    if not found["n"]:
        return 0.0, bearing
    return float(found["n"].replace(",", ".")) * _KILOMETRES[found["unit"].lower()], bearing
