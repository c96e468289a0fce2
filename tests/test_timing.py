"""When it happened, by the clock of whoever speaks."""

from datetime import date

import pytest

import data_prep
from data_prep.reports.dates import Interval, parse
from data_prep.reports.document import read_document
from data_prep.reports.edition import CONFLICT, forward_days
from data_prep.reports.happenings import find_happenings
from data_prep.reports.timing import Timing, by_offset

WEDNESDAY = date(2023, 11, 1)


def timing(text, published=WEDNESDAY):
    document = read_document(text, published=published)
    return Timing(document, parse(document.text))


def told(text, published=WEDNESDAY, anchor=None, base=None):
    """What the first event of the first sentence is dated to by its own words."""
    clock = timing(text, published)
    sentence = clock.document.sentences[0]
    happening = find_happenings(sentence.text)[0]
    return clock.told(sentence, happening, [], base or clock.base, anchor)


def days(dated):
    return dated.interval.start.isoformat(), dated.interval.end.isoformat()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Shelling killed two people in Kherson on Monday.", "2023-10-30", "2023-10-30"),
        ("Shelling killed two people in Kherson yesterday.", "2023-10-31", "2023-10-31"),
        ("On 28 October shelling killed two people in Kherson.", "2023-10-28", "2023-10-28"),
        ("Shelling killed two people in Kherson in October.", "2023-10-01", "2023-10-31"),
        ("Shelling killed two people in Kherson between 20 and 24 October.", "2023-10-20", "2023-10-24"),
    ],
)
def test_the_sentences_own_words_date_it(text, start, end):
    assert days(told(text)) == (start, end)


def test_the_words_are_kept_as_written():
    assert told("Shelling killed two people in Kherson on Monday.").text == "Monday"


def test_the_nearest_words_win():
    text = "Shelling on Sunday killed two people who had come to Kherson on Saturday."
    assert days(told(text)) == ("2023-10-29", "2023-10-29")


def test_no_words_give_no_date():
    assert told("Shelling killed two people in Kherson.") is None


def test_a_speech_act_has_its_own_clock():
    text = "Shelling killed two people yesterday."
    assert days(told(text, base=date(2023, 10, 28))) == ("2023-10-27", "2023-10-27")


def test_the_same_day_is_that_of_the_event_told_last():
    text = "Shelling killed two people in Kherson the same day."
    anchor = Interval(date(2023, 10, 20), date(2023, 10, 20), "day")
    assert days(told(text, anchor=anchor)) == ("2023-10-20", "2023-10-20")
    assert told(text) is None


def test_undated_news_is_of_the_three_days_before():
    dated = timing("Shelling killed two people.").default(WEDNESDAY)
    assert days(dated) == ("2023-10-29", "2023-10-31")
    assert dated.text == ""
    assert "date-defaulted" in dated.flags


def test_undated_news_of_an_unknown_day_is_of_the_day_that_the_report_tells_of():
    clock = timing("On 3 May 2019 shells hit the port. Rescuers came on 4 May. Two people were killed.", published=None)
    dated = clock.default(clock.base)
    assert days(dated) == ("2019-05-03", "2019-05-03")
    assert dated.flags == ("date-inferred",)


@pytest.mark.parametrize(
    ("words", "day"), [("on 2 May", "2019-05-02"), ("on 9 May", "2019-05-09"), ("on Sunday", "2019-05-05")]
)
def test_other_days_lie_on_either_side_of_the_one_told_of(words, day):
    text = f"Shells hit the port {words}. On 3 May 2019 it burnt; that was 3 May 2019."
    assert days(told(text, published=None)) == (day, day)


# ---------------------------------------------------------------- the printed date against the news


def forward(text, published=None):
    document = read_document(text, published=published)
    return forward_days(document, parse(document.text))


NEWS = "Rockets hit the port of Odesa on {lead}, killing four.\n\nThe city was shelled on {before}."


@pytest.mark.parametrize(
    ("printed", "lead", "before", "day"),
    [
        ("Friday 03/11/2023", "Saturday", "Wednesday", date(2023, 11, 4)),
        ("Friday 03/11/2023", "Sunday", "Wednesday", date(2023, 11, 5)),
    ],
)
def test_a_lead_that_the_printed_date_makes_old_is_read_forward(printed, lead, before, day):
    text = f"Rockets hit Odesa\n\n{printed}\n\n" + NEWS.format(lead=lead, before=before)
    assert forward(text) == {day.weekday(): day}


@pytest.mark.parametrize("lead", ["Thursday", "Wednesday", "Tuesday", "Friday"])
def test_a_lead_of_the_last_days_is_not(lead):
    text = "Rockets hit Odesa\n\nFriday 03/11/2023\n\n" + NEWS.format(lead=lead, before="Thursday")
    assert forward(text) == {}


def test_a_dateline_is_never_doubted():
    assert forward("ODESA, Nov 3, 2023 - " + NEWS.format(lead="Saturday", before="Wednesday")) == {}


def test_with_a_date_given_only_newer_background_makes_doubt():
    given = date(2023, 11, 3)
    assert forward("Rockets hit the port of Odesa on Saturday, killing four.", given) == {}
    assert forward(NEWS.format(lead="Saturday", before="Wednesday"), given) == {5: date(2023, 11, 4)}


def test_the_day_read_forward_is_flagged():
    text = "Rockets hit Odesa\n\nFriday 03/11/2023\n\n" + NEWS.format(lead="Saturday", before="Wednesday")
    document = read_document(text)
    clock = Timing(document, parse(document.text))
    sentence = next(one for one in document.sentences if "Saturday" in one.text)
    dated = clock.told(sentence, find_happenings(sentence.text)[0], [], clock.base, None)
    assert days(dated) == ("2023-11-04", "2023-11-04")
    assert CONFLICT in dated.flags


# ---------------------------------------------------------------- a day after


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("a day after", date(2023, 10, 29)),
        ("two days after", date(2023, 10, 28)),
        ("a week after", date(2023, 10, 23)),
        ("three days before", date(2023, 11, 2)),
        ("hours after", None),
    ],
)
def test_the_event_in_the_background_is_counted_back_from_the_main_one(words, day):
    main = Interval(date(2023, 10, 30), date(2023, 10, 30), "day")
    background = find_happenings(f"The raids came {words} shelling killed two guards.")[-1]
    found = by_offset(background, main)
    assert (found.interval.start if found else None) == day


def test_without_a_main_event_nothing_is_counted():
    background = find_happenings("The raids came a day after shelling killed two guards.")[-1]
    assert by_offset(background, None) is None


def test_since_something_was_launched_on_a_day_is_from_that_day_on():
    text = "Some 300 people have been killed since the general launched his assault on the city on 3 May 2023."
    claim = data_prep.read_text(text, published="2023-06-01").iloc[-1]
    assert (str(claim["date_start"].date()), str(claim["date_end"].date())) == ("2023-05-03", "2023-06-01")
