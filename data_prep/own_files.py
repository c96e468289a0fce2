"""The tables of claims that this program wrote as workbooks, GeoJSON and data packages: known again, and read."""

from __future__ import annotations

import re
import zipfile
import zlib
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from data_prep import as_geojson, as_package
from data_prep.as_xlsx import CLAIMS_SHEET, LONG_SHEET, from_sheets
from data_prep.errors import UnreadableError
from data_prep.frame import CLAIMS
from data_prep.tables.opening.workbook import first_rows, typed_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    import pandas as pd

ZIP = b"PK"
"""What an archive, and so a workbook, begins with."""
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_PARTS = re.compile(r"xl/sharedStrings\.xml|xl/worksheets/sheet\d+\.xml|content\.xml")
"""Where a workbook (XLSX, ODS) keeps its texts."""
_TEXTS = re.compile(rb">([^<>]{1,60})<")
_FIRST = 1 << 18
"""Bytes of a part of a workbook in which the names of columns are looked for."""

_SLIDES = frozenset({"start_date.year", "text.headline", "text.text"})

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a damaged or protected archive raises."""


def is_own(names: Iterable[str]) -> bool:
    """Whether columns are those of a claim table that this program wrote."""
    return sum(name in CLAIMS for name in names) >= len(CLAIMS) / 2


def is_slides(names: Iterable[str]) -> bool:
    """Whether columns are those of a timeline for TimelineJS, which shows events and does not hold them."""
    return _SLIDES.issubset(names)


def is_archive(first: bytes) -> bool:
    """Whether a file that begins so is an archive: a workbook or a data package."""
    return first.startswith(ZIP)


def is_json(first: bytes) -> bool:
    """Whether a file that begins so may be GeoJSON."""
    return _JSON.match(first) is not None


def names_in_archive(path: Path) -> set[str]:
    """The columns of a data package, or texts that stand at the beginning of a workbook; none of any other archive, and
    of one that cannot be read."""
    with suppress(*DAMAGED, OSError), zipfile.ZipFile(path) as archive:
        return set(as_package.names_in(archive)) or _texts_in(archive)
    return set()


def _texts_in(archive: zipfile.ZipFile) -> set[str]:
    """Texts are looked at without opening the workbook, which takes long where it is large."""
    found: set[str] = set()
    for name in archive.namelist():
        if _PARTS.fullmatch(name):
            with archive.open(name) as part:
                found |= {text.decode(errors="replace") for text in _TEXTS.findall(part.read(_FIRST))}
    return found


def read_archive(path: Path) -> pd.DataFrame:
    """The claims in a data package or workbook. Raises UnreadableError where it cannot be opened or holds no claims,
    one of DAMAGED for a damaged archive, ValueError or TypeError for what this program would not have written."""
    with zipfile.ZipFile(path) as archive:
        packed = as_package.table_in(archive) is not None
    if packed:
        return as_package.from_package(path)
    return from_sheets(_claim_rows(path), partial(typed_rows, path, LONG_SHEET))


def _claim_rows(path: Path) -> Iterator[list[Any]]:
    """The rows of the sheet of claims, whatever it is called now."""
    rows = typed_rows(path, CLAIMS_SHEET)
    with suppress(UnreadableError):
        header = next(rows, [])
        if is_own(map(str, header)):
            return chain([header], rows)
    sheet = next((name for name, names in first_rows(path).items() if is_own(names)), None)
    if sheet is None:
        raise UnreadableError(path.name, "No sheet of this workbook is a table of claims.", "Export the claims again.")
    return typed_rows(path, sheet)


def names_in_json(first: bytes) -> set[str]:
    """The columns of GeoJSON that begins so, among others; none of other JSON."""
    return as_geojson.names_in(first)


read_json = as_geojson.from_geojson
