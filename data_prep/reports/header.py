"""What stands above the news: front matter, date lines, bylines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from data_prep.reports.dates.printed import PrintedDay, parse_printed_date
from data_prep.reports.dates.words import ANY_WEEKDAY, MONTH
from data_prep.reports.lexicon import find
from data_prep.vocab import mapping, table

_KINDS = mapping("header_words", "word", "kind")
_DATE_WORDS = frozenset(word for word, kind in _KINDS.items() if kind in {"date", "zone"})
_BYLINES = tuple(f"{word} " for word, kind in _KINDS.items() if kind == "byline")
_LABELS = frozenset(word.rstrip(":") for word, kind in _KINDS.items() if kind == "label")
_LABELS_BEFORE = tuple(word for word, kind in _KINDS.items() if kind == "label" and word.endswith(":"))
PUBLISHERS = {row["spelling"].lower(): row["publisher"] for row in table("publishers")}
"""Spelling in small letters -> the name shown."""

_WORD = re.compile(r"[^\W\d_][\w.'\u2019-]*")
_EDGE = " \t\r\n|,;:•·*_()[]\u2013—-/"
_LONGEST_HEADER = 200
_BETWEEN_NAMES = frozenset(("and", "in", "for", "with", "at", "of", "by", "|", "our", "correspondents", "al", "de"))


# --- Lines of their own -------------------------------------------------------------------------------------------


class HeaderLine(NamedTuple):
    """What a line above the news says: its date, its publisher, and whether it is more than that (a headline)."""

    printed: PrintedDay | None
    publisher: str
    is_text: bool


def read_header_line(line: str) -> HeaderLine:
    """A short line above the first paragraph. ``is_text`` is False for a date line, a byline, a label or a publisher.

    The date of ``Clashes in Homs on 18 March 2016`` is the news' own; that of ``Situation report | 18 March 2016``,
    set apart by a mark, is the date of publication.
    """
    plain = line.strip(_EDGE).lower()
    labelled = plain.startswith(_LABELS_BEFORE) and not _counts_casualties(line)
    if plain in _LABELS or labelled or _is_byline(line.strip(_EDGE)):
        return HeaderLine(_printed(line), _publisher_in(line), is_text=False)
    if plain in PUBLISHERS:
        return HeaderLine(None, PUBLISHERS[plain], is_text=False)
    printed = _printed(line)
    if printed is not None:
        return _around(line, printed)
    return HeaderLine(None, "", is_text=not _tells_of_time_only(line))


def _counts_casualties(line: str) -> bool:
    """``Sources: a network (3 killed), an observatory (5 killed)``: a label above news."""
    return any(character.isdigit() for character in line) and bool(find("effects", line))


def _tells_of_time_only(line: str) -> bool:
    """``2 min read``, ``Updated 3 hours ago``."""
    words = _words(_without_clock(line))
    return any(character.isdigit() for character in line) and bool(words) and _DATE_WORDS.issuperset(words)


def _words(text: str) -> list[str]:
    return [word.lower().rstrip(".") for word in _WORD.findall(text)]


def _is_byline(line: str) -> bool:
    """``By Jane Roe and John Doe in Beirut``: names, and no sentence."""
    if not line.lower().startswith(_BYLINES) or len(line) > _LONGEST_HEADER or line.endswith((".", "!", "?")):
        return False
    return all(not word[0].islower() or word in _BETWEEN_NAMES for word in line.split()[2:])


def _printed(line: str) -> PrintedDay | None:
    short = len(line) <= _LONGEST_HEADER and any(character.isdigit() for character in line)
    return parse_printed_date(line) if short else None


def _around(line: str, printed: PrintedDay) -> HeaderLine:
    before, after = line[: printed.start], line[printed.end :]
    rest = f"{before.rstrip()} {_without_clock(after)}".strip(_EDGE)
    if _DATE_WORDS.issuperset(_words(rest)):
        return HeaderLine(printed, "", is_text=False)
    publisher = _publisher_in(rest)
    if publisher:
        return HeaderLine(printed, publisher, is_text=False)
    apart = (_ends_with_mark(before) and not _names_event(before)) or _starts_with_mark(after)
    return HeaderLine(printed if apart else None, "", is_text=True)


def _without_clock(text: str) -> str:
    return re.sub(r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?", " ", text, flags=re.IGNORECASE)


def _ends_with_mark(before: str) -> bool:
    return before.rstrip()[-1:] in set("|,;:•·(\u2013—-") and bool(before.strip())


def _names_event(before: str) -> bool:
    """``Air strike on Homs: 18 March 2016``: the day of what the title names."""
    if not before.rstrip().endswith(":"):
        return False
    return any(hit.row["weight"] in {"2", "3"} for hit in find("events", before))


def _starts_with_mark(after: str) -> bool:
    return after.lstrip()[:1] in set("|;:•·\u2013—-") and bool(after.strip())


def _publisher_in(text: str) -> str:
    pieces = re.split(r"[|,;:•·\u2013—()]|\s-\s|\bby\b", text, flags=re.IGNORECASE)
    return next((PUBLISHERS[name] for piece in pieces if (name := piece.strip(_EDGE).lower()) in PUBLISHERS), "")


# A date with a year: shaped like the ones that parse_printed_date reads, whether or not the day exists.
_DATE_SHAPE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTH}),?\s\d{{4}}\b|\b(?:{MONTH})\s\d{{1,2}},?\s\d{{4}}\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\b\d{4}-\d\d?-\d\d?\b",
    re.IGNORECASE,
)


def is_invalid_date_line(line: str) -> bool:
    """True for a line that is nothing but a date that does not exist (``Thursday 31 November 2016``)."""
    shape = _DATE_SHAPE.search(line) if len(line) <= _LONGEST_HEADER else None
    if shape is None or _printed(line) is not None:
        return False
    words = _WORD.findall(_without_clock(line[: shape.start()] + " " + line[shape.end() :]))
    return all(word.lower() in _DATE_WORDS or re.fullmatch(ANY_WEEKDAY, word, re.IGNORECASE) for word in words)


# --- Front matter -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FrontMatter:
    """The ``key: value`` lines between two ``---`` at the very top of a Markdown file, and where the text begins."""

    values: dict[str, str]
    end: int

    def first(self, *keys: str) -> str:
        """The value of the first of these keys that is there, or ''."""
        return next((self.values[key] for key in keys if self.values.get(key)), "")


_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<body>(?:[ \t]*[^\n]{0,500}\n){1,60}?)---[ \t]*(?:\r?\n|\Z)")
_PAIR = re.compile(r"(?P<key>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>.*?)\s*")


def read_front_matter(text: str) -> FrontMatter:
    """The front matter at the top of the text; empty, with end 0, where there is none."""
    found = _FRONT_MATTER.match(text)
    pairs = [_PAIR.fullmatch(line) for line in found["body"].splitlines()] if found else []
    values = {pair["key"].lower(): pair["value"].strip("\"'") for pair in pairs if pair}
    return FrontMatter(values, found.end() if found and values else 0)
