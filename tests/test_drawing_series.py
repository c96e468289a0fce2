"""Lines through time against sums made by hand: bar by bar, the total so far, the rolling mean."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.bins import Tally
from dashboard.drawing.series import RUNNING, series
from dashboard.drawing.units import MEAN, UNITS, bar_of, first_day

Bar = tuple[int, int, int, int, bool]
"""Number, lower bound, what may be more, how many events give no figure, whether a source gives no upper bound."""


def of_bars(bars: list[Bar], unit: str) -> Tally:
    numbers = np.array([bar[0] for bar in bars], dtype=np.int64)
    low, more, unknown, is_open = (np.array([bar[place] for bar in bars], dtype=float) for place in range(1, 5))
    known = (low + more > 0).astype(np.int64)
    return Tally(
        unit=unit,
        first=first_day(numbers, unit),
        last=first_day(numbers + 1, unit) - 1,
        low={"": low},
        spread=np.zeros(len(bars)),
        more=more,
        open=is_open > 0,
        events=unknown.astype(np.int64) + known,
        unknown=unknown.astype(np.int64),
        best=np.full(len(bars), np.nan),
    )


@st.composite
def tallies(draw: st.DrawFn) -> tuple[list[Bar], str]:
    numbers = sorted(draw(st.sets(st.integers(-3, 12), max_size=8)))
    small = st.integers(0, 9)
    bars = [(number, draw(small), draw(small), draw(st.integers(0, 2)), draw(st.booleans())) for number in numbers]
    return bars, draw(st.sampled_from(UNITS))


def value(bars: list[Bar], many: int = 1) -> tuple[float, float]:
    """The bounds of some bars together: a gap where all of their events are without a figure."""
    known = any(low + more > 0 for _, low, more, _, _ in bars)
    if not known and any(unknown for *_, unknown, _ in bars):
        return math.nan, math.nan
    low = sum(bar[1] for bar in bars)
    return low / many, (low + sum(bar[2] for bar in bars)) / many


def or_gaps(expected: list[tuple[float, float]], bars: list[Bar], unit: str) -> list[tuple[float, float]]:
    """Where no event of all has a figure, nothing but gaps: a line at 0 would tell what nobody does."""
    return expected if of_bars(bars, unit).known.any() else [(float("nan"), float("nan"))] * len(expected)


@settings(deadline=None)
@given(tallies())
def test_every_bar_from_the_first_to_the_last_has_its_bounds_or_a_gap(drawn: tuple[list[Bar], str]) -> None:
    bars, unit = drawn
    found = series(of_bars(bars, unit), "none")
    whole = list(range(bars[0][0], bars[-1][0] + 1)) if bars else []
    assert found.bar.tolist() == whole
    assert bar_of(found.first, unit).tolist() == bar_of(found.last, unit).tolist() == whole
    expected = [value([bar for bar in bars if bar[0] == number]) for number in whole]
    expected = or_gaps(expected, bars, unit)
    assert found.low.tolist() == pytest.approx([low for low, _ in expected], nan_ok=True)
    assert found.high.tolist() == pytest.approx([high for _, high in expected], nan_ok=True)
    assert found.open.tolist() == [any(bar[4] for bar in bars if bar[0] == number) for number in whole]


@settings(deadline=None)
@given(tallies())
def test_the_mean_is_of_each_bar_and_those_before_it(drawn: tuple[list[Bar], str]) -> None:
    bars, unit = drawn
    many = MEAN[unit]
    found = series(of_bars(bars, unit), "mean")
    whole = list(range(bars[0][0] + many - 1, bars[-1][0] + 1)) if bars else []
    assert found.bar.tolist() == whole
    expected = [value([bar for bar in bars if number - many < bar[0] <= number], many) for number in whole]
    expected = or_gaps(expected, bars, unit)
    assert found.low.tolist() == pytest.approx([low for low, _ in expected], nan_ok=True)
    assert found.high.tolist() == pytest.approx([high for _, high in expected], nan_ok=True)


@settings(deadline=None)
@given(tallies())
def test_the_total_ends_with_the_sum_of_all(drawn: tuple[list[Bar], str]) -> None:
    bars, unit = drawn
    found = series(of_bars(bars, unit), "total")
    assert found.bar.tolist() == [bar[0] for bar in bars]
    for place in range(len(bars)):
        until = bars[: place + 1]
        known = any(low + more > 0 for _, low, more, _, _ in until)
        low, high = value(until) if known else (math.nan, math.nan)
        assert found.low[place] == pytest.approx(low, nan_ok=True)
        assert found.high[place] == pytest.approx(high, nan_ok=True)


@settings(deadline=None)
@given(tallies(), st.sampled_from(RUNNING), st.integers(-5, 14), st.integers(-5, 14))
def test_between_two_days_there_are_the_same_bars_and_no_others(
    drawn: tuple[list[Bar], str], running: str, first: int, last: int
) -> None:
    bars, unit = drawn
    days = first_day(np.array([first, last]), unit).tolist()
    whole, part = series(of_bars(bars, unit), running), series(of_bars(bars, unit), running, *days)
    here = (whole.bar >= first) & (whole.bar <= last)
    assert part.bar.tolist() == whole.bar[here].tolist()
    if running != "total":  # a total begins anew where the days begin
        assert part.high.tolist() == pytest.approx(whole.high[here].tolist(), nan_ok=True)
