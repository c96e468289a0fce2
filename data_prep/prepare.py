"""Reports, and tables of claims, to one claim frame and a list of everything that could not be read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from data_prep.errors import FrameError, UnreadableError, UsageError, unknown
from data_prep.files import ReadFile, check_text, file_kind, read_bytes, read_content, read_file, unread_language
from data_prep.files.listing import AnyPath, Listed, list_files
from data_prep.frame import conform, empty, from_rows, problems_frame
from data_prep.link import link
from data_prep.reports.claims import read_claims
from data_prep.reports.document import Document, read_document
from data_prep.reports.impossible import flagged, impossible_dates
from data_prep.tables_io import claims_from_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

Row: TypeAlias = dict[str, object]
Progress: TypeAlias = Callable[[int, int, str], None]
Day: TypeAlias = date | datetime | str | None

FORMATS = ("report", "claims")


@dataclass(frozen=True)
class Prepared:
    """``claims``: a claim frame. ``problems``: ``file, row, column, value, reason`` of what is not in it, or unsure."""

    claims: pd.DataFrame
    problems: pd.DataFrame


def prepare(
    paths: AnyPath | Iterable[AnyPath],
    *,
    published: Day = None,
    format: str | None = None,
    progress: Progress | None = None,
) -> Prepared:
    """Read files, and folders with all that is below them, into one claim frame.

    A file is a report (text, Markdown, web page, PDF, Word) or a table of claims that ``write_claims`` wrote; which of
    them is told by its content, or by ``format``: ``report`` or ``claims``. ``published`` is the day of publication of
    every report; None: each report's own. ``progress`` is called with the number of files read, their total, and the
    name of the next.

    The order of ``paths`` does not matter. What cannot be read, a path that does not exist included, is in
    ``problems``, and the rest is read. Raises UsageError for a ``published`` or ``format`` that cannot be.
    """
    day = as_day(published)
    if format is not None and format not in FORMATS:
        raise UsageError(unknown("format", format, FORMATS) + f"; there are {' and '.join(FORMATS)}.")
    listing = list_files([paths] if isinstance(paths, str | os.PathLike) else paths)
    found = [_Found(problems=[_problem(name, reason) for name, reason in listing.problems])]
    found += _read_all(listing.files, day, format, progress or (lambda _done, _total, _name: None))
    rows, found = _one_frame(found)
    tables = [one.table for one in found if one.table is not None]
    return Prepared(combine([link(rows), *tables]), problems_frame(row for one in found for row in one.problems))


def read_text(
    text: str,
    *,
    published: Day = None,
    title: str | None = None,
    publisher: str | None = None,
    document: str | None = None,
) -> pd.DataFrame:
    """The claims of one report given as text; ``document`` is the name it goes by. No text gives no claims.

    Raises UsageError for a ``published`` that cannot be, UnreadableError for a text that is too long or in a language
    that is not read yet.
    """
    return read_report(text, published=published, title=title, publisher=publisher, document=document).claims


def read_report(
    text: str,
    *,
    published: Day = None,
    title: str | None = None,
    publisher: str | None = None,
    document: str | None = None,
) -> Prepared:
    """As ``read_text``, with the problems: what is not in the claims, or unsure. Raises the same errors."""
    name = document or ""
    checked = check_text(text, name or "The text")
    _check_language(checked, name or "The text")
    read = read_document(checked, published=as_day(published), title=title, publisher=publisher, name=name)
    claims, problems = _claims_of(read)
    doubts = [*_doubts(read), *problems, *([] if claims else [_NO_CLAIM])]
    return Prepared(from_rows(claims), problems_frame({**doubt, "file": name} for doubt in doubts))


_NO_CLAIM: Row = {"reason": "No claim of violence was found in this report."}


def source_text(path: AnyPath) -> str:
    """The text of a report's file, in which the claims' offsets count. Raises UnreadableError."""
    return read_file(path).text


def combine(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Claim frames as one: a claim that stands in two of them (a report and its export) once, and claims of different
    frames about one event under one ``event_id``. Of a claim that stands in several, the last is kept: a report that is
    read again, with its date, replaces what was read without. A single frame comes back as it is."""
    filled = [conform(frame) for frame in frames if len(frame)]
    if len(filled) < 2:
        return filled[0] if filled else empty()
    together = pd.concat(filled, ignore_index=True)
    again = together.duplicated("claim_id", keep="last") & together["claim_id"].notna()
    first = {claim: place for place, claim in reversed(list(enumerate(together["claim_id"]))) if not pd.isna(claim)}
    kept = together[~again]
    places = [first.get(claim, place) for place, claim in kept["claim_id"].items()]
    return link(conform(kept.iloc[sorted(range(len(kept)), key=places.__getitem__)]))


def as_day(published: object) -> date | None:
    """A date, a datetime or an ISO text as a date; raises UsageError for anything else."""
    try:
        if isinstance(published, str):
            return datetime.fromisoformat(published.strip()).date()
        if isinstance(published, datetime) and not pd.isna(published):
            return published.date()
    except ValueError as error:
        raise UsageError(f"{published!r} is no date: write it like 2016-03-18.") from error
    if published is None or (isinstance(published, date) and not pd.isna(published)):
        return published
    raise UsageError(f"{published!r} is no date: give a date, a datetime or a text like '2016-03-18'.")


# --- One file after the other -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    """What one file holds: the rows of a report, or a claim table; and its problems."""

    claims: list[Row] = field(default_factory=list)
    table: pd.DataFrame | None = None
    problems: list[Row] = field(default_factory=list)


def _read_all(files: Sequence[Listed], day: date | None, format: str | None, progress: Progress) -> list[_Found]:
    seen: dict[str, Listed] = {}
    found = []
    for done, file in enumerate(files):
        progress(done, len(files), file.shown)
        found.append(_read_one(file, day, format, seen))
    progress(len(files), len(files), "")
    return found


def _read_one(file: Listed, day: date | None, format: str | None, seen: dict[str, Listed]) -> _Found:
    name = file.path.name
    try:
        content = read_bytes(file.path)
        if format == "claims" or (format is None and file_kind(name, content) == "table"):
            _only_once(content, file, seen)
            return _Found(table=claims_from_bytes(name, content))
        read = read_content(name, content)
        _only_once(read.text.encode(), file, seen)
        return _read_report(read, file.shown, day)
    except UnreadableError as error:
        return _Found(problems=[_problem(file.shown, f"{error.reason} {error.hint}".strip())])


def _only_once(content: bytes, file: Listed, seen: dict[str, Listed]) -> None:
    """Raises UnreadableError where another file held the same: its claims would all be counted twice."""
    first = seen.setdefault(hashlib.sha256(content).hexdigest(), file)
    if first is not file:
        raise UnreadableError(file.shown, f"The same text as {first.shown}; it was read once.")


_OUR_FAULT = "This program failed on the report. Please tell its makers, with the report."


def _read_report(read: ReadFile, shown: str, day: date | None) -> _Found:
    _check_language(read.text, read.name)
    try:
        document = _document(read, day)
        claims, problems = _claims_of(document)
    except Exception as error:  # a fault of this program in one report must not cost the others
        return _Found(problems=[_problem(shown, f"{_OUR_FAULT} ({type(error).__name__}: {error})")])
    doubts = [*_doubts(document), *problems]
    if not claims:
        doubts.append(_NO_CLAIM)
    return _Found(claims=claims, problems=[{**doubt, "file": shown} for doubt in doubts])


def _document(read: ReadFile, day: date | None) -> Document:
    return read_document(
        read.text,
        published=day,
        title=read.title,
        publisher=read.publisher,
        url=read.url,
        name=read.name,
        metadata_published=read.published,
    )


def _claims_of(document: Document) -> tuple[list[Row], list[Row]]:
    """The report's claims, and the sentences and dates that gave none."""
    claims, problems = read_claims(document)
    impossible = impossible_dates(document.text)
    reason = "The report writes a date that does not exist; it was not used."
    unused: list[Row] = [{"column": "date_start", "value": found.text, "reason": reason} for found in impossible]
    return flagged(claims, impossible), [*problems, *unused]


def _check_language(text: str, name: str) -> None:
    language = unread_language(text)
    if language:
        reason = f"The text seems to be in {language}, which this version does not read."
        raise UnreadableError(name, reason, "Give an English translation.")


_DOUBTS = {
    "publication-date-unknown": "The report does not say when it was published; its dates were read by the last day "
    "that it names in full, or else by today's. Give the day of publication.",
    "publication-year-unknown": "The report does not say in which year it was published; the likeliest was taken. "
    "Give the day of publication.",
}


def _doubts(document: Document) -> list[Row]:
    day = document.published.isoformat()
    return [
        {"column": "published", "value": day, "reason": _DOUBTS[flag]} for flag in document.flags if flag in _DOUBTS
    ]


def _problem(file: str, reason: str) -> Row:
    return {"file": file, "reason": reason}


# --- Frames -------------------------------------------------------------------------------------------------------


def _one_frame(found: list[_Found]) -> tuple[pd.DataFrame, list[_Found]]:
    """The claims of all reports; a report whose claims no frame can hold is turned into a problem."""
    try:
        return from_rows(row for one in found for row in one.claims), found
    except FrameError:
        sound = [_sound(one) for one in found]
        return from_rows(row for one in sound for row in one.claims), sound


def _sound(found: _Found) -> _Found:
    try:
        from_rows(found.claims)
    except FrameError as error:
        name = str(found.claims[0].get("document") or "")
        return _Found(problems=[*found.problems, _problem(name, f"{_OUR_FAULT} ({error})")])
    return found
