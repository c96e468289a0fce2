"""The words of charts and captions."""

from __future__ import annotations

from dashboard.words import doubt, words
from data_prep import FLAGS


def test_every_flag_has_a_few_words_of_its_own() -> None:
    assert set(words("doubts")) == set(FLAGS)
    assert len(set(words("doubts").values())) == len(FLAGS)


def test_a_flag_that_is_not_known_stays_as_it_is() -> None:
    assert doubt("my:flag") == "my:flag"
