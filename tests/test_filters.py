"""Filters: whole events are kept, options count events, and nothing chosen changes nothing."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from demo import claims as demo_claims

from dashboard import filters
from dashboard.events import events, table_of
from dashboard.filters import Filtered, Option
from dashboard.state import Selection
from data_prep import empty

CLAIMS = demo_claims()


def kept(**fields: object) -> set[str]:
    """The events that a selection keeps."""
    return set(Filtered(table_of(CLAIMS), Selection(**fields)).told.ids())  # type: ignore[arg-type]


def options(claims: pd.DataFrame, **fields: object) -> dict[str, list[Option]]:
    """The options beside a selection."""
    return filters.options(claims, Selection(**fields))  # type: ignore[arg-type]


def test_nothing_chosen_keeps_the_very_same_events() -> None:
    assert Filtered(table_of(CLAIMS), Selection()).told is events(CLAIMS)
    assert Filtered(table_of(CLAIMS), Selection(lanes="place", measure="killed", event="ied")).told is events(CLAIMS)


def test_a_kept_event_keeps_every_claim_those_that_contradict_too() -> None:
    found = Filtered(table_of(CLAIMS), Selection(source=("Raqqa Is Being Slaughtered Silently",)))
    assert list(found.rows()["event_id"]) == ["raqqa-19", "raqqa-19"]
    assert found.claims == 2


def test_by_and_against_look_at_different_sides() -> None:
    assert "bomber" in kept(actor=("Islamic State",), role="by")
    assert "palmyra-70" not in kept(actor=("Islamic State",), role="by")
    assert "palmyra-70" in kept(actor=("Islamic State",), role="against")
    by, against = (kept(actor=("Islamic State",), role=role) for role in ("by", "against"))
    assert kept(actor=("Islamic State",)) == by | against | {"clash-20"}


def test_two_sides_of_whom_nobody_is_said_to_have_attacked_are_found_in_no_role() -> None:
    for actor in ("Syria", "Islamic State"):
        assert "clash-20" in kept(actor=(actor,))
        assert "clash-20" not in kept(actor=(actor,), role="by") | kept(actor=(actor,), role="against")


def test_several_values_of_a_filter_widen_it_and_several_filters_narrow_it() -> None:
    assert kept(place=("Raqqa", "Aleppo")) == kept(place=("Raqqa",)) | kept(place=("Aleppo",))
    assert kept(place=("Aleppo",), event_type=("Attack",)) == {"year"}


def test_the_filters_must_meet_in_one_claim() -> None:
    """The observatory did not name Russia alone, and the group that did is not the observatory."""
    assert kept(source=("Syrian Observatory for Human Rights",), attribution=("stated",), place=("Raqqa",)) == {
        "undated"
    }


def test_the_period_keeps_what_overlaps_it_and_leaves_out_the_undated() -> None:
    found = kept(start=date(2016, 3, 18), end=date(2016, 3, 18))
    assert {"raqqa-18", "russia-week", "artillery", "offensive", "month", "year"} <= found
    assert not found & {"raqqa-19", "undated", "seized"}


def test_contested_finds_events_whose_claims_disagree() -> None:
    assert kept(attribution=("contested",)) == {"raqqa-19"}


def test_unknown_and_not_stated_are_choices_of_their_own() -> None:
    assert kept(attribution=("unknown",)) == {"raqqa-18", "ied", "undated-2"}
    assert "palmyra-70" in kept(attribution=("unstated",))


def test_denied_finds_every_denial_and_disputed_only_those_that_are_reported_too() -> None:
    assert kept(stance=("denied",)) == {"russia-week", "denied"}
    assert kept(stance=("disputed",)) == {"russia-week"}


@pytest.mark.parametrize("field", ["actor", "attribution", "place", "event_type", "source", "stance"])
def test_each_option_keeps_as_many_events_as_it_says(field: str) -> None:
    found = options(CLAIMS)[field]
    assert found
    for option in found:
        assert len(kept(**{field: (option.value,)})) == option.count, option


def test_what_is_left_out_by_a_flag_leaves_with_every_claim_of_its_event() -> None:
    found = options(CLAIMS)["leave_out"]
    assert found
    for option in found:
        flagged = set(CLAIMS["event_id"][[option.value in flags for flags in CLAIMS["flags"]]])
        assert len(flagged) == option.count
        assert kept(leave_out=(option.value,)) == set(CLAIMS["event_id"]) - flagged


def test_flags_are_called_by_a_few_words_each() -> None:
    labels = {option.value: option.label for option in options(CLAIMS)["leave_out"]}
    assert labels["date-defaulted"] == "Not dated in words"


@pytest.mark.parametrize("role", ["by", "against"])
def test_actor_options_count_the_role(role: str) -> None:
    for option in options(CLAIMS, role=role)["actor"]:
        assert len(kept(actor=(option.value,), role=role)) == option.count, option


def test_options_come_most_events_first_except_those_with_an_order_of_their_own() -> None:
    found = options(CLAIMS)
    counts = [option.count for option in found["actor"]]
    assert counts == sorted(counts, reverse=True)
    assert [option.value for option in found["stance"]] == ["reported", "denied", "disputed"]
    assert found["attribution"][0].value == "contested"


def test_nothing_gives_nothing() -> None:
    assert all(not found for found in options(empty()).values())
    assert len(Filtered(table_of(empty()), Selection(actor=("Russia",))).told) == 0
    assert kept(actor=("Nobody of that name",)) == set()


def test_filtering_leaves_the_claims_alone() -> None:
    before = CLAIMS.copy()
    assert len(Filtered(table_of(CLAIMS), Selection(actor=("Russia",), start=date(2016, 3, 1))).told)
    assert CLAIMS.equals(before)
    assert len(events(CLAIMS)) == CLAIMS["event_id"].nunique()
