"""The timeline, read from its figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from demo import claims as demo_claims

from dashboard.charts.timeline import build
from dashboard.drawing.window import DAY
from dashboard.store.columns import NO_DAY
from dashboard.theme import palette
from dashboard.words import words
from data_prep import UsageError
from data_prep.frame import from_rows


def marks(figure: go.Figure) -> list[dict[str, Any]]:
    """Every bar of the figure: event, from, to, where, and how it looks."""
    found = []
    for trace in figure.data:
        if trace.type == "bar" and trace.customdata is not None:
            for number, (event, hover) in enumerate(trace.customdata):
                found.append(
                    {
                        "event": event,
                        "hover": hover,
                        "start": trace.base[number],
                        "end": trace.base[number] + trace.x[number],
                        "y": trace.y[number],
                        "colour": trace.marker.color,
                        "outline": trace.marker.line.width[number],
                        "hatch": trace.marker.pattern.shape[number],
                        "kind": trace.name,
                    }
                )
    return found


def mark(event: str, **choices: Any) -> dict[str, Any]:
    return next(found for found in marks(build(demo_claims(), **choices)) if found["event"] == event)


def annotations(figure: go.Figure, name: str) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations if annotation.name == name]


def labels(figure: go.Figure) -> list[str]:
    return [
        text.strip()
        for trace in figure.data
        if getattr(trace, "mode", None) == "text" and trace.name != "letters"
        for text in trace.text
    ]


def test_a_type_is_told_by_letters_too_where_a_span_has_room() -> None:
    figure = build(demo_claims())
    letters = [text for trace in figure.data if trace.name == "letters" for text in trace.text]
    assert {"Ai", "Su", "Ba"} & set(letters)
    assert set(letters) <= set(words("type_letters").values())
    legend = [trace.name for trace in figure.data if trace.showlegend is not False]
    assert "Ai\N{EN SPACE}Air/drone strike" in legend


def test_every_type_has_letters_of_its_own() -> None:
    letters = words("type_letters")
    assert set(letters) == {*palette().types, *palette().families}
    assert len(set(letters.values())) == len(letters)


def milliseconds(day: str) -> float:
    return pd.Timestamp(day).timestamp() * 1000


def test_what_is_written_beside_a_span_stands_clear_of_its_rim() -> None:
    row = {"event_id": "e", "dataset": "report", "stance": "reported", "killed_low": 4, "perpetrators": ["Russia"]}
    days = [("2016-03-10", "2016-03-10"), ("2016-03-08", "2016-03-20")]
    claims = [{**row, "claim_id": first, "date_start": first, "date_end": last} for first, last in days]
    figure = build(from_rows(claims))
    rim = next(trace for trace in figure.data if trace.type == "bar" and trace.hoverinfo == "skip" and trace.base)
    span = next(trace for trace in figure.data if trace.type == "bar" and trace.customdata is not None)
    letters = 4  # pixels from the middle of a label to the foot of its digits
    assert rim.y[0] - rim.width / 2 >= span.y[0] + letters - 0.5
    assert rim.y[0] + rim.width / 2 <= span.y[0] + span.width[0] / 2


def test_an_event_runs_from_its_first_day_to_the_end_of_its_last() -> None:
    one, several = mark("palmyra-70"), mark("russia-week")
    assert (one["start"], one["end"]) == (milliseconds("2016-03-19"), milliseconds("2016-03-20"))
    assert (several["start"], several["end"]) == (milliseconds("2016-03-14"), milliseconds("2016-03-19"))


def test_the_colour_is_that_of_the_type() -> None:
    assert mark("artillery")["colour"] == palette().types["Shelling/artillery/missile attack"]
    assert mark("artillery", theme="dark")["colour"] == palette("dark").types["Shelling/artillery/missile attack"]


def test_nobody_named_is_open() -> None:
    assert mark("ied")["outline"] > 0
    assert mark("ied")["colour"] == "rgba(0, 0, 0, 0)"
    assert mark("bomber")["outline"] == 0


def test_week_month_and_year_look_unlike_each_other_and_unlike_a_day() -> None:
    hatches = [mark(event)["hatch"] for event in ("bomber", "arrests", "artillery", "month", "year")]
    assert hatches[0] == ""
    assert len(set(hatches)) == 5


def test_a_denied_event_is_empty_and_crossed_out_by_dots() -> None:
    denied = mark("denied")
    assert (denied["colour"], denied["outline"], denied["hatch"]) == ("rgba(0, 0, 0, 0)", 0, "")
    dotted = [
        trace
        for trace in build(demo_claims()).data
        if getattr(trace, "mode", None) == "lines" and trace.line.dash == "dot"
    ]
    assert any(denied["start"] in (trace.x or []) for trace in dotted)


def test_events_of_a_lane_hide_none_of_each_other() -> None:
    """Also where many events of one actor and one day meet."""
    rows = [row("x", number, "2016-03-19", "2016-03-20", killed_low=number) for number in range(12)]
    for frame in (demo_claims(), from_rows(rows)):
        found = marks(build(frame))
        for first in found:
            for other in found:
                if first is not other and first["y"] == other["y"]:
                    assert first["end"] <= other["start"] or other["end"] <= first["start"]


def test_an_event_by_several_actors_stands_in_the_lane_of_each() -> None:
    found = [each["event"] for each in marks(build(demo_claims()))]
    assert found.count("clash-20") == 2
    assert found.count("bomber") == 1


def test_each_lane_is_named_with_its_count_nobody_and_undated_last() -> None:
    names = annotations(build(demo_claims()), "lane")
    assert names[0].startswith("Russia <span")
    assert ">7<" in names[0]
    assert names[-2].startswith("Nobody named")
    assert names[-1].startswith("Undated")


@pytest.mark.parametrize(("lanes", "first"), [("place", "Palmyra"), ("type", "Air/drone strike")])
def test_lanes_by_place_and_type(lanes: str, first: str) -> None:
    assert annotations(build(demo_claims(), lanes=lanes), "lane")[0].startswith(first)


def test_lanes_that_do_not_exist_are_named() -> None:
    with pytest.raises(UsageError, match="colour"):
        build(demo_claims(), lanes="colour")


def test_long_names_are_wrapped_and_lie_on_the_sheet() -> None:
    for width in (360, 980):
        figure = build(demo_claims(), width_hint=width)
        name = next(text for text in annotations(figure, "lane") if "Kurdish" in text.replace("<br>", " "))
        assert ("<br>" in name) == (width == 980)
        assert figure.layout.margin.l < width / 2


def test_what_lies_far_off_is_counted_and_does_not_squash_the_rest() -> None:
    figure = build(demo_claims())
    first, last = figure.layout.xaxis.range
    assert last - first < 60 * DAY
    assert annotations(figure, "before") == ["◀ 2 events before 27 February 2016: zoom out to see"]
    assert {"seized", "intervention"} <= {each["event"] for each in marks(figure)}


def test_events_spread_evenly_are_all_in_the_window() -> None:
    days = pd.date_range("2015-01-01", periods=40, freq="9D").strftime("%Y-%m-%d")
    figure = build(from_rows(row("x", number, day, day) for number, day in enumerate(days)))
    first, last = figure.layout.xaxis.range
    assert all(first <= each["start"] and each["end"] <= last for each in marks(figure))
    assert not annotations(figure, "before") + annotations(figure, "after")


def test_undated_events_lie_in_a_tray_that_can_be_clicked() -> None:
    figure = build(demo_claims())
    tray = next(trace for trace in figure.data if trace.name == "Undated")
    assert [event for event, _ in tray.customdata] == ["undated", "undated-2"]
    assert list(tray.marker.symbol) == ["square", "square-open"]


def test_only_undated_events_are_drawn_too() -> None:
    claims = demo_claims()
    figure = build(claims[claims["date_start"].isna()])
    assert [event for event, _ in next(trace for trace in figure.data if trace.name == "Undated").customdata]


def test_every_event_of_the_claims_can_be_clicked() -> None:
    figure = build(demo_claims())
    found = {event for trace in figure.data if trace.customdata is not None for event, _ in trace.customdata}
    assert found == set(demo_claims()["event_id"])


def test_labels_say_killed_with_bounds_and_what_is_uncertain() -> None:
    found = labels(build(demo_claims()))
    for text in ("≠ ? 39–43+", "≠ 16–25", "12+", "0", "up to 30", "70+ strikes"):
        assert text in found
    reading = annotations(build(demo_claims()), "reading")[0].replace("<br>", " ")
    assert "people killed" in reading
    assert "several named" in reading


def test_hover_tells_date_as_written_figures_sources_and_who() -> None:
    text = mark("raqqa-19")["hover"].replace("<br>", " ")
    for said in ("19 March 2016", "“on Saturday”", "Killed: 39–43+", "Russia or Syria (contested)", "2 claims"):
        assert said in text
    assert "Raqqa Is Being Slaughtered Silently" in text
    assert "see the evidence" in mark("sorties")["hover"].replace("<br>", " ")
    assert "not dated in words" in mark("sorties")["hover"].replace("<br>", " ")


def test_the_chosen_event_is_framed_in_each_of_its_lanes() -> None:
    plain, chosen = build(demo_claims()), build(demo_claims(), selected="raqqa-19")
    frame = chosen.data[-1]
    assert len(chosen.data) == len(plain.data) + 1
    assert list(frame.x).count(None) == 2
    assert frame.line.color == palette().ink


def test_a_choice_that_is_not_drawn_frames_nothing() -> None:
    assert not build(demo_claims(), selected="gone").data[-1].x


def test_the_legend_names_only_what_occurs() -> None:
    claims = demo_claims()
    names = [
        trace.name for trace in build(claims[claims["event_id"] == "bomber"]).data if trace.showlegend is not False
    ]
    assert names == ["Su\N{EN SPACE}Suicide bomb"]
    everything = [trace.name for trace in build(claims).data if trace.showlegend is not False]
    assert {"Nobody named", "Denied", "Dated to a week", "Dated to a month"} <= set(everything)


def test_at_most_thirty_lanes_the_rest_in_one() -> None:
    figure = build(from_rows(row(f"Actor {number:02}", number, "2016-03-19", "2016-03-19") for number in range(45)))
    names = annotations(figure, "lane")
    assert len(names) == 30
    assert names[-1].startswith("16 other actors")
    assert len(marks(figure)) == 45


def test_a_day_too_narrow_to_see_has_a_mark_of_its_own() -> None:
    days = pd.date_range("1990-01-01", periods=60, freq="180D").strftime("%Y-%m-%d")
    figure = build(from_rows(row("x", number, day, day) for number, day in enumerate(days)), width_hint=360)
    small = [
        trace for trace in figure.data if getattr(trace, "mode", None) == "markers" and trace.customdata is not None
    ]
    assert sum(len(trace.customdata) for trace in small) == 60


def row(actor: str, number: int, first: str, last: str, **more: Any) -> dict[str, Any]:
    return {
        "claim_id": f"c{number}",
        "event_id": f"e{number}",
        "dataset": "report",
        "stance": "reported",
        "perpetrators": [actor],
        "attribution": "stated",
        "date_start": first,
        "date_end": last,
        "date_precision": "day" if first == last else "days",
        "sub_event_type": "Air/drone strike",
        **more,
    }


def test_marks_are_on_the_plot() -> None:
    figure = build(demo_claims())
    lower, upper = figure.layout.yaxis.range
    heights = np.array([each["y"] for each in marks(figure)])
    assert ((heights > upper) & (heights < lower)).all()


def test_too_many_events_are_boxes_of_days_that_hold_each_of_them() -> None:
    days = pd.date_range("2015-01-01", periods=700, freq="D").strftime("%Y-%m-%d")
    figure = build(from_rows(row(f"Actor {number % 3}", number, day, day) for number, day in enumerate(days)))
    boxes = next(trace for trace in figure.data if trace.type == "heatmap")
    assert "700 events are too many" in annotations(figure, "reading")[0]
    assert list(figure.layout.yaxis.ticktext) == ["Actor 0", "Actor 1", "Actor 2"]
    assert [sum(count or 0 for count in lane) for lane in boxes.z] == [234, 0, 233, 0, 233]
    assert 0 not in {count for lane in boxes.z for count in lane}
    middles = np.add(boxes.y[0::2], boxes.y[1::2]) / 2
    assert middles.tolist() == list(figure.layout.yaxis.tickvals)


def test_a_period_is_the_whole_width_of_the_chart() -> None:
    claims = from_rows([row("x", 0, "2016-03-19", "2016-03-19"), row("x", 1, "2016-03-01", "2016-03-31")])
    figure = build(claims, period=(date(2016, 3, 15), date(2016, 3, 20)))
    first, last = (pd.Timestamp(day, unit="ms") for day in figure.layout.xaxis.range)
    assert first == pd.Timestamp("2016-03-15")
    assert pd.Timestamp("2016-03-21") <= last < pd.Timestamp("2016-03-24")  # room for the last label


@pytest.mark.parametrize(("order", "names"), [("count", "cab"), ("first", "bca"), ("name", "abc")])
def test_lanes_stand_in_the_order_that_is_asked_for(order: str, names: str) -> None:
    days = {"c": ["2016-03-02"] * 3, "a": ["2016-03-03"] * 2, "b": ["2016-03-01"]}
    rows = [
        row(name, n + 10 * ord(name), day, day) for name, all_days in days.items() for n, day in enumerate(all_days)
    ]
    figure = build(from_rows(rows), order=order)
    assert "".join(text[0] for text in annotations(figure, "lane")) == names


def test_days_of_publication_are_marked_where_they_are_asked_for() -> None:
    days = np.array([16880, 16880, 16881, NO_DAY], dtype="int32")
    plain, marked = (build(demo_claims(), published=asked) for asked in (None, days))
    assert not annotations(plain, "published")
    assert annotations(marked, "published") == ["Published"]
    row = next(trace for trace in marked.data if trace.name == "Published")
    assert list(row.text) == ["2 claims published on 20 March 2016", "1 claim published on 21 March 2016"]
    assert marked.layout.height > plain.layout.height


@pytest.mark.parametrize("lanes", ["source", "dataset"])
def test_lanes_of_sources_and_of_data_sets(lanes: str) -> None:
    found = annotations(build(demo_claims(), lanes=lanes), "lane")
    wanted = {"source": "Syrian Observatory", "dataset": "Reports"}
    assert found[0].startswith(wanted[lanes])


def test_one_strike_is_one_strike() -> None:
    figure = build(from_rows([row("x", 0, "2016-03-19", "2016-03-19", strikes_low=1, strikes_high=1)]))
    assert labels(figure) == ["1 strike"]


def test_a_tray_of_very_many_says_how_many_there_are() -> None:
    figure = build(
        from_rows(
            row("x", number, "2016-03-19", "2016-03-19") | {"date_start": None, "date_end": None}
            for number in range(300)
        )
    )
    tray = next(trace for trace in figure.data if trace.name == "Undated")
    assert len(tray.customdata) == 200
    assert ">300<" in annotations(figure, "lane")[-1]


def test_many_events_of_one_time_are_drawn_flat_and_can_still_be_clicked() -> None:
    days = [f"2016-03-{day:02}" for day in (1, 2)] * 40
    far = [{"date_start": "2010-01-01", "date_end": "2010-01-01"}] * 30
    spread = [*({"date_start": day, "date_end": day, "killed_low": 3, "killed_high": 3} for day in days), *far]
    same = {"dataset": "report", "stance": "reported", "sub_event_type": "Attack"}
    claims = from_rows([{"claim_id": f"c{n}", "event_id": f"e{n}", **same, **row} for n, row in enumerate(spread)])
    figure = build(claims)
    assert figure.layout.height < 110 * 20
    clicked = {data[0] for trace in figure.data for data in trace.customdata or ()}
    assert clicked == {f"e{n}" for n in range(len(spread))}
    assert {width for trace in figure.data if trace.type == "bar" for width in trace.width or ()} == {7}


def test_beside_a_small_mark_nothing_of_the_span_is_seen() -> None:
    same = {"dataset": "report", "stance": "reported", "sub_event_type": "Attack", "killed_low": 3, "killed_high": 3}
    days = ["2010-01-01", "2024-01-01"]
    named = [{"perpetrators": []}, {"perpetrators": ["Russia"]}, {"perpetrators": [], "stance": "denied"}]
    rows = [{**same, **more, "date_start": day, "date_end": day} for day in days for more in named]
    figure = build(from_rows([{"claim_id": f"c{n}", "event_id": f"e{n}", **row} for n, row in enumerate(rows)]))
    spans = [trace for trace in figure.data if trace.type == "bar" and trace.customdata]
    assert all(width == 8 for trace in spans for width in trace.width)
    assert all(line == 0 for trace in spans for line in trace.marker.line.width)
    dotted = [trace for trace in figure.data if trace.type == "scatter" and trace.line.dash == "dot"]
    assert [trace.name for trace in dotted] == ["Denied"]  # the legend's entry alone


def test_on_a_phone_what_lies_before_and_after_stands_on_two_lines() -> None:
    days = ["2001-01-01", *(f"2016-03-{day:02}" for day in range(1, 20)), "2031-01-01"]
    frame = from_rows(row("Russia", number, day, day) for number, day in enumerate(days))
    for width, apart in ((360, True), (980, False)):
        figure = build(frame, width_hint=width)
        shifts = {note.name: note.yshift for note in figure.layout.annotations if note.name in ("before", "after")}
        assert (shifts["after"] < shifts["before"] - 10) == apart
