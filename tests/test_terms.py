"""Attribution and licence: they go wherever the data goes."""

from __future__ import annotations

import demo_sets
import pytest

from dashboard import evidence, terms
from dashboard.events import events
from data_prep import DATASETS, Prepared

NO_REPORT = Prepared(demo_sets.claims(), demo_sets.claims()).report


def report(**row: object):
    return NO_REPORT.reindex(range(1)).assign(**{"format": "acled", "edition": "", **row})


def test_a_text_travels_with_the_files() -> None:
    text = terms.as_text(events(demo_sets.claims()), report(format="ucdp-ged", edition="25.1"))
    for name in ("acled", "ucdp-ged", "airwars", "gdelt"):
        about = DATASETS[name]
        for part in (about.counts, about.attribution.rstrip("."), about.licence, about.licence_url, about.url):
            assert part in text
    assert "UCDP GED: 25.1\n" in text
    assert "Last day told of: 16 March 2016." in text


def test_only_the_data_sets_that_are_there_are_named() -> None:
    text = terms.as_text(events(demo_sets.only("acled")), NO_REPORT)
    assert "ACLED" in text
    assert "UCDP" not in text


def test_a_card_of_a_published_data_set_credits_it() -> None:
    html = evidence.card(evidence.rows(demo_sets.only("acled"))[0])
    assert DATASETS["acled"].licence in html
    assert f'href="{DATASETS["acled"].licence_url}"' in html
    assert "<footer>" in html


def test_a_card_of_a_report_has_no_licence() -> None:
    assert "Licence" not in evidence.card(evidence.rows(demo_sets.only("report"))[0])


def test_a_card_of_two_sides_says_that_nobody_attacked() -> None:
    html = evidence.card(evidence.rows(demo_sets.only("acled"))[0])
    assert "<dt>Named</dt><dd>Government of Syria and Islamic State<small>not said who attacked<" in html
    assert "<dt>By</dt>" not in html
    assert "<dt>Killed</dt><dd>none, or not reported</dd>" in html


def test_a_card_shows_the_best_estimate_with_its_bounds() -> None:
    html = evidence.card(evidence.rows(demo_sets.only("ucdp-ged"))[0])
    assert "<dt>Killed</dt><dd>2 to 9, best estimate 3" in html


def test_sides_are_no_disagreement_about_who_did_it() -> None:
    rows = evidence.rows(demo_sets.only("acled").iloc[[0, 1]])
    rows[0]["perpetrators"], rows[0]["targets"] = rows[0]["targets"], rows[0]["perpetrators"]
    assert not any("Who did it" in sentence for sentence in evidence.differences(rows))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "ftp://example.org"])
def test_only_web_addresses_are_links(url: str) -> None:
    assert not terms.is_web(url)
