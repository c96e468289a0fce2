"""Reports, and tables of claims, to one claim frame and a list of everything that could not be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from data_prep.errors import UsageError, unknown
from data_prep.files import check_text, read_file
from data_prep.files.listing import AnyPath, Listed, list_files
from data_prep.frame import conform, empty, from_rows, problems_frame
from data_prep.link import link
from data_prep.processes import NoProcessesError, cores, share_out
from data_prep.reading import Day, FileRead, How, Part, as_day, check_language, claims_of, failed, read_part
from data_prep.reports.document import read_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reading import Row

Progress: TypeAlias = Callable[[int, int, str], None]

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
    jobs: int = 1,
    progress: Progress | None = None,
) -> Prepared:
    """Read files, and folders with all that is below them, into one claim frame.

    A file is a report (text, Markdown, web page, PDF, Word) or a table of claims that ``write_claims`` wrote; which of
    them is told by its content, or by ``format``: ``report`` or ``claims``. ``published`` is the day of publication of
    every report; None: each report's own. ``jobs`` processes read at once; 0: one for each core. A script that asks for
    more than one keeps its own work under ``if __name__ == "__main__":``. ``progress`` is called with the number of
    files read, their total, and, where one process reads, the name of the next.

    Neither the order of ``paths`` nor ``jobs`` makes a difference to what is read. What cannot be read, a path that
    does not exist included, is in ``problems``, and the rest is read. Raises UsageError for a ``published``, ``format``
    or ``jobs`` that cannot be.
    """
    how = How(as_day(published), format)
    if format is not None and format not in FORMATS:
        raise UsageError(unknown("format", format, FORMATS) + f"; there are {' and '.join(FORMATS)}.")
    if jobs < 0:
        raise UsageError(f"{jobs} processes cannot read; 0 stands for one for each core.")
    listing = list_files([paths] if isinstance(paths, str | os.PathLike) else paths)
    parts = _read_all(listing.files, how, jobs or cores(), progress or (lambda _done, _total, _name: None))
    claims, files = _once(parts)
    unlisted = [{"file": name, "reason": reason} for name, reason in listing.problems]
    problems = problems_frame([*unlisted, *(problem for file in files for problem in file.problems)])
    return Prepared(combine([link(claims), *(file.table for file in files if file.table is not None)]), problems)


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
    return from_rows(_read(text, published, title, publisher, document)[0])


def read_report(
    text: str,
    *,
    published: Day = None,
    title: str | None = None,
    publisher: str | None = None,
    document: str | None = None,
) -> Prepared:
    """As ``read_text``, with the problems: what is not in the claims, or unsure. Raises the same errors."""
    claims, problems = _read(text, published, title, publisher, document)
    return Prepared(from_rows(claims), problems_frame(problems))


def _read(
    text: str, published: Day, title: str | None, publisher: str | None, document: str | None
) -> tuple[list[Row], list[Row]]:
    """The rows of a report's claims and of its problems."""
    name = document or ""
    checked = check_text(text, name or "The text")
    check_language(checked, name or "The text")
    read = read_document(checked, published=as_day(published), title=title, publisher=publisher, name=name)
    claims, doubts = claims_of(read)
    return claims, [{**doubt, "file": name} for doubt in doubts]


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


# --- Many files ---------------------------------------------------------------------------------------------------

PIECE = 16
"""Files that are read as one part, at most."""


def _read_all(files: Sequence[Listed], how: How, jobs: int, progress: Progress) -> list[Part]:
    """The files in parts, in their order; how many processes read them makes no difference to what is read."""
    size = max(1, min(PIECE, len(files) // (4 * jobs)))
    pieces = [files[first : first + size] for first in range(0, len(files), size)]
    counted = _Counted(len(files), progress)
    if min(jobs, len(files)) > 1:
        with suppress(NoProcessesError):
            shared = share_out(partial(read_part, how=how), pieces, jobs, counted.ended)
            return [part or _lost(piece) for piece, part in shared]
    parts = [read_part(piece, how, counted.begun) for piece in pieces]
    counted.ended(0)
    return parts


class _Counted:
    """Tells how many of all files are read."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.total, self.progress, self.done = total, progress, 0

    def begun(self, name: str) -> None:
        """The file of this name is read now."""
        self.progress(self.done, self.total, name)
        self.done += 1

    def ended(self, files: int) -> None:
        """So many more files are read."""
        self.done += files
        self.progress(self.done, self.total, "")


def _lost(files: Sequence[Listed]) -> Part:
    return Part(empty(), tuple(failed(file.shown, _DIED) for file in files))


_DIED = "The process that read this file ended without an answer; it may need more memory than there is."


# --- One frame ----------------------------------------------------------------------------------------------------


def _once(parts: Sequence[Part]) -> tuple[pd.DataFrame, list[FileRead]]:
    """The claims of all reports, and all files. Of files that hold the same the first alone counts."""
    read = [file for part in parts for file in part.files]
    first: dict[str, FileRead] = {}
    files = [_unless_again(file, first) for file in read]
    frames = [part.claims for part in parts if len(part.claims)]
    claims = pd.concat(frames, ignore_index=True) if frames else empty()
    kept = np.repeat([one is file for one, file in zip(files, read, strict=True)], [file.claims for file in read])
    return (claims if kept.all() else claims[kept].reset_index(drop=True)), files


def _unless_again(file: FileRead, first: dict[str, FileRead]) -> FileRead:
    same = first.setdefault(file.digest, file) if file.digest else file
    return file if same is file else failed(file.shown, f"The same text as {same.shown}; it was read once.")
