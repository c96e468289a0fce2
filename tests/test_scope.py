"""Of whom a figure tells."""

import pytest

from data_prep.reports.casualties import read_toll
from data_prep.reports.scope import ALL, GROUP, REST, SOME


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Nine people were killed.", ALL),
        ("Four children were killed.", GROUP),
        ("Her brother was killed.", SOME),
        ("The two brothers were killed.", SOME),
        ("Two others were killed.", REST),
        ("Two farmers were also killed.", REST),
    ],
)
def test_a_figure_is_of_all_of_a_group_of_some_or_of_the_rest(text, scope):
    assert read_toll(text).scope["killed"] == scope
