"""Tallies against brute force: every event is in its bars by its share, or is said to be in none."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store_made import frames, frames_apart, made

from dashboard.drawing.bins import IMPRECISE, coverage, tally
from dashboard.drawing.groups import BY, WHOLE, groups
from dashboard.drawing.units import MOST_SHARED, UNITS
from dashboard.events import events
from dashboard.store.told import Told
from data_prep.frame import from_rows

EPOCH = date(1970, 1, 1)
MEASURES = ("events", "strikes", "killed", "civilians_killed", "injured")
FIRST = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "quarter": lambda day: day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1),
    "year": lambda day: day.replace(day=1, month=1),
}


def bars_of(event: dict[str, Any], unit: str) -> dict[date, int]:
    """The first day of each bar that an event may lie in, and how many of its days do."""
    found: dict[date, int] = defaultdict(int)
    days = (event["date_end"] - event["date_start"]).days + 1
    for after in range(days):
        found[FIRST[unit](event["date_start"].date() + timedelta(days=after))] += 1
    return found


def bounds(event: dict[str, Any], measure: str) -> tuple[float, float] | None:
    """Lower and upper bound of an event; None where nobody gives a figure."""
    if measure == "events":
        return (0, 1) if event["stance"] == "disputed" else (1, 1)
    low, high = (event[f"{measure}_{end}"] for end in ("low", "high"))
    known = [number for number in (low, high) if number == number and number is not None]
    return (float(low) if low in known else 0.0, float(known[-1])) if known else None


def drawn(
    events_here: list[dict[str, Any]], unit: str, imprecise: str
) -> list[tuple[dict[str, Any], dict[date, float]]]:
    """The events in the bars, each with its share in them."""
    found = []
    for event in events_here:
        bars = bars_of(event, unit)
        days = sum(bars.values())
        if len(bars) == 1 or imprecise == "placed":
            found.append((event, {min(bars): 1.0}))
        elif imprecise == "spread" and len(bars) <= MOST_SHARED[unit]:
            found.append((event, {bar: count / days for bar, count in bars.items()}))
    return found


def in_words(days: np.ndarray) -> list[date]:
    return [EPOCH + timedelta(days=day) for day in days.tolist()]


def told_of(frame: Any) -> tuple[Told, list[dict[str, Any]]]:
    told = events(frame)
    rows = told.frame().astype(object).where(told.frame().notna(), None).to_dict("records")
    return told, [row for row in rows if row["stance"] != "denied"]


LONG = made(
    [
        {"dataset": "acled", "date_start": "2015-03-01", "date_end": "2016-03-31", "killed_low": 7},
        {"dataset": "acled", "date_start": "2016-01-30", "date_end": "2016-02-02", "killed_high": 9},
    ]
)


@settings(deadline=None, max_examples=60)
@given(frames() | frames_apart(), st.sampled_from(MEASURES), st.sampled_from(UNITS), st.sampled_from(IMPRECISE))
@example(LONG, "killed", "month", "spread")
@example(LONG, "killed", "day", "spread")
@example(LONG, "events", "year", "placed")
def test_bars_hold_the_bounds_of_their_events_by_share(frame: Any, measure: str, unit: str, imprecise: str) -> None:
    told, reported = told_of(frame)
    dated = [event for event in reported if event["date_start"] is not None]
    sure, spread, more, best = (defaultdict(float) for _ in range(4))
    count, unknown, is_open = (defaultdict(int) for _ in range(3))
    for event, shares in drawn(dated, unit, imprecise):
        given = bounds(event, measure)
        for bar, share in shares.items():
            low, high = given or (0, 0)
            exact = len(bars_of(event, unit)) == 1
            (sure if exact else spread)[bar] += low * share
            more[bar] += (high - low) * share
            count[bar] += 1
            unknown[bar] += given is None
            is_open[bar] += measure != "events" and event[f"{measure}_open"]
            known = event["killed_best"] if measure == "killed" else None
            best[bar] += (
                (0 if given is None else np.nan if known is None else known * share) if measure == "killed" else np.nan
            )
    found = tally(told, measure, unit, imprecise=imprecise)
    days = in_words(found.first)
    assert days == sorted(count)
    assert [FIRST[unit](day) for day in in_words(found.last)] == days
    for name, expected in (("sure", sure), ("spread", spread), ("more", more), ("best", best)):
        assert getattr(found, name).tolist() == pytest.approx([expected[day] for day in days], nan_ok=True), name
    assert found.events.tolist() == [count[day] for day in days]
    assert found.unknown.tolist() == [unknown[day] for day in days]
    assert found.open.tolist() == [is_open[day] > 0 for day in days]


@settings(deadline=None, max_examples=60)
@given(frames() | frames_apart(), st.sampled_from(MEASURES), st.sampled_from(UNITS), st.sampled_from(IMPRECISE))
@example(LONG, "killed", "day", "spread")
def test_every_event_is_drawn_or_said_to_be_left_out(frame: Any, measure: str, unit: str, imprecise: str) -> None:
    told, reported = told_of(frame)
    found = coverage(told, measure, unit, imprecise)
    known = [event for event in reported if bounds(event, measure) is not None]
    dated = [event for event in known if event["date_start"] is not None]
    within = drawn(dated, unit, imprecise)
    one = sum(len(bars_of(event, unit)) == 1 for event in dated)
    assert found.counted + found.denied == len(told)
    assert found.counted == len(reported)
    assert found.unknown == len(reported) - len(known)
    assert found.undated == len(known) - len(dated)
    assert found.too_long + found.left_out == len(dated) - len(within)
    assert found.spread + found.placed == len(within) - one
    shown = one + found.spread + found.placed
    assert shown + found.unknown + found.undated + found.too_long + found.left_out + found.denied == len(told)


@settings(deadline=None, max_examples=40)
@given(frames() | frames_apart(), st.sampled_from(MEASURES), st.sampled_from(BY), st.sampled_from(IMPRECISE))
def test_stacks_add_up_to_the_whole(frame: Any, measure: str, by: str, imprecise: str) -> None:
    told, _ = told_of(frame)
    whole, split = (tally(told, measure, "week", stacks, imprecise) for stacks in (WHOLE, groups(told, by)))
    for name in ("first", "sure", "spread", "more", "events", "unknown"):
        assert getattr(split, name).tolist() == pytest.approx(getattr(whole, name).tolist()), name
    each = [
        tally(told, measure, "week", groups(told, by), imprecise, code) for code in range(len(groups(told, by).names))
    ]
    assert sum(int(one.events.sum()) for one in each) == int(whole.events.sum())
    assert sum(float(one.at_most.sum()) for one in each) == pytest.approx(float(whole.at_most.sum()))


def test_sums_go_beyond_what_32_bits_hold() -> None:
    most = 2**31 - 1
    rows = ({"claim_id": f"c{n}", "dataset": "acled", "date_start": "2016-03-01", "killed_low": most} for n in range(5))
    found = tally(events(from_rows(rows)), "killed", "day")
    assert found.at_least.tolist() == found.at_most.tolist() == [5 * most]


def test_events_an_age_apart_are_counted_without_a_place_for_every_day_between() -> None:
    rows = [
        {"claim_id": day, "dataset": "acled", "date_start": day} for day in ("0999-12-31", "9999-12-31", "1969-12-31")
    ]
    for unit in UNITS:
        found = tally(events(from_rows(rows)), "events", unit)
        assert found.events.tolist() == [1, 1, 1]
        assert in_words(found.first) == [
            FIRST[unit](date(*day)) for day in ((999, 12, 31), (1969, 12, 31), (9999, 12, 31))
        ]
