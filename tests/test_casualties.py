"""Figures find the verbs that they belong to."""

import pytest

from data_prep.reports.casualties import read_toll


def killed(text):
    toll = read_toll(text)
    return toll.killed.low, toll.killed.high


def injured(text):
    toll = read_toll(text)
    return toll.injured.low, toll.injured.high


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        ("The blast killed nine people and wounded twenty.", (9, 9), (20, 20)),
        ("Nine people were killed and 20 wounded.", (9, 9), (20, 20)),
        ("Shells left nine dead and dozens injured.", (9, 9), (12, None)),
        ("Three soldiers and five rebels were killed.", (8, 8), (None, None)),
        ("Ten villagers, including three children, died.", (10, 10), (None, None)),
        ("It claimed the lives of 20 people.", (20, 20), (None, None)),
        ("Gunmen shot dead a teacher and two guards.", (3, 3), (None, None)),
        ("Two people, a baker and his driver, were killed.", (2, 2), (None, None)),
        ("The army killed 12 Ruritanians and injured at least 30 others.", (12, 12), (30, None)),
        ("The group lost 13 of its men.", (13, 13), (None, None)),
        ("On the road, 40 tanks were destroyed and two men were killed.", (2, 2), (None, None)),
        ("The raid caused no casualties.", (0, 0), (0, 0)),
        ("No one was injured.", (None, None), (0, 0)),
        ("Twenty people were killed or wounded.", (None, None), (None, None)),
        ("Five people were kidnapped.", (None, None), (None, None)),
    ],
)
def test_killed_and_injured(text, dead, hurt):
    assert killed(text) == dead
    assert injured(text) == hurt


def test_parts_are_not_added_to_their_total():
    toll = read_toll("At least 39 civilians, among them five children and seven women, were killed.")
    assert (toll.killed.low, toll.killed.high) == (39, None)
    assert (toll.civilians.low, toll.children, toll.women) == (39, 5, 7)


def test_parts_alone_say_that_they_are_parts():
    toll = read_toll("Four children and two women were among the dead.")
    assert toll.partial
    assert not toll.killed
    assert (toll.children, toll.women) == (4, 2)


def test_only_people_called_civilians_are_civilians():
    assert not read_toll("Six villagers were killed.").civilians
    assert read_toll("Six civilians were killed.").civilians.low == 6


def test_nobody_of_one_family_is_not_nobody():
    assert not read_toll("There were no deaths from the Ruiz family.").killed


def test_a_revised_toll_is_not_so_many_new_dead():
    toll = read_toll("That raised the death toll from 12 to 15.")
    assert (toll.killed.low, toll.killed.high) == (15, 15)
    assert "toll-cumulative" in toll.flags


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The toll from a raid in Lima has risen to 44.", 44),
        ("The death toll from the shelling of Lima rose sharply to 44.", 44),
        ("The toll from a raid in Lima climbed from 40 to 44 after four more bodies were found.", 44),
        ("The death toll rose to 44, up from 40, after rescuers pulled out four more bodies.", 44),
        ("The death toll of the raid has risen to 44 from 40.", 44),
        ("The number of dead in the bombing of Lima has risen to 300.", 300),
    ],
)
def test_of_a_toll_that_rose_the_last_count_is_told(text, dead):
    assert killed(text) == (dead, dead)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Police found the bodies of 11 men in a ditch outside Lima.", 11),
        ("The burned bodies of three students were found in Lima.", 3),
        ("They dug up the remains of 87 people in mass graves.", 87),
        ("They pulled four bodies from the river.", 4),
        ("Fifteen 'terrorists' were neutralised.", 15),
        ("The army said it neutralized 15 militants.", 15),
    ],
)
def test_bodies_and_euphemisms_count_the_dead(text, dead):
    assert killed(text) == (dead, dead)


def test_what_is_left_of_things_counts_nobody():
    assert not read_toll("They found the remains of two rockets.").killed
    assert not read_toll("A bomb was neutralised.").killed


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Thirteen of the 20 people killed in the bombing were soldiers.", 20),
        ("Two of the three men were killed.", 2),
        ("A teenager, a pregnant woman and two babies died in the shelling.", 4),
        ("A teacher, a mother of two, was killed.", 1),
        ("The shelling killed Ana Ruiz, a nurse and wife of the mayor.", 1),
        ("The army agreed to hand over 20 prisoners killed in the attack.", 20),
        ("The army lost 10 soldiers and killed 35 rebels in the clashes.", 45),
        ("The army killed 35 rebels in the clashes and killed two in a raid.", 35),
        ("In the village some 60 Rohingya were killed.", 60),
    ],
)
def test_who_is_counted_and_who_is_only_told_of(text, dead):
    assert killed(text) == (dead, dead)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Several gunmen killed Pedro Quispe, a radio reporter.", (1, 1)),
        ("Five gunmen were killed.", (5, 5)),
        ("Nine children (four boys and five girls) were killed.", (9, 9)),
        ("Nine children (four boys) and two teachers were killed.", (11, 11)),
        ("Several other outlets reported six deaths.", (6, 6)),
        ("Several others were killed.", (3, None)),
    ],
)
def test_who_stands_near_the_verb_need_not_be_its_dead(text, dead):
    assert killed(text) == dead


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Officials feared that the death toll could be as high as 90.", (None, 90)),
        ("At least 60 were killed, and the toll could be as high as 90.", (60, 90)),
        ("The number of the deceased villagers was 14.", (14, 14)),
    ],
)
def test_words_that_give_a_count_of_the_dead(text, dead):
    assert killed(text) == dead


def test_martyrs_are_dead_and_never_injured():
    assert killed("The shelling claimed the lives of 17 martyrs.") == (17, 17)
    assert injured("Hospitals received 17 martyrs and nine wounded.")[0] != 17
