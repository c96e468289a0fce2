"""Text that runs from right to left inside a line that runs from left to right, and the other way round."""

from __future__ import annotations

from unicodedata import bidirectional

FIRST_STRONG, POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
LEFTWARDS = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
"""Unicode's classes of letters, and of signs, that make text run to the left."""
ONLY_RIGHTWARDS = "\u0590"
"""No letter before this one runs to the left: most texts are known by a glance at their highest letter."""


def isolated(text: str) -> str:
    """A name as part of a sentence: one that runs to the left is set apart, so that the figures and marks beside it
    stay in their places. Any other is given back as it is."""
    return f"{FIRST_STRONG}{text}{POP}" if runs_leftwards(text) else text


def runs_leftwards(text: str) -> bool:
    """Whether any part of a text runs from right to left, and is not set apart already."""
    if not text or max(text) < ONLY_RIGHTWARDS or text.startswith(FIRST_STRONG):
        return False
    return any(bidirectional(letter) in LEFTWARDS for letter in text)
