"""Any frame as a claim frame, or every reason why it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from data_prep.errors import FrameError, unknown
from data_prep.frame import CLAIMS, CODES, DAY, EVENT_TYPE_OF, NAMES, names_in
from data_prep.ranges import wrong_intervals, wrong_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable


def conform(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with exactly the contract's columns, order and dtypes, and a fresh index.

    Extra columns are kept, after the others, when their name carries a data set's prefix (``acled:tags``).
    Raises FrameError naming every column that is missing, unknown or of another type, every value that is not
    allowed, and every row whose low bound exceeds its high one (unless flagged ``bounds-crossed``: some data sets
    say so themselves) or whose first day comes after its last, and what ``ranges`` knows that no claim can say.
    """
    wrong = [*_wrong_columns(frame)]
    columns: dict[str, pd.Series[Any]] = {}
    for name in (name for name in CLAIMS if name in frame):
        try:
            wrong += _wrong_values(name, frame[name])
            columns[name] = _series(name, frame[name])
        except (TypeError, ValueError, pa.ArrowInvalid, OverflowError) as error:
            wrong.append(f"column {name!r} cannot be {CLAIMS[name].dtype}: {error}")
    if not wrong:
        wrong = wrong_intervals(columns) + wrong_ranges(columns, EVENT_TYPE_OF)
    if wrong:
        raise FrameError("This is not a claim frame: " + "; ".join(wrong) + ".")
    extra = {str(name): frame[name].reset_index(drop=True) for name in frame if name not in CLAIMS}
    return pd.DataFrame({**columns, **extra})


def _series(name: str, values: Iterable[object]) -> pd.Series[Any]:
    dtype = CLAIMS[name].dtype
    if isinstance(values, pd.Series) and values.dtype == dtype and not (dtype is NAMES and values.hasnans):
        return values.reset_index(drop=True)
    if dtype is NAMES:
        return pd.Series([names_in(value) for value in values], dtype=NAMES)
    series: pd.Series[Any] = pd.Series(list(values), dtype=object)
    if name in _DATES:
        return pd.to_datetime(series).astype("datetime64[us]").dt.normalize()
    if isinstance(dtype, pd.CategoricalDtype):
        codes = series.map(CODES[name]).fillna(-1).astype(int)
        return pd.Series(pd.Categorical.from_codes(codes, dtype=dtype))
    return series.where(series.notna(), None).astype(dtype)  # type: ignore[arg-type]


_DATES = frozenset(name for name, column in CLAIMS.items() if column.dtype == DAY)


def _wrong_columns(frame: pd.DataFrame) -> list[str]:
    absent = [f"column {name!r} is missing" for name in CLAIMS if name not in frame]
    strange = [str(name) for name in frame if name not in CLAIMS and ":" not in str(name)]
    return absent + [unknown("column", name, CLAIMS) for name in strange]


def _wrong_values(name: str, series: pd.Series[Any]) -> list[str]:
    allowed = CLAIMS[name].values
    if not allowed:
        return []
    if series.dtype == CLAIMS[name].dtype:
        return []
    strange = sorted({str(value) for value in series.dropna().unique()} - set(allowed))
    return [f"column {name!r}: " + unknown("value", value, allowed) for value in strange]
