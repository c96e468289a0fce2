"""Events as a pandas frame: for few of them, as cards and tables show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.counted import MEASURES
from dashboard.store.codes import ATTRIBUTION_RANK, CONTRADICTIONS, DATASETS, STANCES
from dashboard.store.columns import NO_DAY, NONE, Lists
from data_prep import CLAIMS, PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dashboard.store.told import Told


def frame(told: Told) -> pd.DataFrame:
    """The events as a pandas frame; see ``dashboard.events.events`` for its columns."""
    precision = told.column("place_precision")
    days = {name: _days(told.column(name)) for name in ("start", "end", "earliest", "latest")}
    numbers = {
        f"{measure}_{end}": _whole(told.column(f"{measure}_{end}")) for measure in MEASURES for end in ("low", "high")
    }
    return pd.DataFrame(
        {
            "event_id": pd.Series(told.ids(), dtype="string"),
            "claims": told.column("claims"),
            "date_start": days["start"],
            "date_end": days["end"],
            "earliest": days["earliest"],
            "latest": days["latest"],
            "date_precision": _chosen(PRECISIONS, told.column("precision"), ordered=True),
            "dataset": _chosen(DATASETS, told.column("dataset")),
            "kind": pd.Series(told.kind.texts(), dtype="string"),
            **{name: pd.Series(told.column(name).texts(), dtype="string") for name in ("place", "admin1", "country")},
            "latitude": told.column("latitude").astype("float64"),
            "longitude": told.column("longitude").astype("float64"),
            "place_precision": _whole(np.where(precision > 0, precision, NONE)),
            "stance": _chosen(STANCES, told.column("stance")),
            "attribution": _chosen(ATTRIBUTION_RANK, told.column("attribution")),
            **numbers,
            **{f"{measure}_open": told.open(measure) for measure in MEASURES},
            "killed_best": _whole(told.column("killed_best")),
            "zero_or_unknown": told.column("zero_or_unknown"),
            "left_out": told.column("left_out"),
            **{name: _lists(told.column(name)) for name in ("perpetrators", "targets", "sources", "date_texts")},
            "contradictions": _lists(_contradictions(told.column("contradictions"))),
        }
    )


def _days(days: NDArray[np.int32]) -> NDArray[np.datetime64]:
    moments = days.astype("int64").astype("datetime64[D]")
    moments[days == NO_DAY] = np.datetime64("NaT")
    return moments.astype("datetime64[us]")


def _whole(numbers: NDArray[Any]) -> pd.arrays.IntegerArray:
    missing = numbers == NONE
    return pd.arrays.IntegerArray(np.where(missing, 0, numbers).astype("int64"), missing)


def _chosen(values: Sequence[str], codes: NDArray[Any], *, ordered: bool = False) -> pd.Categorical[Any]:
    chosen: pd.Categorical[Any] = pd.Categorical.from_codes(
        codes.astype("int64"), dtype=pd.CategoricalDtype(list(values), ordered=ordered)
    )
    return chosen


def _lists(column: Lists) -> pd.Series[Any]:
    return pd.Series(pa.array(column.texts(), pa.list_(pa.string())), dtype=CLAIMS["perpetrators"].dtype)


def _contradictions(bits: NDArray[np.uint8]) -> Lists:
    table = (bits[:, None] >> np.arange(len(CONTRADICTIONS))) & 1
    rows, codes = np.nonzero(table)
    offsets = np.zeros(len(bits) + 1, dtype=np.int32)
    np.cumsum(np.bincount(rows, minlength=len(bits)), out=offsets[1:])
    return Lists(offsets, codes.astype(np.int8), CONTRADICTIONS)


def figures(numbers: NDArray[np.int32]) -> NDArray[np.float64]:
    """Whole numbers as floats, NaN where none is given."""
    found: NDArray[np.float64] = np.where(numbers == NONE, np.nan, numbers)
    return found
