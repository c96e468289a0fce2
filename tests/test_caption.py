"""The caption: a chart that leaves the page says what it is, what it shows and what it leaves out."""

from __future__ import annotations

from datetime import date

import pytest
from demo import claims as demo_claims

from dashboard.caption import Caption, caption
from dashboard.state import Selection
from data_prep import empty

CLAIMS = demo_claims()


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
