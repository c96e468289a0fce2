"""Visitors without a browser have the page run as a browser does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks import sessions
from benchmarks.drive import PLAIN, Driven
from benchmarks.memory import MEBIBYTE
from benchmarks.sessions import SessionError, crowd

if TYPE_CHECKING:
    from pathlib import Path

FILTERED = """import os, streamlit as st
chosen = st.multiselect("Actors", ["Government of Arvenia (5)", "Police Forces of Dorlan"], key="actor")
with open(os.environ["CONFLICT_TIMELINE_INPUT"], "a") as file:
    print(*chosen, file=file)
"""


def _page(folder: Path, text: str) -> Driven:
    (folder / "page.py").write_text(text, encoding="utf-8")
    return replace(PLAIN, script=folder / "page.py")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "EVERY", 0.1)
    monkeypatch.setattr(sessions, "chosen_actors", lambda _: ["Government of Arvenia", "Police Forces of Dorlan"])


def test_each_visitor_opens_the_page_and_filters_it_by_turns(tmp_path: Path) -> None:
    told = tmp_path / "told"
    found = crowd(_page(tmp_path, FILTERED), told, visitors=2, clicks=4)
    assert len(found.waits.seconds) == 8
    assert all(0 < wait < 60 for wait in found.waits.seconds)
    assert found.alone > 20 * MEBIBYTE
    assert found.together > 20 * MEBIBYTE
    runs = told.read_text().splitlines()
    assert len(runs) == (1 + 1) + (1 + 2) + 2 * (1 + 4)
    assert runs[:2] == ["", "Government of Arvenia (5)"]
    assert runs[5:].count("") == 6
    assert {*runs} == {"", "Government of Arvenia (5)", "Police Forces of Dorlan"}


def test_clicks_that_could_not_be_made_count_as_long_as_they_waited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "PATIENCE", 0.25)
    slow = FILTERED + "import time; time.sleep(0.6)"
    found = crowd(_page(tmp_path, slow), tmp_path / "told", visitors=1, clicks=4)
    first, *others = found.waits.seconds
    assert first > 0.6
    assert all(0.25 < wait <= first for wait in others)
    assert (tmp_path / "told").read_text().count("\n") == (1 + 1) + (1 + 1) + (1 + 1)


def test_a_script_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="nothing to draw"):
        crowd(_page(tmp_path, "raise ValueError('nothing to draw')"), tmp_path / "told", visitors=1, clicks=1)


def test_a_page_without_the_filter_says_so(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="no filter that offers 'Government of Arvenia'"):
        crowd(_page(tmp_path, "import streamlit as st; st.write('empty')"), tmp_path / "told", visitors=1, clicks=1)
