"""Dates that a report writes and no calendar has, such as 31 November: never used, never passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data_prep.reports.dates import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data_prep.reports.dates import Expression

FLAG = "date-invalid"


def impossible_dates(text: str) -> list[Expression]:
    """The dates in the text that do not exist, in text order."""
    return [expression for expression in parse(text) if expression.kind == "invalid"]


def flagged(claims: Iterable[dict[str, Any]], dates: Iterable[Expression]) -> list[dict[str, Any]]:
    """The claims as they are; those with one of the dates in their sentence say so by a flag."""
    starts = [date.start for date in dates]
    return [_flagged(claim) if any(_holds(claim, start) for start in starts) else claim for claim in claims]


def _holds(claim: dict[str, Any], offset: int) -> bool:
    return bool(claim["span_start"] <= offset < claim["span_end"])


def _flagged(claim: dict[str, Any]) -> dict[str, Any]:
    return {**claim, "flags": sorted({*claim["flags"], FLAG})}
