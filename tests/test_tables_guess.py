"""What columns are taken for in tables of five languages, and what the user can change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.errors import UsageError
from data_prep.tables.guess import Guess, apply_choices, guess, needed
from data_prep.tables.header import find_header
from tests import tables_guessed as made


def guessed(text: str) -> Guess:
    return guessed_rows(made.rows(text))


def guessed_rows(rows: list[list[str]]) -> Guess:
    header = find_header(rows)
    return guess(header, rows[header.skip :])


MAPPINGS = [
    (
        "arabic",
        {
            "id": "م",
            "date": "التاريخ",
            "admin1": "المحافظة",
            "place": "المدينة أو القرية",
            "event_type": "نوع القصف",
            "perpetrator": "الجهة المسؤولة",
            "killed": "عدد الشهداء",
            "injured": "عدد الجرحى",
            "source": "المصدر",
            "note": "ملاحظات",
        },
        (),
    ),
    (
        "french",
        {
            "id": "N°",
            "date": "Date de l'incident",
            "country": "Pays",
            "admin1": "Région",
            "place": "Localité",
            "event_type": "Type d'incident",
            "suspect": "Auteurs présumés",
            "civilians_killed": "Civils tués",
            "killed": "Morts",
            "injured": "Blessés",
            "source": "Source",
            "url": "Lien",
            "note": "Résumé",
        },
        ("Cercle",),
    ),
    (
        "ukrainian",
        {
            "date": "Дата",
            "admin1": "Область",
            "place": "Населений пункт",
            "event_type": "Вид обстрілу",
            "killed": "Загинуло осіб",
            "injured": "Поранено",
            "source": "Джерело",
        },
        ("Час", "Громада", "у т.ч. дітей", "Пошкодження"),
    ),
    (
        "spanish",
        {
            "date": "Fecha de los hechos",
            "admin1": "Departamento",
            "place": "Vereda",
            "suspect": "Presunto responsable",
            "event_type": "Tipo de hecho",
            "killed": "Muertos",
            "injured": "Heridos",
            "source": "Fuente",
            "note": "Descripción",
        },
        ("Municipio",),
    ),
    (
        "neighbours",
        {
            "date": "Date",
            "place": "where",
            "note": "what happend",
            "killed": "kiled",
            "injured": "injurd",
            "perpetrator": "who did it",
            "url": "link",
        },
        (),
    ),
    (
        "groups",
        {
            "date": "Date",
            "admin1": "Governorate",
            "place": "Town",
            "civilians_killed": "Killed / Civilians",
            "killed": "Killed / Total",
            "source": "Source",
        },
        ("Killed / Fighters", "Injured / Civilians", "Injured / Fighters"),
    ),
    (
        "tagged",
        {
            "date": "Event date",
            "admin1": "Admin 1",
            "place": "Location",
            "killed": "Dead",
            "women_killed": "Dead women",
            "latitude": "Lat",
        },
        (),
    ),
    (
        "bare",
        {
            "date": "column 1",
            "country": "column 2",
            "place": "column 3",
            "latitude": "column 4",
            "longitude": "column 5",
            "url": "column 7",
            "note": "column 8",
        },
        ("column 6",),
    ),
]


@pytest.mark.parametrize(("name", "mapping", "lost"), MAPPINGS)
def test_columns_of_real_looking_tables(name: str, mapping: dict[str, str], lost: tuple[str, ...]) -> None:
    found = guessed_rows(made.table(name))
    assert found.mapping == mapping
    assert found.lost == lost
    assert needed(found.mapping) == []


def column(found: Guess, name: str) -> tuple[str | None, str]:
    return next((one.target, one.why) for one in found.columns if one.column == name)


def test_a_column_called_date_that_is_full_of_words_is_none() -> None:
    found = guessed("date,happened on,place\nlots of words,2016-05-01,Homs\nmore words,2016-05-02,Idlib")
    assert column(found, "date") == (None, "named like date, but 0% of its values are dates")
    assert found.mapping["date"] == "happened on"


def test_of_two_candidates_the_better_is_taken_and_the_other_told() -> None:
    found = guessed("date,village,district,deaths\n2016-05-01,Saraqib,Idlib,3\n2016-05-02,Atarib,Atarib,4")
    assert found.mapping["place"] == "village"
    other = next(one for one in found.columns if one.column == "district")
    assert (other.target, other.alternatives) == (None, ("place",))


def test_a_column_that_is_mostly_empty_stands_behind() -> None:
    rows = [["2016-05-01", "", f"Town {number}"] for number in range(20)]
    header = find_header([["date", "village", "district"], *rows])
    assert guess(header, rows).mapping["place"] == "district"


def test_what_is_not_the_whole_toll_is_not_taken_for_it() -> None:
    found = guessed("date,place,killed fighters,casualties\n2016-05-01,Homs,3,9\n2016-05-02,Idlib,4,8")
    assert "killed" not in found.mapping


def test_an_actor_is_not_taken_for_the_doer_by_its_values() -> None:
    found = guessed("date,side a,side b\n2016-05-01,Syrian army,rebels\n2016-05-02,rebels,Syrian army")
    assert found.lost == ("side a", "side b")


def test_an_empty_column_is_taken_by_its_name_with_less_confidence() -> None:
    (only,) = guessed("killed\n").columns
    assert (only.target, only.samples) == ("killed", ())
    assert only.confidence < 1


def test_samples_are_the_first_different_values() -> None:
    rows = [["2016-05-01"], ["2016-05-01"], ["2016-05-02"], [""], ["2016-05-03"], ["2016-05-04"]]
    (only,) = guess(find_header([["date"], *rows]), rows).columns
    assert only.samples == ("2016-05-01", "2016-05-02", "2016-05-03")
    assert only.why == "by its name; 100% of its values are dates"


LACKING = [
    ({"date": "a", "place": "b"}, 0),
    ({"year": "a", "note": "b"}, 0),
    ({"date": "a", "killed_low": "b"}, 0),
    ({"date": "a"}, 1),
    ({"date": "a", "source": "b", "url": "c"}, 1),
    ({"place": "a"}, 1),
    ({"month": "a", "place": "b"}, 1),
    ({}, 2),
]


@pytest.mark.parametrize(("mapping", "lacking"), LACKING)
def test_a_date_and_something_that_happened_are_needed(mapping: dict[str, str], lacking: int) -> None:
    sentences = needed(mapping)
    assert len(sentences) == lacking
    assert all(sentence.endswith(".") for sentence in sentences)


# --- Choices ----------------------------------------------------------------------------------------------------------

TABLE = "date,dead_total,Town,foo\n2016-05-01,3,Homs,x\n2016-05-02,4,Idlib,y"


def test_a_choice_goes_before_the_guess() -> None:
    assert apply_choices(guessed(TABLE), {"note": "foo"}) == {**guessed(TABLE).mapping, "note": "foo"}


def test_a_chosen_column_is_taken_from_what_it_was_guessed_for() -> None:
    mapping = apply_choices(guessed(TABLE), {"injured": "dead_total"})
    assert mapping["injured"] == "dead_total"
    assert "killed" not in mapping


def test_an_empty_choice_takes_a_target_off() -> None:
    assert "killed" not in apply_choices(guessed(TABLE), {"killed": ""})


def test_names_are_found_in_any_capitals() -> None:
    assert apply_choices(guessed(TABLE), {"Civilians killed": "DEAD TOTAL"})["civilians_killed"] == "dead_total"


WRONG = [
    ({"kiled": "dead_total"}, "did you mean 'killed'"),
    ({"killed": "dead_totl"}, "did you mean 'dead_total'"),
    ({"killed": "foo", "injured": "foo"}, "chosen twice"),
]


@pytest.mark.parametrize(("choices", "message"), WRONG)
def test_a_wrong_choice_says_what_is_known(choices: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        apply_choices(guessed(TABLE), choices)


CELLS = st.sampled_from(
    ["", "date", "killed", "killed min", "2016-05-01", "5", "36.2021", "Homs", "Syria", "https://a.b"]
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS | st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=6))
def test_any_table_is_guessed_with_no_target_and_no_column_twice(rows: list[list[str]]) -> None:
    header = find_header(rows)
    found = guess(header, rows[header.skip :])
    assert tuple(one.column for one in found.columns) == header.names
    assert len(found.mapping) + len(found.lost) == len(header.names)
    assert all((one.confidence >= 0.25) == (one.target is not None) for one in found.columns)
