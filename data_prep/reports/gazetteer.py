"""Where the places are: our own vocabularies of places, and GeoNames towns packed into ``gazetteer.npz``.

Loaded at the first look-up (about 0.2 s, 60 MB), not at import.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from data_prep.reports.sounds import sound
from data_prep.reports.words import words
from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FILE = Path(__file__).with_name("gazetteer.npz")
# How prominent a place of our own vocabularies is, as the logarithm of a population that it stands for.
_PROMINENCE = {"country": 8.0, "governorate": 5.5, "city": 5.5, "region": 5.0, "sea": 6.0, "town": 4.5, "camp": 4.5}
_PROMINENCE_OF_OTHERS = 3.5


@dataclass(frozen=True)
class Spot:
    """One place of the gazetteer; ``prominence`` is log10 of its population, ``curated`` if from our vocabularies."""

    name: str
    admin1: str
    country: str
    latitude: float
    longitude: float
    kind: str
    prominence: float
    curated: bool


def key_of(name: str) -> str:
    """The form in which names of places are looked up."""
    return " ".join(word.fold for word in words(name))


class Gazetteer:
    """Names of places and what they may stand for."""

    def __init__(self) -> None:
        packed = np.load(_FILE)
        keys = _lines(packed["keys"])
        self._rank = dict(zip(keys, range(len(keys)), strict=True))
        self._ends = list(accumulate(packed["counts"].tolist()))
        self._towns = packed["towns"]
        self._packed = {name: packed[name] for name in ("latitude", "longitude", "population")}
        self._names, self._homes = packed["names"].tobytes().decode().split("\n"), _lines(packed["places"])
        self._curated = _curated()
        self._sounds = _sounds(self._curated)
        self.admin1 = {(row["country"], row["code"]): row["name"] for row in table("admin1") if row["code"]}
        several_words = (key for source in (keys, self._curated) for key in source if " " in key)
        self.firsts = frozenset(key.partition(" ")[0] for key in several_words)

    def find(self, key: str) -> list[Spot]:
        """Every place of a name, our own vocabularies' first."""
        return [*self._curated.get(key, ()), *self._packed_towns(key)]

    def find_by_sound(self, key: str) -> list[Spot]:
        """Every place of our own vocabularies whose name sounds so, in countries that write in Arabic script."""
        return list(self._sounds.get(sound(key), ()))

    def _packed_towns(self, key: str) -> Iterable[Spot]:
        rank = self._rank.get(key)
        if rank is None:
            return ()
        first = self._ends[rank - 1] if rank else 0
        return (self._town(int(number)) for number in self._towns[first : self._ends[rank]])

    def _town(self, number: int) -> Spot:
        country, _, code = self._homes[number].partition(" ")
        population = float(self._packed["population"][number])
        return Spot(
            self._names[number],
            self.admin1.get((country, code), ""),
            country,
            round(float(self._packed["latitude"][number]), 4),
            round(float(self._packed["longitude"][number]), 4),
            "town",
            float(np.log10(max(population, 100.0))),
            curated=False,
        )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once."""
    return Gazetteer()


@cache
def curated_names() -> frozenset[str]:
    """The folded names of the places of our own vocabularies."""
    return frozenset(_curated())


def _lines(blob: np.ndarray[Any, np.dtype[np.uint8]]) -> list[str]:
    return blob.tobytes().decode().split("\n")


def _curated() -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = {}
    for names, spot in _spots():
        for key in dict.fromkeys(key_of(name) for name in names):
            found.setdefault(key, []).append(spot)
    return found


def _spots() -> Iterable[tuple[list[str], Spot]]:
    for row in table("countries"):
        yield [row["name"], *several(row["aliases"])], _spot(row, row["name"], "", row["alpha3"], "country")
    for row in table("places"):
        spot = _spot(row, row["place"].partition(" (")[0], row["admin1"], row["country"], row["kind"])
        yield [spot.name, *several(row["aliases"])], spot
    for row in table("admin1"):
        yield [row["name"], *several(row["aliases"])], _spot(row, row["name"], row["name"], row["country"], "governorate")


def _spot(row: Mapping[str, str], name: str, admin1: str, country: str, kind: str) -> Spot:
    prominence = _PROMINENCE.get(kind, _PROMINENCE_OF_OTHERS)
    return Spot(name, admin1, country, float(row["latitude"]), float(row["longitude"]), kind, prominence, curated=True)


def _sounds(curated: Mapping[str, list[Spot]]) -> dict[str, list[Spot]]:
    arabic = {row["alpha3"] for row in table("countries") if row["script"] == "arabic"}
    found: dict[str, list[Spot]] = {}
    for key, spots in curated.items():
        kept = [spot for spot in spots if spot.country in arabic]
        if kept:
            known = found.setdefault(sound(key), [])
            known.extend(spot for spot in kept if spot not in known)
    return found
