"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS): each sheet that holds a table is a source of batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import python_calamine as calamine

from data_prep.errors import UnreadableError
from data_prep.tables.opening.archive import contents
from data_prep.tables.opening.cells import batches_of, text_of
from data_prep.tables.opening.content import LARGEST_RATIO, LARGEST_UNPACKED, bomb
from data_prep.tables.source import HEAD, Refused

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Sequence

    from data_prep.tables.opening.content import Content
    from data_prep.tables.source import Batch

_HEAD_CELLS = 2
"""A table has so many columns and rows at least."""
_ENCRYPTED, _FIRST = "EncryptedPackage".encode("utf-16-le"), 32 << 20
_ACTIVE = {
    "macros": ("xl/vbaProject.bin", "Basic/"),
    "links to other workbooks": ("xl/externalLinks/",),
    "connections to data elsewhere": ("xl/connections.xml",),
}


def sheet_names(content: Content) -> list[str]:
    """The names of all sheets, hidden ones too; raises UnreadableError where the workbook cannot be opened."""
    with content.seekable() as file:
        return list(_workbook(file, content).sheet_names)


def open_workbook(content: Content, sheet: str | None, refuse: list[Refused]) -> list[Sheet]:
    """The named sheet, or every visible one that holds a table; of those left out ``refuse`` tells.

    Raises UnreadableError where the workbook cannot be opened or has no such sheet.
    """
    with content.seekable() as file:
        book = _workbook(file, content)
        _tell_active(file, refuse)
        if sheet is not None:
            return [_sheet(book, content, sheet)]
        found = []
        for meta in book.sheets_metadata:
            reason = _left_out(book, meta)
            if reason:
                refuse.append(Refused(None, f"The sheet {meta.name} was not read: {reason}."))
            else:
                found.append(_sheet(book, content, meta.name))
        return found


def _workbook(file: IO[bytes], content: Content) -> calamine.CalamineWorkbook:
    _refuse_bomb(file, content)
    try:
        return calamine.CalamineWorkbook.from_filelike(file)
    except (calamine.CalamineError, OSError) as error:
        file.seek(0)
        if isinstance(error, calamine.PasswordError) or _ENCRYPTED in file.read(_FIRST):
            reason = "The workbook is protected by a password."
            raise UnreadableError(content.shown, reason, "Save a copy without one.") from error
        reason = "The file is no workbook that can be read, or it is damaged."
        raise UnreadableError(content.shown, reason, "Open it in a spreadsheet and save it as XLSX.") from error


def _parts(file: IO[bytes]) -> list[zipfile.ZipInfo]:
    """The files that a workbook consists of; none for an old one, which is no archive."""
    parts = contents(file) or []
    file.seek(0)
    return parts


def _refuse_bomb(file: IO[bytes], content: Content) -> None:
    parts = _parts(file)
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > max(LARGEST_UNPACKED, LARGEST_RATIO * packed):
        raise bomb(content.shown)


def _tell_active(file: IO[bytes], refuse: list[Refused]) -> None:
    names = [part.filename for part in _parts(file)]
    found = [what for what, starts in _ACTIVE.items() if any(name.startswith(starts) for name in names)]
    if found:
        refuse.append(Refused(None, f"The workbook has {' and '.join(found)}: they were neither run nor followed."))


def _left_out(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata) -> str:
    if meta.typ != calamine.SheetTypeEnum.WorkSheet:
        return "it is no sheet of cells"
    if meta.visible != calamine.SheetVisibleEnum.Visible:
        return "it is hidden; name it to have it read"
    sheet = book.get_sheet_by_name(meta.name)
    if min(sheet.height, sheet.width) < _HEAD_CELLS:
        return "it holds no table of two or more columns and rows"
    return ""


def _sheet(book: calamine.CalamineWorkbook, content: Content, name: str) -> Sheet:
    if name not in book.sheet_names:
        known = ", ".join(book.sheet_names)
        raise UnreadableError(content.shown, f"The workbook has no sheet {name!r}.", f"Its sheets are: {known}.")
    cells = book.get_sheet_by_name(name)
    head = [list(map(text_of, row)) for _, row in zip(range(HEAD), cells.iter_rows(), strict=False)]
    return Sheet(content, name, head)


@dataclass
class Sheet:
    """One sheet of a workbook."""

    content: Content
    sheet: str
    head: Sequence[Sequence[str]]
    done: float = 0.0

    @property
    def shown(self) -> str:
        return f"{self.content.shown}/{self.sheet}"

    @property
    def name(self) -> str:
        return self.content.name

    @property
    def size(self) -> int:
        return self.content.size

    def batches(self, names: Sequence[str], skip: int, refuse: list[Refused]) -> Iterator[Batch]:
        """As Source says; a row that has something beside the columns of ``names`` is refused."""
        with self.content.seekable() as file:
            sheet = _workbook(file, self.content).get_sheet_by_name(self.sheet)
            yield from batches_of(self._rows(sheet, len(names), skip, refuse), names)
        self.done = 1.0

    def _rows(
        self, sheet: calamine.CalamineSheet, width: int, skip: int, refuse: list[Refused]
    ) -> Iterator[tuple[int, list[str]]]:
        height = max(1, sheet.total_height)
        for number, row in enumerate(sheet.iter_rows(), 1):
            if number <= skip:
                continue
            self.done = min(1.0, number / height)
            cells = list(map(text_of, row))
            if any(cells[width:]):
                refuse.append(Refused(number, f"This row has cells beside the table's {width:,} columns."))
                continue
            yield number, cells
