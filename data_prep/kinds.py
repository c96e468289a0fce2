"""Whether a file is a report, a claim table that this program wrote, or an event table: told by its first bytes."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

from data_prep.as_parquet import is_parquet
from data_prep.errors import UnreadableError
from data_prep.files import file_kind
from data_prep.tables.format_load import formats
from data_prep.tables.page_source import PAGES, page_in
from data_prep.tables.recognise import is_known
from data_prep.tables_io import is_claim_table

if TYPE_CHECKING:
    from pathlib import Path

REPORT, CLAIMS, EVENTS, PAGE = "report", "claims", "events", "page"
_FIRST = 1 << 18
"""Bytes that are looked at."""


def names() -> tuple[str, ...]:
    """The formats that a user can ask for."""
    return (REPORT, CLAIMS, *formats())


def kind_of(path: Path, wanted: str | None) -> str:
    """``report``, ``claims``, ``events``, or ``page``, a report with a table's row beside it: an incident page.

    What cannot be looked at is told by those who read reports.
    """
    if wanted is not None:
        return wanted if wanted in (REPORT, CLAIMS) else EVENTS
    try:
        if not path.is_file():
            return REPORT
        with path.open("rb") as file:
            first = file.read(_FIRST)
    except OSError:
        return REPORT
    if not first.strip():
        return REPORT
    return _kind_of(path, first)


def kinds_of(path: Path, wanted: str | None) -> tuple[str, ...]:
    """By whom a file is read: as a report, as a table, or as both."""
    kind = kind_of(path, wanted)
    return (REPORT, EVENTS) if kind == PAGE else (kind,)


def _kind_of(path: Path, first: bytes) -> str:
    if is_parquet(first):
        return CLAIMS if is_claim_table(path, first) else EVENTS
    if first.startswith(_PACKED):
        return EVENTS
    if path.suffix.lower() in PAGES and page_in(path) is not None:
        return PAGE
    if zipfile.is_zipfile(path):
        return REPORT if _is_document(path) else CLAIMS if is_claim_table(path, first) else EVENTS
    try:
        table = file_kind(path.name, first) == "table"
    except UnreadableError:
        return REPORT
    if table:
        return CLAIMS if is_claim_table(path, first) else EVENTS
    return EVENTS if is_known(first) else REPORT


def _is_document(path: Path) -> bool:
    """Whether an archive is a text of a word processor or a book."""
    with suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            return True
        return "mimetype" in names and b"spreadsheet" not in archive.read("mimetype")[:_MIMETYPE]
    return False


_MIMETYPE = 100
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
"""gzip and Zstandard."""
