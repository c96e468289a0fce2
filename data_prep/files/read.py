"""One file to one plain text, whatever kind of file it is; what cannot be read says why and what to do."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data_prep.errors import UnreadableError
from data_prep.files.decode import decode
from data_prep.files.pdf import read_pdf
from data_prep.files.readfile import ReadFile
from data_prep.files.webpage import read_webpage
from data_prep.files.word import read_docx
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

LARGEST_TEXT = 10_000_000
"""Bytes of a text file, or characters of a text; a report has a few thousand."""
LARGEST_FILE = 100_000_000
"""Bytes of a file of any other kind."""


def read_file(path: str | PathLike[str]) -> ReadFile:
    """The text of a report: text, Markdown, a saved web page, PDF or Word (.docx), told by content before name.

    Raises UnreadableError, naming the file, with the reason and what to do.
    """
    source = Path(path)
    return read_content(source.name, read_bytes(source))


def read_bytes(path: Path) -> bytes:
    """What the file holds; raises UnreadableError where it is empty, too large, gone or closed to us."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(path.name, "This is not a file.", "Give a file or a folder.")
        _check_size(path.name, status.st_size)
        content = path.read_bytes()
    except FileNotFoundError as error:
        reason = "The file was there when the folder was listed, and is gone."
        raise UnreadableError(path.name, reason, "Give it again if it is needed.") from error
    except OSError as error:
        reason = f"The file cannot be opened: {error.strerror or error}."
        raise UnreadableError(path.name, reason, "Check who may read it.") from error
    if not content.strip():
        raise UnreadableError(path.name, "The file is empty.", "Check that it was saved or downloaded whole.")
    return content


def _check_size(name: str, size: int) -> None:
    suffix = Path(name).suffix.lower()
    known = _KINDS.get(suffix)
    limit = LARGEST_TEXT if known is not None and known["kind"] in {"text", "html"} else LARGEST_FILE
    if size > limit:
        raise UnreadableError(name, _too_large(size, limit), "Split it into single reports.")


def _too_large(size: int, limit: int) -> str:
    return f"The file has {size / 1e6:,.0f} MB, more than the {limit / 1e6:,.0f} MB that a report may have."


def check_text(text: str, name: str) -> str:
    """The text, halves of characters replaced (PDFs hold such); raises UnreadableError when it is too long."""
    if len(text) > LARGEST_TEXT:
        raise UnreadableError(name, _too_large(len(text), LARGEST_TEXT), "Split it into single reports.")
    return _HALF_CHARACTER.sub("\ufffd", text)


_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


# --- Which kind ---------------------------------------------------------------------------------------------------

_KINDS = {row["suffix"]: row for row in table("file_kinds")}
_HTML = re.compile(
    r"\ufeff?\s*+(?:(?><!--.*?-->)\s*+|(?><\?xml[^>]*>)\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_OFFICE_PARTS = {b"word/document.xml": ".docx", b"xl/workbook": ".xlsx", b"opendocument.text": ".odt", b"epub": ".epub"}
_PACKED = {b"PAR1": ".parquet", b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
_FIRST = 4096


def file_kind(name: str, content: bytes) -> str:
    """``text``, ``html``, ``pdf``, ``docx`` or ``table``; raises UnreadableError for a kind that is not read."""
    suffix = Path(name).suffix.lower()
    told = _told_by_bytes(name, content)
    row = _KINDS.get(told or suffix) or _KINDS[".txt"]
    if row["kind"] == "other":
        raise UnreadableError(name, f"A file of this kind ({row['name']}) is not read.", row["hint"])
    if row["kind"] in {"pdf", "docx"} and told is None:
        raise UnreadableError(name, f"The file is named {suffix}, but it is none.", "Name it by what it is.")
    if row["kind"] == "text" and _HTML.match(content[:_FIRST].decode("latin-1")):
        return "html"
    return row["kind"]


def _told_by_bytes(name: str, content: bytes) -> str | None:
    """The ending that the first bytes ask for; None where they say nothing, as in every text."""
    if content.lstrip()[:5] == b"%PDF-":
        return ".pdf"
    packed = next((suffix for mark, suffix in _PACKED.items() if content.startswith(mark)), None)
    if packed is not None:
        return packed
    if content.startswith(b"{\\rtf"):
        return ".rtf"
    if content.startswith(b"PK\x03\x04"):
        return next((suffix for part, suffix in _OFFICE_PARTS.items() if part in content), ".zip")
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _old_office(name, content)
    return None


def _old_office(name: str, content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableError(name, "The document is protected by a password.", "Save a copy without one.")
    return ".xls" if "Workbook".encode("utf-16-le") in content else ".doc"


# --- Reading ------------------------------------------------------------------------------------------------------


def read_content(name: str, content: bytes) -> ReadFile:
    """The text of a report's bytes; ``name`` is its file name. Raises UnreadableError as ``read_file`` does."""
    kind = file_kind(name, content)
    if kind == "table":
        reason = "This is a table or an archive, not a report."
        raise UnreadableError(name, reason, "Save the report as text, PDF or Word.")
    read = _READERS[kind](content, name)
    return replace(read, text=check_text(read.text, name))


def _read_text(content: bytes, name: str) -> ReadFile:
    return ReadFile(_text(content, name), name)


def _read_html(content: bytes, name: str) -> ReadFile:
    return read_webpage(_declared(content) or _text(content, name), name)


_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)


def _declared(content: bytes) -> str | None:
    """The page in the encoding that it declares, where that fits."""
    found = _CHARSET.search(content[:_FIRST])
    try:
        return content.decode(found[1].decode("ascii")) if found else None
    except (LookupError, UnicodeDecodeError):
        return None


def _text(content: bytes, name: str) -> str:
    if len(content) > LARGEST_TEXT:
        raise UnreadableError(name, _too_large(len(content), LARGEST_TEXT), "Split it into single reports.")
    text = decode(content)
    if text is None:
        raise UnreadableError(
            name, "The file is no text: it holds binary data.", "Save the report as text, PDF or Word."
        )
    return text


_READERS: dict[str, Callable[[bytes, str], ReadFile]] = {
    "text": _read_text,
    "html": _read_html,
    "pdf": read_pdf,
    "docx": read_docx,
}
