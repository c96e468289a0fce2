"""The forms of dates in news: each read as a text and as a report, alone and after an event told before."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import data_prep

FORMS = Path(__file__).parent / "gold" / "date_forms.csv"


def forms() -> list[pytest.param]:
    with FORMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return [pytest.param(row, id=row["sentence"]) for row in rows]


@pytest.mark.parametrize("row", forms())
def test_a_form_means_the_same_in_a_text_and_in_a_report(row: dict[str, str]) -> None:
    wanted = row["date_start"], row["date_end"], row["date_precision"]
    mention = data_prep.find_dates(row["sentence"], row["reported"])[-1]
    assert (str(mention.date_start), str(mention.date_end), mention.precision) == wanted
    claim = data_prep.read_text(row["sentence"], published=row["reported"]).iloc[0]
    assert (f"{claim.date_start:%Y-%m-%d}", f"{claim.date_end:%Y-%m-%d}", str(claim.date_precision)) == wanted


BEFORE = "On 20 May shelling killed two people in Kramatorsk. "


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The same day rebels stormed the airport.", "2014-05-20"),
        ("That night a bomb killed four in Sloviansk.", "2014-05-20"),
        ("A day earlier rebels had stormed the airport.", "2014-05-19"),
        ("The previous day rebels stormed the airport.", "2014-05-19"),
        ("Three days before, a bomb killed four in Sloviansk.", "2014-05-17"),
        ("The next day rebels stormed the airport.", "2014-05-21"),
        ("The following day, rebels stormed the airport.", "2014-05-21"),
        ("Two days later rebels stormed the airport.", "2014-05-22"),
        ("A week later a bomb killed four in Sloviansk.", "2014-05-27"),
        ("The previous week a bomb killed four in Sloviansk.", "2014-05-12"),
    ],
)
def test_days_are_counted_from_the_event_told_before(text: str, day: str) -> None:
    claims = data_prep.read_text(BEFORE + text, published="2014-06-02")
    assert [str(start)[:10] for start in claims["date_start"]] == ["2014-05-20", day]


UNDATED = "2014-05-30"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rebels will leave Sloviansk on Friday. Shelling killed two people in Kramatorsk on Friday.", "2014-05-30"),
        ("Shelling killed two people in Kramatorsk on Saturday, officials said on Monday.", "2014-05-31"),
        ('"Shells killed two people in Kramatorsk yesterday," the mayor said on Saturday.', "2014-05-30"),
        ("Shells killed two people in Kramatorsk on Sunday, a day before talks were to begin.", "2014-06-01"),
        ("A year after the war began on 13 April 2013, shelling killed two people in Izium on Sunday.", "2014-06-01"),
        ("On the anniversary of the 1944 deportation, shelling killed two people in Izium on Sunday.", "2014-06-01"),
        ("Shelling killed two people in Kramatorsk, where 20 had died in 1943, on Sunday.", "2014-06-01"),
        ("Ahead of elections on 25 June, shelling killed two people in Kramatorsk on Sunday.", "2014-06-01"),
        ("Ahead of elections on 25 May, shelling killed two people in Kramatorsk.", UNDATED),
        ("Shelling killed two people who were born in 1990 in Kramatorsk.", UNDATED),
        ("The siege has been in force since 27 May, when shelling killed two people in Kramatorsk.", "2014-05-27"),
        ("Two soldiers kidnapped in Kramatorsk were released on Sunday.", UNDATED),
        ("Two people killed by shelling in Kramatorsk were buried on Sunday.", UNDATED),
        ("Unions called a strike for 5 June after shelling killed two people in Kramatorsk.", UNDATED),
        ("The police base was attacked from 1710 to 2250 on 20 May.", "2014-05-20"),
        ("At 0735 GMT shelling killed two people in Kramatorsk.", UNDATED),
        ("Soldiers of the 92nd Brigade killed two people in Kramatorsk.", UNDATED),
        ("Rebels on the march on the capital killed two people; they may march on.", UNDATED),
        ("Shelling killed two people in Kramatorsk, he said yesterday, and a mine hit the car today.", "2014-06-02"),
    ],
)
def test_whose_date_it_is(text: str, day: str) -> None:
    claims = data_prep.read_text(text, published="2014-06-02")
    assert str(claims["date_start"].iloc[-1])[:10] == day
