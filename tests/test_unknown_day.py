"""By which day a report that prints none is read."""

from datetime import date

import pytest

from data_prep.reports.dates import parse
from data_prep.reports.unknown_day import likely_day

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
