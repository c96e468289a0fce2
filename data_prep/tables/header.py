"""The row of a table that names its columns: below titles and blank rows, of one row or two, with HXL tags or without,
or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from data_prep.tables.column_names import named
from data_prep.tables.days import DayReader
from data_prep.tables.plain import cleaned, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Header", "find_header", "normal"]

_DEEPEST = 30
"""Rows at the top among which the header is looked for."""
_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z0-9_]+)*", re.IGNORECASE)
_FIGURES = re.compile(r"[-+~<>≥≤]?\d[\d.,:/%+\s-]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_LONGEST_NAME = 80
_SURE = 0.9
_FULL = 0.6
"""Share of the cells of a full row that a header has at least: notes above a table have fewer."""

Row = list[str]


@dataclass(frozen=True)
class Header:
    """``names``: the columns', unique and never empty. ``skip``: rows before the first one of data. ``tags``: the HXL
    tag of each column, "" where it has none; empty where the table has no tags."""

    names: tuple[str, ...]
    skip: int
    tags: tuple[str, ...] = ()


def find_header(head: Sequence[Sequence[str]]) -> Header:
    """The header of a table from its first rows; "column 1", "column 2" where it has none."""
    rows = [[cleaned(cell) for cell in row] for row in head]
    width = _width(rows)
    tagged = next((at for at, row in enumerate(rows[:_DEEPEST]) if _is_tags(row)), None)
    if tagged is not None:
        return _by_tags(rows, tagged, width)
    at = _first_header(rows)
    if at is None:
        return Header(unique([""] * width), 0)
    names, last = _names(rows, at)
    return Header(unique(_wide(names, width)), last + 1)


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """The names with empty ones called "column 4" and repeated ones "name (2)"."""
    found: dict[str, str] = {}
    for place, name in enumerate(names, start=1):
        plain, number = name or f"column {place}", 2
        while plain.casefold() in found:
            plain, number = f"{name or f'column {place}'} ({number})", number + 1
        found[plain.casefold()] = plain
    return tuple(found.values())


def _width(rows: Sequence[Row]) -> int:
    """Columns that most rows have; one row of thousands of cells does not make a table of as many columns."""
    return int(median([len(row) for row in rows if any(row)] or [0]))


def _wide(names: Sequence[str], width: int) -> Row:
    return [*names, *[""] * (width - len(names))]


def _by_tags(rows: Sequence[Row], tagged: int, width: int) -> Header:
    """Names stand above the tags; where nothing does, the tags are the names."""
    above = next((at for at in range(tagged - 1, -1, -1) if any(rows[at])), None)
    tags = rows[tagged]
    names = tags if above is None else _grouped_above(rows, above)
    width = max(width, len(tags), len(names))
    return Header(unique(_wide(names, width)), tagged + 1, tuple(_wide(tags, width)))


def _is_tags(row: Row) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and all(_TAG.fullmatch(cell) for cell in filled) and (len(filled) > 1 or len(row) == 1)


def _first_header(rows: Sequence[Row]) -> int | None:
    """The first row as full as the rows of data are that holds names and no data."""
    counts = sorted(sum(map(bool, row)) for row in rows if any(row))
    full = median(counts[len(counts) // 2 :]) if counts else 0
    for at, row in enumerate(rows[:_DEEPEST]):
        if sum(map(bool, row)) >= max(1, _FULL * full):
            if _names_columns(row):
                return at
            if sum(map(_is_data, row)) > 1 or full == 1:
                return None
    return None


def _names_columns(row: Row) -> bool:
    """Whether the cells are names: none is data, or at least as many as are data are known names of columns."""
    filled = [cell for cell in row if cell]
    data = sum(map(_is_data, filled))
    if any(len(cell) > _LONGEST_NAME for cell in filled):
        return False
    return data == 0 or sum(map(_is_known, filled)) > data


def _is_data(cell: str) -> bool:
    if not cell:
        return False
    if _FIGURES.fullmatch(cell) or _ADDRESS.match(cell):
        return True
    return len(cell) < 40 and any(map(str.isdecimal, cell)) and DayReader().read(cell) is not None


def _is_known(cell: str) -> bool:
    return any(one.score >= _SURE for one in named(cell))


# --- Two rows of names ----------------------------------------------------------------------------------------------


def _names(rows: Sequence[Row], at: int) -> tuple[Row, int]:
    """The names of the columns and the last row of the header."""
    below = rows[at + 1] if at + 1 < len(rows) else []
    if _is_parts(rows[at], below):
        return _joined(rows[at], below), at + 1
    return _grouped_above(rows, at), at


def _grouped_above(rows: Sequence[Row], at: int) -> Row:
    """The names, with those of the groups that stand above them."""
    above = rows[at - 1] if at else []
    return _joined(above, rows[at]) if _is_groups(above, rows[at]) else list(rows[at])


def _is_parts(groups: Row, parts: Row) -> bool:
    """Whether the second row parts groups of the first: it is filled where the first has gaps, and holds no data."""
    if not any(parts) or any(map(_is_data, parts)):
        return False
    width = max(len(groups), len(parts))
    top, low = _wide(groups, width), _wide(parts, width)
    gaps = [at for at in range(width) if low[at] and not top[at]]
    both = [at for at in range(width) if low[at] and top[at]]
    opens = all(at + 1 < width and low[at + 1] and not top[at + 1] for at in both)
    return bool(gaps and both) and opens and any(top[at] and not low[at] for at in range(width))


def _is_groups(above: Row, names: Row) -> bool:
    """Whether the row above names groups of columns, and is no title: a title stands at the left, alone."""
    filled = [at for at, cell in enumerate(above) if cell]
    if not filled or any(map(_is_data, above)) or len(filled) >= sum(map(bool, names)):
        return False
    return len(filled) > 1 or (filled[0] > 0 and _is_known(above[filled[0]]))


def _joined(groups: Row, parts: Row) -> Row:
    """``Killed / Civilians``; a group reaches to the next one, and not over columns that have a name of their own."""
    names, group = [], ""
    for top, low in zip(*_same_width(groups, parts), strict=True):
        group = top or group
        alone = not top and any(one.score >= _SURE and one.target not in _SHARED for one in named(low))
        names.append(f"{group} / {low}" if group and low and not alone and group != low else low or top)
    return names


_SHARED = frozenset({"none", "killed", "injured", "target", "day", "month", "year"})
"""Targets whose names also part a group of columns."""


def _same_width(first: Row, second: Row) -> tuple[Row, Row]:
    width = max(len(first), len(second))
    return _wide(first, width), _wide(second, width)
