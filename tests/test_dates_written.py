"""The date field of a file, in the forms and languages that people write it in."""

from datetime import date

import pytest

from data_prep.reports.dates.written import read_written_date
from data_prep.reports.document import read_document

DAY = date(2016, 3, 18)


@pytest.mark.parametrize(
    "field",
    ["2016-03-18", "18 March 2016", "March 18, 2016", "18 mars 2016", "18 de marzo de 2016", "18 марта 2016",
     "18 березня 2016", "18. März 2016", "18 مارس 2016", "Fri, 18 Mar 2016 08:30:00 +0000"],
)  # fmt: skip
def test_a_complete_date_is_read(field):
    assert read_written_date(field) == DAY


@pytest.mark.parametrize(
    "field", ["", "Monday", "March", "2016", "yesterday", "unknown", "31 November 2016", "x" * 500]
)
def test_anything_less_is_no_date(field):
    assert read_written_date(field) is None


def test_front_matter_may_be_written_in_another_language():
    text = "---\ntitle: Frappes sur Raqqa\ndate: 18 mars 2016\n---\n\nAir strikes killed two people in Raqqa on Friday."
    assert read_document(text).published == DAY
