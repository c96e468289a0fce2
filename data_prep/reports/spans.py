"""Mentions of a whole text, and those that stand in a part of it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Mention = TypeVar("Mention", bound=_Placed)


class Spans(Generic[Mention]):
    """Mentions of a text in its order (actors, places); finds those inside a span without going through all."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all = list(mentions)
        self._starts = [mention.start for mention in self.all]

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin in ``start:end``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
