"""One person or more than one, where no number is given."""

import pytest

from data_prep.reports.casualties import read_toll


def figures(text):
    toll = read_toll(text)
    return (toll.killed.low, toll.killed.high), (toll.injured.low, toll.injured.high)


NONE = (None, None)


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        ("The mayor was killed.", (1, 1), NONE),
        ("The family was killed.", NONE, NONE),
        ("After Ana Ruiz's murder they fled.", (1, 1), NONE),
        ("After Sunday's murder they fled.", NONE, NONE),
        ("Others were wounded.", NONE, (2, None)),
        ("Three men were killed and others were reportedly injured.", (3, 3), (2, None)),
        ("A shell fell on the market, injuring civilians.", NONE, (2, None)),
        ("There were also injuries.", NONE, (2, None)),
        ("Injuries were reported.", NONE, (2, None)),
        ("An unknown number of people were injured.", NONE, (2, None)),
        ("It brought death and injury to a number of villagers.", (2, None), (2, None)),
        ("Twelve people were killed and injured.", (12, 12), NONE),
        ("He died of his injuries.", (None, None), NONE),
        ("No injuries were reported.", NONE, (0, 0)),
        ("It is not known how many others were injured.", NONE, (2, None)),
        ("Rebels threatened to kill officials.", NONE, NONE),
    ],
)
def test_what_grammar_implies(text, dead, hurt):
    assert figures(text) == (dead, hurt)


def test_what_is_not_said_is_not_zero():
    assert figures("The radio did not report any casualties.") == (NONE, NONE)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz (50), Luis Soto (15 or 16) and their son were killed.",
        "Their daughter and her friend Ana Ruiz, 21 were also killed.",
        "Seven people from three generations of one family were killed.",
    ],
)
def test_ages_and_generations_count_nobody(text):
    assert (read_toll(text).killed.low or 0) <= 7


def test_a_long_run_of_capitals_is_no_name() -> None:
    assert figures(f"He told of the assassination of {'AB' * 40}? of the east.") == (NONE, NONE)
