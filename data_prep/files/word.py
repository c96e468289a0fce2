"""The text of a Word document (.docx)."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from data_prep.errors import UnreadableError
from data_prep.files.readfile import ReadFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

LARGEST_UNPACKED = 100_000_000
"""Bytes that a document may unpack to: a small file that unpacks to more is made to fill the memory."""


def read_docx(content: bytes, name: str) -> ReadFile:
    """Paragraphs and table rows in order, a blank line between; headings as ``# ...``. Raises UnreadableError."""
    # Imported here: most reports are plain text.
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        text = "" if unpacked > LARGEST_UNPACKED else "\n\n".join(_paragraphs(docx.Document(io.BytesIO(content))))
    except Exception as error:  # a broken document makes the library raise almost anything
        raise UnreadableError(name, "The Word document is damaged.", "Open it and save it again.") from error
    if unpacked > LARGEST_UNPACKED:
        megabytes = f"{unpacked / 1e6:,.0f} MB, more than {LARGEST_UNPACKED / 1e6:,.0f}"
        raise UnreadableError(name, f"The Word document unpacks to {megabytes}.", "Save its text as a text file.")
    if not text.strip():
        raise UnreadableError(name, "The Word document holds no text.", "Have its pictures recognised (OCR) first.")
    return ReadFile(text, name)


def _paragraphs(document: Document) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in block.rows)
        elif block.text.strip():
            style = (block.style.name if block.style is not None else None) or ""
            yield f"# {block.text}" if style.startswith(("Heading", "Title")) else block.text
