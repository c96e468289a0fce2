"""The columns of the claim frame from the cells of a batch, each by the verb that its format gives for it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from data_prep.frame import CLAIMS, EVENT_TYPE_OF, LISTS
from data_prep.frame_arrow import ARROW
from data_prep.tables.cells import TEXT, Cell, Cells, Mask, Read, looked_up, micros, same
from data_prep.tables.countries import alpha3, alpha3_of_fips
from data_prep.tables.counts import Count, read_count
from data_prep.tables.degrees import degree_of, plain_degrees, point_of
from data_prep.tables.event_types import type_of
from data_prep.tables.names import actor_names, place_name, source_names, unit_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.tables.days import DayReader
    from data_prep.tables.format import Format, Recipe

_WHOLE = re.compile(r"(?P<whole>\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0+|,0{1,2})?")
"""``12``, ``1,200``, ``12.0``, ``12,0``; ``1,2`` is no whole number."""
UNREADABLE = "figure-unreadable"


@dataclass
class Columns:
    """Fills columns of the claim frame; keeps what each cell was read as, for the next batch."""

    format: Format
    days: DayReader
    known: dict[str, dict[Any, Any]] = field(default_factory=dict)

    def fill(self, name: str, batch: Drafts) -> pa.Array:
        """One column of the claim frame, in the type that it has there."""
        recipe = self.format.frame[name]
        return _VERBS[recipe.verb](self, name, recipe, batch)

    def of(self, name: str) -> tuple[str, ...]:
        """The columns of the table that a column of the claim frame is read from."""
        recipe = self.format.frame.get(name)
        return recipe.columns if recipe is not None else ()

    def read(self, name: str, columns: tuple[str, ...], reader: Callable[..., Any], cells: Cells) -> Read[Any]:
        """What a reader makes of some columns, remembered under the name of the column that it is for."""
        return cells.read(columns, reader, self.known.setdefault(name, {}))


@dataclass
class Drafts:
    """A batch on its way: its cells, the columns made so far, and the rows that each flag stands on."""

    cells: Cells
    made: dict[str, pa.Array] = field(default_factory=dict)
    flags: dict[str, Mask] = field(default_factory=dict)

    def flag(self, flag: str, rows: Mask) -> None:
        """Put a flag on some rows."""
        if rows.any():
            self.flags[flag] = self.flags[flag] | rows if flag in self.flags else rows


def nothing(name: str, rows: int) -> pa.Array:
    """A column that says nothing: missing, or empty lists."""
    if name in LISTS:
        return same((), pa.list_(pa.string()), rows)
    return same(None, ARROW.get(str(CLAIMS[name].dtype), TEXT), rows)


# --- Verbs --------------------------------------------------------------------------------------------------------


def _text(_columns: Columns, _name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    return batch.cells.first(recipe.columns)


def _value(_columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    values = same(recipe.value, TEXT, len(batch.cells))
    return _typed(name, _by_number_of_names(values, recipe, batch))


def _values(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    """The value of a code; one that stands for nothing leaves the column empty, and is told where it is a type."""
    there = batch.cells.present(recipe.columns)
    if recipe.absent and not batch.cells.present(columns.of("perpetrators")):
        return _typed(name, same(recipe.absent, TEXT, len(batch.cells)))
    named = tuple(there if recipe.every else there[:1])
    read = columns.read(name, named, lambda *cells: _decoded(cells, recipe), batch.cells)
    if name in _TOLD:
        batch.flag(_TOLD[name], read.mask(lambda found: found[1]))
    return _typed(name, _by_number_of_names(read.texts(lambda found: found[0]), recipe, batch))


_TOLD = {"event_type": "event-type-unknown", "place_precision": "code-unknown"}
"""What a code is flagged with that no value is known for. (Of the sub-event types not all that are given are one.)"""


def _decoded(cells: Sequence[Cell], recipe: Recipe) -> tuple[str | None, bool]:
    """What cells stand for, the same one all, and whether one is a code that nothing is known of."""
    given = [cell for cell in cells if cell is not None]
    found = {looked_up(cell, recipe.values) for cell in given}
    value = found.pop() if len(found) == 1 else None
    return value or recipe.otherwise or None, bool(given) and value is None and not found


def _by_number_of_names(values: pa.Array, recipe: Recipe, batch: Drafts) -> pa.Array:
    """Other values where the row names no perpetrator, or several, and the recipe has a value for that."""
    if not recipe.nobody and not recipe.several:
        return values
    many = pc.list_value_length(batch.made["perpetrators"]).to_numpy(zero_copy_only=False)
    if recipe.several:
        sure = pc.is_in(values, pa.array(recipe.sure, TEXT)).to_numpy(zero_copy_only=False)
        values = pc.if_else(pa.array((many > 1) & ~sure), recipe.several, values)
    return pc.if_else(pa.array((many == 0) & bool(recipe.nobody)), recipe.nobody, values)


def _number(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    named = batch.cells.present(recipe.columns)[:1]
    most = batch.cells.present([recipe.most])[: len(named)]
    read = columns.read(name, (*named, *most), lambda *cells: _at_most(*map(_whole, cells)), batch.cells)
    batch.flag(UNREADABLE, read.mask(lambda found: found == _NO_NUMBER))
    return read.numbers(lambda found: None if found == _NO_NUMBER else found, "int32")


_NO_NUMBER = -1


def _at_most(number: int | None = None, most: int | None = None) -> int | None:
    """The number, or what it cannot exceed where it does."""
    return number if number is None or most is None or most == _NO_NUMBER else min(number, most)


def _whole(cell: Cell) -> int | None:
    if cell is None:
        return None
    found = _WHOLE.fullmatch(cell)
    return int(found["whole"].replace(",", "")) if found else _NO_NUMBER


def _sum(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    """Missing where one of the parts is, or where the two columns of ``equal`` differ."""

    def added(*cells: Cell) -> int | None:
        parts, pair = cells[: len(recipe.columns)], cells[len(recipe.columns) :]
        numbers = [_whole(cell) for cell in parts]
        if len(set(pair)) > 1 or None in pair or any(number is None or number == _NO_NUMBER for number in numbers):
            return None
        return sum(number for number in numbers if number)

    if any(column not in batch.cells for column in recipe.columns):
        return nothing(name, len(batch.cells))
    return columns.read(name, (*recipe.columns, *recipe.equal), added, batch.cells).numbers(lambda n: n, "int32")


def _least(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    """What is known of a sum: the parts that are given; missing where none is."""
    there = tuple(batch.cells.present(recipe.columns))

    def added(*cells: Cell) -> tuple[int | None, bool]:
        numbers = [_whole(cell) for cell in cells]
        known = [number for number in numbers if number is not None and number != _NO_NUMBER]
        return sum(known) if known else None, _NO_NUMBER in numbers

    read = columns.read(name, there, added, batch.cells)
    batch.flag(UNREADABLE, read.mask(lambda found: found[1]))
    return read.numbers(lambda found: found[0], "int32")


def _range(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    """One end of a figure such as "3-11", "at least 5", "dozens"; the first column that is there."""
    named = tuple(batch.cells.present(recipe.columns))[:1]
    read = columns.read(name, named, lambda cell=None: _counted(cell), batch.cells)
    batch.flag(UNREADABLE, read.mask(lambda found: found is None))
    for flag in dict.fromkeys(flag for found in read.results if found for flag in found.flags):
        batch.flag(flag, read.mask(partial(_carries, flag)))
    return read.numbers(lambda found: getattr(found, recipe.bound, None), "int32")


def _carries(flag: str, found: Count | None) -> bool:
    return found is not None and flag in found.flags


def _counted(cell: Cell) -> Count | None:
    """The figure in a cell; None where there is one that cannot be read."""
    if cell is None:
        return Count(None, None, ())
    try:
        return read_count(cell) or Count(None, None, ())
    except ValueError:
        return None


def _degree(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    named = tuple(batch.cells.present(recipe.columns))[:1]
    plain = plain_degrees(batch.cells.first(named), name)
    if plain is not None:
        return plain
    read = columns.read(name, named, lambda cell=None: degree_of(cell, name), batch.cells)
    batch.flag("coordinates-unreadable", read.mask(lambda found: found is not None and math.isnan(found)))
    return read.numbers(lambda found: None if found is None or math.isnan(found) else found, "double")


def _actors(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    names, read_country = columns.format.names, _country_reader(columns.format)
    there = tuple(batch.cells.present(recipe.columns))
    countries = tuple(batch.cells.present(columns.of("country"))) if there else ()

    def named(*cells: Cell) -> list[str]:
        country = read_country(*cells[len(there) :])[0]
        return actor_names(cells[: len(there)], names, recipe.split, country)

    read = columns.read(name, (*there, *countries), named, batch.cells)
    return read.lists(lambda found: found)


def _country(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    there = tuple(batch.cells.present(recipe.columns))
    read = columns.read(name, there, _country_reader(columns.format), batch.cells)
    batch.flag("country-unknown", read.mask(lambda found: found[1]))
    return read.texts(lambda found: found[0])


def _country_reader(format: Format) -> Callable[..., tuple[str | None, bool]]:
    """Cells to a country, and whether there is one that is not known."""
    read_name = alpha3_of_fips if format.names.countries == "fips" else alpha3

    def code(*cells: Cell) -> tuple[str | None, bool]:
        given = [cell for cell in cells if cell]
        found = next((known for cell in given if (known := read_name(cell))), None)
        return found, bool(given) and found is None

    return code


def _place(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    """The place, known again by its name, its country and where it lies."""
    rewrites, read_country = columns.format.names.places, _country_reader(columns.format)
    there = batch.cells.present(recipe.columns)
    where = [batch.cells.present(columns.of(other))[:1] for other in ("latitude", "longitude")]
    point = [column for columns_of in where for column in columns_of] if all(where) else []
    countries = batch.cells.present(columns.of("country"))

    def named(*cells: Cell) -> str | None:
        place = next((cell for cell in cells[: len(there)] if cell), None)
        degrees = cells[len(there) : len(there) + len(point)]
        country = read_country(*cells[len(there) + len(point) :])[0]
        return place_name(place, country, point_of(*degrees) if degrees else None, rewrites)

    return columns.read(name, (*there, *point, *countries), named, batch.cells).texts(lambda found: found)


def _admin1(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    read_country = _country_reader(columns.format)
    there, countries = batch.cells.present(recipe.columns)[:1], batch.cells.present(columns.of("country"))

    def named(*cells: Cell) -> str | None:
        return unit_name(next(iter(cells[: len(there)]), None), read_country(*cells[len(there) :])[0])

    return columns.read(name, (*there, *countries), named, batch.cells).texts(lambda found: found)


def _day(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    """The first of the days in a cell, where it can be read."""

    def first(cell: Cell = None) -> int | None:
        parts = (cell or "").split(recipe.split or ";")
        read = next((days for part in parts if part.strip() and (days := columns.days.read(part.strip()))), None)
        return micros(read.start) if read else None

    named = tuple(batch.cells.present(recipe.columns))[:1]
    return columns.read(name, named, first, batch.cells).numbers(lambda n: n, "int64").cast(pa.timestamp("us"))


def _site(_columns: Columns, _name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    """The site of an address: ``www.example.org/a`` is ``example.org``."""
    return pc.struct_field(pc.extract_regex(batch.cells.first(recipe.columns), _SITE), "site").cast(TEXT)


_SITE = r"^(?:https?://)?(?:www\.)?(?P<site>[^/?#:\s]+\.[^/?#:\s]+)"


def _type(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    """A kind of event in words: ACLED's own names, or a word that tells one."""
    there = tuple(batch.cells.present(recipe.columns))
    read = columns.read("type", there, lambda *cells: type_of(cells), batch.cells)
    batch.flag("event-type-unknown", read.mask(lambda found: found is None))
    return read.texts(lambda found: getattr(found, name, None))


def _sources(columns: Columns, name: str, recipe: Recipe, batch: Drafts) -> pa.Array:
    """Who says so: each source once, under its own name where the vocabulary knows it."""
    there = tuple(batch.cells.present(recipe.columns))

    def named(*cells: Cell) -> str | None:
        return "; ".join(source_names(next((cell for cell in cells if cell), ""), recipe.split)) or None

    return columns.read(name, there, named, batch.cells).texts(lambda found: found)


def _typed(name: str, texts: pa.Array) -> pa.Array:
    return texts.cast(ARROW.get(str(CLAIMS[name].dtype), TEXT))


def event_types(sub_event_types: pa.Array) -> pa.Array:
    """The event type of each sub-event type."""
    encoded = sub_event_types.dictionary_encode()
    return pa.array([EVENT_TYPE_OF.get(one) for one in encoded.dictionary.to_pylist()], TEXT).take(encoded.indices)


_VERBS: dict[str, Callable[[Columns, str, Recipe, Drafts], pa.Array]] = {
    "text": _text,
    "value": _value,
    "values": _values,
    "number": _number,
    "range": _range,
    "sum": _sum,
    "least": _least,
    "site": _site,
    "sources": _sources,
    "type": _type,
    "degree": _degree,
    "actors": _actors,
    "place": _place,
    "admin1": _admin1,
    "country": _country,
    "day": _day,
}
