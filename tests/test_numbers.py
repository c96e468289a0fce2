"""Counts and their bounds, by the rules of the claim frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_prep.reports.numbers import find_counts, value

BOUNDS = [
    ("at least 39 civilians", 39, None),
    ("as many as 25 sorties", None, 25),
    ("up to twelve men", None, 12),
    ("16 people", 16, 16),
    ("about 50 aircraft", 50, 50),
    ("more than 4,000 troops", 4001, None),
    ("fewer than ten fighters", None, 9),
    ("between 20 and 30 rebels", 20, 30),
    ("20 to 30 rebels", 20, 30),
    ("3-11 villagers", 3, 11),
    ("at least two and as many as 20 residents", 2, 20),
    ("30 or more", 30, None),
    ("a couple of soldiers", 2, None),
    ("several soldiers", 3, None),
    ("a few soldiers", 3, None),
    ("dozens of soldiers", 12, None),
    ("scores of soldiers", 20, None),
    ("hundreds of soldiers", 100, None),
    ("thousands of soldiers", 1000, None),
    ("two dozen soldiers", 24, 24),
    ("two hundred and five soldiers", 205, 205),
    ("TWENTY-ONE SOLDIERS", 21, 21),
]


@pytest.mark.parametrize(("words", "low", "high"), BOUNDS)
def test_bounds(words, low, high):
    (count,) = find_counts(words)
    assert (count.low, count.high) == (low, high)


def test_vague_and_approximate_figures_say_so():
    assert find_counts("dozens died")[0].flags == ("number-vague",)
    assert find_counts("some 200 died")[0].flags == ("number-approximate",)
    assert find_counts("200 died")[0].flags == ()


def test_another_rule_for_vague_words_can_be_chosen():
    (count,) = find_counts("dozens of people", rule="airwars")
    assert (count.low, count.high) == (12, 24)


@pytest.mark.parametrize(
    "words",
    [
        "a 12-year-old boy",
        "an M-16 rifle",
        "0735 GMT",
        "at 10:35",
        "15 kilometres away",
        "Resolution 2254",
        "$500",
        "20 percent",
        "no one",
        "one another",
        "the 3rd brigade",
        "99,999,999,999 stars",
    ],
)
def test_what_counts_nobody_is_no_count(words):
    assert find_counts(words) == []


@pytest.mark.parametrize(
    ("words", "number"), [("4,000", 4000), ("1.200", 1200), ("three thousand and six", 3006), ("5 hundred", 500)]
)
def test_value(words, number):
    assert value(words) == number


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_bounds_are_in_order(text):
    for count in find_counts(text):
        assert 0 <= count.start < count.end <= len(text)
        assert count.low is None or count.high is None or count.low <= count.high
