"""An event is where its sentence says, not where the story was before."""

from __future__ import annotations

from datetime import date

import pytest

import data_prep


def last_claim(text: str) -> dict[str, object]:
    return data_prep.read_text(text, published=date(2024, 3, 6)).to_dict("records")[-1]


@pytest.mark.parametrize("country", ["Sudan", "Myanmar"])
def test_a_country_that_the_sentence_names_beats_the_place_of_the_last_event(country: str) -> None:
    text = f"Gunmen and police clashed in Homs, Syria, on Sunday, killing 20. Groups counted 412 dead in {country}."
    claim = last_claim(text)
    assert (claim["place"], claim["sub_event_type"]) == (country, "Attack")


def test_the_country_after_an_unknown_place_is_where_it_is() -> None:
    assert last_claim("Gunmen killed 100 people in Diallassagou, Mali, on Sunday.")["place"] == "Mali"


@pytest.mark.parametrize(
    "text",
    ["Warplanes bombed Damascus.", "Drones struck Khartoum airport.", "A strike on Beirut hospital killed two people."],
)
def test_a_capital_that_is_struck_is_a_city_and_no_government(text: str) -> None:
    claim = last_claim(text)
    assert list(claim["targets"]) == []  # type: ignore[call-overload]
    assert claim["place"] in text


def test_where_a_speaker_works_is_not_where_it_took_place():
    claims = data_prep.read_text(
        "Shells hit Kharkiv on Monday and killed nine people. Four of the dead were children, "
        "said the Peace Monitor, which works from Britain.",
        published="2022-03-09",
    )
    assert set(claims["place"]) == {"Kharkiv"}
    assert claims["event_id"].nunique() == 1
