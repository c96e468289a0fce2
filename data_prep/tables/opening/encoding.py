"""Bytes of any encoding to UTF-8, piece by piece; UTF-8 itself passes untouched."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from data_prep.files.decode import utf16_without_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ODD = "cp1252"
"""What a line is in that is no UTF-8, in a file that mostly is."""
_OTHERS = ["cp1251", "cp1256", "koi8_r", "cp1253", "cp1255", "cp866", "gb18030", "shift_jis", "euc_kr", "big5"]
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_LONG_LINE = 1 << 16
_ENOUGH_WORDS = 20_000
# A Western European word has a letter or two outside ASCII; a word of another alphabet has hardly any inside it.
_MOST_HIGH = 0.6


def encoding_of(sample: bytes) -> str:
    """The encoding of a file that begins like this; ``utf-8`` also where single lines are in another one."""
    marked = next((name for mark, name in _BOMS if sample.startswith(mark)), None) or utf16_without_mark(sample)
    if marked is not None:
        return marked
    lines = [line for line in sample.split(b"\n")[: -1 or None] if not line.isascii()]
    if not lines or any(map(_is_utf8, lines)):
        return "utf-8"
    return _of_words(b" ".join(word for line in lines for word in _WORD.findall(line))[:_ENOUGH_WORDS])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_wholly_utf8(piece: bytes) -> bool:
    """As ``_is_utf8``, of a large piece, eight times as fast: nothing is decoded."""
    ends = np.array([0, len(piece)], dtype=np.int64)
    text = pa.Array.from_buffers(pa.large_string(), 1, [None, pa.py_buffer(ends), pa.py_buffer(piece)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _of_words(words: bytes) -> str:
    letters = len(words) - words.count(b" ")
    high = sum(byte > 0x7F for byte in words)
    if high <= _MOST_HIGH * letters:
        return _ODD
    # Imported here because it is needed for one file in a thousand.
    from charset_normalizer import from_bytes

    best = from_bytes(words, cp_isolation=_OTHERS).best()
    return best.encoding if best is not None else _ODD


class Recoder:
    """Turns the bytes of one file into UTF-8 without NUL bytes and byte order mark, a piece at a time.

    ``nuls``: how many were taken out.
    """

    def __init__(self, encoding: str) -> None:
        self.nuls = 0
        self._encoding = encoding
        self._decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)(errors="replace")
        self._left = b""
        self._begun = False

    def feed(self, data: bytes, *, final: bool) -> tuple[bytes, list[int]]:
        """The piece in UTF-8, and where in it those lines begin that were no UTF-8."""
        if self._decoder is not None:
            return self._whole(self._decoder.decode(data, final).encode("utf-8", errors="replace"), [])
        data = self._left + data
        cut = len(data) if final else _last_line_end(data)
        self._left = data[cut:]
        piece = data[:cut]
        if piece.isascii() or _is_wholly_utf8(piece):
            return self._whole(piece, [])
        return self._whole(*_line_by_line(piece))

    def _whole(self, piece: bytes, odd: list[int]) -> tuple[bytes, list[int]]:
        if not self._begun and piece:
            self._begun = True
            marked = len(codecs.BOM_UTF8) if piece.startswith(codecs.BOM_UTF8) else 0
            piece, odd = piece[marked:], [max(0, at - marked) for at in odd]
        if b"\0" not in piece:
            return piece, odd
        self.nuls += piece.count(b"\0")
        return piece.replace(b"\0", b""), [at - piece.count(b"\0", 0, at) for at in odd]


def _last_line_end(data: bytes) -> int:
    """Where to cut so that no line is cut; a very long line is cut between two characters."""
    end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
    if end or len(data) < _LONG_LINE:
        return end
    end = len(data)
    for back in range(1, min(4, end) + 1):
        if data[end - back] & 0xC0 != 0x80:
            return end - back if data[end - back] >= 0xC0 else end
    return end


def _line_by_line(data: bytes) -> tuple[bytes, list[int]]:
    odd: list[int] = []
    return b"".join(_lines(data, odd)), odd


def _lines(data: bytes, odd: list[int]) -> Iterator[bytes]:
    length = 0
    for line in data.splitlines(keepends=True):
        if not _is_utf8(line):
            odd.append(length)
            line = line.decode(_ODD, errors="replace").encode()
        length += len(line)
        yield line
