"""The headline figures above the charts: each with its bounds, none a sum of unlike things."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.counted import MEASURES
from dashboard.datasets import title
from dashboard.drawing.added import added, tallied
from dashboard.drawing.kept import parts
from dashboard.events import events
from dashboard.formats import bounds, number, several
from dashboard.store.columns import NONE
from dashboard.store.told import STANCES
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dashboard.events import Claims
    from dashboard.store.told import Told


@dataclass(frozen=True)
class Headline:
    """One figure: ``Killed``, ``39+ killed``, ``12 of 15 events without a figure``; ``dataset`` only among several."""

    label: str
    value_text: str
    note: str
    dataset: str = ""


@dataclass(frozen=True)
class Total:
    """A sum over events: at least ``low``, at most ``high`` (unless ``more``), over ``known`` of ``of`` events."""

    low: int | None
    high: int | None
    more: bool
    known: int
    of: int
    best: int | None = None
    """The sum of the best estimates, where every event with a figure has one."""


def headline(claims: Claims) -> list[Headline]:
    """Events, strikes, killed, civilians killed and injured of some claims' events, each data set by itself.

    An event that every source denies is in none of the figures, as in no chart that counts; how many there are is said
    beside the number of events. A figure that nobody gives is "not known", never 0.
    """
    told = events(claims)
    found = parts(told)
    if len(found) < 2:
        return list(_headlines(told, ""))
    return [one for name, part in found.items() for one in _headlines(part, title(name))]


def rows(claims: Claims) -> list[dict[str, Any]]:
    """The headline figures as a table: ``dataset``, ``label``, ``value_text``, ``note``."""
    return [asdict(one) for one in headline(claims)]


def alt(claims: Claims) -> str:
    """The headline figures in one sentence for each data set."""
    found = headline(claims)
    said = words("alt")["headline"]
    each: dict[str, list[str]] = {}
    for one in found:
        text = said.format(label=one.label, value=one.value_text, note=one.note) if one.note else ""
        each.setdefault(one.dataset, []).append(text or f"{one.label}: {one.value_text}")
    return " ".join(f"{name}: {'; '.join(texts)}." if name else f"{'; '.join(texts)}." for name, texts in each.items())


def total(told: Told, measure: str) -> Total:
    """The sum of one measure (``killed``) over events, all of one data set, that somebody reports."""
    sums = dict(zip(_SUMS, _sums(told, measure).tolist(), strict=True))
    return Total(
        low=sums["low"] if sums["with_low"] else None,
        high=sums["high"] if sums["with_high"] else None,
        more=bool(sums["open"]),
        known=sums["given"],
        of=sums["events"],
        best=sums["best"] if sums["rated"] and sums["rated"] == sums["given"] else None,
    )


_SUMS = ("events", "given", "open", "with_low", "low", "with_high", "high", "rated", "best")


@added
def _sums(told: Told, measure: str) -> NDArray[np.int64]:
    """Of events that somebody reports: how many there are, have a figure, may have more; and for low, high and best
    bounds how many have one, and the sum of these."""
    heard = ~told.denied if told.denied.any() else None
    low, high, more = (_heard(told.column(f"{measure}_{end}"), heard) for end in ("low", "high", "open"))
    best = _heard(told.column("killed_best"), heard) if measure == "killed" else np.full(len(low), NONE, dtype=np.int8)
    given = (low != NONE) | (high != NONE)
    rated = best if given.all() else np.where(given, best, best.dtype.type(NONE))
    bounds_of = [one for column in (low, high, rated) for one in _sum(column)]
    return np.array([len(low), np.count_nonzero(given), np.count_nonzero(more), *bounds_of], dtype=np.int64)


def _heard(column: NDArray[Any], heard: NDArray[np.bool_] | None) -> NDArray[Any]:
    return column if heard is None else column[heard]


def _sum(figures: NDArray[Any]) -> tuple[int, int]:
    """How many figures are given, and the sum of these."""
    missing = int(np.count_nonzero(figures == NONE))
    return len(figures) - missing, int(figures.sum(dtype=np.int64)) - NONE * missing


def _headlines(told: Told, dataset: str) -> Iterator[Headline]:
    counted = len(told) - int(np.count_nonzero(told.denied))
    yield Headline(words("measures")["events"], number(counted), stances(told), dataset)
    for measure in MEASURES:
        found = total(told, measure)
        yield Headline(words("measures")[measure], _value(found, measure), _note(found), dataset)


def _value(found: Total, measure: str) -> str:
    text = bounds(found.low, found.high, more=found.more)
    return f"{text} {words('counted')[measure]}" if text else words("headline")["unknown"]


def stances(told: Told) -> str:
    """How many events more are denied by all, and how many of those counted disputed, in words; empty where none is."""
    said: list[str] = []
    for stance in ("denied", "disputed"):
        if count := int(tallied(told, "stance")[STANCES.index(stance)]):
            said.append(words("headline")[stance].format(n=number(count)))
    return ", ".join(said)


def _note(found: Total) -> str:
    say, unknown = words("headline"), number(found.of - found.known)
    note = say["all"]
    if found.known < found.of:
        note = say["without"].format(n=unknown, total=several(found.of, "event"))
    return note if found.best is None else say["best"].format(best=number(found.best), note=note)
