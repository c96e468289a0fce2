"""Every row of the date vocabularies is used: a word in a file is a word that is read."""

from __future__ import annotations

from datetime import date

import pytest

from data_prep.reports.dates import Clock, find_dates, parse, resolve, words
from data_prep.reports.dates.grammar import RULES
from data_prep.reports.dates.readers import _READERS
from data_prep.reports.dates.resolve import _RULES
from data_prep.vocab import table

BASE = date(2019, 5, 17)


def rows(name: str) -> list[pytest.param]:
    return [pytest.param(row, id=f"{name}.csv: {next(iter(row.values()))}") for row in table(name)]


@pytest.mark.parametrize("row", rows("dates_months"))
def test_months(row: dict[str, str]) -> None:
    stop = "." if row["short"] == "yes" else ""
    for text in (f"3 {row['word'].title()}{stop} 2015", f"{row['word'].upper()}{stop} 3, 2015"):
        assert [found.date_start for found in find_dates(text, BASE)] == [date(2015, int(row["month"]), 3)]


@pytest.mark.parametrize("row", rows("dates_weekdays"))
def test_weekdays(row: dict[str, str]) -> None:
    (found,) = parse(f"{row['word'].title()} 3 May")
    assert found.weekday == int(row["weekday"])


@pytest.mark.parametrize("row", rows("dates_numbers"))
def test_numbers(row: dict[str, str]) -> None:
    (found,) = parse(f"{row['word']} days ago")
    assert (found.kind == "vague") == (row["vague"] == "yes")
    assert found.count is None if row["vague"] == "yes" else found.count == -int(row["value"])


@pytest.mark.parametrize("row", rows("dates_units"))
def test_units(row: dict[str, str]) -> None:
    (found,) = parse(f"two {row['word']} ago")
    assert (found.unit, found.count) == (row["unit"], -2 * int(row["times"]))


@pytest.mark.parametrize("row", rows("dates_speech"))
def test_words_of_the_speech_act(row: dict[str, str]) -> None:
    (found,) = find_dates(f"It was hit {row['words']}.", BASE)
    assert (found.date_start - BASE).days == int(row["days"])


@pytest.mark.parametrize("row", rows("dates_parts"))
@pytest.mark.parametrize("whole", ["February 2015", "2015", "the 1980s"])
def test_parts_lie_inside_their_whole(row: dict[str, str], whole: str) -> None:
    (named,), (part,) = find_dates(f"in {whole}", BASE), parse(f"the {row['words']} {whole}")
    found = resolve(part, Clock(BASE))
    assert part.part == row["words"]
    assert found is not None
    assert named.date_start <= found.start <= found.end <= named.date_end
    assert whole != "2015" or (found.start, found.end) != (named.date_start, named.date_end)


@pytest.mark.parametrize("row", rows("dates_seasons"))
def test_seasons(row: dict[str, str]) -> None:
    (found,) = find_dates(f"in {row['word']} 2015", BASE)
    assert found.date_start == date(2015, int(row["month"]), 1)


@pytest.mark.parametrize("row", rows("dates_holidays"))
def test_holidays(row: dict[str, str]) -> None:
    (found,) = find_dates(f"It was hit on {row['words'].title()}.", BASE)
    assert found.precision == "day"
    assert found.date_start <= BASE


@pytest.mark.parametrize("row", rows("dates_names"))
def test_names_are_no_dates(row: dict[str, str]) -> None:
    assert find_dates(f"He read the {row['words'].title()} then.", BASE) == []


@pytest.mark.parametrize("word", words.in_role("counted"))
def test_counted_things_follow_no_year(word: str) -> None:
    assert find_dates(f"It fell to 1995 {word}.", BASE) == find_dates(f"It lies in 2000 {word}.", BASE) == []


@pytest.mark.parametrize("word", words.in_role("event"))
def test_events_last(word: str) -> None:
    assert [found.kind for found in parse(f"the three-day {word}")] == ["duration"]


@pytest.mark.parametrize("row", [row for row in rows("dates_tense") if row.values[0]["tense"] == "future"])
def test_auxiliaries_of_the_future(row: dict[str, str]) -> None:
    text = f"The army {row['words']} leave on Tuesday.".replace("army '", "army'")
    assert [found.date_start for found in find_dates(text, BASE)] == [date(2019, 5, 21)]


def test_every_rule_is_read_and_resolved() -> None:
    resolved_as_another = {"bare_ago", "past_unit", "recently", "unit_end", "weekday_ordinal", "years", "short_year"}
    assert set(RULES) == set(_READERS)
    assert set(RULES) - set(_RULES) == resolved_as_another
