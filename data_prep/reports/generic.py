"""Names that lean on the report: ``the coalition`` and ``the jihadists`` are those that it names in full."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.actors import ActorMention


class _Generic(NamedTuple):
    kinds: frozenset[str]
    words: frozenset[str]


def settled(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions, with each generic name given to the actor it stands for, where the report names just one such."""
    named: dict[str, list[str]] = {}
    for mention in mentions:
        if not _is_generic(mention):
            named.setdefault(mention.kind, []).append(mention.actor)
    return [_settle(mention, named) for mention in mentions]


def _settle(mention: ActorMention, named: dict[str, list[str]]) -> ActorMention:
    if not _is_generic(mention):
        return mention
    found = [actor for kind in _generics()[mention.actor].kinds for actor in named.get(kind, [])]
    if len(set(found)) != 1:
        return mention
    return replace(mention, actor=found[0])


def _is_generic(mention: ActorMention) -> bool:
    generic = _generics().get(mention.actor)
    return generic is not None and (not generic.words or mention.text.lower() in generic.words)


@cache
def _generics() -> dict[str, _Generic]:
    return {
        row["actor"]: _Generic(frozenset(several(row["kinds"])), frozenset(several(row["words"])))
        for row in table("generic_actors")
    }
