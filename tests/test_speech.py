"""Who speaks in a sentence, and which part of it they say."""

import pytest

from data_prep.reports.speech import find_frames, frame_at, masked


def spoken(sentence):
    return [(sentence[slice(*frame.speaker)].strip(" ,"), frame.kind) for frame in find_frames(sentence)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Shelling killed nine people, a rights group said.", "a rights group"),
        ("A rights group said on Friday that shelling killed nine people.", "A rights group"),
        ("According to the mayor, shelling killed nine people.", "the mayor"),
        ("Shelling killed nine people, according to the mayor.", "the mayor"),
        ('"They shelled the market," said the mayor of the town.', "the mayor of the town"),
        ("The attack contradicted claims by the army that it had stopped shelling.", "the army"),
        (
            "Two men were killed, but Radio One, Radio Two and the mayor reported that three had died.",
            "Radio One, Radio Two and the mayor",
        ),
        (
            "Shelling killed nine, the defence minister, Jan Novak, said late on Monday.",
            "the defence minister, Jan Novak",
        ),
    ],
)
def test_the_speaker_is_found_before_after_and_around(sentence, speaker):
    assert [who for who, _ in spoken(sentence)] == [speaker]


def test_a_denial_is_a_frame_of_its_own_kind():
    assert spoken("The army denied that it had shelled the market.") == [("The army", "deny")]


@pytest.mark.parametrize(
    "sentence",
    ["Nine people were reported killed.", "An alleged air strike hit a house.", "The president announced a withdrawal.",
     "The blast claimed at least nine lives."],
)  # fmt: skip
def test_what_nobody_says_has_no_frame(sentence):
    assert find_frames(sentence) == []


def test_two_speakers_divide_the_sentence():
    sentence = "Ten people died, police said, and 20 were hurt, doctors added."
    frames = find_frames(sentence)
    first = frame_at(frames, sentence.index("Ten"))
    second = frame_at(frames, sentence.index("20 were"))
    assert (first.verb, second.verb) == ("said", "added")


def test_masking_keeps_every_offset():
    sentence = "Shelling killed nine people, a rights group said."
    blanked = masked(sentence, find_frames(sentence))
    assert len(blanked) == len(sentence)
    assert "group" not in blanked
    assert blanked.index("killed") == sentence.index("killed")
