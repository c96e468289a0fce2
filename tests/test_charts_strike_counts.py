"""The strike counts, read from the figure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from demo import claims as demo_claims
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.strike_counts import alt, build, rows
from dashboard.drawing.bins import coverage, tally, unit_for
from dashboard.drawing.groups import groups
from dashboard.drawing.units import MOST_SHARED
from dashboard.events import events
from data_prep import UsageError
from data_prep.frame import from_rows


def row(number: int, first: str | None, last: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "claim_id": f"c{number}",
        "event_id": f"e{number}",
        "dataset": "report",
        "stance": "reported",
        "date_start": first,
        "date_end": last or first,
        "sub_event_type": "Air/drone strike",
        "perpetrators": ["Russia"],
        "attribution": "stated",
        **more,
    }


def drawn(figure: go.Figure) -> dict[str, dict[str, float]]:
    """The heights of the bars: part -> first day -> height."""
    found: dict[str, dict[str, float]] = {}
    first_at = {
        (trace.yaxis, x): first
        for trace in figure.data
        if trace.name == "pointed"
        for x, (first, _, _) in zip(trace.x, trace.customdata, strict=True)
    }
    for trace in figure.data:
        if trace.type == "bar" and trace.hoverinfo == "skip":
            days = {first_at[trace.yaxis, x]: height for x, height in zip(trace.x, trace.y, strict=True) if height}
            found.setdefault(trace.name, {}).update(days)
    return found


def missing(figure: go.Figure) -> str:
    return " ".join(note.text for note in figure.layout.annotations if note.name == "missing").replace("<br>", " ")


def labels(figure: go.Figure) -> list[str]:
    return [
        text for trace in figure.data if getattr(trace, "mode", None) == "markers+text" for text in trace.text if text
    ]


def test_solid_to_the_lower_bound_pale_to_the_upper() -> None:
    bars = drawn(build(from_rows([row(0, "2016-03-19", killed_low=16, killed_high=25)]), measure="killed"))
    assert bars == {"": {"2016-03-19": 16}, "more": {"2016-03-19": 9}}


def test_no_upper_bound_has_an_arrow_and_a_plus() -> None:
    figure = build(from_rows([row(0, "2016-03-19", killed_low=39)]), measure="killed")
    assert drawn(figure) == {"": {"2016-03-19": 39}}
    top = next(trace for trace in figure.data if getattr(trace, "mode", None) == "markers+text")
    assert top.marker.size[0] > 0
    assert labels(figure) == ["39+"]
    assert "No upper bound given" in [trace.name for trace in figure.data]


def test_an_upper_bound_alone_is_all_pale() -> None:
    figure = build(from_rows([row(0, "2016-03-19", killed_high=25)]), measure="killed")
    assert drawn(figure) == {"": {}, "more": {"2016-03-19": 25}}
    assert labels(figure) == ["up to 25"]


def test_a_zero_that_is_given_is_written_and_the_unknown_is_counted() -> None:
    rows = [row(0, "2016-03-19", killed_low=0, killed_high=0), row(1, "2016-03-20"), row(2, "2016-03-25", killed_low=9)]
    figure = build(from_rows(rows), measure="killed")
    assert sorted(labels(figure)) == ["0", "9+"]
    assert "1 of 3 events without a figure." in missing(figure)


def test_only_unknown_figures_are_said_not_drawn_as_zero() -> None:
    figure = build(from_rows([row(0, "2016-03-19")]), measure="injured")
    assert len(figure.data) == 0
    said = figure.layout.annotations[0].text.replace("<br>", " ")
    assert "That is not zero" in said
    assert "injured" in said


def test_weeks_begin_on_monday() -> None:
    rows = [row(number, day) for number, day in enumerate(("2016-03-14", "2016-03-20", "2016-03-21"))]
    assert drawn(build(from_rows(rows), unit="week"))[""] == {"2016-03-14": 2, "2016-03-21": 1}


@pytest.mark.parametrize("width", [360, 1100])
def test_ticks_of_weeks_stand_on_mondays_and_name_the_day(width: int) -> None:
    days = pd.date_range("2016-02-01", periods=20, freq="3D").strftime("%Y-%m-%d")
    figure = build(from_rows(row(number, day) for number, day in enumerate(days)), unit="week", width_hint=width)
    axis = figure.layout.xaxis
    assert pd.Timestamp(axis.tick0, unit="ms").day_name() == "Monday"
    assert axis.dtick % (7 * 86_400_000) == 0
    assert axis.tickformat.startswith("%-d %b")
    assert not axis.tickformatstops


def test_months() -> None:
    rows = [row(number, day) for number, day in enumerate(("2016-02-29", "2016-03-01", "2016-03-31"))]
    assert drawn(build(from_rows(rows), unit="month"))[""] == {"2016-02-01": 1, "2016-03-01": 2}


@pytest.mark.parametrize(("days", "unit"), [(30, "day"), (200, "week"), (900, "month")])
def test_the_unit_suits_the_span(days: int, unit: str) -> None:
    spread = pd.date_range("2015-01-01", periods=30, freq=pd.Timedelta(days=days / 30)).strftime("%Y-%m-%d")
    assert unit_for(events(from_rows(row(number, day) for number, day in enumerate(spread))), "auto") == unit


def test_an_event_dated_to_several_days_is_shared_out_hatched() -> None:
    figure = build(from_rows([row(0, "2016-03-18", "2016-03-19", killed_low=10, killed_high=10)]), measure="killed")
    assert drawn(figure) == {"": {}, "spread": {"2016-03-18": 5, "2016-03-19": 5}}
    hatched = next(trace for trace in figure.data if trace.name == "spread")
    assert hatched.marker.pattern.shape == "/"


def test_shares_follow_the_days_in_each_bar() -> None:
    figure = build(from_rows([row(0, "2016-03-19", "2016-03-22", killed_low=8)]), measure="killed", unit="week")
    assert drawn(figure)["spread"] == {"2016-03-14": 4, "2016-03-21": 4}
    assert drawn(
        build(from_rows([row(0, "2016-03-15", "2016-03-17", killed_low=8)]), measure="killed", unit="week")
    ) == {"": {"2016-03-14": 8}}


def test_a_date_too_rough_for_the_bars_is_said_not_drawn() -> None:
    rows = [row(0, "2016-03-01", "2016-03-31", killed_low=31), row(1, "2016-03-19", killed_low=1, killed_high=1)]
    figure = build(from_rows(rows), measure="killed", unit="day")
    assert drawn(figure) == {"": {"2016-03-19": 1}}
    assert "1 event dated too roughly to be spread over daily bars, so in none of them." in missing(figure)
    assert drawn(build(from_rows(rows), measure="killed", unit="month"))[""] == {"2016-03-01": 32}


def test_undated_and_denied_events_are_counted_below() -> None:
    rows = [row(0, "2016-03-19"), row(1, None), row(2, "2016-03-20", stance="denied")]
    figure = build(from_rows(rows))
    assert drawn(figure) == {"": {"2016-03-19": 1}}
    assert missing(figure) == "1 event undated. 1 event denied by all, not counted."


def test_a_disputed_event_is_at_most_one() -> None:
    rows = [row(0, "2016-03-19"), {**row(0, "2016-03-19"), "claim_id": "c1", "stance": "denied"}]
    assert drawn(build(from_rows(rows))) == {"": {}, "more": {"2016-03-19": 1}}


def test_a_rate_is_in_no_bar() -> None:
    rows = [row(0, "2016-03-19", strikes_high=25, flags=["number-per-day"]), row(1, "2016-03-19", strikes_low=70)]
    assert drawn(build(from_rows(rows), measure="strikes")) == {"": {"2016-03-19": 70}}


def test_a_stack_counts_each_event_once() -> None:
    claims = demo_claims()
    for stack in ("actor", "place", "type"):
        whole, split = (drawn(build(claims, stack=name)) for name in ("none", stack))
        parts = [name for name in split if name not in ("spread", "more")]
        for day in whole[""]:
            assert sum(split[name].get(day, 0) for name in parts) == pytest.approx(whole[""][day])


def test_contested_several_and_unnamed_are_groups_of_their_own() -> None:
    names = set(drawn(build(demo_claims(), stack="actor")))
    assert {"Contested", "Nobody named"} <= names


def test_actors_together_are_one_group_and_sides_of_a_fight_another() -> None:
    three = {"perpetrators": ["A", "B"], "targets": ["C"]}
    frame = from_rows(
        [
            row(1, "2016-03-19", perpetrators=["B", "A"], attribution="stated"),
            row(2, "2016-03-19", perpetrators=["B"], targets=["A"], attribution="unstated"),
            row(3, "2016-03-19", perpetrators=["A"], targets=["B"], attribution="unstated"),
            row(4, "2016-03-19", perpetrators=["A"], attribution="unstated"),
            row(5, "2016-03-19", perpetrators=["A"], attribution="stated"),
            row(6, "2016-03-19", attribution="unstated", **three),
        ]
    )
    assert {name: sum(days.values()) for name, days in drawn(build(frame, stack="actor")).items()} == {
        "A": 1,
        "A / B": 2,
        "A, not said to have attacked": 1,
        "Several actors together": 2,
    }


def test_at_most_eight_groups_the_rest_in_one() -> None:
    frame = from_rows(row(number, "2016-03-19", perpetrators=[f"Actor {number:02}"]) for number in range(12))
    names = list(drawn(build(frame, stack="actor")))
    assert len(names) == 8
    assert names[-1] == "5 other actors"


def test_data_sets_are_never_added() -> None:
    rows = [row(0, "2016-03-19", killed_low=5), row(1, "2016-03-19", killed_low=7, dataset="ucdp-ged")]
    figure = build(from_rows(rows), measure="killed")
    bars = {(trace.yaxis, height) for trace in figure.data if trace.customdata is not None for height in trace.y}
    assert bars == {("y", 5), ("y2", 7)}
    assert [note.text for note in figure.layout.annotations if note.name == "panel"] == [
        "<b>Reports</b>",
        "<b>UCDP GED</b>",
    ]


def test_hover_tells_the_days_the_bounds_and_who_gives_none() -> None:
    rows = [row(0, "2016-03-19", killed_low=39), row(1, "2016-03-19")]
    trace = next(trace for trace in build(from_rows(rows), measure="killed").data if trace.customdata is not None)
    assert trace.customdata[0][2] == "<b>19 March 2016</b><br>Killed: 39+<br>2 events, 1 without a figure"


@pytest.mark.parametrize(
    "choice", [{"measure": "tanks"}, {"unit": "hour"}, {"stack": "colour"}, {"arrange": "heap"}, {"imprecise": "guess"}]
)
def test_a_choice_that_does_not_exist_is_named(choice: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(choice.values()))):
        build(demo_claims(), **choice)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 120), st.integers(0, 400), st.integers(0, 30) | st.none(), st.integers(0, 30)),
        min_size=1,
    ),
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
)
def test_nothing_is_lost_and_nothing_is_added(rows: list[tuple[int, int, int | None, int]], unit: str) -> None:
    """The bars hold every figure of the events that coverage says they draw, and the rest is counted."""
    start = pd.Timestamp("2016-01-01")
    frame = from_rows(
        row(
            number,
            str((start + pd.Timedelta(days=first)).date()),
            str((start + pd.Timedelta(days=first + length)).date()),
            killed_low=low,
            killed_high=None if low is None else low + more,
        )
        for number, (first, length, low, more) in enumerate(rows)
    )
    told = events(frame)
    whole = told.frame()
    bars, covered = tally(told, "killed", unit, groups(told, "actor")), coverage(told, "killed", unit)
    edges = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}[unit]
    reach = [
        (pd.Period(last, edges).ordinal - pd.Period(first, edges).ordinal)
        for first, last in zip(whole["date_start"], whole["date_end"], strict=True)
    ]
    fits = pd.Series(reach) < MOST_SHARED[unit]
    assert bars.at_least.sum() == pytest.approx(whole["killed_low"][fits].fillna(0).sum())
    assert bars.at_most.sum() == pytest.approx(whole["killed_high"][fits].fillna(0).sum())
    known = whole["killed_low"].notna()
    assert covered.too_long == int((known & ~fits).sum())
    assert covered.unknown == int((~known).sum())


def test_the_axis_moves_to_the_events_that_have_figures_when_none_of_them_is_in_sight() -> None:
    rows = [
        {"event_id": f"e{day}", "date_start": f"2016-03-{day}", "date_end": f"2016-03-{day}"} for day in range(20, 26)
    ]
    far = {"event_id": "far", "date_start": "2015-06-01", "date_end": "2015-06-01", "killed_low": 3, "killed_high": 3}
    claims = from_rows(
        [{"claim_id": row["event_id"], "dataset": "report", "stance": "reported", **row} for row in [*rows, far]]
    )
    first, last = build(claims, measure="killed").layout.xaxis.range
    assert first <= pd.Timestamp("2015-06-01").timestamp() * 1000 <= last
    first, _ = build(claims, measure="events").layout.xaxis.range
    assert first > pd.Timestamp("2015-06-01").timestamp() * 1000


def test_no_label_speaks_of_a_part_of_a_person() -> None:
    row = {
        "claim_id": "c",
        "event_id": "e",
        "dataset": "report",
        "stance": "reported",
        "killed_low": 1,
        "killed_high": 1,
    }
    claims = from_rows([{**row, "date_start": "2016-03-14", "date_end": "2016-03-18"}])
    figure = build(claims, measure="killed", unit="day")
    texts = {text for trace in figure.data if trace.type == "scatter" for text in trace.text or ()}
    assert texts == {"&lt;1"}


def test_a_chart_of_one_day_names_each_day_once() -> None:
    row = {"claim_id": "c", "event_id": "e", "dataset": "report", "stance": "reported"}
    claims = from_rows([{**row, "date_start": "2016-03-18", "date_end": "2016-03-18"}])
    axis = build(claims, unit="day").layout.xaxis
    assert (axis.range[1] - axis.range[0]) / axis.nticks > 86_400_000 / 2


@pytest.mark.parametrize("years", [1, 3, 8, 20, 60])
def test_ticks_of_many_months_stand_at_quarters_or_whole_years(years: int) -> None:
    same = {"dataset": "report", "stance": "reported"}
    days = [f"{2024 - years + number * years // 8}-03-0{1 + number % 9}" for number in range(9)]
    claims = from_rows([{"claim_id": day, "event_id": day, **same, "date_start": day, "date_end": day} for day in days])
    assert int(build(claims, unit="month").layout.xaxis.dtick.removeprefix("M")) in (1, 3, 6, 12, 24, 60, 120)


def test_quarters_and_years() -> None:
    frame = from_rows([row(number, day) for number, day in enumerate(("2016-02-29", "2016-03-01", "2016-04-01"))])
    assert drawn(build(frame, unit="quarter"))[""] == {"2016-01-01": 2, "2016-04-01": 1}
    assert drawn(build(frame, unit="year"))[""] == {"2016-01-01": 3}


def test_groups_stand_side_by_side_within_their_bar() -> None:
    frame = from_rows([row(0, "2016-03-19"), row(1, "2016-03-19", perpetrators=["Syria"])])
    traces = [trace for trace in build(frame, stack="actor", arrange="beside").data if trace.customdata is not None]
    (russia, syria) = sorted(traces, key=lambda trace: trace.x[0])
    assert russia.x[0] + russia.width / 2 == pytest.approx(syria.x[0] - syria.width / 2)
    assert russia.y[0] == syria.y[0] == 1


def test_groups_are_told_apart_without_colour() -> None:
    frame = from_rows(row(number, "2016-03-19", perpetrators=[f"Actor {number}"]) for number in range(5))
    bars = [trace for trace in build(frame, stack="actor").data if trace.type == "bar" and trace.hoverinfo == "skip"]
    weaves = [bar.marker.pattern.shape or "" for bar in bars]
    assert len(set(weaves)) == 5
    assert not {"/", "x"} & set(weaves)


def test_the_text_of_a_stack_is_sent_once() -> None:
    frame = from_rows([row(0, "2016-03-19", killed_low=5), row(1, "2016-03-19", perpetrators=["Syria"], killed_low=7)])
    figure = build(frame, measure="killed", stack="actor")
    (over,) = (trace for trace in figure.data if trace.customdata is not None)
    assert len([trace for trace in figure.data if trace.hoverinfo == "skip" and trace.type == "bar"]) > 1
    assert [list(one) for one in over.customdata] == [
        ["2016-03-19", "2016-03-19", "<b>19 March 2016</b><br>Killed: 12+<br>2 events, 0 without a figure"]
    ]
    assert (over.base, over.y[0]) == (0, 12)


def test_small_panels_have_one_scale_and_the_name_of_their_group() -> None:
    killed = ({"killed_low": 9, "killed_high": 9}, {"killed_low": 1, "killed_high": 1, "perpetrators": ["Syria"]})
    frame = from_rows(row(number, "2016-03-19", **more) for number, more in enumerate(killed))
    figure = build(frame, measure="killed", stack="actor", arrange="panels")
    assert [note.text for note in figure.layout.annotations if note.name == "panel"] == [
        "<b>Russia</b>",
        "<b>Syria</b>",
    ]
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert "one scale" in missing(figure)


def test_all_others_have_a_scale_of_their_own() -> None:
    frame = from_rows(row(number, "2016-03-19", perpetrators=[f"Actor {number:02}"]) for number in range(12))
    figure = build(frame, stack="actor", arrange="panels")
    assert figure.layout.yaxis.range[1] < figure.layout.yaxis8.range[1]
    assert "that of all others has its own" in missing(figure)


def test_rough_dates_can_stand_on_their_first_day_or_be_left_out() -> None:
    frame = from_rows([row(0, "2016-03-01", "2016-03-31"), row(1, "2016-03-19")])
    assert drawn(build(frame, unit="day", imprecise="placed")) == {"": {"2016-03-19": 1}, "spread": {"2016-03-01": 1}}
    figure = build(frame, unit="day", imprecise="left_out")
    assert drawn(figure) == {"": {"2016-03-19": 1}}
    assert "1 event left out, dated less exactly than daily bars." in missing(figure)


def test_a_bar_of_events_without_a_figure_is_marked_and_not_drawn_as_zero() -> None:
    figure = build(from_rows([row(0, "2016-03-19", killed_low=9), row(1, "2016-03-20")]), measure="killed")
    ring = next(trace for trace in figure.data if trace.name == "unknown")
    assert [days[0] for days in ring.customdata] == ["2016-03-20"]
    assert "no figure" in ring.customdata[0][2]
    assert "No figure given: not zero" in [trace.name for trace in figure.data]


def test_figures_that_are_all_zero_are_drawn() -> None:
    figure = build(from_rows([row(0, "2016-03-19", killed_low=0, killed_high=0)]), measure="killed")
    assert labels(figure) == ["0"]


@pytest.mark.parametrize(("running", "last"), [("total", 9), ("mean", 9 / 7)])
def test_a_line_runs_through_the_bars(running: str, last: float) -> None:
    rows_ = [row(number, f"2016-03-{10 + number}", killed_low=1, killed_high=2) for number in range(9)]
    figure = build(from_rows([*rows_]), measure="killed", unit="day", running=running)
    line = next(trace for trace in figure.data if trace.customdata is not None)
    assert line.y[-1] == pytest.approx(last if running == "total" else 1)
    assert any(trace.name == "band" for trace in figure.data)
    assert "The line is the" in missing(figure)


@pytest.mark.parametrize("running", ["total", "mean"])
def test_no_line_is_drawn_where_nothing_has_a_figure(running: str) -> None:
    killed = {"killed_low": 9, "perpetrators": ["Syria"]}
    unknown = [row(number, f"2016-03-{1 + 9 * number:02}") for number in range(3)]
    known = [row(3 + number, f"2016-03-{1 + number:02}", **killed) for number in range(9)]
    figure = build(
        from_rows([*unknown, *known]), measure="killed", unit="day", stack="actor", arrange="panels", running=running
    )
    lines = {trace.name: trace for trace in figure.data if trace.customdata is not None}
    assert np.isnan(lines["Russia"].y).all()
    assert not np.isnan(lines["Syria"].y).any()
    assert [note.text for note in figure.layout.annotations if note.name == "none"] == [
        "No figure for “killed” here. That is not zero."
    ]


def test_the_name_of_a_panel_keeps_clear_of_the_one_above() -> None:
    frame = from_rows([row(0, "2016-03-19"), row(1, "2016-03-19", perpetrators=["Syria"])])
    figure = build(frame, stack="actor", arrange="panels")
    apart = figure.layout.yaxis.domain[0] - figure.layout.yaxis2.domain[1]
    sheet = figure.layout.meta["sheet"]
    assert apart * sheet["plot"] == pytest.approx(36)


def test_days_after_the_last_that_a_data_set_tells_of_are_shaded() -> None:
    rows_ = [row(0, "2016-03-19"), row(1, "2016-03-10", dataset="acled"), row(2, "2016-03-01")]
    figure = build(from_rows(rows_), unit="day", until={"acled": pd.Timestamp("2016-03-10").date()})
    assert [shape.yref for shape in figure.layout.shapes] == ["y2 domain"]
    assert [note.text for note in figure.layout.annotations if note.name == "beyond"] == ["No data after 10 Mar 2016"]
    narrow = build(from_rows(rows_), unit="day", until={"acled": pd.Timestamp("2016-03-17").date()}, width_hint=358)
    (said,) = (note.text for note in narrow.layout.annotations if note.name == "beyond")
    assert said.replace("<br>", " ") == "No data after 17 Mar 2016"
    assert len(said.split("<br>")) > 1


def test_words_tell_what_the_bars_show() -> None:
    said = alt(from_rows([row(0, "2016-03-18", killed_low=4), row(1, "2016-03-19")]), measure="killed", unit="day")
    assert said.startswith("Killed per day: 18\N{EN DASH}19 March 2016. 4+ in 2 bars; the highest, 18 March 2016: 4+.")
    assert "1 of 2 events without a figure." in said
    assert "No events to draw" in alt(from_rows([]))


def test_the_table_holds_the_bars_and_leaves_the_unknown_empty() -> None:
    frame = from_rows([row(0, "2016-03-18", killed_low=4, killed_high=6), row(1, "2016-03-19")])
    found = rows(frame, measure="killed", unit="day", stack="actor")
    assert [(one["first_day"].day, one["group"], one["at_least"], one["at_most"], one["unknown"]) for one in found] == [
        (18, "Russia", 4, 6, 0),
        (19, "Russia", None, None, 1),
    ]


@pytest.mark.parametrize("arrange", ["stacked", "beside", "panels"])
@pytest.mark.parametrize("running", ["none", "total", "mean"])
def test_plotly_takes_every_property(arrange: str, running: str) -> None:
    figure = build(demo_claims(), measure="killed", stack="actor", arrange=arrange, running=running)
    assert len(go.Figure(figure.to_dict()).data) == len(figure.data)


def test_of_a_period_only_its_own_bars_are_drawn_and_what_reaches_beyond_it_is_said() -> None:
    period = (date(2016, 3, 14), date(2016, 3, 20))
    figure, table = (make(demo_claims(), unit="day", period=period) for make in (build, rows))
    assert all(period[0] <= row["first_day"] <= row["last_day"] <= period[1] for row in table)
    first, last = (pd.Timestamp(moment, unit="ms") for moment in figure.layout.xaxis.range)
    assert first >= pd.Timestamp("2016-03-13")
    assert last <= pd.Timestamp("2016-03-22")
    said = " ".join(note.text for note in figure.layout.annotations if note.name == "missing")
    assert "only what may fall on them is drawn" in re.sub("<br>", " ", said)
