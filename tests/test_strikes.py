"""How many strikes a clause tells of."""

import pytest

from data_prep.reports.casualties import Figure
from data_prep.reports.lexicon import find
from data_prep.reports.strikes import count_strikes


@pytest.mark.parametrize(
    ("text", "strikes", "per_day"),
    [
        ("Jets carried out 14 air strikes on the port.", Figure(14, 14), False),
        ("Jets carried out an air strike on the port.", Figure(1, 1), False),
        ("Jets carried out 14 air strikes a day.", Figure(14, 14), True),
        ("Two people were killed in air strikes.", Figure(), False),
    ],
)
def test_a_number_right_before_the_word(text, strikes, per_day):
    assert count_strikes(text, find("events", text))[:2] == (strikes, per_day)
