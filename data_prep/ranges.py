"""What no claim can say, whatever its columns' types: counts below nothing, days that end before they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BOUNDS = tuple((f"{name}_low", f"{name}_high") for name in ("strikes", "killed", "civilians_killed", "injured"))
INTERVALS = (*BOUNDS, ("date_start", "date_end"))
COUNTS = (*(name for pair in BOUNDS for name in pair), "killed_best", "children_killed_low", "women_killed_low")
SPANS = {"latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0), "place_precision": (1, 7)}
"""WGS 84 degrees, and UCDP ``where_prec``."""


def wrong_intervals(columns: Mapping[str, Any]) -> list[str]:
    """Pairs of bounds of which the first exceeds the second, with the number of rows in which it does."""
    wrong = []
    for low, high in INTERVALS:
        crossed = _crossed(columns[low], columns[high])
        if low != "date_start" and crossed.any():
            places, flags = np.flatnonzero(crossed), columns["flags"]
            told = [flags.iloc[place] if hasattr(flags, "iloc") else flags[place] for place in places]
            crossed[places] = ["bounds-crossed" not in one for one in told]
        if crossed.any():
            wrong.append(f"{low!r} exceeds {high!r} in {int(crossed.sum())} rows")
    return wrong


def _crossed(low: Any, high: Any) -> Any:
    """Where the first exceeds the second; a missing bound exceeds nothing."""
    if not len(low):
        return np.zeros(0, dtype=bool)
    later = low > high
    return later.to_numpy(dtype=bool, na_value=False) if hasattr(later, "to_numpy") else np.asarray(later)


def wrong_ranges(columns: Mapping[str, Any], event_type_of: Mapping[str, str]) -> list[str]:
    """Values that a column cannot hold, each as a sentence; ``event_type_of``: each sub-event type's event type."""
    return [*_outside(columns), *_wrong_names(columns), *_wrong_types(columns, event_type_of)]


def _outside(columns: Mapping[str, Any]) -> Iterator[str]:
    for name in COUNTS:
        if (columns[name] < 0).fillna(False).any():
            yield f"column {name!r} counts below 0"
    for name, (least, most) in SPANS.items():
        values = columns[name].dropna()
        if ((values < least) | (values > most)).any():
            yield f"column {name!r} goes beyond {least:g} to {most:g}"


def _wrong_names(columns: Mapping[str, Any]) -> Iterator[str]:
    for country in columns["country"].dropna().unique():
        if country and not (len(country) == 3 and country.isascii() and country.isupper()):
            yield f"column 'country': {country!r} is no code of three letters (ISO 3166-1 alpha-3)"


def _wrong_types(columns: Mapping[str, Any], event_type_of: Mapping[str, str]) -> Iterator[str]:
    types, subs = columns["event_type"].cat, columns["sub_event_type"].cat
    pairs = np.unique(np.stack([types.codes, subs.codes]), axis=1).T if len(types.codes) else ()
    for place, sub_place in pairs:
        if place < 0 or sub_place < 0:
            continue
        event_type, sub_event_type = types.categories[place], subs.categories[sub_place]
        if event_type_of[sub_event_type] != event_type:
            yield f"{sub_event_type!r} is no sub-event type of {event_type!r}"
