"""A clause in which nothing opens another event tells more of the last event or of the main one."""

import pytest

import data_prep

LEAD = "On 3 November 2023 an air strike on a bakery in Odesa killed nine people."


def events(*sentences, published="2023-11-10"):
    """How many events the sentences tell of together."""
    return data_prep.read_text(" ".join(sentences), published=published)["event_id"].nunique()


@pytest.mark.parametrize(
    "more",
    [
        "Witnesses said that aircraft bombed the bakery without warning.",
        "A neighbour said that a missile hit the roof.",
        "The mayor said that seven people were killed when jets struck the building.",
        "Relatives called it a massacre.",
        "The owner, Petro Lysenko, was killed.",
    ],
)
def test_what_names_no_other_day_place_or_kind_is_the_same_event(more):
    assert events(LEAD, more) == 1


@pytest.mark.parametrize(
    "other",
    [
        "Another air strike hit a school.",
        "Aircraft also bombed a bridge.",
        "Meanwhile, jets bombed a bridge.",
        "In a previous strike two people were killed.",
        "Jets bombed a school in Kharkiv.",
        "Jets bombed a school on 5 November 2023.",
        "Aircraft bombed a school and killed four people.",
        "Russia says that its aircraft fly 20 sorties a day.",
        "Rebels executed two prisoners.",
    ],
)
def test_evidence_opens_another_event(other):
    assert events(LEAD, other) == 2


def test_a_total_over_many_events_is_the_story_of_none():
    total = "Over the past month 135 people have been killed in Ukraine."
    assert events(total, "On Friday shells landed on a school in Odesa.", published="2023-11-05") == 2


def test_a_daily_figure_is_the_story_of_none():
    daily = "Russia says that its aircraft fly 20 sorties a day."
    assert events(daily, "A spokesman said some bombardments hit the harbour.", published="2023-11-05") == 2


def test_the_story_returns_to_its_main_event():
    aside = "In 2008 a bomb killed two people in Kyiv."
    claims = data_prep.read_text(
        f"{LEAD}\n\n{aside}\n\nThe market was rebuilt.\n\nThe owner left.\n\nAircraft struck the bakery at noon.",
        published="2023-11-10",
    )
    assert claims.iloc[-1]["event_id"] == claims.iloc[0]["event_id"]
    assert claims["event_id"].nunique() == 2


def test_two_weapons_named_are_two_events():
    assert events(LEAD, "A spokesman said that some bombardments had been fired by artillery.") == 2


@pytest.mark.parametrize(
    "other",
    [
        "Ukraine said its gunners shelled an army camp.",
        "The air force has carried out 40 air strikes since 1 January 2023.",
    ],
)
def test_own_deeds_of_others_and_sums_over_months_are_no_part_of_the_event(other):
    lead = "On 3 November 2023 Russian jets bombed a bakery in Odesa, killing nine people."
    assert events(lead, other) == 2


def test_killings_by_others_tell_no_more_of_a_kidnapping():
    assert (
        events(
            "On 3 November 2023 rebels kidnapped two teachers.",
            "Soldiers have killed more than 30 rebels.",
        )
        == 2
    )


def test_another_weapon_of_others_is_another_event_whoever_tells_it():
    lead = "On 3 November 2023 French jets carried out air strikes near Odesa."
    assert events(lead, "Officials said Turkish forces fired 40 cruise missiles the same day.") == 2


@pytest.mark.parametrize("stretch", ["in four months of war", "in the six-year campaign"])
def test_the_dead_of_a_war_are_a_total(stretch):
    claims = data_prep.read_text(f"More than 3,000 people have been killed {stretch}.", published="2023-11-10")
    assert "toll-cumulative" in claims["flags"].iloc[0]
