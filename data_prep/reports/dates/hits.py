"""One match of a grammar rule on its way to an Expression."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from data_prep.reports.dates.model import Expression

if TYPE_CHECKING:
    import re

Reading = list[Expression]
"""What a reader makes of a match: one expression, several ("3, 4 and 5 May"), or none where it is no date."""


@dataclass(frozen=True)
class Hit:
    """A match, its named words (lower case, single spaces), the text in lower case, and the expression so far."""

    expression: Expression
    match: re.Match[str]
    words: dict[str, str]
    lower: str

    def be(self, **fields: Any) -> Reading:
        """The expression with some fields changed, as the only reading."""
        return [replace(self.expression, **fields)]

    def year_shift(self) -> str:
        """``"last year"`` for "in March last year"; else the expression's own shift."""
        word = self.words.get("year_shift")
        return f"{word} year" if word else self.expression.shift

    def before(self, letters: int = 32) -> str:
        """The text right before the expression."""
        start = self.expression.start
        return self.lower[max(0, start - letters) : start]
