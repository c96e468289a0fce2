"""Claims of different reports about one event get one id; nothing else does."""

import pandas as pd

import data_prep
from data_prep.link import link


def read(*texts, published="2016-03-18"):
    return link(pd.concat([data_prep.read_text(text, published=published) for text in texts], ignore_index=True))


def test_one_event_told_by_two_reports_has_one_id():
    claims = read(
        "Air strikes killed 20 people in Aleppo on Tuesday.",
        "At least 23 people died in air strikes on Aleppo on 15 March.",
    )
    assert claims["event_id"].nunique() == 1
    assert claims["claim_id"].nunique() == 2


def test_other_days_places_and_kinds_stay_apart():
    claims = read(
        "Air strikes killed 20 people in Aleppo on Tuesday.",
        "Air strikes killed 20 people in Aleppo on Monday.",
        "Air strikes killed 20 people in Idlib on Tuesday.",
        "A car bomb killed 20 people in Aleppo on Tuesday.",
    )
    assert claims["event_id"].nunique() == 4


def test_an_undated_event_is_not_known_again():
    claims = read(
        "Air strikes killed 20 people in Aleppo.", "Shells hit Idlib. Air strikes killed 20 people in Aleppo."
    )
    assert claims[claims["killed_low"] == 20]["event_id"].nunique() == 2


def test_figures_decide_between_two_events_of_one_day():
    first = "Air strikes killed 20 people in Aleppo on Tuesday."
    other = (
        "An air strike killed three people in Aleppo on Tuesday. "
        "Another air strike killed 20 people in Aleppo on Tuesday."
    )
    claims = read(first, other)
    twenty = claims[claims["killed_low"] == 20]["event_id"]
    assert twenty.nunique() == 1
    assert claims[claims["killed_low"] == 3]["event_id"].iloc[0] not in set(twenty)


def test_an_order_to_withdraw_is_known_by_who_gave_it():
    claims = read("Russia ordered its troops home on Monday.", "Russia on Monday ordered the withdrawal of its forces.")
    assert claims["event_id"].nunique() == 1


def test_the_order_of_the_reports_does_not_matter():
    texts = ["Air strikes killed 20 people in Aleppo on Tuesday.", "Air strikes killed 23 people in Aleppo on Tuesday."]
    assert set(read(*texts)["event_id"]) == set(read(*reversed(texts))["event_id"])


def test_a_data_sets_own_ids_are_kept():
    claims = data_prep.read_text("Air strikes killed 20 people in Aleppo on Tuesday.", published="2016-03-18")
    rows = pd.concat([claims.assign(event_id=f"ucdp-ged:{n}") for n in (1, 2)], ignore_index=True)
    rows["dataset"] = pd.Categorical(["ucdp-ged"] * 2, dtype=claims["dataset"].dtype)
    assert list(link(rows)["event_id"]) == ["ucdp-ged:1", "ucdp-ged:2"]
