"""What was read before, kept by content: in the platform's cache folder, bounded, and cleared at any time.

``CONFLICT_TIMELINE_CACHE`` names another folder; empty: nothing is kept. ``CONFLICT_TIMELINE_CACHE_SIZE`` is the
most it may hold, in bytes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

FOLDER, SIZE = "CONFLICT_TIMELINE_CACHE", "CONFLICT_TIMELINE_CACHE_SIZE"
LARGEST = 8_000_000_000
"""Bytes that are kept at most, where nothing else is said."""
_NEW = "conflict-timeline-new-"
"""What the name of a folder begins with while it is being filled."""
_OWN = re.compile(rf"[0-9a-f]{{40}}|{_NEW}.*")
"""Names of folders that are the cache's: whoever names a folder for it may keep other things there."""


def folder() -> Path | None:
    """Where things are kept; None where nothing is to be."""
    named = os.environ.get(FOLDER)
    if named is None:
        return Path(platformdirs.user_cache_dir("conflict-timeline", appauthor=False))
    return Path(named) if named else None


@contextmanager
def kept(
    key: str,
    fill: Callable[[Path], None],
    *,
    keep: bool = True,
    sound: Callable[[Path], bool] = Path.is_dir,
) -> Iterator[Path]:
    """A folder that ``fill`` has filled: now, or before under the same key, which ``key_of`` gave. One that is not kept
    is gone afterwards, and one that is not ``sound`` any more is filled anew."""
    home = folder() if keep else None
    there = home / key if home is not None else None
    if there is not None and there.is_dir() and not sound(there):
        shutil.rmtree(there, ignore_errors=True)
    if there is not None and there.is_dir():
        with suppress(OSError):
            os.utime(there)
        yield there
        return
    with _fresh(home) as made:
        fill(made)
        yield _settled(made, there)


@contextmanager
def _fresh(home: Path | None) -> Iterator[Path]:
    """An empty folder, in the cache where one can be made there, and gone afterwards unless it was moved."""
    try:
        if home is not None:
            home.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=_NEW, dir=home))
    except OSError:
        made = Path(tempfile.mkdtemp(prefix=_NEW))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _settled(made: Path, there: Path | None) -> Path:
    """The folder under its own name, and older ones out of its way; where that cannot be, the folder as it is."""
    if there is None or made.parent != there.parent:
        return made
    try:
        made.rename(there)
    except OSError:  # another process was quicker
        return there if there.is_dir() else made
    _shrink(there.parent, spare=there)
    return there


def _shrink(home: Path, spare: Path) -> None:
    """Takes the folders away that were not used for longest, until the rest is small enough."""
    entries = sorted(entries_of(home), key=_used)
    total = sum(map(size_of, entries))
    for entry in entries:
        if total <= most():
            return
        if entry != spare:
            total -= size_of(entry)
            shutil.rmtree(entry, ignore_errors=True)


def most() -> int:
    """Bytes that may be kept."""
    told = os.environ.get(SIZE, "")
    return int(told) if told.isdigit() else LARGEST


def entries_of(home: Path) -> list[Path]:
    """What is kept: one folder for each file that was read."""
    with suppress(OSError):
        return [path for path in home.iterdir() if _OWN.fullmatch(path.name) and path.is_dir()]
    return []


def size_of(entry: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in entry.rglob("*") if path.is_file())


def _used(entry: Path) -> float:
    with suppress(OSError):
        return entry.stat().st_mtime
    return 0.0


@dataclass(frozen=True)
class CacheState:
    """What is kept: where, how many tables and bytes, and how many bytes at most."""

    folder: Path | None
    files: int
    size: int
    most: int


def state() -> CacheState:
    """What is kept now."""
    home = folder()
    entries = entries_of(home) if home is not None else []
    return CacheState(home, len(entries), sum(map(size_of, entries)), most())


def clear() -> int:
    """Take all away that is kept; gives the bytes that it held."""
    home = folder()
    entries = entries_of(home) if home is not None else []
    held = sum(map(size_of, entries))
    for entry in entries:
        shutil.rmtree(entry, ignore_errors=True)
    return held


def key_of(digest: str, *how: object) -> str:
    """The name under which something made from these bytes, in this way and by this program, is kept."""
    told = "\n".join([digest, _program(), *map(repr, how)])
    return hashlib.sha256(told.encode()).hexdigest()[:40]


def digest_of(path: Path) -> str:
    """The same for two files that hold the same bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _program() -> str:
    """Another text for every change of this package: what another version read may be read otherwise now."""
    here = Path(__file__).parent
    files = sorted(path for path in here.rglob("*") if path.is_file() and path.suffix not in {".pyc"})
    told = ((path.relative_to(here).as_posix(), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    return hashlib.sha256(repr(list(told)).encode()).hexdigest()
