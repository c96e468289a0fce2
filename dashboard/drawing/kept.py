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


def kept(work: Callable[Concatenate[Told, P], R]) -> Callable[Concatenate[Told, P], R]:
    """The same function of some events and hashable choices, worked out once for each; its results are shared and
    read-only, and hold no reference to the events themselves, which would never be let go."""
    found: WeakKeyDictionary[Told, dict[Any, R]] = WeakKeyDictionary()

    @wraps(work)
    def asked(told: Told, /, *args: P.args, **choices: P.kwargs) -> R:
        of_it = found.setdefault(told, {})
        key = (args, tuple(sorted(choices.items())))
        if key not in of_it:
            of_it[key] = work(told, *args, **choices)
        return of_it[key]

    return asked


def parts(told: Told) -> dict[str, Told]:
    """The events of each data set, by its name, in the code book's order; none of no events."""
    names = told.datasets
    return dict.fromkeys(names, told) if len(names) < 2 else _parts(told)


@kept
def _parts(told: Told) -> dict[str, Told]:
    return {name: told.part(name) for name in told.datasets}
