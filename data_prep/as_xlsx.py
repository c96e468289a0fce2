"""Claim frames as XLSX workbooks: a sheet of claims in typed cells, one of sources and terms, one code book.

XlsxWriter writes it, row by row: no workbook is ever whole in memory, every text is a cell of text, and so no text of
a source is a formula. A text that a cell cannot hold is written otherwise, by rules that reading turns round again.
"""

from __future__ import annotations

import io
import json
import re
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from data_prep.as_parquet import datasets_in
from data_prep.codebook import type_name
from data_prep.errors import UsageError
from data_prep.export_texts import texts
from data_prep.frame import CLAIMS, LISTS, TEXT
from data_prep.frame_conform import conform
from data_prep.plain_cells import DAYS, day_of, is_number, plain_table, rows_in
from data_prep.tables.datasets import DATASETS
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CLAIMS_SHEET, SOURCES_SHEET, BOOK_SHEET, LONG_SHEET = "Claims", "Sources", "Code book", "Long texts"
MOST_ROWS = 1_048_575
"""Rows of a sheet, without its header."""
_MOST_CELL = 32_767
"""UTF-16 units of a text in a cell."""
_PIECE = 16_000
"""Characters of a piece of a long text: not too long for a cell in any script."""
_LONG_HEADER = ("number", "piece", "text")
_GOES_ON = re.compile(r" … \[Long texts (\d+)\]\Z")
# A spreadsheet that is told to edit such a cell would run it: it is marked as text once more.
_LIVE = re.compile(r"[=+\-@\t\r]")
_UNWRITABLE = re.compile("[\ufffe\uffff]")
_FIRST_DAY = date(1900, 3, 1)
"""The first day that all spreadsheets count alike: they know a 29 February 1900."""
_MADE = datetime(2000, 1, 1)
"""Workbooks tell when they were made; the same claims give the same bytes."""
_WIDTHS = {"days": 12, "numbers": 11, "lists": 28, "texts": 20, "sentence": 80, "title": 40, "url": 30}


class _Exact(float):
    """A number that XlsxWriter writes with all its digits; of its own it gives sixteen."""

    def __format__(self, _spec: str) -> str:
        return repr(float(self))


def claims_xlsx(frame: pd.DataFrame) -> bytes:
    """The frame as an XLSX workbook: days and numbers as such, lists as JSON, an empty cell where a value is missing.

    Raises UsageError for more rows than a sheet has.
    """
    # Imported here: who writes no workbook need not wait for it.
    from xlsxwriter import Workbook

    claims = conform(frame)
    if len(claims) > MOST_ROWS:
        raise UsageError(
            f"A sheet of a workbook has room for {MOST_ROWS:,} claims; these are {len(claims):,}. "
            "Filter them, or take CSV or Parquet."
        )
    target = io.BytesIO()
    with Workbook(target, {"constant_memory": True}) as book:
        book.set_properties({"created": _MADE})
        pen = _Pen(book)
        cells = plain_table(claims)
        _claims_sheet(book, pen, cells)
        _sources_sheet(book, pen, datasets_in(cells["dataset"]))
        _book_sheet(book, pen)
        _long_sheet(book, pen)
    return target.getvalue()


class _Pen:
    """Writes cells, and keeps what is too long for one."""

    def __init__(self, book: Workbook) -> None:
        self.bold: Format = book.add_format({"bold": True})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.quoted: Format = book.add_format({"quote_prefix": True})
        self.long: list[tuple[int, int, str]] = []

    def text(self, sheet: Worksheet, row: int, column: int, text: object) -> None:
        """Any text, whatever its length and characters; a number in a data set's own column as one."""
        held = self._cut(_held(str(text)))
        sheet.write_string(row, column, held, self.quoted if _LIVE.match(held) else None)

    def _cut(self, text: str) -> str:
        if _fits(text):
            return text
        number = self.long[-1][0] + 1 if self.long else 1
        pieces = [text[at : at + _PIECE] for at in range(_PIECE, len(text), _PIECE)]
        self.long += [(number, place, piece) for place, piece in enumerate(pieces or [""], 2)]
        return f"{text[:_PIECE]} … [Long texts {number}]"

    def date(self, sheet: Worksheet, row: int, column: int, day: date) -> None:
        """A day as a day; an early one as a text."""
        if day < _FIRST_DAY:
            sheet.write_string(row, column, day.isoformat())
        else:
            sheet.write_datetime(row, column, day, self.day)

    def names(self, sheet: Worksheet, row: int, column: int, names: list[str]) -> None:
        """A list as JSON."""
        self.text(sheet, row, column, json.dumps(names, ensure_ascii=False))

    def number(self, sheet: Worksheet, row: int, column: int, number: float) -> None:
        """A number with all its digits; nothing where it is none."""
        if number == number:
            sheet.write_number(row, column, _Exact(number))

    def lines(self, sheet: Worksheet, lines: Iterable[Sequence[str]], start: int = 0) -> int:
        """Rows of plain texts under a bold header; gives the number of the row after them."""
        for number, line in enumerate(lines, start):
            for column, text in enumerate(line):
                sheet.write_string(number, column, text, self.bold if number == start else None)
        return number + 1


def _claims_sheet(book: Workbook, pen: _Pen, cells: Any) -> None:
    sheet = book.add_worksheet(CLAIMS_SHEET)
    sheet.freeze_panes(1, 0)
    names = cells.column_names
    for column, name in enumerate(names):
        sheet.set_column(column, column, _width(name))
    pen.lines(sheet, [names])
    writers = [_writer(pen, name) for name in names]
    for number, row in enumerate(rows_in(cells), 1):
        for column, value in enumerate(row):
            if value is not None:
                writers[column](sheet, number, column, value)
    sheet.autofilter(0, 0, max(1, len(cells)), len(names) - 1)


def _writer(pen: _Pen, name: str) -> Callable[[Worksheet, int, int, Any], None]:
    if name in LISTS:
        return pen.names
    if name in DAYS:
        return pen.date
    return pen.number if is_number(name) else pen.text


def _width(name: str) -> int:
    kind = "days" if name in DAYS else "numbers" if is_number(name) else "lists" if name in LISTS else "texts"
    return _WIDTHS.get(name, _WIDTHS[kind])


def _sources_sheet(book: Workbook, pen: _Pen, datasets: Iterable[str]) -> None:
    sheet = book.add_worksheet(SOURCES_SHEET)
    sheet.set_column(0, 5, 40)
    found = [DATASETS[name] for name in datasets]
    lines = [(one.title, one.counts, one.attribution, one.url, one.licence, one.licence_url) for one in found]
    pen.lines(sheet, [texts("xlsx")["sources"], *lines])


def _book_sheet(book: Workbook, pen: _Pen) -> None:
    sheet, words = book.add_worksheet(BOOK_SHEET), texts("xlsx")
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 3, 80)
    columns = [(name, type_name(one), one.meaning, ", ".join(one.values)) for name, one in CLAIMS.items()]
    row = pen.lines(sheet, [words["columns"], *columns])
    row = pen.lines(sheet, [words["flags"], *((one["flag"], "", one["meaning"]) for one in table("flags"))], row + 1)
    pen.lines(sheet, [words["cells"], *(("", "", note) for note in words["notes"])], row + 1)


def _long_sheet(book: Workbook, pen: _Pen) -> None:
    if not pen.long:
        return
    sheet = book.add_worksheet(LONG_SHEET)
    pen.lines(sheet, [_LONG_HEADER])
    for row, (number, place, piece) in enumerate(pen.long, 1):
        sheet.write_number(row, 0, number)
        sheet.write_number(row, 1, place)
        sheet.write_string(row, 2, piece, pen.quoted if _LIVE.match(piece) else None)


def _fits(text: str) -> bool:
    """Whether a text fits into a cell, and does not end as one that goes on elsewhere."""
    if _GOES_ON.search(text):
        return False
    return len(text) <= _MOST_CELL // 2 or len(text.encode("utf-16-le")) <= 2 * _MOST_CELL


def _held(text: str) -> str:
    """The text as a cell can hold it: as a JSON string where it is empty, looks like one, or has what XML has not."""
    if text and not _UNWRITABLE.search(text) and _in_json(text) is None:
        return text
    return _UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _in_json(cell: str) -> str | None:
    """The text that a cell stands for where it is a JSON string; None where it is none."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        with suppress(ValueError):
            found = json.loads(cell, strict=False)
            return found if isinstance(found, str) else None
    return None


# --- Reading ------------------------------------------------------------------------------------------------------


def from_sheets(rows: Iterator[list[Any]], long_rows: Callable[[], Iterable[list[Any]]]) -> pd.DataFrame:
    """What ``claims_xlsx`` wrote, from the cells of its sheet of claims, and of that of long texts where it is needed.

    Raises ValueError or TypeError for what it would not have written.
    """
    names = [str(name) for name in next(rows, [])]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    rest = _Rest(long_rows)
    found = {name: _column(name, cells, rest) for name, cells in zip(names, columns, strict=True) if name}
    return pd.DataFrame(found)


class _Rest:
    """The rest of each long text, by its number; read when the first one is asked for."""

    def __init__(self, rows: Callable[[], Iterable[list[Any]]]) -> None:
        self._rows = rows
        self._texts: dict[int, str] | None = None

    def of(self, number: int) -> str:
        """The rest of a text. Raises ValueError where it is not there."""
        if self._texts is None:
            self._texts = self._read()
        if number not in self._texts:
            raise ValueError(f"a text goes on in the sheet {LONG_SHEET}, number {number}, which is not there")
        return self._texts[number]

    def _read(self) -> dict[int, str]:
        cells = [row[: len(_LONG_HEADER)] for row in self._rows()][1:]
        texts: dict[int, str] = {}
        for number, _, text in sorted((int(number), int(place), str(text)) for number, place, text in cells):
            texts[number] = texts.get(number, "") + text
        return texts


def _column(name: str, cells: Sequence[Any], rest: _Rest) -> pd.Series[Any]:
    if name in DAYS:
        return pd.Series([_day(name, cell) for cell in cells], dtype=object)
    if is_number(name):
        return pd.Series([None if cell == "" else _number(name, cell) for cell in cells], dtype=object)
    found = [_text(cell, rest) for cell in cells]
    if name in LISTS:
        return pd.Series([json.loads(text) if text else [] for text in found], dtype=object)
    return pd.Series(found, dtype=TEXT)


def _day(name: str, cell: Any) -> date | None:
    if cell == "":
        return None
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    return day_of(name, cell)


def _number(name: str, cell: Any) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    raise ValueError(f"column {name!r}: {cell!r} is no number")


def _text(cell: Any, rest: _Rest) -> str | None:
    """The text of a cell; a number that a spreadsheet has made of one is its digits."""
    if cell == "":
        return None
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    goes_on = _GOES_ON.search(text)
    if goes_on:
        text = text[: goes_on.start()] + rest.of(int(goes_on[1]))
    found = _in_json(text)
    return text if found is None else found
