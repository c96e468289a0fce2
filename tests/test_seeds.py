"""The reports the dashboard opens on: where their facts come from, and what a careful human coder reads in them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import data_prep
from tests.gold import compare

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"
CORPORA = ROOT.parent / "shared" / "corpora"

REPORTS = sorted(path for path in SEEDS.iterdir() if path.name != "SOURCES.md")
SOURCES = (SEEDS / "SOURCES.md").read_text(encoding="utf-8")
LINES = compare.lines(GOLD / "seeds.csv")
EVENTS = compare.lines(GOLD / "same_event.csv")

KNOWN_MISSES = {(row["document"], row["claim"]): row["what"] for row in compare.lines(GOLD / "known_misses.csv")}
"""What the reader is known to get wrong. A line that it gets right must leave the list: the tests are strict."""

needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="no ../shared here")


@pytest.fixture(scope="module")
def claims() -> list[compare.Claim]:
    """Every claim of the seed reports, prepared together so that events are linked across reports."""
    return data_prep.prepare(REPORTS).claims.to_dict("records")


def test_there_are_enough_reports_and_each_has_gold_lines() -> None:
    assert len(REPORTS) >= 10
    assert {path.name for path in REPORTS} == {line["document"] for line in LINES}


def test_each_report_says_where_its_facts_come_from() -> None:
    sections = set(re.findall(r"^## (.+)$", SOURCES, flags=re.MULTILINE))
    assert {path.name for path in REPORTS} == sections


@pytest.mark.parametrize("asked_for", ["CC BY 4.0", "Sundberg", "Davies", "Airwars", "airwars.org"])
def test_the_sources_are_credited_as_they_ask(asked_for: str) -> None:
    assert asked_for in SOURCES


@needs_corpora
def test_each_row_named_as_a_source_exists_and_is_about_march_2016() -> None:
    rows = {row["id"]: row for row in _table("ged-syria-2016-2019.csv")}
    named = [rows[number] for number in set(re.findall(r"\b\d{6}\b", SOURCES))]
    assert all(row["date_start"] <= "2016-03-31" and row["date_end"] >= "2016-03-01" for row in named)


@needs_corpora
def test_each_incident_named_as_a_source_exists_and_is_of_march_2016() -> None:
    incidents = {row["code"]: row["date"] for row in _table("airwars-syria.csv")}
    named = re.findall(r"CS\d+(?: RS\d+)?|RS\d+", SOURCES)
    assert {incidents[code][:7] for code in named} == {"2016-03"}


def _expected(key: tuple[str, str], value: object, name: str) -> object:
    what = KNOWN_MISSES.get(key)
    marks = [] if what is None else [pytest.mark.xfail(reason=what, strict=True)]
    return pytest.param(value, id=name, marks=marks)


def test_every_known_miss_is_a_line_of_the_gold_tables() -> None:
    groups = {("same_event.csv", line["group"]) for line in EVENTS}
    assert set(KNOWN_MISSES) <= {(line["document"], line["claim"]) for line in LINES} | groups


@pytest.mark.parametrize(
    "line",
    [_expected((line["document"], line["claim"]), line, f"{line['document']}:{line['claim']}") for line in LINES],
)
def test_the_reading_holds_what_a_careful_coder_reads(claims: list[compare.Claim], line: compare.Gold) -> None:
    assert compare.shortfall(claims, line) == []


@pytest.mark.parametrize(
    "group",
    [
        _expected(("same_event.csv", group), group, group)
        for group in sorted({e["group"] for e in EVENTS if e["relation"] == "same"})
    ],
)
def test_claims_about_one_event_share_its_id(claims: list[compare.Claim], group: str) -> None:
    events = [_event_ids(claims, line) for line in EVENTS if line["group"] == group]
    assert set.intersection(*events), events


@pytest.mark.parametrize("group", sorted({e["group"] for e in EVENTS if e["relation"] == "different"}))
def test_claims_about_several_events_share_no_id(claims: list[compare.Claim], group: str) -> None:
    events = [_event_ids(claims, line) for line in EVENTS if line["group"] == group]
    assert all(events)
    assert len(set.union(*events)) == sum(map(len, events)), events


def _event_ids(claims: list[compare.Claim], line: compare.Gold) -> set[str]:
    return {claim["event_id"] for claim in compare.claims_about(claims, line)}


def _table(name: str) -> list[dict[str, str]]:
    with (CORPORA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
