"""The dateline of a report's first paragraph: ``BEIRUT, March 18 (Reuters) - ``."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from data_prep.reports.dates.printed import PrintedDay, parse_dateline_date
from data_prep.reports.dates.words import WEEKDAYS
from data_prep.reports.header import PUBLISHERS
from data_prep.reports.places import find_places
from data_prep.vocab import table

if TYPE_CHECKING:
    from datetime import date


class Dateline(NamedTuple):
    """``BEIRUT, March 18 (Reuters) - ``: its parts as written, and where the news begins after it."""

    place: str
    publisher: str
    printed: PrintedDay | None
    has_year: bool
    end: int


_LONGEST_DATELINE = 140
_SEPARATOR = re.compile(
    r"\s*(?:--+|[—\u2013\u2015])\s*|\s+[-_](?:\s+|\Z)|(?<=\))\s*[-_:]\s*|(?<=[A-Z])-\s+|:\s+|(?<=\))\s?(?=[A-Z\"“])"
)
_LONG_DASHES = ("--", "—", "\u2013")
_SPACE = re.compile(r"\s")
_BRACKETS = re.compile(r"\([^()]*\)")
_TAGS = re.compile(r"(?:\s*\[[^\]]{0,160}\])*\s*")
_AGENCY = re.compile(r"\((?P<name>[^()]{2,60})\)(?!\s*,)")
_PLACE_WORD = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w.'\u2019/-]*\Z")
_PARTICLES = frozenset(("de", "del", "la", "las", "los", "el", "al", "es", "of", "and", "the"))
_NO_PLACE = frozenset((*WEEKDAYS, *(row["word"] for row in table("sentence_starters"))))
# Small first letter, but a name: al-Qaeda, el-Sissi.
_RUNNING_ON = re.compile(r"(?![a-z]{1,3}[-\u2019'][A-Z])[a-zß-öø-ÿ]")


def read_dateline(text: str, start: int, end: int, year_hint: date | None) -> Dateline | None:
    """The dateline that begins the paragraph ``text[start:end]``, or None.

    The words before the first dash must be places, a date and an agency, nothing else. A place alone is a dateline
    only when written in capitals in a text that is not, or when its region follows (``Beirut, Lebanon — ``).
    """
    head = text[start : min(end, start + _LONGEST_DATELINE)]
    masked = _BRACKETS.sub(lambda found: "x" * (len(found[0]) - 1) + ")", head)
    separators = list(islice(_SEPARATOR.finditer(masked), 2))
    for count, separator in enumerate(separators, start=1):
        parts = _read_parts(_segment(head, separators[:count]), year_hint)
        if parts is not None and _is_dateline(parts, head, separator) and (count == 1 or parts.anchored):
            return _dateline(text, start, end, parts, start + separator.end())
    return None


def _segment(head: str, separators: list[re.Match[str]]) -> str:
    """What stands before the last separator, with commas in place of those before it; offsets stay."""
    segment = _SPACE.sub(" ", head[: separators[-1].start()])
    for before in separators[:-1]:
        segment = _cut(segment, before.start(), before.end())
    return segment


def _dateline(text: str, start: int, end: int, parts: _Parts, news: int) -> Dateline:
    tags = _TAGS.match(text, news, end)
    printed = parts.printed and parts.printed._replace(start=start + parts.printed.start, end=start + parts.printed.end)
    news = tags.end() if tags else news
    return Dateline(", ".join(parts.places), parts.publisher, printed, parts.has_year, news)


class _Parts(NamedTuple):
    places: list[str]
    publisher: str
    printed: PrintedDay | None
    has_year: bool
    anchored: bool


def _read_parts(segment: str, year_hint: date | None) -> _Parts | None:
    agency = _AGENCY.search(segment)
    words = _cut(segment, agency.start(), agency.end()) if agency else segment
    printed = parse_dateline_date(words, year_hint)
    has_year = printed is not None and len(re.findall(r"\d+", words[printed.start : printed.end])) > 1
    pieces = _pieces(_cut(words, printed.start, printed.end) if printed else words)
    names = [PUBLISHERS[piece.lower()] for piece in pieces if piece.lower() in PUBLISHERS]
    places = [piece for piece in pieces if piece.lower() not in PUBLISHERS and piece.lower() not in WEEKDAYS]
    if len(places) > 3 or not all(map(_is_place, places)):
        return None
    anchored = bool(agency or names or has_year or (printed and places))
    return _Parts(places, _agency_name(agency["name"] if agency else "", names), printed, has_year, anchored)


def _cut(words: str, start: int, end: int) -> str:
    """The words with commas in place of a stretch, so that what follows keeps its offset."""
    return words[:start] + "," * (end - start) + words[end:]


def _pieces(words: str) -> list[str]:
    return [piece for part in re.split(r"[,|]", words) if (piece := " ".join(part.split()).strip(" ;:/"))]


def _agency_name(written: str, names: list[str]) -> str:
    if written.lower() in PUBLISHERS:
        return PUBLISHERS[written.lower()]
    return written if written.isupper() else next(iter(names), "")


def _is_place(piece: str) -> bool:
    words = _BRACKETS.sub("", piece).split()
    named = all(_PLACE_WORD.match(word) or word in _PARTICLES for word in words)
    return named and len(words) <= 6 and piece.lower() not in _NO_PLACE


def _is_dateline(parts: _Parts, head: str, separator: re.Match[str]) -> bool:
    mark = separator[0].strip()
    if _RUNNING_ON.match(head, separator.end()):
        return False
    if not mark:
        return bool(parts.places) and parts.publisher in PUBLISHERS.values()
    if parts.anchored:
        return bool(parts.places) or mark != ":"
    return bool(parts.places) and _stands_alone(parts.places, mark, head[separator.end() :])


def _stands_alone(places: list[str], mark: str, after: str) -> bool:
    """A place with neither date nor agency: capitals before running text, a place and its region, a known place."""
    if not after.strip():
        return places[0].isupper()
    capitals = places[0].isupper() and any(character.islower() for character in after)
    if mark in after or mark == ":":
        return capitals and _is_known(places[0])
    return capitals or len(places) > 1 or (mark in _LONG_DASHES and _is_known(places[0]))


def _is_known(piece: str) -> bool:
    """A place of the gazetteer: ``ALEPPO: Shells`` is a dateline, ``ANALYSIS: Shells`` and ``NATO: We`` are none."""
    return any(found.end - found.start == len(piece) for found in find_places(piece))
