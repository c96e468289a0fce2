"""The headline figures: bounds kept, unknown never 0, data sets never added."""

from __future__ import annotations

from typing import Any

from demo import claims as demo_claims

from dashboard.alt import map as alt_map
from dashboard.drawing.bins import coverage
from dashboard.events import table_of
from dashboard.figures import Headline, alt, headline, rows
from data_prep import empty
from data_prep.frame import from_rows


def figure(label: str, *rows: dict[str, Any]) -> Headline:
    frame = from_rows(
        {"claim_id": f"c{n}", "event_id": f"e{n}", "dataset": "report", "stance": "reported", **row}
        for n, row in enumerate(rows)
    )
    return next(found for found in headline(frame) if found.label == label)


def test_lower_bounds_add_up_to_a_lower_bound() -> None:
    assert figure("Killed", {"killed_low": 30}, {"killed_low": 9}).value_text == "39+ killed"
    assert figure("Strikes", {"strikes_low": 70}).value_text == "70+ strikes"


def test_bounds_add_up_to_bounds_with_an_en_dash() -> None:
    rows = ({"injured_low": 6, "injured_high": 10}, {"injured_low": 10, "injured_high": 15})
    assert figure("Injured", *rows).value_text == "16\N{EN DASH}25 injured"


def test_an_upper_bound_alone_is_up_to() -> None:
    assert figure("Killed", {"killed_high": 30}).value_text == "up to 30 killed"


def test_thousands_are_separated() -> None:
    assert figure("Killed", {"killed_low": 1200, "killed_high": 1200}).value_text == "1,200 killed"


def test_nobody_gives_a_figure_is_not_zero() -> None:
    found = figure("Killed", {}, {})
    assert found.value_text == "not known"
    assert found.note == "2 of 2 events without a figure"


def test_a_zero_that_is_given_is_zero() -> None:
    assert figure("Killed", {"killed_low": 0, "killed_high": 0}).value_text == "0 killed"


def test_events_without_a_figure_are_counted_beside_it() -> None:
    assert figure("Killed", {"killed_low": 1, "killed_high": 1}, {}).note == "1 of 2 events without a figure"


def test_denied_events_are_counted_apart() -> None:
    rows = ({"killed_low": 5, "killed_high": 5, "stance": "denied"}, {"killed_low": 2, "killed_high": 2})
    assert figure("Killed", *rows).value_text == "2 killed"
    events = figure("Events", *rows)
    assert (events.value_text, events.note) == ("1", "1 more denied by all and not counted")


def test_the_events_of_the_headline_are_those_that_the_counts_and_the_map_are_of() -> None:
    told = table_of(demo_claims()).told
    assert told.denied.any()
    mapped = sum(row["events"] for row in alt_map.rows(told))
    assert headline(demo_claims())[0].value_text == str(coverage(told, "events", "month").counted) == str(mapped)


def test_each_data_set_has_figures_of_its_own() -> None:
    frame = from_rows(
        {"claim_id": name, "event_id": name, "dataset": name, "stance": "reported", "killed_low": 5, "killed_high": 5}
        for name in ("report", "ucdp-ged")
    )
    killed = [(found.dataset, found.value_text) for found in headline(frame) if found.label == "Killed"]
    assert killed == [("Reports", "5 killed"), ("UCDP GED", "5 killed")]


def test_the_figures_of_the_hand_made_claims() -> None:
    assert [found.value_text for found in headline(demo_claims())] == [
        "22",
        "70+ strikes",
        "153\N{EN DASH}198+ killed",
        "55+ civilians killed",
        "76\N{EN DASH}79+ injured",
    ]


def test_no_claims_are_no_events_and_nothing_is_known() -> None:
    assert [found.value_text for found in headline(empty())] == ["0", *["not known"] * 4]


def test_words_and_table_hold_every_figure() -> None:
    assert [row["value_text"] for row in rows(demo_claims())] == [one.value_text for one in headline(demo_claims())]
    assert alt(demo_claims()).startswith(
        "Events: 22 (1 more denied by all and not counted, 1 disputed); Strikes: 70+ strikes ("
    )
