"""Who is said to have done what was told elsewhere: claims of responsibility, suspicion, blame."""

import pytest

import data_prep
from data_prep.reports.actors import find_actors
from data_prep.reports.blame import blamed, points_back
from data_prep.reports.generic import settled

TOLD = "KABUL, 5 March 2012 - A bomb killed four people in Kabul on Monday."
TALIBAN = "Taliban"


def claims(text):
    return list(data_prep.read_text(text).itertuples())


@pytest.mark.parametrize(
    ("words", "attribution"),
    [
        ("The Taliban claimed responsibility in a telephone call.", "claimed"),
        ("The Taliban said nothing, but officials suspect the Taliban.", "alleged"),
        ("Responsibility for the attack was claimed by the Taliban.", "claimed"),
        ("THE TALIBAN HAVE CLAIMED CREDIT FOR THE ATTACK.", "claimed"),
        ("The attack was attributed to the Taliban.", "alleged"),
        ("Officials blamed the attack on members of the Taliban.", "alleged"),
        ("Officials blamed the Taliban for it.", "alleged"),
        ("The Taliban are believed to be responsible.", "alleged"),
        ("It is presumed that the action involved commandos of the Taliban.", "alleged"),
        ("Police believe the Taliban were behind the attack.", "alleged"),
        ("The explosion, officials said, was the work of the Taliban.", "alleged"),
    ],
)
def test_blame_joins_the_event_it_is_for(words, attribution):
    first, *_, last = claims(f"{TOLD} {words}")
    assert (last.event_id, last.perpetrators, last.attribution) == (first.event_id, [TALIBAN], attribution)


@pytest.mark.parametrize(
    "words",
    [
        "The Taliban were accused of smuggling timber.",
        "Officials blamed the Taliban for closing schools.",
        "The government is responsible for the roads.",
        "No group claimed responsibility.",
    ],
)
def test_other_charges_and_nobody_are_no_blame_for_it(words):
    assert len(claims(f"{TOLD} {words}")) == 1


def test_what_all_sources_say_is_of_the_event_that_the_report_is_about():
    text = (
        "GOMA, 5 March 2012 - Shelling killed four people in Goma on Monday. The shelling also wounded nine people, "
        "medics said. Three children were among the dead.\n\nOn Sunday gunmen had kidnapped a teacher in Rutshuru.\n\n"
        "All sources attributed the shelling to the M23 rebels."
    )
    found = claims(text)
    assert found[-1].perpetrators == ["M23"]
    assert found[-1].event_id == found[0].event_id


def test_two_suspects_are_contested():
    last = claims(f"{TOLD} It could have been the work of the Taliban or the Haqqani Network.")[-1]
    assert (set(last.perpetrators), last.attribution) == ({TALIBAN, "Haqqani Network"}, "contested")


def test_words_of_blame_point_back_or_not():
    assert points_back("Police suspect the Taliban.")
    assert not points_back("The minister was accused of corruption.")
    assert not points_back("No group has claimed responsibility.")


def test_blame_on_and_blame_for():
    for text in ("They blamed the raid of Monday on Hamas.", "They blamed Hamas on Monday for the raid."):
        found, attribution = blamed(text, settled(find_actors(text), text))
        assert ([one.actor for one in found], attribution) == (["Hamas"], "alleged")
