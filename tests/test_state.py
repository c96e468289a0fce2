"""The selection and its form in the address bar."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from dashboard import state
from dashboard.state import DEFAULT, Selection

EVERYTHING = Selection(
    dataset="compare",
    compared=("acled", "gdelt"),
    actor=("Russia", "Jaysh al-Islam"),
    role="by",
    attribution=("contested",),
    start=date(2016, 3, 1),
    end=date(2016, 3, 31),
    place=("Raqqa",),
    event_type=("Air/drone strike",),
    source=("A & B = C?",),
    stance=("denied",),
    leave_out=("harm-weak",),
    match="all",
    without=("Israel",),
    area="36.1,35.5,37.25,36",
    window="36,35,38,37",
    lanes="place",
    order="first",
    reports="show",
    measure="killed",
    unit="week",
    stack="type",
    arrange="panels",
    running="total",
    imprecise="left_out",
    sides_by="place",
    sides=("Raqqa", "Aleppo"),
    align="start",
    event="event 1",
)


def test_every_field_has_a_kind():
    known = {"dataset", "compared", *state.LISTS, *state.DATES, *state.CHOICES, *state.PARTS, state.SIDES, "event"}
    assert {field.name for field in fields(Selection)} == known


def test_every_default_is_a_choice():
    assert all(getattr(DEFAULT, name) in choices for name, choices in state.CHOICES.items())


def test_a_default_stands_not_in_the_url():
    assert state.to_query(DEFAULT) == {}


def test_the_url_holds_names_as_they_are():
    query = state.to_query(EVERYTHING)
    assert query["actor"] == ["Russia", "Jaysh al-Islam"]
    assert query["start"] == ["2016-03-01"]
    assert len(query) == len(fields(Selection))


@pytest.mark.parametrize("selection", [DEFAULT, EVERYTHING, replace(DEFAULT, end=date(2016, 3, 1))])
def test_the_url_gives_the_selection_back(selection):
    assert state.from_query(state.to_query(selection)) == selection


@pytest.mark.parametrize(
    "query",
    [
        {"role": ["sideways"]},
        {"start": ["31 November"]},
        {"end": ["2016-11-31"]},
        {"end": ["9999-12-31"]},
        {"unit": [""]},
        {"actor": []},
        {"nonsense": ["1"]},
    ],
)
def test_a_bad_link_opens_the_default(query):
    assert state.from_query(query) == DEFAULT


def test_a_name_given_twice_counts_once():
    assert state.from_query({"actor": ["Russia", "Syria", "Russia"]}).actor == ("Russia", "Syria")


def test_what_the_data_no_longer_holds_is_left_out():
    allowed = {"actor": {"Russia"}, "place": {"Raqqa"}}
    kept = state.known(EVERYTHING, allowed, {"event 2"}.__contains__)
    assert (kept.actor, kept.place, kept.source, kept.event) == (("Russia",), ("Raqqa",), (), None)
    assert (kept.start, kept.lanes) == (EVERYTHING.start, EVERYTHING.lanes)


def test_what_is_no_part_of_the_map_is_left_out():
    kept = state.known(replace(EVERYTHING, area="somewhere", window="1,2,3,4,5,6"), {})
    assert (kept.area, kept.window) == ("", "")
    assert state.known(EVERYTHING, {}).area == EVERYTHING.area


def test_one_name_can_be_taken_off():
    assert state.without(EVERYTHING, "actor", "Russia").actor == ("Jaysh al-Islam",)
    assert state.without(EVERYTHING, "start").start is None


def test_clearing_leaves_the_charts_as_they_are():
    cleared = state.without_filters(EVERYTHING)
    assert not state.is_filtered(cleared)
    assert (cleared.role, cleared.lanes, cleared.event) == ("either", "place", "event 1")


def test_a_role_alone_filters_nothing():
    assert not state.is_filtered(replace(DEFAULT, role="by"))
    assert state.is_filtered(replace(DEFAULT, start=date(2016, 3, 1)))
