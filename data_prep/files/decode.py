"""Bytes to text, in any encoding a newsroom meets."""

from __future__ import annotations

import re

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 4096
# Western European text has few letters outside ASCII; text of another alphabet has hardly any inside it.
_MOST_HIGH_BYTES = 0.2
_MOST_CONTROLS = 0.01
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


def decode(content: bytes) -> str | None:
    """The text, with line ends as ``\\n`` and no byte order mark; None for bytes that are no text.

    Tried in order: a byte order mark, UTF-16 without one, UTF-8, Windows-1252, and what charset-normalizer finds.
    """
    text = _decoded(content)
    if text is None or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _decoded(content: bytes) -> str | None:
    marked = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    encoding = marked or utf16_without_mark(content) or "utf-8"
    text = _attempt(content, encoding)
    if text is not None or encoding != "utf-8":
        return text
    high = sum(byte > 0x7F for byte in content[:_SAMPLE])
    western = _attempt(content, "cp1252") if high <= _MOST_HIGH_BYTES * len(content[:_SAMPLE]) else None
    return western if western is not None else _guessed(content)


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def utf16_without_mark(content: bytes) -> str | None:
    """Latin letters in UTF-16 have a zero in every second byte, and nowhere else."""
    sample = content[: _SAMPLE - _SAMPLE % 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.3 * len(sample) / 2 or min(even, odd) > 0.05 * len(sample) / 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _guessed(content: bytes) -> str | None:
    # Imported here because it is needed for one file in a thousand.
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000]).best()
    return content.decode(best.encoding, errors="replace") if best is not None else None
