"""The only caller of data_prep: what the page shows, read once, and what a visitor adds for that session.

Frames handed out from here are shared between sessions and must not be changed. They never go into a cached function
as an argument that is hashed: from 50,000 rows on Streamlit hashes only a sample of a frame. A token stands for them.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast
from uuid import uuid4

import pandas as pd
import streamlit as st

import data_prep
from dashboard.memory import spare
from dashboard.opening import files as files_of
from dashboard.opening import opened
from dashboard.store.source import FrameSource
from dashboard.store.table import joined_tables, table
from dashboard.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from dashboard.store.table import Table

INPUT = "CONFLICT_TIMELINE_INPUT"
"""Environment variable: the files and folders to show, separated as in PATH. Without it, ``seeds`` is shown."""

TABLES = frozenset(
    {".csv", ".tsv", ".tab", ".xlsx", ".xls", ".ods", ".json", ".jsonl", ".ndjson", ".geojson", ".parquet"}
    | {".zip", ".gz", ".zst"}
)
"""Endings of files that hold tables, whose columns may have to be asked about."""

ANY = "table"
"""The format of a table that no other format knows."""
MOST_SHEETS = 12
"""Sheets of a workbook that are looked into to find the one that is meant."""

SEEDS = Path(__file__).resolve().parents[1] / "seeds"

T = TypeVar("T")
_NONE = pd.DataFrame()
Version: TypeAlias = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Loaded:
    """The claims to show, what could not be read, and a token that is another one whenever the claims are others."""

    table: Table
    problems: pd.DataFrame
    token: str
    report: pd.DataFrame = field(default_factory=lambda: data_prep.Prepared(_NONE, _NONE).report)
    """What became of the rows of each file: ``file, format, edition, outcome, reason, rows``."""


@dataclass(frozen=True)
class Added:
    """A report or table that a visitor added: document name -> text for what is a report."""

    name: str
    claims: pd.DataFrame
    problems: pd.DataFrame
    texts: Mapping[str, str] = field(default_factory=dict)
    report: pd.DataFrame = field(default_factory=lambda: data_prep.Prepared(_NONE, _NONE).report)
    token: str = field(default_factory=lambda: uuid4().hex)


# What is there for everyone


def inputs() -> tuple[Path, ...]:
    """The files and folders that the page was started on."""
    named = [Path(text) for text in os.environ.get(INPUT, "").split(os.pathsep) if text]
    return tuple(named) or (SEEDS,)


def files() -> list[Path]:
    """Every file in the inputs, sorted; one that has vanished is left out."""
    return files_of(inputs())


def version() -> Version:
    """Name, size and time of change of every file: the data is read again when this changes."""
    return tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files())


@st.cache_resource(show_spinner=say("overview.reading"), max_entries=2)
def _prepared(paths: tuple[str, ...], version: Version) -> Loaded:  # noqa: ARG001 (a part of the cache's key)
    spare()
    found = opened([Path(path) for path in paths], options={"remembered": True})
    return Loaded(found.table, found.problems, uuid4().hex, found.report)


def everything() -> Loaded:
    """All claims that this visitor sees: those for everyone, and those added in this session."""
    shared = _prepared(tuple(map(str, inputs())), version())
    return _joined("+".join([shared.token, *(one.token for one in added())]), shared, added())


@st.cache_resource(show_spinner=False, max_entries=6)
def _joined(token: str, _shared: Loaded, _added: tuple[Added, ...]) -> Loaded:
    if not _added:
        return _shared
    problems = pd.concat([_shared.problems, *(one.problems for one in _added)], ignore_index=True)
    report = pd.concat([_shared.report, *(one.report for one in _added)], ignore_index=True)
    return Loaded(_with(_shared.table, [one.claims for one in _added]), problems, token, report)


def _with(held: Table, added: Sequence[pd.DataFrame]) -> Table:
    """Claims in memory are linked with those that are added; those on the disk stay as they are beside them."""
    if isinstance(held.source, FrameSource):
        return table(data_prep.combine([held.source.claims, *added]))
    further = table(data_prep.combine(list(added)))
    return joined_tables([held, further]) if len(further.told) else held


# What a visitor adds


def added() -> tuple[Added, ...]:
    """What was added in this session, oldest first."""
    return tuple(st.session_state.get("added", ()))


def add(one: Added) -> None:
    """Join a report to the data of this session."""
    st.session_state["added"] = (*added(), one)


def remove(token: str) -> None:
    """Take back what was added under this token."""
    st.session_state["added"] = tuple(one for one in added() if one.token != token)


def read_pasted(text: str, *, name: str, published: date | None, publisher: str, title: str) -> Added:
    """A pasted report, read; what is not in its claims, or makes it unreadable, is in its ``problems``."""
    try:
        read = data_prep.read_report(
            text, published=published, publisher=publisher or None, title=title or None, document=name
        )
    except data_prep.ConflictTimelineError as error:
        return Added(name, data_prep.empty(), _problem(name, error))
    return Added(name, read.claims, read.problems, {name: text})


def _problem(name: str, error: Exception) -> pd.DataFrame:
    return data_prep.problems_frame([{"file": name, "reason": str(error)}])


def is_own() -> bool:
    """Whether only this machine can open the page. What is chosen for a table's columns is remembered only then: on a
    shared page one visitor's choice would silently be another's."""
    return st.get_option("server.address") in ("localhost", "127.0.0.1", "::1")


def read_dropped(
    name: str,
    content: bytes,
    chosen: Mapping[str, Any] | None = None,
    moves: Callable[[str, int, float], None] | None = None,
) -> Added:
    """A dropped file, read; it is on the disk of the server only while it is being read, and is kept nowhere.

    ``chosen``: what a visitor said of a table (``mapping``, ``day_first``, ``sheet``), as ``prepare`` takes it;
    ``moves`` is called with a table's name, the rows read, and the share of it that is read.
    """
    with _on_disk(name, content) as path:
        try:
            options = {"remembered": is_own(), "keep": False, **(chosen or {}), **({"rows": moves} if moves else {})}
            prepared = data_prep.prepare([path], **options)
        except data_prep.ConflictTimelineError as error:
            return Added(path.name, data_prep.empty(), _problem(path.name, error))
        text = _text(path)
    texts = {} if text is None else {path.name: text}
    return Added(path.name, prepared.claims, prepared.problems, texts, prepared.report)


def look(
    name: str, content: bytes, *, sheet: str | None = None, mapping: Mapping[str, str] | None = None
) -> data_prep.TableLook | Added | None:
    """What a table is taken for, before it is read; None for what is no table to ask about (a report, claims
    that this program wrote), what is wrong with it as ``Added``."""
    if PurePath(name.lower()).suffix not in TABLES:
        return None
    with _on_disk(name, content) as path:
        try:
            return data_prep.look_at(path, sheet=sheet, mapping=mapping, remembered=is_own())
        except data_prep.OwnClaimsError:
            return None
        except data_prep.ConflictTimelineError as error:
            return Added(path.name, data_prep.empty(), _problem(path.name, error))


def fullest(name: str, content: bytes, found: data_prep.TableLook) -> tuple[data_prep.TableLook, str | None]:
    """Of a workbook's sheets, or an archive's files, the one of which most is understood, and its name: a first sheet
    may be but a note. ``found`` itself, and None, where there is but one."""
    if len(found.sheets) < 2:
        return found, None
    looks = [(look(name, content, sheet=sheet), sheet) for sheet in found.sheets[:MOST_SHEETS]]
    tables = [(one, sheet) for one, sheet in looks if isinstance(one, data_prep.TableLook)]
    return max(tables, key=lambda one: _understood(one[0]), default=(found, None))


def _understood(one: data_prep.TableLook) -> tuple[bool, int]:
    return one.format != ANY, sum(column.target is not None for column in one.columns)


@contextmanager
def _on_disk(name: str, content: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "file")
        path.write_bytes(content)
        yield path


def _text(path: Path) -> str | None:
    """The text of a report; None for a table or for what cannot be read."""
    try:
        return data_prep.source_text(path)
    except data_prep.ConflictTimelineError:
        return None


# The words behind the claims


@st.cache_data(show_spinner=False, max_entries=64)
def _shared_text(path: str, changed: int) -> str | None:  # noqa: ARG001 (a part of the cache's key)
    return _text(Path(path))


def texts(document: str) -> Iterator[str]:
    """The texts of every report of this name; two folders may each hold a ``report.txt``."""
    yield from (one.texts[document] for one in added() if document in one.texts)
    for path in files():
        text = _shared_text(str(path), path.stat().st_mtime_ns) if path.name == document else None
        if text is not None:
            yield text


def explanation(text: str, claim: Mapping[Any, Any]) -> data_prep.Explanation:
    """How the report with this text, to which the claim belongs, was read."""
    document = str(claim["document"])
    for path in files():
        if path.name == document and _shared_text(str(path), path.stat().st_mtime_ns) == text:
            return _explained_file(str(path), path.stat().st_mtime_ns)
    publisher, title = str(claim["publisher"]), str(claim["title"])
    return _explained_text(text, document, claim["published"].date(), publisher, title)


@st.cache_resource(show_spinner=False, max_entries=64)
def _explained_file(path: str, changed: int) -> data_prep.Explanation:  # noqa: ARG001 (a part of the cache's key)
    return data_prep.explain(path)


@st.cache_resource(show_spinner=False, max_entries=64)
def _explained_text(text: str, document: str, published: date, publisher: str, title: str) -> data_prep.Explanation:
    """A report that a visitor added; its day of publication is given only where the report itself says another one."""
    given = {"document": document, "publisher": publisher, "title": title}
    itself = data_prep.explain_text(text, **given)
    if (itself.claims["published"] == pd.Timestamp(published)).all():
        return itself
    return data_prep.explain_text(text, published=published, **given)


def dates(text: str, published: date) -> list[tuple[date, date]]:
    """First and last day of each date that the words give when read against a day of publication."""
    return [(found.date_start, found.date_end) for found in data_prep.find_dates(text, published)]


@st.cache_data(show_spinner=False, max_entries=8)
def spellings(actors: frozenset[str]) -> dict[str, frozenset[str]]:
    """Every spelling that the vocabulary knows of each actor."""
    return {actor: frozenset(data_prep.aliases(actor)) for actor in actors}


def exports() -> Mapping[str, data_prep.Export]:
    """Every kind of file that claims leave as, by its ending."""
    return data_prep.EXPORTS


def problems_csv(problems: pd.DataFrame) -> bytes:
    """The list of problems as a CSV file."""
    return data_prep.problems_csv(problems)


def cached(make: Callable[[Table], T], loaded: Loaded) -> T:
    """``make(table)``, worked out once for all sessions that see the same claims."""
    return kept(f"{make.__module__}.{make.__qualname__} {loaded.token}", partial(make, loaded.table))


def kept(key: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, worked out once for all sessions; the key says all that it depends on. What is handed out
    is shared: nobody may change it."""
    return cast("T", _kept(key, make))


@st.cache_resource(show_spinner=False, max_entries=256)
def _kept(key: str, _make: Callable[[], object]) -> object:  # noqa: ARG001 (as above)
    return _make()
