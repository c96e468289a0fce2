"""Who speaks, through a whole report: names, offices, surnames and pronouns led back to one source each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_prep.reports.speakers import clean, is_document, is_pronoun, nouns, office
from data_prep.vocab import table

if TYPE_CHECKING:
    from datetime import date

    from data_prep.reports.actors import ActorMention

GENERIC = "Government forces"
"""The vocabulary's name for soldiers and officials of a country that is not named."""
_IN_MIND = 50
"""Voices back to which ``the director`` can lead."""


@dataclass
class Voice:
    """A source: ``name`` as shown, ``actor`` its canonical name, ``words`` as written, ``clock`` its last day."""

    name: str
    words: str
    actor: str = ""
    kind: str = ""
    clock: date | None = None
    indefinite: bool = False


class Voices:
    """The sources of one report, in the order in which they speak."""

    def __init__(self) -> None:
        self.heard: list[Voice] = []
        self._surnames: dict[str, Voice] = {}

    def speaker(self, words: str, actors: list[ActorMention]) -> Voice | None:
        """The source that these words of a frame name; ``actors`` are the mentions inside them."""
        if _leans_back(words):
            return self.last
        voice = self._known(words, actors) or self._named(words, actors)
        if voice is None:
            return None
        self._remember_surname(words, voice)
        self._recognise(voice)
        self.heard.append(voice)
        return voice

    @property
    def last(self) -> Voice | None:
        """Who spoke last."""
        return self.heard[-1] if self.heard else None

    def _known(self, words: str, actors: list[ActorMention]) -> Voice | None:
        bare = clean(words)
        if not bare:
            return None
        surname = bare.split()[-1]
        if surname in self._surnames and len(bare.split()) <= 3:
            return self._surnames[surname]
        if _DEFINITE.match(office(words).lstrip()) and not _own(words, actors) and not _PROPER.search(bare):
            offices = nouns(bare)
            same = next((voice for voice in reversed(self.heard[-_IN_MIND:]) if offices & nouns(voice.words)), None)
            return same or (self.last if re.search(r"\bsame\b", words) else None)
        return None

    def _named(self, words: str, actors: list[ActorMention]) -> Voice | None:
        name = clean(words)
        own = _own(words, actors)
        first = [actor for actor in own if actor.kind in {"monitor", "organ", "media", "un", "agency"}] or own
        if first:
            return Voice(first[0].actor, name, first[0].actor, first[0].kind)
        generic = next((actor for actor in actors if actor.actor == GENERIC), None)
        if not name:
            return None
        return Voice(
            name,
            name,
            generic.actor if generic else "",
            generic.kind if generic else "",
            indefinite=_is_indefinite(words),
        )

    def _remember_surname(self, words: str, voice: Voice) -> None:
        names = re.findall(r"(?:[A-Z][\w'’-]+\s+){1,3}([A-Z][\w'’-]+)\s*,?\s*(?:had\s*|has\s*|also\s*)?$", words)
        for surname in names:
            self._surnames.setdefault(surname, voice)

    def _recognise(self, voice: Voice) -> None:
        """``a monitoring group said ... according to the Syrian Observatory``: the first was the second."""
        if not voice.name[:1].isupper():
            return
        for earlier in self.heard[-3:]:
            if earlier.indefinite and (
                (voice.kind == "monitor" and nouns(earlier.words) & _groups()) or _shares(earlier, voice)
            ):
                earlier.name, earlier.actor, earlier.kind, earlier.indefinite = (
                    voice.name,
                    voice.actor,
                    voice.kind,
                    False,
                )


def _leans_back(words: str) -> bool:
    """``she``, ``the report``, or no words at all: whoever spoke last."""
    return is_pronoun(clean(words)) or is_document(words) or not re.search(r"\w", words)


def _own(words: str, actors: list[ActorMention]) -> list[ActorMention]:
    """The actors that the speaker speaks for; ``officials in Syria`` speak for none."""
    return [
        actor for actor in actors if not (_is_nobody(actor) or _only_where(words, actor) or _names_more(words, actor))
    ]


_OUTLET = re.compile(
    r"['’]?s?\s+(?:[A-Z]\w+\s+){0,2}(?:News|NEWS|Agency|AGENCY|TV|Radio|RADIO|Press|PRESS|Media|MEDIA|Network|Channel|Television|"
    r"TELEVISION|Times|Post|Today|Voice|Hospital|University)\b"
)


def _names_more(words: str, actor: ActorMention) -> bool:
    """``Jordan News Agency``: the actor's name is only the beginning of another one."""
    return actor.kind != "media" and bool(_OUTLET.match(words, words.find(actor.text) + len(actor.text)))


def _is_nobody(actor: ActorMention) -> bool:
    """``medics``, ``residents``, ``officials``: who they are is in their own words, not in a name for all of them."""
    return actor.actor == GENERIC or actor.kind in {"civilians", "unidentified", "platform"}


_PROPER = re.compile(r"[A-Z]\w+(?:\s+(?:al-|for|of|and|the)\b)*[\s-]+[A-Z]")
_DEFINITE = re.compile(r"(?:the|this|that|its|his|her|their|a member of the|one of the)\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"\s*(?:an?|some|one|several|two|local)\b", re.IGNORECASE)


def _is_indefinite(words: str) -> bool:
    return bool(_INDEFINITE.match(office(words).lstrip()))


def _shares(earlier: Voice, later: Voice) -> bool:
    return bool(nouns(earlier.words) & nouns(later.words) & _groups())


def _groups() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("speakers") if row["kind"] == "group")


def _only_where(words: str, actor: ActorMention) -> bool:
    """``officials in Syria``, ``a Baghdad-based spokesman``: where they are, not whom they speak for."""
    before = words[max(0, actor.start - 12) : actor.start]
    return actor.bare and (
        bool(re.search(r"\b(?:in|at|near|from|of)\s+(?:\w+\s+)?$", before))
        or words[actor.end : actor.end + 6] == "-based"
    )
