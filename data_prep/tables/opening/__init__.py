"""Files of every kind to sources of batches: what is opened is told by its content before its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_prep.errors import UnreadableError
from data_prep.tables.opening.archive import members, part_names
from data_prep.tables.opening.columnar import open_columnar
from data_prep.tables.opening.content import Content, as_it_is, gunzip, open_file, unzstd
from data_prep.tables.opening.delimited import open_delimited
from data_prep.tables.opening.jsons import open_json
from data_prep.tables.opening.kinds import FIRST, is_workbook, kind_of, without_packing
from data_prep.tables.opening.workbook import open_workbook, sheet_names
from data_prep.tables.source import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from data_prep.tables.source import Source

__all__ = ["open_tables", "sheets"]

_PACKINGS = {"gz": gunzip, "zst": unzstd}


def open_tables(
    path: Path, shown: str, *, sheet: str | None = None, refuse: list[Refused] | None = None
) -> list[Source]:
    """Every table in the file: one, or those of the members of an archive or the sheets of a workbook.

    ``sheet``: only the sheet, or the member, of this name. What in the file is no table is added to ``refuse``.
    Raises UnreadableError where the file cannot be opened or no table is in it.
    """
    told = [] if refuse is None else refuse
    found: list[Source] = []
    for content in _contents(path, shown, told):
        if content.plain or sheet in (None, content.shown.removeprefix(f"{shown}/")):
            found += _tables(content, sheet if content.plain else None, told)
    if not found:
        why = " ".join(dict.fromkeys(refused.reason for refused in told if refused.row is None))
        raise UnreadableError(shown, "No table is in this file.", why)
    return found


def sheets(path: Path) -> list[str]:
    """The names of the sheets of a workbook, or of the members of an archive; none for a single table.

    Raises UnreadableError where the file cannot be opened.
    """
    names: list[str] = []
    for content in _contents(path, path.name, []):
        if not content.plain:
            names.append(content.shown.removeprefix(f"{path.name}/"))
        elif _kind(content) == "workbook":
            names += sheet_names(content)
    return names if len(names) > 1 or not names or names[0] != path.name else []


def _contents(path: Path, shown: str, refuse: list[Refused]) -> list[Content]:
    """What the file holds once unpacked: the file itself, or the members of an archive."""
    with open_file(path, shown) as file:
        kind = kind_of(file.read(FIRST), shown)
        packs = kind == "zip" and not is_workbook(part_names(file))
    size = path.stat().st_size
    if packs:
        return members(path, shown, refuse)
    if kind in _PACKINGS:
        return [Content(path, shown, without_packing(path.name), size, _PACKINGS[kind])]
    return [Content(path, shown, path.name, size, as_it_is)]


def _kind(content: Content) -> str:
    """As ``kind_of``, with workbooks told from other archives; raises UnreadableError for an archive in an archive."""
    kind = kind_of(content.first(FIRST), content.shown)
    if kind == "zip":
        with content.seekable() as file:
            kind = "workbook" if is_workbook(part_names(file)) else kind
    if kind in {"zip", *_PACKINGS}:
        raise UnreadableError(content.shown, "This is an archive inside an archive.", "Unpack it and give the files.")
    return kind


def _tables(content: Content, sheet: str | None, refuse: list[Refused]) -> list[Source]:
    """The tables of one content; a member of an archive that is none is told in ``refuse``."""
    try:
        return _opened(content, sheet, refuse)
    except UnreadableError as error:
        if content.plain:
            raise
        refuse.append(Refused(None, f"{content.name}: {error.reason} {error.hint}".strip()))
        return []


def _opened(content: Content, sheet: str | None, refuse: list[Refused]) -> list[Source]:
    kind = _kind(content)
    if kind == "workbook":
        return [*open_workbook(content, sheet, refuse)]
    if kind == "json":
        return [open_json(content)]
    return [open_columnar(content, kind) if kind in {"parquet", "arrow"} else open_delimited(content)]
