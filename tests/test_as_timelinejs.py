"""Claims as slides for TimelineJS: dated as exactly as is known, sources side by side, nothing left out unsaid."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_prep.as_timelinejs import claims_timelinejs
from data_prep.errors import UsageError
from data_prep.frame import empty, from_rows
from tests import demo
from tests.claims_made import FULL, full


def told(*rows: dict[str, Any], **how: str) -> Any:
    return json.loads(claims_timelinejs(from_rows([{**FULL, **row} for row in rows]), **how))


def text(*rows: dict[str, Any]) -> str:
    """The text of the one slide."""
    (slide,) = told(*rows)["events"]
    return str(slide["text"]["text"])


def test_a_slide_says_when_what_and_where() -> None:
    (slide,) = told({"date_end": "2016-03-19", "date_precision": "day"})["events"]
    assert slide["start_date"] == {"year": 2016, "month": 3, "day": 19}
    assert slide["display_date"] == "19 March 2016"
    assert slide["text"]["headline"] == "Air/drone strike, Raqqa"
    assert slide["group"] == "Explosions/Remote violence"


def test_claims_on_one_event_are_one_slide_with_their_figures_side_by_side() -> None:
    found = text({"claim_id": "a"}, {"claim_id": "b", "source": "Local council", "killed_low": 50, "killed_high": 60})
    assert found.count("<tr>") == 3
    assert "<td>at least 39</td>" in found
    assert "<td>50 to 60</td>" in found
    assert "<td>Local council</td>" in found


def test_what_two_data_sets_tell_under_one_id_is_two_slides() -> None:
    assert len(told({}, {"dataset": "acled"})["events"]) == 2


def test_a_figure_that_is_not_given_is_said_and_never_0() -> None:
    rows = [{"killed_low": None}, {"killed_high": 0, "killed_low": 0}, {"killed_low": 0, "flags": ["zero-or-unknown"]}]
    found = text(*rows)
    assert [cell in found for cell in ("<td>not given</td>", "<td>0</td>", "<td>0 or not reported</td>")] == [True] * 3


def test_the_sentence_is_quoted_with_who_says_it_and_who_did_it() -> None:
    found = text({"url": "https://example.org/a?b=1&c=2"})
    assert '<blockquote dir="auto">He said: &quot;Two\ndied.&quot;</blockquote>' in found
    assert "<strong>Syrian Observatory for Human Rights</strong>" in found
    assert "Carried out by: Russia or The &quot;Tigers&quot; or a|b,c (contested)" in found
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in found
    assert "lower bound" in found


def test_two_sides_of_which_neither_is_said_to_have_attacked_are_both_named() -> None:
    row = {"attribution": "unstated", "perpetrators": ["A"], "targets": ["B"]}
    assert "Between: A and B; who attacked is not said" in text(row)


@pytest.mark.parametrize(
    ("stances", "headline"),
    [
        (["denied"], "Air/drone strike, Raqqa (denied)"),
        (["reported", "denied"], "Air/drone strike, Raqqa (some deny it)"),
    ],
)
def test_a_denial_is_said(stances: list[str], headline: str) -> None:
    (slide,) = told(*({"stance": stance} for stance in stances))["events"]
    assert slide["text"]["headline"] == headline
    assert "What is denied: that Russia or" in slide["text"]["text"]
    assert "(denies it)" in slide["text"]["text"]


@pytest.mark.parametrize("column", ["source", "place", "sentence", "publisher", "title", "document", "url"])
@pytest.mark.parametrize("group", ["event_type", "actor"])
def test_no_text_of_a_source_is_markup(column: str, group: str) -> None:
    live = "<img src=x onerror=alert(1)>"
    found = json.dumps(told({column: live, "perpetrators": [live], "flags": [live]}, group=group, title=live))
    assert "<img" not in found
    assert "&lt;img" in found


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert "<a " not in text({"url": url})


def test_undated_claims_are_counted_and_listed_on_the_first_slide() -> None:
    undated = [{"event_id": f"u{n}", "date_start": None, "date_end": None, "sentence": f"Raid {n}."} for n in range(25)]
    found = told({}, *undated)
    assert len(found["events"]) == 1
    title = found["title"]["text"]["text"]
    assert "25 undated claims cannot be placed and are left out" in title
    assert "Raid 0." in title
    assert "and 5 more" in title
    assert "26 events, told by 26 claims" in title


def test_every_claim_is_on_a_slide_or_on_the_first() -> None:
    found = json.dumps(json.loads(claims_timelinejs(demo.claims())), ensure_ascii=False)
    assert all(json.dumps(sentence)[1:-1] in found for sentence in demo.claims()["sentence"])


def test_the_first_slide_has_the_title_and_the_credit() -> None:
    title = told({"dataset": "ucdp-ged"}, title="Raids")["title"]["text"]
    assert title["headline"] == "Raids"
    assert "UCDP" in title["text"]
    assert "CC BY 4.0" in title["text"]


def test_slides_can_be_grouped_by_actor() -> None:
    slides = told({"perpetrators": ["Russia", "Syria"]}, {"event_id": "e2", "perpetrators": []}, group="actor")[
        "events"
    ]
    assert [slide["group"] for slide in slides] == ["Russia and Syria", "Nobody is named as responsible"]


@pytest.mark.parametrize(
    ("how", "named"), [({"group": "actors"}, "did you mean 'actor'"), ({"language": "xx"}, "'xx'")]
)
def test_what_cannot_be_asked_for_says_so(how: dict[str, str], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        claims_timelinejs(full(), **how)


def test_slides_are_told_apart_and_keep_their_names() -> None:
    ids = [slide["unique_id"] for slide in told({}, {"event_id": "e2"}, {"event_id": None, "claim_id": None})["events"]]
    assert len(set(ids)) == 3
    assert ids[:2] == [slide["unique_id"] for slide in told({}, {"event_id": "e2"})["events"]]


def test_no_claims_are_a_title_and_no_slide() -> None:
    found = json.loads(claims_timelinejs(empty()))
    assert found["events"] == []
    assert "0 events, told by 0 claims" in found["title"]["text"]["text"]
