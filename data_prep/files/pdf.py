"""The text of a PDF."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from data_prep.errors import UnreadableError
from data_prep.files.readfile import ReadFile

if TYPE_CHECKING:
    from pypdf import PdfReader


def read_pdf(content: bytes, name: str) -> ReadFile:
    """The text of all pages, in order. Raises UnreadableError for a password, a scan without text, a broken file."""
    # Imported here: most reports are plain text.
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        text = "" if locked else _pages(reader)
    except Exception as error:  # a broken PDF makes the library raise almost anything
        raise UnreadableError(name, "The PDF is damaged.", "Open it and save it again.") from error
    if locked:
        raise UnreadableError(name, "The PDF is protected by a password.", "Save a copy without one.")
    if not text.strip():
        raise UnreadableError(name, "The PDF holds pictures but no text.", "Have its text recognised (OCR) first.")
    return ReadFile(text, name)


def _pages(reader: PdfReader) -> str:
    return "\n".join(page.extract_text().strip() for page in reader.pages)
