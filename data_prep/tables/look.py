"""A table before it is read: its format, and for one of no known format what its columns are taken for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data_prep.errors import OwnClaimsError, UnreadableError
from data_prep.tables.guess import Guessed, guess, targets
from data_prep.tables.header import find_header
from data_prep.tables.opening import open_tables, sheets
from data_prep.tables.recognise import ANY, HowTables, as_chosen, columns_for, known_format
from data_prep.tables.remembered import forget
from data_prep.tables.run import order_of
from data_prep.tables_io import is_claim_table

if TYPE_CHECKING:
    from os import PathLike


@dataclass(frozen=True)
class TableLook:
    """What a table is. ``format``: a format's name, ``table`` for any other table; ``dataset``: whose it is.

    ``columns``: for a table of no known format, what each column of it is taken for, with confidence (0 to 1), the
    reason and sample values. ``targets``: what a column can be taken for -> its meaning. ``sheets``: names that can be
    asked for, of a workbook or archive. ``day_order``: ``day-first`` or ``month-first`` as the column of dates tells;
    None where it does not tell, and then ``day_order_matters`` says whether it must be known.
    """

    format: str
    dataset: str
    columns: tuple[Guessed, ...]
    targets: Mapping[str, str]
    sheets: tuple[str, ...]
    day_order: str | None
    day_order_matters: bool


def forget_columns(path: str | PathLike[str], *, sheet: str | None = None) -> None:
    """Forget what was chosen for tables with the header of this one. Raises UnreadableError where there is none."""
    file = Path(path)
    forget(find_header(open_tables(file, file.name, sheet=sheet)[0].head).names)


def look_at(
    path: str | PathLike[str],
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    remembered: bool = True,
) -> TableLook:
    """The first table of a file, or that of a ``sheet``, by its first rows; all are read only where these leave open
    which of day and month comes first. ``mapping`` (target -> column) are choices to look with; with ``remembered``
    what was chosen for the same header before holds.

    Raises UnreadableError where there is no table, OwnClaimsError for a table of claims that this program wrote,
    UsageError for a mapping that cannot be.
    """
    file = Path(path)
    if is_claim_table(file):
        raise OwnClaimsError(file.name, "This is a table of claims that this program wrote; it is read as it is.")
    source = open_tables(file, file.name, sheet=sheet)[0]
    names = tuple(sheets(file))
    known = known_format(source, HowTables())
    meanings = {name: row["meaning"] for name, row in targets().items()}
    if known is not None and known.format.name != ANY:
        return TableLook(known.format.name, known.format.dataset, (), meanings, names, None, day_order_matters=False)
    header = find_header(source.head)
    chosen = columns_for(header, source.head[header.skip :], HowTables(ANY, mapping, remembered=remembered))
    guessed = as_chosen(guess(header, source.head[header.skip :]), chosen)
    try:
        told, matters = order_of(source, HowTables(ANY, chosen))
    except UnreadableError:  # no column of dates is chosen yet
        told, matters = None, False
    return TableLook(ANY, ANY, guessed.columns, meanings, names, told, day_order_matters=matters and told is None)
