"""What the command line says while it reads and when it has read."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from dashboard.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data_prep import DatasetInfo, Summary, TableLook

MOST_PROBLEMS = 20
"""Problems listed on the terminal; the file holds them all."""


@dataclass
class Moves:
    """What moves the bars: one for all reports, and one for each table, with its rows and the time that is left."""

    bar: Progress
    tasks: dict[str, TaskID] = field(default_factory=dict)

    def reports(self, done: int, total: int, _name: str) -> None:
        """So many reports are read."""
        if total:
            self.bar.update(self._task("Reports"), completed=done, total=total, told=f"{done:,} of {total:,}")

    def rows(self, name: str, rows: int, share: float) -> None:
        """So many rows of a table are read."""
        self.bar.update(self._task(name), completed=share, total=1, told=f"{rows:,} rows")

    def _task(self, name: str) -> TaskID:
        if name not in self.tasks:
            self.tasks[name] = self.bar.add_task(escape(name), total=None, told="")
        return self.tasks[name]


@contextmanager
def progress_bars() -> Iterator[Moves]:
    """Bars on the standard error stream, as long as something is read."""
    told = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    with Progress(*told, console=Console(stderr=True), transient=True) as bar:
        yield Moves(bar)


def say_problems(problems: pd.DataFrame, console: Console) -> None:
    """The problems as a table of file and reason, equal ones together; nothing where there are none."""
    if problems.empty:
        return
    found = problems[["file", "reason"]].fillna("").value_counts(sort=False)
    first = problems.fillna({"file": "", "reason": ""}).drop_duplicates(["file", "reason"])
    listed = Table("File", "Problem", title=f"Problems: {len(problems):,}", title_justify="left", title_style="bold")
    for row in first.head(MOST_PROBLEMS).to_dict("records"):
        times = int(found[(row["file"], row["reason"])])
        more = f" ({times:,} times, first in {_where(row)})" if times > 1 else f" ({_where(row)})"
        listed.add_row(Text(row["file"]), Text(row["reason"] + (more if _where(row) else "")))
    console.print(listed)
    if len(first) > MOST_PROBLEMS:
        console.print(f"... and {len(first) - MOST_PROBLEMS:,} more.", markup=False)


def _where(problem: Mapping[Any, Any]) -> str:
    """``row 5, event_date "31/02/2022"``: what is known of where a problem lies."""
    row = "" if pd.isna(problem["row"]) else f"row {problem['row']:,}"
    cell = " ".join(str(problem[name]) for name in ("column", "value") if row and not pd.isna(problem[name]))
    return ", ".join(part for part in (row, shortened(cell)) if part)


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a long text."""
    return text if len(text) <= most else f"{text[:most]}..."


def say_import(report: pd.DataFrame, console: Console) -> None:
    """What became of the rows of each event table; nothing where there was none."""
    if report.empty:
        return
    listed = Table(
        "Table", "Format", "Read", "Accepted", "Flagged", "Refused", title="Event tables", title_justify="left"
    )
    tables = (report["outcome"] == "read").astype(int).cumsum()
    for _, lines in report.groupby(tables, sort=False):
        file, format, edition = lines.iloc[0][["file", "format", "edition"]]
        rows = lines.set_index("outcome")["rows"]
        numbers = [f"{rows[outcome]:,}" for outcome in ("read", "accepted", "flagged", "refused")]
        listed.add_row(Text(str(file)), Text(f"{format} {edition}".strip()), *numbers)
    console.print(listed)


def say_claims(summary: Summary, console: Console) -> None:
    """How much was written: claims, events, documents, days."""
    parts = [
        count(summary.claims, "claim"),
        f"of {count(summary.events, 'event')}",
        f"from {count(summary.documents, 'document')}",
    ]
    if summary.first is not None and summary.last is not None:
        parts.append(f"({summary.first:%Y-%m-%d} to {summary.last:%Y-%m-%d})")
    console.print(" ".join(parts), markup=False, highlight=False)


def say_terms(datasets: Mapping[str, DatasetInfo], console: Console) -> None:
    """On what terms the data sets that were read may be shown."""
    for one in datasets.values():
        told = ". ".join(part for part in (one.attribution, one.licence and f"Licence: {one.licence}") if part)
        console.print(f"{one.title}: {told}.", markup=False, highlight=False)


def say_columns(look: TableLook, console: Console) -> None:
    """What the columns of a table are taken for."""
    listed = Table("Column", "Taken for", "How sure", "Why", "Values", title_justify="left")
    for one in look.columns:
        sure = f"{one.confidence:.0%}" if one.target else ""
        taken = one.target or "nothing; kept beside the claims"
        listed.add_row(*map(Text, (one.column, taken, sure, one.why, " | ".join(one.samples))))
    console.print(listed)
    if look.day_order_matters:
        console.print("Dates such as 04/05/2024: add --day-first or --month-first.", markup=False)
