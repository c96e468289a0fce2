"""Data sets side by side: one at a time, or several in panels of their own, and never a sum over two of them."""

from __future__ import annotations

import re
from dataclasses import replace

import demo_sets
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import datasets, figures, filters
from dashboard.caption import caption
from dashboard.charts import strike_counts, timeline
from dashboard.events import events, table_of
from dashboard.state import DEFAULT, Selection, from_query, of_datasets, to_query
from data_prep import DATASETS, empty
from data_prep.frame_conform import conform

CLAIMS = demo_sets.claims()
LOADED = ("report", "ucdp-ged", "acled", "airwars", "gdelt")
COUNTED = LOADED[:-1]


def settled(**asked: object) -> Selection:
    return datasets.settled(Selection(**asked), datasets.held(CLAIMS))  # type: ignore[arg-type]


def shown(**asked: object) -> tuple[str, ...]:
    return datasets.shown(settled(**asked), datasets.held(CLAIMS))


def compared(*names: str) -> pd.DataFrame:
    return CLAIMS[CLAIMS["dataset"].isin(names)].reset_index(drop=True)


def written(figure: go.Figure, name: str) -> list[str]:
    found = [str(note.text) for note in figure.layout.annotations if note.name == name]
    return [re.sub(r"\s+", " ", re.sub("<.*?>", " ", text)).strip() for text in found]


# --- Which are shown ----------------------------------------------------------------------------------------------


def test_reports_come_first_and_what_counts_only_when_asked_for_last() -> None:
    assert [(one.name, one.claims) for one in datasets.held(CLAIMS)] == [
        ("report", 26), ("ucdp-ged", 5), ("acled", 8), ("airwars", 3), ("gdelt", 20),
    ]  # fmt: skip


def test_without_reports_the_data_set_with_most_claims_comes_first() -> None:
    assert [one.name for one in datasets.held(compared("acled", "ucdp-ged", "gdelt"))] == ["acled", "ucdp-ged", "gdelt"]


def test_the_days_of_a_small_data_set_are_in_sight_beside_a_large_one() -> None:
    late = {"date_start": pd.Timestamp("2019-05-01"), "date_end": pd.Timestamp("2019-05-03")}
    both = conform(pd.concat([demo_sets.only("acled"), demo_sets.only("airwars").assign(**late)]))
    for figure in (timeline.build(both), strike_counts.build(both)):
        first, last = (pd.Timestamp(moment, unit="ms") for moment in figure.layout.xaxis.range)
        assert first < pd.Timestamp("2016-03-10")
        assert last > pd.Timestamp("2019-05-03")


def test_one_is_shown_by_default() -> None:
    assert shown() == ("report",)
    assert shown(dataset="report") == ("report",)
    assert settled(dataset="report") == DEFAULT


def test_another_is_shown_when_it_is_chosen() -> None:
    assert shown(dataset="gdelt") == ("gdelt",)
    assert datasets.chosen(CLAIMS, Selection(dataset="acled")) == ("acled",)


@pytest.mark.parametrize("name", ["table", "nonsense", ""])
def test_one_that_is_not_there_is_the_default(name: str) -> None:
    assert shown(dataset=name) == ("report",)


def test_compared_are_those_that_count_or_those_that_are_named() -> None:
    assert shown(dataset="compare") == COUNTED
    assert shown(dataset="compare", compared=("gdelt", "acled", "gone")) == ("acled", "gdelt")
    assert shown(dataset="acled", compared=("gdelt",)) == ("acled",)


def test_what_counts_only_when_asked_for_is_not_shown_even_where_it_is_alone() -> None:
    sets = datasets.held(demo_sets.only("gdelt"))
    assert datasets.shown(datasets.settled(DEFAULT, sets), sets) == ()
    asked = datasets.settled(Selection(dataset="gdelt"), sets)
    assert datasets.shown(asked, sets) == ("gdelt",)


def test_nothing_loaded_shows_nothing() -> None:
    assert datasets.held(empty()) == ()
    assert datasets.chosen(empty(), Selection(dataset="compare")) == ()


def test_the_address_holds_the_choice_and_gives_it_back() -> None:
    asked = of_datasets(Selection(dataset="compare", compared=("acled", "gdelt")), LOADED, COUNTED)
    assert to_query(asked) == {"dataset": ["compare"], "compared": ["acled", "gdelt"]}
    assert from_query(to_query(asked)) == asked


def test_all_of_one_data_set_are_the_very_same_events() -> None:
    acled = events(demo_sets.only("acled"))
    assert acled.part("acled") is acled


# --- Nothing is added ---------------------------------------------------------------------------------------------


def test_one_id_in_two_data_sets_is_two_events() -> None:
    twice = conform(pd.concat([demo_sets.only("acled"), demo_sets.only("ucdp-ged").assign(event_id="acled:3")]))
    told = events(twice).frame()
    assert told[told["event_id"] == "acled:3"]["dataset"].tolist() == ["acled", "ucdp-ged"]
    assert told[told["event_id"] == "acled:3"]["killed_high"].tolist() == [3, 9]
    kept = filters.Filtered(table_of(twice), Selection(actor=("Islamic State",))).told
    assert kept.column("claims").sum() == len(twice)


def test_every_data_set_has_bars_of_its_own_and_says_what_it_counts() -> None:
    figure = strike_counts.build(compared("acled", "ucdp-ged"), measure="killed", unit="month")
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.customdata]
    heights = {axis: sum(sum(trace.y) for trace in bars if trace.yaxis == axis) for axis in ("y", "y2")}
    assert heights == {"y": 45, "y2": 10}
    assert written(figure, "panel") == ["UCDP GED", "ACLED"]
    counts = " ".join(written(figure, "counts"))
    assert all(DATASETS[name].counts.split()[0] in counts for name in ("acled", "ucdp-ged"))
    assert written(figure, "missing") == ["ACLED: 6 of 8 events without a figure."]


def test_a_panel_without_a_figure_says_so() -> None:
    figure = strike_counts.build(compared("acled", "airwars"), measure="killed")
    assert written(figure, "none") == ["No figure for “killed” in this data set. That is not zero."]


def test_the_timeline_has_lanes_for_each_data_set() -> None:
    figure = timeline.build(compared("acled", "airwars"))
    lanes = ["ACLED 8", "Government of Syria 8", "Islamic State 8", "Airwars 3", "US-led Coalition 3"]
    assert written(figure, "lane") == lanes


def test_a_dense_timeline_of_several_counts_nothing_over_them() -> None:
    many = pd.concat(
        [one.assign(event_id=one["event_id"] + f":{n}", claim_id=one["claim_id"] + f":{n}") for n in range(60)
         for one in (compared("acled", "gdelt"),)], ignore_index=True,
    )  # fmt: skip
    figure = timeline.build(conform(many))
    assert written(figure, "reading")[0].startswith("The events are too many to tell apart")
    assert [text for text in written(figure, "lane") if text.startswith(("ACLED", "GDELT"))] == [
        "ACLED 480", "GDELT 1,200",
    ]  # fmt: skip


def test_headlines_stand_by_data_set() -> None:
    found = figures.headline(compared("acled", "ucdp-ged"))
    assert [(one.dataset, one.value_text) for one in found if one.label == "Events"] == [
        ("UCDP GED", "5"), ("ACLED", "8"),
    ]  # fmt: skip


def test_options_of_several_have_no_count() -> None:
    counts = {one.count for found in filters.options(compared("acled", "ucdp-ged"), DEFAULT).values() for one in found}
    assert counts == {None}
    assert {one.count for one in filters.options(compared("acled"), DEFAULT)["place"]} == {8}


@pytest.mark.parametrize("chart", ["timeline", "strike_counts"])
def test_a_caption_counts_each_by_itself_and_credits_all(chart: str) -> None:
    said = caption(compared("acled", "ucdp-ged"), DEFAULT, total_claims=99, chart=chart)
    assert "ACLED: 8 events" in said.counts_line
    assert "UCDP GED: 5 events" in said.counts_line
    assert "13" not in said.counts_line + " ".join(said.notes)
    assert said.subtitle.startswith("UCDP GED and ACLED.")
    assert all(DATASETS[name].attribution.rstrip(".") in said.sources for name in ("acled", "ucdp-ged"))


def test_the_caption_of_one_names_it_with_its_licence() -> None:
    claims = demo_sets.only("ucdp-ged")
    said = caption(claims, DEFAULT, total_claims=len(claims))
    assert said.subtitle.startswith("UCDP GED.")
    assert said.sources.endswith("Licence: CC BY 4.0. Events until 16 March 2016.")


# --- What each data set means -------------------------------------------------------------------------------------


def test_a_zero_that_may_mean_not_reported_is_no_figure() -> None:
    told = events(demo_sets.only("acled")).frame()
    assert told["killed_low"].dropna().tolist() == [3, 7]
    assert int(told["zero_or_unknown"].sum()) == 6
    killed = next(one for one in figures.headline(demo_sets.only("acled")) if one.label == "Killed")
    assert (killed.value_text, killed.note) == ("10 killed", "6 of 8 events without a figure")
    hover = [text for trace in timeline.build(demo_sets.only("acled")).data for _, text in trace.customdata or []]
    assert sum("Killed: none, or not reported" in text for text in hover) == 12
    assert not any("Killed: 0" in text for text in hover)


def test_a_zero_that_is_known_stays_a_zero() -> None:
    known = demo_sets.only("acled").assign(killed_high=pd.array([0] * 8, dtype="Int32"))
    assert events(conform(known.assign(killed_low=known["killed_high"]))).frame()["killed_low"].tolist() == [0] * 8


def test_the_best_estimate_stands_with_low_and_high() -> None:
    claims = demo_sets.only("ucdp-ged")
    killed = next(one for one in figures.headline(claims) if one.label == "Killed")
    assert killed.value_text == "10\N{EN DASH}45 killed"
    assert killed.note == "best estimate 25; every event has a figure"
    figure = strike_counts.build(claims, measure="killed", unit="month")
    strokes = [trace for trace in figure.data if trace.type == "scatter" and trace.y == (25,)]
    assert len(strokes) == 1
    hover = timeline.build(claims).data[1].customdata[0][1].replace("<br>", " ")
    assert "Killed: 2\N{EN DASH}9, best estimate 3" in hover


def test_a_best_estimate_that_not_all_events_have_is_not_added_up() -> None:
    claims = demo_sets.only("ucdp-ged")
    some = claims.assign(killed_best=claims["killed_best"].where(claims.index > 0))
    killed = next(one for one in figures.headline(some) if one.label == "Killed")
    assert killed.note == "every event has a figure"
    figure = strike_counts.build(some, measure="killed", unit="month")
    assert not any("Best estimate" in str(trace.name) for trace in figure.data)


def test_of_two_sides_nobody_is_said_to_have_attacked() -> None:
    claims = demo_sets.only("acled")
    figure = timeline.build(claims)
    assert written(figure, "lane") == ["Government of Syria 8", "Islamic State 8"]
    hover = figure.data[1].customdata[0][1].replace("<br>", " ")
    assert "Named: Government of Syria and Islamic State (not stated who attacked)" in hover
    assert "By:" not in hover
    assert caption(claims, DEFAULT, total_claims=8).title == "Who was involved in what, and when"


def test_the_sides_of_one_claim_are_no_doers_beside_a_claim_that_names_one() -> None:
    acled = demo_sets.only("acled")
    first = acled.iloc[[0, 1]].assign(event_id="acled:0")
    stated = first.assign(attribution=first["attribution"].where(first.index > 0, "stated"))
    russia = pd.Series([["Russia"]] * 2, dtype=stated["perpetrators"].dtype)
    named = stated["perpetrators"].where(stated.index > 0, russia)
    told = events(conform(stated.assign(perpetrators=named))).frame()
    assert [list(names) for names in told["perpetrators"]] == [["Russia"]]
    assert told["attribution"].tolist() == ["stated"]


def test_without_a_closer_type_the_event_type_is_the_kind() -> None:
    bare = demo_sets.only("ucdp-ged").assign(sub_event_type=None)
    claims = conform(bare)
    assert written(timeline.build(claims, lanes="type"), "lane") == ["Battles 5"]
    assert [(one.value, one.count) for one in filters.options(claims, DEFAULT)["event_type"]] == [("Battles", 5)]
    assert len(filters.Filtered(table_of(claims), Selection(event_type=("Battles",))).told) == 5
    assert "<b>Battles, Raqqa</b>" in timeline.build(claims).data[1].customdata[0][1]


def test_the_selection_is_left_alone() -> None:
    asked = Selection(dataset="gone", actor=("Russia",))
    assert of_datasets(asked, LOADED, COUNTED) == replace(asked, dataset="")
