"""Kinds of event in a table's own words, to ACLED's event and sub-event types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from data_prep.frame import EVENT_TYPE_OF, SUB_EVENT_TYPES
from data_prep.tables.header import normal
from data_prep.vocab import several, table


@dataclass(frozen=True)
class Type:
    """ACLED's types of one event; missing is what the words do not say."""

    event_type: str | None = None
    sub_event_type: str | None = None


def type_of(cells: Iterable[str | None]) -> Type | None:
    """The type that words tell; None where there are words that tell none."""
    words = normal(" ".join(cell for cell in cells if cell))
    if not words:
        return Type()
    if words in _names():
        return _names()[words]
    padded = f" {words}"
    return next((kind for start, kind in _words() if f" {start}" in padded), None)


@cache
def _names() -> dict[str, Type]:
    """ACLED's own names."""
    subs = {normal(sub): Type(event, sub) for sub, event in EVENT_TYPE_OF.items()}
    return {normal(event): Type(event) for event in SUB_EVENT_TYPES} | subs


@cache
def _words() -> list[tuple[str, Type]]:
    """The beginning of each word that tells a type, in the order of the vocabulary."""
    return [
        (normal(word), _names()[normal(row["type"])])
        for row in table("table_event_words")
        for word in several(row["words"])
    ]
