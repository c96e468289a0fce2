"""What was worked out of some events is kept as long as they are: charts, figures and captions all ask for it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from dashboard.store.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


MANY, FEW = 32, 4
"""Results kept for some events, of small ones and of large ones; beyond, the oldest is forgotten."""


def kept(work: Callable[Concatenate[Told, P], R]) -> Callable[Concatenate[Told, P], R]:
    """The same function of some events and hashable choices, worked out once for each; its results are shared and
    read-only, and hold no reference to the events themselves, which would never be let go."""
    return _kept(work, MANY)


def kept_few(work: Callable[Concatenate[Told, P], R]) -> Callable[Concatenate[Told, P], R]:
    """As ``kept``, for results of some size."""
    return _kept(work, FEW)


def _kept(work: Callable[Concatenate[Told, P], R], most: int) -> Callable[Concatenate[Told, P], R]:
    found: WeakKeyDictionary[Told, dict[Any, R]] = WeakKeyDictionary()

    @wraps(work)
    def asked(told: Told, /, *args: P.args, **choices: P.kwargs) -> R:
        of_it = found.setdefault(told, {})
        key = (args, tuple(sorted(choices.items())))
        if (held := of_it.get(key)) is not None:
            return held
        result = work(told, *args, **choices)
        for old in list(of_it)[: max(len(of_it) - most + 1, 0)]:
            of_it.pop(old, None)
        of_it[key] = result
        return result

    return asked


def parts(told: Told) -> dict[str, Told]:
    """The events of each data set, by its name, in the code book's order; none of no events."""
    names = told.datasets
    return dict.fromkeys(names, told) if len(names) < 2 else _parts(told)


@kept
def _parts(told: Told) -> dict[str, Told]:
    return {name: told.part(name) for name in told.datasets}
