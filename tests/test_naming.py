"""A clause that only names an event: the days and places that it tells of may be of something else."""

import pytest

import data_prep

LEAD = "On 3 November 2023 an air strike on a bakery in Odesa killed nine people."


@pytest.mark.parametrize(
    "more",
    [
        "The toll of the strike had risen to nine by 5 November 2023.",
        "She gave birth two days after the strike.",
        "On 7 November 2023 the council of Kharkiv published the names of those killed in the attack.",
    ],
)
def test_what_only_names_the_event_takes_its_day_and_place(more):
    claims = data_prep.read_text(f"{LEAD} {more}")
    assert claims["event_id"].nunique() == 1
    assert set(claims["place"]) == {"Odesa"}
    assert {str(day)[:10] for day in claims["date_start"]} == {"2023-11-03"}


@pytest.mark.parametrize(
    "other",
    [
        "Residents compared it to the attack on a school in Kharkiv on 5 November 2023.",
        "The attack in Kharkiv took place on 5 November 2023.",
        "It came four days before the 7 November 2023 strike.",
        "THE MAYOR CONDEMNED THE ATTACK PERPETRATED ON 5 NOVEMBER 2023.",
    ],
)
def test_words_that_say_which_event_open_another(other):
    assert data_prep.read_text(f"{LEAD} {other}")["event_id"].nunique() == 2
