"""What can be said of one event."""

import dataclasses
from datetime import date

import pytest

from data_prep.reports.casualties import Figure, bound
from data_prep.reports.dates import Interval
from data_prep.reports.likeness import are_near, days_meet, is_explosive, is_violent, places_agree
from data_prep.reports.places import Place, find_places


def place(name: str) -> Place:
    return find_places(f"Shells fell in {name}, Ukraine.")[0].place


def days(first: int, last: int) -> Interval:
    return Interval(date(2022, 5, first), date(2022, 5, last), "range")


@pytest.mark.parametrize(
    ("mine", "theirs", "meet"),
    [((3, 3), (1, 7), True), ((1, 7), (3, 3), True), ((1, 4), (3, 7), False), ((1, 1), (2, 2), False)],
)
def test_days_meet_where_one_lies_within_the_other(mine, theirs, meet):
    assert days_meet(days(*mine), days(*theirs)) is meet


def test_places_agree_unless_two_towns_are_named():
    kharkiv, lviv = place("Kharkiv"), place("Lviv")
    assert places_agree(kharkiv, None)
    assert places_agree(kharkiv, kharkiv)
    assert not places_agree(kharkiv, lviv)


def test_near_are_places_a_walk_apart():
    kharkiv = place("Kharkiv")
    beside = dataclasses.replace(kharkiv, name="A village", latitude=(kharkiv.latitude or 0) + 0.05)
    assert are_near(kharkiv, beside)
    assert not are_near(kharkiv, place("Lviv"))
    assert not are_near(kharkiv, None)


def test_kinds():
    assert is_explosive("Air/drone strike")
    assert not is_explosive("Armed clash")
    assert is_violent("Armed clash")
    assert not is_violent("Peaceful protest")


def test_a_figure_is_its_lower_bound_where_it_has_one():
    assert bound(Figure(3, 5)) == 3
    assert bound(Figure(None, 5)) == 5
    assert bound(Figure()) is None
