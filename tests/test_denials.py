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
        "The general was not aware of any raids on the port.",
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


@pytest.mark.parametrize(
    "sentence", ["The Houthis denied having aimed at homes.", "The Houthis denied any role in the attack."]
)
def test_whoever_denies_a_part_in_the_event_is_named_as_its_perpetrator(sentence):
    text = f"Rockets fired by the Houthis killed nine people in Aden on 3 November 2023. {sentence}"
    claim = data_prep.read_text(text, published="2023-11-10").iloc[-1]
    assert (claim["stance"], list(claim["perpetrators"])) == ("denied", ["Houthis"])


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not true that our forces killed 90 people in Goma, the M23 said.",
        "Reports that the army killed 20 people in Goma are false, a spokesman said.",
        "The claim that Russia bombed the theatre in Mariupol on 16 March 2022 is a lie, Moscow said.",
        "The army said it did not kill 20 people in Goma on Monday.",
    ],
)
def test_what_is_called_false_is_denied_and_no_confession(sentence):
    claims = data_prep.read_text(sentence, published="2024-03-06")
    assert set(claims["stance"]) == {"denied"}
    assert not set(claims["attribution"]) & {"claimed"}


def test_who_denies_a_deed_of_its_own_does_not_claim_it():
    claims = data_prep.read_text("The army on Tuesday denied that it shelled Goma.", published="2024-03-06")
    assert claims[["stance", "attribution"]].values.tolist() == [["denied", "alleged"]]
