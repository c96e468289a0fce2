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
import time
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
"""What the name of a folder begins with that is one run's own."""
_LONGEST_RUN = 24 * 60 * 60
"""Seconds after which a run's own folder is one that it left behind."""
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
    """A folder that ``fill`` has filled: now, or before under the same key, which ``key_of`` gave. What was kept and is
    not ``sound`` any more is filled anew. The folder is the caller's own, and gone afterwards: whatever is taken out
    of the cache meanwhile, by this process or another, is still in it."""
    home = folder() if keep else None
    with _fresh(home) as own:
        before = _taken(home / key, own, sound) if home is not None else None
        yield before or _filled(own, fill, home / key if home is not None else None)


@contextmanager
def _fresh(home: Path | None) -> Iterator[Path]:
    """An empty folder, in the cache where one can be made there, and gone afterwards."""
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


def _taken(there: Path, own: Path, sound: Callable[[Path], bool]) -> Path | None:
    """What is kept, once more in a folder of one's own; None where nothing is, or nothing sound."""
    if not there.is_dir():
        return None
    try:
        taken = _again(there, own / "taken")
    except OSError:  # another process takes it away just now
        return None
    if not sound(taken):
        shutil.rmtree(there, ignore_errors=True)
        return None
    with suppress(OSError):
        os.utime(there)
    return taken


def _filled(own: Path, fill: Callable[[Path], None], there: Path | None) -> Path:
    """A folder of one's own, filled, and kept under a name of the cache where there can be one."""
    made = own / "filled"
    made.mkdir(mode=0o700)
    fill(made)
    if there is not None:
        with suppress(OSError):  # another process was quicker, or nothing can be written there
            _again(made, own / "kept").rename(there)
            _shrink(there.parent, spare=there)
    return made


def _again(folder: Path, other: Path) -> Path:
    """The same files in another folder, by links to their bytes where those can be made. Raises OSError."""
    shutil.copytree(folder, other, copy_function=_linked)
    return other


def _linked(path: str, other: str) -> None:
    try:
        os.link(path, other)
    except OSError:  # not every file system has links
        shutil.copyfile(path, other)


def _shrink(home: Path, spare: Path) -> None:
    """Takes the folders away that were not used for longest, until the rest is small enough."""
    sizes = {entry: size_of(entry) for entry in sorted(entries_of(home), key=_used)}
    total = sum(sizes.values())
    for entry, size in sizes.items():
        if total <= most():
            return
        if entry != spare:
            total -= size
            shutil.rmtree(entry, ignore_errors=True)


def most() -> int:
    """Bytes that may be kept."""
    told = os.environ.get(SIZE, "")
    return int(told) if told.isdigit() else LARGEST


def entries_of(home: Path) -> list[Path]:
    """What is kept: one folder for each file that was read, and what a broken-off run left. Not the folders of runs
    that may still go on."""
    with suppress(OSError):
        return [path for path in home.iterdir() if _OWN.fullmatch(path.name) and path.is_dir() and not _in_use(path)]
    return []


def _in_use(path: Path) -> bool:
    return path.name.startswith(_NEW) and time.time() - _used(path) < _LONGEST_RUN


def size_of(entry: Path) -> int:
    """Bytes of all files in a folder that are there still: another process may be taking it away."""
    return sum(_bytes(Path(below, name)) for below, _, names in os.walk(entry) for name in names)


def _bytes(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


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
