"""Reports and tables to one claim frame, a list of everything that is not in it, and a report of the import."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import pandas as pd

from data_prep import kinds
from data_prep.errors import UnreadableError, UsageError, unknown
from data_prep.files.listing import AnyPath, Listed, list_files
from data_prep.frame import empty, problems_frame
from data_prep.frame_conform import conform
from data_prep.given import Day, How, as_day
from data_prep.importing import Imported, Rows, about_incidents, import_report, import_tables, once
from data_prep.link import link
from data_prep.streams import Summary, write_batches
from data_prep.tables.guess import check_targets
from data_prep.tables.recognise import HowTables
from data_prep.tables_io import check_ending, read_claims_table

if TYPE_CHECKING:
    from data_prep.many import Progress
    from data_prep.reading import Row


@dataclass(frozen=True)
class Prepared:
    """``claims``: a claim frame. ``problems``: ``file, row, column, value, reason`` of what is not in it, or unsure.

    ``report``: ``file, format, edition, outcome, reason, rows`` says of each event table how many of its rows were
    ``read``, ``accepted``, ``flagged`` (of the accepted; each ``flag`` in a line of its own) and ``refused`` (each
    ``reason`` in a line of its own). Rows read are rows accepted and rows refused.
    """

    claims: pd.DataFrame
    problems: pd.DataFrame
    report: pd.DataFrame = field(default_factory=import_report)


@dataclass(frozen=True)
class Written:
    """What ``prepare_file`` wrote: ``summary`` of the claims, and ``problems`` and ``report`` as in ``Prepared``."""

    summary: Summary
    problems: pd.DataFrame
    report: pd.DataFrame


class Options(TypedDict, total=False):
    """Further options of ``prepare``."""

    jobs: int
    """Reports: processes that read at once; 0: one for each core. A script that asks for more than one keeps its own
    work under ``if __name__ == "__main__":``."""
    progress: Callable[[int, int, str], None]
    """Reports: called with the number of files read, their total, and, where one process reads, the next one's name."""
    mapping: Mapping[str, str]
    """Tables of no known format: target -> column, beside what is guessed."""
    day_first: bool
    """Tables: what 04/05/2024 means where the column of dates does not tell."""
    sheet: str
    """Workbooks and archives: the one sheet or member to read."""
    remembered: bool
    """Tables: a mapping chosen before for the same header holds, and ``mapping`` is remembered."""
    keep: bool
    """Tables: what was read is kept in the cache (the default) and costs nothing the next time."""
    rows: Rows
    """Tables: called with a table's name, the rows read, and the share of it that is read."""


def prepare(
    paths: AnyPath | Iterable[AnyPath],
    *,
    published: Day = None,
    format: str | None = None,
    **options: Unpack[Options],
) -> Prepared:
    """Read files, and folders with all that is below them, into one claim frame.

    A file is a report (text, Markdown, web page, PDF, Word), an event table (ACLED, UCDP GED, Airwars, GDELT, or any
    other; CSV, Excel, OpenDocument, JSON, GeoJSON, Parquet, also packed) or a table of claims that ``write_claims``
    wrote; which of them is told by its content, or by ``format``: ``report``, ``claims`` or the name of a format.
    ``published`` is the day of publication of every report; None: each report's own. ``options``: see ``Options``.

    Neither the order of ``paths`` nor ``jobs`` makes a difference to what is read. What cannot be read, a path that
    does not exist included, is in ``problems``, and the rest is read. Raises UsageError for a ``published``, ``format``
    or option that cannot be.
    """
    with ExitStack() as folders:
        read = _read_all(paths, published, format, options, folders)
        claims = combine([*read.frames, read.imported.tables.frame()])
        return Prepared(claims, read.problems(), read.imported.report())


def prepare_file(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath,
    *,
    published: Day = None,
    format: str | None = None,
    **options: Unpack[Options],
) -> Written:
    """As ``prepare``, straight into a file (``.csv`` or ``.parquet``): tables of any length pass in little memory.

    The file is written whole or not at all, and not where there is no claim. Raises UsageError as ``prepare`` does and
    for another ending, OSError when the file cannot be written.
    """
    target = Path(out)
    check_ending(target)
    with ExitStack() as folders:
        read = _read_all(paths, published, format, options, folders)
        summary = write_batches(target, combine(read.frames), read.imported.tables)
        return Written(summary, read.problems(), read.imported.report())


@dataclass
class _Read:
    """Reports and claim tables as frames, event tables as they are kept, and the problems of whole files."""

    frames: list[pd.DataFrame]
    imported: Imported
    notes: list[Row]

    def problems(self) -> pd.DataFrame:
        """All problems; after the claims were drawn."""
        found = problems_frame(chain(self.notes, self.imported.notes))
        rows = self.imported.problems()
        return pd.concat([found, rows], ignore_index=True) if len(rows) else found


def _read_all(
    paths: AnyPath | Iterable[AnyPath], published: Day, format: str | None, options: Options, folders: ExitStack
) -> _Read:
    """Everything that was given, each file by its kind. Raises UsageError."""
    how, jobs, tables = How(as_day(published)), options.get("jobs", 1), _how_tables(format, options)
    if jobs < 0:
        raise UsageError(f"{jobs} processes cannot read; 0 stands for one for each core.")
    listing = list_files([paths] if isinstance(paths, str | os.PathLike) else paths)
    by_kind: dict[str, list[Listed]] = {kind: [] for kind in (kinds.REPORT, kinds.CLAIMS, kinds.EVENTS)}
    for file in listing.files:
        for kind in kinds.kinds_of(file.path, format):
            by_kind[kind].append(file)
    claims, problems = _reports(by_kind[kinds.REPORT], how, jobs, options.get("progress") or _silent)
    claims = about_incidents(claims, [file for file in by_kind[kinds.EVENTS] if file in by_kind[kinds.REPORT]])
    frames, damaged = _claim_tables(by_kind[kinds.CLAIMS])
    keep, rows = options.get("keep", True), options.get("rows")
    imported = import_tables(by_kind[kinds.EVENTS], tables, folders, keep=keep, rows=rows)
    imported.tables.held = [event for frame in frames for event in frame["event_id"].dropna().unique()]
    unlisted: list[Row] = [{"file": name, "reason": reason} for name, reason in listing.problems]
    return _Read([link(claims), *frames], imported, [*unlisted, *problems, *damaged])


def _reports(files: Sequence[Listed], how: How, jobs: int, progress: Progress) -> tuple[pd.DataFrame, list[Row]]:
    if not files:
        return empty(), []
    # Imported here: the grammar of reports takes half a second to load, and tables need none of it.
    from data_prep.many import read_reports

    return read_reports(files, how, jobs, progress)


def _silent(_done: int, _total: int, _name: str) -> None:
    """Where nobody asks how far it is."""


def _how_tables(format: str | None, options: Options) -> HowTables:
    if format is not None and format not in kinds.names():
        raise UsageError(unknown("format", format, kinds.names()) + f"; there are {', '.join(kinds.names())}.")
    mapping = options.get("mapping")
    check_targets(mapping or {})
    known = None if format in (kinds.REPORT, kinds.CLAIMS) else format
    remembered = options.get("remembered", False)
    return HowTables(known, mapping, options.get("day_first"), options.get("sheet"), remembered)


def _claim_tables(files: Iterable[Listed]) -> tuple[list[pd.DataFrame], list[Row]]:
    """The claim tables that this program wrote, and the problems of those that cannot be read."""
    frames: list[pd.DataFrame] = []
    problems: list[Row] = []
    for file, _digest, same in once(files):
        try:
            if same:
                raise UnreadableError(file.shown, f"The same table as {same}; it was read once.")
            frames.append(read_claims_table(file.path))
        except UnreadableError as error:
            problems.append({"file": file.shown, "reason": f"{error.reason} {error.hint}".strip()})
    return frames, problems


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
