"""Sentences under a cover: only where it is asked for, until the visitor agrees; figures stay."""

from __future__ import annotations

import pandas as pd
import pytest
import streamlit as st

from dashboard.views import covered


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


@pytest.mark.parametrize(("value", "asked"), [("1", True), ("true", True), (" ON ", True), ("0", False), ("", False)])
def test_whoever_serves_the_page_asks_for_it(monkeypatch: pytest.MonkeyPatch, value: str, asked: bool) -> None:
    monkeypatch.setenv(covered.WARNING, value)
    assert covered.is_asked() is covered.is_covered() is asked


def test_without_it_nothing_is_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(covered.WARNING, raising=False)
    claims = pd.DataFrame({"sentence": ["Words."], "killed_low": [3]})
    assert covered.frame(claims) is claims


def test_words_are_left_out_of_tables_and_figures_are_not(
    monkeypatch: pytest.MonkeyPatch, session: dict[str, object]
) -> None:
    monkeypatch.setenv(covered.WARNING, "1")
    claims = pd.DataFrame({"sentence": ["Words."], "killed_low": [3]})
    assert covered.frame(claims).to_dict("list") == {"sentence": ["Covered"], "killed_low": [3]}
    assert claims["sentence"].tolist() == ["Words."]
    session[covered.AGREED] = True
    assert covered.frame(claims) is claims
