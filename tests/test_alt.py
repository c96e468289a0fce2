"""Charts in words and as tables: counted from the data, nothing added up that may not be, nothing taken for markup."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import numpy as np
import pytest
from demo import claims as demo_claims
from demo_sets import claims as demo_sets

from dashboard.alt import map as event_map
from dashboard.alt import timeline
from dashboard.alt.table import as_html
from dashboard.events import events
from dashboard.store.columns import numbers
from data_prep.frame import from_rows


@pytest.fixture(scope="module")
def told() -> Any:
    return events(demo_claims())


def many(count: int) -> Any:
    """Events over twenty years, two of three by Russia, every tenth undated."""
    return events(from_rows(
        {
            "claim_id": f"c{number}",
            "event_id": f"e{number}",
            "dataset": "report",
            "date_start": None if number % 10 == 0 else f"{2000 + number % 20}-05-01",
            "date_end": None if number % 10 == 0 else f"{2000 + number % 20}-05-01",
            "date_precision": "unknown" if number % 10 == 0 else "day",
            "stance": "reported",
            "attribution": "stated" if number % 3 else "unstated",
            "perpetrators": ["Russia"] if number % 3 else [],
            "place": f"Place {number % 7}",
            "killed_low": number % 5 or None,
        }
        for number in range(count)
    ))  # fmt: skip


def test_the_timeline_in_words_counts_what_is_drawn(told: Any) -> None:
    text = timeline.alt(told)
    for said in (
        f"A timeline of {len(told)} events.",
        "1 May 2015",
        "Russia (7 events)",
        "2 without a date",
        "1 denied by every source",
        "1 where several actors are named",
        "The deadliest: Attack, Raqqa, not dated, 50 killed.",
    ):
        assert said in text


@pytest.mark.parametrize(("lanes", "first"), [("place", "Palmyra"), ("type", "Air/drone strike"), ("source", "Syrian")])
def test_the_busiest_lanes_are_those_that_are_drawn(told: Any, lanes: str, first: str) -> None:
    assert f"most events: {first}" in timeline.alt(told, lanes=lanes)


def test_nothing_to_draw_is_said() -> None:
    none = events(from_rows([]))
    assert timeline.alt(none).startswith("No events")
    assert event_map.alt(none).startswith("No events")
    assert timeline.rows(none) == event_map.rows(none) == []


def test_data_sets_are_told_one_by_one() -> None:
    text = timeline.alt(events(demo_sets()))
    assert "A timeline of" not in text
    assert "ACLED: " in text
    assert "UCDP GED: " in text


def test_a_denied_event_is_not_the_deadliest() -> None:
    rows = {"dataset": "report", "date_precision": "unknown", "attribution": "unstated"}
    denied = {**rows, "claim_id": "a", "event_id": "a", "stance": "denied", "killed_low": 90}
    other = {**rows, "claim_id": "b", "event_id": "b", "stance": "reported", "killed_low": 3, "place": "Homs"}
    assert "Homs, not dated, 3+ killed" in timeline.alt(events(from_rows([denied, other])))


def test_no_figure_is_not_zero() -> None:
    row = {"claim_id": "a", "event_id": "a", "dataset": "report", "stance": "reported", "date_precision": "unknown"}
    text = timeline.alt(events(from_rows([{**row, "attribution": "unstated"}])))
    assert "No event gives a figure of people killed, which is not zero." in text


def test_few_events_have_a_row_each_in_order_of_days(told: Any) -> None:
    rows = timeline.rows(told)
    days = [row["first_day"] for row in rows if row["first_day"]]
    assert len(rows) == len(told)
    assert days == sorted(days)
    assert [row["first_day"] for row in rows[-2:]] == [None, None]
    assert {row["killed"] for row in rows} > {"no figure"}
    assert "" not in {row["by"] for row in rows}
    assert next(row for row in rows if row["event_id"] == "raqqa-19")["killed"] == "39\N{EN DASH}43+"


def test_many_events_have_a_row_for_each_lane_and_none_is_lost() -> None:
    told = many(900)
    rows = timeline.rows(told)
    stretches = [name for name in rows[0] if name[0].isdigit()]
    assert 2 <= len(stretches) <= timeline.PERIODS
    assert sum(row["events"] for row in rows) == len(told)
    for row in rows:
        assert sum(row[name] for name in stretches) + row["undated"] == row["events"]


def test_an_event_over_several_years_counts_in_each() -> None:
    row = {"dataset": "report", "stance": "reported", "attribution": "unstated", "date_precision": "year"}
    dates = {"date_start": "2001-03-01", "date_end": "2003-02-01"}
    told = events(from_rows({**row, **dates, "claim_id": f"c{n}", "event_id": f"e{n}"} for n in range(201)))
    assert [timeline.rows(told)[0][year] for year in ("2001", "2002", "2003")] == [201, 201, 201]


def test_many_events_without_any_day() -> None:
    row = {"dataset": "report", "stance": "reported", "attribution": "unstated", "date_precision": "unknown"}
    told = events(from_rows({**row, "claim_id": f"c{n}", "event_id": f"e{n}"} for n in range(201)))
    assert timeline.rows(told)[0]["undated"] == 201
    assert "None of them is dated." in timeline.alt(told)


def test_the_map_in_words_says_what_has_no_point(told: Any) -> None:
    text = event_map.alt(told, measure="killed")
    for said in ("22 events", "1 known only to a wider area", "2 at no known place", "Palmyra (7 events)", "not zero"):
        assert said in text
    assert "Denied by every source, and not on the map: 1." in text


def test_the_map_s_table_holds_every_event_and_never_makes_unknown_zero(told: Any) -> None:
    rows = event_map.rows(told, measure="killed")
    assert sum(row["events"] for row in rows) == len(told) - 1
    assert all(row["at_least"] is None for row in rows if row["unknown"] == row["events"])


def test_places_beyond_the_most_share_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_map, "MOST", 3)
    rows = event_map.rows(many(70))
    assert [row["events"] for row in rows] == [10, 10, 10, 40]
    assert rows[-1]["place"] == "4 other places"


def test_numbers_are_counted_with_those_that_are_missing() -> None:
    codes = np.array([0, 2, 2, -1], dtype=np.int8)
    assert numbers(codes, 3).tolist() == [1, 0, 2, 1]


def test_a_table_escapes_its_text_and_links_its_events() -> None:
    rows = [{"event_id": "<b>", "first_day": date(2016, 3, 19), "open": True, "events": 1234, "at_most": None}]
    html = as_html(rows, "A <title>", lambda event: f"?event={event}")
    assert '<a href="?event=&lt;b&gt;" target="_self"><bdi>&lt;b&gt;</bdi></a>' in html
    for text in ("A &lt;title&gt;", "19 March 2016", "yes", "1,234", "not known", '<th scope="col">At most</th>'):
        assert text in html


def test_a_long_table_says_that_it_is_cut() -> None:
    html = as_html([{"events": number} for number in range(500)], "Bars")
    assert "The table shows the first 400 of 500." in html


def test_rows_may_lack_cells() -> None:
    html = as_html([{"lane": "A"}, {"lane": "B", "events": 2}], "T")
    assert [row.count("</td>") for row in html.split("<tr>")] == [0, 0, 1, 1]


def test_two_places_of_one_name_are_two_rows_of_the_map() -> None:
    row = {"dataset": "report", "stance": "reported", "place": "Tripoli", "attribution": "unstated", "killed_low": 2}
    told = events(from_rows(
        {**row, "claim_id": f"c{number}", "event_id": f"e{number}", "country": country}
        for number, country in enumerate(["LBY", "LBN", "LBY", None])
    ))  # fmt: skip
    rows = event_map.rows(told, measure="killed")
    assert [(one["country"], one["events"], one["at_least"]) for one in rows] == [
        ("Libya", 2, 4), (None, 1, 2), ("Lebanon", 1, 2)
    ]  # fmt: skip
    assert "Places with most: Tripoli in Libya (2 events), " in event_map.alt(told)
    assert {"Tripoli (1 event)", "Tripoli in Lebanon (1 event)"} <= set(
        re.split(r": |, | and |\.", event_map.alt(told))
    )


def test_a_place_of_one_country_is_called_by_its_name_alone() -> None:
    row = {"dataset": "report", "stance": "reported", "attribution": "unstated"}
    places = [("Tripoli", "LBY"), ("Tripoli", "LBN"), ("Homs", "SYR"), ("Homs", "SYR"), (None, None), (None, "SYR")]
    told = events(from_rows(
        {**row, "claim_id": f"c{number}", "event_id": f"e{number}", "country": country, "place": place}
        for number, (place, country) in enumerate(places)
    ))  # fmt: skip
    assert "Places with most: Homs (2 events), Tripoli in " in event_map.alt(told)
