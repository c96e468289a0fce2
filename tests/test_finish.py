"""From drafts to rows: what one sentence says of an event completes what the others say."""

import pytest

import data_prep


def read(text, published="2023-11-03", **more):
    return data_prep.read_text(text, published=published, **more)


def missing(value):
    return str(value) == "<NA>"


def test_who_did_it_comes_from_the_sentence_that_says_so_and_is_flagged():
    claims = read("Shelling killed nine people in Odesa on Tuesday. The shelling was carried out by Russian forces.")
    first = claims.iloc[0]
    assert claims["event_id"].nunique() == 1
    assert list(first["perpetrators"]) == ["Government of Russia"]
    assert "perpetrator-inferred" in first["flags"]
    assert "perpetrator-inferred" not in claims.iloc[-1]["flags"]


def test_contested_stays_contested_for_the_whole_event():
    claims = read(
        "Air strikes killed nine people in Idlib on Tuesday. "
        "It is unclear whether the strikes were carried out by Syrian or Russian jets.",
        "2016-03-18",
    )
    assert set(claims["attribution"]) == {"contested"}
    assert all("attribution-contested" in flags for flags in claims["flags"])


def test_where_nobody_claimed_it_the_perpetrator_stays_unknown():
    claims = read(
        "A bomb killed four people in Kabul on Monday. Officials blamed the Taliban. No group has claimed "
        "responsibility for the attack.",
        "2012-03-06",
    )
    last = claims.iloc[-1]
    assert (list(last["perpetrators"]), last["attribution"]) == ([], "unknown")


def test_a_denial_takes_over_no_perpetrator():
    claims = read("Jets bombed Idlib on Tuesday. It was not an air strike, the mayor said.", "2016-03-18")
    for denied in claims[claims["stance"] == "denied"].itertuples():
        assert list(denied.perpetrators) == []


@pytest.mark.parametrize(
    ("more", "column", "value"),
    [
        ("Six children were among the dead.", "children_killed_low", 6),
        ("Four women were among the dead.", "women_killed_low", 4),
        ("At least seven civilians were among those killed.", "civilians_killed_low", 7),
    ],
)
def test_parts_complete_the_total(more, column, value):
    claims = read(f"Shelling killed 20 people in Odesa on Tuesday. {more}")
    total = claims[claims["killed_low"] == 20].iloc[0]
    assert total[column] == value
    assert list(claims["killed_low"].dropna()) == [20]


HEADED = (
    "Rockets kill {head} in Odesa\n\nFriday 03/11/2023\n\nODESA - Rockets killed {told} people in Odesa on Tuesday.\n"
)


@pytest.mark.parametrize(
    ("head", "told", "low", "high"),
    [
        ("39", "at least 39", 39, None),
        ("25", "as many as 25", None, 25),
        ("16", "16", 16, 16),
    ],
)
def test_a_headline_has_the_bounds_of_the_text(head, told, low, high):
    claims = data_prep.read_text(HEADED.format(head=head, told=told))
    headline = claims[claims["flags"].map(lambda flags: "headline" in flags)].iloc[0]
    assert (None if missing(headline["killed_low"]) else headline["killed_low"]) == low
    assert (None if missing(headline["killed_high"]) else headline["killed_high"]) == high


def test_the_army_is_that_of_the_country_of_the_event():
    claim = read("The army shelled a market in Kharkiv on Tuesday.").iloc[0]
    assert list(claim["perpetrators"]) == ["Government of Ukraine"]
    claim = read("The army shelled a market in Idlib on Tuesday.").iloc[0]
    assert list(claim["perpetrators"]) == ["Government of Syria"]


def test_without_a_speaker_the_publisher_is_the_source():
    claim = read("Rockets killed nine people in Odesa on Tuesday.", publisher="The Daily Example").iloc[0]
    assert claim["source"] == claim["publisher"] == "The Daily Example"
    claim = read("Rockets killed nine people in Odesa on Tuesday, a doctor said.", publisher="The Daily Example").iloc[
        0
    ]
    assert claim["source"] == "doctor"
    assert claim["publisher"] == "The Daily Example"


def test_where_it_was_read_is_kept():
    claim = read("Rockets killed nine people in Odesa on Tuesday.", title="A title", document="a.txt").iloc[0]
    assert (claim["title"], claim["document"], claim["dataset"]) == ("A title", "a.txt", "report")
    assert str(claim["published"])[:10] == "2023-11-03"


def test_ids_are_unique_stable_and_of_the_event_told_first():
    text = "Rockets killed nine people in Odesa on Tuesday. Two of them were children. Police arrested six men in Lviv."
    claims, again = read(text), read(text)
    assert claims["claim_id"].is_unique
    assert list(claims["claim_id"]) == list(again["claim_id"])
    assert list(claims["event_id"]) == list(again["event_id"])
    for event, some in claims.groupby("event_id"):
        assert event.removeprefix("report:") == some.sort_values("span_start")["claim_id"].iloc[0]


def test_another_text_has_other_ids():
    one, other = read("Rockets hit Odesa on Tuesday."), read("Rockets hit Odesa on Tuesday .")
    assert set(one["claim_id"]).isdisjoint(other["claim_id"])


def test_claims_stand_in_the_order_of_the_text():
    claims = data_prep.read_text(HEADED.format(head="39", told="at least 39"))
    assert claims["span_start"].is_monotonic_increasing


def test_an_unknown_place_is_empty_and_has_no_coordinates():
    claim = read("Rockets killed nine people on Tuesday.").iloc[0]
    assert (claim["place"], claim["admin1"], claim["country"]) == ("", "", "")
    assert str(claim["latitude"]) == "nan"
    assert missing(claim["place_precision"])
