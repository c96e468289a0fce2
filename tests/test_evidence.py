"""What the evidence says: disagreements in words, sentences marked, and nothing of a report taken for markup."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from dashboard import evidence
from data_prep.frame import from_rows

HOSTILE = '<script>alert(1)</script> **bold** $x^2$ & "quoted" <img src=x onerror=alert(2)>'
CLAIM = {
    "claim_id": "c",
    "event_id": "e",
    "dataset": "report",
    "date_start": "2016-03-19",
    "date_end": "2016-03-19",
    "date_precision": "day",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "stance": "reported",
    "attribution": "unstated",
    "source": "Observatory",
    "sentence": "Strikes hit Raqqa.",
}


def told(*claims: dict[str, Any]) -> list[evidence.Row]:
    return evidence.rows(from_rows({**CLAIM, **claim} for claim in claims))


def said(*claims: dict[str, Any]) -> str:
    return " ".join(evidence.differences(told(*claims)))


def test_claims_that_agree_have_no_difference():
    assert said({"killed_low": 39}, {"killed_low": 39, "source": "Council"}) == ""


def test_figures_that_cannot_both_be_right():
    text = said(
        {"killed_low": 39, "killed_high": 39},
        {"killed_low": 43, "killed_high": 43, "source": "Council"},
    )
    assert text == "Killed: 39 (Observatory); 43 (Council). These cannot all be right."


def test_figures_that_differ_and_can_both_be_right():
    text = said({"killed_low": 39}, {"killed_low": 43, "killed_high": 43, "source": "Council"})
    assert text == "Killed: at least 39 (Observatory); 43 (Council). The figures differ, but all can be right."


def test_a_figure_that_one_source_leaves_out_is_no_difference():
    assert said({"killed_low": 39}, {"source": "Council"}) == ""


@pytest.mark.parametrize("flag", ["number-per-day", "toll-cumulative"])
def test_a_rate_or_a_running_total_is_not_compared(flag):
    assert said({"killed_low": 39}, {"killed_low": 4000, "source": "Council", "flags": [flag]}) == ""


def test_dates_that_share_no_day():
    text = said({}, {"source": "Council", "date_start": "2016-03-17", "date_end": "2016-03-17"})
    assert text == "Dates: 19 March 2016 (Observatory); 17 March 2016 (Council). These cannot all be right."


def test_dates_of_which_one_is_closer():
    text = said({}, {"source": "Council", "date_start": "2016-03-14", "date_end": "2016-03-20"})
    assert text.endswith("One is closer than the other.")


def test_an_undated_claim_contradicts_nobody():
    assert said({}, {"source": "Council", "date_start": None, "date_end": None}) == ""


def test_who_did_it():
    text = said(
        {"perpetrators": ["Russia", "Syria"], "attribution": "contested"},
        {"perpetrators": ["Russia"], "attribution": "alleged", "source": "Council"},
    )
    assert text == "Who did it: Russia or Syria: not known which (Observatory); Russia, alleged (Council)."


def test_a_denial():
    text = said({}, {"stance": "denied", "source": "Ministry"})
    assert text == "Denied by Ministry; reported by Observatory."


def test_a_source_that_contradicts_itself():
    text = said({}, {"stance": "denied"})
    assert text == "Observatory both reports and denies it."


def test_denials_come_last():
    rows = told({"stance": "denied", "published": "2016-03-01"}, {"published": "2016-03-02"})
    assert [row["stance"] for row in rows] == ["reported", "denied"]


def test_the_sentence_is_marked_and_all_else_escaped():
    text = f"Before {HOSTILE}. Strikes hit Raqqa. After <b>this</b>."
    start = text.index("Strikes")
    html = evidence.passage(text, start, start + 18).html
    assert "<mark>Strikes hit Raqqa.</mark>" in html
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html


def test_a_marked_sentence_is_escaped_too():
    assert "<script" not in evidence.passage(HOSTILE, 0, len(HOSTILE)).html


def test_far_from_the_sentence_a_long_report_is_cut():
    text = "word " * 20_000 + "Here." + " word" * 20_000
    found = evidence.passage(text, 100_000, 100_005)
    assert found.cut
    assert "<mark>Here.</mark>" in found.html
    assert len(found.html) < 2 * evidence.LONGEST


def test_offsets_are_believed_only_where_the_sentence_stands():
    row = told({"span_start": 4, "span_end": 22})[0]
    assert evidence.is_there(row, "Now Strikes hit Raqqa. Then")
    assert not evidence.is_there(row, "A changed file: Strikes hit Raqqa.")
    assert not evidence.is_there(told({})[0], "Strikes hit Raqqa.")


@pytest.mark.parametrize("column", ["sentence", "source", "date_text", "place", "publisher", "title", "document"])
def test_a_card_escapes_every_text(column):
    html = evidence.card(told({column: HOSTILE})[0])
    assert "<script" not in html
    assert "<img" not in html


def test_a_card_links_to_the_web_only():
    assert 'href="https://example.org/a?b=&quot;c"' in evidence.card(told({"url": 'https://example.org/a?b="c'})[0])
    assert "href" not in evidence.card(told({"url": "javascript:alert(1)"})[0])


def test_a_card_says_what_is_not_known():
    html = evidence.card(told({"date_start": None, "date_end": None, "date_precision": "unknown"})[0])
    for text in ("day not known", "not dated in the words", "nobody named", "No figure is given."):
        assert text in html


def test_a_card_shows_the_other_reading_and_the_flags():
    row = told({"flags": ["publication-date-conflict"], "date_text": "on Saturday"})[0]
    html = evidence.card(row, other_reading="Else 12 March.")
    for text in ("Saturday 19 March 2016", "as written: “on Saturday”", "Else 12 March.", "disagree"):
        assert text in html


def test_rows_of_no_claims():
    assert evidence.rows(pd.DataFrame(from_rows([]))) == []


def test_a_part_of_a_fuller_figure_is_shown_as_not_counted_and_contradicts_nothing():
    rows = told(
        {"killed_low": 39, "killed_high": 39, "document": "a.txt"},
        {"killed_low": 5, "killed_high": 5, "document": "a.txt"},
    )
    assert evidence.differences(rows) == []
    assert ["not counted" in evidence.card(row) for row in rows] == [False, True]
