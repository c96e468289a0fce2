"""Figures that tell of some of the dead only stay out of the event's range, and conflicting totals stay in it."""

import pytest

import data_prep
from data_prep.reports.parts import FLAG, SUPERSEDED

TOTAL = "Rockets hit a house in Odesa on Tuesday. At least 12 people were killed in the strike."


def read(text):
    return data_prep.read_text(text, published="2023-11-03")


def killed(claims):
    return list(claims["killed_low"].dropna())


def marked(claims):
    return [row.sentence for row in claims.itertuples() if FLAG in row.flags]


@pytest.mark.parametrize(
    "part",
    [
        "Her brother was killed.",
        "A man and his wife were killed.",
        "Two other people were also killed.",
        "The three brothers were killed in the strike.",
        "Two girls were killed in the strike.",
        "Four siblings were killed in the strike, neighbours said.",
        "Neighbours have identified six people killed in the strike.",
        "Ana Ruiz, Luis Soto, and their son were killed in the strike.",
        "A neighbour said that the strike had killed five of her relatives.",
        "A video of the strike showed at least three people dead.",
        "The strike killed five people from the Petrenko family.",
    ],
)
def test_a_part_is_flagged_and_leaves_the_range_alone(part):
    claims = read(f"{TOTAL} {part}")
    assert killed(claims) == [12]
    assert marked(claims) == [part]


def test_a_part_told_before_its_total_is_one_too():
    claims = read(
        "Rockets killed a man and his daughter in Odesa on Tuesday. A total of 12 people were killed in the strike."
    )
    assert killed(claims) == [12]


def test_another_source_may_count_fewer():
    claims = read(f"{TOTAL} The mayor said that nine people had been killed.")
    assert killed(claims) == [12, 9]
    assert marked(claims) == []


def test_a_source_may_take_its_figure_back():
    claims = read(f"{TOTAL} The toll was later corrected: only nine people were killed in the strike.")
    assert 9 in killed(claims)


def test_fighters_are_no_part_of_a_number_of_civilians():
    claims = read("Jets killed 12 civilians in Idlib on Tuesday. Five fighters also died in those strikes.")
    assert killed(claims) == [12, 5]


def test_injured_have_totals_and_parts_as_well():
    claims = read(
        "Rockets hit a house in Odesa on Tuesday. At least 12 people were injured in the strike. "
        "Two other people were also injured."
    )
    assert list(claims["injured_low"].dropna()) == [12]


def test_a_part_keeps_what_it_says_of_children():
    claims = read(f"{TOTAL} Two children were also killed.")
    assert 2 in list(claims["children_killed_low"].dropna())
    assert killed(claims) == [12]


def test_a_plural_without_a_number_counts_only_where_nobody_counts():
    alone = read(
        "Rockets hit a house in Odesa on Tuesday, and several cars burned. Civilians were wounded in the strike."
    )
    assert list(alone["injured_low"].dropna()) == [2]
    beside = read(f"{TOTAL} Civilians were wounded in the strike. A doctor said that nine people had been wounded.")
    assert list(beside["injured_low"].dropna()) == [9]


def test_a_preliminary_figure_gives_way_to_the_later_one_of_its_source():
    claims = read(
        "Rockets hit a house in Odesa on Tuesday. "
        "The mayor initially said that five people had been killed in the strike. "
        "The mayor later said that nine people had been killed in the strike."
    )
    assert killed(claims) == [9]
    assert [row.sentence for row in claims.itertuples() if SUPERSEDED in row.flags] == [claims["sentence"].iloc[1]]


@pytest.mark.parametrize(("final", "figures"), [("nine", [9]), ("three", [5, 3])])
def test_a_preliminary_figure_gives_way_to_a_larger_one_of_anybody(final, figures):
    claims = read(
        "Rockets hit a house in Odesa on Tuesday. "
        "The mayor initially said that five people had been killed in the strike. "
        f"A doctor said that {final} people had been killed in the strike."
    )
    assert killed(claims) == figures
