"""Vocabulary files that hold patterns, as finders."""

import pytest

from data_prep.errors import VocabularyError
from data_prep.reports import lexicon
from data_prep.reports.lexicon import find


def words(name, text):
    return [hit.text for hit in find(name, text)]


def test_the_longest_hit_wins_and_hits_do_not_overlap():
    assert words("events", "a suicide car bomb attack and shelling") == ["suicide car bomb", "attack", "shelling"]


def test_hits_know_their_place_and_their_row():
    text = "Late on Monday jets carried out an air strike."
    hit = find("events", text)[-1]
    assert text[hit.start : hit.end] == hit.text == "air strike"
    assert hit.row["sub_event_type"] == "Air/drone strike"


@pytest.mark.parametrize("text", ["air strikes", "Air Strikes", "AIR STRIKES", "air\nstrikes", "air-strikes"])
def test_case_and_white_space_do_not_matter(text):
    assert words("events", text) == [text]


@pytest.mark.parametrize("text", ["warehouse", "hitherto", "unclashed", "striker", "no words of violence"])
def test_parts_of_words_are_no_hits(text):
    assert words("events", text) == []


def test_the_same_text_gives_the_same_hits():
    assert find("events", "shelling and clashes") == find("events", "shelling and clashes")


def test_a_pattern_that_repeats_a_blank_is_named_with_its_file(monkeypatch):
    monkeypatch.setattr(lexicon, "table", lambda _: ({"pattern": "shell ?fire"},))
    with pytest.raises(VocabularyError, match="repeats a blank") as error:
        find("broken", "shell fire")
    assert "broken.csv" in str(error.value)
    assert "shell ?fire" in str(error.value)
