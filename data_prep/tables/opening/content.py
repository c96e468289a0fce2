"""What a file holds once unpacked, as a stream: plain, gzip or Zstandard files, and members of zip archives."""

from __future__ import annotations

import tempfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, BinaryIO, cast

import pyarrow as pa

from data_prep.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path
    from types import TracebackType

PIECE = 1 << 18
"""Bytes unpacked at a time."""
_SMALL_PIECE = 1 << 14
"""The same where a piece that cannot be had whole is lost."""
_STEP = 16
"""Packed bytes at a time where what comes before a damaged place is looked for."""
LARGEST_RATIO, LARGEST_UNPACKED = 100, 2_000_000_000
"""What is both more than so many times its packed size and more than so many bytes is a zip bomb, not a table."""
LARGEST_COPY = 2_000_000_000
"""Bytes of a workbook or Parquet file inside an archive, which must be copied out to be read."""

_CUT = "The file is cut off: it ends before its packed data does."
_CUT_HINT = "What came before was read; get the file again."


@dataclass(frozen=True)
class Content:
    """Bytes that can be opened again and again. ``shown``: what the user knows them by; ``name``: the innermost file
    name; ``size``: bytes of the file on the disk; ``start`` and ``packed``: where in the file they lie."""

    path: Path
    shown: str
    name: str
    size: int
    unpack: Callable[[BinaryIO, Content], Iterator[bytes]]
    start: int = 0
    packed: int = 0
    crc: int | None = None

    @property
    def plain(self) -> bool:
        """Whether the file on the disk is these very bytes."""
        return self.unpack is as_it_is

    def open(self) -> Stream:
        return Stream(self)

    def first(self, count: int) -> bytes:
        """At most ``count`` bytes of the beginning; what can be read of them where the rest is broken."""
        with self.open() as stream:
            return stream.read(count)

    def seekable(self) -> IO[bytes]:
        """The bytes as a file with ``seek``: the file itself, or a copy in the temporary folder.

        Raises UnreadableError when the copy would be too large.
        """
        if self.plain:
            return self.path.open("rb")
        copy = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=16 << 20))  # noqa: SIM115
        with self.open() as stream:
            while data := stream.read(PIECE):
                copy.write(data)
                if copy.tell() > LARGEST_COPY:
                    raise bomb(self.shown)
        copy.seek(0)
        return copy


@dataclass
class OfContent:
    """What every table says of the content that it is in."""

    content: Content

    @property
    def shown(self) -> str:
        return self.content.shown

    @property
    def name(self) -> str:
        return self.content.name

    @property
    def size(self) -> int:
        return self.content.size


class Stream:
    """The unpacked bytes, from first to last. ``done``: the share of the packed bytes that is read, 0 to 1."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._file = open_file(content.path, content.shown)
        self._pieces = content.unpack(self._file, content)
        self._left = b""
        self._error: UnreadableError | None = None
        self._unpacked = self._at = 0

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    @property
    def done(self) -> float:
        length = self._content.packed or self._content.size
        return min(1.0, self._at / length) if length else 1.0

    def read(self, count: int) -> bytes:
        """``count`` bytes, fewer at the end, none after it.

        Raises UnreadableError where the packed data is broken, once all before that place has been handed out.
        """
        found, length = [self._left], len(self._left)
        while length < count and (piece := self._next()) is not None:
            found.append(piece)
            length += len(piece)
        joined = b"".join(found)
        self._left = joined[count:]
        if not joined and self._error is not None:
            raise self._error
        return joined[:count]

    def _next(self) -> bytes | None:
        """The next piece, which may be empty; None at the end, and from a broken place on."""
        try:
            piece = None if self._error is not None else next(self._pieces, None)
            self._at = max(0, self._file.tell() - self._content.start) if piece else self._at
            self._unpacked += len(piece or b"")
            self._refuse_bomb()
        except UnreadableError as error:
            self._error = error
            return None
        except OSError as error:
            self._error = UnreadableError(self._content.shown, f"The file cannot be read: {error.strerror or error}.")
            return None
        return piece

    def _refuse_bomb(self) -> None:
        if self._unpacked > max(LARGEST_UNPACKED, LARGEST_RATIO * self._at):
            raise bomb(self._content.shown)


def open_file(path: Path, shown: str) -> BinaryIO:
    """The file on the disk; raises UnreadableError where it is a folder, gone or closed to us."""
    if path.is_dir():
        raise UnreadableError(shown, "This is a folder, not a file.", "Give the files in it.")
    try:
        if path.exists() and not path.is_file():
            raise UnreadableError(shown, "This is not a file.", "Give a file or a folder.")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableError(shown, "There is no file of this name.", "Check how it is written.") from error
    except OSError as error:
        reason = f"The file cannot be opened: {error.strerror or error}."
        raise UnreadableError(shown, reason, "Check who may read it.") from error


def bomb(shown: str) -> UnreadableError:
    reason = f"The packed file would grow to more than {LARGEST_RATIO} times its size and {LARGEST_UNPACKED:,} bytes."
    return UnreadableError(shown, reason, "Unpack it yourself if you trust it, and give what is in it.")


# --- Ways of packing ----------------------------------------------------------------------------------------------


def as_it_is(file: BinaryIO, content: Content) -> Iterator[bytes]:
    """A file that is not packed, or a member of an archive that is only stored."""
    file.seek(content.start)
    left = content.packed or content.size
    while left and (data := file.read(min(left, PIECE))):
        left -= len(data)
        yield data
    if left and not content.plain:
        raise UnreadableError(content.shown, _CUT, _CUT_HINT)


def stored(file: BinaryIO, content: Content) -> Iterator[bytes]:
    """A member of an archive that is not packed."""
    yield from as_it_is(file, content)


def gunzip(file: BinaryIO, content: Content) -> Iterator[bytes]:
    """A gzip file, also one of several parts put one after the other."""
    rest = file.read(PIECE)
    while rest.strip(b"\0"):
        rest = yield from _inflated(file, content, zlib.decompressobj(31), rest)
        rest = rest or file.read(PIECE)


def inflate(file: BinaryIO, content: Content) -> Iterator[bytes]:
    """A packed member of a zip archive; its checksum is tried where it is known."""
    file.seek(content.start)
    crc = 0
    pieces = _inflated(file, content, zlib.decompressobj(-15), file.read(PIECE))
    for piece in pieces:
        crc = zlib.crc32(piece, crc)
        yield piece
    if content.crc not in (None, crc):
        reason = "The packed data is damaged: its checksum is wrong, so any row may be."
        raise UnreadableError(content.shown, reason, "Get the file again.")


def _inflated(
    file: BinaryIO, content: Content, unpacking: zlib._Decompress, data: bytes
) -> Generator[bytes, None, bytes]:
    """The unpacked pieces; gives back what lies after the packed data."""
    while not unpacking.eof:
        data = data or file.read(PIECE)
        before = unpacking.copy()
        try:
            piece = unpacking.decompress(data, PIECE)
        except zlib.error as error:
            yield from _before_damage(before, data)
            reason = "The packed data is damaged: it cannot be unpacked from here on."
            raise UnreadableError(content.shown, reason, _CUT_HINT) from error
        if piece:
            yield piece
        elif not data:
            raise UnreadableError(content.shown, _CUT, _CUT_HINT)
        data = unpacking.unconsumed_tail
    return unpacking.unused_data


def _before_damage(unpacking: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), _STEP):
        try:
            yield unpacking.decompress(data[at : at + _STEP])
        except zlib.error:
            return


def unzstd(file: BinaryIO, content: Content) -> Iterator[bytes]:
    """A Zstandard file."""
    try:
        with pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd") as unpacked:
            while data := unpacked.read(_SMALL_PIECE):
                yield data
    except OSError as error:
        raise UnreadableError(content.shown, _CUT, _CUT_HINT) from error
