"""The window's arithmetic on events: what lies before, within and behind it is every dated event."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing import window as days
from dashboard.drawing.plan import within_period
from dashboard.drawing.window import DAY, bulk, bulk_of, days_of, within
from dashboard.events import events
from data_prep import empty
from data_prep.frame import from_rows

Stay = tuple[int, int] | None


def told_of(stays: list[Stay], dataset: str = "acled") -> Any:
    return [
        {
            "claim_id": f"{dataset}{number}",
            "dataset": dataset,
            **(
                {}
                if stay is None
                else {name: day(at) for name, at in zip(("date_start", "date_end"), stay, strict=True)}
            ),
        }
        for number, stay in enumerate(stays)
    ]


def day(number: int) -> date:
    return date.fromordinal(date(2000, 1, 1).toordinal() + number)


BEGIN = (date(2000, 1, 1) - date(1970, 1, 1)).days
STAYS = st.none() | st.tuples(st.integers(-900, 900), st.sampled_from([0, 0, 1, 6, 30, 400])).map(
    lambda drawn: (drawn[0], drawn[0] + drawn[1])
)


@settings(deadline=None, max_examples=60)
@given(st.lists(STAYS, max_size=12))
def test_what_lies_before_and_after_is_what_lies_wholly_outside(stays: list[Stay]) -> None:
    told = events(from_rows(told_of(stays)))
    found = bulk_of(told)
    dated = [(BEGIN + stay[0], BEGIN + stay[1]) for stay in stays if stay]
    assert found.before == sum((end + 1) * DAY <= found.first for _, end in dated)
    assert found.after == sum(start * DAY >= found.last for start, _ in dated)
    inside = [stay for stay in dated if stay[0] * DAY < found.last and (stay[1] + 1) * DAY > found.first]
    assert found.before + len(inside) + found.after == len(dated)
    assert not dated or inside
    assert within(found, told) == found
    if dated:
        assert found == bulk(*(np.array(ends, dtype=float) * DAY for ends in zip(*dated, strict=True)))


@settings(deadline=None, max_examples=30)
@given(st.lists(STAYS, max_size=8), st.lists(STAYS, max_size=8))
def test_the_window_of_two_data_sets_holds_the_bulk_of_each(first: list[Stay], second: list[Stay]) -> None:
    told = events(from_rows([*told_of(first), *told_of(second, "ucdp-ged")]))
    found = bulk_of(told)
    for one in [told.part(name) for name in told.datasets]:
        if one.dated.any():
            alone = bulk_of(one)
            assert found.first <= alone.first < alone.last <= found.last
    assert found.before + found.after <= int(told.dated.sum())


@settings(deadline=None, max_examples=30)
@given(st.lists(STAYS, max_size=12))
def test_days_are_counted_as_they_are_sorted(stays: list[Stay]) -> None:
    """Many events are counted day by day, few are sorted: both say the same."""
    frame = from_rows(told_of(stays))
    sorted_out = days_of(events(frame))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(days, "FEW", -1)
        counted = days_of(events(frame.copy()))
    for name in ("starts", "begin", "brief", "long_starts", "long_ends"):
        assert getattr(counted, name).tolist() == getattr(sorted_out, name).tolist(), name


def test_no_dated_events_have_a_window_of_one_day() -> None:
    for told in (events(empty()), events(from_rows(told_of([None, None])))):
        found = bulk_of(told)
        assert (found.last - found.first, found.before, found.after) == (DAY, 0, 0)


@settings(deadline=None)
@given(st.none() | st.integers(-4_000, 4_000), st.none() | st.integers(-4_000, 4_000))
def test_a_period_moves_the_ends_that_are_asked_for_and_leaves_a_day_at_least(first: Any, last: Any) -> None:
    if first is not None and last is not None and first > last:
        first, last = last, first
    whole = bulk_of(events(from_rows(told_of([(0, 0), (400, 430)]))))
    found = within_period(whole, tuple(None if at is None else day(at) for at in (first, last)))
    assert found.last - found.first >= DAY
    assert found.start <= found.last
    assert found.first <= found.end >= found.start
    if first is not None:
        assert found.first <= (BEGIN + first) * DAY
    if last is not None:
        assert found.last >= (BEGIN + last + 1) * DAY
    if (first, last) == (None, None):
        assert found == whole
