"""All tables that were given: opened, recognised, put in order, and read one after the other, batch by batch."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from data_prep.cache import digest_of
from data_prep.errors import UnreadableError, UsageError
from data_prep.tables.ahead import ahead
from data_prep.tables.cells import key
from data_prep.tables.column_names import order_in_name
from data_prep.tables.days import day_order
from data_prep.tables.engine import REFUSED, Piece, Reader
from data_prep.tables.opening import open_tables
from data_prep.tables.page_source import PAGES, page_in, source_of
from data_prep.tables.recognise import HowTables, Recognised, recognise
from data_prep.tables.source import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from data_prep.tables.source import Batch, Source


@dataclass
class Outcome:
    """What became of one table's rows: the import report."""

    shown: str
    format: str
    release: str = ""
    rows: int = 0
    accepted: int = 0
    flagged: int = 0
    fresh: str = ""
    """The latest mark of time in its rows."""
    by_flag: dict[str, int] = field(default_factory=dict)
    by_reason: dict[str, int] = field(default_factory=dict)

    def take(self, piece: Piece) -> None:
        """Count what a batch gave."""
        self.rows += len(piece.claims) + len(piece.refused)
        self.accepted += len(piece.claims)
        self.flagged += piece.flagged
        _add(self.by_flag, piece.by_flag)
        _add(self.by_reason, _counts(piece.refused["reason"]))

    def give_way(self, refused: pa.Table, flagged: int, by_flag: Mapping[str, int]) -> None:
        """Count rows that were accepted and give way to those of another file."""
        self.accepted -= len(refused)
        self.flagged -= flagged
        _add(self.by_flag, {flag: -count for flag, count in by_flag.items()})
        _add(self.by_reason, _counts(refused["reason"]))

    def rows_of_report(self) -> Iterator[dict[str, object]]:
        """The lines of the import report."""
        file = {"file": self.shown, "format": self.format, "edition": self.release}
        yield {**file, "outcome": "read", "rows": self.rows}
        yield {**file, "outcome": "accepted", "rows": self.accepted}
        yield {**file, "outcome": "flagged", "rows": self.flagged}
        yield from ({**file, "outcome": "flag", "reason": flag, "rows": n} for flag, n in self.by_flag.items() if n)
        yield {**file, "outcome": "refused", "rows": sum(self.by_reason.values())}
        yield from ({**file, "outcome": "reason", "reason": why, "rows": n} for why, n in self.by_reason.items())


def _counts(values: pa.ChunkedArray) -> dict[str, int]:
    return {one["values"]: one["counts"] for one in values.value_counts().to_pylist()}


def _add(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for name, count in more.items():
        counts[name] = counts.get(name, 0) + count


@dataclass(frozen=True)
class Table:
    """A table that is ready to be read."""

    source: Source
    what: Recognised
    order: str | None
    mark: str = ""
    """What tells its ids from those of other files, where the format's ids are ones only within a file."""

    @property
    def further(self) -> list[str]:
        """The columns that its claims have beside those of the frame."""
        return Reader(self.what, self.source.shown).further()


@dataclass(frozen=True)
class Opened:
    """The tables in a file, and the problems met on the way."""

    tables: tuple[Table, ...]
    problems: tuple[dict[str, object], ...]


def open_file(path: Path, shown: str, how: HowTables) -> Opened:
    """Every table in a file. One that cannot be read is a problem; the rest is read."""
    notes: list[Refused] = []
    tables: list[Table] = []
    problems: list[dict[str, object]] = []
    try:
        page = page_in(path) if path.suffix.lower() in PAGES else None
        sources = [source_of(page, path, shown)] if page else open_tables(path, shown, sheet=how.sheet, refuse=notes)
        for source in sources:
            try:
                tables.append(_table(source, how, path, shown))
            except UnreadableError as error:
                problems.append(problem(error))
            except UsageError as error:  # the choice of columns does not fit this table; it may fit the others
                problems.append({"file": source.shown, "reason": str(error)})
    except UnreadableError as error:
        problems.append(problem(error))
    return Opened(tuple(tables), (*problems, *(noted(shown, note) for note in notes)))


def _table(source: Source, how: HowTables, path: Path, shown: str) -> Table:
    what = recognise(source, how)
    mark = f"{digest_of(path)[:_MARK]}{source.shown.removeprefix(shown)}" if what.format.id_by_file else ""
    return Table(source, what, _order(source, what, how), mark)


_MARK = 8
"""Characters of a file's digest that tell its rows' ids from those of other files."""


def problem(error: UnreadableError) -> dict[str, object]:
    """A whole file that cannot be read, as a row of the list of problems."""
    return {"file": error.file, "reason": f"{error.reason} {error.hint}".strip()}


def noted(shown: str, note: Refused) -> dict[str, object]:
    """What opening a file told, as a row of the list of problems."""
    return {"file": shown, "row": note.row, "column": note.column, "value": note.value, "reason": note.reason}


def turn_of(table: Table, outcome: Outcome) -> tuple[int, str, str]:
    """Where a table stands among those of its data set once it is read: finals before candidates, later releases before
    earlier ones, the newer before the older."""
    age = _backwards(f"{_version(table.what.version)} {outcome.fresh}")
    return table.what.rank, age, table.source.shown


def _version(version: str) -> str:
    """A version as a text in the order of its numbers."""
    return ".".join(part.zfill(4) for part in version.split("."))


def _freshest(table: Table, batch: Batch) -> str:
    """The latest mark of time in a batch, as a text in its order."""
    place = next((at for at, name in enumerate(table.what.names) if key(name) == table.what.format.fresh), None)
    latest = None if place is None else pc.max(batch.table.column(place)).as_py()
    return (latest or "").strip().zfill(20) if latest else ""


def _backwards(text: str) -> str:
    return "".join(chr(0x10FFFF - ord(character)) for character in text) + "\U0010ffff"


# --- Day or month first -------------------------------------------------------------------------------------------


def _order(source: Source, what: Recognised, how: HowTables) -> str | None:
    """What the column proves goes before what its name says, that before the user, and the format's habit comes last:
    a spreadsheet may have written every date anew."""
    return _told(source, what)[0] or _named(what) or _given(how) or what.format.dates.order or None


def _named(what: Recognised) -> str | None:
    """The order that the name of the column says: ``Date (dd/mm/yyyy)``."""
    return order_in_name(what.column_of(what.format.dates.start))


def order_of(source: Source, how: HowTables) -> tuple[str | None, bool]:
    """Which of day and month the whole column of dates puts first, and whether there is a cell in which it matters.

    Raises UnreadableError where the table has no column of dates.
    """
    what = recognise(source, how)
    told, matters = _told(source, what)
    return told or _named(what), matters


def _told(source: Source, what: Recognised) -> tuple[str | None, bool]:
    """All rows are read only where the first ones show that there is something to tell."""
    dates = what.format.dates
    places = [at for at, name in enumerate(what.names) if key(name) in {dates.start, dates.end}]
    head = [row[place] for row in source.head[what.skip :] for place in places if place < len(row)]
    if not _has_numbers_only(head):
        return None, False
    return day_order(head) or day_order(_column(source, what, places)), True


def _given(how: HowTables) -> str | None:
    return None if how.day_first is None else "day-first" if how.day_first else "month-first"


def _has_numbers_only(cells: Sequence[str]) -> bool:
    """Whether some dates are written in numbers, the year last or in two digits."""
    return any(any(mark in cell for mark in "/.-") and not cell.strip()[:4].isdigit() for cell in cells)


def _column(source: Source, what: Recognised, places: Sequence[int]) -> Iterator[str]:
    with suppress(UnreadableError):  # it is told when the table is read
        for batch in source.batches(what.names, what.skip, []):
            for place in places:
                yield from (cell for cell in batch.table.column(place).unique().to_pylist() if cell)


# --- Reading ------------------------------------------------------------------------------------------------------


def read_table(table: Table, outcome: Outcome, notes: list[Refused], *, today: date | None = None) -> Iterator[Piece]:
    """A table's claims and refused rows, batch by batch, counted in ``outcome``; what is to be known of the whole file
    goes to ``notes``. Where the file ends in damage, what came before it stands."""
    reader = Reader(table.what, table.source.shown, order=table.order, mark=table.mark, today=today)
    cut: list[Refused] = []
    for piece in _pieces(table, reader, outcome, cut):
        outcome.take(piece)
        yield piece
    notes += [one for one in cut if one.row is None]
    if not outcome.rows and not notes:
        notes.append(Refused(None, "The table has a header and no rows."))


def _pieces(table: Table, reader: Reader, outcome: Outcome, cut: list[Refused]) -> Iterator[Piece]:
    told = 0
    try:
        for batch in ahead(table.source.batches(table.what.names, table.what.skip, cut)):
            now = len(cut)
            rows = [one for one in cut[told:now] if one.row is not None]
            outcome.fresh = max(outcome.fresh, _freshest(table, batch))
            yield _with(reader.read(batch), rows)
            cut[told:now] = notes = [one for one in cut[told:now] if one.row is None]
            told += len(notes)
    except UnreadableError as error:
        cut.append(Refused(None, f"{error.reason} {error.hint}".strip()))
    if rest := refused_table(cut[told:]):
        yield Piece(reader.no_claims(), rest)


def _with(piece: Piece, cut: Sequence[Refused]) -> Piece:
    rows = refused_table(cut)
    return replace(piece, refused=pa.concat_tables([piece.refused, rows])) if rows else piece


def refused_table(cut: Iterable[Refused]) -> pa.Table:
    """The rows among them that could not be cut into cells, as a table of refused rows."""
    rows = [one for one in cut if one.row is not None]
    return pa.table({name: [getattr(one, name) for one in rows] for name in REFUSED.names}, REFUSED)
