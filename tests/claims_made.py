"""Claim frames made up for tests: one with everything in it that a kind of file may stumble over, and any at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
from hypothesis import strategies as st

from data_prep.frame import ATTRIBUTIONS, DATASETS, PRECISIONS, STANCES, from_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

FULL: Mapping[str, Any] = {
    "claim_id": "c1",
    "event_id": "e1",
    "dataset": "report",
    "date_start": "2016-03-19",
    "date_end": "2016-03-20",
    "date_precision": "days",
    "date_text": "",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "stance": "reported",
    "killed_low": 39,
    "civilians_killed_low": 16,
    "civilians_killed_high": 16,
    "perpetrators": ["Russia", 'The "Tigers"', "a|b,c"],
    "attribution": "contested",
    "place": "Raqqa",
    "country": "SYR",
    "latitude": 35.95,
    "longitude": 39.01,
    "place_precision": 1,
    "source": "Syrian Observatory for Human Rights",
    "document": "report.txt",
    "published": "2016-03-20",
    "sentence": 'He said: "Two\ndied."',
    "span_start": 0,
    "span_end": 20,
    "flags": ["number-vague"],
}
LIVE = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "'=1", "''-1")
"""Texts that a spreadsheet would run, or is kept from running."""
ODD = (
    *LIVE,
    "",
    " ",
    " a ",
    "\n",
    "a\r\nb",
    '"',
    '""',
    '"quoted"',
    '"not" all of it "quoted"',
    "12",
    "1e5",
    "TRUE",
    "null",
    "2016-03-19",
    "قُتل 12 شخصاً في الغارة \u200f(الرقة)",
    "\U0001f600",
    "\ufffe\uffff",
    "\x00\x01\x0b\x1f\x7f\x85\u2028",
    "_x0041_ _x000D_ _x005F_",
    "<b>&amp;</b> ]]>",
    "ends as if it went on … [Long texts 1]",
)
"""Texts that one kind of file or another cannot hold as they are."""


def full() -> pd.DataFrame:
    """Two claims, one with nearly everything, one with nearly nothing."""
    return from_rows([FULL, {"claim_id": "c2"}])


def odd() -> pd.DataFrame:
    """Every odd text in a text, a list and a data set's own column; days, numbers and rows at the edge."""
    rows = [{"claim_id": str(place), "sentence": text, "targets": [text, text]} for place, text in enumerate(ODD)]
    edges = [
        {"published": "1816-01-02", "longitude": -38.123456789012345, "latitude": 5e-324},
        {"date_start": "1900-02-28", "date_end": "1900-03-01", "longitude": -0.0, "killed_high": 2**31 - 1},
        {"date_start": "0999-12-31", "date_end": "9999-12-31", "latitude": 0.1},
        {},
    ]
    frame = from_rows([*rows, *edges])
    own: list[str | None] = [*ODD, *[None] * len(edges)]
    return frame.assign(**{"acled:tags": pd.Series(own, dtype="string")})


TEXTS = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from(ODD), st.text(alphabet='=+-@"\t\r\n\\_x0D,; é', max_size=8)
)
_NAMES = st.lists(st.text(max_size=5), max_size=3)
_DAYS = st.one_of(st.none(), st.dates(min_value=date(1000, 1, 1)))


@st.composite
def _rows(draw: st.DrawFn) -> dict[str, Any]:
    bounds = sorted(draw(st.lists(st.integers(0, 2**31 - 1), min_size=2, max_size=2)))
    days = sorted(draw(st.lists(st.dates(min_value=date(1000, 1, 1)), min_size=2, max_size=2)))
    kept = st.sampled_from([True, False])
    return {
        "claim_id": draw(TEXTS),
        "dataset": draw(st.one_of(st.none(), st.sampled_from(DATASETS))),
        "date_start": days[0] if draw(kept) else None,
        "date_end": days[1] if draw(kept) else None,
        "date_precision": draw(st.one_of(st.none(), st.sampled_from(PRECISIONS))),
        "stance": draw(st.one_of(st.none(), st.sampled_from(STANCES))),
        "killed_low": bounds[0] if draw(kept) else None,
        "killed_high": bounds[1] if draw(kept) else None,
        "perpetrators": draw(_NAMES),
        "attribution": draw(st.one_of(st.none(), st.sampled_from(ATTRIBUTIONS))),
        "place": draw(TEXTS),
        "latitude": draw(st.one_of(st.none(), st.floats(-90, 90))),
        "longitude": draw(st.one_of(st.none(), st.floats(-180, 180))),
        "published": draw(_DAYS),
        "sentence": draw(TEXTS),
        "flags": draw(_NAMES),
    }


def frames() -> st.SearchStrategy[pd.DataFrame]:
    """Claim frames of a few rows, of any texts, bounds, days and lists, some with a data set's own column."""
    return st.tuples(st.lists(_rows(), max_size=4), st.booleans(), st.lists(TEXTS, min_size=4, max_size=4)).map(_frame)


def _frame(made: tuple[list[dict[str, Any]], bool, list[str | None]]) -> pd.DataFrame:
    rows, further, texts = made
    frame = from_rows(rows)
    if not further or not rows:
        return frame
    return frame.assign(**{"acled:tags": pd.Series(texts[: len(rows)], dtype="string")})
