"""Who is named in a text: states and their forces, armed groups, civilians, monitors, agencies.

Names come from ``actors.csv``; a country's adjective or name becomes its government by the words of ``forces.csv``;
organisations that no vocabulary holds are known by their form (``the Front for ... (ABC)``).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from data_prep.reports import actor_names, organisations
from data_prep.reports.actor_names import Entry, Node
from data_prep.reports.words import ARTICLES, Word, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = re.compile(r"[\s\-–/'’‘\"“”,&]{0,4}")
_JOIN = frozenset({"or", "and"})
_OUTSIDE = frozenset({"pro", "anti", "ex", "non", "former", "formerly", "post"})
_CONTINENTS = frozenset({"latin", "south", "north", "central"})
_MEMBERS = frozenset(
    "group groups militants militant fighters fighter rebels rebel guerrillas guerrilla insurgents insurgent "
    "terrorists terrorist jihadists jihadist extremists forces militia militiamen movement members gunmen "
    "commandos troops combatants organization organisation".split()
)
_ARMED = frozenset({"rebel", "jihadist", "militia", "cartel"})
_REGIME = frozenset("regime government authorities administration junta".split())
_MODIFIERS_AT_MOST = 4


@dataclass(frozen=True)
class ActorMention:
    """An actor named at ``text[start:end]``.

    ``actor`` is the canonical name and ``kind`` its kind in ``actor_kinds.csv``. ``form`` says how it is named:
    ``name`` (by its own name, or as "Syrian army"), ``action`` ("Russian air strikes"), ``official`` ("the Israeli
    defence minister"), ``people`` ("the Russians") or ``bare`` (a country or capital alone: actor or place).
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
        return self.form == "bare"


def find_actors(text: str) -> list[ActorMention]:
    """Every actor named in a text, in order and without overlaps, the longest name at each place.

    A name that several actors bear goes to the one whose country the text speaks of most.
    """
    return list(_find(text))


@lru_cache(maxsize=8)
def _find(text: str) -> tuple[ActorMention, ...]:
    found = _Reading(text).run()
    return tuple(sorted([*found, *_by_form(text, found)], key=lambda mention: mention.start))


def _by_form(text: str, known: Sequence[ActorMention]) -> list[ActorMention]:
    """Organisations outside the vocabulary, where no known actor stands."""
    found: list[ActorMention] = []
    for one in sorted(organisations.find(text)):
        if not any(other.start < one.end and one.start < other.end for other in (*known, *found)):
            found.append(ActorMention(one.start, one.end, text[one.start : one.end], one.name, one.kind))
    return found


def aliases(actor: str) -> set[str]:
    """Every spelling known of a canonical actor, itself included; only itself when it is not known."""
    return set(actor_names.spellings(actor))


def country_of(actor: str) -> str:
    """The country of a canonical actor as ISO 3166-1 alpha-3, "" when it has none or is not known."""
    known = actor_names.actors().get(actor)
    return known.country if known else ""


def parent_of(actor: str) -> str:
    """The canonical actor that a canonical actor belongs to, "" when it has none or is not known."""
    known = actor_names.actors().get(actor)
    return known.parent if known else ""


def government_of(country: str) -> str:
    """The canonical name of a country's government, by alpha-3; "" when the country is not known."""
    return actor_names.government_of(country)


@dataclass(frozen=True)
class _Draft:
    """A mention before namesakes are told apart: words ``first`` to ``last``, and who it may be."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    form: str


class _Reading:
    """One pass over the words of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self.root = actor_names.tree()
        self.countries: Counter[str] = Counter()

    def run(self) -> list[ActorMention]:
        drafts: list[_Draft] = []
        at, after = 0, self.root.after
        while at < len(self.words):
            draft = self._at(at) if self.words[at].fold in after or self._is_article(at) else None
            if draft is None:
                at += 1
                continue
            self.countries.update({entry.country for entry in draft.entries[:1] if entry.country})
            if draft.form != "none":
                drafts.append(draft)
            at = draft.last + 1
        return [self._mention(draft) for draft in drafts]

    def _at(self, first: int) -> _Draft | None:
        """The longest reading that begins at a word."""
        last, entries = self._longest(first)
        if not entries:
            return None
        if entries[0].role == "actor":
            return self._named(first, last, entries)
        return self._country(first, last, entries[0])

    def _named(self, first: int, last: int, entries: tuple[Entry, ...]) -> _Draft:
        shorter = self._longest(first, roles=("demonym", "name"))
        if shorter[1]:
            grammar = self._country(first, *self._single(shorter))
            if grammar.last > last and grammar.form != "none":
                return grammar
        armed = actor_names.actors()[entries[0].actor].kind in _ARMED
        while armed and last + 1 < len(self.words) and self.words[last + 1].fold in _MEMBERS and self._joined(last):
            last += 1
        return _Draft(first, last, entries, "name")

    @staticmethod
    def _single(found: tuple[int, tuple[Entry, ...]]) -> tuple[int, Entry]:
        return found[0], found[1][0]

    def _longest(self, first: int, roles: Sequence[str] = ()) -> tuple[int, tuple[Entry, ...]]:
        node: Node | None = self.root
        best: tuple[int, tuple[Entry, ...]] = (first, ())
        for at in range(first, len(self.words)):
            assert node is not None
            if at > first and not self._joined(at - 1):
                break
            following = node.after.get(self.words[at].fold)
            if following is None:
                if self._is_article(at):
                    continue
                break
            node = following
            kept = tuple(e for e in node.entries if (not roles or e.role in roles) and self._written_as(e, first, at))
            if kept:
                best = (at, tuple(sorted(kept, key=lambda entry: entry.role != "actor")))
        return best

    def _is_article(self, at: int) -> bool:
        """``al`` and its kin before a hyphen (or ``Al`` before a space): not part of the name's path."""
        if self.words[at].fold not in ARTICLES or at + 1 >= len(self.words):
            return False
        return self._gap(at) == "-" or (self.words[at].fold in ("al", "el") and self._joined(at))

    def _written_as(self, entry: Entry, first: int, last: int) -> bool:
        """Capitals where the name needs them; where everything is in capitals, no common English word."""
        if entry.title < 0:
            return True
        spelled = [at for at in range(first, last + 1) if not self._is_skipped(at, first, last, entry)]
        raw = [self.text[self.words[at].start : self.words[at].end] for at in spelled]
        if any(at < len(raw) and not raw[at].isupper() for at in entry.upper):
            return False
        if entry.title < len(raw) and not (raw[entry.title][0].isupper() or raw[entry.title][0].isdigit()):
            return False
        is_word = len(spelled) == 1 and self.words[last].fold in actor_names.common_words()
        return not (is_word and raw[0].isupper() and self._among_capitals(last, needs=len(raw[0])))

    def _is_skipped(self, at: int, first: int, last: int, entry: Entry) -> bool:
        del entry
        return first < last and at < last and self.words[at].fold in ARTICLES and self.words[at].fold != "as"

    def _among_capitals(self, at: int, needs: int) -> bool:
        """The words beside this one are in capitals too, so that case says nothing."""
        del needs
        near = [self.words[i] for i in (at - 1, at + 1) if 0 <= i < len(self.words)]
        raw = [self.text[word.start : word.end] for word in near]
        spoken = [word for word in raw if word.isalpha() and len(word) > 1]
        return bool(spoken) and all(word.isupper() for word in spoken)

    def _gap(self, at: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.words[at].end : self.words[at + 1].start]

    def _joined(self, at: int) -> bool:
        """A word and the next belong together: only spaces, hyphens or quotes between them, no end of a sentence."""
        gap = self._gap(at)
        return gap == " " or (gap in _TIGHT) or (gap.strip(_LOOSE) == "" and gap.count("\n") < 2 and "," not in gap)

    def _country(self, first: int, last: int, entry: Entry) -> _Draft:
        """What a country's word and the words after it name; form ``none`` where they name no actor."""
        nothing = _Draft(first, last, (entry,), "none")
        if self._outside(first):
            return nothing
        found = self._phrase(last, entry) or self._coordinated(last, entry)
        if found:
            end, form = found
            if form == "insurgents":
                return self._insurgents(first, end, entry)
            return _Draft(first, end, (entry,), form)
        if entry.role == "people" and first and self.words[first - 1].fold == "the":
            return _Draft(first, last, (entry,), "people")
        if entry.role == "seat":
            return _Draft(first, last, (entry,), "official")
        hyphened = last + 1 < len(self.words) and self._gap(last) in ("-", "–")
        if entry.role in ("name", "capital") and not hyphened:
            return _Draft(first, last, (entry,), "bare")
        return nothing

    def _insurgents(self, first: int, last: int, entry: Entry) -> _Draft:
        demonym = next((e.actor for e in (entry,)), "")
        name = actor_names.insurgents_by_government(demonym)
        return _Draft(first, last, (replace(entry, role="actor", actor=name),), "name")

    def _outside(self, first: int) -> bool:
        """``anti-Syrian``, ``former Soviet``, ``Latin America``: not the country."""
        if not first or not self._joined(first - 1):
            return False
        before = self.words[first - 1].fold
        return before in _OUTSIDE or (before in _CONTINENTS and self.words[first].fold == "america")

    def _phrase(self, last: int, entry: Entry) -> tuple[int, str] | None:
        """Where the words after a country's word make it an actor: (last word, form)."""
        if entry.role == "people" or last + 1 >= len(self.words) or self._gap(last) in ("-", "–"):
            return None
        found = self._head(last)
        if found is None or self._refused(found[0]):
            return None
        head = self.words[found[0]].fold
        if entry.role in ("capital", "ruler", "seat") and not (head in _REGIME or entry.role == "ruler"):
            return None
        possessive = self.text[self.words[last].end - 2 : self.words[last].end].lower() in ("'s", "’s")
        if entry.role == "name" and found[1] != "forces" and not possessive and entry.country != "USA":
            return None
        return found

    def _head(self, last: int) -> tuple[int, str] | None:
        heads, modifiers = actor_names.heads(), actor_names.forces()["modifier"]
        best: tuple[int, str] | None = None
        for at in range(last + 1, min(last + 2 + _MODIFIERS_AT_MOST, len(self.words))):
            if not self._joined(at - 1):
                break
            for length in (3, 2, 1):
                path = tuple(word.fold for word in self.words[at : at + length])
                if len(path) == length and path in heads and self._run(at, at + length - 1):
                    best = (at + length - 1, heads[path])
                    break
            if (self.words[at].fold,) not in modifiers:
                break
        return best

    def _run(self, first: int, last: int) -> bool:
        return all(self._joined(at) for at in range(first, last))

    def _refused(self, last: int) -> bool:
        """``government-held``, ``army defectors``: the words after the head take the actor away."""
        if last + 1 >= len(self.words) or not self._joined(last):
            return False
        path = (self.words[last + 1].fold,)
        hyphened = self._gap(last) == "-" and path in actor_names.forces()["hyphened"]
        return hyphened or path in actor_names.forces()["not"]

    def _coordinated(self, last: int, entry: Entry) -> tuple[int, str] | None:
        """``Syrian or Russian warplanes``: the head of the second country's word serves the first."""
        if entry.role not in ("demonym", "name"):
            return None
        at = last + 1
        if at < len(self.words) and self.words[at].fold in _JOIN:
            at += 1
        if at >= len(self.words) or (at == last + 1 and self._gap(last).strip() not in (",", "-", "–", "/")):
            return None
        end, entries = self._longest(at, roles=("demonym",))
        if not entries:
            return None
        found = self._phrase(end, entries[0]) or self._coordinated(end, entries[0])
        return (last, found[1]) if found else None

    def _mention(self, draft: _Draft) -> ActorMention:
        entry = self._best(draft.entries)
        start, end = self.words[draft.first].start, self.words[draft.last].end
        if self.text[start:end].endswith(("'s", "’s")) and draft.last >= draft.first:
            end -= 2
        kind = actor_names.actors()[entry.actor].kind
        form = "name" if draft.form == "forces" else draft.form
        return ActorMention(start, end, self.text[start:end], entry.actor, kind, form)

    def _best(self, entries: tuple[Entry, ...]) -> Entry:
        """Of namesakes, the one whose country the text speaks of most; else the vocabulary's first."""
        return max(entries, key=lambda entry: self.countries[entry.country] if entry.country else 0)


_TIGHT = frozenset({"-", "\n", "/", " '", ' "', "–"})
_LOOSE = " \t\r\n\"'“”‘’-–/"
