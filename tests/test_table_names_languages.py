"""Names that only tables write, in other languages and in data sets' own letters, become canonical."""

from __future__ import annotations

from collections import defaultdict

import pytest

from data_prep.reports.actor_names import actors
from data_prep.reports.actors import find_actors
from data_prep.reports.gazetteer import gazetteer, key_of
from data_prep.tables.format_load import formats
from data_prep.tables.known_actors import plain
from data_prep.tables.names import actor_names, place_name, unit_name
from data_prep.vocab import several, table


def actor(name: str, country: str | None = None, dataset: str = "table") -> list[str]:
    return actor_names([name], formats()[dataset].names, "", country)


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("داعش", "SYR", "Islamic State"),
        ("تنظيم الدولة الاسلامية", None, "Islamic State"),
        ("قوات النظام", "SYR", "Government of Syria"),
        ("قوات النظام", "LBY", "Government of Libya"),
        ("الجيش الوطني السوري", "SYR", "Syrian National Army"),
        ("الجيش الوطني", "LBY", "Libyan National Army"),
        ("الجيش اللبناني", None, "Government of Lebanon"),
        ("القوات الروسية", "SYR", "Government of Russia"),
        ("روسيا", "SYR", "Government of Russia"),
        ("الحوثيون", "YEM", "Houthis"),
        ("التحالف", "YEM", "Saudi-led Coalition"),
        ("التحالف", "SYR", "US-led Coalition"),
        ("مدنيون", None, "Civilians"),
        ("Armée malienne", None, "Government of Mali"),
        ("Forces armées centrafricaines", None, "Government of the Central African Republic"),
        ("GSIM", "MLI", "Jama'at Nusrat al-Islam wal-Muslimin"),
        ("ÉTAT ISLAMIQUE", None, "Islamic State"),
        ("FDS", "SYR", "Syrian Democratic Forces"),
        ("FDS", "BFA", "Government of Burkina Faso"),
        ("Fuerzas Militares de Colombia", None, "Government of Colombia"),
        ("EJERCITO DE LIBERACION NACIONAL", "COL", "National Liberation Army (Colombia)"),
        ("Ejército Nacional", "COL", "Government of Colombia"),
        ("Cártel Jalisco Nueva Generación", "MEX", "Jalisco New Generation Cartel"),
        ("ЗСУ", "UKR", "Government of Ukraine"),  # noqa: RUF001
        ("армія РФ", "UKR", "Government of Russia"),
        ("Збройні сили Російської Федерації", None, "Government of Russia"),
        ("российские войска", None, "Government of Russia"),
        ("ПВК «Вагнер»", "UKR", "Wagner Group"),
    ],
)
def test_names_of_other_languages(name: str, country: str | None, expected: str) -> None:
    assert actor(name, country) == [expected]


@pytest.mark.parametrize(
    ("dataset", "name", "country", "expected"),
    [
        ("ucdp-ged", "SRF", "SYR", "Syrian Revolutionaries Front"),
        ("ucdp-ged", "SRF", "SDN", "Sudanese Revolutionary Front"),
        ("ucdp-ged", "JEM", "SDN", "Justice and Equality Movement"),
        ("ucdp-ged", "JeM", "IND", "Jaish-e-Mohammed"),
        ("ucdp-ged", "SNA", "SOM", "United Somali Congress"),
        ("ucdp-ged", "SNA", "SYR", "Syrian National Army"),
        ("ucdp-ged", "PRC", "ISR", "Popular Resistance Committees"),
        ("ucdp-ged", "BRA", "PNG", "Bougainville Revolutionary Army"),
        ("ucdp-ged", "BRA", "PAK", "Baloch Republican Army"),
        ("ucdp-ged", "al-Qaida [The Base]", "USA", "Al-Qaeda"),
        ("ucdp-ged", "Forces of Hadi", "YEM", "Government of Yemen"),
        ("acled", "Military Forces of Yemen (2016-) Supreme Political Council", "YEM", "Houthis"),
        ("acled", "Military Forces of Yemen (2012-)", "YEM", "Government of Yemen"),
        ("acled", "Islamic State (West Africa) - Lake Chad Faction", "NGA", "Islamic State West Africa Province"),
        ("acled", "FARC Dissident", "COL", "FARC"),
        ("acled", "KNU/KNLA: Karen National Union/Karen National Liberation Army", "MMR", "Karen National Union"),
        ("acled", "AGC: Gaitanist Self-Defense Forces of Colombia", "COL", "Gulf Clan"),
    ],
)
def test_names_of_data_sets(dataset: str, name: str, country: str, expected: str) -> None:
    assert actor(name, country, dataset) == [expected]


def test_either_of_two_is_both() -> None:
    name = "Islamic State West Africa Province (ISWAP) and/or Boko Haram - Jamatu Ahli is-Sunnah lid-Dawatai wal-Jihad"
    assert actor(name, "NGA", "acled") == ["Islamic State West Africa Province", "Boko Haram"]


def test_of_a_list_the_unknown_stay_as_written() -> None:
    assert actor("Ahrar al-Sham, HTS, Liwa al-Haq Idlib", "SYR", "ucdp-ged") == [
        "Ahrar al-Sham",
        "Hay'at Tahrir al-Sham",
        "Liwa al-Haq Idlib",
    ]


@pytest.mark.parametrize("name", ["SRF", "Comité de vigilance de Kani", "Wilson, Clark", "Crimea", "MLI"])
def test_what_is_not_known_stays_as_written(name: str) -> None:
    assert actor(name) == [name]


def test_letters_are_not_read_abroad() -> None:
    assert actor("NSA", "AFG", "ucdp-ged") == ["NSA"]


@pytest.mark.parametrize("text", ["EMC said so.", "The FDS met the ANT.", "AN and MDD agreed.", "التحالف"])
def test_running_text_does_not_know_them(text: str) -> None:
    told = {row["actor"] for row in table("table_actor_names")}
    assert not told & {mention.actor for mention in find_actors(text)}


def test_every_actor_of_the_vocabulary_is_known() -> None:
    assert {row["actor"] for row in table("table_actor_names")} - set(actors()) == set()


def test_countries_and_languages_of_the_vocabularies_are_known() -> None:
    countries = {row["alpha3"] for row in table("countries")}
    told = [country for row in table("table_actor_names") for country in several(row["countries"])]
    assert {*told, *(row["country"] for row in table("table_country_words"))} - countries == set()
    languages = {row["language"] for row in table("table_force_words")}
    assert {row["language"] for row in table("table_country_words")} == languages
    assert {row["language"] for row in table("table_actor_names")} == languages | {"en"}


def test_no_name_is_two_actors_in_one_country() -> None:
    bearers = defaultdict(set)
    for row in table("table_actor_names"):
        for country in several(row["countries"]) or [""]:
            for name in several(row["names"]):
                bearers[country, plain(name)].add(row["actor"])
    assert {name: actors for name, actors in bearers.items() if len(actors) > 1} == {}


def test_no_words_are_two_countries_in_one_language() -> None:
    bearers = defaultdict(set)
    for row in table("table_country_words"):
        for word in several(row["adjectives"]) + several(row["of"]):
            bearers[row["language"], plain(word)].add(row["country"])
    assert {word: countries for word, countries in bearers.items() if len(countries) > 1} == {}


def test_every_force_has_a_place_for_its_country() -> None:
    for row in table("table_force_words"):
        assert row["with"] in {"adjectives", "of"}
        assert [name for name in several(row["names"]) if name.count("*") != 1] == []


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("حلب", "SYR", "Aleppo"),
        ("محافظة الحسكة", "SYR", "Hasakah"),
        ("ريف دمشق", "SYR", "Rif Dimashq"),
        ("محافظه ادلب", "SYR", "Idlib"),
        ("Ar-Raqqa", "SYR", "Raqqa"),
        ("Deir-ez-Zor", "SYR", "Deir ez-Zor"),
        ("Rural Damascus", "SYR", "Rif Dimashq"),
        ("Al-Hasakeh", "SYR", "Hasakah"),
        ("As-Sweida", "SYR", "Suwayda"),
        ("Dar'a", "SYR", "Daraa"),
        ("Lattakia", "SYR", "Latakia"),
        ("Idleb", "SYR", "Idlib"),
        ("Ta'mim province", "IRQ", "Kirkuk"),
        ("نينوى", "IRQ", "Nineveh"),
        ("الجزيرة", "SDN", "Gezira"),
        ("غزة", "PSE", "Gaza Strip"),
        ("Харківська область", "UKR", "Kharkiv"),
        ("Харківська обл.", "UKR", "Kharkiv"),
        ("Волинська обл.", "UKR", "Volyn"),
        ("Донецкая область", "UKR", "Donetsk"),
        ("Donets'k oblast", "UKR", "Donetsk"),
        ("Région de Tombouctou", "MLI", "Timbuktu"),
        ("Région de l'Est", "BFA", "Est"),
        ("province du Nord-Kivu", "COD", "North Kivu"),
        ("Departamento de La Guajira", "COL", "La Guajira"),
        ("Departamento del Cauca", "COL", "Cauca"),
        ("Estado Bolívar", "VEN", "Bolivar State"),
        ("Estado de Michoacán", "MEX", "Michoacan"),
        ("Bolívar", "COL", "Bolivar"),
        ("Borno State", "NGA", "Borno"),
    ],
)
def test_first_level_units(name: str, country: str, expected: str) -> None:
    assert unit_name(name, country) == expected


@pytest.mark.parametrize(("name", "country"), [("هاتاي", "SYR"), ("محافظتا حماة وإدلب", "SYR"), ("region", "MLI")])
def test_units_of_elsewhere_stay_as_written(name: str, country: str) -> None:
    assert unit_name(name, country) == name


@pytest.mark.parametrize(
    ("name", "country", "where", "expected"),
    [
        ("حلب", "SYR", (36.2, 37.16), "Aleppo"),
        ("Харків", "UKR", None, "Kharkiv"),
        ("м. Харків", "UKR", None, "Kharkiv"),
        ("Краматорськ", "UKR", (48.74, 37.58), "Kramatorsk"),
        ("طرابلس", "LBY", None, "Tripoli"),
        ("Tombouctou", "MLI", None, "Timbuktu"),
        ("طرابلس", None, None, "طرابلس"),
        ("تل الضمان", "SYR", None, "تل الضمان"),
    ],
)
def test_towns(name: str, country: str | None, where: tuple[float, float] | None, expected: str) -> None:
    assert place_name(name, country, where, ()) == expected


def test_every_unit_of_the_vocabulary_is_known() -> None:
    known = {(row["country"], row["name"]) for row in table("admin1")}
    assert {(row["country"], row["unit"]) for row in table("table_unit_names")} - known == set()


def test_every_place_of_the_vocabulary_is_known() -> None:
    rows = [(row["country"], row["place"]) for row in table("table_place_names")]
    assert [
        (country, place)
        for country, place in rows
        if country not in {spot.country for spot in gazetteer().find(key_of(place))}
    ] == []


@pytest.mark.parametrize(("vocabulary", "of"), [("table_unit_names", "unit"), ("table_place_names", "place")])
def test_no_name_is_two_in_one_country(vocabulary: str, of: str) -> None:
    bearers = defaultdict(set)
    for row in table(vocabulary):
        for name in several(row["names"]):
            bearers[row["country"], plain(name)].add(row[of])
    assert {name: found for name, found in bearers.items() if len(found) > 1} == {}


def test_words_about_units_stand_before_or_after() -> None:
    assert {row["where"] for row in table("table_unit_words")} == {"before", "after"}
