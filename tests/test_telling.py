"""A claim's figures, days, names and flags, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard import telling

NONE = pd.NA


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (39, NONE, "at least 39"),
        (NONE, 25, "up to 25"),
        (16, 16, "16"),
        (1200, 3000, "1,200 to 3,000"),
        (0, NONE, "at least 0"),
        (NONE, NONE, ""),
    ],
)
def test_bounds(low, high, words):
    assert telling.bounds(low, high) == words


def test_only_figures_that_are_given_are_told():
    claim = {"killed_low": 4, "killed_high": 9, "killed_best": 6, "children_killed_low": 5}
    assert telling.figures(claim) == {"killed": "4 to 9, best estimate 6", "children_killed": "at least 5"}
    assert telling.figures({"killed_low": 4, "killed_high": 4, "killed_best": 4}) == {"killed": "4"}
    assert telling.figures({"killed_best": 4}) == {"killed": "4"}


def test_days():
    day, last = pd.Timestamp("2016-03-19"), pd.Timestamp("2016-03-21")
    assert telling.days(day, day, weekday=True) == "Saturday 19 March 2016"
    assert telling.days(day, last, weekday=True) == "19\N{EN DASH}21 March 2016"
    assert telling.days(pd.NaT, pd.NaT) == "day not known"


@pytest.mark.parametrize(
    ("names", "targets", "attribution", "words"),
    [
        (["A"], [], "stated", "A"),
        (["A"], [], "claimed", "A, by its own account"),
        (["A", "B"], [], "alleged", "A and B, alleged"),
        (["A", "B"], [], "contested", "A or B: not known which"),
        (["A"], ["B"], "unstated", "A and B; not said who attacked"),
        (["A"], [], "unstated", "A; not said who attacked"),
        ([], [], "unknown", "not known"),
        (["A"], [], "unknown", "A named, but not known"),
        ([], [], "unstated", "nobody named"),
    ],
)
def test_who_did_it(names, targets, attribution, words):
    claim = {"perpetrators": names, "targets": targets, "attribution": attribution}
    assert telling.perpetrators(claim) == words


def test_a_place_names_each_part_once():
    assert telling.place({"place": "Aleppo", "admin1": "Aleppo", "country": "SYR"}) == "Aleppo, Syria"
    assert telling.place({"place": NONE, "admin1": "", "country": NONE}) == ""


def test_who_says_so_is_never_empty():
    assert telling.source({"source": NONE, "publisher": "A paper"}) == "A paper"
    assert telling.source({"source": "", "publisher": NONE}) == "The report itself"


def test_an_unheard_of_flag_is_shown_as_it_is():
    assert telling.flags({"flags": ["date-defaulted", "my:flag"]})[1] == "my:flag"
