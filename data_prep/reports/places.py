"""Where things happen: places named in a text, told apart from their namesakes and from people and organisations.

Names come from our own vocabularies (``places.csv``, ``admin1.csv``, ``countries.csv``) and from GeoNames. A name is
taken for a place when enough speaks for it: the words around it (``place_words.csv``), the countries the text names,
the other places of the text, how prominent the place is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data_prep.reports import surroundings
from data_prep.reports.actors import ActorMention, find_actors
from data_prep.reports.gazetteer import Spot, gazetteer
from data_prep.reports.surroundings import Surroundings
from data_prep.reports.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 6
_ENOUGH = 6.0
_CLOSE_CALL = 1.5
_SAME_PLACE_KM = 25.0
_PRECISION = {"country": 6, "governorate": 4, "region": 5, "sea": 7}
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Place:
    """A place: ``country`` is alpha-3, degrees are WGS 84, ``precision`` is UCDP's ``where_prec``.

    1 the place itself, 2 near it, 3 second-level unit, 4 first-level unit, 5 vague region, 6 country, 7 sea or air.
    """

    name: str
    admin1: str
    country: str
    latitude: float | None
    longitude: float | None
    precision: int


@dataclass(frozen=True)
class PlaceMention:
    """A place named at ``text[start:end]``.

    ``ambiguous``: another place of this name fits nearly as well. ``event_place`` is false where the name only says
    where a speaker or an organisation is based ("Baghdad-based").
    """

    start: int
    end: int
    text: str
    place: Place
    ambiguous: bool
    event_place: bool = True


@dataclass(frozen=True)
class _Candidate:
    """A name that may be a place: words ``first`` to ``last``, what it may stand for, and what stands around it."""

    first: int
    last: int
    spots: tuple[Spot, ...]
    around: Surroundings
    by_sound: bool


def find_places(text: str, *, near: Sequence[Place] = ()) -> list[PlaceMention]:
    """Every place named in a text, in order and without overlaps.

    ``near``: places known from elsewhere (the dateline, an earlier report) that help to choose among namesakes.
    """
    return _Reading(text, near).run()


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance of two points on the ground."""
    a, b, c, d = (math.radians(one) for one in (latitude, longitude, other_latitude, other_longitude))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return _EARTH_KM * 2 * math.asin(math.sqrt(min(1.0, half)))


class _Reading:
    """One pass over a text."""

    def __init__(self, text: str, near: Sequence[Place]) -> None:
        self.text = text
        self.words = words(text)
        self.actors = find_actors(text)
        self.gazetteer = gazetteer()
        self.anchors = [(one.latitude, one.longitude) for one in near if one.latitude is not None and one.longitude]
        self.countries = _countries(self.actors, near)

    def run(self) -> list[PlaceMention]:
        candidates = self._candidates()
        sure = [self._choose(one) for one in candidates]
        self.anchors += [
            (spot.latitude, spot.longitude)
            for spot, score, rival in sure
            if spot is not None and score >= _ENOUGH and not rival and spot.kind not in ("country", "sea", "region")
        ]
        self.countries.update(spot.country for spot, score, rival in sure if spot and score >= _ENOUGH and not rival)
        return [mention for one in candidates if (mention := self._mention(one)) is not None]

    def _candidates(self) -> list[_Candidate]:
        found: list[_Candidate] = []
        taken = _taken(self.actors)
        at = 0
        while at < len(self.words):
            candidate = self._at(at) if self._may_begin(at) else None
            if candidate is None or any(self._inside(candidate, actor) for actor in taken):
                at += 1
                continue
            found.append(candidate)
            at = candidate.last + 1
        return found

    def _inside(self, candidate: _Candidate, actor: ActorMention) -> bool:
        return actor.start < self.words[candidate.last].end and self.words[candidate.first].start < actor.end

    def _may_begin(self, at: int) -> bool:
        word = self.words[at]
        if self.text[word.start].isupper():
            return True
        return surroundings.is_article(word.fold) and self.text[word.end : word.end + 1] in ("-", "–")

    def _at(self, first: int) -> _Candidate | None:
        """The longest name that begins at a word."""
        last = self._reach(first)
        for end in range(last, first - 1, -1):
            if not self.text[self.words[end].start].isupper() and end > first:
                continue
            key = " ".join(word.fold for word in self.words[first : end + 1])
            spots, by_sound = self.gazetteer.find(key), False
            if not spots and len(key) > 3:
                spots, by_sound = self.gazetteer.find_by_sound(key), True
            if spots:
                around = surroundings.look(self.text, self.words, first, end)
                return _Candidate(first, end, tuple(_distinct(spots)), around, by_sound)
        return None

    def _reach(self, first: int) -> int:
        """The last word that a name beginning here could have."""
        last = first
        many = self.words[first].fold in self.gazetteer.firsts or surroundings.is_article(self.words[first].fold)
        while last + 1 < len(self.words) and last - first + 1 < _LONGEST:
            gap = self.text[self.words[last].end : self.words[last + 1].start]
            if gap not in (" ", "-", "–", "\n") or not (many or gap == "-" or last == first):
                break
            last += 1
        return last

    def _choose(self, candidate: _Candidate) -> tuple[Spot | None, float, bool]:
        """The spot that fits best, how well, and whether another one elsewhere fits nearly as well."""
        scored = sorted(((self._score(spot, candidate), -rank) for rank, spot in enumerate(candidate.spots)), reverse=True)
        score, rank = scored[0]
        best = candidate.spots[-rank]
        rivals = (candidate.spots[-other] for points, other in scored[1:] if points > score - _CLOSE_CALL)
        rival = any(_apart(best, other) > _SAME_PLACE_KM and other.kind != "governorate" for other in rivals)
        return best, score, rival

    def _score(self, spot: Spot, candidate: _Candidate) -> float:
        points = spot.prominence + candidate.around.points + (3.0 if spot.curated else 0.0)
        points += surroundings.fit(candidate.around, spot.kind)
        points += self._at_home(spot) + self._company(spot)
        return points - (1.5 if candidate.by_sound else 0.0)

    def _at_home(self, spot: Spot) -> float:
        """How well the place's country fits the countries that the text speaks of."""
        total = sum(self.countries.values())
        if spot.kind in ("country", "sea") or not total:
            return 0.0
        share = self.countries[spot.country] / total
        return 1.5 + 3.0 * share if share else -4.0

    def _company(self, spot: Spot) -> float:
        """How near the text's other places are."""
        if spot.kind in ("country", "sea") or not self.anchors:
            return 0.0
        nearest = min(kilometres(spot.latitude, spot.longitude, *anchor) for anchor in self.anchors)
        return next((points for reach, points in ((60, 2.0), (200, 1.2), (500, 0.5)) if nearest <= reach), 0.0)

    def _mention(self, candidate: _Candidate) -> PlaceMention | None:
        spot, score, rival = self._choose(candidate)
        if spot is None or score < _ENOUGH:
            return None
        start, end = self.words[candidate.first].start, self.words[candidate.last].end
        if self.text[start:end].endswith(("'s", "’s")):
            end -= 2
        place = _place(spot, candidate.around)
        return PlaceMention(start, end, self.text[start:end], place, rival, event_place=not candidate.around.based)


def _countries(actors: Sequence[ActorMention], near: Sequence[Place]) -> Counter[str]:
    """How often the text speaks of each country."""
    from data_prep.reports.actors import country_of

    named = Counter(country for actor in actors if (country := country_of(actor.actor)))
    named.update(place.country for place in near if place.country)
    return named


def _taken(actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Actors inside whose names no place is sought: all but countries and capitals alone."""
    return [actor for actor in actors if not actor.bare and actor.form in ("name", "people", "official")]


def _distinct(spots: Sequence[Spot]) -> list[Spot]:
    """Without the towns that our own vocabulary holds already, which lend it their prominence."""
    kept: list[Spot] = []
    for spot in spots:
        twin = next((at for at, one in enumerate(kept) if _is_twin(one, spot)), None)
        if twin is None:
            kept.append(spot)
        else:
            kept[twin] = replace(kept[twin], prominence=max(kept[twin].prominence, spot.prominence))
    return kept


def _is_twin(one: Spot, other: Spot) -> bool:
    return not other.curated and one.kind in ("city", "town", "village") and _apart(one, other) < _SAME_PLACE_KM


def _apart(one: Spot, other: Spot) -> float:
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def _place(spot: Spot, around: Surroundings) -> Place:
    precision = surroundings.precision(around, _PRECISION.get(spot.kind, 1))
    latitude, longitude = _moved(spot.latitude, spot.longitude, around)
    name = f"{around.compass} {spot.name}" if precision == 5 and around.compass else spot.name
    return Place(name, spot.admin1, spot.country, latitude, longitude, precision)


def _moved(latitude: float, longitude: float, around: Surroundings) -> tuple[float, float]:
    """The point that lies so many kilometres in a direction from a place: "20 km south of X"."""
    if not around.kilometres or around.bearing is None:
        return latitude, longitude
    angle = math.radians(around.bearing)
    north, east = around.kilometres * math.cos(angle), around.kilometres * math.sin(angle)
    degree = math.radians(1) * _EARTH_KM
    return (
        round(latitude + north / degree, 4),
        round(longitude + east / (degree * max(0.1, math.cos(math.radians(latitude)))), 4),
    )
