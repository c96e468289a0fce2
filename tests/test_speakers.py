"""The name of a speaker in the words around a verb of speech."""

import pytest

import data_prep
from data_prep.reports.actors import find_actors
from data_prep.reports.speakers import clean, is_document, is_pronoun
from data_prep.reports.voices import Voices


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Initially Radio Okapi", "Radio Okapi"),
        ("later most sources", "most sources"),
        ("The governor further", "governor"),
        ("a post from Amina Diallo", "Amina Diallo"),
        ("A Facebook post by the mayor of Goma", "mayor of Goma"),
        ("a tweet by the account @GomaNews", "@GomaNews"),
        ("a communique released by the Interior Ministry", "Interior Ministry"),
        ("THE INTERIOR MINISTRY BULLETIN", "INTERIOR MINISTRY"),
        ("Amina Diallo's Facebook post", "Amina Diallo"),
        ("As Izvestia", "Izvestia"),
        ("This week Defence Minister Jean Bosco", "Defence Minister Jean Bosco"),
        ("several sources did not", "several sources"),
        ("The minister condemned the attack and", "minister"),
        ("the armed forces command", "armed forces command"),
        ("military sources consulted this morning in Goma", "military sources"),
        ("Sharing the same image, Amina Diallo", "Amina Diallo"),
        ("Similarly, Radio Okapi", "Radio Okapi"),
        ("a family member", "family member"),
        ("his uncle", "uncle"),
        ("[THE] SUDANESE [DEFENCE] MINISTRY", "SUDANESE MINISTRY"),
        ("local officials (and others", "local officials and others"),
    ],
)
def test_the_name_without_adverbs_verbs_and_documents(words, name):
    assert clean(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "a",
        "We only",
        "I",
        "the exact number",
        "well as the type of munition",
        "no official",
        "At 8.57",
        "initial",
        "There",
    ],
)
def test_a_fragment_names_nobody(words):
    assert clean(words) == ""


def test_documents_and_pronouns_lean_back():
    assert is_document("the report")
    assert is_document("A video")
    assert not is_document("a report by the mayor")
    assert is_pronoun("they")
    voices = Voices()
    assert voices.speaker("he", []) is None
    voices.speaker("the mayor of Goma", [])
    assert voices.speaker("the statement", []).name == "mayor of Goma"


def test_a_platform_is_no_source_and_a_longer_name_is_another_one():
    words = "a post on Facebook"
    assert Voices().speaker(words, find_actors(words)) is None
    words = "Jordan News Agency"
    assert Voices().speaker(words, find_actors(words)).name == "Jordan News Agency"


def test_initial_reports_are_a_source_and_the_verb_is_another():
    claims = data_prep.read_text("GOMA, 5 March 2012 - According to initial reports, shelling killed four on Monday.")
    assert claims["source"].tolist() == ["initial reports"]


def test_all_capitals_go_on_after_and():
    claims = data_prep.read_text(
        "GOMA, 5 MARCH 2012 - THE GOVERNOR DENIED THAT TROOPS SHELLED THE TOWN AND SAID REBELS KILLED FOUR PEOPLE."
    )
    assert set(claims["source"]) == {"GOVERNOR"}
