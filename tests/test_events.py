"""Claims to events: what is agreed, what is contradicted, and what is never summed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from demo import claims as demo_claims
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import events as door
from data_prep import empty
from data_prep.frame import from_rows


def events(claims: pd.DataFrame) -> pd.DataFrame:
    """The events of a claim frame, as a frame."""
    return door.events(claims).frame()


def claim(number: int = 0, event: str = "e", **values: Any) -> dict[str, Any]:
    return {"claim_id": f"c{number}", "event_id": event, "dataset": "report", "stance": "reported", **values}


def event(*rows: dict[str, Any]) -> Any:
    """The one event that these claims tell of."""
    told = events(from_rows([claim(number, **row) for number, row in enumerate(rows)]))
    assert len(told) == 1
    return next(told.itertuples(index=False))


def test_one_row_for_each_event_in_order_of_appearance() -> None:
    told = events(from_rows([claim(0, "b"), claim(1, "a"), claim(2, "b")]))
    assert list(told["event_id"]) == ["b", "a"]
    assert list(told["claims"]) == [2, 1]


def test_no_claims_no_events_and_every_column_all_the_same() -> None:
    nothing = events(empty())
    assert len(nothing) == 0
    assert list(nothing) == list(events(demo_claims()))


def test_claims_that_share_a_day_narrow_the_event_to_it() -> None:
    found = event(
        {"date_start": "2016-03-01", "date_end": "2016-03-31", "date_precision": "month"},
        {"date_start": "2016-03-19", "date_end": "2016-03-19", "date_precision": "day"},
    )
    assert (found.date_start, found.date_end) == (pd.Timestamp("2016-03-19"), pd.Timestamp("2016-03-19"))
    assert found.date_precision == "day"
    assert len(found.contradictions) == 0


def test_claims_that_share_no_day_span_from_first_to_last_and_contradict() -> None:
    found = event(
        {"date_start": "2016-03-17", "date_end": "2016-03-17", "date_precision": "day"},
        {"date_start": "2016-03-18", "date_end": "2016-03-18", "date_precision": "day"},
    )
    assert (found.date_start, found.date_end) == (pd.Timestamp("2016-03-17"), pd.Timestamp("2016-03-18"))
    assert found.date_precision == "days"
    assert list(found.contradictions) == ["dates"]


@pytest.mark.parametrize(
    ("last", "precision"),
    [("2016-03-06", "days"), ("2016-03-07", "week"), ("2016-03-31", "month"), ("2016-04-01", "year")],
)
def test_dates_in_conflict_take_the_precision_of_their_length(last: str, precision: str) -> None:
    found = event(
        {"date_start": "2016-03-01", "date_end": "2016-03-01", "date_precision": "day"},
        {"date_start": last, "date_end": last, "date_precision": "day"},
    )
    assert found.date_precision == precision


def test_an_undated_claim_takes_nothing_from_a_dated_one() -> None:
    found = event({}, {"date_start": "2016-03-19", "date_end": "2016-03-19", "date_precision": "day"})
    assert found.date_start == pd.Timestamp("2016-03-19")
    assert found.date_precision == "day"


def test_an_event_nobody_dates_has_no_dates_and_unknown_precision() -> None:
    found = event({})
    assert pd.isna(found.date_start)
    assert pd.isna(found.date_end)
    assert found.date_precision == "unknown"


def test_bounds_run_from_the_smallest_low_to_the_largest_high() -> None:
    found = event({"killed_low": 39}, {"killed_low": 43, "killed_high": 43})
    assert (found.killed_low, found.killed_high, found.killed_open) == (39, 43, True)
    assert list(found.contradictions) == []


def test_figures_that_no_number_satisfies_contradict() -> None:
    found = event({"killed_low": 16, "killed_high": 16}, {"killed_low": 25, "killed_high": 25})
    assert (found.killed_low, found.killed_high, found.killed_open) == (16, 25, False)
    assert list(found.contradictions) == ["figures"]


def test_an_upper_bound_alone_gives_no_lower_one() -> None:
    found = event({"killed_high": 30})
    assert pd.isna(found.killed_low)
    assert (found.killed_high, found.killed_open) == (30, False)


def test_a_missing_figure_is_missing_and_a_zero_is_zero() -> None:
    assert pd.isna(event({}).killed_low)
    assert event({"killed_low": 0, "killed_high": 0}).killed_high == 0


@pytest.mark.parametrize("flag", ["number-per-day", "toll-cumulative"])
def test_a_rate_or_a_running_total_is_in_no_figure(flag: str) -> None:
    found = event({"strikes_high": 25, "flags": [flag]}, {"strikes_low": 3, "strikes_high": 3})
    assert (found.strikes_low, found.strikes_high) == (3, 3)
    assert found.left_out


def test_bounds_a_source_crosses_itself_are_put_in_order() -> None:
    found = event({"killed_low": 9, "killed_high": 4, "flags": ["bounds-crossed"]})
    assert (found.killed_low, found.killed_high) == (4, 9)


def test_an_event_that_every_claim_denies_is_denied() -> None:
    assert event({"stance": "denied"}, {"stance": "denied"}).stance == "denied"


def test_a_denial_beside_a_report_makes_it_disputed_and_gives_no_figure_or_date() -> None:
    found = event(
        {"killed_low": 5, "killed_high": 5, "date_start": "2016-03-19", "date_end": "2016-03-19"},
        {"stance": "denied", "killed_low": 50, "date_start": "2016-01-01", "date_end": "2016-01-01"},
    )
    assert found.stance == "disputed"
    assert (found.killed_low, found.killed_high) == (5, 5)
    assert found.date_start == pd.Timestamp("2016-03-19")
    assert list(found.contradictions) == ["denial"]


def test_claims_that_name_different_perpetrators_are_contested() -> None:
    found = event(
        {"perpetrators": ["Russia"], "attribution": "stated"}, {"perpetrators": ["Syria"], "attribution": "alleged"}
    )
    assert found.attribution == "contested"
    assert list(found.perpetrators) == ["Russia", "Syria"]
    assert list(found.contradictions) == ["attribution"]


def test_the_order_of_names_is_no_contradiction_and_silence_is_none_either() -> None:
    found = event(
        {"perpetrators": ["Russia", "Syria"], "attribution": "stated"},
        {"perpetrators": ["Syria", "Russia"], "attribution": "stated"},
        {"attribution": "unknown"},
    )
    assert found.attribution == "stated"
    assert list(found.contradictions) == []


def test_names_and_sources_stand_once_in_order() -> None:
    found = event({"source": "B", "targets": ["X"]}, {"source": "A", "targets": ["Y", "X"]}, {"source": "B"})
    assert list(found.sources) == ["B", "A"]
    assert list(found.targets) == ["X", "Y"]


def test_what_the_first_claim_leaves_open_the_next_one_fills() -> None:
    found = event({}, {"place": "Raqqa", "latitude": 35.9}, {"place": "Palmyra"})
    assert (found.place, found.latitude) == ("Raqqa", pytest.approx(35.9))


def test_a_name_and_a_point_are_of_one_place() -> None:
    aleppo = {"place": "Aleppo", "latitude": 36.2, "longitude": 37.16, "place_precision": 1}
    found = event({"place": "Raqqa", "admin1": "Raqqa"}, aleppo)
    assert (found.place, found.latitude) == ("Aleppo", pytest.approx(36.2))
    assert pd.isna(found.admin1)
    assert event({"country": "SYR"}, {}).country == "SYR"


def test_the_same_frame_is_grouped_once_and_another_one_anew() -> None:
    frame = demo_claims()
    assert door.events(frame) is door.events(frame)
    assert door.events(frame) is not door.events(frame.copy())


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 50) | st.none(), st.integers(0, 50) | st.none())))
def test_every_claim_is_in_one_event_and_lows_never_exceed_highs(
    rows: list[tuple[int, int | None, int | None]],
) -> None:
    bounds = [(low, high) if None in (low, high) else tuple(sorted((low, high))) for _, low, high in rows]  # type: ignore[type-var]
    frame = from_rows(
        claim(number, f"e{rows[number][0]}", killed_low=low, killed_high=high)
        for number, (low, high) in enumerate(bounds)
    )
    told = events(frame)
    assert told["claims"].sum() == len(rows)
    both = told.dropna(subset=["killed_low", "killed_high"])
    assert (both["killed_low"] <= both["killed_high"]).all()
