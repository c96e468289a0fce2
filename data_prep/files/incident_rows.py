"""The texts of an Airwars incident page as cells of ``incidents.csv``."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from data_prep.tables.countries import alpha3
from data_prep.vocab import mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_RANGE = r"(\d[\d,]*)(?:\s*(?:[-‐‑‒–—]|to)\s*(\d[\d,]*))?"  # noqa: RUF001
_COUNT = re.compile(_RANGE)
_POINT = re.compile(r"(-?\d{1,3}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)")
_ACCURACY = re.compile(r"\baccuracy(?: of this location)?(?: is)?(?: to)?(?: the)? (.+?)(?: level\b|\.|$)")
_LATIN = re.compile(r"[A-Za-z]")


def row_of(told: Iterable[tuple[Mapping[str, str], str]]) -> dict[str, str]:
    """The columns that the pairs of label (a row of ``airwars_page_labels.csv``) and text fill."""
    row: dict[str, str] = {}
    numbers = count(1)
    for label, value in told:
        if label["kind"] == "names":
            for name in value.split(", "):
                who = f"belligerent_{next(numbers)}"
                row |= {f"{who}_belligerent_name": name, f"{who}_type": label["type"]}
        elif label["kind"] == "counts":
            row |= _counts(label["column"], value)
        elif label["kind"] == "point":
            row |= _point(value)
        elif label["kind"] == "place":
            row |= _place(value)
        else:
            row[label["column"]] = value
    return row


def _counts(column: str, value: str) -> dict[str, str]:
    """``3 – 11 (1-2 men, 3 children)``; nothing where the number is not known."""
    number, _, brackets = value.partition("(")
    found = _COUNT.search(number)
    row = _bounds(column, found) if found else {}
    happened = column.rpartition("_")[2]
    for one in _victims().finditer(brackets):
        group = mapping("airwars_page_victims", "word", "group")[one["who"].lower()]
        row |= _bounds(f"{group}_{happened}", one)
    return row


def _bounds(column: str, found: re.Match[str]) -> dict[str, str]:
    low = found[1].replace(",", "")
    return {f"{column}_min": low, f"{column}_max": (found[2] or low).replace(",", "")}


@cache
def _victims() -> re.Pattern[str]:
    words = sorted(mapping("airwars_page_victims", "word", "group"), key=len, reverse=True)
    return re.compile(rf"{_RANGE}\s+(?P<who>{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _point(value: str) -> dict[str, str]:
    found, accuracy = _POINT.search(value), _ACCURACY.search(value)
    row = {"latitude": found[1], "longitude": found[2]} if found else {}
    return row | ({"geolocation_accuracy_name": accuracy[1]} if accuracy else {})


def _place(value: str) -> dict[str, str]:
    """``كفر حمرة, Kafr Hamra, Aleppo, Syria``: the name as written there, the name, the region, the country."""
    parts = [part for part in map(str.strip, value.split(",")) if part]
    row = {}
    if parts and alpha3(parts[-1]):
        row["country_name"] = parts.pop()
    here = [part for part in parts if _LATIN.search(part)]
    there = [part for part in parts if not _LATIN.search(part)]
    if len(here) > 1 or (here and there and row):
        row["region"] = here.pop()
    name = ", ".join(here or there)
    return row | ({"location_name": name} if name else {})
