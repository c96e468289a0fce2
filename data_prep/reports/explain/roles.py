"""What names the two sides of a claim, and what tells how it is known who did it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data_prep.reports.explain import names
from data_prep.reports.explain.trail import Cell
from data_prep.reports.generic import adjectives
from data_prep.reports.lexicon import find
from data_prep.reports.roles import COLLECTIVE
from data_prep.reports.voices import GENERIC
from data_prep.vocab import origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data_prep.reports.actors import ActorMention
    from data_prep.reports.draft import Draft
    from data_prep.reports.explain.trail import Trail


def named(trail: Trail, draft: Draft, name: str) -> Cell:
    """What names an actor of the claim."""
    return (
        (None if _is_inferred(draft, name) else _own(trail, draft, name))
        or trail.first_elsewhere(draft, lambda one: _own(trail, one, name) if _says(one, name) else None)
        or _anywhere(trail, draft, name)
    )


def _own(trail: Trail, draft: Draft, name: str) -> Cell | None:
    return _mention(trail, draft, name) or _as_speaker(trail, draft, name) or _civilians(trail, draft, name)


def _is_inferred(draft: Draft, name: str) -> bool:
    return "perpetrator-inferred" in draft.flags and name in draft.roles.perpetrators


def _says(draft: Draft, name: str) -> bool:
    """The draft names the actor itself."""
    return name in {*draft.roles.perpetrators, *draft.roles.targets} and not _is_inferred(draft, name)


def _mention(trail: Trail, draft: Draft, name: str) -> Cell | None:
    """The mention of the actor in the clause, else in the sentence; ``the army`` names the country's government."""
    generic = None
    for one in _mentions(trail, draft):
        if one.actor == name:
            return Cell(one.start, one.end, name, names.actor_rule(one))
        generic = generic or (one if one.actor == GENERIC else None)
    if generic is None:
        return None
    return Cell(generic.start, generic.end, name, f"{names.actor_rule(generic)}, of the country that it is about")


def _mentions(trail: Trail, draft: Draft) -> Iterator[ActorMention]:
    sentence, happening = draft.sentence, draft.happening
    start = sentence.start + happening.start
    inside = trail.reading.actors.within(start, start + len(happening.text))
    yield from inside
    known = [replace(one, start=one.start - start, end=one.end - start) for one in inside]
    for one in adjectives(happening.text, known):
        yield replace(one, start=one.start + start, end=one.end + start)
    yield from (one for one in trail.reading.actors.within(sentence.start, sentence.end) if one not in inside)


def _as_speaker(trail: Trail, draft: Draft, name: str) -> Cell | None:
    """``it``, ``our forces``: whoever speaks."""
    if draft.voice is None or draft.voice.actor not in {name, GENERIC}:
        return None
    return trail.unsaid(draft, name, f"the speaker tells of its own deed; {names.actor_line(name)}")


def _civilians(trail: Trail, draft: Draft, name: str) -> Cell | None:
    """Who is hurt is whom it was done to, where only civilians are."""
    if name.casefold() != COLLECTIVE:
        return None
    text = draft.happening.text
    hit = next(iter(find("effects", text)), None)
    at = text.lower().find("civilian")
    if at >= 0:
        return trail.at(draft, at, at + len("civilian"), name, "the people hurt are civilians")
    return trail.at(draft, hit.start, hit.end, name, "the people hurt are civilians") if hit else None


def _anywhere(trail: Trail, draft: Draft, name: str) -> Cell:
    """The nearest mention before the claim, else after it."""
    mentions = [one for one in trail.reading.actors.all if one.actor in {name, GENERIC}]
    before = [one for one in mentions if one.start < draft.sentence.end]
    nearest = before[-1:] or mentions[:1]
    if not nearest:
        return trail.unsaid(draft, name, f"{names.actor_line(name)}; the government of the country that it is about")
    return Cell(nearest[0].start, nearest[0].end, name, names.actor_rule(nearest[0]))


# ---------------------------------------------------------------- how it is known

_CUES = {
    "alleged": ("alleged",),
    "claimed": ("claimed",),
    "unknown": ("unknown", "uncertain"),
    "contested": ("uncertain",),
}
_BY_GRAMMAR = {
    "stated": "told as a fact",
    "claimed": "the speaker tells of its own deed",
    "contested": "several are named, and it is not known which",
    "alleged": "the speaker blames",
    "unknown": "it is said that nobody knows",
}


def attribution(trail: Trail, draft: Draft) -> Cell:
    """What tells how it is known who did it."""
    value = draft.roles.attribution
    cell = _cue(trail, draft, value)
    if cell is None and "perpetrator-inferred" in draft.flags:
        cell = trail.first_elsewhere(draft, lambda one: _cue(trail, one, value))
    if cell is not None:
        return cell
    blames = [hit for hit in find("speech", draft.sentence.text) if hit.row["kind"] == "blame"]
    if value == "alleged" and blames:
        start = draft.sentence.start + blames[0].start
        return Cell(start, start + len(blames[0].text), value, origin("speech", blames[0].row))
    return trail.unsaid(draft, value, _BY_GRAMMAR.get(value, value))


def _cue(trail: Trail, draft: Draft, value: str) -> Cell | None:
    for hit in find("cues", draft.happening.text):
        if hit.row["cue"] in _CUES.get(value, ()):
            return trail.at(draft, hit.start, hit.end, value, origin("cues", hit.row))
    return None
