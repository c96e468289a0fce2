"""Date cells of tables: the days they can mean, in five languages, and which number is the day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.tables.day_words import months
from data_prep.tables.days import YEARS, DayReader, Days, day_order
from data_prep.tables.plain import folded
from data_prep.vocab import several, table

DAY = [
    "2023-02-16",
    "2023-02-16T08:00:00Z",
    "2023-02-16 00:00:00",
    "2023-02-16T23:30:00.000-05:00",
    "2023/02/16",
    "20230216",
    "20230216.0",
    "20230216083000",
    "16 February 2023",
    "16-Feb-23",
    "16-FEB-2023 00:00",
    "16Feb2023",
    "February 16, 2023",
    "Thursday, 16th of February 2023",
    "2023-Feb-16",
    "16/02/2023",
    "16.2.23",
    "16-02-2023, 2:30 PM",
    "[16/02/2023, 14:30:12]",
    "2/16/2023 0:00",
    "le 16 février 2023",
    "jeudi 16 févr. 2023",
    "16 de febrero de 2023",
    "16 лютого 2023 року",
    "четвер, 16 лютого 2023 р.",
    "16 февраля 2023 г.",
    "١٦/٠٢/٢٠٢٣",
    "۲۰۲۳-۰۲-۱۶",
    "١٦ شباط ٢٠٢٣",
    "الخميس 16 فبراير 2023م",
]


@pytest.mark.parametrize("cell", DAY)
def test_a_day(cell: str) -> None:
    assert DayReader().read(cell) == Days(date(2023, 2, 16), date(2023, 2, 16), "day")


@pytest.mark.parametrize("cell", ["28 December 2022", "30-Sept-24", "28-Dec-2022"])
def test_the_forms_of_acled(cell: str) -> None:
    read = DayReader().read(cell)
    assert read is not None
    assert read.precision == "day"


SPANS = [
    ("2023-02", "2023-02-01", "2023-02-28", "month"),
    ("02/2023", "2023-02-01", "2023-02-28", "month"),
    ("Feb 2023", "2023-02-01", "2023-02-28", "month"),
    ("лютий 2023", "2023-02-01", "2023-02-28", "month"),
    ("كانون الثاني 2023", "2023-01-01", "2023-01-31", "month"),
    ("2016-05-00", "2016-05-01", "2016-05-31", "month"),
    ("2016-00-00", "2016-01-01", "2016-12-31", "year"),
    ("2016", "2016-01-01", "2016-12-31", "year"),
    ("2016.0", "2016-01-01", "2016-12-31", "year"),
    ("2016-2017", "2016-01-01", "2017-12-31", "unknown"),
    ("October 9–11, 2023", "2023-10-09", "2023-10-11", "days"),
    ("October 9 — 11, 2023", "2023-10-09", "2023-10-11", "days"),
    ("16-17 March, 2025", "2025-03-16", "2025-03-17", "days"),
    ("2023-02-16/2023-02-18", "2023-02-16", "2023-02-18", "days"),
    ("2023-02-16 to 2023-02-22", "2023-02-16", "2023-02-22", "week"),
    ("16/02/2023 - 18/02/2023", "2023-02-16", "2023-02-18", "days"),
    ("16-18.02.2023", "2023-02-16", "2023-02-18", "days"),
    ("16/02 - 18/02/2023", "2023-02-16", "2023-02-18", "days"),
    ("30 December - 2 January 2017", "2016-12-30", "2017-01-02", "days"),
    ("Nuit du 3 au 4 janvier 2023", "2023-01-03", "2023-01-04", "days"),
    ("du 30 juillet au 2 août 2023", "2023-07-30", "2023-08-02", "days"),
    ("del 3 al 5 de agosto de 2023", "2023-08-03", "2023-08-05", "days"),
    ("з 28 лютого по 2 березня 2022", "2022-02-28", "2022-03-02", "days"),
    ("من 16 إلى 18 آذار 2016", "2016-03-16", "2016-03-18", "days"),
    ("March 2016 (day unknown)", "2016-03-01", "2016-03-31", "month"),
    ("early March 2016", "2016-03-01", "2016-03-10", "month"),
    ("week of 18 December 2022", "2022-12-12", "2022-12-18", "week"),
    ("mid-2014", "2014-05-01", "2014-08-31", "year"),
    ("first half of May 2016", "2016-05-01", "2016-05-15", "month"),
]


@pytest.mark.parametrize(("cell", "start", "end", "precision"), SPANS)
def test_a_span(cell: str, start: str, end: str, precision: str) -> None:
    assert DayReader().read(cell) == Days(date.fromisoformat(start), date.fromisoformat(end), precision)


@pytest.mark.parametrize(
    "cell", ["around 5 May 2016", "~2016-05-05", "5 May 2016?", "5 mai 2016 (environ)", "близько 5 травня 2016"]
)
def test_an_approximate_day_is_a_day_either_way(cell: str) -> None:
    expected = Days(date(2016, 5, 4), date(2016, 5, 6), "days", ("date-approximate",))
    assert DayReader().read(cell) == expected


NO_DATE = [
    "",
    "unknown",
    "0000-00-00",
    "1900-01-00",
    "31 February 2016",
    "31/02/2016",
    "2016-02-30",
    "13/13/2024",
    "2016-13",
    "1445-05-06",
    "0216-05-06",
    "5",
    "5.5",
    "12345",
    "2023-02-18 - 2023-02-16",
    "March 2016 attack on a market",
    "5 May 2016 (or 6 May)",
    "2016-05-05" * 50_000,
    "5 - " * 50_000,
    "5 May",
    "yesterday",
    "last May",
]


@pytest.mark.parametrize("cell", NO_DATE, ids=lambda cell: cell[:30])
def test_no_date(cell: str) -> None:
    assert DayReader(serials=True).read(cell) is None


def test_words_without_a_year_are_read_by_the_day_of_publication() -> None:
    reader = DayReader(published=date(2016, 6, 10))
    assert reader.read("5 May") == Days(date(2016, 5, 5), date(2016, 5, 5), "day")
    assert reader.read("yesterday") == Days(date(2016, 6, 9), date(2016, 6, 9), "day")


@pytest.mark.parametrize("cell", ["44562", "44562.5", "44562.0"])
def test_serial_days_count_only_where_the_column_is_of_dates(cell: str) -> None:
    assert DayReader(serials=True).read(cell) == Days(date(2022, 1, 1), date(2022, 1, 1), "day")
    assert DayReader().read(cell) is None


@pytest.mark.parametrize("cell", ["29220", "73416"])
def test_serial_days_before_1980_and_after_2100_are_none(cell: str) -> None:
    assert DayReader(serials=True).read(cell) is None


@pytest.mark.parametrize(("year", "full"), [("00", 2000), ("24", 2024), ("68", 2068), ("69", 1969), ("99", 1999)])
def test_years_of_two_digits_are_read_as_posix_does(year: str, full: int) -> None:
    read = DayReader().read(f"30-Sep-{year}")
    assert read is not None
    assert read.start.year == full


def test_a_month_and_two_digits_can_be_a_day_and_is_flagged() -> None:
    assert DayReader().read("Feb-23") == Days(date(2023, 2, 1), date(2023, 2, 28), "month", ("date-ambiguous",))
    assert DayReader().read("Feb-98") == Days(date(1998, 2, 1), date(1998, 2, 28), "month")


ORDERS = [
    (["04/05/2024", "16/05/2024"], "day-first"),
    (["04/05/2024", "5/16/24"], "month-first"),
    (["4.5.24", "25.5.24"], "day-first"),
    (["04-05-2024", "04-25-2024 10:00"], "month-first"),
    (["٠٤/٠٥/٢٠٢٤", "١٦/٠٥/٢٠٢٤"], "day-first"),
    (["16/05/2024"] * 99 + ["05/18/2024"], "day-first"),
    (["16/05/2024", "17/05/2024", "05/18/2024"], None),
    (["16/05/2024", "05/18/2024"], None),
    (["04/05/2024", "05/05/2024"], None),
    (["2024-05-16", "16 May 2024", "", "unknown"], None),
    ([], None),
]


@pytest.mark.parametrize(("cells", "order"), ORDERS)
def test_the_whole_column_tells_which_number_is_the_day(cells: list[str], order: str | None) -> None:
    assert day_order(cells) == order


def test_the_order_of_the_column_is_kept_to() -> None:
    assert DayReader("day-first").read("04/05/2024") == Days(date(2024, 5, 4), date(2024, 5, 4), "day")
    assert DayReader("month-first").read("04/05/2024") == Days(date(2024, 4, 5), date(2024, 4, 5), "day")


def test_without_an_order_days_come_first_and_are_flagged() -> None:
    reader = DayReader()
    assert reader.read("04/05/2024") == Days(date(2024, 5, 4), date(2024, 5, 4), "day", ("date-ambiguous",))
    assert reader.read("05/05/2024") == Days(date(2024, 5, 5), date(2024, 5, 5), "day")
    assert reader.read("04/16/2024") == Days(date(2024, 4, 16), date(2024, 4, 16), "day")


@pytest.mark.parametrize(("order", "cell"), [("day-first", "04/16/2024"), ("month-first", "16/04/2024")])
def test_a_cell_against_the_order_of_its_column_is_read_the_other_way_and_flagged(order: str, cell: str) -> None:
    assert DayReader(order).read(cell) == Days(date(2024, 4, 16), date(2024, 4, 16), "day", ("date-ambiguous",))


@settings(deadline=None)
@given(st.dates(date(YEARS.start, 1, 1), date(YEARS.stop - 1, 12, 31)))
def test_every_iso_day_comes_back(day: date) -> None:
    for cell in (day.isoformat(), f"{day.isoformat()}T00:00:00", f"{day:%Y%m%d}"):
        assert DayReader().read(cell) == Days(day, day, "day")


@settings(deadline=None)
@given(
    st.text()
    | st.from_regex(r"[0-9]{0,5}[-/. ]?[0-9A-Za-z]{0,9}[-/. ][0-9]{0,5}( ?[-–T] ?[0-9:]{1,9})?", fullmatch=True)
)
def test_no_cell_breaks_the_reader(cell: str) -> None:
    read = DayReader(serials=True).read(cell)
    assert read is None or read.start <= read.end


def test_every_month_of_the_vocabulary_is_read_in_a_sentence_of_its_language() -> None:
    reader = DayReader()
    expected = {name: Days(date(2016, month, 5), date(2016, month, 5), "day") for name, month in months().items()}
    assert {name: reader.read(f"5 {name} 2016") for name in months()} == expected


def test_no_name_is_of_two_months_in_the_vocabulary() -> None:
    found = defaultdict(set)
    for row in table("table_date_words"):
        for word in several(row["words"]):
            if row["kind"] == "month":
                found[folded(word)].add(row["value"])
    assert {word: numbers for word, numbers in found.items() if len(numbers) > 1} == {}


@pytest.mark.parametrize(
    ("cell", "start", "end", "precision"),
    [
        ("début mars 2023", date(2023, 3, 1), date(2023, 3, 10), "month"),
        ("mi-mars 2023", date(2023, 3, 11), date(2023, 3, 20), "month"),
        ("principios de junio de 2021", date(2021, 6, 1), date(2021, 6, 10), "month"),
        ("наприкінці березня 2022", date(2022, 3, 21), date(2022, 3, 31), "month"),
        ("أوائل آذار 2016", date(2016, 3, 1), date(2016, 3, 10), "month"),
        ("finales de 2020", date(2020, 9, 1), date(2020, 12, 31), "year"),
    ],
)
def test_a_part_of_a_month_or_year(cell: str, start: date, end: date, precision: str) -> None:
    assert DayReader().read(cell) == Days(start, end, precision)
