"""Many reports to one claim frame, read by one process or by several."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from data_prep.frame import empty
from data_prep.given import How
from data_prep.processes import NoProcessesError, cores, share_out
from data_prep.reading import FileRead, Part, failed, read_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.files.listing import Listed
    from data_prep.reading import Row

Progress: TypeAlias = Callable[[int, int, str], None]


def read_reports(files: Sequence[Listed], how: How, jobs: int, progress: Progress) -> tuple[pd.DataFrame, list[Row]]:
    """The claims of all reports, not yet linked, and their problems; ``jobs`` processes read, 0: one for each core."""
    claims, read = _once(_read_all(files, how, jobs or cores(), progress))
    return claims, [problem for file in read for problem in file.problems]


PIECE = 16
"""Files that are read as one part, at most."""


def _read_all(files: Sequence[Listed], how: How, jobs: int, progress: Progress) -> list[Part]:
    """The files in parts, in their order; how many processes read them makes no difference to what is read."""
    size = max(1, min(PIECE, len(files) // (4 * jobs)))
    pieces = [files[first : first + size] for first in range(0, len(files), size)]
    counted = _Counted(len(files), progress)
    if min(jobs, len(files)) > 1:
        with suppress(NoProcessesError):
            shared = share_out(partial(read_part, how=how), pieces, jobs, counted.ended)
            return [part or _lost(piece) for piece, part in shared]
    parts = [read_part(piece, how, counted.begun) for piece in pieces]
    counted.ended(0)
    return parts


class _Counted:
    """Tells how many of all files are read."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.total, self.progress, self.done = total, progress, 0

    def begun(self, name: str) -> None:
        """The file of this name is read now."""
        self.progress(self.done, self.total, name)
        self.done += 1

    def ended(self, files: int) -> None:
        """So many more files are read."""
        self.done += files
        self.progress(self.done, self.total, "")


def _lost(files: Sequence[Listed]) -> Part:
    return Part(empty(), tuple(failed(file.shown, _DIED) for file in files))


_DIED = "The process that read this file ended without an answer; it may need more memory than there is."


def _once(parts: Sequence[Part]) -> tuple[pd.DataFrame, list[FileRead]]:
    """The claims of all reports, and all files. Of files that hold the same the first alone counts."""
    read = [file for part in parts for file in part.files]
    first: dict[str, FileRead] = {}
    files = [_unless_again(file, first) for file in read]
    frames = [part.claims for part in parts if len(part.claims)]
    claims = pd.concat(frames, ignore_index=True) if frames else empty()
    kept = np.repeat([one is file for one, file in zip(files, read, strict=True)], [file.claims for file in read])
    return (claims if kept.all() else claims[kept].reset_index(drop=True)), files


def _unless_again(file: FileRead, first: dict[str, FileRead]) -> FileRead:
    same = first.setdefault(file.digest, file) if file.digest else file
    return file if same is file else failed(file.shown, f"The same text as {same.shown}; it was read once.")
