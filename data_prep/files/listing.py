"""Files and folders, as the user names them, to the list of files to read."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AnyPath: TypeAlias = str | os.PathLike[str]


@dataclass(frozen=True)
class Listed:
    """A file to read, and the name that the user knows it by: within its folder, or its own."""

    path: Path
    shown: str


@dataclass(frozen=True)
class Listing:
    """Files in the order of their names, and (name, reason) of what could not be listed."""

    files: tuple[Listed, ...]
    problems: tuple[tuple[str, str], ...]


_SKIPPED = tuple(row["pattern"] for row in table("skipped_files"))


def list_files(paths: Iterable[AnyPath]) -> Listing:
    """Every file named, and every file in the folders named and below, each once, whatever the order of the paths.

    Passed over in folders: hidden files and folders, and the names in ``skipped_files.csv``.
    """
    files: dict[Path, Listed] = {}
    problems: list[tuple[str, str]] = []
    for path in sorted(Path(given or _NOWHERE) for given in paths):
        if path.is_dir():
            found = _in_folder(path, problems)
        elif os.path.lexists(path):
            found = [Listed(path, path.name)]
        else:
            found = []
            problems.append((str(path), "There is no file or folder of this name. Check how it is written."))
        for listed in found:
            files.setdefault(listed.path.resolve(), listed)
    told = _told_apart(list(files.values()))
    ordered = sorted(told, key=lambda listed: (listed.shown.casefold(), listed.shown, str(listed.path)))
    return Listing(tuple(ordered), tuple(problems))


def _told_apart(files: Sequence[Listed]) -> list[Listed]:
    """Files of one name are shown with as many of the folders above them as it takes to tell them apart."""
    times = Counter(listed.shown for listed in files)
    alike = [listed for listed in files if times[listed.shown] > 1]
    deepest = max((len(listed.path.parts) for listed in alike), default=0)
    for depth in range(1, deepest + 1):
        names = {str(listed.path): "/".join(listed.path.absolute().parts[-depth:]) for listed in alike}
        if len(set(names.values())) == len(alike):
            return [replace(one, shown=names.get(str(one.path), one.shown)) if one in alike else one for one in files]
    return list(files)


_NOWHERE = "(no name)"
"""An empty name would be the working folder, with all that is in it."""


def _in_folder(folder: Path, problems: list[tuple[str, str]]) -> list[Listed]:
    def cannot_list(error: OSError) -> None:
        problems.append((str(error.filename), f"The folder cannot be opened: {error.strerror}. Check who may read it."))

    found = []
    for above, folders, names in os.walk(folder, onerror=cannot_list):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [Path(above, name) for name in names if not _is_skipped(name)]
        found += [Listed(path, path.relative_to(folder).as_posix()) for path in paths]
    if not found:
        problems.append((str(folder), "There is no report in this folder."))
    return found


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or any(fnmatch(name.lower(), pattern) for pattern in _SKIPPED)
