"""One report as a document: header, dateline, headline and body told apart, and the day it was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from data_prep.reports.dates.printed import PrintedDay
from data_prep.reports.dates.written import read_written_date
from data_prep.reports.header import FrontMatter, read_front_matter
from data_prep.reports.page import Page, Part, read_page
from data_prep.reports.sentences import split
from data_prep.reports.unknown_day import told_most

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Sentence:
    """A sentence: ``Document.text[start:end] == text``. ``role`` is ``headline``, ``subheadline`` or ``body``."""

    start: int
    end: int
    text: str
    role: str
    paragraph: int


@dataclass(frozen=True)
class PrintedDate:
    """A publication date and where it was found: ``given``, ``metadata``, ``header`` or ``dateline``.

    ``weekday`` is the printed one (0 = Monday) and need not agree with ``day``. ``start`` and ``end`` are offsets in
    the document's text, -1 when the date does not stand there.
    """

    day: date
    weekday: int | None
    where: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True)
class Document:
    """One report. What is not known is the empty text; ``printed`` holds every publication date, the best first.

    ``told`` is the day by which a report that prints none is read: the one that it tells of most, where it names one.
    """

    text: str
    title: str
    publisher: str
    url: str
    name: str
    published: date
    printed: tuple[PrintedDate, ...]
    told: date | None
    dateline_place: str
    sentences: tuple[Sentence, ...]
    flags: tuple[str, ...]


def read_document(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    name: str | None = None,
    metadata_published: date | None = None,
) -> Document:
    """The report's parts, with exact character offsets into ``text``.

    The day of publication is the one given; else that of the metadata or the header, unless the dateline is up to two
    days earlier: then the report was written on that day; else the dateline's. Where none is printed it is the day
    that the report tells of most, else today, flagged ``publication-date-unknown``. Flags
    ``publication-date-conflict`` where a printed weekday is not its date's.
    """
    front = read_front_matter(text)
    metadata = metadata_published or _front_matter_day(front)
    page = read_page(text, front.end, published or metadata)
    printed = _printed_dates(page, published, metadata)
    told = None if printed else told_most(text, date.today())
    return Document(
        text=text,
        title=title or front.first("title", "headline") or page.title,
        publisher=publisher or front.first("publisher", "site", "sitename", "source") or page.publisher,
        url=url or front.first("url", "link"),
        name=name or "",
        published=printed[0].day if printed else told or date.today(),
        printed=printed,
        told=told,
        dateline_place=page.dateline.place if page.dateline else "",
        sentences=tuple(_sentences(text, page.parts)),
        flags=tuple(_flags(page, printed)),
    )


def _sentences(text: str, parts: Iterable[Part]) -> Iterator[Sentence]:
    for number, part in enumerate(parts):
        for start, end in split(text, part.start, part.end):
            yield Sentence(start, end, text[start:end], part.role, number)


def _front_matter_day(front: FrontMatter) -> date | None:
    return read_written_date(front.first("published", "date", "pubdate"))


_WRITTEN_BEFORE = timedelta(days=2)
"""A page is often put up a day or two after the report was written; the dateline tells when that was."""


def _printed_dates(page: Page, given: date | None, metadata: date | None) -> tuple[PrintedDate, ...]:
    found = [PrintedDate(day, None, where) for day, where in ((given, "given"), (metadata, "metadata")) if day]
    found += [_printed_date(page.header, "header")] if page.header else []
    if page.dateline is None or page.dateline.printed is None:
        return tuple(found)
    dateline = _printed_date(page.dateline.printed, "dateline")
    first = not given and bool(found) and timedelta(0) <= found[0].day - dateline.day <= _WRITTEN_BEFORE
    return (dateline, *found) if first else (*found, dateline)


def _printed_date(printed: PrintedDay, where: str) -> PrintedDate:
    return PrintedDate(printed.day, printed.weekday, where, printed.start, printed.end)


def _flags(page: Page, printed: tuple[PrintedDate, ...]) -> Iterator[str]:
    if not printed:
        yield "publication-date-unknown"
    elif printed[0].where == "dateline" and not page.year_known:
        yield "publication-year-unknown"
    if any(found.weekday not in (None, found.day.weekday()) for found in printed) or _far_apart(page, printed):
        yield "publication-date-conflict"
    if page.header and page.header.ambiguous and printed[0].where == "header":
        yield "date-ambiguous"
    if page.invalid_date:
        yield "date-invalid"


def _far_apart(page: Page, printed: tuple[PrintedDate, ...]) -> bool:
    """True when the dateline, with its year written, is later than the page says, or days earlier."""
    return page.dateline is not None and page.dateline.has_year and printed[0].where in {"metadata", "header"}
