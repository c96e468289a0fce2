"""Who did it, to whom, and how that is known, in one clause."""

import pytest

import data_prep
from data_prep.reports.actors import find_actors
from data_prep.reports.happenings import find_happenings
from data_prep.reports.roles import read_roles


def roles(text):
    happening = find_happenings(text)[0]
    inside = [one for one in find_actors(text) if happening.start <= one.start < happening.end]
    return read_roles(happening, inside)


SUDAN, RSF = "Government of Sudan", "Rapid Support Forces"
RUSSIA, UKRAINE, ISRAEL = "Government of Russia", "Government of Ukraine", "Government of Israel"


@pytest.mark.parametrize(
    ("text", "perpetrators"),
    [
        ("Russian missiles struck Odesa.", [RUSSIA]),
        ("Odesa was struck by Russian missiles.", [RUSSIA]),
        ("A Russian missile strike hit Odesa.", [RUSSIA]),
        ("Missiles fired by Russian forces hit Odesa.", [RUSSIA]),
        ("Russia carried out a missile strike on Odesa.", [RUSSIA]),
        ("The Rapid Support Forces shelled Omdurman.", [RSF]),
        ("The RSF launched an attack on El Fasher.", [RSF]),
        ("Boko Haram fighters attacked Baga.", ["Boko Haram"]),
        ("Boko Haram and Islamic State attacked Baga.", ["Boko Haram", "Islamic State"]),
        ("The M23 rebels seized Goma.", ["M23"]),
        ("M23 REBELS MACHINEGUNNED A BUS.", ["M23"]),
        ("M23 rebels shot 16 villagers.", ["M23"]),
        ("Boko Haram militants set off a bomb in Maiduguri.", ["Boko Haram"]),
        ("THE [RUSSIAN] WARPLANES BOMBED ODESA.", [RUSSIA]),
        ("Odesa, besieged by Russian forces, was shelled.", []),
        ("A terrorist attack killed two people.", []),
        ("Bomb-squad experts of the Russian police are investigating the attack.", []),
        ("The Ukrainian government closed schools after two bombs exploded.", []),
        ("Odesa has been the target of Russian attacks.", [RUSSIA]),
        ("Ukrainian police arrested two men who attacked a bank in Odesa.", [UKRAINE]),
        ("Ukraine has been the target of many attacks.", []),
        ("RUSSIAN AND BELARUSIAN MISSILES STRUCK ODESA.", [RUSSIA, "Government of Belarus"]),
        ("The attack on Odesa was confirmed by the Ukrainian army.", []),
        ("The Ukrainian army has been fighting near Odesa.", [UKRAINE]),
        ("Missiles struck Odesa.", []),
        ("Shelling killed two people in Ukraine.", []),
        ("A bomb exploded near the Russian embassy.", []),
    ],
)
def test_who_did_it(text, perpetrators):
    assert roles(text).perpetrators == perpetrators


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Russian missiles struck Ukrainian troops.", [UKRAINE]),
        ("Ukrainian troops were struck by Russian missiles.", [UKRAINE]),
        ("Israeli jets bombed Hezbollah positions.", ["Hezbollah"]),
        ("Boko Haram was attacked by the army of Chad.", ["Boko Haram"]),
        ("Ukrainian troops suffered heavy casualties in the shelling, with 12 killed.", [UKRAINE]),
        ("A Hamas commander was shot in Rafah.", ["Hamas"]),
        ("An air strike killed nine civilians.", ["Civilians"]),
        ("An air strike hit a bridge.", []),
    ],
)
def test_to_whom(text, targets):
    assert roles(text).targets == targets


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram attacked the Nigerian army.",
        "The Nigerian army was attacked by Boko Haram.",
        "Boko Haram launched an attack on the Nigerian army.",
        "Boko Haram killed six Nigerian soldiers.",
    ],
)
def test_nobody_stands_on_both_sides(text):
    found = roles(text)
    assert found.perpetrators == ["Boko Haram"]
    assert found.targets == ["Government of Nigeria"]


# ---------------------------------------------------------------- how it is known


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Russian missiles struck Odesa.", "stated"),
        ("Missiles struck Odesa.", "unstated"),
        ("Suspected Boko Haram fighters attacked Baga.", "alleged"),
        ("Boko Haram allegedly attacked Baga.", "alleged"),
        ("Boko Haram is believed to have attacked Baga.", "alleged"),
        ("Boko Haram claimed responsibility for the attack on Baga.", "claimed"),
        ("Unidentified gunmen attacked Baga.", "stated"),
        ("It is not clear who carried out the attack.", "unknown"),
        ("Each side accused the other of the attack.", "contested"),
    ],
)
def test_how_it_is_known(text, attribution):
    assert roles(text).attribution == attribution


@pytest.mark.parametrize(
    "text",
    [
        "It is not clear whether the shells were fired by Sudanese troops or the Rapid Support Forces.",
        "We do not know whether the shelling was by the Sudanese army or by the Rapid Support Forces.",
        "The shells were fired by either the Sudanese army or the Rapid Support Forces.",
    ],
)
def test_several_named_and_none_known_are_contested(text):
    found = roles(text)
    assert set(found.perpetrators) == {SUDAN, RSF}
    assert found.attribution == "contested"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor blamed the Rapid Support Forces for the shelling.",
        "The shelling was blamed on the Rapid Support Forces.",
        "The shelling was attributed to the Rapid Support Forces.",
        "The Rapid Support Forces are accused of the shelling.",
        "The Rapid Support Forces were blamed for the shelling.",
    ],
)
def test_blame_names_an_alleged_perpetrator(text):
    found = roles(text)
    assert found.perpetrators == [RSF]
    assert found.attribution == "alleged"


def test_together_is_not_in_doubt():
    found = roles("The Sudanese army and the Rapid Support Forces shelled the town.")
    assert set(found.perpetrators) == {SUDAN, RSF}
    assert found.attribution == "stated"


# ---------------------------------------------------------------- words that name nobody


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Shelling hit a village held by the M23 rebels.", "M23"),
        ("The Observatory counted nine killed by shelling.", "Syrian Observatory for Human Rights"),
        ("An attack in Russia killed nine people.", RUSSIA),
        ("Rebels backed by Russia attacked the town.", RUSSIA),
    ],
)
def test_who_only_stands_beside_it_did_nothing(text, nobody):
    assert nobody not in roles(text).perpetrators


@pytest.mark.parametrize(
    "text", ["It fired missiles at the port.", "Its jets bombed the port.", "They shelled the port."]
)
def test_a_pronoun_is_whoever_was_named_last(text):
    found = roles(text)
    assert found.self_named
    assert found.perpetrators == []


def test_names_stand_once():
    assert roles("Israeli jets and Israeli drones bombed the port.").perpetrators == [ISRAEL]


def test_two_sides_of_a_clash_and_nobody_said_to_have_attacked():
    found = roles("Clashes between the Rapid Support Forces and the Sudanese army killed 12 people in Omdurman.")
    assert (found.perpetrators, found.targets, found.attribution) == ([RSF], [SUDAN], "unstated")


def test_who_dies_and_where_a_blast_shook_is_nobody_s_deed():
    assert roles("A Sudanese army officer died in Omdurman.").perpetrators == []
    assert roles("The explosion shook western Ukraine and destroyed 30 houses.").perpetrators == []


def test_forces_loyal_to_a_ruler_are_those_of_the_government():
    claim = data_prep.read_text("Forces loyal to Muammar Gaddafi shelled the town of Zawiya on 3 May 2011.").iloc[0]
    assert list(claim["perpetrators"]) == ["Government of Libya"]
