"""Places that no list has: the report says what they are."""

import data_prep


def read(text):
    return data_prep.read_text(text, published="2023-11-10").iloc[-1]


def test_a_village_that_no_list_has_goes_by_its_name():
    claim = read("Gunmen attacked the village of Qwarbela on 3 November 2023 and killed nine people.")
    assert claim["place"] == "Qwarbela"


def test_it_lies_near_the_place_that_it_is_told_to_be_near():
    claim = read("On 3 November 2023 jets bombed the town of Qwarbela, north of Odesa, killing two people.")
    assert (claim["place"], claim["country"], claim["place_precision"]) == ("Qwarbela", "UKR", 2)


def test_what_the_name_is_told_after_it():
    claim = read("On 3 November 2023 rockets killed two people in Vel Tamor, a suburb, medics said.")
    assert claim["place"] == "Vel Tamor"


def test_it_is_known_wherever_the_report_names_it():
    claim = read("On 3 November 2023 rebels seized the town of Qwarbela. On 5 November jets bombed Qwarbela.")
    assert claim["place"] == "Qwarbela"


def test_a_place_before_the_speaker_is_where_it_took_place():
    claim = read("In Kherson, across the river, the mayor said two people were killed by shelling on 3 November 2023.")
    assert claim["place"] == "Kherson"
