"""Cells and names in one plain form: digits, dashes and blanks as ASCII has them, and words as they are compared."""

from __future__ import annotations

import re
import unicodedata

_BIDI = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u0640"
"""Marks of writing direction, zero-width space, byte order mark and the Arabic line that stretches a word."""
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
_BLANKS = "\u00a0\u2007\u2009\u202f\u3000\t\n\r"
_DIGITS = {ord(first) + step: str(step) for first in "\u0660\u06f0\uff10" for step in range(10)}
"""Arabic-Indic, Persian and full-width digits."""
_TABLE = (
    _DIGITS
    | dict.fromkeys(map(ord, _BIDI))
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _BLANKS), " ")
    | {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x060C: ",", 0x066C: ",", 0x066B: "."}  # apostrophes, Arabic points
)
_ALEF, _YEH, _HEH = "\u0627", "\u064a", "\u0647"
_ARABIC = dict.fromkeys((0x0622, 0x0623, 0x0625, 0x0671), _ALEF) | {0x0649: _YEH, 0x06CC: _YEH, 0x0629: _HEH}
"""Letters that Arabic writers put for one another: hamza on alef, dotless and Persian yeh, teh marbuta."""
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[\W_]+")


def cleaned(cell: str) -> str:
    """The cell with ASCII digits, dashes, blanks and apostrophes, and none at its ends."""
    return (cell if cell.isascii() else cell.translate(_TABLE)).strip(" \t\r\n")


def folded(text: str) -> str:
    """Without case, accents and the spellings that Arabic writers mix: the form in which words are compared."""
    if text.isascii():
        return text.strip().casefold()
    parts = unicodedata.normalize("NFKD", cleaned(text).translate(_ARABIC).casefold())
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))


def normal(name: str) -> str:
    """The form in which the names of columns are compared: ``totalKilled`` and ``Total_killed`` are ``total killed``,
    ``Décès`` is ``deces``."""
    return _NO_WORD.sub(" ", folded(_CAMEL.sub(" ", cleaned(name)))).strip()
