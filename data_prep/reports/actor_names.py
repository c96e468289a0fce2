"""Every name of an actor that the vocabularies know, as one tree of folded words.

A state is named by its own row of ``actors.csv`` and by a small grammar over ``countries.csv`` and ``forces.csv``:
``Syrian`` + ``warplanes``, ``Russia's`` + ``jets``, ``the Assad`` + ``regime``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from data_prep.reports.name_tree import ACTOR, Node, hang
from data_prep.reports.words import folds
from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STATE = "state"


@dataclass(frozen=True)
class Actor:
    """One row of the actor vocabulary; ``country`` is alpha-3, ``parent`` a canonical name, both may be empty."""

    name: str
    kind: str
    country: str
    parent: str
    aliases: tuple[str, ...]


@cache
def actors() -> Mapping[str, Actor]:
    """Every canonical actor by name: the rows of ``actors.csv``, and a government for every country."""
    found = {
        row["actor"]: Actor(row["actor"], row["kind"], row["country"], row["parent"], tuple(several(row["aliases"])))
        for row in table("actors")
    }
    for row in table("countries"):
        name = government_of(row["alpha3"])
        found.setdefault(name, Actor(name, STATE, row["alpha3"], "", ()))
        for demonym in several(row["demonyms"])[:1]:
            insurgents = insurgents_of(demonym)
            found.setdefault(insurgents, Actor(insurgents, "rebel", row["alpha3"], "", ()))
    return found


@cache
def government_of(country: str) -> str:
    """The canonical name of a country's government, by alpha-3: ``SYR`` -> ``Government of Syria``."""
    return next((row["government"] for row in table("countries") if row["alpha3"] == country), "")


def insurgents_of(demonym: str) -> str:
    """The canonical name of a country's unnamed rebels, as UCDP writes it: ``Syrian insurgents``."""
    return f"{demonym} insurgents"


@cache
def forces() -> Mapping[str, frozenset[tuple[str, ...]]]:
    """The words of ``forces.csv`` by form, each as a tuple of folded words."""
    rows = table("forces")
    return {form: frozenset(_path(row["word"]) for row in rows if row["form"] == form) for form in _forms()}


def _forms() -> set[str]:
    return {row["form"] for row in table("forces")}


@cache
def words_of(form: str) -> frozenset[str]:
    """The single words of a form."""
    return frozenset(path[0] for path in forces()[form] if len(path) == 1)


@cache
def heads() -> Mapping[tuple[str, ...], str]:
    """What makes a country's adjective an actor: folded words -> form (forces, action, official, insurgents)."""
    kept = ("official", "action", "forces", "insurgents")
    return {path: form for form in kept for path in forces()[form]}


@cache
def tree() -> Node:
    """The tree of every known name."""
    root = Node()
    for actor in actors().values():
        for alias in (actor.name, *actor.aliases):
            hang(root, alias, ACTOR, actor.name, actor.country)
    for row in table("countries"):
        for role, spelling in country_words(row):
            hang(root, spelling, role, government_of(row["alpha3"]), row["alpha3"])
    return root


def country_words(row: Mapping[str, str]) -> list[tuple[str, str]]:
    """The (role, spelling) pairs of one row of ``countries.csv``."""
    columns = {"name": "aliases", "demonym": "demonyms", "people": "peoples", "seat": "seats", "ruler": "rulers"}
    pairs = [("name", row["name"]), ("capital", row["capital"])]
    pairs += [(role, word) for role, column in columns.items() for word in several(row[column])]
    return [(role, word) for role, word in pairs if word]


def _path(spelling: str) -> tuple[str, ...]:
    return tuple(folds(spelling))


@cache
def spellings(actor: str) -> frozenset[str]:
    """Every spelling known of a canonical actor, itself included."""
    known = actors().get(actor)
    if known is None:
        return frozenset({actor})
    written = (alias.removesuffix("?") for alias in known.aliases)
    return frozenset({actor, *written, *_state_spellings(known), *_insurgent_spellings(known)})


def _country_row(country: str) -> Mapping[str, str]:
    return next(row for row in table("countries") if row["alpha3"] == country)


def _state_spellings(actor: Actor) -> Iterable[str]:
    if not actor.country or actor.name != government_of(actor.country):
        return []
    row = _country_row(actor.country)
    pairs = product(several(row["demonyms"]), [" ".join(path) for path in forces()["forces"]])
    names = [row["name"], *several(row["aliases"]), row["capital"], *several(row["seats"]), *several(row["peoples"])]
    regimes = [f"{ruler} regime" for ruler in several(row["rulers"])]
    return [name for name in (*names, *regimes, *(f"{demonym} {force}" for demonym, force in pairs)) if name]


def _insurgent_spellings(actor: Actor) -> Iterable[str]:
    if not actor.country or actor.kind != "rebel":
        return []
    demonyms = several(_country_row(actor.country)["demonyms"])
    if not demonyms or actor.name != insurgents_of(demonyms[0]):
        return []
    return [f"{demonym} {' '.join(path)}" for demonym in demonyms for path in forces()["insurgents"]]


@cache
def insurgents_against(government: str) -> str:
    """The canonical name of the unnamed rebels against a government."""
    row = _country_row(actors()[government].country)
    return insurgents_of((several(row["demonyms"]) or [row["name"]])[0])
