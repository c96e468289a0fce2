"""The page that a report stands on: which paragraphs are its headline, its header lines and its body."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from data_prep.reports.dateline import Dateline, read_dateline
from data_prep.reports.header import HeaderLine, is_invalid_date_line, read_header_line
from data_prep.reports.layout import Paragraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.dates.printed import PrintedDay


class Part(NamedTuple):
    """A paragraph that tells something: ``role`` is ``headline``, ``subheadline`` or ``body``."""

    start: int
    end: int
    role: str


class Page(NamedTuple):
    """A report's parts in order; offsets of dates and parts are offsets in the whole text."""

    parts: list[Part]
    title: str
    publisher: str
    header: PrintedDay | None
    dateline: Dateline | None
    year_known: bool
    """False when the dateline has no year and nothing else says which."""
    invalid_date: bool


_LOOK_AHEAD = 10
"""Paragraphs from the top among which headlines, header lines and the dateline stand."""
_LONGEST_HEADLINE = 200
_LONGEST_UNMARKED_HEADLINE = 160
"""Longer paragraphs above which nothing tells a header from the body are body."""
_MOST_HEADLINES = 3
_LINE = re.compile(r"\S[^\r\n]*(?<!\s)")
_SENTENCE_END = re.compile(r"[.!?…](?:''|[\"'”\u2019»)\]*_])*\Z")
_SENTENCE_INSIDE = re.compile(r"\w{4}[.!?…][\"'”\u2019)]*\s+\S")


def read_page(text: str, start: int, known: date | None) -> Page:
    """The parts of ``text`` from ``start``. ``known``: a publication date from elsewhere, for a dateline's year."""
    found = _paragraphs(text, start)
    top = list(takewhile(lambda part: part.end - part.start <= _LONGEST_HEADLINE, found[:_LOOK_AHEAD]))
    lines = [_header_line(text, part) for part in top]
    header = _first_date(lines)
    hint = known or (header.day if header else None)
    at, dateline = _find_dateline(text, found[: len(top) + 1], hint or _likely_year(text))
    lines = lines[:at]
    begins = at if dateline else _body_begins(text, found, lines)
    parts = _parts(found, lines, begins, dateline)
    return Page(
        parts=parts,
        title=next((" ".join(text[part.start : part.end].split()) for part in parts if part.role == "headline"), ""),
        publisher=next((line.publisher for line in lines if line.publisher), dateline.publisher if dateline else ""),
        header=_first_date(lines),
        dateline=dateline,
        year_known=bool(known or _first_date(lines)) or dateline is None or dateline.has_year,
        invalid_date=any(is_invalid_date_line(text[part.start : part.end]) for part in top),
    )


def _paragraphs(text: str, start: int) -> list[Paragraph]:
    """All paragraphs; date lines and bylines under a headline, with no blank line between, on their own."""
    found = list(paragraphs(text, start))
    return [own for part in found[:_LOOK_AHEAD] for own in _own_lines(text, part)] + found[_LOOK_AHEAD:]


def _own_lines(text: str, part: Paragraph) -> list[Paragraph]:
    lines = [Paragraph(*line.span(), part.heading) for line in _LINE.finditer(text, part.start, part.end)]
    if len(lines) < 2 or len(lines) > _LOOK_AHEAD or _is_prose(text, part):
        return [part]
    return lines if any(not _header_line(text, line).is_text for line in lines) else [part]


def _first_date(lines: Sequence[HeaderLine]) -> PrintedDay | None:
    return next((line.printed for line in lines if line.printed), None)


def _header_line(text: str, part: Paragraph) -> HeaderLine:
    """The paragraph as a header line, its date's offsets counted from the start of the text."""
    line = text[part.start : part.end]
    read = read_header_line(line)
    if read.printed is not None:
        moved = read.printed._replace(start=read.printed.start + part.start, end=read.printed.end + part.start)
        return read._replace(printed=moved)
    return read._replace(is_text=read.is_text and not is_invalid_date_line(line))


def _find_dateline(text: str, found: Sequence[Paragraph], hint: date) -> tuple[int, Dateline | None]:
    for index, part in enumerate(found):
        dateline = read_dateline(text, part.start, part.end, hint)
        if dateline is not None:
            return index, dateline
    return len(found), None


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HALF_A_YEAR = timedelta(days=182)


def _likely_year(text: str) -> date:
    """The middle of the latest year that the text names; where it names none, of the twelve months before today."""
    today = date.today()
    years = [int(year) for year in _YEAR.findall(text) if int(year) < today.year]
    return date(max(years), 7, 1) if years else today - _HALF_A_YEAR


def _body_begins(text: str, found: Sequence[Paragraph], lines: Sequence[HeaderLine]) -> int:
    """Without a dateline: the first paragraph below the header lines that is a sentence, or long."""
    last = max((index for index, line in enumerate(lines) if not line.is_text), default=-1)
    above = sum(line.is_text for line in lines[:last])
    first = last + 1 if above <= _MOST_HEADLINES and last + 1 < len(found) else 0
    below = (index for index in range(first, len(found)) if _is_prose(text, found[index]))
    begins = min(next(below, len(found)), max(first, len(lines)))
    return begins if begins < len(found) else min(first + 1, len(found) - 1) if len(found) > 1 else 0


def _is_prose(text: str, part: Paragraph) -> bool:
    if part.heading:
        return False
    if part.end - part.start > _LONGEST_UNMARKED_HEADLINE:
        return True
    words = text[part.start : part.end]
    return bool(_SENTENCE_END.search(words[-6:]) or _SENTENCE_INSIDE.search(words))


def _parts(
    found: Sequence[Paragraph], lines: Sequence[HeaderLine], begins: int, dateline: Dateline | None
) -> list[Part]:
    """The paragraphs that tell something: header lines left out, the dateline cut off the first body paragraph."""
    parts: list[Part] = []
    for index, part in enumerate(found):
        if index < len(lines) and not lines[index].is_text:
            continue
        role = "subheadline" if part.heading or index < begins else "body"
        if index < begins and not parts:
            role = "headline"
        start = dateline.end if dateline and index == begins else part.start
        if start < part.end:
            parts.append(Part(start, part.end, role))
    return parts
