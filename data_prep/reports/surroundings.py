"""What the words around a name say of it: a place or not, at it or near it, in which direction, how far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from data_prep.reports import sounds
from data_prep.reports.actor_names import common_words, tree
from data_prep.reports.gazetteer import curated_names
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data_prep.reports.words import Word

_COMPASS = {
    "north": 0.0, "northern": 0.0, "northeast": 45.0, "northeastern": 45.0, "east": 90.0, "eastern": 90.0,
    "southeast": 135.0, "southeastern": 135.0, "south": 180.0, "southern": 180.0, "southwest": 225.0,
    "southwestern": 225.0, "west": 270.0, "western": 270.0, "northwest": 315.0, "northwestern": 315.0,
    "central": None,
}  # fmt: skip
_AWAY = re.compile(
    r"(?:(?P<n>\d+(?:[.,]\d+)?|[a-z]+(?:-[a-z]+)?)[\s-]*(?P<unit>km|kms|kilomet(?:er|re)s?|miles?)\.?\s*"
    r"(?:\([^)]{1,30}\)\s*)?)?(?:to\s+the\s+)?"
    r"(?P<way>north|south|east|west|north[\s-]?east|north[\s-]?west|south[\s-]?east|south[\s-]?west)?\s*(?:of|from)\s+"
    r"(?:the\s+)?(?:(?:city|town|village|capital|port|province)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_KILOMETRES = {"k": 1.0, "m": 1.609344}
_LOOK_BACK = 90
_INSIDE = frozenset("de del la las los le les do da dos das di du des sur of the upon bin ibn y e i".split())


@dataclass(frozen=True)
class Surroundings:
    """What stands around a name. ``points`` speak for (or against) a place; ``bearing`` in degrees from north."""

    points: float
    near: bool = False
    noun: str = ""
    unit: str = ""
    area: str = ""
    based: bool = False
    compass: str = ""
    kilometres: float = 0.0
    bearing: float | None = None


def is_article(fold: str) -> bool:
    """``al`` and its kin."""
    return fold in sounds.ARTICLES


def is_inside_names(fold: str) -> bool:
    """An article or preposition that stands inside names of places in small letters: ``Rio de la Plata``."""
    return fold in _INSIDE or fold in sounds.ARTICLES


def look(text: str, words: Sequence[Word], first: int, last: int) -> Surroundings:
    """Read the words around words ``first`` to ``last``."""
    scene = _Scene(text, words, first, last)
    before, after = scene.before(), scene.after()
    distance, bearing = _away(text[max(0, words[first].start - _LOOK_BACK) : words[first].start])
    return Surroundings(
        before.points + after.points + scene.itself(),
        near=before.near or distance > 0 or bearing is not None,
        noun=before.noun or after.noun,
        unit=after.unit,
        area=after.area,
        based=after.based,
        compass=before.compass,
        kilometres=distance,
        bearing=bearing,
    )


def fit(around: Surroundings, kind: str) -> float:
    """How well a kind of place fits the nouns around its name."""
    if around.unit in _FIRST_LEVEL:
        return {"governorate": 3.0, "region": 1.0}.get(kind, -1.0)
    if kind == "governorate":
        return -3.0 if around.noun or around.unit else 1.0 if around.area in ("region", "countryside") else -0.6
    if around.noun:
        return 2.0 if _KIND_OF_NOUN.get(around.noun, "town") == kind else 0.0
    return 0.0


def precision(around: Surroundings, at_best: int) -> int:
    """UCDP's where_prec, from that of the place itself."""
    if at_best in (4, 6) and around.compass:
        return 5
    if at_best != 1:
        return at_best
    if around.unit:
        return 4 if around.unit in _FIRST_LEVEL else 3
    return 2 if around.near or around.area else 1


class _Scene:
    """The words before and after a name."""

    def __init__(self, text: str, words: Sequence[Word], first: int, last: int) -> None:
        self.text, self.words, self.first, self.last = text, words, first, last
        near = [text[word.start : word.end] for word in words[max(0, first - 3) : last + 4]]
        self.shouted = all(word.isupper() for word in near if len(word) > 1)

    def itself(self) -> float:
        """Points against a name that is a common word, or very short."""
        fold = self.words[self.last].fold
        if self.first < self.last and not is_article(self.words[self.first].fold):
            return 0.5
        if fold in common_words() or fold in _not_places():
            return -9.0 if self.shouted else -5.0
        return -2.0 if len(fold) <= 3 else 0.0

    def before(self) -> Surroundings:
        """What the words before the name say."""
        at, compass = self.first - 1, ""
        if at < 0 or not self._joined(at):
            return Surroundings(0.0)
        if self.words[at].fold in _COMPASS:
            compass, at = self.words[at].fold, at - 1
        at = self._skip(at)
        if at < 0:
            return Surroundings(0.0, compass=compass)
        fold, uses = self.words[at].fold, _uses(self.words[at].fold)
        if fold == "of":
            return self._of(at, compass)
        if "person" in uses and at == self.first - 1 and not ("near" in uses or "in" in uses):
            return Surroundings(-6.0)
        for use, points in (("in", 3.0), ("near", 3.0), ("from", 1.5), ("noun", 3.0)):
            if use in uses:
                return Surroundings(points, near=use == "near", noun=fold if use == "noun" else "", compass=compass)
        if at == self.first - 1 and self._strange(at):
            return Surroundings(-4.0)
        return Surroundings(0.0, compass=compass)

    def _of(self, at: int, compass: str) -> Surroundings:
        """``the town of``, ``the outskirts of``, ``south of``."""
        noun = self.words[at - 1].fold if at else ""
        uses = _uses(noun)
        if "noun" in uses or "unit" in uses:
            return Surroundings(4.0, noun=noun, compass=compass)
        if "near" in uses or "area" in uses or noun in _COMPASS:
            return Surroundings(3.0, near=True, compass=compass)
        return Surroundings(1.0, compass=compass)

    def _skip(self, at: int) -> int:
        """Past ``the`` and words such as ``rebel-held``, ``besieged``, ``nearby``, at most four."""
        for _ in range(4):
            if at < 0 or not self._joined(at) or self.words[at].fold not in _skipped():
                break
            at -= 1
        return at

    def _strange(self, at: int) -> bool:
        """A word in capital letters beside the name that is not known to go with places: part of a longer name."""
        word = self.words[at]
        raw = self.text[word.start : word.end]
        if self.shouted or not raw[0].isupper() or self._opens_sentence(at):
            return False
        return word.fold not in tree().after and not _uses(word.fold)

    def _opens_sentence(self, at: int) -> bool:
        return at == 0 or self.text[self.words[at - 1].end : self.words[at].start].strip() not in ("", ",", "-")

    def after(self) -> Surroundings:
        """What the words after the name say."""
        at = self.last + 1
        if at >= len(self.words):
            return Surroundings(0.0)
        gap, fold = self.text[self.words[self.last].end : self.words[at].start], self.words[at].fold
        if gap == "-":
            return Surroundings(1.0, based=True) if fold == "based" else Surroundings(-1.0)
        if gap.strip() == "," and self._is_home(at):
            return Surroundings(2.5)
        if gap.strip():
            return Surroundings(0.0)
        return self._directly_after(at, fold)

    def _directly_after(self, at: int, fold: str) -> Surroundings:
        uses = _uses(fold)
        if "unit" in uses:
            return Surroundings(3.5, unit=fold)
        if "noun" in uses or fold == "refugee":
            return Surroundings(3.5, noun=fold)
        if "area" in uses:
            return Surroundings(2.5, area=fold)
        if "facility" in uses:
            return Surroundings(-4.0)
        return Surroundings(-3.0 if self._strange(at) else 0.0)

    def _is_home(self, at: int) -> bool:
        """A country or an administrative unit follows: ``Khuza'a, Khan Younis``."""
        keys = [" ".join(word.fold for word in self.words[at : at + length]) for length in (1, 2)]
        return any(key in curated_names() for key in keys)

    def _joined(self, at: int) -> bool:
        """Nothing but space or a hyphen between a word and the next."""
        return not self.text[self.words[at].end : self.words[at + 1].start].strip(" \t\r\n-\"“'")


_FIRST_LEVEL = frozenset("province governorate department oblast state prefecture muhafazah".split())
_KIND_OF_NOUN = {
    "camp": "camp", "refugee": "camp", "neighborhood": "district", "neighbourhood": "district",
    "neighborhoods": "district", "neighbourhoods": "district", "quarter": "district", "suburb": "district",
    "city": "city", "village": "village",
}  # fmt: skip


@cache
def _word_uses() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("place_words"):
        found.setdefault(row["word"], set()).add(row["use"])
    return {word: frozenset(uses) for word, uses in found.items()}


def _uses(fold: str) -> frozenset[str]:
    return _word_uses().get(fold, frozenset())


@cache
def _skipped() -> frozenset[str]:
    return frozenset(word for word, uses in _word_uses().items() if "skip" in uses)


@cache
def _not_places() -> frozenset[str]:
    return frozenset(row["word"] for row in table("not_places"))


def _away(before: str) -> tuple[float, float | None]:
    """Kilometres and bearing that the words before a name give: "20 km south of " -> (20.0, 180.0)."""
    found = _AWAY.search(before) if before.rstrip().lower().endswith(_AWAY_ENDS) else None
    if found is None or not (found["n"] or found["way"]):
        return 0.0, None
    bearing = _COMPASS.get(re.sub(r"[\s-]", "", (found["way"] or "").lower()))
    number = found["n"] or ""
    if not number[:1].isdigit():
        return 0.0, bearing
    return float(number.replace(",", ".")) * _KILOMETRES[found["unit"][0].lower()], bearing


_AWAY_ENDS = ("of", "from", "the", "city", "town", "village", "capital", "port", "province")
