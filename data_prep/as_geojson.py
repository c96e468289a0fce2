"""Claim frames as GeoJSON (RFC 7946), for maps: a point for each claim of known place, and every column with it."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from data_prep.as_parquet import datasets_in
from data_prep.frame import CLAIMS, LISTS, TEXT
from data_prep.frame_conform import conform
from data_prep.plain_cells import DAYS, day_of, is_number, plain_table, rows_in
from data_prep.tables.datasets import terms
from data_prep.tables.opening.content import Content, as_it_is
from data_prep.tables.opening.json_stream import BrokenValueError, JsonText, arrays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_COLLECTION = b"FeatureCollection"
_NAMES = re.compile(rb'"([^"\\]{1,80})"')


def claims_geojson(frame: pd.DataFrame) -> bytes:
    """The frame as a FeatureCollection in UTF-8, a Feature to a line: a Point, or null where the place is not known.

    ``properties`` holds every column, days as ``2016-03-19``, lists as lists, null where a value is missing. Beside
    ``features`` stand ``columns``, their names, and ``terms``, whose the data is.
    """
    cells = plain_table(conform(frame))
    head = {"type": "FeatureCollection", "columns": cells.column_names, "terms": terms(datasets_in(cells["dataset"]))}
    target = io.BytesIO()
    target.write((_json(head)[:-1] + ', "features": [').encode())
    for number, feature in enumerate(_features(cells)):
        target.write(b",\n" if number else b"\n")
        target.write(feature.encode())
    target.write(b"\n]}\n")
    return target.getvalue()


def _features(cells: pa.Table) -> Iterator[str]:
    names = cells.column_names
    columns = {name: cells[name].cast(pa.string()) if name in DAYS else cells[name] for name in names}
    for row in rows_in(pa.table(columns)):
        properties = dict(zip(names, row, strict=True))
        place = properties["longitude"], properties["latitude"]
        geometry = None if None in place else {"type": "Point", "coordinates": place}
        yield _json({"type": "Feature", "geometry": geometry, "properties": properties})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


# --- Reading ------------------------------------------------------------------------------------------------------


def names_in(first: bytes) -> set[str]:
    """Texts near the beginning of a FeatureCollection, its properties among them; none for any other JSON."""
    if _COLLECTION not in first:
        return set()
    return {found.decode(errors="replace") for found in _NAMES.findall(first)}


def from_geojson(path: Path) -> pd.DataFrame:
    """What ``claims_geojson`` wrote, also as saved again by a program for maps, which may have made texts of lists.

    Raises ValueError or TypeError for what it would not have written, UnreadableError for a file that cannot be opened.
    """
    found: dict[str, list[Any]] = {}
    count = 0
    for properties in _properties(path):
        found |= {name: [None] * count for name in properties if name not in found}
        for name, cells in found.items():
            cells.append(properties.get(name))
        count += 1
    names = [*CLAIMS, *found] if not count else found
    return pd.DataFrame({name: _column(name, found.get(name, [])) for name in names})


def _properties(path: Path) -> Iterator[dict[str, Any]]:
    content = Content(path, path.name, path.name, path.stat().st_size, as_it_is)
    with content.open() as stream:
        text = JsonText(stream, path.name)
        for place in arrays(text):
            for value in _values(text):
                if place == ("features",):
                    yield _of_feature(value)
        text.check()


def _values(text: JsonText) -> Iterator[Any]:
    """The values of an array. Raises ValueError where it is cut off."""
    while text.peek() not in {"", "]"}:
        yield text.value()
        text.take(",")
    if not text.peek():
        raise BrokenValueError("the file is cut off: it ends before the list of its claims does", half=True)


def _of_feature(value: Any) -> dict[str, Any]:
    properties = value.get("properties") if isinstance(value, dict) else None
    if not isinstance(properties, dict):
        raise ValueError(f"this is no feature with properties: {str(value)[:80]}")
    return properties


def _column(name: str, cells: Iterable[Any]) -> pd.Series[Any]:
    if name in DAYS:
        return pd.Series([day_of(name, cell) if cell else None for cell in cells], dtype=object)
    if name in LISTS:
        return pd.Series([json.loads(cell) if isinstance(cell, str) else cell or [] for cell in cells], dtype=object)
    if is_number(name):
        return pd.Series(list(cells), dtype=object)
    return pd.Series([cell if cell is None else str(cell) for cell in cells], dtype=TEXT)
