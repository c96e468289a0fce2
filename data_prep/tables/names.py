"""Names as a data set writes them to canonical names: actors, places, first-level units."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from data_prep.reports.actor_names import government_of
from data_prep.reports.actors import find_actors
from data_prep.reports.gazetteer import curated, key_of
from data_prep.reports.spots import SAME_PLACE_KM, kilometres
from data_prep.tables.cells import MOST
from data_prep.tables.countries import alpha3
from data_prep.tables.counts import is_unknown
from data_prep.tables.known_actors import listed, plain
from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from data_prep.reports.gazetteer import Spot
    from data_prep.tables.format import Names, Rewrite

GOVERNMENT = "government:"
"""What a rewritten name begins with where the rest is a country whose government is meant."""


def actor_names(cells: Iterable[str | None], names: Names, split: str, country: str | None = None) -> list[str]:
    """The canonical names in some cells, each once; a name that several bear is that of the row's country (alpha-3).

    ``A, B, C`` is a list where most parts are known actors, ``A and/or B`` where both are.
    """
    parts = [part.strip() for cell in cells if cell for part in (cell.split(split) if split else [cell])]
    named = [part for part in parts if part.casefold() not in names.nobody and not is_unknown(part)]
    return list(dict.fromkeys(actor for part in named for actor in _actors(part, names.actors, country)))


def source_names(cell: str, marks: str) -> list[str]:
    """The sources in a cell, each once, whatever its capitals; ``marks`` are the characters that stand between them."""
    parts = re.split(f"[{re.escape(marks)}]", cell) if marks else [cell]
    names = [_known(part.strip()) or part.strip() for part in parts if part.strip()]
    return list({name.casefold(): name for name in reversed(names)}.values())[::-1]


def _actors(name: str, rewrites: Sequence[Rewrite], country: str | None) -> list[str]:
    either = [_actor(part, rewrites, country) for part in name.split(_EITHER)]
    if None not in either:
        return [actor for actor in either if actor]
    parts = name.split(", ")
    known = [_actor(part, rewrites, country) for part in parts]
    if sum(actor is not None for actor in known) <= max(1, len(parts) / 2):
        return [name]
    return [actor or part for actor, part in zip(known, parts, strict=True)]


_EITHER = " and/or "


def _actor(name: str, rewrites: Sequence[Rewrite], country: str | None) -> str | None:
    return listed(name, country) or _rewritten(name, rewrites, country)


def _rewritten(name: str, rewrites: Sequence[Rewrite], country: str | None) -> str | None:
    for rewrite in rewrites:
        if found := rewrite.form.fullmatch(name):
            becomes = found.expand(rewrite.becomes)
            if not becomes.startswith(GOVERNMENT):
                return becomes
            governed = alpha3(becomes.removeprefix(GOVERNMENT))
            return government_of(governed) or None if governed else None
    return _known(name) or _known_by_part(name, country)


def _known_by_part(name: str, country: str | None) -> str | None:
    """The actor of a name that is written twice (``JNIM: Group for ...``), or to which a faction or, in brackets, a
    country or its letters are added."""
    bare = _BRACKETS.sub("", name.partition(" - ")[0])
    parts = [bare, *bare.split(": ")] if bare != name or ": " in bare else []
    return next((actor for part in parts if (actor := listed(part, country) or _known(part.strip()))), None)


_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@lru_cache(MOST)
def _known(name: str) -> str | None:
    """The actor whose name this is, the whole of it."""
    found = find_actors(name)
    if len(found) == 1 and found[0].end - found[0].start >= len(name.strip(" .")):
        return found[0].actor
    return None


# --- Places -------------------------------------------------------------------------------------------------------


def place_name(
    cell: str | None, country: str | None, where: tuple[float, float] | None, rewrites: Sequence[Rewrite]
) -> str | None:
    """The canonical name of a place; as written, where the vocabulary has none of this name there."""
    if cell is None:
        return None
    bare = cell
    for rewrite in rewrites:
        bare = rewrite.form.sub(rewrite.becomes, bare)
    told = _places().get((country, plain(bare)))
    spots = curated(key_of(told or bare))
    return next((spot.name for spot in spots if _fits(spot, country, where)), told or cell)


@cache
def _places() -> Mapping[tuple[str | None, str], str]:
    """Country and a name that only tables write -> the name in English."""
    rows = table("table_place_names")
    return {(row["country"], plain(name)): row["place"] for row in rows for name in several(row["names"])}


def _fits(spot: Spot, country: str | None, where: tuple[float, float] | None) -> bool:
    if country is not None and spot.country != country:
        return False
    if where is None:
        return country is not None
    return kilometres(spot.latitude, spot.longitude, *where) < _NEAR.get(spot.kind, SAME_PLACE_KM)


_NEAR = {"governorate": 250.0, "region": 250.0, "country": 2000.0}
"""Kilometres from the middle of a unit at which a point may still lie in it."""


def unit_name(cell: str | None, country: str | None) -> str | None:
    """The canonical name of a first-level unit; as written, where the vocabulary has none."""
    if cell is None or country is None:
        return cell
    known = _units().get(country, {})
    return next((known[name] for name in _unit_forms(cell) if name in known), cell)


def _unit_forms(cell: str) -> Iterator[str]:
    """A unit's name in the forms in which it is looked up: whole, then without ``governorate of`` and its like."""
    before, after = _unit_words("before"), _unit_words("after")
    for key in (key_of(cell), plain(cell)):
        for start in ("", *(words for words in before if key.startswith(f"{words} "))):
            for end in ("", *(words for words in after if key.endswith(f" {words}"))):
                yield key[len(start) : len(key) - len(end)].strip()


@cache
def _units() -> Mapping[str, Mapping[str, str]]:
    """Country -> name, as it is looked up -> canonical name."""
    found: dict[str, dict[str, str]] = {}
    for country, unit, name in (*_own_units(), *_told_units()):
        for key in (key_of(name), plain(name)):
            found.setdefault(country, {}).setdefault(key, unit)
    return found


def _own_units() -> Iterator[tuple[str, str, str]]:
    """Country, canonical name and one of its names, as reports write them."""
    for row in table("admin1"):
        yield from ((row["country"], row["name"], name) for name in (row["name"], *several(row["aliases"])))


def _told_units() -> Iterator[tuple[str, str, str]]:
    """Country, canonical name and one of the names that only tables write."""
    for row in table("table_unit_names"):
        yield from ((row["country"], row["unit"], name) for name in several(row["names"]))


@cache
def _unit_words(where: str) -> tuple[str, ...]:
    """What is written before or after a unit's name, the longest first."""
    rows = [row for row in table("table_unit_words") if row["where"] == where]
    return tuple(sorted({plain(words) for row in rows for words in several(row["words"])}, key=len, reverse=True))
