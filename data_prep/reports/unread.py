"""Sentences of which something should have been read: they speak of violence, or count its victims."""

from __future__ import annotations

from data_prep.reports.lexicon import find
from data_prep.reports.likeness import is_violent
from data_prep.reports.people import effects_in, find_people


def tells_of_violence(text: str) -> bool:
    """The vocabulary knows words of it as violence, or as killing or injury."""
    told = any(hit.row["weight"] in "23" and is_violent(hit.row["sub_event_type"]) for hit in find("events", text))
    return told or any(hit.row["effect"] != "other" for hit in find("effects", text))


def counts_victims(text: str) -> bool:
    """A figure of people stands beside words of killing or injury."""
    effects = effects_in(text)
    hurt = any(effect.effect != "other" for effect in effects)
    return hurt and any(one.noun and one.group for one in find_people(text, effects))
