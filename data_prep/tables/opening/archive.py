"""The members of a zip archive, also of one that is cut off and has lost its table of contents."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from data_prep.errors import UnreadableError
from data_prep.tables.opening.content import (
    LARGEST_RATIO,
    LARGEST_UNPACKED,
    PIECE,
    Content,
    bomb,
    inflate,
    open_file,
    stored,
)
from data_prep.tables.source import Refused

if TYPE_CHECKING:
    from pathlib import Path

MOST_MEMBERS = 10_000
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_LOCAL_MARK = b"PK\x03\x04"
_ENCRYPTED, _UTF8 = 0x1, 0x800
_METHODS = {0: stored, 8: inflate}
_OF_WORKBOOKS = {"[Content_Types].xml", "content.xml", "workbook.xml", "workbook.bin"}
_UNSEEN = ("__MACOSX/",)


def part_names(file: IO[bytes]) -> list[str]:
    """The names of all members as written in the archive; none where its table of contents is lost."""
    return [info.filename for info in contents(file) or ()]


def contents(file: IO[bytes]) -> list[zipfile.ZipInfo] | None:
    """The archive's table of contents; None where it is lost, or the file is no archive."""
    try:
        return zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, struct.error):
        return None


def members(path: Path, shown: str, refuse: list[Refused]) -> list[Content]:
    """The files in the archive that can be unpacked, in the order of the archive; of the others ``refuse`` tells.

    Raises UnreadableError for a zip bomb, and for an archive in which no file is found.
    """
    with open_file(path, shown) as file:
        infos = contents(file)
        if infos is None:
            return _without_contents(file, path, shown, refuse)
        size = path.stat().st_size
        _refuse_bomb(sum(info.file_size for info in infos), size, shown)
        _refuse_many(len(infos), shown)
        found = [_member(file, path, shown, info, refuse) for info in infos if not _passed_over(info.filename)]
    return [content for content in found if content is not None]


def _refuse_bomb(unpacked: int, size: int, shown: str) -> None:
    if unpacked > max(LARGEST_UNPACKED, LARGEST_RATIO * size):
        raise bomb(shown)


def _refuse_many(count: int, shown: str) -> None:
    if count > MOST_MEMBERS:
        reason = f"The archive holds {count:,} files, more than the {MOST_MEMBERS:,} that are read."
        raise UnreadableError(shown, reason, "Unpack it and give the files that matter.")


def _passed_over(name: str) -> bool:
    return name.endswith("/") or name.startswith(_UNSEEN) or PurePosixPath(name).name.startswith(".")


def _member(file: BinaryIO, path: Path, shown: str, info: zipfile.ZipInfo, refuse: list[Refused]) -> Content | None:
    file.seek(max(0, info.header_offset))
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(_LOCAL_MARK):
        refuse.append(Refused(None, f"{info.filename}: The archive is damaged: this file is not where it should be."))
        return None
    fields = _LOCAL.unpack(header)
    start = info.header_offset + _LOCAL.size + fields[9] + fields[10]
    return _content(
        path, shown, info.filename, info.flag_bits, info.compress_type, start, info.compress_size, info.CRC, refuse
    )


def _content(
    path: Path,
    shown: str,
    name: str,
    flags: int,
    method: int,
    start: int,
    packed: int,
    crc: int | None,
    refuse: list[Refused],
) -> Content | None:
    if flags & _ENCRYPTED:
        refuse.append(Refused(None, f"{name}: This file is protected by a password. Give an archive without one."))
        return None
    if method not in _METHODS:
        refuse.append(Refused(None, f"{name}: This file is packed in a way that is not read. Unpack it and give it."))
        return None
    size = path.stat().st_size
    return Content(path, f"{shown}/{name}", PurePosixPath(name).name, size, _METHODS[method], start, packed, crc)


# --- An archive that is cut off: every member stands after a header of its own ------------------------------------


def _without_contents(file: BinaryIO, path: Path, shown: str, refuse: list[Refused]) -> list[Content]:
    found: list[Content] = []
    at: int | None = 0
    while at is not None and len(found) < MOST_MEMBERS:
        at = _next_member(file, path, shown, at, found, refuse)
    if not found:
        raise UnreadableError(shown, "The archive is damaged: no file is found in it.", "Get the file again.")
    if any(content.name in _OF_WORKBOOKS for content in found):
        raise UnreadableError(shown, "The workbook is cut off and cannot be opened.", "Get the file again.")
    reason = "The archive is cut off: its table of contents is lost. What was found in it is read; get the file again."
    refuse.append(Refused(None, reason))
    return found


def _next_member(
    file: BinaryIO, path: Path, shown: str, at: int, found: list[Content], refuse: list[Refused]
) -> int | None:
    """Adds the member whose header begins ``at``; gives back where the next one begins, None at the last."""
    file.seek(at)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(_LOCAL_MARK):
        return None
    _, _, flags, method, _, _, crc, packed, _, name_length, extra_length = _LOCAL.unpack(header)
    name = file.read(name_length).decode("utf-8" if flags & _UTF8 else "cp437", errors="replace")
    start = at + _LOCAL.size + name_length + extra_length
    left = path.stat().st_size - start
    if not _passed_over(name) and left > 0:
        known = crc if packed and packed <= left else None
        content = _content(path, shown, name, flags, method, start, min(packed or left, left), known, refuse)
        found += [content] if content is not None else []
    return start + packed if packed else _after(file, start)


def _after(file: BinaryIO, start: int) -> int | None:
    """Where the packed data that begins at ``start`` ends, with the sizes that may follow it; None: it is cut off."""
    file.seek(start)
    unpacking = zlib.decompressobj(-15)
    try:
        while not unpacking.eof and (data := unpacking.unconsumed_tail or file.read(PIECE)):
            unpacking.decompress(data, PIECE)
    except zlib.error:
        return None
    if not unpacking.eof:
        return None
    end = file.tell() - len(unpacking.unused_data)
    file.seek(end)
    tail = file.read(28)
    return next((end + gap for gap in (0, 12, 16, 20, 24) if tail[gap:].startswith(_LOCAL_MARK)), None)
