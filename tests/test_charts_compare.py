"""The comparison, read from the figure."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from demo_sets import claims as sets_claims

from dashboard.charts.compare import Part, alt, build, rows
from dashboard.events import Told, events
from data_prep import UsageError, empty
from data_prep.frame import from_rows


def told(*days: str, **more: Any) -> Told:
    """Events of these days, with one to three killed each."""
    same = {"dataset": "report", "stance": "reported", "killed_low": 1, "killed_high": 3, **more}
    return events(
        from_rows(
            {"claim_id": f"c{n}", "event_id": f"e{n}", **same, "date_start": day, "date_end": day}
            for n, day in enumerate(days)
        )
    )


def drawn(figure: go.Figure) -> dict[str, list[float]]:
    """The heights of each line."""
    return {trace.name: list(trace.y) for trace in figure.data if trace.customdata is not None}


A, B = told("2016-03-01", "2016-03-01", "2016-03-03"), told("2016-03-02")


def test_each_part_is_a_line_with_its_own_name_colour_dash_and_mark() -> None:
    figure = build([("Russia", A), ("Syria", B)], unit="day")
    assert drawn(figure) == {"Russia": [2, 0, 1], "Syria": [1]}
    found = [trace for trace in figure.data if trace.customdata is not None]
    for looks in (
        {one.line.color for one in found},
        {one.line.dash for one in found},
        {one.marker.symbol for one in found},
    ):
        assert len(looks) == 2
    assert {note.text for note in figure.layout.annotations if note.name == "label"} == {"Russia", "Syria"}


def test_names_at_the_ends_do_not_cover_one_another() -> None:
    figure = build([(f"Actor {n}", told("2016-03-01")) for n in range(6)])
    heights = sorted(note.y for note in figure.layout.annotations if note.name == "label")
    plot = figure.layout.meta["sheet"]["plot"]
    assert min(b - a for a, b in pairwise(heights)) * plot >= 14.9


def test_the_band_reaches_to_the_upper_bound_and_not_across_a_gap() -> None:
    unknown = {"claim_id": "x", "event_id": "x", "dataset": "report", "stance": "reported", "date_start": "2016-03-02"}
    days = [
        {**unknown, "claim_id": day, "event_id": day, "date_start": day, "killed_low": 1, "killed_high": 3}
        for day in ("2016-03-01", "2016-03-03")
    ]
    figure = build([("Russia", events(from_rows([*days, unknown])))], measure="killed", unit="day")
    band = next(trace for trace in figure.data if trace.name == "band")
    assert max(value for value in band.y if value == value) == 3
    assert sum(value != value for value in band.y) == 2
    assert [value == value for value in drawn(figure)["Russia"]] == [True, False, True]


def test_data_sets_stand_beside_what_each_counts_and_are_never_added() -> None:
    whole = events(sets_claims())
    figure = build([("Raqqa", whole.where(whole.of_dataset("acled") | whole.of_dataset("airwars")))], unit="day")
    assert list(drawn(figure)) == ["Raqqa, ACLED", "Raqqa, Airwars"]
    said = " ".join(note.text for note in figure.layout.annotations if note.name == "missing").replace("<br>", " ")
    assert "ACLED: One event: one type of event" in said
    assert "Airwars: One incident of alleged civilian harm" in said
    assert "Data sets are never added to one another." in said


def test_periods_begin_together() -> None:
    first = Part("2014", told("2014-03-02", "2014-03-04"), date(2014, 3, 1), date(2014, 3, 5))
    second = Part("2016", told("2016-03-01"), date(2016, 3, 1), date(2016, 3, 5))
    figure = build([first, second], unit="day", align="start")
    found = {trace.name: list(trace.x) for trace in figure.data if trace.customdata is not None}
    assert found == {"2014": [2, 3, 4], "2016": [1]}
    assert [row["bar"] for row in rows([first, second], unit="day", align="start")] == [2, 3, 4, 1]
    assert next(note.text for note in figure.layout.annotations if note.name == "axis") == "days from the first"


def test_a_total_of_a_period_begins_with_its_first_day() -> None:
    period = Part("2016", told("2016-02-01", "2016-03-02"), date(2016, 3, 1), date(2016, 3, 5))
    assert drawn(build([period], running="total", unit="day")) == {"2016": [1]}
    assert drawn(build([("All", period.told)], running="total", unit="day")) == {"All": [1, 2]}


def test_more_lines_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(UsageError, match="7 lines"):
        build([(f"Actor {n}", B) for n in range(7)])


@pytest.mark.parametrize("choice", [{"measure": "tanks"}, {"unit": "hour"}, {"align": "end"}, {"running": "on"}])
def test_a_choice_that_does_not_exist_is_named(choice: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(choice.values()))):
        build([("Russia", A)], **choice)


def test_parts_of_one_name_are_told_apart() -> None:
    assert list(drawn(build([("Raqqa", A), ("Raqqa", B)]))) == ["Raqqa (1)", "Raqqa (2)"]


def test_nothing_to_draw_is_said_in_words() -> None:
    figure = build([("Russia", events(empty()))])
    assert len(figure.data) == 0
    assert "No events to draw" in figure.layout.annotations[0].text
    assert "No figure" in alt([("Russia", told("2016-03-01", killed_low=None, killed_high=None))], measure="killed")


def test_words_and_table_tell_what_the_lines_show() -> None:
    said = alt([("Russia", A), ("Syria", B)], measure="killed", unit="day")
    assert said.startswith(
        "Killed per day: Russia: 3 points from 1 March 2016 to 3 March 2016, highest 2–6 (1 March 2016)."
    )
    found = rows([("Russia", A)], measure="killed", unit="day")
    assert [(row["first_day"].day, row["at_least"], row["at_most"]) for row in found] == [
        (1, 2, 6),
        (2, 0, 0),
        (3, 1, 3),
    ]
    assert {row["dataset"] for row in found} == {"Reports"}


@pytest.mark.parametrize("width", [360, 1100])
@pytest.mark.parametrize("running", ["none", "total", "mean"])
def test_plotly_takes_every_property(width: int, running: str) -> None:
    days = [f"2016-03-{day:02}" for day in range(1, 20)]
    figure = build([("Russia", told(*days)), ("Syria", B)], running=running, unit="day", width_hint=width)
    checked = go.Figure(figure.to_dict())
    assert len(checked.data) == len(figure.data)


def test_names_from_a_source_are_never_markup() -> None:
    whole = build([("<a href='x'>$x^2$</a>", A)]).to_json().replace("\\u003c", "<")
    assert "<a href" not in whole
    assert "$x" not in whole
