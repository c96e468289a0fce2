"""Which claims' figures stand for their event: not a rate, a running total, a part of a count, or a headline's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

MEASURES = ("strikes", "killed", "civilians_killed", "injured")
NOT_SUMMED = ("number-per-day", "toll-cumulative")
"""Flags of claims whose figures are a rate or a running total: never part of an event's figures."""
HEADLINE = "headline"
ZERO = "zero-or-unknown"
"""Flag of claims whose 0, without an upper bound, may as well mean that nobody reported a figure."""


def counted(claims: pd.DataFrame, events: NDArray[Any]) -> pd.DataFrame:
    """A column of truth values for each of MEASURES: whether the claim's figure is one of its event's figures.

    ``claims`` has a fresh index; ``events`` says which event each row tells of. Left out are rates and running totals;
    a 0 that may mean "not reported"; a headline's figure where the text below it gives one; and where one source gives
    several figures for one event in one report, all but the fullest: they are parts of it (five fighters, beside 39
    civilians). A claim from no known document stands by itself. A best estimate without bounds is a figure too, less
    full than any with bounds.
    """
    documents = _numbered(claims, events, ["document"])
    voices = _numbered(claims, events, ["document", "source"])
    whole, headline = ~flagged(claims, NOT_SUMMED), flagged(claims, (HEADLINE,))
    unsure = flagged(claims, (ZERO,))
    return pd.DataFrame(
        {
            name: _counted(claims, name, whole & ~(unsure & open_zero(claims, name)), headline, documents, voices)
            for name in MEASURES
        }
    )


def open_zero(claims: pd.DataFrame, measure: str) -> NDArray[np.bool_]:
    """Which claims say "at least 0" of a measure: nothing at all."""
    return ((claims[f"{measure}_low"] == 0) & claims[f"{measure}_high"].isna()).fillna(value=False).to_numpy(dtype=bool)


def flagged(claims: pd.DataFrame, flags: Iterable[str]) -> NDArray[np.bool_]:
    """Which claims have at least one of the flags."""
    names = claims["flags"].list.flatten()
    found = np.zeros(len(claims), dtype=bool)
    found[names.index[names.isin(list(flags))]] = True
    return found


def _numbered(claims: pd.DataFrame, events: NDArray[Any], names: list[str]) -> NDArray[np.int64]:
    """One number for all claims on one event that agree in these columns, another one for each without a document."""
    unknown = (claims["document"].fillna("") == "").to_numpy()
    found = events.astype(np.int64)
    for column in (np.where(unknown, np.arange(len(claims)) + 1, 0), *(_codes(claims[name]) for name in names)):
        found = pd.factorize(found * (int(column.max(initial=0)) + 1) + column)[0].astype(np.int64)
    return found


def _codes(names: pd.Series[Any]) -> NDArray[np.int64]:
    return pd.factorize(names.fillna(""))[0].astype(np.int64)


def _counted(
    claims: pd.DataFrame,
    measure: str,
    whole: NDArray[np.bool_],
    headline: NDArray[np.bool_],
    documents: NDArray[np.int64],
    voices: NDArray[np.int64],
) -> NDArray[np.bool_]:
    low, high = (claims[f"{measure}_{end}"].to_numpy(dtype="float64", na_value=np.nan) for end in ("low", "high"))
    bounded = ~(np.isnan(low) & np.isnan(high))
    given = whole & (bounded | claims["killed_best"].notna().to_numpy() if measure == "killed" else bounded)
    told = np.unique(documents[given & bounded & ~headline])
    kept = np.flatnonzero(given & ~(headline & np.isin(documents, told)))
    # The last of each voice: one with bounds, the highest upper one, then the highest lower one, then the one that is
    # open above.
    top = np.where(bounded, np.where(np.isnan(high), low, high), -1)
    bounds = (np.isnan(high)[kept], np.nan_to_num(low)[kept], top[kept], voices[kept])
    ordered = kept[np.lexsort(bounds)]
    last = np.append(voices[ordered][1:] != voices[ordered][:-1], np.True_)[: len(ordered)]
    found = np.zeros(len(claims), dtype=bool)
    found[ordered[last]] = True
    return found
