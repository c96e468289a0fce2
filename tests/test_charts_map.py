"""The map, read from its figure."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from points_made import points

from dashboard.charts.map import build
from dashboard.drawing.layout import Sheet
from dashboard.theme import palette
from data_prep import UsageError

RAQQA, ALEPPO, NOWHERE = (35.95, 39.01, 1), (36.2, 37.16, 2), (float("nan"), float("nan"), 0)
PROVINCE, COUNTRY = (35.0, 40.0, 4), (35.0, 38.0, 6)


def circles(figure: go.Figure, axis: str | None = None) -> list[tuple[list[Any], float, str]]:
    """The custom data, size and outline of every circle and cross of the map; of the strip with ``x2``."""
    marked = [trace for trace in figure.data if trace.customdata is not None and trace.xaxis == axis]
    return [
        (list(data), float(np.broadcast_to(trace.marker.size, len(trace.x))[number]), str(trace.marker.line.color))
        for trace in marked
        for number, data in enumerate(trace.customdata)
    ]


def notes(figure: go.Figure) -> str:
    return " ".join(str(one.text) for one in figure.layout.annotations).replace("<br>", " ")


def written(figure: go.Figure) -> list[str]:
    return [text for trace in figure.data if trace.mode == "text" for text in trace.text]


def test_an_event_alone_opens_and_many_are_zoomed_to() -> None:
    figure = build(points(RAQQA, ALEPPO, ALEPPO))
    by_id = {data[0]: data for data, *_ in circles(figure)}
    assert "Raqqa" in by_id["e0"][1]
    _, hover, west, south, east, north, what = by_id[""]
    assert "2 events" in hover
    assert west < 37.16 < east
    assert south < 36.2 < north
    assert what == "zoom"


def test_where_zooming_shows_nothing_new_a_click_keeps_the_cell() -> None:
    figure = build(points(ALEPPO, ALEPPO), window=(37.1, 36.15, 37.2, 36.25))
    (data, *_) = next(iter(circles(figure)))
    assert data[-1] == "keep"
    assert data[4] - data[2] < 0.01


def test_events_that_are_all_without_a_place_are_said_and_no_map_is_drawn() -> None:
    figure = build(points(NOWHERE, NOWHERE))
    assert notes(figure) == "No event of these has a place on the map: 2 events without a place."
    assert not figure.data


def test_the_legend_shows_the_marks_as_they_are_drawn() -> None:
    figure = build(points(RAQQA, PROVINCE))
    for sample in (trace for trace in figure.data if trace.showlegend is None):
        mark = next(
            trace
            for trace in figure.data
            if trace.customdata is not None and trace.marker.line.color == sample.marker.line.color
        )
        assert sample.mode == mark.mode
        assert (sample.marker.color, sample.marker.line.width) == (mark.marker.color, mark.marker.line.width)


def test_the_area_of_a_circle_grows_with_its_events() -> None:
    figure = build(points(*[RAQQA] * 400, *[ALEPPO] * 100))
    few, many = sorted(size for _, size, _ in circles(figure))
    assert many == pytest.approx(2 * few, rel=0.02)
    assert {"400", "100"} & set(written(figure))


def test_a_province_is_drawn_as_an_area_beside_its_middle() -> None:
    figure = build(points(RAQQA, PROVINCE), window=(37, 33, 42, 37))
    bead = next(one for one in circles(figure) if one[2] == palette().wider_area)
    assert "Somewhere within about 50 km" in bead[0][1]
    ring = next(shape for shape in figure.layout.shapes if shape.line.dash)
    assert ring.fillrule == "nonzero"  # where two areas overlap lies in both
    heights = [float(y) for y in re.findall(r",([-.\d]+)", ring.path)]
    place = next(trace for trace in figure.data if trace.marker.line.color == palette().wider_area and trace.customdata)
    assert place.y[0] > 35.3
    assert max(heights) - min(heights) == pytest.approx(2 * 50 / 111.2, rel=0.01)


def test_a_country_is_counted_beside_the_map_and_has_no_point_on_it() -> None:
    figure = build(points(RAQQA, COUNTRY, COUNTRY))
    assert [data[0] for data, *_ in circles(figure)] == ["e0"]
    assert "Syria 2" in written(figure)
    (beside,) = circles(figure, "x2")
    assert beside[0][0] == ""


def test_the_only_event_of_a_country_opens_from_beside_the_map() -> None:
    (beside,) = circles(build(points(COUNTRY)), "x2")
    assert beside[0][0] == "e0"


def test_what_is_not_drawn_is_said() -> None:
    text = notes(build(points(RAQQA, NOWHERE, (0, 0, 1)), window=(35, 32, 43, 38)))
    assert "1 event without a place" in text
    assert "1 event beyond the edges of the map" in text
    assert "Borders: Natural Earth" in text


def test_an_unsaid_precision_is_said() -> None:
    assert "no source says how precise" in notes(build(points((35.95, 39.01, 0))))


def test_an_unknown_figure_is_a_cross_and_no_circle() -> None:
    low = np.array([3, np.nan])
    figure = build(points(RAQQA, ALEPPO, value_low=low, value_high=low), measure="killed")
    cross = next(trace for trace in figure.data if trace.customdata is not None and trace.marker.symbol == "x-thin")
    assert cross.customdata[0][0] == "e1"
    assert "1 event without a figure: not zero" in notes(figure)
    assert "Killed: 3" in next(data[1] for data, *_ in circles(figure) if data[0] == "e0")


def test_the_open_event_is_framed_and_the_chosen_area_outlined() -> None:
    made = points(RAQQA, ALEPPO)
    plain, framed = build(made), build(made, selected=1, area=((37, 36), (38, 36.5)))
    assert len(framed.data) == len(plain.data) + 2
    assert framed.data[-1].x[0] == pytest.approx(37.16, abs=0.01)
    assert len(build(points(RAQQA, COUNTRY), selected=1).data) == len(build(points(RAQQA, COUNTRY)).data)


@pytest.mark.parametrize("width", [358, 980, 1400])
def test_it_is_laid_out_for_its_width_and_keeps_the_shape_of_the_land(width: int) -> None:
    figure = build(points(RAQQA, ALEPPO, PROVINCE, COUNTRY), width_hint=width)
    sheet = Sheet(**figure.layout.meta["sheet"])
    west, south, east, north = figure.layout.meta["window"]
    assert sheet.width == width
    assert sheet.height == figure.layout.height
    pixels = (1 - figure.layout.yaxis.domain[0]) * sheet.plot
    squeeze = np.cos(np.radians((south + north) / 2))
    assert (east - west) * squeeze / sheet.plot_width == pytest.approx((north - south) / pixels, rel=0.02)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_to_draw_is_said_in_words(theme: str) -> None:
    figure = build(points(), theme=theme, width_hint=358)
    assert len(figure.data) == 0
    assert "No events to draw" in notes(figure)


def test_its_cost_is_that_of_the_screen() -> None:
    random = np.random.default_rng(0)
    made = [points(*np.c_[random.uniform(32, 37, n), random.uniform(36, 42, n), np.ones(n)]) for n in (3_000, 60_000)]
    few, many = (len(build(each).to_json()) for each in made)
    assert many < 2 * few


def test_text_from_a_source_is_never_markup_or_a_formula() -> None:
    made = points(RAQQA, place=np.array([2], dtype="int32"), countries=["<b>$x$</b>"])
    for figure in (build(made), build(replace(made, place_precision=np.array([6], dtype="int8")))):
        assert "$x$" not in json.dumps(json.loads(figure.to_json()))
        assert "<b><b>" not in json.dumps(json.loads(figure.to_json()))


@pytest.mark.parametrize("choice", [{"theme": "sepia"}, {"measure": "sepia"}])
def test_an_unknown_choice_is_named(choice: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="sepia"):
        build(points(RAQQA), **choice)  # type: ignore[arg-type]


def test_a_countrys_circle_is_no_larger_than_the_largest_on_the_map() -> None:
    figure = build(points(RAQQA, *[COUNTRY] * 400))
    ((_, size, _),) = circles(figure, "x2")
    (on_the_map,) = (size for _, size, _ in circles(figure))
    assert size <= 2 * on_the_map
    assert "Syria 400" in written(figure)
