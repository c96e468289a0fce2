"""The countries that a text speaks of, and how well a place fits them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from data_prep.reports.actors import country_of
from data_prep.reports.gazetteer import arabic_script, country_names, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data_prep.reports.actors import ActorMention
    from data_prep.reports.gazetteer import Spot

_SPEAKERS = frozenset({"media", "monitor", "agency", "un"})
_ARABIC_SHARE = 0.1
# Points for a place at home, and against one abroad (see places.py).
_AT_HOME, _FOR_ITS_SHARE = 1.5, 3.0
_ABROAD, _OBSCURE_ABROAD, _ABROAD_BY_SOUND = -4.0, -7.0, -12.0
_BEYOND_ACTORS = -1.5
_WELL_KNOWN = 6.0


class Homelands:
    """The countries of a text's actors, and those of the places that it names.

    ``named``: how often it speaks of each. ``settled``: those that it tells of as places, not only as actors: an army
    fights abroad, too, so that ``Russian forces shelled`` says little of where.
    """

    def __init__(self, actors: Sequence[ActorMention], near: Iterable[str]) -> None:
        """``near``: the countries known from elsewhere. Neither capitals (they may be namesakes) nor sources count."""
        acting = (one for one in actors if one.kind not in _SPEAKERS)
        telling = (one for one in acting if not one.bare or key_of(one.text) in country_names())
        self.settled = {country for country in near if country}
        self.named = Counter(country for one in telling if (country := country_of(one.actor)))
        self.named.update(country for country in near if country)
        self._is_read = False

    @property
    def write_arabic(self) -> bool:
        """Whether the text may speak of places whose names have many spellings."""
        arabic = sum(count for country, count in self.named.items() if country in arabic_script())
        return arabic >= _ARABIC_SHARE * self.named.total()

    def learn(self, named: Iterable[str], told: Iterable[str]) -> None:
        """The countries of the places that are sure, and of those the ones where something is said to happen."""
        self.named.update(country for country in named if country)
        self.settled.update(country for country in told if country)
        self._is_read = True

    def hold(self, spot: Spot) -> bool:
        """Whether the text speaks of the place's country."""
        return spot.country in self.named

    def fit(self, spot: Spot, *, by_sound: bool) -> float:
        """How well the place's country fits, in points; a name that only sounds like a place abroad is another's."""
        total = self.named.total()
        if spot.kind in ("country", "sea") or not total or not spot.country:
            return 0.0
        share = self.named[spot.country] / total
        if share:
            return _AT_HOME + _FOR_ITS_SHARE * share
        if by_sound and self.settled:
            return _ABROAD_BY_SOUND
        if self._is_read and not self.settled and not by_sound:
            return _BEYOND_ACTORS
        return _ABROAD if spot.curated or spot.prominence >= _WELL_KNOWN else _OBSCURE_ABROAD
