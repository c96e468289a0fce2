"""Which dates of a sentence are those of the event in it."""

from __future__ import annotations

import pytest

import data_prep
from data_prep.reports.day_of import told_by

PUBLISHED = "2019-05-17"  # a Friday


def dated(text: str) -> list[tuple[str, str]]:
    """First day and precision of each claim."""
    claims = data_prep.read_text(text, published=PUBLISHED)
    return [(str(row.date_start)[:10], str(row.date_precision)) for row in claims.itertuples()]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The ministry posted a list of the dead on {9 May}.", "publish"),
        ("On {9 May} the newspaper published photographs of the raid.", "publish"),
        ("Names of those killed were taken from a list released on {9 May}.", "paper"),
        ("The rebels released two hostages on {9 May}.", ""),
        ("The bishop protested {today} the murder of a student.", "react"),
        ("The minister {today} condemned the bombing.", "react"),
        ("The minister condemned the bombing of {9 May}.", ""),
        ("The ministry posted that a shell killed two on {9 May}.", ""),
        ("The three men killed were buried on {9 May}.", "other"),
        ("The army, which on {9 May} announced an offensive, killed two.", "react"),
    ],
)
def test_told_by(text: str, role: str) -> None:
    start, end = text.index("{"), text.index("}") - 1
    plain = text.replace("{", "").replace("}", "")
    events = [(at, at + len(word)) for word in ("killed", "raid", "bombing", "murder") if (at := plain.find(word)) >= 0]
    assert told_by(plain, start, end, events) == role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes bombed Idlib in answer to the 9 May attacks.", ("2019-05-14", "days")),
        ("The 9 May raid on Idlib killed two people.", ("2019-05-09", "day")),
        ("Monday's raid on Idlib killed two people.", ("2019-05-13", "day")),
        ("The bishop of Idlib protested today the murder of a student.", ("2019-05-14", "days")),
        ("A doctor posted on 9 May that a raid on Idlib killed two people.", ("2019-05-06", "days")),
        ("Photographs published on 9 May show a raid on Idlib that killed two.", ("2019-05-09", "day")),
        ("A raid on Idlib on 9 May left two people dead.", ("2019-05-09", "day")),
        ("The death toll of a raid on Idlib rose to 44 on 9 May.", ("2019-05-06", "days")),
        ("From 1 May to 9 May, a network documented 40 deaths in Idlib.", ("2019-05-01", "month")),
        ("Between January and March, the network documented 40 deaths in Idlib.", ("2019-01-01", "year")),
        ("Two days after the raid on Idlib, a doctor posted its pictures.", ("2019-05-14", "days")),
    ],
)
def test_what_dates_an_event(text: str, expected: tuple[str, str]) -> None:
    assert dated(text)[0] == expected
