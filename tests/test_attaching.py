"""Figures that stand before a verb of killing without "were"."""

from data_prep.reports.casualties import read_toll


def test_a_list_right_before_its_participle():
    toll = read_toll("The names of 22 victims: twelve children, five women and five men killed in the bombing.")
    assert toll.killed.low == 22


def test_who_killed_is_not_who_was_killed():
    assert read_toll("Two soldiers shot and killed a farmer.").killed.low == 1
