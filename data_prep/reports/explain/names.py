"""Where the names of actors and places stand in the vocabulary."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data_prep.vocab import origin, several, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data_prep.reports.actors import ActorMention

FORMS = {
    "generic": "a general name",
    "action": "a country's adjective before what it does",
    "official": "a country's office",
    "people": "a country's people",
    "bare": "a country alone",
}
"""How an actor is named where not by its own name."""


def actor_rule(mention: ActorMention) -> str:
    """The line of the vocabulary that knows the actor, and how the words name it."""
    row = _rows("actors", "actor").get(mention.actor)
    known = origin("actors", row) if row is not None else _not_listed(mention.actor)
    form = FORMS.get(mention.form, "")
    return f"{known}, {form}" if form else known


def _not_listed(actor: str) -> str:
    row = _rows("countries", "government").get(actor)
    return origin("countries", row) if row is not None else "an organisation by the form of its name"


def actor_line(actor: str) -> str:
    """The line of the vocabulary that knows the actor."""
    row = _rows("actors", "actor").get(actor)
    return origin("actors", row) if row is not None else _not_listed(actor)


def place_rule(name: str) -> str:
    """The line of the vocabulary that knows the place, or the gazetteer."""
    for vocabulary, column in (("places", "place"), ("admin1", "name"), ("countries", "name")):
        row = _rows(vocabulary, column).get(name)
        if row is not None:
            return origin(vocabulary, row)
    return "gazetteer (GeoNames)"


@cache
def _rows(vocabulary: str, column: str) -> Mapping[str, Mapping[str, str]]:
    """The first row of each name."""
    return {name: row for row in reversed(table(vocabulary)) for name in several(row[column])}
