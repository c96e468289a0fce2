"""Which kind of file it is, told by its first bytes before its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from data_prep.errors import UnreadableError
from data_prep.tables.opening.encoding import Recoder, encoding_of

FIRST = 4096
"""Bytes by which a kind is told."""

_MARKS = (
    (b"\x1f\x8b", "gz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"ARROW1", "arrow"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
)
_REFUSED = (
    (b"%PDF-", "PDF", "Give it as a report, or save its table as CSV."),
    (b"{\\rtf", "RTF", "Save its table as CSV."),
    (b"7z\xbc\xaf\x27\x1c", "7z archive", "Unpack it and give the files."),
    (b"Rar!", "RAR archive", "Unpack it and give the files."),
    (b"BZh", "bzip2 archive", "Unpack it and give the files."),
    (b"\xfd7zXZ", "xz archive", "Unpack it and give the files."),
    (b"SQLite format 3", "SQLite database", "Save its table as CSV."),
    (b"<stata_dta>", "Stata table", "Save it as CSV or Parquet."),
    (b"RDX3", "R table", "Save it as CSV or Parquet."),
    (b"RDX2", "R table", "Save it as CSV or Parquet."),
    (b"FEA1", "old Feather table", "Save it as Parquet."),
)
_WORKBOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_TAR_AT, _TAR = 257, b"ustar"
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table)\b", re.IGNORECASE)
_JSON = re.compile(rb"\s*[\[{]\s*[\[{\"\]}]")


def kind_of(first: bytes, shown: str) -> str:
    """``text``, ``json``, ``gz``, ``zst``, ``zip``, ``parquet``, ``arrow`` or ``workbook``.

    Raises UnreadableError where there is nothing in the file, or something that is no table.
    """
    if not first.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError(shown, "The file is empty.", "Check that it was saved or downloaded whole.")
    for mark, name, hint in _REFUSED:
        if first.startswith(mark):
            raise UnreadableError(shown, f"A file of this kind ({name}) is not read as a table.", hint)
    if first[_TAR_AT:].startswith(_TAR):
        raise UnreadableError(shown, "A tar archive is not read.", "Unpack it and give the files.")
    found = next((kind for mark, kind in _MARKS if first.startswith(mark)), None)
    return found or _kind_of_text(first, shown)


def _kind_of_text(first: bytes, shown: str) -> str:
    text, _ = Recoder(encoding_of(first)).feed(first, final=True)
    if _MARKUP.match(text):
        reason = "The file is a web page or XML, not a table, whatever its name says."
        raise UnreadableError(shown, reason, "Open it in a spreadsheet and save it as XLSX or CSV.")
    return "json" if _JSON.match(text) else "text"


def is_workbook(parts: list[str]) -> bool:
    """Whether a zip archive of these members is a workbook (XLSX, XLSM, XLSB or ODS)."""
    return any(part in _WORKBOOK_PARTS for part in parts)


def without_packing(name: str) -> str:
    """``events.csv.gz`` -> ``events.csv``."""
    path = PurePath(name)
    return path.stem if path.suffix.lower() in {".gz", ".zst", ".gzip", ".zstd"} else path.name
