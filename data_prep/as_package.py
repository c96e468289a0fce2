"""Claim frames as Frictionless data packages: one zip of a CSV file, what its columns mean, and whose the data is."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pandas as pd

from data_prep.as_csv import claims_csv, from_csv, header_of
from data_prep.codebook import code_book
from data_prep.export_texts import texts
from data_prep.frame import CLAIMS, LISTS, Column
from data_prep.frame_conform import conform
from data_prep.plain_cells import DAYS
from data_prep.tables.datasets import DATASETS, terms
from data_prep.tables.opening.content import LARGEST_RATIO, LARGEST_UNPACKED, bomb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from data_prep.tables.datasets import DatasetInfo

DESCRIPTOR, CSV = "datapackage.json", "claims.csv"
_BOOK, _TERMS = "CODEBOOK.md", "LICENCES.txt"
_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
_MADE = (1980, 1, 1, 0, 0, 0)
"""Archives tell when each file was made; the same claims give the same bytes."""
_READABLE = 0o644 << 16
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")
_FIRST = 1 << 18


def claims_package(frame: pd.DataFrame, *, title: str = "") -> bytes:
    """The frame as a zipped Data Package (version 2.0 of the standard): ``datapackage.json``, ``claims.csv`` as
    ``claims_csv`` gives it, ``CODEBOOK.md`` and ``LICENCES.txt``. The same frame and title give the same bytes."""
    claims = conform(frame)
    content = claims_csv(claims)
    found = [DATASETS[name] for name in claims["dataset"].dropna().unique()]
    descriptor = _descriptor(title or texts("package")["title"], [str(name) for name in claims], content, found)
    files = {
        DESCRIPTOR: json.dumps(descriptor, ensure_ascii=False, indent=2).encode() + b"\n",
        CSV: content,
        _BOOK: f"# {texts('package')['codebook']}\n\n{code_book()}\n".encode(),
        _TERMS: terms(one.name for one in found).encode(),
    }
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _MADE)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, _READABLE, 3
            archive.writestr(info, content)
    return target.getvalue()


def _descriptor(title: str, columns: Iterable[str], content: bytes, found: list[DatasetInfo]) -> dict[str, Any]:
    words = texts("package")
    description = f"{words['description']} {words['several']}" if len(found) > 1 else words["description"]
    licences = [_licence(one) for one in found if one.licence]
    sources = [{"title": one.attribution, **({"path": one.url} if one.url else {})} for one in found]
    return {
        "$schema": _PACKAGE,
        "name": _NOT_IN_NAMES.sub("-", title.casefold()).strip("-.") or "claims",
        "title": title,
        "description": description,
        **({"licenses": licences} if licences else {}),
        **({"sources": sources} if sources else {}),
        "resources": [_resource(columns, content)],
    }


def _licence(one: DatasetInfo) -> dict[str, str]:
    """A licence that has an address by it, any other by the file that names it."""
    return {"title": f"{one.title}: {one.licence}", "path": one.licence_url or _TERMS}


def _resource(columns: Iterable[str], content: bytes) -> dict[str, Any]:
    return {
        "$schema": _RESOURCE,
        "name": "claims",
        "type": "table",
        # Programs that know only the first version of the standard ask for this.
        "profile": "tabular-data-resource",
        "description": texts("package")["resource"],
        "path": CSV,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"$schema": _SCHEMA, "fields": list(map(_field, columns)), "missingValues": [""]},
    }


def _field(name: str) -> dict[str, Any]:
    column = CLAIMS.get(name)
    if column is None:
        return {"name": name, "type": "string", "description": texts("package")["further"]}
    return {"name": name, **_type(name, column), "description": column.meaning}


def _type(name: str, column: Column) -> dict[str, Any]:
    if name in DAYS:
        return {"type": "date", "format": "default"}
    if name in LISTS:
        return {"type": "array"}
    if column.values:
        ordered = {"categoriesOrdered": True} if getattr(column.dtype, "ordered", False) else {}
        return {
            "type": "string",
            "constraints": {"enum": [*column.values]},
            **({"categories": [*column.values]} | ordered if ordered else {}),
        }
    if column.dtype == "float64":
        return {"type": "number"}
    return {"type": "integer"} if column.dtype in ("Int32", "Int8") else {"type": "string"}


# --- Reading ------------------------------------------------------------------------------------------------------


def table_in(archive: zipfile.ZipFile) -> zipfile.ZipInfo | None:
    """The CSV file of a data package of claims, also of one that was unpacked and packed again with its folder."""
    names = {PurePosixPath(name) for name in archive.namelist()}
    for place in sorted(name.parent for name in names if name.name == DESCRIPTOR):
        if place / CSV in names:
            return archive.getinfo(str(place / CSV))
    return None


def names_in(archive: zipfile.ZipFile) -> list[str]:
    """The columns of a data package of claims; none of any other archive. Raises as ``zipfile`` does."""
    info = table_in(archive)
    if info is None:
        return []
    with archive.open(info) as file:
        return header_of(file.read(_FIRST))


def from_package(path: Path) -> pd.DataFrame:
    """The claims of a data package. Raises UnreadableError for a zip bomb, BadZipFile for a damaged archive, and what
    ``from_csv`` raises."""
    with zipfile.ZipFile(path) as archive:
        info = table_in(archive)
        if info is None:
            raise zipfile.BadZipFile(f"{CSV} is not in the archive")
        if info.file_size > max(LARGEST_UNPACKED, LARGEST_RATIO * info.compress_size):
            raise bomb(path.name)
        return from_csv(archive.read(info))
