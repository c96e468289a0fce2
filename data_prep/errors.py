"""One tree of errors. Each says what was wrong, where, what is known, and what to do."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ConflictTimelineError(Exception):
    """Every error that this project raises on purpose; its text is fit to be shown to a user."""


class FrameError(ConflictTimelineError):
    """A frame is not a claim frame: its text lists every column and value that is wrong."""


class VocabularyError(ConflictTimelineError):
    """A vocabulary file holds something the loader cannot use; names file and line."""


class UnreadableError(ConflictTimelineError):
    """A file could not be read as a report or as a claim table.

    Attributes: ``file`` (the name shown to the user), ``reason`` (one sentence), ``hint`` (what to do, may be empty).
    """

    def __init__(self, file: str, reason: str, hint: str = "") -> None:
        self.file, self.reason, self.hint = file, reason, hint
        super().__init__(f"{file}: {reason}" + (f" {hint}" if hint else ""))


class OwnClaimsError(UnreadableError):
    """A table is one of claims that this program wrote, where another table is asked for."""


class UsageError(ConflictTimelineError):
    """An argument of a public function has a value it cannot have."""


def unknown(what: str, given: str, known: Iterable[str]) -> str:
    """``column 'kiled_low' is not known: did you mean 'killed_low'?``: what was not found, and the nearest that is."""
    near = get_close_matches(given, list(known), n=1)
    return f"{what} {given!r} is not known" + (f": did you mean {near[0]!r}?" if near else "")
