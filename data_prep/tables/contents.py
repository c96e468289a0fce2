"""What the cells of a column look like: dates, counts, degrees, countries, addresses, names, text."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from data_prep.tables.countries import alpha3
from data_prep.tables.counts import is_unknown, read_count
from data_prep.tables.day_words import months
from data_prep.tables.days import YEARS, DayReader
from data_prep.tables.degrees import is_degree, pair_of
from data_prep.tables.plain import cleaned, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

SAMPLE = 60
"""Different cells of a column that are looked at."""
_LONGEST_DATE, _LONGEST_NAME = 60, 100
_WHOLE = re.compile(r"(\d{1,4})(?:\.0+)?")
_ADDRESS = re.compile(r"https?://|www\.[^\s.]+\.", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")


class Contents:
    """The cells of one column that say something, each once, as many as SAMPLE."""

    def __init__(self, cells: Iterable[str]) -> None:
        texts = [cleaned(cell) for cell in cells]
        filled = [text for text in texts if not is_unknown(text)]
        self.share_filled = len(filled) / len(texts) if texts else 0.0
        self.cells: Sequence[str] = tuple(dict.fromkeys(filled))[:SAMPLE]
        self._fits: dict[str, float] = {}

    def fit(self, kind: str) -> float:
        """The share of the cells that are of a kind of ``table_targets.csv``, 0 to 1."""
        if kind not in self._fits:
            self._fits[kind] = self.share(KINDS[kind])
        return self._fits[kind]

    def share(self, test: Callable[[str], bool]) -> float:
        return sum(map(test, self.cells)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def length(self) -> float:
        """Characters of a cell, on average."""
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0


_any_date = DayReader(serials=True)
_plain_date = DayReader()


def _is_date(cell: str) -> bool:
    return len(cell) <= _LONGEST_DATE and _any_date.read(cell) is not None


def is_plain_date(cell: str) -> bool:
    """A date that could hardly be anything else: no bare year, no serial number, no word without a year."""
    likely = len(cell) <= _LONGEST_DATE and any(map(str.isdecimal, cell))
    days = _plain_date.read(cell) if likely else None
    return days is not None and days.precision != "year"


def _whole(cell: str) -> int | None:
    match = _WHOLE.fullmatch(cell)
    return int(match[1]) if match else None


def _is_year(cell: str) -> bool:
    return _whole(cell) in YEARS


def _is_month(cell: str) -> bool:
    return _whole(cell) in range(13) or folded(cell.rstrip(".")) in months()


def _is_month_day(cell: str) -> bool:
    return _whole(cell) in range(32)


def _is_count(cell: str) -> bool:
    try:
        return read_count(cell) is not None
    except ValueError:
        return False


def is_degree_with_decimals(cell: str) -> bool:
    """``36.2021``, ``36°12'N``: what hardly any other column holds."""
    return re.search(r"[.,]\d{2}|°", cell) is not None and is_degree(cell)


def _is_pair(cell: str) -> bool:
    return pair_of(cell) is not None


def _is_address(cell: str) -> bool:
    return _ADDRESS.match(cell) is not None


def _is_country(cell: str) -> bool:
    return alpha3(cell) is not None


def is_named_country(cell: str) -> bool:
    """A country by its name or three letters: numbers and two letters are countries by chance."""
    return len(cell) > 2 and _LETTERS.search(cell) is not None and _is_country(cell)


def _is_id(cell: str) -> bool:
    return len(cell) <= _LONGEST_NAME and not _is_address(cell)


def is_name(cell: str) -> bool:
    """Words, and neither a date nor an address nor a story."""
    return len(cell) <= _LONGEST_NAME and _is_text(cell) and not is_plain_date(cell)


def _is_text(cell: str) -> bool:
    return _LETTERS.search(cell) is not None and not _is_address(cell)


KINDS: Mapping[str, Callable[[str], bool]] = {
    "day": _is_date,
    "year": _is_year,
    "month": _is_month,
    "monthday": _is_month_day,
    "count": _is_count,
    "degree": is_degree,
    "degrees": _is_pair,
    "country": _is_country,
    "url": _is_address,
    "id": _is_id,
    "name": is_name,
    "text": _is_text,
}
"""Kind of ``table_targets.csv`` -> whether a cell is of it."""
