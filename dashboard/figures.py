"""The headline figures above the charts: each with its bounds, none a sum of unlike things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.counted import MEASURES
from dashboard.datasets import part, present, title
from dashboard.events import events
from dashboard.formats import bounds, number, several
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd


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


def headline(claims: pd.DataFrame) -> list[Headline]:
    """Events, strikes, killed, civilians killed and injured of a claim frame, each data set by itself.

    Events that every source denies count in no figure. A figure that nobody gives is "not known", never 0.
    """
    told = events(claims)
    names = present(told)
    if len(names) < 2:
        return list(_headlines(told, ""))
    return [found for name in names for found in _headlines(part(told, name), title(name))]


def total(told: pd.DataFrame, measure: str) -> Total:
    """The sum of one measure (``killed``) over the rows of an event frame, all of one data set."""
    heard = told[told["stance"] != "denied"]
    low, high = heard[f"{measure}_low"], heard[f"{measure}_high"]
    given = low.notna() | high.notna()
    best = heard["killed_best"][given] if measure == "killed" else low[:0]
    return Total(
        low=int(low.sum()) if low.notna().any() else None,
        high=int(high.sum()) if high.notna().any() else None,
        more=bool(heard[f"{measure}_open"].any()),
        known=int(given.sum()),
        of=len(heard),
        best=int(best.sum()) if len(best) and best.notna().all() else None,
    )


def _headlines(told: pd.DataFrame, dataset: str) -> Iterator[Headline]:
    yield Headline(words("measures")["events"], number(len(told)), _stances(told), dataset)
    for measure in MEASURES:
        found = total(told, measure)
        yield Headline(words("measures")[measure], _value(found, measure), _note(found), dataset)


def _value(found: Total, measure: str) -> str:
    text = bounds(found.low, found.high, more=found.more)
    return f"{text} {words('counted')[measure]}" if text else words("headline")["unknown"]


def _stances(told: pd.DataFrame) -> str:
    said: list[str] = []
    for stance in ("denied", "disputed"):
        if count := int((told["stance"] == stance).sum()):
            said.append(words("headline")[stance].format(n=number(count)))
    return ", ".join(said)


def _note(found: Total) -> str:
    say, unknown = words("headline"), number(found.of - found.known)
    note = say["all"]
    if found.known < found.of:
        note = say["without"].format(n=unknown, total=several(found.of, "event"))
    return note if found.best is None else say["best"].format(best=number(found.best), note=note)
