"""Sentences that tell where the event before them took place."""

import pytest

from data_prep import read_text


def places(text):
    return {(row.place, row.place_precision) for row in read_text(text, published="2022-03-20").itertuples()}


@pytest.mark.parametrize(
    "sentence",
    [
        "The house was in Izium.",
        "The family's home was said to be on Garden Street in Izium, Kharkiv oblast.",
        "They were sheltering in a school in Izium.",
    ],
)
def test_the_site_told_later_is_the_place(sentence):
    assert places(f"Russian shelling killed five members of one family on 19 March 2022. {sentence}") == {("Izium", 1)}


@pytest.mark.parametrize(
    "sentence",
    ["Journalists had arrived from Izium.", "Her parents grew up in Izium.", "The minister was in Ukraine."],
)
def test_other_places_are_no_sites(sentence):
    told = places(f"Russian shelling killed five members of one family on 19 March 2022. {sentence}")
    assert "Izium" not in {place for place, _ in told}


def test_a_place_that_is_told_stays():
    text = "Russian shelling killed five people in Kharkiv on 19 March 2022. The house was in Izium."
    assert {place for place, _ in places(text)} == {"Kharkiv"}
