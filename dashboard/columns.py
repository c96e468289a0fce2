"""What a visitor says of the columns of a table, and what follows from it. No streamlit here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.texts import listed, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data_prep import TableLook

SURE, LIKELY = 0.85, 0.6
"""Confidence from which on a guess is called sure, or likely."""
DATES = ("date", "year")
"""Without one of these nothing has a day."""
DAYS = ("date", "date_end")
"""Targets whose columns hold whole dates."""


@dataclass(frozen=True)
class Choice:
    """``taken``: what each column is taken for (None: kept beside the claims)."""

    look: TableLook
    taken: Mapping[str, str | None]

    @property
    def mapping(self) -> dict[str, str]:
        """Target -> column, an empty column for a target that was guessed and is taken off."""
        guessed = {one.target: "" for one in self.look.columns if one.target is not None}
        return guessed | {target: column for column, target in self.taken.items() if target is not None}

    @property
    def dates(self) -> dict[str, str]:
        """The columns that are taken for days."""
        return {target: column for target, column in self.mapping.items() if target in DAYS}

    @property
    def kept(self) -> list[str]:
        """The columns that no chart draws: they stay beside the claims, and go out with every file."""
        return [column for column, target in self.taken.items() if target is None]

    def wrong(self) -> list[str]:
        """What must be put right before the table can be read, a sentence each."""
        targets = [target for target in self.taken.values() if target is not None]
        twice = dict.fromkeys(target for target in targets if targets.count(target) > 1)
        found = [
            say("columns.twice", what=meaning(self.look, target), columns=self._columns(target)) for target in twice
        ]
        return found if set(targets) & set(DATES) else [*found, say("columns.no_date")]

    def _columns(self, target: str) -> str:
        return listed([f"“{column}”" for column, taken in self.taken.items() if taken == target])


def meaning(look: TableLook, target: str | None) -> str:
    """What a target means, in words."""
    return say("columns.none") if target is None else str(look.targets[target])


def label(look: TableLook, target: str | None) -> str:
    """A target as a choice in a list."""
    text = meaning(look, target)
    return text[:1].upper() + text[1:]


def confidence(column: Any, taken: str | None) -> str:
    """How sure it is what a column is taken for, and why, in words: ``Likely, by its name``."""
    if taken != column.target:
        return say("columns.chosen")
    if taken is None:
        return say("columns.unknown")
    if column.confidence == 0:  # nothing but an earlier choice gives a column a target without any reason
        return say("columns.chosen_before")
    word = "sure" if column.confidence >= SURE else "likely" if column.confidence >= LIKELY else "guess"
    why = str(column.why)
    return f"{say(f'columns.{word}')}: {why}" if why else say(f"columns.{word}")
