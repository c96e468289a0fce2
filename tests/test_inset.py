"""The small map of an event: a dot at a place, a circle for an area, nothing where no point is known."""

from __future__ import annotations

import math
from base64 import b64decode
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard.inset import figure, svg

EVENT: dict[str, Any] = {
    "latitude": 35.95, "longitude": 39.01, "place_precision": 1, "place": "Raqqa", "admin1": "", "country": "SYR",
}  # fmt: skip


def picture(html: str) -> str:
    return b64decode(html.split("base64,")[1].split('"')[0]).decode()


def test_a_known_place_is_a_dot_and_is_said() -> None:
    html = figure(EVENT, "light")
    assert 'alt="Small map: Raqqa, Syria"' in html
    assert ElementTree.fromstring(picture(html)).tag.endswith("svg")
    assert 'r="5"' in picture(html)


def test_a_province_is_a_wide_circle_and_says_that_it_is_rough() -> None:
    html = figure({**EVENT, "place_precision": 4}, "dark")
    assert "within about 50 km" in html
    assert 'r="5"' not in picture(html)


@pytest.mark.parametrize("change", [{"latitude": math.nan}, {"place_precision": 6}, {"place_precision": 7}])
def test_what_has_no_point_has_no_map(change: dict[str, Any]) -> None:
    assert figure({**EVENT, **change}, "light") == ""


@pytest.mark.parametrize(("latitude", "longitude"), [(-17.8, 179.9), (89.0, 0.0), (0.0, -179.9), (-90.0, 12.0)])
def test_at_the_edges_of_the_map_it_is_drawn_too(latitude: float, longitude: float) -> None:
    assert "nan" not in svg(latitude, longitude, 0.0, "light")


def test_names_are_escaped() -> None:
    assert "<b>" not in figure({**EVENT, "place": '"><b>'}, "light")
