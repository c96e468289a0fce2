"""Sentences of which something should have been read."""

import pytest

from data_prep.reports.unread import counts_victims, tells_of_violence


@pytest.mark.parametrize(
    ("text", "violent"),
    [
        ("Shelling went on.", True),
        ("Many were wounded.", True),
        ("The two sides signed a truce.", False),
        ("Farmers sold grain.", False),
    ],
)
def test_words_of_violence(text, violent):
    assert tells_of_violence(text) is violent


@pytest.mark.parametrize(("text", "counts"), [("The wounded were six farmers.", True), ("Six farmers left.", False)])
def test_figures_beside_words_of_harm(text, counts):
    assert counts_victims(text) is counts
