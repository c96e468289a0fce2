"""Denials: of an event, of a part in it, of a detail, and rejections of something else."""

import pytest

import data_prep

LEAD = "On 3 November 2023 an air strike killed nine people in Odesa."


def denied(sentence):
    claims = data_prep.read_text(f"{LEAD} {sentence}", published="2023-11-10")
    return (claims["stance"] == "denied").any()


@pytest.mark.parametrize(
    "sentence",
    [
        "The army denied it.",
        "The army denied the report.",
        "The air force has denied any involvement.",
        "The general rejected the accusations.",
        "The army denied that its planes had bombed the town.",
    ],
)
def test_the_event_is_denied(sentence):
    assert denied(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The government rejected a proposal to hold talks.",
        "The army denied reporters access to the site.",
        "The mayor was not in the building and was not harmed in the attack.",
        "We did not know exactly where the strike was.",
        "The spokesman said he was not aware of any strikes in the area.",
        "The people reject violence and have rejected the guerrillas.",
    ],
)
def test_nothing_is_denied_but_a_detail_or_something_else(sentence):
    assert not denied(sentence)


def test_a_late_denial_is_of_the_main_event():
    claims = data_prep.read_text(
        f"{LEAD}\n\nOn 2 May 2019 rockets killed two people in Kherson.\n\n{'The harbour was quiet. ' * 25}\n\n"
        "The army denied it.",
    )
    assert claims[claims["stance"] == "denied"].iloc[0]["event_id"] == claims.iloc[0]["event_id"]
