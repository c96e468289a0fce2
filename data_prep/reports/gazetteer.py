"""Where the places are: our own vocabularies of places, and GeoNames towns packed into ``gazetteer.npz``.

Loaded at the first look-up (about 0.2 s, 60 MB), not at import.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from data_prep.reports.sounds import skeleton, sound
from data_prep.reports.words import folds
from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LONGEST = 6
_KEPT = 8192
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


@lru_cache(maxsize=16384)
def key_of(name: str) -> str:
    """The form in which names of places are looked up."""
    return " ".join(folds(name))


class _Index:
    """Which of the packed towns bear a name."""

    def __init__(self, packed: Mapping[str, np.ndarray[Any, Any]], prefix: str) -> None:
        self.keys = _lines(packed[f"{prefix}keys"])
        self._rank = dict(zip(self.keys, range(len(self.keys)), strict=True))
        self._ends = list(accumulate(packed[f"{prefix}counts"].tolist()))
        self._towns = packed[f"{prefix}towns"]

    def __contains__(self, key: str) -> bool:
        return key in self._rank

    def numbers(self, key: str) -> list[int]:
        """The towns of a name, the most populous first."""
        rank = self._rank.get(key)
        if rank is None:
            return []
        found: list[int] = self._towns[self._ends[rank - 1] if rank else 0 : self._ends[rank]].tolist()
        return found


class Gazetteer:
    """Names of places and what they may stand for."""

    def __init__(self) -> None:
        packed = np.load(_FILE)
        self._written, self._heard = _Index(packed, ""), _Index(packed, "heard_")
        self._packed = {name: packed[name] for name in ("latitude", "longitude", "population")}
        self._names, self._homes = _lines(packed["names"]), _lines(packed["places"])
        self._curated = _curated()
        self._sounds, self._skeletons = _by(sound, self._curated), _by(skeleton, self._curated)
        self._admin1 = {(row["country"], row["code"]): row["name"] for row in table("admin1") if row["code"]}
        names = (*self._written.keys, *self._curated)
        several_words = [key.split(" ", 2) for key in names if " " in key]
        self._firsts = frozenset(key[0] for key in several_words)
        self._starts = frozenset(self._firsts.union(names))
        self._pairs = frozenset(f"{key[0]} {key[1]}" for key in several_words if len(key) > 2)
        for sought in ("find", "find_by_sound", "find_by_consonants"):  # the same names come again and again
            setattr(self, sought, lru_cache(maxsize=_KEPT)(getattr(self, sought)))

    def longest(self, first: str, second: str) -> int:
        """How many words a name that begins with these two can have: 1, 2 or ``LONGEST``."""
        if first not in self._firsts:
            return 1
        return LONGEST if f"{first} {second}" in self._pairs else 2

    @property
    def starts(self) -> frozenset[str]:
        """The words that names begin with."""
        return self._starts

    def find(self, key: str) -> tuple[Spot, ...]:
        """Every place of a name as it is written, our own vocabularies' first."""
        return (*self._curated.get(key, ()), *map(self._town, self._written.numbers(key)))

    def find_by_sound(self, key: str) -> tuple[Spot, ...]:
        """Every place whose name sounds so, in countries that write in Arabic script, our own vocabularies' first."""
        heard = sound(key)
        return (*self._sounds.get(heard, ()), *map(self._town, self._heard.numbers(heard)))

    def find_by_consonants(self, key: str) -> tuple[Spot, ...]:
        """The places of our own vocabularies with these consonants, in countries that write in Arabic script."""
        bare = skeleton(key)
        return tuple(self._skeletons.get(bare, ())) if bare else ()

    def _town(self, number: int) -> Spot:
        country, _, code = self._homes[number].partition(" ")
        population = float(self._packed["population"][number])
        name = self._names[number]
        return Spot(
            _plain(name) if country in arabic_script() else name,
            self._admin1.get((country, code), ""),
            country,
            round(float(self._packed["latitude"][number]), 4),
            round(float(self._packed["longitude"][number]), 4),
            "town",
            math.log10(max(population, 100.0)),
            curated=False,
        )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once."""
    return Gazetteer()


@cache
def acronyms() -> frozenset[str]:
    """The folded acronyms of countries: names only where they are written in capitals."""
    names = (name for row in table("countries") for name in several(row["aliases"]))
    return frozenset(key_of(name) for name in names if name.replace(".", "").isupper())


@cache
def country_names() -> frozenset[str]:
    """The folded names of countries."""
    rows = table("countries")
    return frozenset(key_of(name) for row in rows for name in (row["name"], *several(row["aliases"])))


@cache
def arabic_script() -> frozenset[str]:
    """The countries, by alpha-3, whose names reach us by way of the Arabic script, in many spellings."""
    return frozenset(row["alpha3"] for row in table("countries") if row["script"] == "arabic")


@cache
def curated_names() -> frozenset[str]:
    """The folded names of the places of our own vocabularies."""
    return frozenset(_curated())


def _plain(name: str) -> str:
    """A transliterated name without the marks that English does not write: ``Aḑ Ḑumayr`` -> ``Ad Dumayr``."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().strip("' `")


def _lines(blob: np.ndarray[Any, np.dtype[np.uint8]]) -> list[str]:
    return blob.tobytes().decode().split("\n")


def curated(key: str) -> tuple[Spot, ...]:
    """Every place of our own vocabularies that bears a name; the packed towns are not loaded for it."""
    return tuple(_curated().get(key, ()))


@cache
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
        yield (
            [row["name"], *several(row["aliases"])],
            _spot(row, row["name"], row["name"], row["country"], "governorate"),
        )


def _spot(row: Mapping[str, str], name: str, admin1: str, country: str, kind: str) -> Spot:
    prominence = _PROMINENCE.get(kind, _PROMINENCE_OF_OTHERS)
    return Spot(name, admin1, country, float(row["latitude"]), float(row["longitude"]), kind, prominence, curated=True)


def _by(form: Callable[[str], str], curated: Mapping[str, list[Spot]]) -> dict[str, list[Spot]]:
    """Our own places in countries of Arabic script, by the form in which a name is heard."""
    found: dict[str, list[Spot]] = {}
    for key, spots in curated.items():
        kept = [spot for spot in spots if spot.country in arabic_script() and spot.kind != "country"]
        form_of_key = form(key) if kept else ""
        known = found.setdefault(form_of_key, []) if form_of_key else []
        known.extend(spot for spot in kept if spot not in known)
    return found
