"""What a maker of a table gives, and the writing of one."""

from __future__ import annotations

import csv
import io
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FOLDER = Path(__file__).parent


class Made(NamedTuple):
    """A file's name, its text, and the rows of data in it: each must end in the claims or in the problems."""

    name: str
    text: str
    rows: int

    def write(self, folder: Path) -> Path:
        """The file, in this folder, in UTF-8."""
        path = folder / self.name
        path.write_text(self.text, encoding="utf-8", newline="")
        return path


def events(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file beside this module."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def repeated(rows: Sequence[dict[str, str]], number: int | None) -> Iterator[tuple[int, dict[str, str]]]:
    """So many rows, over and over, each with the number of the round, from 0; None: each once."""
    number = len(rows) if number is None else number
    return ((at // len(rows), dict(row)) for at, row in enumerate(islice(cycle(rows), number)))


def written(
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    header: Sequence[str] | None = None,
    separator: str = ",",
    quoted: bool = False,
) -> str:
    """These columns of the rows as CSV; ``header`` replaces the columns' names, an empty one leaves the line out."""
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    names = columns if header is None else header
    writer.writerows([names] if names else [])
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return out.getvalue()
