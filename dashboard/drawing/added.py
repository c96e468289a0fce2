"""Numbers that add up: those of all events of a table are those of some of them and of the others together.

Of more than half a table they are what is left when the others are taken away: a period cut off at one end is cheap.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import numpy as np

from dashboard.drawing.kept import kept
from dashboard.store.columns import locked, numbers
from dashboard.store.told import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from dashboard.store.told import Told

P = ParamSpec("P")
CODES = 127
"""Codes that a column of them has at most."""


def added(work: Callable[Concatenate[Told, P], NDArray[np.int64]]) -> Callable[Concatenate[Told, P], NDArray[np.int64]]:
    """The same whole numbers of some events and hashable choices, each a sum over events; worked out once for each,
    shared and read-only."""

    @kept
    @wraps(work)
    def asked(told: Told, /, *args: P.args, **choices: P.kwargs) -> NDArray[np.int64]:
        if told.whole is told or 2 * len(told) <= len(told.whole):
            found = work(told, *args, **choices)
        else:
            found = asked(told.whole, *args, **choices) - asked(told.rest, *args, **choices)
        locked(found)
        return found

    return asked


@added
def tallied(told: Told, name: str) -> NDArray[np.int64]:
    """How often each name stands in a column of names, or each code, up to CODES, in a column of codes; there the last
    place is that of NONE."""
    whole = told.whole.column(name)
    return told.tally(name) if hasattr(whole, "names") else numbers(told.column(name), CODES)


@added
def sizes(told: Told) -> NDArray[np.int64]:
    """How many events, and how many claims, there are of each of DATASETS: shape (2, data sets)."""
    codes, claims = told.column("dataset"), told.column("claims")
    events = numbers(codes, len(DATASETS))[:-1]
    if not len(claims) or (claims.strides == (0,) and claims[0] == 1):
        return np.stack([events, events])
    return np.stack([events, np.bincount(codes, weights=claims, minlength=len(DATASETS)).astype(np.int64)])
