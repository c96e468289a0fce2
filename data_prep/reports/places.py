"""Where things happen: places named in a text, told apart from their namesakes and from people and organisations.

Names come from our own vocabularies (``places.csv``, ``admin1.csv``, ``countries.csv``) and from GeoNames. A name is
taken for a place when enough speaks for it: the words around it (``place_words.csv``), the countries the text names,
the other places of the text, how prominent the place is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_prep.reports import surroundings
from data_prep.reports.actors import ActorMention, find_actors
from data_prep.reports.gazetteer import Spot, curated_names, gazetteer, key_of
from data_prep.reports.homelands import Homelands
from data_prep.reports.spots import POINTS, SAME_PLACE_KM, apart, distinct, kilometres, moved
from data_prep.reports.surroundings import Surroundings
from data_prep.reports.words import ARTICLES, Words, read

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENOUGH = 6.0
_DOUBTFUL = 2.0
_CLOSE_CALL = 1.5
_NAMESAKES = 6
_ANCHORS_AT_MOST = 12
_LONGEST_BY_SOUND = 4
_SHORTEST_BY_SOUND = 3
_BY_SOUND = 1.5
_BY_CONSONANTS = 3.0
_SPOKEN_FOR = 2.0
_AT_HOME = 3.0
_LINKS = frozenset({" ", "-", "–", "\n"})
_NAMED = frozenset({"name", "generic", "people", "official"})
_COMPANY = ((60.0, 2.0), (200.0, 1.2), (500.0, 0.5))
_PRECISION = {"country": 6, "governorate": 4, "region": 5, "sea": 7}


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
    """A name that may be a place: words ``first`` to ``last``; what it may stand for, each with a doubt."""

    first: int
    last: int
    spots: tuple[tuple[Spot, float], ...]
    around: Surroundings


@dataclass(frozen=True)
class _Choice:
    """The spot that fits a name best, and how well; ``rival``: another one elsewhere fits nearly as well.

    ``doubt`` is above zero where the name only sounds like that of the spot.
    """

    spot: Spot
    points: float
    doubt: float
    rival: bool

    @property
    def sure(self) -> bool:
        """Fit to help in reading the other names."""
        return self.points >= _ENOUGH and not self.rival


def find_places(
    text: str, *, near: Sequence[Place] = (), refused: list[PlaceMention] | None = None
) -> list[PlaceMention]:
    """Every place named in a text, in order and without overlaps.

    ``near``: places known from elsewhere (the dateline, an earlier report) that help to choose among namesakes.
    ``refused``, where somebody asks for them, takes the names for which something speaks, and too little.
    """
    return _Reading(text, near, refused).run()


class _Reading:
    """One pass over a text."""

    def __init__(self, text: str, near: Sequence[Place], refused: list[PlaceMention] | None) -> None:
        self.refused = refused
        self.words = read(text)
        self.gazetteer = gazetteer()
        actors = find_actors(text)
        self.covered = _covered(self.words, actors)
        self.anchors = {(one.latitude, one.longitude) for one in near if one.latitude is not None and one.longitude}
        self.homelands = Homelands(actors, [place.country for place in near])
        self.by_sound = self.homelands.write_arabic and not text.isupper()

    def run(self) -> list[PlaceMention]:
        candidates = self._candidates()
        self._learn(candidates)
        return [mention for one in candidates if (mention := self._mention(one)) is not None]

    def _learn(self, candidates: Sequence[_Candidate]) -> None:
        """What the names that are sure tell of the others; those known only by their sound where no other is."""
        choices = [(one, choice) for one in candidates if (choice := self._choose(one)).sure]
        choices = [one for one in choices if not one[1].doubt] or choices
        points = Counter((one.spot.latitude, one.spot.longitude) for _, one in choices if one.spot.kind in POINTS)
        self.anchors |= {point for point, _ in points.most_common(_ANCHORS_AT_MOST)}
        told = [
            one.spot.country
            for candidate, one in choices
            if one.spot.kind != "country" or candidate.around.points >= _SPOKEN_FOR
        ]
        self.homelands.learn([one.spot.country for _, one in choices], told)

    def _candidates(self) -> list[_Candidate]:
        found: list[_Candidate] = []
        reached = 0
        for at in self._beginnings():
            candidate = self._at(at) if at >= reached else None
            if candidate is not None:
                found.append(candidate)
                reached = candidate.last + 1
        return found

    def _beginnings(self) -> list[int]:
        """The words that a name may begin with."""
        names, small, never = self.gazetteer.starts, ARTICLES | surroundings.bearings().keys(), surroundings.never()
        return [
            at
            for at, fold in enumerate(self.words.folds)
            if (self.by_sound or fold in names or fold in small)
            and fold not in never
            and (self.words.capital(at) if fold not in small else self._may_begin(at))
            and self.words.starts[at] not in self.covered
        ]

    def _may_begin(self, at: int) -> bool:
        """An article before a hyphen, or a word of the compass: written in small letters, too."""
        fold = self.words.folds[at]
        if self.words.capital(at):
            return self.by_sound or fold in self.gazetteer.starts
        return (fold in ARTICLES and self.words.gap(at) in ("-", "–")) or self._is_part(at)

    def _is_part(self, at: int) -> bool:
        """``northern`` before a capital: part of a place that has its own name, such as southern Lebanon."""
        return self.words.folds[at] in surroundings.bearings() and self.words.joined(at) and self.words.capital(at + 1)

    def _at(self, first: int) -> _Candidate | None:
        """The longest name that begins at a word."""
        for last in range(self._reach(first), first - 1, -1):
            if last > first and (not self.words.capital(last) or self.words.folds[last] in ARTICLES):
                continue
            spots = self._look_up(" ".join(self.words.folds[first : last + 1]))
            if spots:
                return _Candidate(first, last, tuple(distinct(spots)), surroundings.look(self.words, first, last))
        return None

    def _look_up(self, key: str) -> list[tuple[Spot, float]]:
        """The places of a name as written; where none is in the text's countries also as heard, or by consonants.

        Each with a doubt: the points that speak against it.
        """
        found = [(spot, 0.0) for spot in self._likely(self.gazetteer.find(key))]
        if not self.by_sound or len(key) <= _SHORTEST_BY_SOUND or any(self._at_hand(spot) for spot, _ in found):
            return found
        heard = [(spot, _BY_SOUND) for spot in self._likely(self.gazetteer.find_by_sound(key))]
        if any(self._at_hand(spot) for spot, _ in heard):
            return found + heard
        alike = (spot for spot in self.gazetteer.find_by_consonants(key) if self.homelands.hold(spot))
        return found + heard + [(spot, _BY_CONSONANTS) for spot in alike]

    def _at_hand(self, spot: Spot) -> bool:
        return self.homelands.hold(spot) or spot.kind == "country"

    def _reach(self, first: int) -> int:
        """The last word that a name beginning here could have."""
        last = self._linked(first)
        if last == first:
            return first
        longest = self.gazetteer.longest(self.words.folds[first], self.words.folds[last])
        if self.by_sound and longest < _LONGEST_BY_SOUND:
            longest = _LONGEST_BY_SOUND
        while last - first + 1 < longest and (further := self._linked(last)) > last and self._inner(last, first):
            last = further
        return min(last, first + longest - 1)

    def _inner(self, at: int, first: int) -> bool:
        """A word that may stand inside a name: with a capital, or an article or preposition of names."""
        return at == first or self.words.capital(at) or surroundings.is_inside_names(self.words.folds[at])

    def _linked(self, at: int) -> int:
        """The next word if only a space, hyphen or line end stands between, and no actor begins there."""
        if self.words.gap(at) not in _LINKS or self.words.starts[at + 1] in self.covered:
            return at
        return at + 1

    def _likely(self, spots: Sequence[Spot]) -> list[Spot]:
        """Of very many namesakes, the most populous and those in the countries that the text names."""
        return [spot for rank, spot in enumerate(spots) if rank < _NAMESAKES or self.homelands.hold(spot)]

    def _choose(self, candidate: _Candidate) -> _Choice:
        scored = [(self._points(spot, candidate.around, doubt), spot, doubt) for spot, doubt in candidate.spots]
        points, best, doubt = max(scored, key=lambda one: one[0])
        rivals = [spot for its, spot, _ in scored if its > points - _CLOSE_CALL and spot is not best]
        rival = any(spot.kind != "governorate" and apart(best, spot) > SAME_PLACE_KM for spot in rivals)
        return _Choice(best, points, doubt, rival)

    def _points(self, spot: Spot, around: Surroundings, doubt: float) -> float:
        if doubt and around.points < _SPOKEN_FOR:
            return 0.0  # people bear such names too
        points = spot.prominence + around.points + surroundings.fit(around, spot.kind)
        if spot.curated:
            points += 3.0
        elif around.points <= 0:
            points -= 2.0
        points += self.homelands.fit(spot, by_sound=doubt > 0)
        return points + self._in(around.home, spot) + self._company(spot) - doubt

    def _in(self, home: str, spot: Spot) -> float:
        """Whether the place lies in the country or unit that the words after it name: "Tripoli, Lebanon"."""
        homes = [one for one in self.gazetteer.find(home) if one.curated] if home else []
        if not homes:
            return 0.0
        return _AT_HOME if any(one.country == spot.country for one in homes) else -_AT_HOME

    def _company(self, spot: Spot) -> float:
        """How near the text's other places are."""
        if spot.kind in ("country", "sea") or not self.anchors:
            return 0.0
        nearest = min(kilometres(spot.latitude, spot.longitude, *anchor) for anchor in self.anchors)
        return next((points for reach, points in _COMPANY if nearest <= reach), 0.0)

    def _mention(self, candidate: _Candidate) -> PlaceMention | None:
        choice = self._choose(candidate)
        if choice.points < (_ENOUGH if self.refused is None else _DOUBTFUL):
            return None
        start, end = self.words.span(candidate.first, candidate.last)
        place = _place(choice.spot, candidate.around)
        based = candidate.around.based
        mention = PlaceMention(start, end, self.words.text[start:end], place, choice.rival, event_place=not based)
        if choice.points >= _ENOUGH:
            return mention
        if self.refused is not None:
            self.refused.append(mention)
        return None


def _covered(words: Words, actors: Sequence[ActorMention]) -> frozenset[int]:
    """The offsets of the words in actors' names, where no place is sought: all but countries and capitals alone."""
    kept = iter(actor for actor in actors if actor.form in _NAMED and key_of(actor.text) not in curated_names())
    actor = next(kept, None)
    found = []
    for start, end in zip(words.starts, words.ends, strict=True):
        while actor is not None and actor.end <= start:
            actor = next(kept, None)
        if actor is None:
            break
        if actor.start < end:
            found.append(start)
    return frozenset(found)


def _place(spot: Spot, around: Surroundings) -> Place:
    precision = surroundings.precision(around, _PRECISION.get(spot.kind, 1))
    latitude, longitude = moved(spot.latitude, spot.longitude, around.kilometres, around.bearing)
    name = f"{around.compass} {spot.name}" if precision == 5 and around.compass else spot.name
    return Place(name, spot.admin1, spot.country, latitude, longitude, precision)
