"""The caption: a chart that leaves the page says what it is, what it shows and what it leaves out."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from demo import claims as demo_claims
from demo_sets import claims as set_claims
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.caption import Caption, caption
from dashboard.drawing.compared import compared
from dashboard.drawing.lanes import lanes
from dashboard.drawn import Drawing
from dashboard.events import events, table_of
from dashboard.filters import Filtered
from dashboard.sides import parts
from dashboard.state import Selection
from data_prep import empty
from data_prep.frame import from_rows

CLAIMS = demo_claims()
NO_FIGURE = ", 2 without a figure for “killed”"


def made(selection: Selection | None = None, chart: str = "timeline", total: int = len(CLAIMS)) -> Caption:
    return caption(CLAIMS, selection or Selection(), total_claims=total, chart=chart)


def test_the_span_is_that_of_the_bulk_the_chart_opens_on() -> None:
    assert made().span == "27 February – 31 March 2016"


def test_every_filter_is_said_in_words() -> None:
    chosen = Selection(
        actor=("Russia", "Syria"),
        role="by",
        attribution=("contested",),
        place=("Raqqa",),
        event_type=("Air/drone strike",),
        source=("Local council",),
        stance=("denied",),
        leave_out=("harm-weak", "harm-discounted"),
        start=date(2016, 3, 1),
        end=date(2016, 3, 31),
    )
    said = made(chosen).filters
    for words in ("carried out by Russia or Syria", "where who did it is contested", "in Raqqa", "Air/drone strike"):
        assert words in said
    for words in ("said by Local council", "denied", "from 1 March 2016", "until 31 March 2016"):
        assert words in said
    assert "without what is marked “Graded weak” or “Graded discounted”" in said
    assert said in made(chosen).subtitle


def test_without_filters_none_are_said() -> None:
    assert made().filters == ""
    assert made().subtitle == "27 February – 31 March 2016."


def test_events_those_without_a_figure_and_those_left_out_are_counted() -> None:
    line = made(total=len(CLAIMS) + 4).counts_line
    assert line.startswith("23 events, 12 without a figure for “killed”, 1 denied, 1 disputed.")
    assert line.endswith("Drawn from 26 claims; 4 left out by the filters.")


@pytest.mark.parametrize("chart", ["strike_counts", "map", "compare"])
def test_a_chart_that_leaves_out_what_is_denied_says_so(chart: str) -> None:
    assert ", 1 of them denied by all and not counted, 1 disputed." in made(chart=chart).counts_line


def test_the_strike_counts_speak_of_their_own_measure_and_unit() -> None:
    said = made(Selection(measure="strikes", unit="week", stack="actor"), chart="strike_counts")
    assert said.title == "Strikes per week, by actor"
    assert "21 without a figure for “strikes”" in said.counts_line


@pytest.mark.parametrize(("lanes", "word"), [("actor", "Who"), ("place", "where"), ("type", "kind")])
def test_the_title_of_the_timeline_follows_its_lanes(lanes: str, word: str) -> None:
    assert word in made(Selection(lanes=lanes)).title


def test_sources_origin_and_the_last_publication_are_named() -> None:
    assert made().sources == (
        "Said by Syrian Observatory for Human Rights, Russian Defence Ministry, Local council and 7 more. "
        "Read from reports published until 20 March 2016."
    )


def test_how_dates_and_actors_were_drawn_is_noted() -> None:
    notes = " ".join(made().notes)
    assert "first to the last possible day" in notes
    assert "in the lane of each" in notes
    assert "Rates per day and running totals are left out" in notes


def test_no_claims_have_a_caption_too() -> None:
    said = caption(empty(), Selection(), total_claims=26)
    assert said.span == ""
    assert said.counts_line == "0 events. Drawn from 0 claims; 26 left out by the filters."


def test_an_empty_source_is_no_source() -> None:
    claims = CLAIMS.assign(source=CLAIMS["source"].where(CLAIMS["event_id"] == "ied", ""))
    said = caption(claims, Selection(), total_claims=len(claims))
    assert said.sources.startswith("Said by Syrian Observatory for Human Rights. ")


def test_actors_together_actors_left_out_and_a_part_of_the_map_are_said() -> None:
    chosen = Selection(
        actor=("Russia", "Syria"), match="all", role="by", without=("Islamic State",), area="35,33,40,37"
    )
    said = made(chosen).filters
    assert "carried out by Russia and Syria together" in said
    assert "without what Islamic State carried out" in said
    assert "within a box drawn on the map" in said
    assert "within a shape drawn on the map" in made(Selection(area="35,33,40,37,36,38")).filters


def test_events_and_claims_that_are_left_out_are_told_apart() -> None:
    said = caption(CLAIMS, Selection(), total_claims=len(CLAIMS) + 4, total_events=25)
    assert said.counts_line.endswith("Drawn from 26 claims; 2 events (4 claims) left out by the filters.")


@pytest.mark.parametrize(
    ("imprecise", "words"),
    [
        ("spread", "shared out evenly over them (hatched): 1 event."),
        ("placed", "counted on the first of them (hatched): 3 events."),
        ("left_out", "Dated to more days than one bar has, and left out: 3 events."),
    ],
)
def test_how_rough_dates_count_is_said_with_their_number(imprecise: str, words: str) -> None:
    chosen = Selection(measure="killed", unit="day", imprecise=imprecise)
    assert words in " ".join(made(chosen, chart="strike_counts").notes)


@pytest.mark.parametrize(
    ("chart", "title"), [("map", "Killed by place"), ("compare", "Killed per day, compared, total so far")]
)
def test_every_chart_has_a_title(chart: str, title: str) -> None:
    assert made(Selection(measure="killed", unit="day", running="total"), chart=chart).title == title


@pytest.mark.parametrize("running", ["total", "mean"])
def test_a_line_is_named_in_the_title(running: str) -> None:
    assert made(Selection(running=running, unit="day"), chart="strike_counts").title in (
        "Events per day, total so far",
        "Events per day, rolling mean",
    )


@pytest.mark.parametrize("lanes", ["source", "dataset"])
@pytest.mark.parametrize("order", ["first", "name"])
def test_lanes_of_every_kind_and_order_have_a_caption(lanes: str, order: str) -> None:
    said = made(Selection(lanes=lanes, order=order))
    assert said.title
    assert "Lanes stand in the order" in " ".join(said.notes)


def test_without_its_table_nobody_knows_when_reports_were_published() -> None:
    whole = table_of(CLAIMS)
    assert "published until 20 March 2016" in caption(whole.told, Selection(), table=whole).sources
    assert caption(whole.told, Selection()).sources.endswith("Read from reports.")


@pytest.mark.parametrize("by", ["actor", "place", "type", "source"])
def test_as_many_names_share_a_lane_as_the_timeline_says(by: str) -> None:
    same = {"dataset": "report", "stance": "reported", "date_start": "2016-03-19", "date_end": "2016-03-19"}
    rows = [
        {"perpetrators": [f"Actor {n}"], "targets": [f"Actor {n + 1}"], "place": f"Place {n}", "source": f"Source {n}"}
        for n in range(40)
    ]
    claims = from_rows(
        {"claim_id": f"c{n}", "event_id": f"e{n}", **same, "attribution": "unstated", **row}
        for n, row in enumerate([*rows, {}])
    )
    others = lanes(events(claims), by).others
    said = " ".join(caption(claims, Selection(lanes=by), total_claims=41).notes)
    assert (f"{others} other" in said) == bool(others)
    assert bool(others) == (by != "type")


def of_comparison(*names: str, by: str, **more: Any) -> Caption:
    sides: dict[str, Any] = {"sides_by": by, "sides": names}
    return Drawing("compare", Filtered(table_of(CLAIMS), Selection(**sides, **more))).caption


def test_a_comparison_of_periods_tells_the_bars_and_days_that_it_draws() -> None:
    periods = ("2015", "2016-03")
    said = of_comparison(*periods, by="period")
    parts_ = parts(table_of(CLAIMS), Selection(sides_by="period", sides=periods), ("report",), ("report",))
    found = compared(parts_)
    assert found.unit == "month"
    assert said.title == "Events per month, compared"
    assert said.span == "1 January 2015 – 31 March 2016"


@given(st.sampled_from(["day", "week", "month", "auto"]), st.sampled_from(["dates", "start"]))
@settings(max_examples=8, deadline=None)
def test_the_title_of_a_comparison_names_the_unit_of_its_lines(unit: str, align: str) -> None:
    chosen = Selection(sides_by="place", sides=("Raqqa", "Palmyra"), unit=unit, align=align)
    lines = compared(parts(table_of(CLAIMS), chosen, ("report",), ("report",)), unit=unit, align=align)
    said = of_comparison("Raqqa", "Palmyra", by="place", unit=unit, align=align)
    assert said.title == f"Events per {lines.unit}, compared"


def test_what_is_of_none_of_the_compared_is_not_left_out_by_the_filters() -> None:
    line = of_comparison("Raqqa", "Palmyra", by="place").counts_line
    assert "of none of these" in line
    assert "filters" not in line
    line = of_comparison("Raqqa", "Palmyra", by="place", stance=("reported",)).counts_line
    assert "left out by the filters" in line
    assert "of none of these" in line


def test_the_map_tells_the_days_of_all_that_it_draws() -> None:
    """To the last possible one: something happened on a day of 2016 that nobody names."""
    assert made(chart="map").span == "1 May 2015 – 31 December 2016"
    assert caption(empty(), Selection(), chart="map").span == ""


@pytest.mark.parametrize("chart", ["timeline", "strike_counts", "map"])
def test_of_several_data_sets_each_tells_what_the_filters_leave_out_of_it(chart: str) -> None:
    """Also one of which they leave nothing."""
    chosen = Selection(source=("SANA",), leave_out=("zero-or-unknown",))
    drawing = Drawing(chart, Filtered(table_of(set_claims()), chosen, ("acled", "airwars", "report")))
    line = drawing.caption.counts_line
    assert "ACLED: 2 events; 6 events (6 claims) left out by the filters." in line.replace(NO_FIGURE, "")
    assert "Reports: 0 events; 23 events (26 claims) left out by the filters." in line
    assert "29" not in line


def test_a_comparison_of_data_sets_names_also_those_of_which_nothing_is_left() -> None:
    chosen = Selection(sides_by="dataset", sides=("acled", "report"), source=("SANA",))
    line = Drawing("compare", Filtered(table_of(set_claims()), chosen, ("acled",))).caption.counts_line
    assert line == "Reports: 0 events; 23 events (26 claims) left out by the filters. ACLED: 8 events."


@given(st.sampled_from(["actor", "place", "period", "dataset"]), st.sampled_from([(), ("SANA",)]))
@settings(max_examples=8, deadline=None)
def test_what_a_comparison_draws_and_leaves_out_adds_up(by: str, source: tuple[str, ...]) -> None:
    sets = ("acled", "ucdp-ged", "airwars", "gdelt", "report")
    kept_ = Filtered(table_of(set_claims()), Selection(sides_by=by, source=source), sets)
    said = Drawing("compare", kept_).caption.counts_line.split(". ")
    found = {one.split(":")[0]: sum(map(int, re.findall(r"(\d+) events?\b", one))) for one in said}
    assert found == {"Reports": 23, "UCDP GED": 5, "ACLED": 8, "Airwars": 3, "GDELT": 20}


def test_a_comparison_tells_no_filter_that_its_parts_are_free_of() -> None:
    raqqa = of_comparison("Raqqa", "Palmyra", by="place", place=("Aleppo",), stance=("reported",))
    assert raqqa.filters == "reported"
    assert of_comparison("2015", "2016", by="period", start=date(2016, 3, 10)).filters == ""
    assert of_comparison("Syria", "Russia", by="actor", actor=("Islamic State",)).filters == ""


def test_a_comparison_of_actors_tells_their_role() -> None:
    assert of_comparison("Syria", "Russia", by="actor", role="by").filters == "carried out by Syria or Russia"
