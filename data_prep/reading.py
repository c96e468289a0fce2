"""One report, a file or a text, to claims and problems; and a run of files to one part of the claim frame."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from data_prep.errors import FrameError, UnreadableError
from data_prep.files import ReadFile, read_bytes, read_content, unread_language
from data_prep.frame import from_rows
from data_prep.given import How
from data_prep.reports.claims import read_claims
from data_prep.reports.document import Document, read_document
from data_prep.reports.impossible import flagged, impossible_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.files.listing import Listed

Row: TypeAlias = dict[str, object]
Begun: TypeAlias = Callable[[str], None]


@dataclass(frozen=True)
class FileRead:
    """One report: how many of its part's claims are its own, and its problems.

    ``digest`` is the same for two files that hold the same; empty where not even the text could be read.
    """

    shown: str
    digest: str = ""
    claims: int = 0
    problems: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Part:
    """What a run of files holds: the claims of its reports in one frame, in the order of the files."""

    claims: pd.DataFrame
    files: tuple[FileRead, ...]


def read_part(files: Sequence[Listed], how: How, begun: Begun = lambda _name: None) -> Part:
    """Reads some files, one after the other; ``begun`` is called with the name of each before it is read.

    Nothing that is wrong with one file, or with this program in reading it, stops the rest.
    """
    read = [_begin(file, how, begun) for file in files]
    try:
        claims = from_rows(row for _, rows in read for row in rows)
    except FrameError:
        read = [_sound(*one) for one in read]
        claims = from_rows(row for _, rows in read for row in rows)
    return Part(claims, tuple(replace(one, claims=len(rows)) for one, rows in read))


def _begin(file: Listed, how: How, begun: Begun) -> tuple[FileRead, list[Row]]:
    begun(file.shown)
    return _read_file(file, how)


def _read_file(file: Listed, how: How) -> tuple[FileRead, list[Row]]:
    name, digest = file.path.name, ""
    try:
        read = read_content(name, read_bytes(file.path))
        digest = _digest(read.text.encode())
        check_language(read.text, read.name)
        claims, problems = claims_of(document_of(read, how.published))
        return FileRead(file.shown, digest, problems=_of_file(file.shown, problems)), claims
    except UnreadableError as error:
        return failed(file.shown, f"{error.reason} {error.hint}".strip(), digest), []
    except Exception as error:  # a fault of this program in one file must not cost the others
        return failed(file.shown, f"{_OUR_FAULT} ({type(error).__name__}: {error})", digest), []


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def failed(shown: str, reason: str, digest: str = "") -> FileRead:
    """A file that gives nothing but a problem."""
    return FileRead(shown, digest, problems=({"file": shown, "reason": reason},))


def _of_file(shown: str, problems: Sequence[Row]) -> tuple[Row, ...]:
    return tuple({**problem, "file": shown} for problem in problems)


_OUR_FAULT = "This program failed on the report. Please tell its makers, with the report."


def _sound(read: FileRead, claims: list[Row]) -> tuple[FileRead, list[Row]]:
    """The file as it is, or with a problem in the place of claims that no frame can hold."""
    try:
        from_rows(claims)
    except FrameError as error:
        problem: Row = {"file": read.shown, "reason": f"{_OUR_FAULT} ({error})"}
        return replace(read, problems=(*read.problems, problem)), []
    return read, claims


# --- One report ---------------------------------------------------------------------------------------------------


_NO_CLAIM: Row = {"reason": "No claim of violence was found in this report."}


def claims_of(document: Document) -> tuple[list[Row], list[Row]]:
    """A report's claims, and what is not in them, or unsure: its date, and sentences and dates that gave no claim."""
    claims, problems = read_claims(document)
    impossible = impossible_dates(document.text)
    reason = "The report writes a date that does not exist; it was not used."
    unused: list[Row] = [{"column": "date_start", "value": found.text, "reason": reason} for found in impossible]
    doubts = [*_doubts(document), *problems, *unused, *([] if claims else [_NO_CLAIM])]
    return flagged(claims, impossible), doubts


def check_language(text: str, name: str) -> None:
    """Raises UnreadableError for a text in a language that is not read yet."""
    language = unread_language(text)
    if language:
        reason = f"The text seems to be in {language}, which this version does not read."
        raise UnreadableError(name, reason, "Give an English translation.")


def document_of(read: ReadFile, day: date | None) -> Document:
    """The report that a file holds; ``day`` is that of its publication, where it is given."""
    return read_document(
        read.text,
        published=day,
        title=read.title,
        publisher=read.publisher,
        url=read.url,
        name=read.name,
        metadata_published=read.published,
    )


_DOUBTS = {
    "publication-date-unknown": "The report does not say when it was published; its dates were read by the day "
    "that it tells of most, or else by today's. Give the day of publication.",
    "publication-year-unknown": "The report does not say in which year it was published; the likeliest was taken. "
    "Give the day of publication.",
}


def _doubts(document: Document) -> list[Row]:
    day = document.published.isoformat()
    return [
        {"column": "published", "value": day, "reason": _DOUBTS[flag]} for flag in document.flags if flag in _DOUBTS
    ]
