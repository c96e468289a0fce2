"""Who speaks, through a whole report."""

import pytest

from data_prep.reports.actors import find_actors
from data_prep.reports.voices import Voices, clean


def hear(*speakers):
    """The names of the sources that these words name, one after another in one report."""
    voices = Voices()
    return [
        voice.name if voice else None for voice in (voices.speaker(words, find_actors(words)) for words in speakers)
    ]


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("a local doctor", "local doctor"),
        ("On Thursday, a spokesman", "spokesman"),
        ("Residents and medics", "Residents and medics"),
        ("the mayor, Ana Ruiz,", "mayor"),
        ("the same official", "official"),
        ("Speaking in Geneva, the minister", "minister"),
        ("its director later", "director"),
        ("two officers on Friday", "two officers"),
    ],
)
def test_words_of_a_speaker_without_days_and_articles(words, office):
    assert clean(words) == office


def test_a_known_organisation_has_its_canonical_name():
    assert hear("the Syrian Observatory for Human Rights") == ["Syrian Observatory for Human Rights"]
    assert hear("SOHR") == ["Syrian Observatory for Human Rights"]


def test_pronouns_are_who_spoke_last():
    assert hear("a doctor in Kherson", "she", "the mayor of Kherson", "he") == [
        "doctor in Kherson",
        "doctor in Kherson",
        "mayor of Kherson",
        "mayor of Kherson",
    ]


def test_a_surname_leads_back_to_its_office():
    first, other, again = hear("the army's spokesman, Colonel Ivan Petrov", "a doctor", "Petrov")
    assert first == again != other


def test_the_spokesman_is_the_spokesman_who_spoke():
    assert len(set(hear("a spokesman for the port", "the spokesman"))) == 1
    assert hear("a spokesman for the port", "a doctor", "the spokesman")[2] == "spokesman for the port"


def test_an_office_nobody_held_is_itself():
    assert hear("a doctor", "the governor") == ["doctor", "governor"]


def test_a_monitor_named_later_is_the_monitoring_group():
    voices = Voices()
    first = voices.speaker("a monitoring group", [])
    words = "the Syrian Observatory for Human Rights"
    voices.speaker(words, find_actors(words))
    assert first.name == "Syrian Observatory for Human Rights"


def test_a_doctor_is_not_the_monitor_named_later():
    voices = Voices()
    first = voices.speaker("a doctor", [])
    words = "the Syrian Observatory for Human Rights"
    voices.speaker(words, find_actors(words))
    assert first.name == "doctor"


def test_where_a_speaker_is_does_not_say_for_whom_he_speaks():
    assert hear("officials in Syria") == ["officials in Syria"]


def test_the_last_voice():
    voices = Voices()
    assert voices.last is None
    voices.speaker("a doctor", [])
    assert voices.last.name == "doctor"
