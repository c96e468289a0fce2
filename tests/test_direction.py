"""Text from right to left keeps to itself; all other text stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.direction import FIRST_STRONG, POP, isolated
from dashboard.texts import listed, say

ARABIC, HEBREW = "حلب", "ירושלים"


@pytest.mark.parametrize("text", ["", "Raqqa", "Київ", "北京", "39+", "“quoted”"])
def test_what_runs_to_the_right_stays_as_it_is(text: str) -> None:
    assert isolated(text) == text


@pytest.mark.parametrize("text", [ARABIC, HEBREW, f"{ARABIC} (Aleppo)"])
def test_what_runs_to_the_left_is_set_apart_once(text: str) -> None:
    assert isolated(isolated(text)) == f"{FIRST_STRONG}{text}{POP}"


def test_sentences_and_lists_set_names_apart() -> None:
    assert say("controls.option", label=ARABIC, count="5") == f"{FIRST_STRONG}{ARABIC}{POP} (5)"
    assert listed([ARABIC, "Homs"]) == f"{FIRST_STRONG}{ARABIC}{POP} and Homs"


@given(st.text())
def test_nothing_but_marks_is_added(text: str) -> None:
    assert isolated(text) in (text, f"{FIRST_STRONG}{text}{POP}")
