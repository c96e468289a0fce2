"""The code book, written from the code between two markers of a file: ``python -m data_prep.codebook README.md``."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from data_prep.errors import UsageError
from data_prep.frame import CLAIMS, NAMES, SUB_EVENT_TYPES, Column
from data_prep.vocab import table

BEGIN, END = "<!-- {name}: begin -->", "<!-- {name}: end -->"


def code_book() -> str:
    """Columns, allowed values and flags of the claim frame as three Markdown tables."""
    return "\n\n".join(
        [
            _table(["column", "dtype", "meaning"], [_column(name, column) for name, column in CLAIMS.items()]),
            "Each sub-event type belongs to one event type:",
            _table(["event type", "sub-event types"], [(event, ", ".join(subs)) for event, subs in _SUB_EVENTS]),
            "What each flag means:",
            _table(["flag", "meaning"], [(f"`{row['flag']}`", row["meaning"]) for row in table("flags")]),
        ]
    )


_SUB_EVENTS = tuple(SUB_EVENT_TYPES.items())
_LISTED_ELSEWHERE = frozenset({"event_type", "sub_event_type"})


def replaced(text: str, name: str, block: str) -> str:
    """The text with what stands between the markers ``<!-- name: begin -->`` and ``<!-- name: end -->`` exchanged.

    Raises UsageError when the text does not hold each of the two markers once, in this order.
    """
    begin, end = BEGIN.format(name=name), END.format(name=name)
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
        raise UsageError(f"The text needs the lines {begin} and {end}, once each and in this order.")
    before, rest = text.split(begin)
    return f"{before}{begin}\n{block.strip()}\n{end}{rest.split(end)[1]}"


def rewrite(path: Path, name: str, block: str) -> None:
    """Exchange one marked block of a file; a file that is current already is left untouched."""
    old = path.read_text(encoding="utf-8")
    new = replaced(old, name, block)
    if new != old:
        path.write_text(new, encoding="utf-8")


def _column(name: str, column: Column) -> tuple[str, str, str]:
    values = ", ".join(f"`{value}`" for value in column.values)
    listed = values and name not in _LISTED_ELSEWHERE and not all(value in column.meaning for value in column.values)
    return f"`{name}`", type_name(column), column.meaning + (f". Values: {values}" if listed else "")


def type_name(column: Column) -> str:
    """What a column holds, in a word or two."""
    if column.dtype is NAMES:
        return "list of string"
    if isinstance(column.dtype, pd.CategoricalDtype):
        return "category, ordered" if column.dtype.ordered else "category"
    return str(column.dtype)


def _table(header: list[str], rows: list[tuple[str, ...]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    for file in sys.argv[1:]:
        rewrite(Path(file), "code book", code_book())
