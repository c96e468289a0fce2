"""Pictures that say what they are: title and description inside the file, where screen readers and archives look."""

from __future__ import annotations

import re
import struct
import zlib
from hashlib import sha256
from html import escape
from io import BytesIO

INCH = 0.0254
NAMES = re.compile(r'id="[^"]*"|href="#[^"]*"|url\([^)]*\)')


def marked(drawn: bytes, format: str, *, title: str, about: str, dots: int) -> bytes:
    """A PNG, SVG or PDF with its title and what it shows in words; a PNG with its ``dots`` an inch too."""
    if format == "png":
        return _png(drawn, title, about, dots)
    return _svg(drawn, title, about) if format == "svg" else _pdf(drawn, title, about)


def _png(drawn: bytes, title: str, about: str, dots: int) -> bytes:
    head = len(b"\x89PNG\r\n\x1a\n") + 25  # the signature, and the one chunk that must come first
    metre = round(dots / INCH)
    texts = [(b"Title", title), (b"Description", about)]
    chunks = [_chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1))]
    chunks += [_chunk(b"iTXt", key + b"\0\0\0\0\0" + text.encode()) for key, text in texts]
    return drawn[:head] + b"".join(chunks) + drawn[head:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _svg(drawn: bytes, title: str, about: str) -> bytes:
    """Plotly names what it draws by chance: names from the content make equal pictures equal, and keep two of them
    apart on one page."""
    text = drawn.decode("utf-8")
    if by_chance := re.search(r'id="defs-(\w{6})"', text):
        plain = _renamed(text, by_chance[1], "")
        text = _renamed(text, by_chance[1], sha256(plain.encode()).hexdigest()[:12])
    named = f"<title>{escape(title)}</title><desc>{escape(about)}</desc>"
    head, rest = text.split(">", 1)
    head = re.sub(r'(width|height)="([\d.]+)"', lambda size: f'{size[1]}="{float(size[2]):.2f}"', head)
    return (head.replace("<svg", '<svg role="img"', 1) + f">{named}{rest}").encode()


def _renamed(text: str, old: str, new: str) -> str:
    """The drawing with ``new`` in place of ``old`` in every name that it gives or refers to."""
    return NAMES.sub(lambda name: name[0].replace(old, new), text)


def _pdf(drawn: bytes, title: str, about: str) -> bytes:
    from pypdf import PdfWriter

    written, out = PdfWriter(clone_from=BytesIO(drawn)), BytesIO()
    written.add_metadata({"/Title": title, "/Subject": about})
    written.write(out)
    return out.getvalue()
