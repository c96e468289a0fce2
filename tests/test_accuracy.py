"""The page on accuracy: what it says is what the README quotes, and each miss falls into the class that it should."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.accuracy import __main__ as program
from benchmarks.accuracy import corpora, errors, readers, report
from benchmarks.accuracy.measure import Measured
from benchmarks.serve import ROOT
from data_prep.frame import from_rows

PAGE = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROW: dict[str, Any] = {
    "event_id": "one",
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "stance": "reported",
    "date_precision": "day",
    "date_start": "1990-01-03",
    "date_end": "1990-01-03",
}
SCORE = SimpleNamespace(
    violent=lambda claims: claims,
    numbers=lambda series: {int(n) for n in series.dropna()},
    fold=str.lower,
    same_name=lambda a, b: a in b or b in a,
)


def frame(*rows: dict[str, Any]) -> Any:
    return from_rows({**ROW, **row} for row in rows)


def test_the_readme_quotes_the_page() -> None:
    quoted = re.search(r"<!-- accuracy: begin -->\n(.*?)\n<!-- accuracy: end -->", README, re.DOTALL)
    assert quoted
    assert "| this reader |" in quoted[1]
    assert quoted[1] in PAGE


def test_the_page_has_every_corpus_and_what_cannot_be_done() -> None:
    for words in (corpora.DATES.name, corpora.MUC.name, corpora.AIRWARS.name, "## What it cannot do", "| class |"):
        assert words in PAGE


def test_without_the_corpora_nothing_is_measured_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(corpora, "SHARED", tmp_path)
    monkeypatch.setattr(program, "PAGE", tmp_path / "accuracy.md")
    with pytest.raises(SystemExit, match=r"Not found:\n(.*\n)*.*muc-dev\.jsonl"):
        program.main()
    assert not list(tmp_path.iterdir())


def test_a_page_is_made_of_what_was_measured() -> None:
    wrong = {"dates": Counter({"missed": 2, "too much": 3}), "orgs": Counter({"missed": 1})}
    shown = Measured({"dates F1": 0.785, "killed F1": 0.0}, wrong, {"orgs": 4}, texts=10, seconds=2.0)
    dates = Measured({"value F1": 0.92}, {"dates": Counter({"not found": 1})}, texts=5, seconds=0.01)
    by_reader = {(report.OURS, corpora.MUC): shown, (report.OURS, corpora.DATES): dates}
    by_reader |= {(report.OURS, corpora.AIRWARS): Measured({}), (report.PUBLICATION, corpora.MUC): shown}
    results = report.Results(by_reader, (44, 45), 2, 9.6, 0.5, (14, 15))
    page = report.page(results)
    assert f"| {corpora.MUC.name} | days of violence, F1 | {0.785:.2f} |  | {0.785:.2f} | 0.78 |" in page
    assert "| 44 of 45 |" in page
    assert "| right value, F1 | 0.92 |  |  | 0.92 |" in page
    assert "| numbers killed, F1 |  |  |  | 0.65, not met |" in page
    assert "| this reader | 5 | 500 | 0 MB | 200 a second |" in page
    assert "| this reader | 10 | 5 | 0 MB | 150 a second, 500 MB, not met |" in page
    assert "days of violence: 5 in 10 reports" in page
    assert "perpetrating organisation named: 1 in 4 reports" in page
    assert page.index("| too much | 3 |") < page.index("| missed | 2 |")
    assert report.headline(results) in page


def test_dates_are_classed_by_what_was_read_instead() -> None:
    misses = [
        ("a", "d", "Friday", "1998-08-07", "1998-08-08"),
        ("a", "d", "Friday", "1998-08-07", "1998-07-31"),
        ("a", "d", "August", "1998-08", "1998-08-01"),
        ("a", "d", "today", "1998-08-07", None),
        ("a", "d", "may", None, "1998-05"),
    ]
    assert errors.of_dates(misses) == Counter(
        [
            "off by a day",
            "off by a week",
            "a day, week, month or year for another of them",
            "not found",
            "found where the key has no date",
        ]
    )


def test_days_and_deaths_of_news_wire_are_classed() -> None:
    doc = {
        "text": "On 2 January 1990 five people died; on 3 January two were killed.",
        "published": "1990-01-05",
        "incidents": [{"date_start": "1990-01-02", "date_end": "1990-01-02", "killed_min": 5, "perp_orgs": [["FMLN"]]}],
    }
    found = frame({"killed_low": 2, "perpetrators": ["Army"]})
    wrong = errors.of_muc([doc], [found], SCORE)  # type: ignore[arg-type]
    assert wrong["dates"] == Counter(
        ["missed: the day is named in the text and dates no claim", "too much: a day beside one of the key"]
    )
    assert wrong["killed"] == Counter(
        [
            "missed: the figure stands in the text and counts nobody killed",
            "too much: a figure that the key does not have",
        ]
    )
    assert wrong["orgs"] == Counter(["another actor named as the perpetrator"])


def test_figures_of_narratives_are_classed_by_their_event() -> None:
    doc = {"date": "2023-10-07", "date_end": "2023-10-07", "killed_min": 15, "killed_max": 15}
    score = SimpleNamespace(
        violent=SCORE.violent,
        score_airwars=lambda *_: {"date": False, "killed_min": False, "place": False, "range": False},
    )
    told = [{"date_start": "2023-10-08", "date_end": "2023-10-08", "killed_low": number} for number in (3, 15)]
    wrong = errors.of_airwars([doc], [frame(*told)], score)  # type: ignore[arg-type]
    assert wrong == {
        "date": Counter(["off by a day"]),
        "killed_min": Counter(["too low; the right one is read too"]),
        "place": Counter(["no place read"]),
    }


def test_the_naive_reader_reads_what_most_would() -> None:
    doc = {"text": "On 18 March 2016 an air strike by Islamic State killed 16 people.", "published": "2016-03-20"}
    claims = readers.naive_claims(doc)
    assert "2016-03-18" in {str(day)[:10] for day in claims["date_start"].dropna()}
    assert set(claims["killed_low"].dropna()) == {16}
    assert set(claims["sub_event_type"]) == {"Air/drone strike"}
    assert "Islamic State" in claims["perpetrators"].iloc[0]
    assert str(readers.publication_day(doc)["date_start"].iloc[0])[:10] == "2016-03-20"
    months = readers.parsed_dates({"text": "It began in March 2016.", "published": "2016-06-01"})
    assert [(str(one.date_start), str(one.date_end)) for one in months] == [("2016-03-01", "2016-03-31")]
