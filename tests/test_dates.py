"""Dates in sentences: what is found, what it means by the day of publication, and what is no date."""

from __future__ import annotations

import csv
import time
from datetime import date, datetime
from pathlib import Path

import dateparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.errors import UsageError
from data_prep.reports.dates import (
    Clock,
    DateMention,
    Interval,
    default_interval,
    find_dates,
    parse,
    resolve,
)
from data_prep.reports.dates import words as vocabulary

FRIDAY = date(2019, 5, 17)
"""The day of publication in most sentences here."""


def spans(text: str, published: date | str = FRIDAY) -> list[str]:
    return [span(mention) for mention in find_dates(text, published)]


def span(mention: DateMention) -> str:
    ends = f"..{mention.date_end}" if mention.date_end != mention.date_start else ""
    return f"{mention.date_start}{ends} {mention.precision}"


WORDED = {
    # days
    "Rebels shelled the town on Friday.": "2019-05-17 day",
    "Gunmen attacked the post late Wednesday night.": "2019-05-15 day",
    "The village burned last Friday.": "2019-05-10 day",
    "REBELS SHELLED THE TOWN ON SUNDAY.": "2019-05-12 day",
    "The bridge fell the day before yesterday.": "2019-05-15 day",
    "Two died at 0500 today.": "2019-05-17 day",
    "Fighting flared on Tuesday last week.": "2019-05-07 day",
    "It was hit on 3rd February.": "2019-02-03 day",
    "It was hit on October 3.": "2018-10-03 day",
    "It was hit on 3 October 1956.": "1956-10-03 day",
    "It was hit on the night of 3 October 2017.": "2017-10-03 day",
    "It was hit on Thursday, 2 May.": "2019-05-02 day",
    "It was hit on 02.05.2019.": "2019-05-02 day",
    "It was hit on 12 DEC 88.": "1988-12-12 day",
    "It was hit on Christmas Eve.": "2018-12-24 day",
    "It was hit on Easter Monday.": "2019-04-22 day",
    "It was hit on Thanksgiving Day.": "2018-11-22 day",
    "Security has been tight since 9/11 in the city.": "2001-09-11 day",
    "It was hit six days ago.": "2019-05-11 day",
    "It was hit on the second Tuesday of April.": "2019-04-09 day",
    "It was hit on the 4th of this month.": "2019-05-04 day",
    "It was hit on Friday the 3rd.": "2019-05-03 day",
    "It was hit last 20 April.": "2019-04-20 day",
    # several days
    "Raids killed six between 4 and 7 April.": "2019-04-04..2019-04-07 days",
    "Raids killed six from April 29 to May 2.": "2019-04-29..2019-05-02 days",
    "Raids killed six on the night of 8-9 May.": "2019-05-08..2019-05-09 days",
    "Raids killed six on 30 December-2 January.": "2018-12-30..2019-01-02 days",
    "Raids killed six from Monday to Wednesday.": "2019-05-13..2019-05-15 days",
    "Raids killed six in the night between Tuesday and Wednesday.": "2019-05-14..2019-05-15 days",
    "Raids killed six on 3 or 4 May.": "2019-05-03..2019-05-04 days",
    "Raids have killed six since Tuesday.": "2019-05-14..2019-05-17 days",
    "Raids killed six in the past 72 hours.": "2019-05-14..2019-05-17 days",
    "Raids killed six over the last three days.": "2019-05-14..2019-05-16 days",
    "Raids killed six overnight into Tuesday.": "2019-05-13..2019-05-14 days",
    "Raids killed six overnight.": "2019-05-16..2019-05-17 days",
    "Raids killed six earlier this week.": "2019-05-13..2019-05-16 days",
    "Raids killed six early last week.": "2019-05-06..2019-05-08 days",
    "Raids killed six last weekend.": "2019-05-11..2019-05-12 days",
    "Raids killed six around 20 April.": "2019-04-19..2019-04-21 days",
    "The four-day battle killed six.": "2019-05-14..2019-05-17 days",
    "Six died in three days of heavy fighting.": "2019-05-15..2019-05-17 days",
    "Raids killed six in recent days.": "2019-05-14..2019-05-16 days",
    "The days-long siege killed six.": "2019-05-14..2019-05-16 days",
    "A weeks-long siege killed six.": "2019-04-27..2019-05-17 month",
    "Raids killed six in the preceding 48 hours.": "2019-05-15..2019-05-17 days",
    "Raids killed six a few days ago.": "2019-05-14..2019-05-16 days",
    # weeks
    "Raids killed six last week.": "2019-05-06..2019-05-12 week",
    "Raids killed six the week before last.": "2019-04-29..2019-05-05 week",
    "Raids killed six three weeks ago.": "2019-04-22..2019-04-28 week",
    "Raids killed six in the second week of April.": "2019-04-08..2019-04-14 week",
    "Raids killed six in the last week of February.": "2019-02-22..2019-02-28 week",
    "Raids killed six in the week of 3 April.": "2019-04-01..2019-04-07 week",
    "The week-long siege killed six.": "2019-05-11..2019-05-17 week",
    # months
    "Raids killed six in April.": "2019-04-01..2019-04-30 month",
    "Raids killed six in May.": "2019-05-01..2019-05-17 month",
    "RAIDS KILLED SIX IN MARCH.": "2019-03-01..2019-03-31 month",
    "Raids killed six last July.": "2018-07-01..2018-07-31 month",
    "Raids killed six in July last year.": "2018-07-01..2018-07-31 month",
    "Raids killed six in June 1968.": "1968-06-01..1968-06-30 month",
    "Raids killed six in late April.": "2019-04-20..2019-04-30 month",
    "Raids killed six at the beginning of April.": "2019-04-01..2019-04-15 month",
    "Raids killed six in the second half of April.": "2019-04-16..2019-04-30 month",
    "Raids killed six at the end of last month.": "2019-04-15..2019-04-30 month",
    "Raids killed six two months ago.": "2019-03-01..2019-03-31 month",
    "Raids killed six in the past three weeks.": "2019-04-27..2019-05-17 month",
    "The month-long siege killed six.": "2019-04-18..2019-05-17 month",
    # years and more
    "Raids killed six in 1987.": "1987-01-01..1987-12-31 year",
    "Raids killed six in early 1987.": "1987-01-01..1987-04-30 year",
    "Raids killed six earlier this year.": "2019-01-01..2019-05-16 year",
    "Raids killed six in the first half of 2014.": "2014-01-01..2014-06-30 year",
    "Raids killed six in the summer of 2014.": "2014-06-01..2014-08-31 year",
    "Raids killed six last winter.": "2018-12-01..2019-02-28 year",
    "Raids killed six a decade ago.": "2009-01-01..2009-12-31 year",
    "Raids killed six in recent months.": "2019-02-18..2019-05-17 year",
    "Raids killed six in the late 1980s.": "1986-01-01..1989-12-31 unknown",
}


@pytest.mark.parametrize(("text", "wanted"), WORDED.items(), ids=list(WORDED))
def test_one_date(text: str, wanted: str) -> None:
    assert spans(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "The March on the capital failed.",
        "THEY MAY MARCH ON THE CAPITAL.",
        "Premier May said so.",
        "The 92nd Brigade withdrew at 0735 GMT.",
        "He sat in the sun for 20 minutes.",
        "Security Council Resolution 2254 asks for it.",
        "It cost $1998 or 1,998 pounds.",
        "Some 1995 people fled from 2000 villages.",
        "At least 1990 soldiers died.",
        "The Sunday Times reported it.",
        "The April 19 Movement claimed it.",
        "They pray on Fridays and every Sunday.",
        "After the fall of the town, hopes spring up.",
        "A two-day-old baby and a five-year-old girl were hurt.",
        "A 1987 Toyota and a 1992 white Ford blew up.",
        "Flight 1987 left from gate 12.",
        "The truce will last two weeks or last a month.",
        "Shells fell on 31 November.",
        "Shells fell on 29 February 2015.",
        "Shells fell on 45/13/2016.",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army seized the town on Tuesday.", "2019-05-14 day"),
        ("The army will leave the town on Tuesday.", "2019-05-21 day"),
        ("The talks will be held on Tuesday.", "2019-05-21 day"),
        ("Officials said on Tuesday that they will leave.", "2019-05-14 day"),
        ("They will leave, officials said Tuesday.", "2019-05-14 day"),
        ("Tuesday's raid killed six.", "2019-05-14 day"),
        ("Tuesday's talks are expected to fail.", "2019-05-21 day"),
        ("The rally planned for Tuesday was called off.", "2019-05-14 day"),
        ("The trial is scheduled to open on 3 June.", "2019-06-03 day"),
        ("The court set a 3 June deadline.", "2019-06-03 day"),
        ("The elections will be held in September.", "2019-09-01..2019-09-30 month"),
        ("He was arrested in September.", "2018-09-01..2018-09-30 month"),
        ("They have until Tuesday to surrender.", "2019-05-21 day"),
        ("They could leave as early as Tuesday.", "2019-05-21 day"),
        ("The army could not leave on Tuesday.", "2019-05-14 day"),
        ("The army may have left on Tuesday.", "2019-05-14 day"),
        ("The army was to leave on Tuesday.", "2019-05-21 day"),
        ("The talks open on Tuesday and are due to last a day.", "2019-05-21 day"),
        ("The case is heard in June.", "2019-06-01..2019-06-30 month"),
        ("Blasts could be heard on Tuesday.", "2019-05-14 day"),
        ("The vote is three days from now.", "2019-05-20 day"),
        ("They meet next Tuesday.", "2019-05-21 day"),
    ],
)
def test_tense_decides_between_behind_and_ahead(text: str, wanted: str) -> None:
    assert spans(text) == [wanted]


def test_future_can_be_forced() -> None:
    (tuesday,) = parse("on Tuesday")
    assert resolve(tuesday, Clock(FRIDAY)) == Interval(date(2019, 5, 14), date(2019, 5, 14), "day")
    assert resolve(tuesday, Clock(FRIDAY), future=True) == Interval(date(2019, 5, 21), date(2019, 5, 21), "day")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The same day, rebels fled.", "2019-04-09"),
        ("That night, rebels fled.", "2019-04-09"),
        ("Two days later, rebels fled.", "2019-04-11"),
        ("A day earlier, rebels fled.", "2019-04-08"),
        ("The next morning, rebels fled.", "2019-04-10"),
        ("The day before, rebels fled.", "2019-04-08"),
        ("The following Friday, rebels fled.", "2019-04-12"),
        ("A week after, rebels fled.", "2019-04-16"),
        ("The raid came a day after rebels fled.", "2019-04-08"),
    ],
)
def test_days_counted_from_the_event_just_told(words: str, wanted: str) -> None:
    first, second = find_dates(f"Rebels attacked on 9 April. {words}", FRIDAY)
    assert (str(first.date_start), str(second.date_start), second.precision) == ("2019-04-09", wanted, "day")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The previous week was calm.", "2014-03-31..2014-04-06 week"),
        ("The following month was calm.", "2014-05-01..2014-05-31 month"),
        ("They fled that year.", "2014-01-01..2014-12-31 year"),
        ("They fled later that month.", "2014-04-01..2014-04-30 month"),
    ],
)
def test_weeks_months_and_years_counted_from_the_event_just_told(words: str, wanted: str) -> None:
    assert spans(f"Rebels attacked on 9 April 2014. {words}")[1] == wanted


def test_an_anaphor_asks_for_its_anchor() -> None:
    (later,) = parse("two days later")
    anchor = Interval(date(2000, 1, 1), date(2000, 1, 1), "day")
    assert later.needs_anchor
    assert later.kind == "anaphoric"
    assert resolve(later, Clock(FRIDAY, anchor)) == Interval(date(2000, 1, 3), date(2000, 1, 3), "day")


def test_after_a_named_date_the_count_starts_there() -> None:
    assert spans("It fell two days after Christmas Day.") == ["2018-12-27 day"]


def test_a_day_counted_and_then_named_is_the_named_one() -> None:
    text = "Rebels attacked on 9 April. The next day, on 11 April 2016, and three days later on May 1, they were gone."
    found = find_dates(text, FRIDAY)
    assert [mention.text for mention in found] == [
        "9 April",
        "The next day, on 11 April 2016",
        "three days later on May 1",
    ]
    assert [str(mention.date_start) for mention in found] == ["2019-04-09", "2016-04-11", "2019-05-01"]


def test_lists_give_every_day() -> None:
    assert spans("Raids on 3, 4 and 6 May and on April 24 and 25.") == [
        "2019-05-03 day",
        "2019-05-04 day",
        "2019-05-06 day",
        "2019-04-24 day",
        "2019-04-25 day",
    ]


def test_spans_of_years_give_each_year_and_a_range_to_the_claim_reader() -> None:
    text = "The war of 1994-97 and the truce from 2001 to 2003."
    assert [mention.text for mention in find_dates(text, FRIDAY)] == ["1994", "97", "2001", "2003"]
    ranges = [resolve(expression, Clock(FRIDAY)) for expression in parse(text)]
    assert [(r.start.year, r.end.year) for r in ranges if r] == [(1994, 1997), (2001, 2003)]


def test_since_gives_a_span_up_to_a_month_long() -> None:
    assert spans("Raids have killed six since late April.") == ["2019-04-20..2019-05-17 month"]


def test_since_long_ago_gives_the_month_and_a_span_to_the_claim_reader() -> None:
    text = "The siege has lasted since February."
    assert spans(text) == ["2019-02-01..2019-02-28 month"]
    (since,) = parse(text)
    assert since.kind == "since"
    assert resolve(since, Clock(FRIDAY)) == Interval(date(2019, 2, 1), FRIDAY, "year")


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("18 March 2016", "absolute", "day"),
        ("March 2016", "absolute", "month"),
        ("in 1995", "absolute", "year"),
        ("September 30", "partial", "day"),
        ("last May", "partial", "month"),
        ("on Tuesday", "weekday", "day"),
        ("yesterday", "relative", "day"),
        ("two months ago", "relative", "month"),
        ("this week", "period", "week"),
        ("the same day", "anaphoric", "day"),
        ("from 3 to 6 May", "range", "day"),
        ("since Friday", "since", "day"),
        ("a five-day offensive", "duration", "day"),
        ("recently", "vague", "day"),
        ("the 1980s", "historical", "decade"),
        ("31 November", "invalid", "day"),
    ],
)
def test_kinds(text: str, kind: str, unit: str) -> None:
    (expression,) = parse(text)
    assert (expression.kind, expression.unit) == (kind, unit)


def test_a_bare_weekday_says_which() -> None:
    assert [expression.weekday for expression in parse("Monday, then Thursday 2 May 2019")] == [0, 3]


def test_an_ambiguous_numeric_date_is_flagged() -> None:
    (open_one,), (sure,) = parse("02/06/2018"), parse("Saturday 02/06/2018")
    assert resolve(open_one, Clock(FRIDAY)) == Interval(date(2018, 6, 2), date(2018, 6, 2), "day", ("date-ambiguous",))
    assert sure.flags == ()


def test_an_ambiguous_numeric_date_is_not_read_into_the_future() -> None:
    assert spans("It happened on 03/11/2019.") == ["2019-03-11 day"]


def test_an_approximate_date_is_flagged() -> None:
    (around,) = parse("on or about 5 May")
    found = resolve(around, Clock(FRIDAY))
    assert found is not None
    assert found.flags == ("date-approximate",)


def test_times_of_day_stay_in_the_words() -> None:
    texts = [mention.text for mention in find_dates("At 9 a.m. Tuesday and on Friday evening at 22:30.", FRIDAY)]
    assert texts == ["At 9 a.m. Tuesday", "Friday evening at 22:30"]


def test_published_may_be_a_date_a_datetime_or_text() -> None:
    moment = datetime(2019, 5, 17, 23, 59)
    assert (
        find_dates("today", FRIDAY) == find_dates("today", moment) == find_dates("today", "2019-05-17T08:00:00+02:00")
    )


@pytest.mark.parametrize("published", ["yesterday", "", "2016-02-30", None])
def test_other_days_of_publication_are_refused(published: str) -> None:
    with pytest.raises(UsageError, match="day of publication"):
        find_dates("today", published)


def test_undated_news_is_of_the_three_days_before() -> None:
    assert default_interval(FRIDAY) == Interval(date(2019, 5, 14), date(2019, 5, 16), "days", ("date-defaulted",))


CASES = Path(__file__).parent.parent.parent / "shared" / "design" / "date-cases.csv"


@pytest.mark.skipif(not CASES.exists(), reason="the UCDP date cases are not beside this repository")
def test_ucdp_cases() -> None:
    with CASES.open(encoding="utf-8") as file:
        cases = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert len(cases) > 40
    for case in cases:
        for sentence in (case["sentence"], case["sentence"].upper()):
            default = default_interval(date.fromisoformat(case["reported"]))
            found = {
                (str(one.date_start), str(one.date_end), one.precision)
                for one in find_dates(sentence, case["reported"])
            } or {(str(default.start), str(default.end), default.precision)}
            assert found == {(case["date_start"], case["date_end"], case["date_precision"])}, sentence


LISTS = (vocabulary.MONTHS, vocabulary.WEEKDAYS, vocabulary.NUMBERS, vocabulary.UNITS, vocabulary.SPEECH_DAYS)
GLUE = (
    "the this last next on of since between and to - / , . 3 31 1999 '89 1990s ago before after until week around every"
)
WORDS = [*(word for words in LISTS for word in words), *vocabulary.SEASONS, *vocabulary.PARTS, *GLUE.split(), "İ", "\n"]
DATED_TEXT = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(DATED_TEXT | st.text(max_size=80), st.dates(), st.sampled_from([str, str.upper, str.title]))
def test_no_text_stops_it(text: str, published: date, case: type[str]) -> None:
    text = case(text)
    end = 0
    for mention in find_dates(text, published):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.date_start <= mention.date_end
        end = mention.end


@settings(deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%Y-%m-%d"])
)
def test_written_days_are_read_as_another_reader_reads_them(day: date, style: str) -> None:
    text = day.strftime(style).replace("May.", "May")
    other = dateparser.parse(text, languages=["en"])
    assert other is not None
    assert spans(f"It happened on {text}.", "2019-05-17") == [f"{other.date()} day"]


@pytest.mark.parametrize("piece", ["7", "on ", "\"'", "Monday ", "March 5, ", "in 1999, ", "the end of the "])
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    begun = time.process_time()
    find_dates(text, FRIDAY)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("text", ["Today's youth march less.", "They gave thanks at thanksgiving on a labor day."])
def test_words_that_name_no_day(text: str) -> None:
    assert find_dates(text, date(1998, 11, 9)) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Copyright 1998 The Daily Post", "1998-01-01", "1998-12-31"),
        ("The '95 accord ended the war.", "1995-01-01", "1995-12-31"),
        ("The Good Friday agreement held.", "1998-04-10", "1998-04-10"),
        ("They voted on Election Day.", "1998-11-03", "1998-11-03"),
        ("It closed on Labor Day.", "1998-09-07", "1998-09-07"),
        ("It exploded 40 minutes ago.", "1998-11-09", "1998-11-09"),
        ("In the two days before Friday it rained.", "1998-11-04", "1998-11-05"),
        ("It rained on October 19th; late October 19th it stopped.", "1998-10-19", "1998-10-19"),
        ("On 3 May 1997 soldiers came.", "1997-05-03", "1997-05-03"),
        ("She asked workers to strike on 10 November.", "1998-11-10", "1998-11-10"),
        ("A year ago today it fell.", "1997-11-09", "1997-11-09"),
        ("A week ago yesterday it fell.", "1998-11-01", "1998-11-01"),
        ("It fell the night before last.", "1998-11-07", "1998-11-07"),
        ("It fell the Friday before last.", "1998-10-30", "1998-10-30"),
        ("It rained as recently as Friday.", "1998-11-06", "1998-11-06"),
    ],
)
def test_more_forms_of_dates(text: str, start: str, end: str) -> None:
    found = find_dates(text, date(1998, 11, 9))[-1]
    assert (found.date_start.isoformat(), found.date_end.isoformat()) == (start, end)
