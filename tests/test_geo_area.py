"""Areas chosen on a map: who is inside, and how a link writes them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.geo_area import MOST, area_from_text, area_text, inside, simplified

TRIANGLE = ((0.0, 0.0), (10.0, 0.0), (0.0, 10.0))
corners = st.tuples(st.floats(-179, 179), st.floats(-89, 89)).map(lambda one: (round(one[0], 3), round(one[1], 3)))


def one_by_one(x: float, y: float, area: tuple[tuple[float, float], ...]) -> bool:
    found = False
    for (ax, ay), (bx, by) in zip(area, [*area[1:], area[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


def test_a_box_holds_its_edges_and_no_unknown_place() -> None:
    y, x = np.array([0, 5, 11, np.nan]), np.array([0, 5, 5, 5.0])
    assert inside(y, x, ((0, 0), (10, 10))).tolist() == [True, True, False, False]
    assert inside(y, x, ((10, 10), (0, 0))).tolist() == [True, True, False, False]


def test_a_box_beyond_the_180th_meridian_holds_what_lies_behind_it() -> None:
    y, x = np.zeros(3), np.array([179.0, -179.0, 0.0])
    assert inside(y, x, ((178, -1), (182, 1))).tolist() == [True, True, False]


@given(st.lists(corners, min_size=3, max_size=MOST), st.integers(0, 2**32 - 1))
def test_a_polygon_holds_what_a_ray_says(area: list[tuple[float, float]], seed: int) -> None:
    random = np.random.default_rng(seed)
    x, y = random.uniform(-180, 180, 200), random.uniform(-90, 90, 200)
    expected = [one_by_one(*point, tuple(area)) for point in zip(x, y, strict=True)]
    assert inside(y, x, tuple(area)).tolist() == expected


@given(st.lists(corners, min_size=3, max_size=MOST))
def test_a_link_gives_the_same_area_back(area: list[tuple[float, float]]) -> None:
    (xs, ys) = zip(*area, strict=True)
    expected = tuple(area) if max(xs) > min(xs) and max(ys) > min(ys) else None
    assert area_from_text(area_text(area)) == expected


def test_a_box_is_four_numbers_from_the_south_west() -> None:
    assert area_text([(39.1234, 36), (38, 35.5)]) == "38,35.5,39.123,36"
    assert area_from_text("38,35.5,39.123,36") == ((38, 35.5), (39.123, 36))


def test_a_lasso_keeps_the_corners_that_matter() -> None:
    angle = np.linspace(0, 2 * np.pi, 300, endpoint=False)
    circle = [(float(x), float(y)) for x, y in zip(np.cos(angle), np.sin(angle), strict=True)]
    few = simplified(circle)
    assert len(few) == MOST
    assert np.hypot(*np.array(few).T) == pytest.approx(1)
    assert simplified(TRIANGLE) == TRIANGLE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1,2,3",
        "a,b,c,d",
        "1,2,3,4\n",
        " 1,2,3,4",
        "1,2,3,4,",
        "1e3,2,3,4",
        "nan,1,2,3",
        "1,2,1,4",
        "1,91,2,92",
        "361,1,2,3",
        "-200,0,200,10",
        "1,2,,4",
        "\u0663,1,2,3",
        ",".join(["1", "2"] * 25),
        "0," * 10_000,
    ],
)
def test_rubbish_in_a_link_is_no_area(text: str) -> None:
    assert area_from_text(text) is None


@given(st.text(alphabet="0123456789.,-", max_size=40))
def test_no_text_makes_it_fail(text: str) -> None:
    found = area_from_text(text)
    assert found is None or len(found) >= 2
