"""The made-up world that ``claims_made`` draws from: who fights, where, what happens, and who tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from data_prep import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_LANDS = ("Arvenia", "Belmora", "Castrova", "Dorlan", "Eskaria", "Farlund", "Gorvia", "Halmar", "Isterra", "Jorvan")
_MORE_LANDS = ("Kestria", "Lorwen", "Mardova", "Norvalia", "Ostrelia", "Pelmar", "Quorra", "Rostovia", "Sarvola")
_STATES = ("Government of {}", "Military Forces of {}", "Police Forces of {}", "Air Force of {}", "Border Guard of {}")
_REBELS = (
    *("{} Liberation Front", "{} People's Army", "{} Resistance Movement", "Army of Free {}", "Sons of {}"),
    *("{} National Council", "Shield of {}", "United Brigades of {}", "Northern {} Militia", "Southern {} Militia"),
    *("{} Workers' Party - Armed Wing",),
)
CIVILIANS = "Civilians"
SYLLABLES = (
    "al",
    "bar",
    "dun",
    "el",
    "far",
    "gol",
    "ham",
    "kir",
    "lam",
    "mor",
    "nes",
    "or",
    "pel",
    "qas",
    "ra",
    "sen",
    "tol",
)
PLACES, UNITS = 5_000, 400
LANDS_SHOWN = 40


def _actors() -> Iterator[str]:
    """State forces and armed groups of each land in turn, so that the busiest actors are of many lands."""
    lands = (*_LANDS, *_MORE_LANDS)
    return (name.format(land) for name, land in product((*_STATES, *_REBELS), lands))


ACTORS = tuple(islice(_actors(), 300))
SOURCES = tuple(
    f"{kind} {number}" for number, kind in product(range(1, 41), ("Agency", "Daily", "Radio", "Monitor", "Council"))
)
PHRASES = tuple(
    f"{what} {where}"
    for what, where in product(
        ("Shells fall on", "Fighting flares near", "Strikes reported over", "Armed men enter", "Crowds gather in"),
        ("a market town", "the river crossing", "villages in the hills", "the old quarter", "a supply road"),
    )
)


@dataclass(frozen=True)
class Deed:
    """A kind of event: ACLED's sub-event type (none where a data set does not say), its share, and how it is told."""

    event_type: str
    sub_event_type: str | None
    share: float
    told: str


DEEDS = (
    Deed("Battles", "Armed clash", 0.36, "clashed with"),
    Deed("Battles", None, 0.08, "fought against"),
    Deed("Battles", "Government regains territory", 0.02, "took back positions from"),
    Deed("Explosions/Remote violence", "Shelling/artillery/missile attack", 0.16, "fired shells and rockets at"),
    Deed("Explosions/Remote violence", "Air/drone strike", 0.10, "carried out air strikes on"),
    Deed("Explosions/Remote violence", "Remote explosive/landmine/IED", 0.04, "set off a bomb against"),
    Deed("Violence against civilians", "Attack", 0.10, "attacked"),
    Deed("Violence against civilians", "Abduction/forced disappearance", 0.02, "took away at a checkpoint"),
    Deed("Protests", "Peaceful protest", 0.05, "looked on at a march of"),
    Deed("Riots", "Mob violence", 0.02, "were pelted with stones by"),
    Deed("Strategic developments", "Arrests", 0.03, "arrested in a raid"),
    Deed("Strategic developments", "Other", 0.02, "moved towards"),
)
UNHURT = ("Protests", "Strategic developments")
"""Event types of which most say nothing of dead or injured."""
ONE_SIDED = ("Explosions/Remote violence", "Violence against civilians", "Riots")
"""Event types of which it is told who did it; of the others two sides are named."""
FLAGS = ("number-approximate", "date-approximate", "zero-or-unknown", "place-ambiguous", "event-unclear")


def zipf(count: int) -> NDArray[np.float64]:
    """The share of each of so many names: the second has half of the first's, the third a third."""
    weights: NDArray[np.float64] = 1 / np.arange(1, count + 1)
    shares: NDArray[np.float64] = weights / weights.sum()
    return shares


class World:
    """Places on the map and the years in which each actor fights, the same for the same seed."""

    def __init__(self, seed: int, days: int) -> None:
        draw = np.random.default_rng((seed, PLACES))
        self.names = _place_names(Random(seed))
        land = draw.integers(LANDS_SHOWN, size=UNITS)
        middle = np.column_stack([draw.uniform(-30, 50, UNITS), draw.uniform(-100, 130, UNITS)])
        unit = draw.integers(UNITS, size=PLACES)
        where = middle[unit] + draw.normal(scale=0.8, size=(PLACES, 2))
        countries = pa.array(list(COUNTRIES)[:LANDS_SHOWN], pa.large_string())
        self._where = {
            "place": pa.array(self.names, pa.large_string()),
            "admin1": pa.array([f"Province {number}" for number in range(UNITS)], pa.large_string()).take(
                pa.array(unit)
            ),
            "country": countries.take(pa.array(land[unit])),
            "latitude": pa.array(where[:, 0]),
            "longitude": pa.array(where[:, 1]),
            "place_precision": pa.array(draw.choice((1, 2, 3, 4, 6), PLACES, p=(0.5, 0.2, 0.15, 0.1, 0.05)), pa.int8()),
        }
        self._begin = draw.integers(0, days // 2, size=len(ACTORS))
        self._length = (days - self._begin) * draw.uniform(0.2, 1, size=len(ACTORS))

    def where(self, place: NDArray[Any]) -> dict[str, pa.Array]:
        """The columns that say where, for the numbers of places."""
        codes = pa.array(place)
        return {name: column.take(codes) for name, column in self._where.items()}

    def days(self, draw: np.random.Generator, actor: NDArray[Any]) -> NDArray[np.int64]:
        """A day of the time in which each actor fights, counted from the first; more of them late than early."""
        late: NDArray[Any] = np.sqrt(draw.random(len(actor)))
        days: NDArray[np.int64] = (self._begin[actor] + late * self._length[actor]).astype(np.int64)
        return days


def _place_names(draw: Random) -> Sequence[str]:
    every = ["".join(parts).capitalize() for parts in product(SYLLABLES, repeat=3)] + [
        "".join(parts).capitalize() for parts in product(SYLLABLES, repeat=4)
    ]
    return draw.sample(sorted(set(every)), PLACES)
