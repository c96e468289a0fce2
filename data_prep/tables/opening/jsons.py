"""JSON as a source of batches: an array of objects, an object that has one in it, JSON Lines and GeoJSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from data_prep.errors import UnreadableError
from data_prep.tables.opening.cells import batches_of
from data_prep.tables.opening.content import OfContent
from data_prep.tables.opening.flatten import row_of
from data_prep.tables.opening.json_stream import BrokenValueError, JsonText, Path, arrays
from data_prep.tables.opening.records import SHOWN
from data_prep.tables.source import HEAD, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data_prep.tables.opening.content import Content
    from data_prep.tables.source import Batch

_WINDOW = 4_000_000
"""Characters in which the table is looked for: of several arrays of objects, the longest of those that begin there."""
_FOR_COLUMNS = 1_000
"""Objects by which the columns are found."""
_LATE = 20
"""Columns that are named where they come too late."""
_END = re.compile(r"\Z")
_NEXT_LINE = re.compile(r"[\r\n]+")
_NEXT_OBJECT = re.compile(r"\}\s*,\s*(?=\{)")
_LINES: Path = ("\n",)
"""The path of JSON Lines: one object after the other, not in an array."""
_HEADER = 1


def open_json(content: Content) -> JsonTable:
    """The table in the text; raises UnreadableError where there is no array of objects in it."""
    path = _place(content)
    columns: dict[str, None] = {}
    head: list[dict[str, str]] = []
    with content.open() as stream:
        for _, row in islice(_objects(JsonText(stream, content.shown), path, []), _FOR_COLUMNS):
            columns |= dict.fromkeys(row)
            head += [row][: HEAD - 1 - len(head)]
    if not columns:
        raise UnreadableError(content.shown, "The objects in this file are empty.", "Save the table as CSV.")
    rows = [[row.get(name, "") for name in columns] for row in head]
    return JsonTable(content, path, [list(columns), *rows])


@dataclass
class JsonTable(OfContent):
    """A table of JSON objects. The first row, of number 1, is made of the names in them."""

    path: Path
    head: Sequence[Sequence[str]]
    done: float = 0.0

    def batches(self, names: Sequence[str], skip: int, refuse: list[Refused]) -> Iterator[Batch]:
        """As Source says; of names that come first in later objects ``refuse`` tells."""
        late = _Late(set(self.head[0]))
        with self.content.open() as stream:
            text = JsonText(stream, self.content.shown)
            for batch in batches_of(self._rows(text, skip, refuse, late), names):
                self.done = stream.done
                yield batch
        self.done = 1.0
        refuse += late.told()
        text.check()

    def _rows(self, text: JsonText, skip: int, refuse: list[Refused], late: _Late) -> Iterator[tuple[int, list[str]]]:
        for number, row in _objects(text, self.path, refuse):
            late.look(number, row)
            if number > skip:
                yield number, [row.get(name, "") for name in self.head[0]]


@dataclass
class _Late:
    """Names that are no columns, each with the number of the first row that has it."""

    known: set[str]
    found: dict[str, int] = field(default_factory=dict)

    def look(self, number: int, row: dict[str, str]) -> None:
        if not self.known.issuperset(row) and len(self.found) < _LATE:
            self.found |= {name: number for name in row if name not in self.known and name not in self.found}

    def told(self) -> list[Refused]:
        return [
            Refused(None, f"The name {name!r} comes first in row {row:,}: it is no column and was left out.", name)
            for name, row in self.found.items()
        ]


# --- Where the objects are ----------------------------------------------------------------------------------------


def _place(content: Content) -> Path:
    """The path of the table: that of the longest array of objects; of JSON Lines, and of one single object, a mark."""
    with content.open() as stream:
        lines = _are_lines(JsonText(stream, content.shown))
    with content.open() as stream:
        sizes = {} if lines else _sizes(JsonText(stream, content.shown))
    if sizes:
        return max(sizes, key=sizes.__getitem__)
    with content.open() as stream:
        if next(_objects(JsonText(stream, content.shown), _LINES, []), None) is not None:
            return _LINES
    reason = "No table is in this file: JSON is read where it is an array of objects, or one object to a line."
    raise UnreadableError(content.shown, reason, "Save the table as CSV.")


def _are_lines(text: JsonText) -> bool:
    """Whether one object follows the other."""
    try:
        return text.peek() == "{" and bool(text.value()) and text.peek() == "{"
    except BrokenValueError:
        return False


def _sizes(text: JsonText) -> dict[Path, int]:
    """The arrays of objects that begin near the beginning, and the length of each as far as it is looked at."""
    sizes: dict[Path, int] = {}
    try:
        for path in arrays(text):
            begin = text.place
            for _ in _elements(text, [], _NEXT_OBJECT):
                if text.place > begin + _WINDOW:
                    break
            sizes[path] = text.place - begin
            if sizes[path] > _WINDOW:
                break
    except BrokenValueError:
        pass
    return sizes


def _objects(text: JsonText, path: Path, refuse: list[Refused]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the table, from number 2 on; what is no object, or no JSON, is refused."""
    if path == _LINES:
        yield from _elements(text, refuse, _NEXT_LINE)
        return
    found = arrays(text)
    while next(found, path) != path:
        for _ in _elements(text, [], _NEXT_OBJECT):
            pass
    yield from _elements(text, refuse, _NEXT_OBJECT)
    if not text.take("]"):
        refuse.append(Refused(None, "The file is cut off: it ends before the list of its rows does."))


def _elements(text: JsonText, refuse: list[Refused], resume: re.Pattern[str]) -> Iterator[tuple[int, dict[str, str]]]:
    number = _HEADER
    while text.peek() not in {"", "]"}:
        number += 1
        try:
            value = text.value()
        except BrokenValueError as error:
            goes_on = (resume is _NEXT_LINE or not error.half) and text.pass_to(resume)
            reason = "This row is no JSON." if goes_on or not error.half else "The file ends in the middle of this row."
            refuse.append(Refused(number, reason, None, error.text))
            if not goes_on:
                text.pass_to(_END)
            continue
        if isinstance(value, dict):
            yield number, row_of(value)
        else:
            refuse.append(Refused(number, "This row is no JSON object.", None, str(value)[:SHOWN]))
        text.take(",")
