"""Actors by the names that only tables write: other languages, data sets' own letters, and ``the Malian army``.

``table_actor_names.csv`` lists them; ``table_country_words.csv`` and ``table_force_words.csv`` make the names of a
country's forces. None of these is read in running text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from data_prep.reports.actor_names import actors, government_of
from data_prep.tables.plain import folded
from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_EVERYWHERE = ""
_SHORT = 3
"""Letters of a country's code; so short a name in the Latin script may be an actor's letters."""


_NO_WORD = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """The form in which names in cells are compared: without case, accents, points and quotation marks."""
    return _NO_WORD.sub(" ", folded(name)).strip()


def listed(name: str, country: str | None) -> str | None:
    """The actor that a whole cell names: first in the country (alpha-3) of its row, then in any."""
    key, told = plain(name), _names()
    return told.get((country or _EVERYWHERE, key)) or told.get((_EVERYWHERE, key))


@cache
def _names() -> Mapping[tuple[str, str], str]:
    """(country or "", the name as it is looked up) -> canonical name; who is told first keeps a name."""
    found: dict[tuple[str, str], str] = {}
    for country, name, actor in (*_table_names(), *_at_home(), *_forces(), *_countries()):
        found.setdefault((country, name), actor)
    return found


def _table_names() -> Iterator[tuple[str, str, str]]:
    for row in table("table_actor_names"):
        for country in several(row["countries"]) or [_EVERYWHERE]:
            yield from ((country, plain(name), row["actor"]) for name in several(row["names"]))


def _at_home() -> Iterator[tuple[str, str, str]]:
    """Every name of an actor that has a country, for rows of that country: there a doubtful one is not."""
    for actor in actors().values():
        if actor.country:
            names = (actor.name, *(alias.removesuffix("?") for alias in actor.aliases))
            yield from ((actor.country, plain(name), actor.name) for name in names)


def _forces() -> Iterator[tuple[str, str, str]]:
    """``Armée`` + ``malienne``, ``Gobierno`` + ``de Colombia``."""
    for row in table("table_country_words"):
        government = government_of(row["country"])
        for column in ("adjectives", "of"):
            for form in map(plain, several(row[column])):
                for before, after in _parts(row["language"], column):
                    yield _EVERYWHERE, f"{before} {form} {after}".strip(), government


@cache
def _parts(language: str, column: str) -> tuple[tuple[str, str], ...]:
    """What stands before and after a country's words to make its forces."""
    rows = [row for row in table("table_force_words") if (row["language"], row["with"]) == (language, column)]
    names = (name.partition("*") for row in rows for name in several(row["names"]))
    return tuple((plain(before), plain(after)) for before, _, after in names)


def _countries() -> Iterator[tuple[str, str, str]]:
    """A country's name alone where an actor is expected; not that of a part of it, and not a mere code."""
    parts = {
        (row["country"], plain(name)) for row in table("admin1") for name in (row["name"], *several(row["aliases"]))
    }
    for row in table("country_names"):
        name, government = plain(row["name"]), government_of(row["alpha3"])
        if government and (row["alpha3"], name) not in parts and not (name.isascii() and len(name) <= _SHORT):
            yield _EVERYWHERE, name, government
