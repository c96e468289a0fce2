"""Names that lean on the report: the coalition, the group, Syrian or Russian."""

import pytest

import data_prep
from data_prep.reports.actors import find_actors
from data_prep.reports.generic import adjectives, settled


def names(text):
    return [one.actor for one in settled(find_actors(text), text)]


def test_the_coalition_is_the_one_that_the_report_names():
    text = "The Saudi-led coalition bombed a depot. The coalition said it had hit nobody."
    assert set(names(text)) == {"Saudi-led Coalition"}


def test_of_two_groups_neither_is_chosen():
    assert names("Boko Haram and Al-Shabaab met. The jihadists burned the market.")[-1] == "Jihadists"


def test_the_jihadists_are_the_group_named():
    assert set(names("Boko Haram attacked Baga. The jihadists burned the market.")) == {"Boko Haram"}


@pytest.mark.parametrize("words", ["The group", "The militant group", "The same organisation", "That group"])
def test_the_group_is_the_armed_group_named_last(words):
    assert names(f"Boko Haram attacked Baga. {words} also kidnapped 20 girls.")[-1] == "Boko Haram"


def test_a_group_with_a_spokesman_is_nobody_new():
    text = "Boko Haram attacked Baga. The group's director counted 20 dead."
    assert names(text) == ["Boko Haram"]


def test_mentions_stay_in_the_order_of_the_text_and_keep_their_words():
    text = "Boko Haram attacked Baga. The group met the army. The army fled."
    found = settled(find_actors(text), text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "governments"),
    [
        (
            "It is unclear whether the jets were Saudi or Emirati.",
            ["Government of Saudi Arabia", "Government of the United Arab Emirates"],
        ),
        ("Either Turkish or Iranian shells hit the village.", ["Government of Turkey", "Government of Iran"]),
        ("Turkish pilots flew home.", []),
        ("Whether Turkish cooks are better is disputed.", []),
    ],
)
def test_in_doubt_an_adjective_alone_is_a_government(text, governments):
    assert [one.actor for one in adjectives(text, [])] == governments


def test_what_is_known_already_is_not_named_twice():
    text = "It is unclear whether the Saudi air force or Emirati jets hit it."
    known = find_actors(text)
    assert not {one.start for one in adjectives(text, known)} & {one.start for one in known}


def test_rebels_without_an_article_may_be_any_rebels() -> None:
    text = "Faylaq al-Sham held the village. Rebel groups shelled the town. The rebels withdrew."
    found = settled(find_actors(text), text)
    assert next(one.actor for one in found if one.start > 30) == "Rebels"
    assert [one.actor for one in found][-1] == "Sham Legion"


def test_the_army_is_that_of_the_country_whose_actors_are_named_most():
    text = (
        "CARACAS, Venezuela, 5 March 1990 - The Salvadoran government said on Monday that it would attend the talks. "
        "The FMLN blamed the army for the killing of ten people on Friday. Salvadoran troops denied it."
    )
    found = data_prep.read_text(text)
    named = {actor for actors in found["perpetrators"] for actor in actors}
    assert named == {"Government of El Salvador"}


def test_that_criminal_organisation_is_the_group_named_last():
    assert names("The Sinaloa Cartel grew. Gunmen of that criminal organization fired.")[-1] == "Sinaloa Cartel"
