"""Reads workbooks in a process of its own, started by path: a damaged workbook may ask for all memory there is.

It is given a file, and optionally the name of a sheet and a number of rows, and writes to its standard output, one
pickled value after the other: of every sheet name, kind, whether it is shown, width and height; then the rows asked
for in lists; or the kind of error. It imports nothing of this project, so that it starts at once.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
from itertools import islice

import python_calamine as calamine

MEMORY = 4 << 30
"""Bytes that reading a workbook may take: a sheet of a million rows and fifty columns takes half of it."""
ROWS = 5_000
"""Rows in a list."""


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _write(value: object) -> None:
    pickle.dump(value, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _describe(book: calamine.CalamineWorkbook, count: int) -> None:
    """Of every sheet its name, why it is left out, and its first rows."""
    for meta in book.sheets_metadata:
        cells = meta.typ == calamine.SheetTypeEnum.WorkSheet
        sheet = book.get_sheet_by_name(meta.name) if cells else None
        shown = meta.visible == calamine.SheetVisibleEnum.Visible
        width, height = (sheet.width, sheet.height) if sheet is not None else (0, 0)
        rows = list(islice(sheet.iter_rows(), count)) if sheet is not None else []
        _write((meta.name, cells, shown, width, height, rows))


def _write_rows(book: calamine.CalamineWorkbook, name: str) -> None:
    sheet = book.get_sheet_by_name(name)
    _write(sheet.total_height)
    rows = iter(sheet.iter_rows())
    while some := list(islice(rows, ROWS)):
        _write(some)


def main(path: str, sheet: str, count: str) -> None:
    _limit_memory()
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        if sheet:
            _write_rows(book, sheet)
        else:
            _describe(book, int(count))
    except BaseException as error:  # also what the reader written in Rust raises when it gives up
        _write(type(error).__name__)
    else:
        _write("end")


if __name__ == "__main__":
    main(*sys.argv[1:])
