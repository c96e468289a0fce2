"""The parts of a report: header, dateline, headline, sentences with exact offsets, and the day of publication."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.reports.document import Document, read_document


def sentences(text: str, role: str = "body") -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in read_document(text).sentences if sentence.role == role]


def where(document: Document) -> list[str]:
    return [printed.where for printed in document.printed]


REPORT = """Shelling kills nine in northern town

Thursday 05/03/2015
Schools closed after a night of fire

TRIPOLI, Libya (AFP) - Shells killed nine people on Thursday, medics said. Two were children.

"We ran," a resident said. "Then it stopped."
"""


def test_headline_header_subheadline_and_body_are_told_apart() -> None:
    document = read_document(REPORT)
    assert [sentence.role for sentence in document.sentences] == ["headline", "subheadline", *["body"] * 4]
    assert document.title == "Shelling kills nine in northern town"
    assert document.dateline_place == "TRIPOLI, Libya"
    assert document.publisher == "Agence France-Presse"
    assert document.published == date(2015, 3, 5)
    assert document.flags == ()


def test_the_first_body_sentence_begins_after_the_dateline() -> None:
    assert sentences(REPORT)[0] == "Shells killed nine people on Thursday, medics said."


def test_paragraph_numbers_run_and_are_shared_within_a_paragraph() -> None:
    assert [sentence.paragraph for sentence in read_document(REPORT).sentences] == [0, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("start", "place", "publisher", "day"),
    [
        ("BEIRUT - ", "BEIRUT", "", None),
        ("ALEPPO: ", "ALEPPO", "", None),
        ("MIAMI _\n\n", "MIAMI", "", None),
        ("Aden — ", "Aden", "", None),
        ("Aden, Yemen (CNN)", "Aden, Yemen", "CNN", None),
        ("DAMASCUS, SANA- ", "DAMASCUS", "Syrian Arab News Agency", None),
        ("LONDON - 18 March 2016 - ", "LONDON", "", date(2016, 3, 18)),
        ("BEIRUT, March 18, 2016 (Reuters) - ", "BEIRUT", "Reuters", date(2016, 3, 18)),
        ("NAIROBI, Kenya (AP) _ ", "NAIROBI, Kenya", "Associated Press", None),
        ("NAIROBI, Kenya (AP) _\n\n", "NAIROBI, Kenya", "Associated Press", None),
        ("SPRINGFIELD, MO. (AP)--", "SPRINGFIELD, MO.", "Associated Press", None),
        ("(CNN) -- ", "", "CNN", None),
        ("Aden, Yemen — ", "Aden, Yemen", "", None),
        ("Geneva/New York, 18 March 2016 – ", "Geneva/New York", "", date(2016, 3, 18)),
        ("18 March 2016 – ", "", "", date(2016, 3, 18)),
        ("DAR ES SALAAM, Tanzania (AP) — ", "DAR ES SALAAM, Tanzania", "Associated Press", None),
        ("Kyiv, Ukraine, Oct. 7, 2023 — ", "Kyiv, Ukraine", "", date(2023, 10, 7)),
        ("LA PAZ (BOLIVIA), 8 FEB 90 (EFE) -- [TEXT] ", "LA PAZ (BOLIVIA)", "EFE", date(1990, 2, 8)),
        ("SAN JOSE (COSTA RICA), 8 FEB 90 (RADIO UNO) -- ", "SAN JOSE (COSTA RICA)", "RADIO UNO", date(1990, 2, 8)),
    ],
)
def test_datelines(start: str, place: str, publisher: str, day: date | None) -> None:
    document = read_document(start + "Two people died when shells hit the market.")
    assert (document.dateline_place, document.publisher) == (place, publisher)
    assert document.sentences[0].text == "Two people died when shells hit the market."
    assert [printed.day for printed in document.printed] == ([day] if day else [])
    for printed in document.printed:
        assert document.text[printed.start : printed.end] in start


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State (ISIS) - the group that held the city - withdrew.",
        "The army said: Two people died.",
        "ANALYSIS: Two people died.",
        "NATO: Two people died.",
        "SOHR: Two people died.",
        "Syria – Iran's ally – denied it.",
        "On 18 March 2016 - a Friday - two people died.",
        "ISIS — also called Daesh — withdrew.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    document = read_document(text)
    assert document.dateline_place == ""
    assert document.sentences[0].text == text


def test_a_dateline_in_capitals_in_a_text_in_capitals_needs_a_date_or_an_agency() -> None:
    assert read_document("THE ARMY -- ONCE FEARED -- LEFT.").dateline_place == ""
    assert read_document("LIMA, 9 JAN 90 -- THE ARMY LEFT.").dateline_place == "LIMA"


@pytest.mark.parametrize(
    "header",
    [
        "Friday 18/03/2016",
        "March 18, 2016",
        "18 March 2016 14:05 GMT",
        "Published: 18 March 2016",
        "Last updated at 2:05 pm on March 18, 2016",
        "Reuters | Fri Mar 18, 2016 2:05pm EDT",
        "*18 March 2016*",
        "By Jane Roe and John Doe\n18 March 2016",
        "BBC News\n\n18 March 2016",
        "World News\nMarch 18, 2016 / 2:05 PM / 8 years ago\n2 Min Read",
        "**Date:** 2016-03-18  \n**Source:** The Paper",
        "From: desk@example.org\nDate: Fri, 18 Mar 2016 14:05:00 +0000",
    ],
)
def test_header_lines_date_the_report_and_are_no_sentences(header: str) -> None:
    document = read_document(f"Market hit by shells\n\n{header}\n\nTwo people died on Friday.")
    assert document.published == date(2016, 3, 18)
    assert where(document) == ["header"]
    assert [sentence.text for sentence in document.sentences] == ["Market hit by shells", "Two people died on Friday."]


def test_header_lines_directly_under_a_long_headline() -> None:
    headline = "Shells fired from the hills kill two people in the market of a northern town"
    document = read_document(f"{headline}\nBy Jane Roe\nMarch 18, 2016\n\nTwo people died on Friday.")
    assert document.title == headline
    assert document.published == date(2016, 3, 18)


def test_a_wrapped_headline_is_one() -> None:
    wrapped = "Shells fired from the hills kill two people in the market of a\nnorthern town\n\nTwo died."
    assert sentences(wrapped, "headline") == [
        "Shells fired from the hills kill two people in the market of a northern town"
    ]


def test_a_date_of_the_news_in_a_headline_is_no_publication_date() -> None:
    document = read_document("Clashes in Homs on 18 March 2016\n\nTwo people died.")
    assert document.printed == ()
    assert document.title == "Clashes in Homs on 18 March 2016"


def test_a_date_set_apart_in_a_headline_is_the_publication_date() -> None:
    document = read_document("Situation report | 18 March 2016\n\nTwo people died.")
    assert (document.published, document.title) == (date(2016, 3, 18), "Situation report | 18 March 2016")


def test_the_day_of_what_a_title_names_is_no_publication_date() -> None:
    assert read_document("Air strike on Taiz: 4 May 2018\n\nShells fell.").printed == ()
    assert read_document("Situation report: 4 May 2018\n\nShells fell.").published == date(2018, 5, 4)


def test_sources_with_figures_are_kept() -> None:
    kept = read_document("Raid on Taiz\n\nSources: a doctor (3 killed), a network (5 killed)\n\nShells fell.")
    assert any("5 killed" in one.text for one in kept.sentences)
    assert not any(
        "SANA" in one.text for one in read_document("Raid on Taiz\n\nSource: SANA\n\nShells fell.").sentences
    )


def test_a_sentence_that_begins_like_a_byline_is_kept() -> None:
    assert sentences("By Friday 39 people had died.\n\nTwo more followed.")[0] == "By Friday 39 people had died."


def test_a_text_without_headline_is_all_body() -> None:
    assert sentences("Two people died on Friday.\n\nThree were hurt.") == [
        "Two people died on Friday.",
        "Three were hurt.",
    ]
    assert sentences("two killed near Homs") == ["two killed near Homs"]


def test_a_headline_that_asks() -> None:
    document = read_document("Who shelled the market?\n\nGENEVA (AP) - Two people died. It is not known who fired.")
    assert document.title == "Who shelled the market?"


# --- The day of publication ---------------------------------------------------------------------------------------


def test_the_given_day_wins_and_all_others_are_kept() -> None:
    text = "---\ndate: 2016-03-20\n---\nShells\n\n19 March 2016\n\nBEIRUT, March 18 (AP) - Two died."
    document = read_document(text, published=date(2016, 3, 21))
    assert document.published == date(2016, 3, 21)
    assert where(document) == ["given", "metadata", "header", "dateline"]


def test_metadata_before_header() -> None:
    document = read_document("Shells\n\n1 March 2016\n\nTwo died.", metadata_published=date(2016, 3, 20))
    assert (document.published, where(document)) == (date(2016, 3, 20), ["metadata", "header"])


@pytest.mark.parametrize(("days", "first"), [(0, "dateline"), (2, "dateline"), (3, "header"), (-1, "header")])
def test_a_dateline_up_to_two_days_before_the_header_is_the_clock(days: int, first: str) -> None:
    dateline = (date(2016, 3, 18) - timedelta(days=days)).strftime("%B %d")
    document = read_document(f"Shells\n\n18 March 2016\n\nBEIRUT, {dateline} (AP) - Two died.")
    assert where(document)[0] == first
    assert document.flags == ()


def test_a_dateline_of_another_year_than_the_header_is_a_conflict() -> None:
    document = read_document("Shells\n\n18 March 2018\n\nBEIRUT, 18 March 2016 (AP) - Two died.")
    assert document.published == date(2018, 3, 18)
    assert document.flags == ("publication-date-conflict",)


def test_a_printed_weekday_that_is_not_the_dates_loses_and_is_flagged() -> None:
    document = read_document("Shells\n\nFriday 19/03/2016\n\nTwo died.")
    assert document.published == date(2016, 3, 19)
    assert document.printed[0].weekday == 4
    assert document.flags == ("publication-date-conflict",)


def test_a_date_that_can_be_read_in_two_ways_is_flagged() -> None:
    assert read_document("Shells\n\n03/04/2016\n\nTwo died.").flags == ("date-ambiguous",)


def test_a_date_that_does_not_exist_is_not_used() -> None:
    document = read_document("Shells\n\nThursday 31 November 2016\n\nTwo died.")
    assert document.published == date.today()
    assert document.flags == ("publication-date-unknown", "date-invalid")
    assert [sentence.text for sentence in document.sentences] == ["Shells", "Two died."]


def test_no_date_at_all_means_today_and_says_so() -> None:
    document = read_document("Two people died.")
    assert (document.published, document.flags) == (date.today(), ("publication-date-unknown",))


def test_a_dateline_without_year_takes_one_that_the_text_names() -> None:
    document = read_document("BEIRUT, March 18 (AP) - Two died. The war began in 2011, and grew in 2015.")
    assert (document.published, document.flags) == (date(2015, 3, 18), ("publication-year-unknown",))


def test_a_dateline_without_year_is_never_in_the_future() -> None:
    for month in ("January", "April", "July", "October", "December"):
        document = read_document(f"BEIRUT, {month} 18 (AP) - Two died.")
        assert date.today() - timedelta(days=367) < document.published <= date.today() + timedelta(days=1)
        assert document.flags == ("publication-year-unknown",)


def test_front_matter_is_metadata_and_no_text() -> None:
    front = 'title: "Shells"\ndate: 2016-03-18\nsource: The Paper\nurl: https://example.org/a'
    text = f"---\n{front}\n---\n# Night\n\nTwo died."
    document = read_document(text)
    assert (document.title, document.publisher, document.url) == ("Shells", "The Paper", "https://example.org/a")
    assert document.published == date(2016, 3, 18)
    assert [(sentence.role, sentence.text) for sentence in document.sentences] == [
        ("headline", "Night"),
        ("body", "Two died."),
    ]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert sentences("---\n\nTwo died.\n\n---\n\nThree fled.") == ["Two died.", "Three fled."]


def test_what_the_caller_knows_wins() -> None:
    document = read_document(REPORT, title="Other", publisher="Mine", url="https://example.org", name="a.txt")
    assert (document.title, document.publisher, document.url, document.name) == (
        "Other",
        "Mine",
        "https://example.org",
        "a.txt",
    )


# --- Sentences ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Ali and Lt. Col. Omar Haddad met Mr. J. Smith.|They left.",
        "Anti-U.S. groups and U.N. staff left at 7 a.m. Friday.|Nobody stayed.",
        "It began at 7 p.m.|Israel answered.",
        "He lives in the U.S.|The army does not.",
        "Resolution No. 2254 passed.|He voted no.|Then he left.",
        "About 3.5 million fled.|Some 1,200.50 dollars each.",
        "On Oct. 7 they came.|On Dec. 24 they left.",
        '"We left."|They stayed.|"Did you?" he asked.',
        "``It was a bomb,'' he said.|``You can see it.''|Then he left.",
        "“They came at night.”|He wept.",
        "(They had left.)|Nobody knew.",
        "They ran... and hid.|Then came silence...|The dead were counted.",
        "Why?|Nobody knows!|It ended.",
        "P.J. Crowley spoke.|al-Qaeda denied it.",
        "Two died.[1]|Three fled.",
        "THE U.S. SHIPS LEFT.|GEN. ROJAS RESIGNED.|UNIT NO.4 STAYED.",
        "**Two died.**|Three fled.",
        "He spoke to example.org and left.|It was over.",
        "Acme Inc. said so.|It is in St. Louis.",
    ],
)
def test_sentence_ends(text: str) -> None:
    assert sentences(text.replace("|", " ")) == text.split("|")


def test_a_space_left_out_between_sentences() -> None:
    assert sentences("Two died.The rest fled.") == ["Two died.", "The rest fled."]


def test_a_sentence_runs_across_wrapped_lines_but_not_across_blank_ones() -> None:
    wrapped = (
        "   ELSEWHERE, TWO SOLDIERS FELL AND NINE MEN OF A MILITIA WERE HURT DURING\n"
        "CLASHES YESTERDAY.  THE BATTALION REPORTED THAT ONE REBEL WAS KILLED NEAR\n"
        "THE BRIDGE\n\nNO ONE ELSE WAS HURT."
    )
    assert sentences(wrapped) == [
        "ELSEWHERE, TWO SOLDIERS FELL AND NINE MEN OF A MILITIA WERE HURT DURING CLASHES YESTERDAY.",
        "THE BATTALION REPORTED THAT ONE REBEL WAS KILLED NEAR THE BRIDGE",
        "NO ONE ELSE WAS HURT.",
    ]


def test_windows_line_ends() -> None:
    document = read_document(REPORT.replace("\n", "\r\n"))
    assert [sentence.text for sentence in document.sentences] == [s.text for s in read_document(REPORT).sentences]
    assert document.published == date(2015, 3, 5)


def test_paragraphs_on_lines_of_their_own_without_blank_lines() -> None:
    text = (
        "Night of shelling\nBEIRUT (AP) - Two people died when shells hit the market of the town, medics said.\n"
        "Grim day\nThree more died in the hospital of the town during the night, medics said on Friday."
    )
    assert sentences(text) == [
        "Two people died when shells hit the market of the town, medics said.",
        "Grim day",
        "Three more died in the hospital of the town during the night, medics said on Friday.",
    ]


def test_list_items_are_paragraphs_without_their_marks() -> None:
    lists = "- two dead in Homs\n- three dead in Hama\n\n1. Aleppo: none\n2) Idlib: one"
    assert sentences(f"The toll so far stands like this:\n\n{lists}")[-4:] == [
        "two dead in Homs",
        "three dead in Hama",
        "Aleppo: none",
        "Idlib: one",
    ]


def test_a_number_at_the_start_of_a_wrapped_line_is_no_list_item() -> None:
    text = "The monitor said that the number of the dead in the town had risen to at least\n39. It gave no names."
    assert sentences(text)[0].endswith("at least 39.")


def test_markdown_headings_stand_alone() -> None:
    text = "# Night of fire\n\nTwo died.\n## The town\nThree fled."
    assert sentences(text, "headline") == ["Night of fire"]
    assert sentences(text, "subheadline") == ["The town"]
    assert sentences(text) == ["Two died.", "Three fled."]


def test_what_runs_on_without_end_is_cut_between_words() -> None:
    text = "killed " * 2000 + "x" * 7000
    found = read_document(text).sentences
    assert max(len(sentence.text) for sentence in found) <= 3000
    assert "".join(sentence.text for sentence in found).replace(" ", "") == text.replace(" ", "")


def test_an_empty_text_is_an_empty_document() -> None:
    for text in ("", " \n\t\n", "---", "***\n\n***"):
        assert read_document(text).sentences == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aB1 .,!?'\"`\n\r\t-–—_()[]#*>:…é\u2028", max_size=300))
def test_offsets_are_exact_and_in_order_for_any_text(text: str) -> None:
    end = 0
    for sentence in read_document(text).sentences:
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert end <= sentence.start < sentence.end
        end = sentence.end


@pytest.mark.parametrize(
    "piece", [".", ". ", "''", "(a", "# a\n", "a\n", "Gen. Ali spoke. ", "---\n", "1. ", "A - ", '."']
)
def test_any_long_text_is_read_in_seconds(piece: str) -> None:
    begun = time.perf_counter()
    read_document(piece * (500_000 // len(piece)))
    assert time.perf_counter() - begun < 20  # a tenth of that on a quiet machine; a quadratic step would need hours
