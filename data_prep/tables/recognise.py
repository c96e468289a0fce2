"""Which format a table is in, which edition of it, and where its rows begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from data_prep.errors import UnreadableError, UsageError
from data_prep.own_files import is_own, is_slides
from data_prep.tables.cells import key
from data_prep.tables.format import Edition, Format
from data_prep.tables.format_load import formats
from data_prep.tables.guess import Guess, Guessed, apply_choices, guess, needed
from data_prep.tables.header import Header, find_header, unique
from data_prep.tables.page_source import PageSource
from data_prep.tables.remembered import recall, remember

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from data_prep.tables.format import Headerless
    from data_prep.tables.source import Source


@dataclass(frozen=True)
class HowTables:
    """How tables are read: the format all of them must have, what columns are taken for (target -> column) beside
    what is guessed, which of day and month comes first where a column does not tell, and the sheet of a workbook.
    None: as each says itself. ``remembered``: what was chosen for a header before holds, and choices are remembered.
    """

    format: str | None = None
    mapping: Mapping[str, str] | None = None
    day_first: bool | None = None
    sheet: str | None = None
    remembered: bool = False


ANY = "table"
"""The format of a table that no other format knows; its columns are the targets that a user's columns are taken for."""
_HEADERS = 20
"""Rows from the top in which a header is looked for."""
_CELLS = 50
"""Rows by which a file without a header is known."""


@dataclass(frozen=True)
class Recognised:
    """A format, and how this file follows it."""

    format: Format
    names: tuple[str, ...]
    """The columns as the format calls them, each once."""
    skip: int
    """Rows before the first of the data."""
    edition: Edition | None = None
    version: str = ""
    originals: Mapping[str, str] = field(default_factory=dict)
    """For a column that goes by another name than its own in the file: its own."""

    def column_of(self, name: str) -> str:
        """The name that the file itself gives a column."""
        there = next((one for one in self.names if key(one) == key(name)), name)
        return self.originals.get(there, there)

    def further(self, names: Sequence[str]) -> list[str]:
        """The names under which columns are kept beside the frame."""
        if self.format.name == ANY:
            return [self.originals.get(name, name) for name in names]
        capitals = all(name.isupper() for name in names)
        return [name.casefold() if capitals else name for name in names]

    @property
    def rank(self) -> int:
        """Where its edition stands: of an event in two files the lower counts."""
        return self.format.editions.index(self.edition) if self.edition is not None else 0

    @property
    def release(self) -> str:
        """Edition and version in words: ``candidate 24.0.3``."""
        return " ".join(part for part in (self.edition.name if self.edition else "", self.version) if part)


def recognise(source: Source, how: HowTables) -> Recognised:
    """The format of a table; one that none knows is read by what its columns are taken for.

    Raises UnreadableError where the format that is wanted does not fit, or nothing in the table is a date; UsageError
    for a choice of columns that cannot be.
    """
    found = known_format(source, how)
    if found is not None:
        return found
    if how.format not in (None, ANY):
        raise UnreadableError(source.shown, *_not_that(source, formats()[str(how.format)]))
    return _by_columns(source, how)


def known_format(source: Source, how: HowTables) -> Recognised | None:
    """The format of a table that one of the known formats fits. Raises UsageError for a choice of columns: they are
    known."""
    if how.format == ANY:
        return None
    found = _known(source, [formats()[how.format]] if how.format else list(formats().values()))
    if found is not None and how.mapping:
        title = found.format.about.title
        raise UsageError(
            f"This is a table of {title}, whose columns are known. To read it by your own choice all the "
            f"same, ask for the format {ANY}."
        )
    return _with_release(found, source) if found is not None else None


def _known(source: Source, known: Sequence[Format]) -> Recognised | None:
    """The format whose header, or whose cells, these are; of two the one that asks for more columns."""
    fitting = [found for format in known for found in _fits(source, format)]
    return max(fitting, key=lambda found: len(found.format.recognise.columns), default=None)


def _fits(source: Source, format: Format) -> Iterator[Recognised]:
    asked = format.recognise.columns
    if format.recognise.page and isinstance(source, PageSource):
        yield Recognised(format, source.columns, 1)
        return
    for place, row in enumerate(source.head[:_HEADERS] if asked else ()):
        named = {key(cell) for cell in row}
        if all(any(key(either) in named for either in one) for one in asked):
            skip = place + 1 + _tags(source.head[place + 1 : place + 2])
            yield Recognised(format, unique([cell.strip() for cell in row]), skip)
            return
    for headerless in format.recognise.headerless:
        if _has_cells(source.head[:_CELLS], headerless):
            yield Recognised(format, headerless.columns, 0)
            return


def _tags(rows: Sequence[Sequence[str]]) -> int:
    """1 where a row of HXL tags follows the header: ``#date``, ``#affected+killed``."""
    cells = [cell.strip() for row in rows for cell in row if cell.strip()]
    return int(bool(cells) and all(cell.startswith("#") for cell in cells))


def _has_cells(rows: Sequence[Sequence[str]], headerless: Headerless) -> bool:
    """Whether rows have as many cells as the format has columns, and cells that look like its own."""
    whole = [row for row in rows if len(row) == len(headerless.columns)]
    if not whole or 2 * len(whole) < len(rows):
        return False
    places = {headerless.columns.index(name): cell for name, cell in headerless.cells.items()}
    fitting = [row for row in whole if all(cell.fullmatch(row[place].strip()) for place, cell in places.items())]
    return 2 * len(fitting) > len(whole)


def _not_that(source: Source, format: Format) -> tuple[str, str]:
    header = {key(cell) for row in source.head[:1] for cell in row}
    lacking = ["|".join(one) for one in format.recognise.columns if not header & {key(either) for either in one}]
    reason = f"This is no {format.about.title} file: " + (
        f"column {', '.join(lacking[:5])} is missing." if lacking and header else "it has no such header."
    )
    return reason, "Leave the format out, to have it told from the file."


# --- Editions -----------------------------------------------------------------------------------------------------


def _with_release(found: Recognised, source: Source) -> Recognised:
    told = found.format.version.search(source.name) if found.format.version else None
    version = ".".join(part for part in told.groups() if part) if told else ""
    return replace(found, edition=_edition(found, source), version=version)


def _edition(found: Recognised, source: Source) -> Edition | None:
    """By the file's name, or else by a cell, or else the first."""
    editions = found.format.editions
    stem = PurePath(source.name).stem
    for edition in editions:
        if edition.file is not None and edition.file.search(stem):
            return edition
    for edition in editions:
        if edition.cell is not None and any(
            edition.cell.search(cell) for cell in _cells(found, source, edition.column)
        ):
            return edition
    return editions[0] if editions else None


def _cells(found: Recognised, source: Source, column: str) -> list[str]:
    place = next((place for place, name in enumerate(found.names) if key(name) == key(column)), None)
    rows = source.head[found.skip :] if place is not None else ()
    return [row[place].strip() for row in rows if place is not None and place < len(row) and row[place].strip()]


# --- Any other table ----------------------------------------------------------------------------------------------


def _by_columns(source: Source, how: HowTables) -> Recognised:
    header = find_header(source.head)
    if how.format is None and not how.mapping:
        _refuse_exported(source, header)
    chosen = columns_for(header, source.head[header.skip :], how)
    lacking = needed(chosen)
    if lacking:
        columns = ", ".join(header.names[:_SHOWN]) + (", ..." if len(header.names) > _SHOWN else "")
        raise UnreadableError(source.shown, f"{' '.join(lacking)} Its columns are: {columns}.", _MAP)
    if how.remembered and how.mapping:
        remember(header.names, chosen)
    return renamed(formats()[ANY], header, chosen)


def _refuse_exported(source: Source, header: Header) -> None:
    """Raises UnreadableError for what claims left as: read as a table of events, it would tell of others."""
    if is_own(header.names):
        raise UnreadableError(source.shown, *_CLAIMS)
    if is_slides(header.names):
        raise UnreadableError(source.shown, *_TIMELINE)


def columns_for(header: Header, rows: Sequence[Sequence[str]], how: HowTables) -> dict[str, str]:
    """What the columns are taken for, target -> column: as remembered, or else as guessed, and as chosen."""
    guessed = guess(header, rows)
    recalled = recall(header.names) if how.remembered else None
    if not how.mapping:
        return recalled or guessed.mapping
    return apply_choices(as_chosen(guessed, recalled) if recalled else guessed, how.mapping)


def as_chosen(guessed: Guess, mapping: Mapping[str, str]) -> Guess:
    """The guess with the targets (target -> column) that were chosen instead."""
    target_of = {column: target for target, column in mapping.items()}
    return Guess(tuple(_chosen(one, target_of.get(one.column)) for one in guessed.columns))


def _chosen(one: Guessed, target: str | None) -> Guessed:
    return one if one.target == target else replace(one, target=target, confidence=1.0, why="chosen")


_SHOWN = 30
_CLAIMS = (
    "This is a table of claims, packed or saved by another program.",
    "Give the file itself, as it was exported.",
)
_TIMELINE = (
    "This is a timeline for showing (TimelineJS): what its slides leave out is not in it.",
    "Give the table that it was made of, or ask for the format table.",
)
_MAP = "Say what a column holds: --map date=COLUMN on the command line, or on the page Add reports."


def renamed(format: Format, header: Header, mapping: Mapping[str, str]) -> Recognised:
    """The table with its columns under the names of what they are taken for."""
    target_of = {column: target for target, column in mapping.items()}
    names = unique([target_of.get(name, _aside(name)) for name in header.names])
    originals = {new: old for new, old in zip(names, header.names, strict=True) if new != old}
    return Recognised(format, names, header.skip, originals=originals)


def _aside(name: str) -> str:
    """Another name for a column that is called as a target and not taken for it."""
    return f"{name} (as given)" if key(name) in _targets() else name


def _targets() -> frozenset[str]:
    recipes = formats()[ANY].frame.values()
    dates = formats()[ANY].dates
    named = {column for recipe in recipes for column in recipe.columns} | {dates.start, dates.end, *dates.parts}
    return frozenset(key(name) for name in (*named, *formats()[ANY].id))


def is_known(first: bytes) -> bool:
    """Whether a text begins as a table of a known format does: with a header that has its columns."""
    lines = first[:_FIRST_LINES].decode("utf-8-sig", errors="replace").splitlines()[:1]
    cells = {key(cell.strip(' "')) for line in lines for cell in _SEPARATOR.split(line)}
    asked = [format.recognise.columns for format in formats().values() if format.recognise.columns]
    return any(all(any(key(either) in cells for either in one) for one in columns) for columns in asked)


_FIRST_LINES = 1 << 14
_SEPARATOR = re.compile(r"[,;\t|]")
