"""Actors are found by name, by a country's adjective and its forces, and by the form of an organisation's name."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_prep.reports.actors import ActorMention, aliases, country_of, find_actors, government_of


def named(text: str) -> list[tuple[str, str]]:
    """The words and the actor of every mention that is more than a bare country."""
    return [(mention.text, mention.actor) for mention in find_actors(text) if not mention.bare]


def actors(text: str) -> list[str]:
    return [actor for _, actor in named(text)]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Syrian warplanes hit a market.", "Syrian warplanes", "Government of Syria"),
        ("The Syrian Arab Army took the hill.", "Syrian Arab Army", "Government of Syria"),
        ("The Assad regime denied it.", "Assad regime", "Government of Syria"),
        ("Assad's forces withdrew.", "Assad's forces", "Government of Syria"),
        ("They were killed by Gaddafi's army.", "Gaddafi's army", "Government of Libya"),
        ("Russia's jets returned.", "Russia's jets", "Government of Russia"),
        ("The Damascus government agreed.", "Damascus government", "Government of Syria"),
        ("US-backed fighters met the US military.", "US military", "Government of the United States"),
        ("An Israeli military helicopter opened fire.", "Israeli military helicopter", "Government of Israel"),
        ("IDF troops entered.", "IDF", "Government of Israel"),
        ("Daesh claimed the bombing.", "Daesh", "Islamic State"),
        ("fighters of the al-Nusra Front", "al-Nusra Front", "Al-Nusra Front"),
        ("Hayat Tahrir al Sham shelled them.", "Hayat Tahrir al Sham", "Hay'at Tahrir al-Sham"),
        ("The U.S.-led coalition struck.", "U.S.-led coalition", "US-led Coalition"),
        ("Houthi rebels fired a missile.", "Houthi rebels", "Houthis"),
        ("Lebanon's Hezbollah lost two men.", "Lebanon's Hezbollah", "Hezbollah"),
        ("Chilean guerrillas attacked.", "Chilean guerrillas", "Chilean insurgents"),
        ("the Britain-based Syrian Observatory for Human Rights said", None, "Syrian Observatory for Human Rights"),
        ("The White Helmets counted nine dead.", "White Helmets", "Syria Civil Defence"),
        ("Médecins Sans Frontières runs it.", "Médecins Sans Frontières", "Medecins Sans Frontieres"),
        ("according to Reuters", "Reuters", "Reuters"),
        ("Gunmen killed a judge.", "Gunmen", "Unidentified armed group"),
        ("Rebels shelled the road.", "Rebels", "Rebels"),
        ("THE SALVADORAN AIR FORCE BOMBED THE VILLAGE.", "SALVADORAN AIR FORCE", "Government of El Salvador"),
        ("TWO SENDERO LUMINOSO FIGHTERS DIED.", "SENDERO LUMINOSO FIGHTERS", "Shining Path"),
    ],
)
def test_known_actors(text: str, words: str | None, actor: str) -> None:
    found = named(text)
    assert actor in [one for _, one in found]
    if words:
        assert (words, actor) in found


@pytest.mark.parametrize(
    ("words", "actor", "country"),
    [
        ("Tupamaro", "Tupamaros", "URY"),
        ("White Warriors Union", "White Warriors Union", "SLV"),
        ("Paraguayan People's Army", "Paraguayan People's Army", "PRY"),
        ("Los Choneros", "Los Choneros", "ECU"),
        ("Lions' Den", "Lions' Den", "PSE"),
        ("Turkish Hezbollah", "Turkish Hezbollah", "TUR"),
        ("HCUA", "High Council for the Unity of Azawad", "MLI"),
        ("Koglweogo", "Koglweogo", "BFA"),
        ("GUNT", "Transitional Government of National Unity (Chad)", "TCD"),
        ("Holy Spirit Movement", "Holy Spirit Movement", "UGA"),
        ("Rahanweyn Resistance Army", "Rahanweyn Resistance Army", "SOM"),
        ("Anya-Nya", "Anyanya", "SDN"),
        ("ZANLA", "ZANU", "ZWE"),
        ("Sons of Iraq", "Awakening Councils", "IRQ"),
        ("Ranvir Sena", "Ranvir Sena", "IND"),
        ("PLOTE", "People's Liberation Organisation of Tamil Eelam", "LKA"),
        ("United Baloch Army", "United Baloch Army", "PAK"),
        ("Mon National Liberation Army", "Mon National Liberation Army", "MMR"),
        ("Bougainville Resistance Forces", "Bougainville Resistance Forces", "PNG"),
        ("Arkan's Tigers", "Serbian Volunteer Guard", "SRB"),
        ("Zviadists", "Zviadists", "GEO"),
        ("Loyalist Volunteer Force", "Loyalist Volunteer Force", "GBR"),
        ("Kenya Defence Forces", "Government of Kenya", "KEN"),
        ("Border Guard Bangladesh", "Government of Bangladesh", "BGD"),
        ("Barkhane force", "Government of France", "FRA"),
        ("SAMIM", "Southern African Development Community Mission in Mozambique", "MOZ"),
    ],
)
def test_groups_and_forces_of_many_wars(words: str, actor: str, country: str) -> None:
    assert [(one.actor, country_of(one.actor)) for one in find_actors(f"{words} attacked.")] == [(actor, country)]


def test_an_army_of_liberation_is_not_the_army() -> None:
    assert actors("The Army of National Liberation (ELN) attacked.")[0] == "National Liberation Army (Colombia)"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Frente Popular del Sur (FPSX) attacked.", "Frente Popular del Sur (FPSX)"),
        ("THE MOVIMIENTO OBRERO REVOLUCIONARIO (MORX) BOMBED A BANK.", "Movimiento Obrero Revolucionario (MORX)"),
    ],
)
def test_organisations_with_names_in_other_languages(text: str, name: str) -> None:
    assert actors(text) == [name]


def test_of_namesakes_the_report_s_country_decides() -> None:
    assert actors("The National Liberation Army attacked Colombian police.")[0] == "National Liberation Army (Colombia)"
    assert (
        actors("The National Liberation Army attacked Macedonian police.")[0] == "National Liberation Army (Macedonia)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Syrian civil war",
        "a Syrian city",
        "the Syrian opposition met",
        "anti-Syrian sentiment",
        "a Russian-made rocket",
        "former Soviet republics",
        "government-held districts",
        "This is what it is.",
        "THE ROAD IS BLOCKED AND TELLS US NOTHING",
        "in Latin America",
    ],
)
def test_what_is_no_actor(text: str) -> None:
    assert [actor for actor in actors(text) if actor.startswith(("Government of", "Islamic State"))] == []


def test_syrian_rebels_are_not_the_government() -> None:
    assert actors("Syrian rebels took it.") == ["Syrian insurgents"]
    assert country_of("Syrian insurgents") == "SYR"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by Syrian or Russian warplanes", ["Government of Syria", "Government of Russia"]),
        ("American, British and French forces", ["United States", "United Kingdom", "France"]),
        ("joint Russian-Syrian air strikes", ["Government of Russia", "Government of Syria"]),
    ],
)
def test_adjectives_share_a_noun(text: str, expected: list[str]) -> None:
    found = actors(text)
    assert len(found) == len(expected)
    assert all(name in one for name, one in zip(expected, found, strict=True))


def test_the_form_of_a_mention() -> None:
    text = "Russian air strikes came as Russia, the Russians and the Russian defence minister spoke of Russian troops."
    assert [mention.form for mention in find_actors(text)] == ["action", "bare", "people", "official", "name"]


def test_a_country_alone_is_bare() -> None:
    mentions = find_actors("Moscow said that Russia had struck targets in Syria.")
    assert [(mention.text, mention.bare) for mention in mentions] == [
        ("Moscow", True),
        ("Russia", True),
        ("Syria", True),
    ]


def test_acronym_and_members_belong_to_the_name() -> None:
    assert named("Islamic State (IS) group fighters fled.") == [("Islamic State (IS) group fighters", "Islamic State")]


def test_namesakes_go_to_the_country_of_the_text() -> None:
    assert "National Liberation Army (Colombia)" in actors("In Colombia the National Liberation Army killed two.")
    assert "National Liberation Army (Macedonia)" in actors("In Macedonia the National Liberation Army killed two.")


def test_a_doubtful_acronym_needs_its_country() -> None:
    assert actors("The MNR was formed then.") == []
    assert actors("In Mozambique the MNR was formed then.") == ["RENAMO"]


def test_unknown_organisations_by_form() -> None:
    text = "the Front for the Rescue of the Valley (FRV) struck; the FRV says so."
    assert [(mention.actor, mention.kind) for mention in find_actors(text)] == [
        ("Front for the Rescue of the Valley (FRV)", "rebel"),
        ("Front for the Rescue of the Valley (FRV)", "rebel"),
    ]
    shouted = "A LEADER OF THE RIVER WORKERS FEDERATION [FTR] WAS SHOT."
    assert actors(shouted)[0] == "River Workers Federation (FTR)"
    reverse = "the VLA (Valley Liberation Army) struck"
    assert actors(reverse) == ["Valley Liberation Army (VLA)"]


def test_brackets_that_name_no_organisation() -> None:
    assert actors("a meeting in the capital (UTC) and the party of the year (NEW)") == []


def test_aliases_hold_every_spelling() -> None:
    assert {"ISIS", "Daesh", "Islamic State"} <= aliases("Islamic State")
    assert {"Syrian army", "Damascus", "Assad regime", "Government of Syria"} <= aliases("Government of Syria")
    assert "Syrian rebels" in aliases("Syrian insurgents")
    assert aliases("Nobody at all") == {"Nobody at all"}


def test_what_is_known_of_an_actor() -> None:
    assert country_of("Hezbollah") == "LBN"
    assert country_of("Nobody at all") == ""
    assert government_of("SYR") == "Government of Syria"
    assert government_of("XXX") == ""


def _holds(text: str, mentions: list[ActorMention]) -> bool:
    in_order = all(one.end <= other.start for one, other in pairwise(mentions))
    return in_order and all(text[one.start : one.end] == one.text and one.text for one in mentions)


_PIECES = st.sampled_from(
    [
        "Syrian",
        "troops",
        "ISIS",
        "U.S.",
        "-led",
        "coalition",
        "al-",
        "Nusra",
        "(FRO)",
        "[",
        "]",
        "the",
        "Front",
        "or",
        "\n\n",
        ", ",
        ". ",
        "’s",
        "'",
        "government",
        "-held",
        "Russia",
        "US",
        "IS",
        "é",
        "İ",
        "ﬁ",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=5), max_size=40).map(" ".join))
def test_spans_are_in_order_and_inside(text: str) -> None:
    assert _holds(text, find_actors(text))


@pytest.mark.parametrize("unit", ["on ", "1", "ISIS ", '"', "(AB) ", "THE FRONT (AF) ", "al-", "Syrian or ", "U.S."])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    begun = time.process_time()
    mentions = find_actors(text)
    assert time.process_time() - begun < 6.0
    assert _holds(text, mentions)


@pytest.mark.parametrize(
    "text",
    [
        "FAMILIES WITH WHITE FLAGS LEFT THE TOWN.",
        "YEARS OF REVOLUTIONARY STRUGGLE FOLLOWED.",
        "Ras Kamboni lies on the coast.",
        "Young patriots sang in the square.",
    ],
)
def test_an_ordinary_word_or_a_town_names_no_group(text):
    assert not find_actors(text)


def test_a_group_named_by_ordinary_words_needs_its_country():
    text = "In Greece the police arrested members of Revolutionary Struggle."
    assert "Revolutionary Struggle (Greece)" in {mention.actor for mention in find_actors(text)}
