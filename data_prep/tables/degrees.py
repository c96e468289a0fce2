"""Degrees of latitude and longitude as people write them: ``35.9``, ``35,9``, ``33.9 S``, ``36°12'05"N``, and pairs."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data_prep.tables.cells import Cell

_MOST: Mapping[str, float] = {"latitude": 90.0, "longitude": 180.0}
_LETTERS: Mapping[str, tuple[str, int]] = {
    "N": ("latitude", 1),
    "S": ("latitude", -1),
    "E": ("longitude", 1),
    "W": ("longitude", -1),
}
"""What a letter says: the axis, and the sign."""
# Primes are also typed as apostrophes, accents and quotes, and a minus also as the sign of that name.
_MINUTE = r"['`\u2032\u2019\u2018\u00b4\u02b9]"
_SECOND = rf"(?:[\"\u2033\u201d\u201c]|{_MINUTE}{{2}})"
_SIGN = r"[-+\u2212]"
_ONE = rf"""
    (?:[NSEW]\s*)? {_SIGN}?
    (?: \d{{1,3}}\s*[°º˚]\s*\d{{1,2}}\s*{_MINUTE}\s*\d{{1,2}}(?:[.,]\d+)?\s*{_SECOND}
      | \d{{1,3}}\s*[°º˚]\s*\d{{1,2}}(?:[.,]\d+)?\s*{_MINUTE}
      | (?:\d{{1,3}}(?:[.,]\d*)?|[.,]\d+)(?:E[-+]?\d+)?(?:\s*[°º˚])?
    )
    (?:\s*[NSEW])?
"""
_SHAPE = re.compile(_ONE, re.VERBOSE | re.IGNORECASE)
_SHAPE_OF_TWO = re.compile(rf"[(\[]?\s*({_ONE})(?:\s*[,;/]\s*|\s+)({_ONE})\s*[)\]]?", re.VERBOSE | re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?")
_CERTAIN = re.compile(r"\d[.,]\d|[°º˚NSEW]", re.IGNORECASE)
"""What tells that each of two numbers is one of degrees: ``35,9`` is no pair."""


def degree_of(cell: Cell, axis: str) -> float | None:
    """Degrees of ``latitude`` (north) or ``longitude`` (east) in a cell, which may hold both; None where it is empty,
    NaN for what are no such degrees."""
    if cell is None:
        return None
    pair = pair_of(cell)
    if pair is not None:
        return pair[0 if axis == "latitude" else 1]
    return _one(cell.strip(), axis)


def point_of(north: Cell, east: Cell) -> tuple[float, float] | None:
    """The point of two cells, where both hold degrees."""
    point = degree_of(north, "latitude"), degree_of(east, "longitude")
    return point if not any(one is None or math.isnan(one) for one in point) else None  # type: ignore[return-value]


def pair_of(cell: str) -> tuple[float, float] | None:
    """Latitude and longitude in one cell: ``35.1, 36.2``; letters tell them where they stand the other way round."""
    found = _SHAPE_OF_TWO.fullmatch(cell.strip())
    if found is None or not all(_CERTAIN.search(one) for one in found.groups()):
        return None
    north, east = found.groups()
    if _letter_axis(north) == "longitude":
        north, east = east, north
    point = _one(north, "latitude"), _one(east, "longitude")
    return None if any(map(math.isnan, point)) else point


def is_degree(cell: str) -> bool:
    """Whether a cell holds degrees of latitude or of longitude."""
    return not all(math.isnan(_one(cell.strip(), axis)) for axis in _MOST)


def plain_degrees(texts: pa.Array, axis: str) -> pa.Array | None:
    """The numbers in a column in which nothing else is, read at once; None for any other column."""
    try:
        numbers = texts.cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    sound = pc.all(pc.less_equal(pc.abs(numbers), _MOST[axis])).as_py()
    return numbers if sound in (True, None) else None


def _letter_axis(text: str) -> str:
    """The axis that a letter before or behind the degrees tells."""
    return next((_LETTERS[one][0] for one in (text[:1].upper(), text[-1:].upper()) if one in _LETTERS), "")


def _one(text: str, axis: str) -> float:
    """Degrees on an axis, NaN for what are none: another shape, too many, or a letter that says otherwise."""
    if not _SHAPE.fullmatch(text):
        return math.nan
    letters = [one for one in (text[0].upper(), text[-1].upper()) if one in _LETTERS]
    parts = [float(part.replace(",", ".")) for part in _NUMBER.findall(text)]
    degrees, minutes, seconds = (*parts, 0.0, 0.0)[:3]
    value = degrees + minutes / 60 + seconds / 3600
    if len(letters) > 1 or max(minutes, seconds) >= 60 or value > _MOST[axis]:
        return math.nan
    signed = re.match(_SIGN, text.lstrip("NSEWnsew").lstrip())
    plus = signed is None or signed[0] == "+"
    if not letters:
        return value if plus else -value
    told, sign = _LETTERS[letters[0]]
    return sign * value if told == axis and (signed is None or plus == (sign > 0)) else math.nan
