"""Every filled cell of every claim has its words and its rule, and what was refused has its reason."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import data_prep
from benchmarks.serve import ROOT
from data_prep import Explanation, Finding
from data_prep.vocab import FOLDER

SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.name != "SOURCES.md")
MEASURES = ("strikes", "killed", "civilians_killed", "children_killed", "women_killed", "injured")
LINE = re.compile(r"(\w+\.csv):(\d+) ([^,;*]*)")


def explained(text: str) -> Explanation:
    return data_prep.explain_text(text, published="2021-06-10")


def cells(explanation: Explanation, about: str) -> list[Finding]:
    return [one for one in explanation.findings if one.about == about and one.claim]


def refusals(explanation: Explanation, about: str) -> dict[str, str]:
    return {one.words: one.refused for one in explanation.findings if one.about == about and one.refused}


def filled(claim: pd.Series) -> set[tuple[str, str]]:
    """What a claim says, and so must explain: the cell and, where it holds names, each name."""
    cells = {("event", str(claim["sub_event_type"]))}
    cells |= {(side, name) for side in ("perpetrators", "targets") for name in claim[side]}
    cells |= {(name, str(claim[name])) for name in ("place", "source") if claim[name]}
    cells |= {("attribution", str(claim["attribution"]))} if claim["attribution"] != "unstated" else set()
    cells |= {("stance", "denied")} if claim["stance"] == "denied" else set()
    days = [str(claim[name])[:10] for name in ("date_start", "date_end") if pd.notna(claim[name])]
    cells |= {("date", " to ".join(dict.fromkeys(days)))} if days else set()
    bounds = {name: (claim.get(f"{name}_low"), claim.get(f"{name}_high")) for name in MEASURES}
    return cells | {(name, "") for name, given in bounds.items() if any(pd.notna(bound) for bound in given)}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_no_filled_cell_is_without_its_explanation(path: Path) -> None:
    explanation = data_prep.explain(path)
    assert len(explanation.claims)
    for _, claim in explanation.claims.iterrows():
        found = explanation.of_claim(claim["claim_id"])
        known = {(one.about, "" if one.about in MEASURES else one.value) for one in found}
        assert filled(claim) - known == set(), claim["sentence"]
        assert all(one.rule for one in found)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_the_words_stand_in_their_sentence_and_the_rule_in_its_file(path: Path) -> None:
    explanation = data_prep.explain(path)
    for one in explanation.findings:
        assert explanation.text[one.start : one.end] == one.words
        told = explanation.sentences[one.sentence - 1]
        assert one.sentence > 0
        assert told.start <= one.start <= one.end <= told.end
        for name, line, words in LINE.findall(one.rule):
            assert words.strip() in (FOLDER / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]


@pytest.mark.parametrize("path", SEEDS[:3], ids=lambda path: path.name)
def test_the_claims_are_those_that_are_read(path: Path) -> None:
    explanation, prepared = data_prep.explain(path), data_prep.prepare(path)
    pd.testing.assert_frame_equal(explanation.claims, prepared.claims)
    pd.testing.assert_frame_equal(explanation.problems, prepared.problems)
    again = data_prep.explain_text(explanation.text, document=path.name, published=prepared.claims["published"][0])
    assert [one.words for one in again.findings] == [one.words for one in explanation.findings]


def test_words_and_rules_of_one_sentence() -> None:
    told = explained("Barrel bombs killed five children in Homs on Monday, medics said.")
    assert [(one.words, one.value) for one in cells(told, "event")] == [("Barrel bombs", "Air/drone strike")]
    assert cells(told, "event")[0].rule.startswith("events.csv:")
    assert [(one.words, one.value) for one in cells(told, "date")] == [("Monday", "2021-06-07")]
    assert cells(told, "date")[0].rule == "date rule weekday, past tense"
    assert [(one.words, one.value) for one in cells(told, "killed")] == [("five children", "5")]
    assert [(one.words, one.value) for one in cells(told, "place")] == [("Homs", "Homs")]
    assert [(one.words, one.value) for one in cells(told, "source")] == [("medics said", "medics")]


def test_what_comes_from_another_sentence_says_from_which() -> None:
    told = explained("Rebels shelled Aleppo on Monday. Four civilians were killed.")
    second = told.of_claim(told.claims["claim_id"][1])
    inferred = {one.about for one in second if one.rule.endswith("; taken from sentence 1")}
    assert {"event", "date", "place"} <= inferred


def test_an_undated_event_names_the_rule_of_ucdp() -> None:
    told = explained("Rebels shelled Aleppo.")
    assert [(one.words, one.rule) for one in cells(told, "date")] == [
        ("", "UCDP rule for undated news: the three days before publication")
    ]


def test_the_day_of_publication_says_where_it_stands() -> None:
    text = "BEIRUT, March 19, 2016 (AP) - Gunmen killed four people in Homs on Saturday, police said."
    assert data_prep.explain_text(text).published == "2016-03-19, from the dateline ('March 19, 2016')"
    assert explained(text).published == "2021-06-10, as given"
    assert (
        "does not say; the day on which it was read" in data_prep.explain_text("Gunmen killed four people.").published
    )
    told = data_prep.explain_text("Gunmen killed four people in Homs on 5 May 2016.")
    assert told.published == "2016-05-05: the report does not say; the day that it tells of most"
    assert str(told.claims["published"][0])[:10] == "2016-05-05"


def test_what_is_refused_has_its_reason() -> None:
    plan = explained("The rebels threatened to bomb Damascus on Friday.")
    assert "A threat, a plan" in refusals(plan, "event")["bomb"]
    assert "No event" in refusals(plan, "date")["Friday"]
    dates = refusals(explained("Troops may march on Aleppo. They shelled it on 31 November."), "date")
    assert "no date" in dates["may"]
    assert dates["31 November"] == "There is no such day."
    spoken = explained("A spokesman said on Tuesday that rebels had shelled Aleppo on Monday.")
    assert "somebody spoke" in refusals(spoken, "date")["Tuesday"]
    figures = refusals(explained("Rebels fired 30 rockets at Aleppo on Monday and killed two people."), "figure")
    assert figures["30"] == "Counts no people."
    actors = refusals(explained("Shelling killed two people in Aleppo, which Islamic State once held."), "actor")
    assert "neither who did it" in actors["Islamic State"]
    places = refusals(explained("Jordan Baker said that rebels shelled Aleppo on Monday."), "place")
    assert "Too little speaks" in places["Jordan"]


def test_a_sentence_that_could_not_be_read_says_so() -> None:
    unread = explained("The guards seized the attackers and did not say who they were. Rebels shelled Aleppo.")
    told = {one.sentence: one.refused for one in unread.findings if one.about == "sentence"}
    assert told == {1: "Words of violence, in which no event could be read."}


def test_a_denial_shows_what_denies() -> None:
    told = explained("Russia denied that it had bombed Aleppo on Monday.")
    assert [(one.words, one.value) for one in cells(told, "stance")] == [("denied", "denied")]


def test_a_text_without_words_has_nothing_to_explain() -> None:
    told = explained("")
    assert (told.sentences, told.findings, len(told.claims)) == ((), (), 0)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(data_prep.UnreadableError, match="empty"):
        data_prep.explain(tmp_path / "a.txt")
    with pytest.raises(data_prep.UnreadableError, match="no file of this name"):
        data_prep.explain(tmp_path / "b.txt")
    with pytest.raises(data_prep.UnreadableError, match="a folder"):
        data_prep.explain(tmp_path)
