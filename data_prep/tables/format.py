"""A format of event tables: what one TOML file in ``formats`` says, which ``format_load`` reads.

A new file there is a new format; nothing else names it. ``docs/formats.md`` explains every key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Words = tuple[str, ...]


@dataclass(frozen=True)
class About:
    """What a data set is, and on what terms it may be shown."""

    title: str
    counts: str
    """One sentence: what one row of it counts."""
    licence: str = ""
    licence_url: str = ""
    attribution: str = ""
    url: str = ""
    default: bool = True
    """Whether its rows are counted without being asked for."""


@dataclass(frozen=True)
class Headerless:
    """How a file without a header is known, and what its columns are."""

    columns: Words
    cells: Mapping[str, re.Pattern[str]]
    """Column -> what its every cell looks like."""


@dataclass(frozen=True)
class Recognise:
    """By what a file of the format is known: each of ``columns`` is in its header ("a|b": one of the two)."""

    columns: tuple[Words, ...] = ()
    headerless: tuple[Headerless, ...] = ()
    page: bool = False
    """Whether saved incident pages are read into a row of this format."""


@dataclass(frozen=True)
class Edition:
    """One kind of release. Of an event in two of them the one that stands first in the file counts."""

    name: str
    file: re.Pattern[str] | None = None
    """What the file's name holds."""
    column: str = ""
    cell: re.Pattern[str] | None = None
    """What a cell of ``column`` holds, where the name says nothing."""
    flag: str = ""


@dataclass(frozen=True)
class When:
    """Rows for which something holds. One of the keys is given beside its column."""

    column: str = ""
    is_: Words = ()
    """The cell is one of these."""
    holds: re.Pattern[str] | None = None
    """The cell holds this."""
    none_of: Words = ()
    """The cell says something, and none of these."""
    empty: bool = False
    """The cell says nothing, in a table that has the column."""
    above: Words = ()
    """Two columns of the claim frame, the first of which exceeds the second."""
    filled: Words = ()
    """Columns of the claim frame that all have a value."""


@dataclass(frozen=True)
class Wider:
    """Rows whose one date stands for a longer time, told by a code and by the words of a note."""

    when: When
    span: str
    """The time around the date: ``week`` or ``month``."""
    note: str = ""
    words: tuple[tuple[re.Pattern[str], str], ...] = ()
    """What the note may hold, and the span that it tells of instead; the first that fits."""


@dataclass(frozen=True)
class Dates:
    """Which columns date a row."""

    start: str = "date"
    end: str = ""
    parts: Words = ()
    """Columns of year, month and day, where no one column holds all."""
    order: str = ""
    """``day-first`` or ``month-first`` for dates of numbers; empty: as the whole column says."""
    earliest: str = ""
    """No event of the data set is older."""
    wider: tuple[Wider, ...] = ()


@dataclass(frozen=True)
class Rewrite:
    """A form of actor names: what it is known by, and what is put in its place (``\\1``; ``government:\\1``)."""

    form: re.Pattern[str]
    becomes: str


@dataclass(frozen=True)
class Names:
    """How a data set writes names of actors and places."""

    actors: tuple[Rewrite, ...] = ()
    nobody: Words = ()
    """What is written where no actor is known."""
    places: tuple[Rewrite, ...] = ()
    countries: str = "names"
    """``names`` and ISO codes, or ``fips``."""


@dataclass(frozen=True)
class Recipe:
    """What fills a column of the claim frame: a verb, the columns it reads, and what it needs beside them."""

    verb: str
    columns: Words = ()
    value: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """Cell -> value; a key that ends in ``*`` stands for all that begin so."""
    otherwise: str = ""
    """The value of an empty cell."""
    nobody: str = ""
    """The value where the row names no perpetrator; ``several``: where it names more than one."""
    several: str = ""
    bound: str = "low"
    """Which end of a figure such as "3-11" is meant."""
    sure: Words = ()
    """Values that stand though the row names several perpetrators."""
    most: str = ""
    """A number column that the value cannot exceed."""
    every: bool = False
    """All of the columns are read, not the first that is there; where they stand for different values, none does."""
    absent: str = ""
    """The value where the table has no column of perpetrators."""
    equal: Words = ()
    """Two number columns; where they differ the value is missing."""
    split: str = ""
    """What stands between the names of one cell."""


@dataclass(frozen=True)
class Flag:
    """A flag, and the rows that carry it."""

    flag: str
    when: When


@dataclass(frozen=True)
class Format:
    """One format. ``name`` is its file's name."""

    name: str
    dataset: str
    about: About
    recognise: Recognise
    frame: Mapping[str, Recipe]
    dates: Dates
    names: Names = field(default_factory=Names)
    id: Words = ()
    """Columns that hold the data set's own id: the first that is there."""
    id_by_file: bool = False
    """Whether an id is one only within its file."""
    fresh: str = ""
    """The column that tells which of two files is newer."""
    version: re.Pattern[str] | None = None
    """Where a file's name tells the release."""
    missing: Words = ()
    """Cells that say nothing, beside the empty one."""
    editions: tuple[Edition, ...] = ()
    flags: tuple[Flag, ...] = ()
    refuse: tuple[tuple[When, str], ...] = ()
    """Rows that tell of no violence, and the reason that is given."""
    ignored: Words = ()
    """Columns that are not kept."""


VERBS = (
    *("text", "value", "values", "number", "range", "sum", "least", "degree", "actors"),
    *("place", "admin1", "country", "day", "site", "sources", "type"),
)
