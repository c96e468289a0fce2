"""The points of a map gathered in cells of some pixels: its cost beyond one pass grows with the screen.

Everything is done in whole columns, in stretches that stay in the processor's cache: 2.5 million points take some
hundredths of a second.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from dashboard.drawing.geo_frame import Frame

Floats: TypeAlias = "NDArray[np.float64]"
Integers: TypeAlias = "NDArray[np.int64]"

REACH = {3: 20.0, 4: 50.0, 5: 50.0}
"""Kilometres from the middle of an area to its edge, as drawn: of a district, of a province, along a road or border.
They are typical sizes; the real outlines are not known here."""
COUNTRY = 6
"""From this precision on a place has no point on a map: a country as a whole, the high seas."""
UNSAID = 0
SEEN = 1.5
"""Cells that an area reaches over, at least, to be drawn as an area; a smaller one is drawn as a point."""
PRECISIONS = 8
STRETCH = 1 << 16
FEW = 0.7
"""Where a smaller share of the points lies within the window, the others are dropped before anything is summed."""


@dataclass(frozen=True)
class MapPoints:
    """Events as a map needs them, one entry of each array for each event.

    ``latitude``, ``longitude``: float32 degrees, NaN = unknown; ``place_precision``: int8, UCDP's 1 to 7, 0 = not
    said; ``place``, ``kind``, ``country``: codes into ``places``, ``kinds``, ``countries``, -1 = not said;
    ``value_low``, ``value_high``: the bounds of the measure, NaN = unknown, None where events are counted;
    ``name_of`` gives the ``event_id`` of an entry.
    """

    latitude: NDArray[np.float32]
    longitude: NDArray[np.float32]
    place_precision: NDArray[np.int8]
    place: NDArray[np.int32]
    kind: NDArray[np.int16]
    places: Sequence[str]
    kinds: Sequence[str]
    name_of: Callable[[int], str]
    value_low: NDArray[np.floating] | None = None
    value_high: NDArray[np.floating] | None = None
    country: NDArray[np.int16] | None = None
    countries: Sequence[str] = field(default=())

    def __len__(self) -> int:
        return len(self.latitude)

    def only(self, row: int) -> MapPoints:
        """One event, without its figures."""
        one = slice(row, row + 1)
        return MapPoints(
            latitude=self.latitude[one],
            longitude=self.longitude[one],
            place_precision=self.place_precision[one],
            place=self.place[one],
            kind=self.kind[one],
            places=self.places,
            kinds=self.kinds,
            name_of=self.name_of,
        )


@dataclass(frozen=True)
class Cells:
    """What is drawn, one entry for each cell that holds an event.

    ``reach``: kilometres from ``x``, ``y`` to the edge of the area where its events happened, 0 where the place is
    known; ``count``: events; ``row``: the last of them; ``low``, ``high``: sums of the measure's bounds over the
    ``known`` events; ``kind``: the commonest, -1 = none said, of ``kind_count`` events; ``box``: west, south, east,
    north of the cell.
    """

    reach: Floats
    x: Floats
    y: Floats
    count: Integers
    row: Integers
    low: Floats
    high: Floats
    known: Integers
    kind: Integers
    kind_count: Integers
    box: Floats


@dataclass(frozen=True)
class Left:
    """Events that have no mark on the map: how many lie ``outside`` the window, have no point at all (``placeless``),
    or are known to the country only (``broad``: their rows); and of how many drawn the precision is ``unsaid``, or an
    area too ``small`` to be drawn as one."""

    outside: int
    placeless: int
    broad: Integers
    unsaid: int
    small: int


def cells(points: MapPoints, frame: Frame, pitch: int) -> tuple[Cells, Left]:
    """The events of a window in cells ``pitch`` pixels wide, and those that are in none.

    An area hardly wider than a cell is drawn as a point.
    """
    grid = _Grid(frame, pitch)
    sums = _Sums(points, grid)
    for start in range(0, len(points), STRETCH):
        sums.add(start, min(start + STRETCH, len(points)))
    return sums.cells(), sums.left()


class _Grid:
    """Numbers of cells: one layer of columns and rows for points and one for each reach, an edge of cells around
    each layer for what lies outside."""

    def __init__(self, frame: Frame, pitch: int) -> None:
        self.west, self.south, self.east, _ = frame.window
        self.step_y = pitch * frame.pixel
        self.step_x = self.step_y / frame.squeeze
        self.columns, self.rows = ceil(frame.width / pitch) + 2, ceil(frame.height / pitch) + 2
        self.reaches = [0.0, *sorted({reach for reach in REACH.values() if reach > SEEN * pitch * frame.kilometres})]
        found = [REACH.get(precision, 0.0) for precision in range(PRECISIONS)]
        layers = [self.reaches.index(reach) if reach in self.reaches else 0 for reach in found]
        self.layer_size = self.rows * self.columns
        self.layer = np.array(layers, dtype="int64") * self.layer_size
        self.is_small = np.array([reach > 0 and reach not in self.reaches for reach in found])
        self.size = len(self.reaches) * self.layer_size
        self.wide = np.maximum(np.array(self.reaches) / (2 * pitch * frame.kilometres), 1).round().astype("int64")

    def turned(self, longitude: NDArray[np.float32]) -> NDArray[np.float32]:
        """Longitudes as the window counts them, which may go on beyond 180."""
        if self.east > 180:
            return np.where(longitude < self.east - 360, longitude + np.float32(360), longitude)
        if self.west < -180:
            return np.where(longitude > self.west + 360, longitude - np.float32(360), longitude)
        return longitude

    def numbers(self, x: NDArray[np.float32], y: NDArray[np.float32], precision: NDArray[np.int8]) -> Integers:
        """The cell of each point; unknown ones fall into the edge."""
        row = _steps(y, self.south, self.step_y, self.rows - 1)
        row *= self.columns
        row += _steps(x, self.west, self.step_x, self.columns - 1)
        row += self.layer[precision]
        return row

    def inside(self) -> Integers:
        """The cells within the window."""
        inside = np.zeros((len(self.reaches), self.rows, self.columns), dtype=bool)
        inside[:, 1:-1, 1:-1] = True
        return np.flatnonzero(inside)

    def gathered(self, cell: Integers) -> Integers:
        """The cell that each cell is drawn in: areas are gathered in squares half as wide as they reach."""
        layer, place = np.divmod(cell, self.layer_size)
        row, column = np.divmod(place, self.columns)
        wide = self.wide[layer]
        found: Integers = layer * self.layer_size + row // wide * wide * self.columns + column // wide * wide
        return found

    def boxes(self, cell: Integers) -> Floats:
        """West, south, east, north of each drawn cell."""
        layer, place = np.divmod(cell, self.layer_size)
        row, column = np.divmod(place, self.columns)
        west, south = self.west + (column - 1) * self.step_x, self.south + (row - 1) * self.step_y
        return np.stack([west, south, west + self.wide[layer] * self.step_x, south + self.wide[layer] * self.step_y], 1)


def _steps(values: NDArray[np.float32], start: float, step: float, last: int) -> Integers:
    """Whole steps from one before ``start`` on; 0 for what lies before it and for NaN, ``last`` for what lies after."""
    found = (values - np.float32(start)) * np.float32(1 / step)
    found += np.float32(1)
    np.fmax(found, np.float32(0), out=found)
    np.fmin(found, np.float32(last), out=found)
    return found.astype(np.int64)


class _Sums:
    """Running sums over stretches of points, by cell."""

    def __init__(self, points: MapPoints, grid: _Grid) -> None:
        self.points, self.grid = points, grid
        self.width = len(points.kinds) + 1
        self.sums = {name: np.zeros(grid.size) for name in ("count", "x", "y", "low", "high", "known")}
        self.kinds = np.zeros(grid.size * self.width, dtype="int64")
        self.row = np.zeros(grid.size, dtype="int64")
        self.shown = np.isin(np.arange(grid.size), grid.inside())
        self.drawn = np.zeros(PRECISIONS, dtype="int64")
        self.placeless = 0
        self.broad: list[Integers] = []

    def add(self, start: int, stop: int) -> None:
        """The points from ``start`` to ``stop``."""
        part, points = slice(start, stop), self.points
        precision, y = points.place_precision[part], points.latitude[part]
        x = self.grid.turned(points.longitude[part])
        cell = self.grid.numbers(x, y, precision)
        broad = np.flatnonzero(precision >= COUNTRY)
        cell[broad] = 0
        self.broad.append(broad + start)
        nowhere = np.isnan(x + y)
        self.placeless += int(np.count_nonzero(nowhere)) - int(np.count_nonzero(nowhere[broad]))
        shown = np.flatnonzero(self.shown[cell])
        self.drawn += np.bincount(precision[shown], minlength=PRECISIONS)
        if len(shown) < FEW * len(cell):
            self._add(cell[shown], x[shown], y[shown], shown + start)
        else:
            self._add(cell, x, y, part)

    def _add(self, cell: Integers, x: NDArray[np.float32], y: NDArray[np.float32], rows: Integers | slice) -> None:
        """Points of which all or most lie within the window."""
        points = self.points
        self.row[cell] = np.arange(rows.start, rows.stop) if isinstance(rows, slice) else rows
        self._sum("count", cell, None)
        self._sum("x", cell, x)
        self._sum("y", cell, y)
        self.kinds += np.bincount(cell * self.width + points.kind[rows] + 1, minlength=len(self.kinds))
        if points.value_low is not None and points.value_high is not None:
            self._measure(cell, points.value_low[rows], points.value_high[rows])

    def _measure(self, cell: Integers, low: NDArray[np.floating], high: NDArray[np.floating]) -> None:
        high = np.fmax(low, high)
        self._sum("low", cell, np.fmax(low, 0))
        self._sum("high", cell, np.fmax(high, 0))
        self._sum("known", cell[~np.isnan(high)], None)

    def _sum(self, name: str, cell: Integers, weights: NDArray[np.floating] | None) -> None:
        self.sums[name] += np.bincount(cell, weights, minlength=self.grid.size)

    def cells(self) -> Cells:
        """The cells within the window that hold an event."""
        inside = self.grid.inside()
        cell = inside[self.sums["count"][inside] > 0]
        whole, group = np.unique(self.grid.gathered(cell), return_inverse=True)
        found: dict[str, Any] = {name: np.bincount(group, sums[cell]) for name, sums in self.sums.items()}
        row = np.zeros(len(whole), dtype="int64")
        np.maximum.at(row, group, self.row[cell])
        kinds = np.zeros((len(whole), self.width), dtype="int64")
        np.add.at(kinds, group, self.kinds.reshape(-1, self.width)[cell])
        kinds[:, 0] = 0
        return Cells(
            reach=np.array(self.grid.reaches)[whole // self.grid.layer_size],
            x=found["x"] / found["count"],
            y=found["y"] / found["count"],
            count=found["count"].astype("int64"),
            row=row,
            low=found["low"],
            high=found["high"],
            known=found["known"].astype("int64"),
            kind=kinds.argmax(axis=1) - 1,
            kind_count=kinds.max(axis=1, initial=0),
            box=self.grid.boxes(whole),
        )

    def left(self) -> Left:
        """The events that no cell within the window holds."""
        broad = np.concatenate(self.broad) if self.broad else np.empty(0, dtype="int64")
        outside = len(self.points) - int(self.drawn.sum()) - self.placeless - len(broad)
        return Left(outside, self.placeless, broad, int(self.drawn[UNSAID]), int(self.drawn[self.grid.is_small].sum()))
