"""CLAIMS: the columns, dtypes and allowed values of the claim frame, defined once.

One row is one claim: one source saying that one thing happened, or did not happen.
"""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionDtype, register_extension_dtype

from data_prep.errors import FrameError, unknown
from data_prep.ranges import INTERVALS, wrong_intervals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Dtype: TypeAlias = "pd.CategoricalDtype | pd.StringDtype | pd.ArrowDtype | str"

NAMES = pd.ArrowDtype(pa.list_(pa.string()))
TEXT = pd.StringDtype()
DAY = "datetime64[us]"

DATASETS = ("report", "ucdp-ged", "acled", "airwars", "gdelt", "table")
PRECISIONS = ("day", "days", "week", "month", "year", "unknown")
_LONGEST = ((1, "day"), (6, "days"), (7, "week"), (31, "month"), (366, "year"))
STANCES = ("reported", "denied")
ATTRIBUTIONS = ("stated", "claimed", "alleged", "contested", "unknown", "unstated")

# ACLED code book: each sub-event type belongs to one event type. "Other" and "Arrests" are strategic developments.
SUB_EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Explosions/Remote violence": (
        "Air/drone strike",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
        "Remote explosive/landmine/IED",
        "Grenade",
        "Chemical weapon",
    ),
    "Violence against civilians": ("Attack", "Abduction/forced disappearance", "Sexual violence"),
    "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Arrests",
        "Agreement",
        "Change to group/activity",
        "Headquarters or base established",
        "Non-violent transfer of territory",
        "Looting/property destruction",
        "Disrupted weapons use",
        "Other",
    ),
}
EVENT_TYPE_OF = {sub: event for event, subs in SUB_EVENT_TYPES.items() for sub in subs}


@register_extension_dtype
class _ListOfStringSpelling(ExtensionDtype):
    """Lets pandas read back its own spelling of NAMES.

    ``pandas.read_parquet`` looks the dtype up by the name that ``to_parquet`` wrote, and pandas 3.1 does not know
    Arrow lists by name: without this a claim frame goes into a Parquet file but not out of it.
    """

    type = list
    name = str(NAMES)

    @classmethod
    def construct_array_type(cls) -> Any:
        return NAMES.construct_array_type()

    @classmethod
    def construct_from_string(cls, string: str) -> Any:
        if string == cls.name:
            return NAMES
        raise TypeError(f"not the list of strings: {string!r}")


@dataclass(frozen=True)
class Column:
    """One column of the claim frame: its dtype, what it means, and its allowed values (empty: any)."""

    dtype: Dtype
    meaning: str
    values: tuple[str, ...] = ()


def _category(meaning: str, values: Iterable[str], *, ordered: bool = False) -> Column:
    kept = tuple(values)
    return Column(pd.CategoricalDtype(list(kept), ordered=ordered), meaning, kept)


def _number(meaning: str) -> Column:
    return Column("Int32", meaning)


def _text(meaning: str) -> Column:
    return Column(TEXT, meaning)


CLAIMS: Mapping[str, Column] = {
    "claim_id": _text("stable: the same input gives the same id, on any machine"),
    "event_id": _text("shared by claims about one event; a data set's own id is kept, as `ucdp-ged:214797`"),
    "dataset": _category("where the claim comes from; `report` is text", DATASETS),
    "date_start": Column(DAY, "first possible day, local to the event, no time zone"),
    "date_end": Column(DAY, "last possible day, inclusive"),
    "date_precision": _category(
        "`day`, `days` (2-6), `week`, `month` (8-30 days), `year`, `unknown`: UCDP `date_prec` 1-5 and none",
        PRECISIONS,
        ordered=True,
    ),
    "date_text": _text("the words that date it, as written; empty when dated by the default rule"),
    "event_type": _category("ACLED's event types", SUB_EVENT_TYPES),
    "sub_event_type": _category("ACLED's sub-event types; missing where a data set does not say", EVENT_TYPE_OF),
    "stance": _category("`denied` when the source says that it did not happen", STANCES),
    "strikes_low": _number("strikes or sorties, at least"),
    "strikes_high": _number("strikes or sorties, at most"),
    "killed_low": _number("everyone killed, at least"),
    "killed_best": _number("everyone killed, best estimate: only where a data set gives one"),
    "killed_high": _number("everyone killed, at most"),
    "civilians_killed_low": _number("civilians killed, at least"),
    "civilians_killed_high": _number("civilians killed, at most"),
    "children_killed_low": _number("children killed, at least"),
    "women_killed_low": _number("women killed, at least"),
    "injured_low": _number("injured, at least"),
    "injured_high": _number("injured, at most"),
    "perpetrators": Column(
        NAMES,
        "canonical names of who did it; empty list: nobody named. Where a data set names two sides and does not say "
        "who attacked (attribution `unstated`), side A stands here and side B in `targets`",
    ),
    "targets": Column(NAMES, "canonical names of whom it was done to; empty list: nobody named"),
    "attribution": _category(
        "how the perpetrator is known: `stated` as fact, `claimed` by the actor itself, `alleged` (believed, "
        "suspected, accused), `contested` (several named, not known which), `unknown`, `unstated`",
        ATTRIBUTIONS,
    ),
    "place": _text("canonical name of the place"),
    "admin1": _text("first-level administrative unit"),
    "country": _text("ISO 3166-1 alpha-3"),
    "latitude": Column("float64", "WGS 84 degrees; missing when the place is not known"),
    "longitude": Column("float64", "WGS 84 degrees; missing when the place is not known"),
    "place_precision": Column(
        "Int8",
        "UCDP `where_prec`: 1 exact, 2 near, 3 second-level unit, 4 first-level unit, 5 vague, 6 country, "
        "7 water or air",
    ),
    "source": _text("who says so"),
    "publisher": _text("where it was read: the publisher"),
    "title": _text("where it was read: the headline"),
    "url": _text("where it was read: the address"),
    "document": _text("where it was read: the file's name; for a table `file name:row`"),
    "published": Column(DAY, "day of publication as used for relative dates"),
    "sentence": _text("the sentence, or the data set's own note, verbatim"),
    "span_start": _number("offset of the sentence's first character in the document's text"),
    "span_end": _number("offset after the sentence's last character"),
    "flags": Column(NAMES, "what a careful reader must know; each flag is explained below"),
}

LISTS = tuple(name for name, column in CLAIMS.items() if column.dtype is NAMES)
"""Columns that hold lists of texts."""
PROBLEM_COLUMNS = ("file", "row", "column", "value", "reason")

CODES: dict[str, dict[object, int]] = {
    name: {value: code for code, value in enumerate(column.values)} for name, column in CLAIMS.items() if column.values
}
"""The number of each allowed value."""


def precision(start: date, end: date) -> str:
    """UCDP ``date_prec`` as a word: 1 day is ``day``, 2-6 ``days``, 7 ``week``, up to 31 ``month``, 366 ``year``."""
    days = (end - start).days + 1
    return next((name for most, name in _LONGEST if days <= most), "unknown")


def empty() -> pd.DataFrame:
    """A claim frame of no rows, with every column and dtype."""
    return from_rows([])


def from_rows(rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """A claim frame from one mapping a row; columns a row leaves out are missing (lists: empty).

    Raises FrameError when a row has a column or a value that the frame does not know. Builds the columns' arrays at
    once: a report has few claims, and a general conversion would cost more than reading it.
    """
    kept = list(rows)
    for extra in {name for row in kept for name in row if name not in CLAIMS}:
        raise FrameError(unknown("column", extra, CLAIMS))
    arrays = {name: _array(name, [row.get(name) for row in kept]) for name in CLAIMS}
    wrong = [] if all(map(_in_order, kept)) else wrong_intervals(arrays)
    if wrong:
        raise FrameError("These rows are no claims: " + "; ".join(wrong) + ".")
    return pd.DataFrame(arrays, copy=False)


def _in_order(row: Mapping[str, Any]) -> bool:
    """Plainly no first bound exceeds the second; what is not plain, the columns' own types tell."""
    return all(_plainly_at_most(row.get(low), row.get(high)) for low, high in INTERVALS)


def _plainly_at_most(low: Any, high: Any) -> bool:
    return low is None or high is None or (type(low) is type(high) and type(low) in (int, date) and low <= high)


def _array(name: str, values: list[Any]) -> Any:
    column = CLAIMS[name]
    dtype: Any = column.dtype
    try:
        if column.dtype is NAMES:
            return pd.arrays.ArrowExtensionArray(pa.array(map(names_in, values), type=NAMES.pyarrow_dtype))
        if column.dtype is TEXT:
            return pd.arrays.ArrowStringArray(pa.array(values, type=pa.large_string(), from_pandas=True))
        if isinstance(column.dtype, pd.CategoricalDtype):
            return pd.Categorical.from_codes([_code(name, value) for value in values], dtype=column.dtype)
        if column.dtype == DAY:
            return np.array([_day(value) for value in values], dtype="datetime64[D]").astype(DAY)
        if column.dtype == "float64":
            return np.array([math.nan if value is None else value for value in values], dtype="float64")
        if dtype in _INTEGERS:
            missing = np.array([value is None or value is pd.NA for value in values], dtype=bool)
            known = [0 if gone else operator.index(value) for value, gone in zip(values, missing, strict=True)]
            return pd.arrays.IntegerArray(np.array(known, dtype=_INTEGERS[dtype]), missing)
        return pd.array(values, dtype=dtype)
    except (TypeError, ValueError, pa.ArrowInvalid, OverflowError) as error:
        raise FrameError(f"column {name!r} cannot be {column.dtype}: {error}") from error


_INTEGERS = {"Int32": "int32", "Int8": "int8"}


def _code(name: str, value: object) -> int:
    if value is None or value is pd.NA:
        return -1
    code = CODES[name].get(value)
    if code is None:
        raise FrameError(f"column {name!r}: " + unknown("value", str(value), CLAIMS[name].values))
    return code


def _day(value: object) -> object:
    if value is None or value is pd.NaT:
        return np.datetime64("NaT")
    return value if type(value) is date else pd.Timestamp(value).date()  # type: ignore[arg-type]


def problems_frame(rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
    """The list of problems: ``file, row, column, value, reason``; row is Int64, missing where it is the whole file."""
    kept = list(rows)
    columns = {
        name: pd.Series([row.get(name) for row in kept], dtype="Int64" if name == "row" else TEXT)
        for name in PROBLEM_COLUMNS
    }
    return pd.DataFrame(columns)


def names_in(value: object) -> list[str]:
    """A list of names; empty where it is missing. Raises ValueError for a text, which is no list."""
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return []
    if isinstance(value, str):
        raise ValueError(f"a list of names is needed, not the text {value!r}")
    return [str(name) for name in value]  # type: ignore[attr-defined]
