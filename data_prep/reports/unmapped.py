"""Places that no list has, where the text says what they are: ``the village of X``, ``in X, a suburb``.

Such a place goes by its name. The place that it is told to be near, if any, gives its rough position.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data_prep.reports.places import Place, PlaceMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.actors import ActorMention

_KIND = r"(?:villages?|towns?|hamlet|settlement|suburb|township|city)"
_NAME = r"(?:[Aa]l-|[Ee]l-)?[A-Z][a-z'’]+(?:[ -][A-Z][a-z'’]+){0,2}"
_PLACE_OF = re.compile(
    rf"\b{_KIND} of (?P<name>{_NAME})|\b(?:in|at|near|around|on) (?P<told>{_NAME}), an? (?:\w+ )?{_KIND}\b"
)
_NEIGHBOUR = re.compile(
    r",?\s(?:an? [\w ]{3,30}|[\w ]{0,25}(?:north|south|east|west)\w* of (?:the )?|near |outside |in )"
)
_NEAR = 2
"""UCDP's ``where_prec`` of a place known only by another one near it."""


def with_unmapped(text: str, known: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> list[PlaceMention]:
    """The places known, and those that the text only calls a village or a town, wherever it names them, in order."""
    spans = [*((one.start, one.end) for one in known), *((one.start, one.end) for one in actors)]
    taken = {at for start, end in spans for at in range(start, end)}
    found: dict[str, Place] = {}
    for match in _PLACE_OF.finditer(text):
        group = "name" if match["name"] else "told"
        if match.start(group) not in taken:
            found.setdefault(match[group], _place(text, match[group], match.end(group), known))
    mentions = [
        PlaceMention(match.start(), match.end(), name, place, ambiguous=False)
        for name, place in found.items()
        for match in re.finditer(rf"\b{re.escape(name)}\b", text)
        if match.start() not in taken
    ]
    return sorted([*known, *mentions], key=lambda one: one.start)


def _place(text: str, name: str, end: int, known: Sequence[PlaceMention]) -> Place:
    following = next((one for one in known if one.start >= end), None)
    if following is not None and _NEIGHBOUR.fullmatch(text, end, following.start):
        return replace(following.place, name=name, precision=max(_NEAR, following.place.precision))
    return Place(name, "", "", None, None, 1)
