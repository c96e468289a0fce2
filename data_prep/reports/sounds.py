"""One form for the many spellings of an Arabic or Persian name in Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache

from data_prep.reports.words import ARTICLES

_SPELLINGS = tuple(
    (re.compile(written), heard)
    for written, heard in (
        (r"eh?$", "a"),
        (r"ou|oo", "u"),
        (r"ee|ei|ay|ai|ey|iy", "i"),
        (r"aw|au|ow", "u"),
        (r"e", "i"),
        (r"o", "u"),
        (r"q|kh|ck|k", "k"),
        (r"gh|dj|j", "g"),
        (r"dh|d", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"tch|ch", "sh"),
        (r"y", "i"),
        (r"z|dh", "z"),
        (r"(.)\1+", r"\1"),
        (r"h$", ""),
    )
)
_UNHEARD = re.compile(r"[aiu]|(?<!s)h")
_FEWEST_CONSONANTS = 4


@lru_cache(maxsize=65536)
def sound(key: str) -> str:
    """A folded name without articles, as it is heard: ``ar raqqah`` -> ``raka``, ``deir ez zor`` -> ``dir zur``."""
    parts = key.split(" ")
    kept = [part for part in parts if part not in ARTICLES] or parts
    return " ".join([_word(part) for part in kept])


@lru_cache(maxsize=65536)
def skeleton(key: str) -> str:
    """The consonants of a folded name, "" where they are too few to tell names apart: ``kfar zeita`` -> ``kfrzt``."""
    consonants = _UNHEARD.sub("", sound(key).replace(" ", ""))
    return consonants if len(consonants) >= _FEWEST_CONSONANTS else ""


@lru_cache(maxsize=65536)
def _word(part: str) -> str:
    for written, heard in _SPELLINGS:
        part = written.sub(heard, part)
    return part
