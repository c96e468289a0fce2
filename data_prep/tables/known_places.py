"""Whether a cell names a place that the gazetteer knows."""

from __future__ import annotations


def is_place(cell: str) -> bool:
    """Whether the whole cell is the name of a known place."""
    # Imported here: the gazetteer takes a second to open, and most tables name their place column.
    from data_prep.reports.gazetteer import gazetteer, key_of

    return bool(gazetteer().find(key_of(cell)))
