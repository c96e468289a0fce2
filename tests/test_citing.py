"""Citations: source, publisher, title, date, address, and what read them; of a data set its own citation."""

from __future__ import annotations

from typing import Any

from test_evidence import CLAIM

from dashboard import evidence
from dashboard.citing import citation
from dashboard.events import events
from data_prep.frame import from_rows

REPORT = {
    "publisher": "Agence France-Presse",
    "title": "Strikes kill 39",
    "published": "2016-03-20",
    "url": "https://example.org/1",
    "place": "Raqqa",
}


def cited(*claims: dict[str, Any]) -> list[str]:
    frame = from_rows({**CLAIM, "claim_id": f"c{n}", **claim} for n, claim in enumerate(claims))
    return citation(evidence.rows(frame), events(frame).frame().to_dict("records")[0]).split("\n")


def test_a_report() -> None:
    assert cited(REPORT) == [
        "Air/drone strike, Raqqa, 19 March 2016 (event e).",
        "Observatory, in: Agence France-Presse, “Strikes kill 39”, 20 March 2016, https://example.org/1.",
        "As read by Conflict Timeline.",
    ]


def test_two_claims_of_one_report_are_cited_once() -> None:
    assert len(cited(REPORT, {**REPORT, "sentence": "Another."})) == 3


def test_a_document_stands_for_an_address_that_is_none() -> None:
    line = cited({"url": "javascript:alert(1)", "document": "report.txt"})[1]
    assert line == "Observatory, report.txt."


def test_a_data_set_brings_its_own_citation_and_licence() -> None:
    text = "\n".join(cited({"dataset": "ucdp-ged", "document": "ged.csv:12"}))
    assert "Uppsala Conflict Data Program" in text
    assert "Licence: CC BY 4.0." in text
