"""Figures that stand before a verb of killing without "were"."""

import pytest

from data_prep.reports.casualties import read_toll


def test_a_list_right_before_its_participle():
    toll = read_toll("The names of 22 victims: twelve children, five women and five men killed in the bombing.")
    assert toll.killed.low == 22


def test_who_killed_is_not_who_was_killed():
    assert read_toll("Two soldiers shot and killed a farmer.").killed.low == 1


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (
            "At least 15 people, including four women, one of whom was pregnant, were killed and two were hurt.",
            15,
        ),
        ("At least 22 members of the family that had been displaced from the camp were killed.", 22),
        ("Many people carried the bodies away.", None),
        ("A man, who is believed to have been the watchman, was killed.", 1),
        ("It was a terrorist attack in which his driver and two guards were killed.", 3),
        ("The toll could be as high as 37, with the radio reporting that dozens were killed.", 12),
        ("At least 20 civilians – among them seven women – were killed.", 20),
        ("One man and potentially two others were killed.", 1),
    ],
)
def test_asides_stand_between_people_and_their_verb(text, dead):
    assert read_toll(text).killed.low == dead
