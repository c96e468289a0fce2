"""What the command line says while it reads and when it has read."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from dashboard.texts import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

MOST_PROBLEMS = 20
"""Problems listed on the terminal; the file holds them all."""


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """A bar on the standard error stream, as long as something is read; gives what moves it."""
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, _name: bar.update(task, completed=done, total=total)


def say_problems(problems: pd.DataFrame, console: Console) -> None:
    """The problems as a table of file and reason, equal ones together; nothing where there are none."""
    if problems.empty:
        return
    counted = Counter(zip(problems["file"].fillna(""), problems["reason"].fillna(""), strict=True))
    listed = Table("File", "Problem", title=f"Problems: {len(problems)}", title_justify="left", title_style="bold")
    for (file, reason), times in list(counted.items())[:MOST_PROBLEMS]:
        listed.add_row(Text(file), Text(reason + (f" ({times} times)" if times > 1 else "")))
    console.print(listed)
    if len(counted) > MOST_PROBLEMS:
        console.print(f"... and {len(counted) - MOST_PROBLEMS} more.", markup=False)


def say_claims(claims: pd.DataFrame, console: Console) -> None:
    """How much was read: claims, events, documents, days."""
    documents = claims["document"].str.rsplit(":", n=1).str[0].nunique()
    parts = [
        count(len(claims), "claim"),
        f"of {count(claims['event_id'].nunique(), 'event')}",
        f"from {count(documents, 'document')}",
    ]
    dated = claims["date_start"].dropna()
    if len(dated):
        parts.append(f"({dated.min().date()} to {claims['date_end'].max().date()})")
    console.print(" ".join(parts), markup=False, highlight=False)
