"""What happened: clauses, kinds of events, plans and denials, numbers of strikes."""

import pytest

from data_prep.reports.casualties import Figure
from data_prep.reports.happenings import find_happenings, split_clauses


def kinds(text):
    return [one.sub_event_type for one in find_happenings(text)]


def only(text):
    (one,) = find_happenings(text)
    return one


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jets carried out an air strike on the depot.", "Air/drone strike"),
        ("Planes struck the depot.", "Air/drone strike"),
        ("The army shelled the depot.", "Shelling/artillery/missile attack"),
        ("Two cruise missiles destroyed the bridge.", "Shelling/artillery/missile attack"),
        ("A suicide bomber attacked the depot.", "Suicide bomb"),
        ("A roadside bomb hit a patrol.", "Remote explosive/landmine/IED"),
        ("The explosion killed a guard.", "Remote explosive/landmine/IED"),
        ("Two grenades were thrown at the post.", "Grenade"),
        ("A sarin attack sickened the villagers.", "Chemical weapon"),
        ("There was a firefight at the bridge.", "Armed clash"),
        ("Gunmen murdered the mayor.", "Attack"),
        ("Soldiers raped two women.", "Sexual violence"),
        ("Gunmen took a priest hostage.", "Abduction/forced disappearance"),
        ("Police arrested three men.", "Arrests"),
        ("The army retook the town.", "Government regains territory"),
        ("Fighters took control of the airport.", "Non-state actor overtakes territory"),
        ("The soldiers pulled out of the town.", "Change to group/activity"),
        ("Both sides signed a peace agreement.", "Agreement"),
        ("Thousands took to the streets.", "Peaceful protest"),
        ("Riots broke out in the suburb.", "Violent demonstration"),
        ("Fighters looted the shops.", "Looting/property destruction"),
        ("Sappers defused the device.", "Disrupted weapons use"),
    ],
)
def test_the_heaviest_word_names_the_kind(text, kind):
    assert only(text).sub_event_type == kind


@pytest.mark.parametrize(
    "text",
    [
        "The minister visited a school.",
        "The weather in the capital was mild.",
        "Grain prices rose by a tenth.",
        "Operation Desert Storm is the name of a book.",
    ],
)
def test_nothing_happened(text):
    assert find_happenings(text) == []


# ---------------------------------------------------------------- clauses


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Jets bombed the depot while rebels shelled the barracks.", 2),
        ("Jets bombed the depot; rebels shelled the barracks.", 2),
        ("Jets bombed the depot, and rebels shelled the barracks.", 2),
        ("Jets bombed the depot and wounded two guards.", 1),
        ("Jets bombed the depot, killing two guards.", 1),
        ("Shells hit the market, where two traders were killed.", 1),
        ("The raids came a day after shelling killed two guards.", 2),
    ],
)
def test_a_clause_with_a_subject_of_its_own_is_an_event_of_its_own(text, number):
    assert len(find_happenings(text)) == number


def test_clauses_keep_their_offsets_and_the_words_that_open_them():
    text = "The raids came two days after shelling killed two guards."
    first, second = split_clauses(text)
    assert text[first[0] : first[1]] == "The raids came"
    assert first[2] == ""
    assert second[2] == "two days after"
    assert text[second[0] : second[1]].endswith("shelling killed two guards.")


def test_figures_stay_with_their_clause():
    jets, rebels = find_happenings(
        "Jets killed nine people in the depot while rebel shells wounded four in the barracks."
    )
    assert (jets.toll.killed, jets.toll.injured) == (Figure(9, 9), Figure())
    assert (rebels.toll.killed, rebels.toll.injured) == (Figure(), Figure(4, 4))


# ---------------------------------------------------------------- what did not happen


@pytest.mark.parametrize(
    "text",
    [
        "The army threatened to attack the town.",
        "The general warned of an attack on the town.",
        "The army plans an attack on the town.",
        "Residents fear an air strike.",
        "Jets could attack the town.",
        "The army would shell the town if it had to.",
    ],
)
def test_plans_threats_and_fears_are_planned(text):
    assert only(text).planned


@pytest.mark.parametrize(
    "text",
    [
        "Jets are reported to have bombed the town.",
        "The army began to shell the town.",
        "The army continued to shell the town.",
        "Fighters managed to attack the town.",
    ],
)
def test_what_began_or_went_on_took_place(text):
    assert not only(text).planned


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The army has carried out no air strikes.", True),
        ("The army did not shell the town.", True),
        ("The army never bombed the town.", True),
        ("No attack took place.", True),
        ("The army not only shelled the town.", False),
        ("No fewer than six shells hit the town.", False),
        ("The attack caused no casualties.", False),
    ],
)
def test_what_is_negated(text, negated):
    assert only(text).negated is negated


def test_what_did_not_happen_has_no_figures():
    one = only("The army has carried out no air strikes and did not kill nine people in air strikes.")
    assert one.negated
    assert (one.strikes, one.toll.killed) == (Figure(), Figure())


def test_no_casualties_is_a_figure():
    one = only("The attack caused no casualties.")
    assert (one.toll.killed, one.toll.injured) == (Figure(0, 0), Figure(0, 0))


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("The raids hit a depot.", True),
        ("These air strikes hit a depot.", True),
        ("The latest shelling hit a depot.", True),
        ("Air raids hit a depot.", False),
        ("An air raid hit a depot.", False),
        ("The first air raid of the war hit a depot.", False),
    ],
)
def test_the_raids_were_told_before(text, definite):
    assert only(text).definite is definite


# ---------------------------------------------------------------- strikes


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("At least 70 air strikes hit the town.", 70, None),
        ("The town was hit by as many as 25 strikes.", None, 25),
        ("Jets flew between 20 and 30 sorties.", 20, 30),
        ("Jets carried out more than 40 air raids on the town.", 41, None),
        ("Dozens of air strikes hit the town.", 12, None),
        ("An air strike hit the town.", 1, 1),
        ("Three air strikes killed nine people.", 3, 3),
        ("Air strikes hit the town.", None, None),
        ("Air strikes killed nine people.", None, None),
        ("Jets dropped 30 bombs on the town.", None, None),
        ("Twelve aircraft bombed the town.", None, None),
    ],
)
def test_strikes_are_counted_bombs_and_aircraft_are_not(text, low, high):
    assert only(text).strikes == Figure(low, high)


def test_a_rate_is_flagged():
    one = only("Its jets were flying up to 25 sorties a day.")
    assert one.per_day
    assert "number-per-day" in one.flags
    assert one.strikes == Figure(None, 25)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels burned three houses in Goma.", "Looting/property destruction"),
        ("Rebels attacked the post and burned two trucks.", "Attack"),
        ("Guerrillas destroyed two high-tension power towers.", "Looting/property destruction"),
        ("Chlorine was used in Sarmin.", "Chemical weapon"),
        ("A drone crashed into a school bus.", "Air/drone strike"),
        ("Youths hurled stones at the police.", "Violent demonstration"),
        ("Soldiers captured the town of Kidal.", "Non-state actor overtakes territory"),
        ("Soldiers captured four guerrillas.", "Arrests"),
    ],
)
def test_kinds_by_verb_and_object(text, kind):
    assert [one.sub_event_type for one in find_happenings(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The unions called a general strike for Monday.",
        "Miners went on strike over pay.",
        "Photographs captured by a neighbour show the square.",
        "He fought cancer for years.",
        "Police used tear gas.",
    ],
)
def test_words_that_look_like_an_event(text):
    assert find_happenings(text) == []
