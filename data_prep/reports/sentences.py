"""Where sentences begin and end: our own splitter, exact to the character and linear in the length of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from data_prep.reports.dates.words import MONTHS, WEEKDAYS
from data_prep.vocab import mapping, table

if TYPE_CHECKING:
    from collections.abc import Iterator


class Span(NamedTuple):
    """A stretch of a text, from its first character to the one after its last."""

    start: int
    end: int


_KINDS = mapping("abbreviations", "abbreviation", "kind")
ABBREVIATIONS = {**{word.upper(): kind for word, kind in _KINDS.items()}, **_KINDS}
"""Abbreviation without its full stop -> kind, as written and in capitals."""
_STARTERS = frozenset(row["word"] for row in table("sentence_starters"))
_AFTER_TIME = frozenset((*MONTHS, *WEEKDAYS, *(row["word"] for row in table("header_words") if row["kind"] == "zone")))

# A stop, and what closes with it: quotation marks of every kind, brackets, Markdown emphasis, a footnote's number.
_STOP = re.compile(r"(?P<stop>[.!?…]+)(?P<closers>(?:''|[\"'”\u2019»)\]*_]|\[\d{1,3}\])*)(?P<gap>\s*)")
_TOKEN = re.compile(r"[\w.'\u2019&/-]*\Z")
_NEXT = re.compile(r"[\"'“\u2018«»„`(\[*_#>]*\s?(?P<word>[\w'\u2019.-]*)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
# Names written with a small first letter that begin sentences all the same: al-Qaeda, el-Sissi.
_SMALL_PREFIX = re.compile(r"[a-z]{1,3}[-\u2019'][A-Z]")
_LONGEST_TOKEN = 40
LONGEST = 1200
"""Characters. What runs on for longer is no sentence but a list or a table, and is cut between words."""


def split(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of one paragraph, ``text[start:end]``, without the white space around them, in order.

    A single newline is white space. Closing quotation marks and brackets belong to the sentence they close.
    """
    begin = start
    for stop in _STOP.finditer(text, start, end):
        closed = stop.end("closers")
        if closed < end and _ends_sentence(text, stop, end):
            yield from _trimmed(text, begin, closed)
            begin = closed
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    piece = text[start:end]
    if any(character.isalnum() for character in piece):
        yield Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _ends_sentence(text: str, stop: re.Match[str], end: int) -> bool:
    token = _token_before(text, stop)
    following = _NEXT.match(text, stop.end(), min(end, stop.end() + _LONGEST_TOKEN))
    word = following["word"] if following else ""
    if not stop["gap"]:
        return _is_missing_space(token, stop["stop"], word)
    if word[:1].islower() and not _SMALL_PREFIX.match(word):
        return False
    if stop["stop"] == "." and not stop["closers"].strip("*_"):
        return _full_stop_ends(token, word)
    if stop["stop"] in {"...", "…"} and not token:
        return word.lower() in _STARTERS
    return True


def _token_before(text: str, stop: re.Match[str]) -> str:
    found = _TOKEN.search(text[max(0, stop.start() - _LONGEST_TOKEN) : stop.start()])
    return found[0].lstrip("'\u2019") if found else ""


def _is_missing_space(token: str, stop: str, word: str) -> bool:
    """``killed.The``: a small-letter word, a stop and a capitalised word, run together; not ``example.Com/page``."""
    plain = token.isalpha() and token.islower() and len(token) > 1
    return plain and len(stop) == 1 and word[:1].isupper() and word[1:2].islower() and "." not in word[:-1]


def _full_stop_ends(token: str, word: str) -> bool:
    last = token.rpartition("-")[2]
    kind = ABBREVIATIONS.get(last) or ("name" if _INITIALS.match(last) else "")
    if kind == "title":
        return False
    if kind in {"number", "month"}:
        return not word[:1].isdigit()
    if kind == "time":
        return word.lower().rstrip(".") not in _AFTER_TIME
    return not kind or word.lower() in _STARTERS
