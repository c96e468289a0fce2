"""The words for a group's people belong to its name."""

import pytest

from data_prep.reports.actors import find_actors
from data_prep.reports.generic import settled


def named(text):
    return [(one.text, one.actor) for one in settled(find_actors(text), text) if not one.bare]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("terrorists of the Islamic State struck", "terrorists of the Islamic State", "Islamic State"),
        ("a column of M23 fighters arrived", "column of M23 fighters", "M23"),
        ("TEN MEN BELONGING TO THE KHMER ROUGE FIRED", "MEN BELONGING TO THE KHMER ROUGE", "Khmer Rouge"),
        ("members of the 28th Front of the FARC fled", "members of the 28th Front of the FARC", "FARC"),
        ("members of the outlawed group Boko Haram", "members of the outlawed group Boko Haram", "Boko Haram"),
        (
            "Ejercito del Norte (EDNX) guerrillas fled",
            "Ejercito del Norte (EDNX) guerrillas",
            "Ejercito del Norte (EDNX)",
        ),
        ("assassins paid by the drug cartels fired", "assassins paid by the drug cartels", "Drug traffickers"),
        ("LTTE suicide squads attacked", "LTTE suicide squads", "Liberation Tigers of Tamil Eelam"),
        ("the Allied Democratic Forces (ADF) killed", "Allied Democratic Forces (ADF)", "Allied Democratic Forces"),
        ("soldiers of the Sudanese army fled", "soldiers of the Sudanese army", "Government of Sudan"),
    ],
)
def test_people_of_a_group_are_the_group(text, words, actor):
    assert named(text) == [(words, actor)]


def test_a_leader_is_not_the_group_and_other_words_stay():
    assert ("Taliban", "Taliban") in named("a critic of the Taliban spoke")
    assert [actor for _, actor in named("Gunmen shot at Hamas.")] == ["Unidentified armed group", "Hamas"]
