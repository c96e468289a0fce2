"""Claim frames as XLSX workbooks: a sheet of claims in typed cells, one of sources and terms, one code book.

A text that a cell cannot hold is written otherwise, by rules that reading turns round again.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data_prep.as_parquet import datasets_in
from data_prep.codebook import type_name
from data_prep.errors import UsageError
from data_prep.export_texts import texts
from data_prep.frame import CLAIMS, LISTS, TEXT
from data_prep.frame_conform import conform
from data_prep.plain_cells import DAYS, day_of, is_number, lists_as_json, plain_table
from data_prep.tables.datasets import DATASETS
from data_prep.vocab import table
from data_prep.workbook_out import MOST_CELL, MOST_ROWS, Sheet, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

CLAIMS_SHEET, SOURCES_SHEET, BOOK_SHEET, LONG_SHEET = "Claims", "Sources", "Code book", "Long texts"
_PIECE = 16_000
"""Characters of a piece of a long text: not too long for a cell in any script."""
_LONG_HEADER = ("number", "piece", "text")
_GOES_ON = re.compile(r" … \[Long texts (\d+)\]\Z")
_UNWRITABLE = re.compile("[\ufffe\uffff]")
_MARKS = ("\ufffe", "\uffff", "[Long texts ")
"""What is in texts that may not be able to stand in a cell as they are, beside quoted and long ones."""
_WIDTHS = {"days": 12, "numbers": 11, "lists": 28, "texts": 20, "sentence": 80, "title": 40, "url": 30}
_WIDE, _NARROW = 60, 24


def claims_xlsx(frame: pd.DataFrame) -> bytes:
    """The frame as an XLSX workbook: days and numbers as such, lists as JSON, an empty cell where a value is missing.

    Raises UsageError for more rows than a sheet has.
    """
    claims = conform(frame)
    if len(claims) > MOST_ROWS:
        raise UsageError(
            f"A sheet of a workbook has room for {MOST_ROWS:,} claims; these are {len(claims):,}. "
            "Filter them, or take CSV or Parquet."
        )
    cells = plain_table(claims)
    long = _Long()
    held = pa.table({name: _cells(name, cells[name], long) for name in cells.column_names})
    sheets = [
        Sheet(CLAIMS_SHEET, held, [_width(name) for name in held.column_names]),
        _lines(SOURCES_SHEET, texts("xlsx")["sources"], _sources(datasets_in(cells["dataset"]))),
        _lines(BOOK_SHEET, texts("xlsx")["book"], _book()),
    ]
    return workbook([*sheets, *long.sheets()])


def _cells(name: str, column: pa.ChunkedArray, long: _Long) -> Any:
    if name in DAYS or is_number(name):
        return column
    written = lists_as_json(column) if name in LISTS else column.cast(pa.large_string())
    return _texts(written, long)


def _texts(column: Any, long: _Long) -> Any:
    """Texts as cells can hold them; most of them as they are."""
    odd = pc.or_(pc.greater(pc.utf8_length(column), MOST_CELL // 2), pc.starts_with(column, '"'))
    for mark in _MARKS:
        odd = pc.or_(odd, pc.match_substring(column, mark))
    empty = pc.equal(column, "")
    if pc.any(odd).as_py():
        written = [long.cut(_held(text)) for text in column.filter(odd).to_pylist()]
        mask = _whole(pc.fill_null(odd, False))
        column = pc.replace_with_mask(_whole(column), mask, pa.array(written, pa.large_string()))
    if pc.any(empty).as_py():
        column = pc.if_else(empty, pa.scalar(_held(""), pa.large_string()), column)
    return column


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _width(name: str) -> int:
    kind = "days" if name in DAYS else "numbers" if is_number(name) else "lists" if name in LISTS else "texts"
    return _WIDTHS.get(name, _WIDTHS[kind])


def _lines(name: str, header: Sequence[str], lines: Iterable[Sequence[str]]) -> Sheet:
    """A sheet of texts."""
    columns = list(zip(*lines, strict=True)) or [()] * len(header)
    cells = {title: pa.array(column, pa.large_string()) for title, column in zip(header, columns, strict=True)}
    return Sheet(name, pa.table(cells), [_NARROW, *[_WIDE] * (len(header) - 1)])


def _sources(datasets: Iterable[str]) -> Iterator[Sequence[str]]:
    for one in (DATASETS[name] for name in datasets):
        yield one.title, one.counts, one.attribution, one.url, one.licence, one.licence_url


def _book() -> Iterator[Sequence[str]]:
    """What each column and flag means, and how cells are written."""
    words = texts("xlsx")
    for name, one in CLAIMS.items():
        yield name, type_name(one), one.meaning, ", ".join(one.values)
    for flag in table("flags"):
        yield flag["flag"], words["flag"], flag["meaning"], ""
    for note in words["notes"]:
        yield "", words["note"], note, ""


class _Long:
    """Keeps what is too long for a cell, for a sheet of its own."""

    def __init__(self) -> None:
        self._count = 0
        self._pieces: list[tuple[int, int, str]] = []

    def cut(self, text: str) -> str:
        """The text, or its beginning, which says where it goes on."""
        if _fits(text):
            return text
        self._count += 1
        pieces = [text[at : at + _PIECE] for at in range(_PIECE, len(text), _PIECE)]
        self._pieces += [(self._count, place, piece) for place, piece in enumerate(pieces or [""], 2)]
        return f"{text[:_PIECE]} … [Long texts {self._count}]"

    def sheets(self) -> Iterator[Sheet]:
        """The sheet, where one is needed."""
        if self._pieces:
            numbers, places, pieces = zip(*self._pieces, strict=True)
            cells = (pa.array(numbers), pa.array(places), pa.array(pieces, pa.large_string()))
            yield Sheet(LONG_SHEET, pa.table(dict(zip(_LONG_HEADER, cells, strict=True))), [_NARROW, _NARROW, _WIDE])


def _fits(text: str) -> bool:
    """Whether a text fits into a cell, and does not end as one that goes on elsewhere."""
    if _GOES_ON.search(text):
        return False
    return len(text) <= MOST_CELL // 2 or len(text.encode("utf-16-le")) <= 2 * MOST_CELL


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
