"""Which event of a report a sentence speaks of: one told before, or a new one."""

import pytest

import data_prep
from data_prep.reports.corefer import REACH, within_reach

LEAD = "Rockets killed nine people in Odesa on Tuesday."


def events(*sentences, published="2023-11-03"):
    """How many events the sentences tell of together."""
    return data_prep.read_text(" ".join(sentences), published=published)["event_id"].nunique()


@pytest.mark.parametrize(
    "more",
    [
        "The attack began at dawn.",
        "The rockets hit the market.",
        "Two children were among the dead.",
        "Five of the dead were women.",
        "At least twelve people were wounded.",
        "Seven others were injured.",
        "The mayor said nine people were killed.",
        "The army denied the attack.",
        "Nobody has claimed responsibility for the attack.",
        "It is not clear whether the attack was by the army or the rebels.",
    ],
)
def test_more_of_the_event_just_told(more):
    assert events(LEAD, more) == 1


@pytest.mark.parametrize(
    "other",
    [
        "On Monday shelling killed two people in Kherson.",
        "Shelling killed two people in Kherson.",
        "Elsewhere, four people were killed.",
        "A car bomb killed six people in Kharkiv on Wednesday.",
        "A day earlier rockets killed three people in Mykolaiv.",
        "Police arrested six men in Lviv.",
        "Thousands protested in Kyiv.",
    ],
)
def test_another_event(other):
    assert events(LEAD, other) == 2


def test_the_background_is_an_event_of_its_own():
    claims = data_prep.read_text(
        LEAD + " The attack came two days after shelling killed four people in Kherson.", published="2023-11-03"
    )
    assert claims["event_id"].nunique() == 2
    assert sorted(claims["killed_low"].dropna()) == [4, 9]


def test_two_figures_of_one_day_place_and_kind_are_one_event():
    claims = data_prep.read_text(
        "Rockets killed nine people in Odesa on Tuesday, the mayor said. "
        "Rockets killed at least nine people in Odesa on Tuesday, according to a doctor.",
        published="2023-11-03",
    )
    assert claims["event_id"].nunique() == 1
    assert len(claims) == 2


def test_a_denial_is_of_the_event_denied():
    claims = data_prep.read_text(
        "Jets bombed a hospital in Idlib on Tuesday, residents said. Shelling killed two people in Homs on Wednesday. "
        "The army denied bombing Idlib.",
        published="2016-03-18",
    )
    denied = claims[claims["stance"] == "denied"]
    assert len(denied) == 1
    first = claims[claims["sentence"].str.contains("hospital")].iloc[0]
    assert denied.iloc[0]["event_id"] == first["event_id"]


@pytest.mark.parametrize(
    ("headline", "same"),
    [
        ("Rockets kill nine in Odesa", True),
        ("Nine dead in rocket attack on Odesa", True),
        ("Car bomb kills 30 in Kharkiv", False),
    ],
)
def test_a_headline_tells_of_the_event_that_it_sums_up(headline, same):
    text = f"{headline}\n\nFriday 03/11/2023\n\nODESA - {LEAD} At least twelve people were wounded.\n"
    claims = data_prep.read_text(text)
    heads = claims["flags"].map(lambda flags: "headline" in flags)
    assert heads.any()
    assert bool(set(claims[heads]["event_id"]) <= set(claims[~heads]["event_id"])) is same


def test_the_latest_strikes_are_those_told_last_in_time():
    claims = data_prep.read_text(
        "Air strikes killed 20 people in Idlib on Wednesday. On Monday air strikes killed six people in Idlib. "
        "It is not known whether the latest strikes were by Syrian or Russian jets.",
        published="2016-03-18",
    )
    doubt = claims[claims["sentence"].str.contains("not known")].iloc[0]
    assert doubt["event_id"] == claims[claims["killed_low"] == 20].iloc[0]["event_id"]


@pytest.mark.parametrize(("between", "back"), [("", 4), ("\n\nThe market was rebuilt in spring.\n\n", 9)])
def test_the_attack_is_the_one_just_told_or_else_the_main_one(between, back):
    claims = data_prep.read_text(
        "On 3 November 2023 rockets killed nine people in Odesa. Firemen worked all night.\n\n"
        f"On 9 November 2023 rockets killed four people in Kherson. {between} The attack was condemned by the mayor.",
    )
    told = claims[claims["sentence"].str.contains("condemned")].iloc[0]
    assert told["event_id"] == claims[claims["killed_low"] == back].iloc[0]["event_id"]


def test_a_person_killed_together_with_others_is_no_total():
    claims = data_prep.read_text("On 3 November 2023 shelling hit Odesa. The baker was killed together with his wife.")
    assert claims["event_id"].nunique() == 1
    assert not claims["flags"].map(lambda flags: "toll-cumulative" in flags).any()


def test_the_claim_that_names_the_kind_gives_it_to_the_event():
    claims = data_prep.read_text("An attack killed nine people in Odesa on Tuesday. The blast was heard for miles.")
    assert set(claims["sub_event_type"]) == {"Remote explosive/landmine/IED"}


def test_a_sentence_reaches_the_main_event_and_those_told_last():
    told = [object() for _ in range(3 * REACH)]
    assert within_reach(told[:REACH]) == told[:REACH]
    assert within_reach(told) == [told[0], *told[-REACH:]]
