"""Text as plotly draws it: made harmless, measured without a browser, wrapped."""

from __future__ import annotations

from functools import lru_cache
from html import escape

NARROW, WIDE, CAPITAL, USUAL = 0.30, 0.86, 0.70, 0.55
"""Widths of a letter in ems of Liberation Sans (as Arial): rounded up, so that an estimate never clips."""

_NARROW = frozenset("iljtfrI .,:;'|!()[]/\N{EN DASH}-")
_WIDE = frozenset("mwMW@%\N{EM DASH}\N{HORIZONTAL ELLIPSIS}")


def plain(text: object) -> str:
    """Text that plotly shows as it stands: neither markup nor a formula."""
    return escape(str(text), quote=False).replace("$", "&#36;")


def width(text: str, size: float) -> float:
    """Pixels that a line of text takes at a font size, on the generous side."""
    return size * _ems(text)


def wrap(text: str, pixels: float, size: float) -> list[str]:
    """The lines of a text that may be ``pixels`` wide; a word longer than a line is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size) <= pixels:
            lines[-1] = joined
        else:
            lines += _pieces(word, pixels, size)
    return lines


def block(lines: list[str]) -> str:
    """Lines as one plotly text, made harmless."""
    return "<br>".join(plain(line) for line in lines)


def _pieces(word: str, pixels: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size) > pixels:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    return sum(map(_LETTERS.__getitem__, text))


class _Letters(dict[str, float]):
    """The width of each letter, in ems, worked out when it first occurs."""

    def __missing__(self, letter: str) -> float:
        self[letter] = found = _em(letter)
        return found


def _em(letter: str) -> float:
    if letter in _NARROW:
        return NARROW
    if letter in _WIDE:
        return WIDE
    if ord(letter) > 0x2E80:
        return 1.0
    return CAPITAL if letter.isupper() else USUAL


_LETTERS = _Letters()
