"""The map in words and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.alt import counting
from dashboard.datasets import title
from dashboard.drawing.added import added, tallied
from dashboard.drawing.geo_cells import COUNTRY, PRECISIONS, REACH
from dashboard.drawing.kept import kept, parts
from dashboard.formats import listing, number, several
from dashboard.store.columns import NONE, numbers
from dashboard.words import words
from data_prep import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dashboard.store.told import Told

MOST = 200
"""Places with a row of their own; the others share the last one."""


def alt(told: Told, *, measure: str = "events") -> str:
    """The map in a few sentences: how many events have a point, how many only an area, a country or no place at all,
    and where most of them are; of several data sets each by itself. What every source denies is on no map."""
    heard = told.where(~told.denied)
    if not len(heard):
        return words("map")["empty"]
    sets = parts(heard)
    said = [_of_set(part, measure, title(name) if len(sets) > 1 else "") for name, part in sets.items()]
    denied = len(told) - len(heard)
    return " ".join([*said, *([words("alt_map")["denied"].format(n=number(denied))] if denied else [])])


def _of_set(told: Told, measure: str, name: str) -> str:
    say = words("alt_map")
    head = say["set" if name else "what"].format(dataset=name, events=several(len(told), "event"))
    return " ".join([head, *_precisions(told), *_most(told), *_unknown(told, measure)])


def _precisions(told: Told) -> Iterator[str]:
    """How many events are at a place, in an area, known to the country, or nowhere: only what occurs."""
    pointed, without = _placed(told).reshape(2, PRECISIONS)
    counts = {
        "known": int(pointed[:COUNTRY].sum() - pointed[list(REACH)].sum()),
        "wide": int(pointed[list(REACH)].sum()),
        "broad": int(pointed[COUNTRY:].sum() + without[COUNTRY:].sum()),
        "nowhere": int(without[:COUNTRY].sum()),
    }
    said = [words("alt_map")[name].format(n=number(count)) for name, count in counts.items() if count]
    yield words("alt_map")["where"].format(counts=listing(said, len(said)))


@added
def _placed(told: Told) -> NDArray[np.int64]:
    """How many events there are of each precision that have a point, then of each that have none."""
    how, pointless = told.column("place_precision"), np.isnan(told.column("latitude"))
    return numbers(how + pointless * np.int8(PRECISIONS), 2 * PRECISIONS)[:-1]


def _most(told: Told) -> Iterator[str]:
    by_country, by_name = tallied(told, "country"), tallied(told, "place")
    if np.count_nonzero(by_country) > 1:
        names = [COUNTRIES.get(one, one) for one in told.whole.column("country").names]
        yield words("alt_map")["country"].format(busiest=counting.busiest(by_country, names))
    if by_name.any():
        yield words("alt_map")["place"].format(busiest=counting.busiest(*_told_apart(told, by_name)))


def _told_apart(told: Told, by_name: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[str]]:
    """How many events each place has, and what it is called: with its country where two countries have one of its
    name. ``by_name``: the events of each name. Only events of such names are looked at one by one."""
    names, is_shared = list(told.whole.column("place").names), _shared(told.whole) & (by_name > 0)
    if not is_shared.any():
        return by_name, names
    codes = told.column("place").codes
    places, of_place = _places(told.some(np.flatnonzero((codes != NONE) & is_shared[codes])))
    said = words("alt_map")["in_country"]
    apart = [said.format(place=name, country=where) if where else name for name, where in places]
    counts = np.where(is_shared, 0, by_name), np.bincount(of_place, minlength=len(apart))
    return np.concatenate(counts), names + apart


@kept
def _shared(told: Told) -> NDArray[np.bool_]:
    """For each name of a place whether places of two countries have it, one of which may not be said."""
    place, country = told.column("place"), told.column("country")
    found, last = np.zeros(len(place.names), dtype=bool), np.full(len(place.names), NONE, dtype=country.codes.dtype)
    known = place.codes != NONE
    last[place.codes[known]] = country.codes[known]
    found[place.codes[known & (last[place.codes] != country.codes)]] = True
    return found


def _unknown(told: Told, measure: str) -> Iterator[str]:
    if measure == "events":
        return
    without = int(_unknowns(told, measure)[0])
    say = words("alt_map")["unknown" if without else "all_known"]
    yield say.format(measure=words("measures")[measure], events=several(without, "event"))


@added
def _unknowns(told: Told, measure: str) -> NDArray[np.int64]:
    """How many events have no figure."""
    return np.array([np.count_nonzero(told.column(f"{measure}_high") == NONE)], dtype=np.int64)


# As a table


def rows(told: Told, *, measure: str = "events") -> list[dict[str, Any]]:
    """The map as a table, one row for each place of each data set, those with most events first: ``dataset`` (where
    there are several), ``place``, ``country``, ``events``, ``rough`` (events known only to a wider area) and, unless
    events are counted, ``at_least`` (None where no event gives a figure) and ``unknown`` (events without one). The
    last row holds all other places. Two places of one name in two countries are two."""
    heard = told.where(~told.denied)
    sets = parts(heard)
    return [row for name, part in sets.items() for row in _rows(part, measure, title(name) if len(sets) > 1 else "")]


def _rows(told: Told, measure: str, name: str) -> Iterator[dict[str, Any]]:
    head = {"dataset": name} if name else {}
    places, codes = _places(told)
    counts = np.bincount(codes, minlength=len(places))
    sums = _Sums(told, codes, len(counts), measure)
    order = np.argsort(-counts, kind="stable")
    for code in order[:MOST].tolist():
        named, where = places[code]
        yield {**head, "place": named, "country": where, "events": int(counts[code]), **sums.of([code])}
    if len(rest := order[MOST:]):
        others = words("lanes")["others"].format(n=number(len(rest)), what=words("kinds")["place"])
        yield {**head, "place": others, "country": None, "events": int(counts[rest].sum()), **sums.of(rest.tolist())}


def _places(told: Told) -> tuple[list[tuple[str, str | None]], NDArray[np.int64]]:
    """The places of some events, each with its country, as two places may have one name; and of each event the number
    of its place. Events of no named place share one."""
    place, country = told.column("place"), told.column("country")
    width = len(country.names) + 1
    pairs = (place.codes.astype(np.int64) + 1) * width + country.codes + 1
    pairs[place.codes == NONE] = 0
    found, codes = np.unique(pairs, return_inverse=True)
    where = [None, *(COUNTRIES.get(code, code) for code in country.names)]
    named = [words("unnamed")["place"], *place.names]
    return [(named[pair // width], where[pair % width]) for pair in found.tolist()], codes


class _Sums:
    """What is summed for each place."""

    def __init__(self, told: Told, codes: NDArray[Any], size: int, measure: str) -> None:
        wide = np.isin(told.column("place_precision"), [*REACH, COUNTRY, COUNTRY + 1])
        self.rough = np.bincount(codes[wide], minlength=size)
        self.counted = measure != "events"
        if self.counted:
            low, high = (told.column(f"{measure}_{end}") for end in ("low", "high"))
            self.low = np.bincount(codes, weights=np.maximum(low, 0), minlength=size)
            self.unknown = np.bincount(codes[high == NONE], minlength=size)
            self.known = np.bincount(codes[low != NONE], minlength=size)

    def of(self, codes: list[int]) -> dict[str, Any]:
        """The further cells of a row that stands for these places."""
        found: dict[str, Any] = {"rough": int(self.rough[codes].sum())}
        if self.counted:
            least = int(self.low[codes].sum()) if self.known[codes].any() else None
            found |= {"at_least": least, "unknown": int(self.unknown[codes].sum())}
        return found
