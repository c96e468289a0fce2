"""A saved incident page as a table of one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from data_prep.files.decode import decode
from data_prep.files.incident_page import IncidentPage, incident_row, read_incident_page
from data_prep.tables.format_load import formats
from data_prep.tables.source import Batch, Refused

PAGES = frozenset({".html", ".htm", ".xhtml"})
LARGEST = 20_000_000
"""Bytes of a page; one has a few hundred thousand."""


@dataclass(frozen=True)
class PageSource:
    """The coded figures of one page; its header is row 1."""

    shown: str
    name: str
    size: int
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    done: float = 1.0

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The names of the columns, and the row."""
        return [self.columns, self.cells]

    def batches(self, names: Sequence[str], skip: int, refuse: list[Refused]) -> Iterator[Batch]:  # noqa: ARG002 (one row, always whole)
        """The row."""
        if skip < len(self.head):
            columns = [pa.array([cell or None], pa.large_string()) for cell in self.cells]
            table = pa.table(columns, names=list(names))
            yield Batch(table, np.array([2], dtype=np.int64))


def page_in(path: Path) -> IncidentPage | None:
    """The incident page that a file holds; None for any other file."""
    if path.stat().st_size > LARGEST:
        return None
    text = decode(path.read_bytes())
    return read_incident_page(text) if text is not None and "<" in text[:_FIRST] else None


_FIRST = 4096


def incident_id(page: IncidentPage) -> str:
    """The id of the event that the page's row tells of; "" where the page gives none."""
    row = incident_row(page)
    known = [format for format in formats().values() if format.recognise.page]
    return next((f"{one.dataset}:{row[column]}" for one in known for column in one.id if row.get(column)), "")


def source_of(page: IncidentPage, path: Path, shown: str) -> PageSource:
    """The table of one row that a page is."""
    row = incident_row(page)
    return PageSource(shown, path.name, path.stat().st_size, tuple(row), tuple(row.values()))
