"""Figures that stand before a verb of killing without "were"."""

import pytest

from data_prep.reports.casualties import read_toll


def test_a_list_right_before_its_participle():
    toll = read_toll("A list of 22 names: nine women, six men and seven boys killed in the bombing.")
    assert toll.killed.low == 22


def test_who_killed_is_not_who_was_killed():
    assert read_toll("Two soldiers shot and killed a farmer.").killed.low == 1


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (
            "At least 15 people, including six nurses, one of whom was a trainee, were killed and two were hurt.",
            15,
        ),
        ("At least 22 members of the family that had been displaced from the camp were killed.", 22),
        ("Many people carried the bodies away.", None),
        ("A miner, who is thought to have been the watchman, was killed.", 1),
        ("It was an ambush in which her driver and two guards were killed.", 3),
        ("The toll may well reach 37, with the radio reporting that dozens were killed.", 12),
        ("At least 20 civilians – among them seven women – were killed.", 20),
        ("One man and potentially two others were killed.", 1),
    ],
)
def test_asides_stand_between_people_and_their_verb(text, dead):
    assert read_toll(text).killed.low == dead
