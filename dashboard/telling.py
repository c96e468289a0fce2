"""One claim's figures, days, names and flags, in words. No HTML here, and no streamlit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.counted import ZERO
from dashboard.direction import isolated
from dashboard.formats import number, span
from dashboard.texts import flag_meaning, listed, say, texts
from data_prep import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURES = ("strikes", "killed", "civilians_killed", "children_killed", "women_killed", "injured")
"""What a claim can count, in the order of the evidence card; each has a column ``<measure>_low``."""


def bounds(low: Any, high: Any) -> str:
    """``at least 39``, ``16``, ``up to 25``, ``20 to 30``; empty when neither bound is known."""
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(high):
        return say("bounds.at_least", low=number(low))
    if pd.isna(low):
        return say("bounds.up_to", high=number(high))
    return say("bounds.exact" if low == high else "bounds.between", low=number(low), high=number(high))


def figures(claim: Mapping[Any, Any]) -> dict[str, str]:
    """Measure -> its bounds in words, for every measure that the claim gives a figure of."""
    read = {name: _figure(claim, name) for name in MEASURES}
    return {name: text for name, text in read.items() if text}


def _figure(claim: Mapping[Any, Any], measure: str) -> str:
    low, best, high = (claim.get(f"{measure}_{which}", pd.NA) for which in ("low", "best", "high"))
    if ZERO in claim.get("flags", ()) and pd.notna(low) and low == 0 and pd.isna(high):
        return say("evidence.zero_or_unknown")
    text = bounds(low, high)
    if pd.isna(best) or (pd.notna(low) and pd.notna(high) and low == best == high):
        return text
    return say("evidence.best", bounds=text, best=number(best)) if text else number(best)


def days(start: Any, end: Any, *, weekday: bool = False) -> str:
    """A day, or its span from first to last, in words; on demand with the weekday. A missing day is not known."""
    if pd.isna(start) or pd.isna(end):
        return say("precision.unknown")
    name = say(f"weekdays.{start.weekday()}") + " " if weekday and start == end else ""
    return name + span(start, end)


def is_sides(claim: Mapping[Any, Any]) -> bool:
    """Whether the claim names sides without saying who attacked: A stands in ``perpetrators``, B in ``targets``."""
    return claim["attribution"] == "unstated" and len(claim["perpetrators"]) > 0


def sides(claim: Mapping[Any, Any]) -> str:
    """Everyone named in a claim that does not say who attacked."""
    return listed(list(dict.fromkeys([*claim["perpetrators"], *claim["targets"]])))


def perpetrators(claim: Mapping[Any, Any]) -> str:
    """Who did it and how that is known: ``Russia or Syria: not known which``, ``Israel, by its own account``.

    Of sides of whom none is said to have attacked, all are named: ``Russia and Syria; not said who attacked``.
    """
    if is_sides(claim):
        return say("who.sides", actors=sides(claim), note=say("evidence.sides_note"))
    names, attribution = list(claim["perpetrators"]), str(claim["attribution"])
    if not names:
        return say("who.unknown" if attribution == "unknown" else "who.unstated")
    if attribution == "unknown":
        return say("who.unknown_named", actors=listed(names))
    return say(f"who.{attribution}", actors=listed(names, last="or" if attribution == "contested" else "and"))


def targets(claim: Mapping[Any, Any]) -> str:
    """Whom it was done to; empty when nobody is named."""
    return listed(list(claim["targets"]))


def place(claim: Mapping[Any, Any]) -> str:
    """``Palmyra, Homs, Syria``: the place and what it lies in, each name once; empty when no place is known."""
    names = [str(claim[name]) for name in ("place", "admin1", "country") if given(claim, name)]
    return ", ".join(dict.fromkeys(isolated(COUNTRIES.get(name, name)) for name in names))


def flags(claim: Mapping[Any, Any]) -> list[str]:
    """What a careful reader must know about the claim, a sentence or two for each flag."""
    return [flag_meaning(flag) for flag in claim["flags"]]


def source(claim: Mapping[Any, Any]) -> str:
    """Who says so; where nobody is named, the publisher, and else the report itself."""
    named = [str(claim[name]) for name in ("source", "publisher") if given(claim, name)]
    return named[0] if named else say("evidence.says_nobody")


def event_type(claim: Mapping[Any, Any]) -> str:
    """The kind of event: ACLED's sub-event type, else its event type."""
    kinds = [str(claim[name]) for name in ("sub_event_type", "event_type") if given(claim, name)]
    return kinds[0] if kinds else say("evidence.kind_unknown")


def given(claim: Mapping[Any, Any], name: str) -> bool:
    """Whether the claim has a text or a value in this column."""
    return bool(pd.notna(claim[name])) and claim[name] != ""


def option(field: str, value: str) -> str:
    """A choice as the screen calls it; a name stays as it is."""
    key = f"{field}.{value}"
    return say(key) if key in texts() else value
