"""Claims too many to be held stay on the disk, and show the same events beside what a visitor adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import streamlit as st
from test_store_table import same

from dashboard import load, opening
from dashboard.filters import Filtered
from dashboard.state import Selection
from dashboard.store.source import FrameSource, JoinedSource
from data_prep import ClaimFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORT = """Shells kill nine in Aleppo

March 21, 2016

ALEPPO, March 21 - Shells killed nine people in a market in Aleppo on Monday, a monitoring group said.
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setenv(load.INPUT, str(tmp_path))
    st.cache_resource.clear()
    st.session_state.pop("added", None)
    yield
    st.cache_resource.clear()
    st.session_state.pop("added", None)


def on_disk(monkeypatch: pytest.MonkeyPatch) -> load.Loaded:
    monkeypatch.setattr(opening, "IN_MEMORY", 0)
    st.cache_resource.clear()
    return load.everything()


def test_on_the_disk_there_are_the_same_events_and_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    held = load.everything()
    there = on_disk(monkeypatch)
    assert isinstance(held.table.source, FrameSource)
    assert isinstance(there.table.source, ClaimFile)
    assert len(held.table.told) > 0
    same(there.table.told.frame(), held.table.told.frame())
    assert there.problems.equals(held.problems)


def test_what_is_added_stands_beside_and_goes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = on_disk(monkeypatch)
    pasted = load.read_pasted(REPORT.replace("Aleppo", "Homs"), name="pasted", published=None, publisher="", title="")
    load.add(pasted)
    both = load.everything()
    assert isinstance(both.table.source, JoinedSource)
    assert both.token != alone.token
    assert len(both.table.claimed) == len(alone.table.claimed) + len(pasted.claims)
    rows = both.table.claims_of_all(both.table.told)
    assert set(both.table.source.rows(rows)["document"]) == {"report.txt", "pasted"}
    for event in range(len(both.table.told)):
        found = both.table.claims_of(event)
        assert set(found["event_id"].fillna(found["claim_id"])) == {both.table.told.ids()[event]}
    homs = Filtered(both.table, Selection(place=("Homs",)))
    assert homs.rows()["document"].tolist() == ["pasted"] * homs.claims
    assert len(Filtered(both.table, Selection(place=("Nowhere",))).rows()) == 0
    load.remove(pasted.token)
    assert load.everything() is alone


def test_what_is_added_and_holds_no_claims_changes_no_event(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = on_disk(monkeypatch)
    load.add(load.read_pasted("Nothing happened.", name="pasted", published=None, publisher="", title=""))
    both = load.everything()
    assert both.table is alone.table
    assert len(both.problems) >= len(alone.problems)
    assert np.array_equal(both.table.told.start, alone.table.told.start)
