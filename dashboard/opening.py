"""Files and folders to the table that page and command line draw from: the same for both. No streamlit here."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4
from weakref import finalize

import data_prep
from dashboard.store.table import read, table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

    from dashboard.store.table import Table

IN_MEMORY = 30_000_000
"""Bytes of input up to which claims are held whole; of more only the columns that charts need are."""


@dataclass(frozen=True)
class Opened:
    """The claims of some files, what could not be read, and what became of the rows of each file."""

    table: Table
    problems: pd.DataFrame
    report: pd.DataFrame


def files(inputs: Sequence[Path]) -> list[Path]:
    """Every file in the inputs, sorted; one that has vanished is left out."""
    found = [path for given in inputs for path in (sorted(given.rglob("*")) if given.is_dir() else [given])]
    return [path for path in found if path.is_file()]


def opened(
    inputs: Sequence[Path], *, published: date | None = None, options: data_prep.Options | None = None
) -> Opened:
    """All claims of the inputs, read as ``data_prep.prepare`` reads them with these options. Raises what it raises."""
    found, how = files(inputs), options or data_prep.Options()
    if len(found) == 1 and found[0].suffix == ".parquet" and data_prep.is_claim_table(found[0]):
        with suppress(data_prep.UnreadableError):  # below it is read again, and listed with what is wrong
            nothing = data_prep.Prepared(data_prep.empty(), data_prep.problems_frame([]))
            return Opened(_from_disk(found[0]), nothing.problems, nothing.report)
    if sum(path.stat().st_size for path in found) <= IN_MEMORY:
        prepared = data_prep.prepare(inputs, published=published, **how)
        return Opened(table(prepared.claims), prepared.problems, prepared.report)
    out = _scratch() / f"{uuid4().hex}.parquet"
    written = data_prep.prepare_file(inputs, out, published=published, **how)
    if not out.exists():
        return Opened(table(data_prep.empty()), written.problems, written.report)
    held = _from_disk(out)
    finalize(held.source, out.unlink, missing_ok=True)  # when the last session that shows it is gone
    return Opened(held, written.problems, written.report)


def _from_disk(path: Path) -> Table:
    with data_prep.giving_back():
        return read(data_prep.ClaimFile(path))


@cache
def _scratch() -> Path:
    """A folder for this process alone, gone when it ends: claims too many to be held stay on the disk as long as
    somebody looks at them."""
    folder = Path(tempfile.mkdtemp(prefix="conflict-timeline-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
