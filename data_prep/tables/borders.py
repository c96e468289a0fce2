"""Which points lie outside the country that a table gives them, by more than 25 km: swapped or mistyped coordinates.

The borders are those of Natural Earth, and what data sets mean by a country beside them (``borders_also.csv``: land in
dispute counts as part of each side). ``borders_build`` makes the file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

TARGET = Path(__file__).with_name("borders.npz")
ROWS_A_DEGREE = 20
ROWS = 180 * ROWS_A_DEGREE
STEPS = 100
"""Steps of longitude in a degree."""
_TURN = 361 * STEPS


class _Borders(NamedTuple):
    """Stretches of longitude that lie in a country, in the order of country, row and west."""

    numbers: dict[str, int]
    """By alpha-3."""
    eras: tuple[tuple[int, int, int], ...]
    """A country's number, the last year of an era, the number of the country as it was then: latest era first."""
    starts: NDArray[np.int64]
    bands: NDArray[np.int64]
    east: NDArray[np.int16]


def outside(
    countries: NDArray[Any],
    latitudes: NDArray[np.float64],
    longitudes: NDArray[np.float64],
    years: NDArray[np.int64] | None = None,
) -> NDArray[np.bool_]:
    """Where a point in degrees lies outside its country (alpha-3) by more than about 25 km, coasts included.

    False where the country is missing or not known, or a coordinate is missing. ``years`` (0: not known) tells which
    borders held; without it, those of every time count.
    """
    numbers = _numbers(countries, years)
    known = (numbers >= 0) & np.isfinite(latitudes) & np.isfinite(longitudes)
    far = np.zeros(len(numbers), dtype=bool)
    far[known] = ~_inside(numbers[known], latitudes[known], longitudes[known])
    return far


def _numbers(countries: NDArray[Any], years: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """Each row's country as a number, -1 where it is not known."""
    borders = _borders()
    codes, names = pd.factorize(np.asarray(countries, dtype=object))
    numbers = np.array([*(borders.numbers.get(name, -1) for name in names), -1], dtype=np.int64)[codes]
    today = numbers.copy()
    for country, until, then in borders.eras:
        held = today == country
        numbers[held if years is None else held & (years <= until)] = then
    return numbers


def _inside(
    numbers: NDArray[np.int64], latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    borders = _borders()
    on_earth = (np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180)
    rows = np.clip((latitudes + 90) * ROWS_A_DEGREE, 0, ROWS - 1).astype(np.int64)
    steps = np.clip(np.round(longitudes * STEPS), -_TURN // 2, _TURN // 2).astype(np.int64)
    bands = numbers * ROWS + rows
    at = np.searchsorted(borders.starts, _place(bands, steps), side="right") - 1
    within: NDArray[np.bool_] = (at >= 0) & (borders.bands[at] == bands) & (steps <= borders.east[at])
    return on_earth & within


def _place(bands: NDArray[np.int64], steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number that grows with the row and, within it, from west to east."""
    return bands * _TURN + steps + _TURN // 2


@cache
def _borders() -> _Borders:
    with np.load(TARGET) as file:
        keys, bands = file["keys"].tolist(), np.cumsum(file["bands"].astype(np.int64))
        west, east = file["west"].astype(np.int64), file["east"]
    numbers = {key: number for number, key in enumerate(keys)}
    then = [(key.split(), number) for key, number in numbers.items() if " " in key]
    eras = [(numbers[country], int(year), number) for (country, year), number in then]
    today = {key: number for key, number in numbers.items() if " " not in key}
    return _Borders(today, tuple(sorted(eras, key=lambda era: -era[1])), _place(bands, west), bands, east)
