"""Every name of an actor that the vocabularies know, as one tree of folded words.

A state is named by its own row of ``actors.csv`` and by a small grammar over ``countries.csv`` and ``forces.csv``:
``Syrian`` + ``warplanes``, ``Russia's`` + ``jets``, ``the Assad`` + ``regime``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from data_prep.reports.words import words
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


@dataclass(frozen=True)
class Entry:
    """What a path of words stands for: an actor, or (``role``) a word for a country.

    ``role`` is ``actor``, or ``name``, ``demonym``, ``people``, ``capital``, ``seat``, ``ruler``.
    ``upper`` and ``title`` count the path's words that must be written in capitals, or with a capital.
    """

    role: str
    actor: str
    country: str
    upper: tuple[int, ...]
    title: int


@dataclass
class Node:
    """A node of the tree: the words that may follow, and what the path up to here stands for."""

    after: dict[str, Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def put(self, path: Iterable[str], entry: Entry) -> None:
        """Hang an entry at the end of a path of folded words."""
        node = self
        for word in path:
            node = node.after.setdefault(word, Node())
        if entry not in node.entries:
            node.entries.append(entry)


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
def heads() -> Mapping[tuple[str, ...], str]:
    """What makes a country's adjective an actor: folded words -> form (forces, action, official, insurgents)."""
    kept = ("official", "action", "forces", "insurgents")
    return {path: form for form in kept for path in forces()[form]}


@cache
def common_words() -> frozenset[str]:
    """English words that are also acronyms or names."""
    return frozenset(row["word"] for row in table("common_words"))


@cache
def tree() -> Node:
    """The tree of every known name."""
    root = Node()
    for actor in actors().values():
        for alias in (actor.name, *actor.aliases):
            _hang(root, alias, "actor", actor.name, actor.country)
    for row in table("countries"):
        for role, spelling in country_words(row):
            _hang(root, spelling, role, government_of(row["alpha3"]), row["alpha3"])
    return root


def country_words(row: Mapping[str, str]) -> list[tuple[str, str]]:
    """The (role, spelling) pairs of one row of ``countries.csv``."""
    columns = {"name": "aliases", "demonym": "demonyms", "people": "peoples", "seat": "seats", "ruler": "rulers"}
    pairs = [("name", row["name"]), ("capital", row["capital"])]
    pairs += [(role, word) for role, column in columns.items() for word in several(row[column])]
    return [(role, word) for role, word in pairs if word]


def _hang(root: Node, spelling: str, role: str, actor: str, country: str) -> None:
    spelled = words(spelling)
    if len(spelled) > 1:
        spelled = [word for word in spelled if word.fold != "al"]
    raw = [spelling[word.start : word.end] for word in spelled]
    upper = tuple(at for at, word in enumerate(raw) if _is_acronym(word))
    title = next((at for at, word in enumerate(raw) if word[0].isupper()), -1)
    root.put((word.fold for word in spelled), Entry(role, actor, country, upper, title))


def _is_acronym(word: str) -> bool:
    """Written in capitals only, and too short or too common a word to be known in any other writing."""
    letters = word.replace(".", "")
    return letters.isupper() and 1 < len(letters) and (len(letters) <= 3 or letters.lower() in common_words())


def _path(spelling: str) -> tuple[str, ...]:
    return tuple(word.fold for word in words(spelling))


@cache
def spellings(actor: str) -> frozenset[str]:
    """Every spelling known of a canonical actor, itself included."""
    known = actors().get(actor)
    if known is None:
        return frozenset({actor})
    return frozenset({actor, *known.aliases, *_state_spellings(known), *_insurgent_spellings(known)})


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
def insurgents_by_government(government: str) -> str:
    """The canonical name of the unnamed rebels against a government."""
    country = actors()[government].country
    return insurgents_of((several(_country_row(country)["demonyms"]) or [_country_row(country)["name"]])[0])
