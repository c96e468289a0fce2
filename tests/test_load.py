"""What the page loads: from where, anew when files change, and the texts behind the claims."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import streamlit as st

from dashboard import load

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """Shells kill nine in Aleppo

March 21, 2016

ALEPPO, March 21 - Shells killed nine people in a market in Aleppo on Monday, a monitoring group said.
"""


def claims_of(loaded: load.Loaded) -> pd.DataFrame:
    """All claims, whole."""
    table = loaded.table
    return table.source.rows(table.claims_of_all(table.told))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "report.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setenv(load.INPUT, str(tmp_path / "one"))
    st.cache_resource.clear()
    st.session_state.pop("added", None)
    return tmp_path


def test_without_a_word_the_seeds_are_shown(monkeypatch):
    monkeypatch.delenv(load.INPUT, raising=False)
    assert load.inputs() == (load.SEEDS,)
    assert load.SEEDS.is_dir()


def test_several_inputs_are_separated_as_in_path(folder, monkeypatch):
    monkeypatch.setenv(load.INPUT, os.pathsep.join([str(folder / "one"), str(folder / "two.txt")]))
    assert [path.name for path in load.inputs()] == ["one", "two.txt"]


@pytest.mark.usefixtures("folder")
def test_the_same_files_are_read_once():
    assert load.everything() is load.everything()
    assert set(claims_of(load.everything())["document"]) == {"report.txt"}


def test_a_changed_file_is_read_again(folder):
    before = load.everything()
    (folder / "one" / "report.txt").write_text(REPORT.replace("nine", "eleven"), encoding="utf-8")
    after = load.everything()
    assert after.token != before.token
    assert claims_of(after)["killed_low"].max() == 11


def test_an_input_that_is_not_there_is_a_problem_and_no_crash(folder, monkeypatch):
    monkeypatch.setenv(load.INPUT, str(folder / "gone"))
    loaded = load.everything()
    assert claims_of(loaded).empty
    assert "gone" in loaded.problems["file"].iloc[0]


def test_reports_of_the_same_name_each_give_their_text(folder, monkeypatch):
    (folder / "two").mkdir()
    (folder / "two" / "report.txt").write_text("Another one.", encoding="utf-8")
    monkeypatch.setenv(load.INPUT, str(folder))
    assert [text.strip() for text in load.texts("report.txt")] == [REPORT.strip(), "Another one."]


def test_a_report_that_has_vanished_has_no_text(folder):
    (folder / "one" / "report.txt").unlink()
    assert list(load.texts("report.txt")) == []


@pytest.mark.usefixtures("folder")
def test_what_is_worked_out_from_the_claims_is_worked_out_once():
    loaded = load.everything()
    assert load.cached(len_of, loaded) is load.cached(len_of, loaded)


def len_of(table):
    return [len(table.told)]


def test_a_pasted_report_has_its_problems_listed() -> None:
    text = "Shelling killed six people in Homs on 31 November, medics said."
    added = load.read_pasted(text, name="pasted", published=None, publisher="", title="")
    assert len(added.claims) == 1
    assert any("does not exist" in reason for reason in added.problems["reason"])


def test_a_report_of_the_session_is_explained_as_it_was_read(folder):
    pasted = load.read_pasted(REPORT, name="pasted", published=date(2016, 3, 25), publisher="Wire", title="")
    claim = pasted.claims.to_dict("records")[-1]
    told = load.explanation(REPORT, claim)
    assert told.claims["published"].tolist() == pasted.claims["published"].tolist()
    assert "date" in {one.about for one in told.of_claim(claim["claim_id"])}
    undated = load.read_pasted(REPORT, name="pasted", published=None, publisher="", title="")
    assert load.explanation(REPORT, undated.claims.to_dict("records")[-1]).published.endswith("('March 21')")
    shared = claims_of(load.everything()).to_dict("records")[-1]
    assert load.explanation(REPORT, shared) is load.explanation(REPORT, shared)
    assert folder
