"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS): each sheet that holds a table is a source of batches."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_prep.errors import UnreadableError
from data_prep.tables.opening import sheets_apart
from data_prep.tables.opening.archive import contents
from data_prep.tables.opening.cells import batches_of, text_of
from data_prep.tables.opening.content import (
    LARGEST_RATIO,
    LARGEST_UNPACKED,
    PIECE,
    Content,
    OfContent,
    as_it_is,
    bomb,
)
from data_prep.tables.source import HEAD, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data_prep.tables.source import Batch

_LEAST = 2
"""A table has so many columns and rows at least."""
_ENCRYPTED, _FIRST = "EncryptedPackage".encode("utf-16-le"), 32 << 20
_ACTIVE = {
    "macros": ("xl/vbaProject.bin", "Basic/"),
    "links to other workbooks": ("xl/externalLinks/",),
    "connections to data elsewhere": ("xl/connections.xml",),
}


def sheet_names(content: Content) -> list[str]:
    """The names of all sheets, hidden ones too; raises UnreadableError where the workbook cannot be opened."""
    with _on_disk(content) as path, _told(path, content, "", 0) as told:
        return [name for name, *_ in told]


def open_workbook(content: Content, sheet: str | None, refuse: list[Refused]) -> list[Sheet]:
    """The named sheet, or every visible one that holds a table; of those left out ``refuse`` tells.

    Raises UnreadableError where the workbook cannot be opened or has no such sheet.
    """
    with _on_disk(content) as path:
        _look_inside(path, content, refuse)
        with _told(path, content, "", HEAD) as told:
            found = list(told)
    if sheet is not None:
        return [_named(content, sheet, found)]
    sheets = []
    for name, cells, shown, width, height, rows in found:
        reason = _left_out(cells=cells, shown=shown, least=min(width, height))
        if reason:
            refuse.append(Refused(None, f"The sheet {name} was not read: {reason}."))
        else:
            sheets.append(Sheet(content, name, _texts(rows)))
    return sheets


def typed_rows(path: Path, sheet: str) -> Iterator[list[Any]]:
    """The rows of one sheet of a workbook, header included, each cell in its own type and "" where it is empty.

    Raises UnreadableError where the workbook cannot be opened or has no such sheet.
    """
    content = _plain(path)
    _look_inside(path, content, [])
    with _told(path, content, sheet, 0) as told:
        next(told, None)
        yield from chain.from_iterable(told)


def first_rows(path: Path) -> dict[str, list[str]]:
    """The first row of every sheet of a workbook; raises UnreadableError where it cannot be opened."""
    content = _plain(path)
    _look_inside(path, content, [])
    with _told(path, content, "", 1) as told:
        return {name: [text_of(cell) for row in rows for cell in row] for name, *_, rows in told}


def _plain(path: Path) -> Content:
    return Content(path, path.name, path.name, path.stat().st_size, as_it_is)


def _named(content: Content, sheet: str, found: list[Any]) -> Sheet:
    for name, *_, rows in found:
        if name == sheet:
            return Sheet(content, name, _texts(rows))
    known = ", ".join(name for name, *_ in found)
    raise UnreadableError(content.shown, f"The workbook has no sheet {sheet!r}.", f"Its sheets are: {known}.")


def _left_out(*, cells: bool, shown: bool, least: int) -> str:
    if not cells:
        return "it is no sheet of cells"
    if not shown:
        return "it is hidden; name it to have it read"
    return "" if least >= _LEAST else "it holds no table of two or more columns and rows"


def _look_inside(path: Path, content: Content, refuse: list[Refused]) -> None:
    """Raises UnreadableError for a zip bomb; tells of what is in the workbook and not read."""
    with path.open("rb") as file:
        parts = contents(file) or []
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > max(LARGEST_UNPACKED, LARGEST_RATIO * packed):
        raise bomb(content.shown)
    names = [part.filename for part in parts]
    found = [what for what, starts in _ACTIVE.items() if any(name.startswith(starts) for name in names)]
    if found:
        refuse.append(Refused(None, f"The workbook has {' and '.join(found)}: they were neither run nor followed."))


def _texts(rows: list[list[object]]) -> list[list[str]]:
    return [list(map(text_of, row)) for row in rows]


@dataclass
class Sheet(OfContent):
    """One sheet of a workbook."""

    sheet: str
    head: Sequence[Sequence[str]]
    done: float = 0.0

    @property
    def shown(self) -> str:
        return f"{self.content.shown}/{self.sheet}"

    def batches(self, names: Sequence[str], skip: int, refuse: list[Refused]) -> Iterator[Batch]:
        """As Source says; a row that has something beside the columns of ``names`` is refused."""
        with _on_disk(self.content) as path, _told(path, self.content, self.sheet, 0) as told:
            yield from batches_of(self._rows(told, len(names), skip, refuse), names)
        self.done = 1.0

    def _rows(
        self, told: Iterator[Any], width: int, skip: int, refuse: list[Refused]
    ) -> Iterator[tuple[int, list[str]]]:
        height = max(1, next(told, 1))
        for number, row in enumerate(chain.from_iterable(told), 1):
            self.done = min(1.0, number / height)
            cells = list(map(text_of, row)) if number > skip else []
            if any(cells[width:]):
                refuse.append(Refused(number, f"This row has cells beside the table's {width:,} columns."))
            else:
                yield number, cells


# --- The process that reads ---------------------------------------------------------------------------------------


@contextmanager
def _on_disk(content: Content) -> Iterator[Path]:
    """The workbook as a file: itself, or a copy of what is in an archive."""
    if content.plain:
        yield content.path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "workbook")
        with content.seekable() as unpacked, copy.open("wb") as file:
            while data := unpacked.read(PIECE):
                file.write(data)
        yield copy


@contextmanager
def _told(path: Path, content: Content, sheet: str, count: int) -> Iterator[Iterator[Any]]:
    """What the process tells of the workbook; raises UnreadableError where it fails."""
    command = [sys.executable, "-P", sheets_apart.__file__, str(path), sheet, str(count)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env) as process:
        try:
            yield _values(process, path, content)
        finally:
            process.kill()


def _values(process: subprocess.Popen[bytes], path: Path, content: Content) -> Iterator[Any]:
    assert process.stdout is not None
    while True:
        try:
            value = pickle.load(process.stdout)
        except (EOFError, pickle.UnpicklingError):
            value = "MemoryError"
        if value == "end":
            return
        if isinstance(value, str):
            raise _unreadable(value, path, content)
        yield value


def _unreadable(error: str, path: Path, content: Content) -> UnreadableError:
    with path.open("rb") as file:
        if error == "PasswordError" or _ENCRYPTED in file.read(_FIRST):
            reason = "The workbook is protected by a password."
            return UnreadableError(content.shown, reason, "Save a copy without one.")
    reason = "The file is no workbook that can be read, or it is damaged."
    if error == "MemoryError":
        gigabytes = sheets_apart.MEMORY >> 30
        reason = f"The workbook is damaged, or so large that reading it takes more than {gigabytes} GB."
    return UnreadableError(content.shown, reason, "Open it in a spreadsheet and save its table as CSV.")
