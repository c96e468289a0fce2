"""Names as data sets write them, to the names of the vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.tables.format import Names
from data_prep.tables.format_load import formats
from data_prep.tables.names import actor_names, place_name, unit_name

CONGO = "Government of the Democratic Republic of the Congo"
SYRIA = (35.93, 36.63)


def named(format: str, *cells: str | None, split: str = ";") -> list[str]:
    return actor_names(cells, formats()[format].names, split)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Military Forces of Syria (2000-2024)", ["Government of Syria"]),
        ("Military Forces of Russia (2000-) Air Force", ["Government of Russia"]),
        ("Police Forces of Iraq (2022-)", ["Government of Iraq"]),
        ("Military Forces of the United States (2021-2025)", ["Government of the United States"]),
        ("Military Forces of the Democratic Republic of Congo (2019-)", [CONGO]),
        ("Police Forces of Guinea-Bissau (2020-)", ["Government of Guinea-Bissau"]),
        ("Military Forces of South Sudan (2011-) Presidential Guard", ["Government of South Sudan"]),
        ("Military Forces of Sudan (2019-)", ["Government of Sudan"]),
        ("Government of Somalia (2022-)", ["Government of Somalia"]),
        ("Civilians (Syria)", ["Civilians"]),
        ("Hamas Movement", ["Hamas"]),
        ("Islamic State (Iraq)", ["Islamic State"]),
        ("Islamic State West Africa Province (ISWAP) - Lake Chad Faction", ["Islamic State West Africa Province"]),
        ("Some Militia Nobody Knows (Mali)", ["Some Militia Nobody Knows (Mali)"]),
        ("Hamas Movement; Civilians (Israel); Civilians (Palestine)", ["Hamas", "Civilians"]),
        (" ; ;", []),
        ("", []),
        (None, []),
    ],
)  # fmt: skip
def test_actors_of_acled(cell: str | None, names: list[str]) -> None:
    assert named("acled", cell) == names


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Government of Syria", "Government of Syria"),
        ("Government of Myanmar (Burma)", "Government of Myanmar"),
        ("Government of Russia (Soviet Union)", "Government of Russia"),
        ("Government of DR Congo (Zaire)", CONGO),
        ("Government of Yemen (North Yemen)", "Government of Yemen"),
        ("Government of United States of America", "Government of the United States"),
        ("IS", "Islamic State"),
        ("Civilians", "Civilians"),
        ("Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", "Boko Haram"),
        ("Sinaloa Cartel", "Sinaloa Cartel"),
    ],
)
def test_actors_of_ucdp(cell: str, name: str) -> None:
    assert named("ucdp-ged", cell) == [name]


def test_a_government_is_one_in_every_data_set() -> None:
    """Else a chart would have two lanes for it."""
    assert (
        named("acled", "Military Forces of Russia (2000-)")
        == named("ucdp-ged", "Government of Russia (Soviet Union)")
        == named("airwars", "Russian Military", split=",")
        == named("gdelt", "RUSSIA")
        == named("table", "Russian army")
        == ["Government of Russia"]
    )


@pytest.mark.parametrize("word", ["unknown", "Unknown", "inconnu", "desconocido", "невідомо", "مجهول", "not known"])
def test_nobody_is_nobody_in_any_language(word: str) -> None:
    from data_prep.tables.format_load import formats

    known = formats()["table"]
    assert word.casefold() in (*known.names.nobody, *known.missing) or named("table", word) == []


def test_a_list_with_commas_is_one_only_where_every_part_is_known() -> None:
    assert named("table", "ISIS, Hamas") == ["Islamic State", "Hamas"]
    assert named("table", "Smith, Jones and Sons") == ["Smith, Jones and Sons"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=20)), max_size=4))
def test_any_cells_are_names_each_once(cells: list[str | None]) -> None:
    found = actor_names(cells, Names(), ";")
    assert len(set(found)) == len(found)
    assert all(name.strip() for name in found)


# --- Places -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "country", "where", "name"),
    [
        ("Idleb", "SYR", SYRIA, "Idlib"),
        ("Idlib", "SYR", None, "Idlib"),
        ("Tripoli", "LBY", (32.9, 13.2), "Tripoli"),
        ("Tripoli", None, None, "Tripoli"),
        ("Nowhere-on-Sea", "SYR", SYRIA, "Nowhere-on-Sea"),
        (None, "SYR", SYRIA, None),
    ],
)
def test_places(cell: str | None, country: str | None, where: tuple[float, float] | None, name: str | None) -> None:
    assert place_name(cell, country, where, ()) == name


def test_a_namesake_far_away_is_another_place() -> None:
    """Jabalya is spelt Jabalia where it is the one in Gaza, and stays as it is elsewhere."""
    assert place_name("Jabalya", "PSE", (31.53, 34.48), ()) == "Jabalia"
    assert place_name("Jabalya", "PSE", (0.0, 0.0), ()) == "Jabalya"
    assert place_name("Jabalya", "EGY", (31.53, 34.48), ()) == "Jabalya"


def test_a_place_is_looked_up_without_what_a_data_set_adds() -> None:
    rewrites = formats()["ucdp-ged"].names.places
    assert place_name("Raqqa town", "SYR", (35.95, 39.01), rewrites) == "Raqqa"
    assert place_name("Vukovar town", "SRB", (45.3, 19.0), rewrites) == "Vukovar town"


@pytest.mark.parametrize(
    ("cell", "country", "name"),
    [
        ("Homs Governorate", "SYR", "Homs"),
        ("Idleb", "SYR", "Idlib"),
        ("Nord-Kivu province", "COD", "North Kivu"),
        ("Odessa oblast", "UKR", "Odesa"),
        ("Homs Governorate", None, "Homs Governorate"),
        ("Homs Governorate", "FRA", "Homs Governorate"),
        ("Governorate", "SYR", "Governorate"),
        (None, "SYR", None),
    ],
)
def test_units(cell: str | None, country: str | None, name: str | None) -> None:
    assert unit_name(cell, country) == name
