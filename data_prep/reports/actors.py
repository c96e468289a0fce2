"""Who is named in a text: states and their forces, armed groups, civilians, monitors, agencies.

Names come from ``actors.csv``; a country's adjective or name becomes its government by the words of ``forces.csv``;
organisations that no vocabulary holds are known by their form (``the Front for ... (ABC)``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from data_prep.reports import actor_names, governments, organisations
from data_prep.reports.name_tree import ACTOR, Entry, longest
from data_prep.reports.words import ARTICLES, Words, read

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARMED = frozenset({"rebel", "jihadist", "militia", "cartel"})


@dataclass(frozen=True)
class ActorMention:
    """An actor named at ``text[start:end]``.

    ``actor`` is the canonical name and ``kind`` its kind in ``actor_kinds.csv``. ``form`` says how it is named:
    ``name`` (by its own name, or as "Syrian army"), ``generic`` ("rebels", "the army"), ``action`` ("Russian air
    strikes"), ``official`` ("the Israeli defence minister"), ``people`` ("the Russians") or ``bare`` (a country or
    capital alone: actor or place).
    """

    start: int
    end: int
    text: str
    actor: str
    kind: str
    form: str = "name"

    @property
    def bare(self) -> bool:
        """Only a country's or a capital's name: "Russia", "Damascus"; the sentence tells whether it acts."""
        return self.form == governments.BARE


def find_actors(text: str) -> list[ActorMention]:
    """Every actor named in a text, in order and without overlaps, the longest name at each place.

    A name that several actors bear goes to the one whose country the text speaks of most.
    """
    return list(_find(text))


def aliases(actor: str) -> set[str]:
    """Every spelling known of a canonical actor, itself included; only itself when it is not known."""
    return set(actor_names.spellings(actor))


def country_of(actor: str) -> str:
    """The country of a canonical actor as ISO 3166-1 alpha-3, "" when it has none or is not known."""
    known = actor_names.actors().get(actor)
    return known.country if known else ""


def parent_of(actor: str) -> str:
    """Whom a canonical actor belongs to or fights for, "" when nobody is known."""
    known = actor_names.actors().get(actor)
    return known.parent if known else ""


def government_of(country: str) -> str:
    """The canonical name of a country's government, by alpha-3; "" when the country is not known."""
    return actor_names.government_of(country)


@lru_cache(maxsize=8)
def _find(text: str) -> tuple[ActorMention, ...]:
    return tuple(_with_organisations(text, _Reading(read(text)).run()))


def _with_organisations(text: str, known: Sequence[ActorMention]) -> list[ActorMention]:
    """The known actors, and organisations outside the vocabulary where none stands but a generic one."""
    kept = list(known)
    for one in organisations.find(text):
        first, last = _overlap(kept, one.start, one.end)
        if all(other.form == "generic" for other in kept[first:last]):
            kept[first:last] = [ActorMention(one.start, one.end, text[one.start : one.end], one.name, one.kind)]
    return kept


def _overlap(mentions: Sequence[ActorMention], start: int, end: int) -> tuple[int, int]:
    """Which of the ordered mentions overlap a span: from, to."""
    return (
        bisect_right(mentions, start, key=lambda mention: mention.end),
        bisect_left(mentions, end, key=lambda mention: mention.start),
    )


@dataclass(frozen=True)
class _Draft:
    """A mention before namesakes are told apart: words ``first`` to ``last``, and who it may be."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    form: str


class _Reading:
    """One pass over the words of a text."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.root = actor_names.tree()
        self.countries: Counter[str] = Counter()
        self.certain: set[str] = set()

    def run(self) -> list[ActorMention]:
        return [
            self._mention(draft, entry)
            for draft in self._drafts()
            if draft.form and (entry := self._best(draft.entries))
        ]

    def _drafts(self) -> list[_Draft]:
        drafts: list[_Draft] = []
        after, reached = self.root.after, 0
        for at in [at for at, fold in enumerate(self.words.folds) if fold in after or fold in ARTICLES]:
            draft = self._at(at) if at >= reached else None
            if draft is not None and not self._is_of_longer(at, draft):
                drafts.append(draft)
                self._note(draft)
                reached = draft.last + 1
        return drafts

    def _is_of_longer(self, at: int, draft: _Draft) -> bool:
        """``the army`` of ``the Army of National Liberation``: a longer name begins at its second word."""
        if self.words.folds[at] != "the" or draft.last == at:
            return False
        return longest(self.root, self.words, at + 1, (ACTOR,)).last > draft.last

    def _note(self, draft: _Draft) -> None:
        """Keep in mind who and which country is named beyond doubt."""
        if len({entry.actor for entry in draft.entries}) == 1 and not draft.entries[0].doubtful:
            self.certain.add(draft.entries[0].actor)
            self.countries.update([draft.entries[0].country] if draft.entries[0].country else [])

    def _at(self, first: int) -> _Draft | None:
        """The longest reading that begins at a word."""
        found = longest(self.root, self.words, first)
        if not found.entries:
            return None
        if found.entries[0].role == ACTOR:
            return self._named(first, found.last, found.entries)
        return self._country(first, found.last, found.entries[0])

    def _named(self, first: int, last: int, entries: tuple[Entry, ...]) -> _Draft:
        """An actor by its own name, unless a country's word begins there and names one in more words."""
        country = longest(self.root, self.words, first, ("demonym", "name"))
        if country.entries:
            draft = self._country(first, country.last, country.entries[0])
            if draft.form and draft.last > last:
                return draft
        named = tuple(entry for entry in entries if entry.role == ACTOR)
        form = "name" if named[0].title >= 0 else "generic"
        return _Draft(first, self._with_members(last, named), named, form)

    def _with_members(self, last: int, entries: tuple[Entry, ...]) -> int:
        """Past its acronym in brackets and words such as ``fighters`` and ``group``: ``Islamic State (IS) group``."""
        if actor_names.actors()[entries[0].actor].kind not in _ARMED:
            return last
        last = self._past_acronym(last, entries)
        while self.words.joined(last) and (more := self._members_at(last + 1)):
            last += more
        return last

    def _members_at(self, at: int) -> int:
        """How many words from here on name the group's people: ``guerrillas`` 1, ``urban commandos`` 2."""
        of_group = actor_names.words_of("members") | actor_names.words_of("people")
        if self.words.folds[at] in of_group:
            return 1
        described = self.words.folds[at] in actor_names.words_of("description") and self.words.joined(at)
        return 2 if described and self.words.folds[at + 1] in of_group else 0

    def _past_acronym(self, last: int, entries: tuple[Entry, ...]) -> int:
        if self.words.gap(last).strip() not in ("(", "[") or not self.words.raw(last + 1).isupper():
            return last
        again = longest(self.root, self.words, last + 1, (ACTOR,))
        same = {entry.actor for entry in again.entries} & {entry.actor for entry in entries}
        closed = self.words.gap(again.last) in (") ", "] ")
        if not same or not closed or self.words.folds[again.last + 1] not in actor_names.words_of("members"):
            return last
        return again.last + 1

    def _country(self, first: int, last: int, entry: Entry) -> _Draft:
        end, form = governments.read(self.words, first, last, entry)
        if form == "insurgents":
            rebels = replace(entry, role=ACTOR, actor=actor_names.insurgents_against(entry.actor))
            return _Draft(first, end, (rebels,), "name")
        return _Draft(first, end, (entry,), "name" if form == "forces" else form)

    def _best(self, entries: tuple[Entry, ...]) -> Entry | None:
        """Of namesakes, the one whose country the text speaks of most; else the vocabulary's first.

        None where all are doubtful and the text speaks neither of their countries nor of them by another name.
        """
        kept = [e for e in entries if not e.doubtful or self.countries[e.country] or e.actor in self.certain]
        return max(kept, key=lambda entry: self.countries[entry.country] if entry.country else 0, default=None)

    def _mention(self, draft: _Draft, entry: Entry) -> ActorMention:
        start, end = self.words.span(draft.first, draft.last)
        kind = actor_names.actors()[entry.actor].kind
        return ActorMention(start, end, self.words.text[start:end], entry.actor, kind, draft.form)
