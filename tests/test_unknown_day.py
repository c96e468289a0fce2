"""By which day a report that prints none is read."""

from datetime import date

import pytest

import data_prep
from data_prep.reports.dates import parse
from data_prep.reports.unknown_day import borne_out, likely_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 3 May 2019 shells hit the port. It burnt again on 7 May 2019.", date(2019, 5, 3)),
        ("Since 1 March 2015 there was war. Raids on 3 May 2019, dead of 3 May 2019.", date(2019, 5, 3)),
        ("On 14 October a bridge fell. A list of 2023 names it.", date(2023, 10, 14)),
        ("On 14 October a bridge fell. Its ruins were cleared in 2023.", date(2023, 10, 14)),
        ("At dawn on Saturday October 14th a bridge fell.", date(2023, 10, 14)),
        ("At dawn on Saturday October 14th a bridge fell. Nothing was left of it in 2016.", date(2023, 10, 14)),
        ("On 14 October a bridge fell.", None),
        ("On 3 May 2031 the treaty ends.", None),
        ("A bridge fell.", None),
    ],
)
def test_likely_day(text, day):
    assert likely_day(parse(text), TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "A raid of 3 May 2019 killed two. A list published on 7 May 2019 names them, another published on 7 May 2019.",
        "A raid of 3 May 2019 killed a man born on 7 May 1980. Another was born on 7 May 1980.",
    ],
)
def test_days_of_publication_and_of_birth_are_not_what_is_told(text):
    assert likely_day(parse(text), TODAY, text) == date(2019, 5, 3)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("On Sunday 29 October 2024 a bridge fell.", [2023]),
        ("On Tuesday 29 October 2024 a bridge fell.", [2024]),
        ("On Sunday 29 October 2024 a bridge fell. It was open again on 3 December 2024.", [2024, 2024]),
        ("On Thursday 29 October 2024 a bridge fell.", [2024]),
    ],
)
def test_a_weekday_sets_a_year_right(text, years):
    assert [one.year for one in borne_out(parse(text), TODAY)] == years


def test_the_other_day_of_two_is_the_one_nearby():
    text = "Late on Tuesday 8 March 2022 or in the early hours of Wednesday 9th shells killed two people in Izium."
    claim = data_prep.read_text(text).iloc[0]
    assert (str(claim.date_start)[:10], str(claim.date_end)[:10]) == ("2022-03-08", "2022-03-09")
