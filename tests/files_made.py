"""Small files of every kind, made by the tests that need them."""

from __future__ import annotations

import io
from pathlib import Path

REPORT = """Shells hit market in northern town

18 March 2016

TRIPOLI, Libya (AFP) - Shelling killed nine people in Sirte on Thursday, medics said. Two were children.
"""


def pdf(text: str, *, password: str = "") -> bytes:
    """A PDF of one page with these lines, protected if there is a password."""
    from pypdf import PdfReader, PdfWriter

    shown = " ".join(f"({line}) Tj T*" for line in text.replace("(", r"\(").replace(")", r"\)").splitlines())
    stream = f"BT /F1 10 Tf 14 TL 40 780 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    plain = content + head + table + tail
    if not password:
        return plain
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
    writer.encrypt(password)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def docx(*paragraphs: str, heading: str = "", rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word document: a heading, paragraphs, and a table."""
    import docx as word

    document = word.Document()
    if heading:
        document.add_heading(heading)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def html(body: str, head: str = "") -> bytes:
    """A web page in UTF-8."""
    return f"<!doctype html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def write(folder: Path, **files: str | bytes) -> Path:
    """Files in a folder; the last ``_`` of a name stands for its full stop: ``report_txt``."""
    for name, content in files.items():
        path = folder / ".".join(name.rsplit("_", 1))
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
