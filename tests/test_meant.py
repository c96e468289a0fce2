"""What a reader typed is taken for the name that is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.meant import meant

KNOWN = ["Islamic State", "Government of Syria", "US-led Coalition", "Jabhat al-Nusra", "Rebels"]
OTHERS = {"Islamic State": ["DAESH", "ISIL"], "Nobody here": ["Rebells"]}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Islamic State", "Islamic State"),
        ("  islamic   STATE ", "Islamic State"),
        ("Isalmic State", "Islamic State"),
        ("Isalmic", "Islamic State"),
        ("governmnt syria", "Government of Syria"),
        ("syria", "Government of Syria"),
        ("al nusra", "Jabhat al-Nusra"),
        ("nursa", "Jabhat al-Nusra"),
        ("coaltion", "US-led Coalition"),
        ("daesh", "Islamic State"),
        ("Rebells", "Rebels"),
    ],
)
def test_slips_of_the_pen_and_other_spellings(typed: str, name: str):
    assert meant(typed, KNOWN, OTHERS) == name


@pytest.mark.parametrize("typed", ["", "   ", "qqqqq", "Hezbollah"])
def test_nothing_is_meant_where_no_name_is_near(typed: str):
    assert meant(typed, KNOWN, OTHERS) is None


def test_among_equals_the_first():
    assert meant("syria", ["Rebels of Syria", "Government of Syria"]) == "Rebels of Syria"


@given(
    st.lists(
        st.text(min_size=1), min_size=1, unique_by=lambda name: " ".join(name.casefold().replace("-", " ").split())
    )
)
def test_a_name_as_it_is_written_is_itself(names: list[str]):
    for name in names:
        assert meant(name, names) == name or not name.strip()


@given(st.text(), st.lists(st.text()))
def test_whatever_is_typed_a_known_name_or_none_is_meant(typed: str, names: list[str]):
    assert meant(typed, names) in {*names, None}
