"""Event tables of many files: each read once and kept, put together, and accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from data_prep import cache
from data_prep.errors import UsageError
from data_prep.frame import TEXT
from data_prep.tables.assemble import Assembly
from data_prep.tables.page_source import incident_id, page_in
from data_prep.tables.remembered import all_remembered
from data_prep.tables.store import is_sound, store_file, stored_in

if TYPE_CHECKING:
    from data_prep.files.listing import Listed
    from data_prep.tables.recognise import HowTables
    from data_prep.tables.run import Outcome
    from data_prep.tables.store import Stored

Rows: TypeAlias = Callable[[str, int, float], None]

REPORT_COLUMNS = ("file", "format", "edition", "outcome", "reason", "rows")


@dataclass
class Imported:
    """Event tables that were read: their claims, and the problems of whole files."""

    tables: Assembly
    notes: list[dict[str, Any]] = field(default_factory=list)

    def problems(self) -> pd.DataFrame:
        """``file, row, column, value, reason``; after the claims were drawn."""
        rows = self.tables.problems()
        frame = pd.DataFrame({name: rows[name].to_pandas() for name in rows.column_names})
        return frame.astype({name: "Int64" if name == "row" else TEXT for name in frame})

    def report(self) -> pd.DataFrame:
        """The import report; after the claims were drawn."""
        return import_report(table.outcome for table in self.tables.tables)


def import_tables(
    files: Iterable[Listed], how: HowTables, folders: ExitStack, *, keep: bool, rows: Rows | None
) -> Imported:
    """Reads event tables. What they were read into stays until ``folders`` is closed. Of files that hold the same the
    first alone is read. Raises UsageError for a ``how`` that cannot be."""
    tables: list[Stored] = []
    notes: list[dict[str, Any]] = []
    for file, digest, same in once(files):
        if same:
            notes.append({"file": file.shown, "reason": f"The same table as {same}; it was read once."})
            continue
        key = cache.key_of(digest, file.shown, how, all_remembered() if how.remembered else "")
        fill = _filling(file, how, rows or (lambda _name, _rows, _share: None))
        try:
            found, told = stored_in(folders.enter_context(cache.kept(key, fill, keep=keep, sound=is_sound)))
            if any(table.is_stale for table in found):
                found, told = stored_in(folders.enter_context(cache.kept(key, fill, keep=False)))
        except UsageError:
            raise
        except Exception as error:  # a fault of this program in one file must not cost the others
            found, told = [], [{"file": file.shown, "reason": f"{_OUR_FAULT} ({type(error).__name__}: {error})"}]
        tables += found
        notes += told
    return Imported(Assembly(tables), notes)


_OUR_FAULT = "This program failed on the table. Please tell its makers, with the file."


def _filling(file: Listed, how: HowTables, moves: Rows) -> Callable[[Path], None]:
    return lambda folder: store_file(file.path, file.shown, how, folder, moves)


def about_incidents(claims: pd.DataFrame, pages: Iterable[Listed]) -> pd.DataFrame:
    """The claims of incident pages' narratives: what such a page tells of first is the incident itself."""
    known = [(file.path.name, page) for file in pages if (page := page_in(file.path)) is not None]
    if not known or claims.empty:
        return claims
    new = {first: incident_id(page) for name, page in known if (first := _first_event(claims, name, page.narrative))}
    return claims.assign(event_id=claims["event_id"].map(lambda event: new.get(event) or event).astype(TEXT))


def _first_event(claims: pd.DataFrame, document: str, narrative: str) -> str | None:
    """The first event that a narrative tells of; another page of the same name has other sentences."""
    own = claims[(claims["document"] == document).to_numpy(dtype=bool, na_value=False)]
    told = zip(own["sentence"], own["event_id"], strict=True)
    return next((str(event) for sentence, event in told if str(sentence) in narrative), None)


def once(files: Iterable[Listed]) -> Iterator[tuple[Listed, str, str]]:
    """Each file with a digest of its bytes, and the name of the first that holds the same, or ""."""
    first: dict[str, str] = {}
    for file in files:
        try:
            digest = cache.digest_of(file.path)
        except OSError:
            digest = f"unreadable: {file.path}"  # why is told by who opens it
        same = first.setdefault(digest, file.shown)
        yield file, digest, "" if same is file.shown else same


def import_report(outcomes: Iterable[Outcome] = ()) -> pd.DataFrame:
    """``file, format, edition, outcome, reason, rows``, as ``Prepared`` says; ``rows`` is Int64."""
    lines = [line for outcome in outcomes for line in outcome.rows_of_report()]
    columns = {name: [line.get(name, "") for line in lines] for name in REPORT_COLUMNS}
    return pd.DataFrame({name: pd.Series(columns[name], dtype=_dtype(name)) for name in REPORT_COLUMNS})


def _dtype(name: str) -> Any:
    return "Int64" if name == "rows" else TEXT
