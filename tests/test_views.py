"""Every page, run without a browser on the demo claims: what it says, and what its widgets do."""

from __future__ import annotations

import json
import re
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import demo_sets
import pandas as pd
import pytest
import streamlit as st
from demo import claims
from streamlit.testing.v1 import AppTest

import data_prep
from dashboard import load
from dashboard.components.zooms import Zoom
from dashboard.drawing.geo_area import area_from_text
from dashboard.drawing.window import DAY
from dashboard.state import FIRST_DAY, LAST_DAY
from dashboard.views import days, places
from data_prep.frame import empty, from_rows, problems_frame

if TYPE_CHECKING:
    from collections.abc import Callable

APP = Path(__file__).parents[1] / "dashboard" / "app.py"
Frame = pd.DataFrame | None
HOSTILE = "<script>alert(1)</script> **bold** $x^2$ :red[no]"


REPORT = """Shells kill nine in Aleppo

March 21, 2016

ALEPPO, March 21 - Shells killed nine people in a market in Aleppo on Monday, a monitoring group said.
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Runs the app on claims (the demo's, if none are given) with a link's query."""

    def start(frame: Frame = None, problems: Frame = None, page: str = "", **query: Any) -> AppTest:
        found = claims() if frame is None else frame
        prepared = data_prep.Prepared(found, problems_frame() if problems is None else problems)
        monkeypatch.setattr(data_prep, "prepare", lambda _paths, **_options: prepared)
        st.cache_resource.clear()
        app = AppTest.from_function(one_page, kwargs={"name": page}) if page else AppTest.from_file(str(APP))
        app.default_timeout = 30
        app.query_params.update(query)
        return checked(app.run())

    return start


def one_page(name: str) -> None:
    """A page by itself: without a browser there is no menu to click."""
    from importlib import import_module

    from dashboard.views.view import current

    import_module(f"dashboard.views.{name}").show(current())


def checked(app: AppTest) -> AppTest:
    assert [error.message for error in app.exception] == []
    return app


def html(app: AppTest) -> str:
    """All HTML of the page, without the marks that keep names of another direction apart."""
    return re.sub(r'</?bdi>| dir="auto"', "", " ".join(element.proto.body for element in app.get("html")))


def test_the_page_shows_headline_figures_every_chart_and_the_filters(run):
    app = run()
    assert app.title[0].value == "Conflict Timeline"
    assert "All 26 claims" in html(app)
    assert len(app.get("plotly_chart")) == 3
    named = {"Actor", "Not with", "Place", "Type", "Who says so", "Leave out"}
    assert {one.label for one in app.multiselect} == named


def test_options_carry_their_count_and_links_do_not(run):
    app = run()
    actor = app.multiselect(key="actor")
    assert any(label.startswith("Russia (") for label in actor.options)
    actor.set_value(["Russia"])
    assert checked(app.run()).query_params["actor"] in ("Russia", ["Russia"])


def test_a_link_restores_the_view(run):
    app = run(actor=["Russia", "Syria"], start="2016-03-10", lanes="place", measure="killed", event="raqqa-19")
    assert app.multiselect(key="actor").value == ["Russia", "Syria"]
    assert str(app.date_input(key="start").value) == "2016-03-10"
    assert app.session_state["lanes"] == "place"
    assert app.session_state["measure"] == "killed"
    assert app.selectbox(key="event").value == "raqqa-19"
    assert "At least 39 civilians died" in html(app)


def test_a_bad_link_opens_the_default(run):
    app = run(actor="Nobody", start="2016-13-45", lanes="sideways", event="none", unheard_of="1")
    assert "All 26 claims" in html(app)
    assert app.query_params == {}


def test_a_filter_that_leaves_nothing_says_so_and_offers_to_clear(run):
    app = run(actor="Russia", place="Maarrat al-Numan")
    assert "Nothing matches these filters." in app.info[0].value
    assert not app.get("plotly_chart")
    app.button(key="clear_nothing").click()
    assert "All 26 claims" in html(checked(app.run()))
    assert app.query_params == {}


def test_a_chip_takes_its_filter_off(run):
    app = run(actor=["Russia", "Syria"], role="by")
    assert [button.label for button in app.button if button.key and button.key.startswith("chip_")] == [
        "By Russia",
        "By Syria",
    ]
    app.button(key="chip_actor_Russia").click()
    assert checked(app.run()).multiselect(key="actor").value == ["Syria"]


def test_back_in_the_browser_brings_the_choices_of_that_address_back(run):
    app = run(actor="Russia")
    app.query_params = {"place": "Raqqa"}
    checked(app.run())
    assert app.multiselect(key="actor").value == []
    assert app.multiselect(key="place").value == ["Raqqa"]


def test_a_click_wins_over_an_address_that_the_browser_has_not_renewed_yet(run):
    app = run(actor="Russia")
    app.query_params = {}
    app.multiselect(key="place").set_value(["Raqqa"])
    assert checked(app.run()).query_params == {"actor": "Russia", "place": "Raqqa"}


def test_days_that_cross_are_said(run):
    app = run(start="2016-03-20", end="2016-03-10")
    assert "comes after" in app.warning[0].value
    assert "Nothing matches these filters." in app.info[0].value


def test_the_evidence_points_out_a_denial(run):
    text = html(run(event="russia-week"))
    assert "both reports and denies it" in text
    assert "US Central Command denies it" in text


def test_evidence_of_an_event_that_the_filters_hide_is_still_shown(run):
    app = run(actor="Jabhat al-Nusra", event="raqqa-19")
    assert "The filters hide this event" in app.caption[0].value
    assert "At least 39 civilians died" in html(app)


def test_evidence_is_shown_even_where_the_filters_leave_nothing(run):
    app = run(actor="Russia", place="Maarrat al-Numan", event="raqqa-19")
    assert "Nothing matches these filters." in app.info[0].value
    assert "At least 39 civilians died" in html(app)


def test_of_very_many_claims_the_first_are_shown_and_the_rest_are_counted(run):
    many = pd.concat([claims().iloc[:1].assign(claim_id=f"claim {number}") for number in range(70)])
    app = run(frame=many, event="raqqa-19")
    assert "Shown are 60 of 70 claims." in app.caption[0].value
    assert html(app).count("<article") == 60


def test_the_evidence_can_be_closed(run):
    app = run(event="raqqa-19")
    app.button(key="close_event").click()
    assert "At least 39 civilians died" not in html(checked(app.run()))
    assert app.query_params == {}


def test_nothing_to_show_says_what_to_do(run):
    app = run(frame=empty(), problems=problems_frame([{"file": "a.pdf", "reason": "It is protected."}]))
    assert "There is nothing to show yet." in app.info[0].value


def test_markup_in_a_claim_stays_text(run):
    row = {**claims().iloc[0].to_dict(), "sentence": HOSTILE, "source": HOSTILE, "place": HOSTILE}
    row["perpetrators"] = [HOSTILE]
    app = run(frame=from_rows([row]), event="raqqa-19", actor=HOSTILE)
    assert "<script>" not in html(app).replace("<script>/*", "")
    chip = app.button(key=f"chip_actor_{HOSTILE}").label
    assert r"\*\*bold\*\*" in chip
    assert r"\$x" in chip


def test_a_visitors_reports_join_what_only_that_visitor_sees(run):
    app = run()
    extra = claims().iloc[:1].assign(claim_id="mine", event_id="mine", place="Homs")
    app.session_state["added"] = (load.Added("mine.txt", extra, problems_frame()),)
    assert "All 27 claims" in html(checked(app.run()))
    assert "All 26 claims" in html(run())


@pytest.mark.parametrize("page", ["data", "add", "about"])
def test_every_other_page_runs_and_keeps_the_choices(run, page):
    app = run(page=page, actor="Russia", lanes="type", event="raqqa-19")
    assert app.title
    assert app.query_params == {"actor": "Russia", "lanes": "type", "event": "raqqa-19"}


def test_the_data_page_shows_the_filtered_claims_and_the_problems(run):
    problems = problems_frame([{"file": "a.pdf", "reason": "It is protected."}])
    app = run(page="data", problems=problems, actor="Jabhat al-Nusra")
    assert set(app.dataframe[0].value["event_id"]) == {"protest", "arrests"}
    assert "<b>a.pdf</b> It is protected." in html(app)


def test_problems_are_shown_as_text_and_not_without_end(run):
    many = [{"file": HOSTILE, "row": number, "value": HOSTILE, "reason": HOSTILE} for number in range(60)]
    app = run(page="data", problems=problems_frame(many))
    assert "<script>" not in html(app)
    assert html(app).count("<li>") == 50
    assert "Shown are 50 of 60 problems." in app.caption[-1].value


def test_without_a_browser_on_the_server_the_page_says_what_to_do_and_keeps_the_camera(run, monkeypatch, tmp_path):
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "no-such-browser"))
    app = run()
    app.session_state["leave_timeline"] = True
    checked(app.run())
    assert sum("needs Chromium" in element.value for element in app.caption) == 1
    assert [element.label for element in app.get("download_button")] == ["Download"]
    charts = [json.loads(element.proto.config) for element in app.get("plotly_chart")]
    assert all("toImage" not in chart.get("modeBarButtonsToRemove", ()) for chart in charts)
    assert {chart["toImageButtonOptions"]["format"] for chart in charts} == {"png"}


def test_a_pasted_report_is_read_and_can_be_taken_back(run):
    app = run(page="add")
    app.text_area(key="pasted_text").set_value(REPORT)
    app.text_input(key="pasted_publisher").set_value("A paper")
    app.button[0].click()
    checked(app.run())
    added = app.session_state["added"][0]
    assert not added.claims.empty
    assert set(added.claims["publisher"]) == {"A paper"}
    assert set(added.claims["document"]) == {"Pasted report 1"}
    assert list(load.texts("Pasted report 1")) == []
    app.button(key=f"remove_{added.token}").click()
    assert checked(app.run()).session_state["added"] == ()


def test_nothing_pasted_is_said(run):
    app = run(page="add")
    app.button[0].click()
    assert "no text to read" in checked(app.run()).warning[0].value


def test_a_report_that_says_nothing_happened_is_said_to(run):
    app = run(page="add")
    app.session_state["added"] = (load.Added("plain.txt", empty(), problems_frame()),)
    assert "no sentence in it says" in checked(app.run()).text[0].value


def test_what_cannot_be_read_is_listed_with_its_reason():
    added = load.read_dropped("broken.pdf", b"%PDF-1.4 nothing more")
    assert added.claims.empty
    assert added.problems["file"].tolist() == ["broken.pdf"]
    assert added.problems["reason"].iloc[0]


def test_a_dropped_report_keeps_its_text_for_the_evidence():
    added = load.read_dropped("../../report.txt", REPORT.encode())
    assert added.name == "report.txt"
    row = added.claims.iloc[0]
    assert added.texts["report.txt"][row["span_start"] : row["span_end"]] == row["sentence"]


# --- Several data sets --------------------------------------------------------------------------------------------


def test_one_data_set_is_shown_and_the_others_are_named(run):
    app = run(frame=demo_sets.claims())
    assert app.radio(key="dataset").options[:2] == ["Reports \\(23 events\\)", "UCDP GED \\(5 events\\)"]
    assert "All 26 claims on 23 events" in html(app)
    assert "Also loaded, and not in these figures: UCDP GED, ACLED, Airwars and GDELT." in html(app)
    assert app.query_params == {}


def test_another_data_set_is_chosen_and_everything_speaks_of_it_alone(run):
    app = run(frame=demo_sets.claims())
    app.radio(key="dataset").set_value("ucdp-ged")
    checked(app.run())
    assert app.query_params in ({"dataset": "ucdp-ged"}, {"dataset": ["ucdp-ged"]})
    assert "All 5 claims on 5 events" in html(app)
    assert "CC BY 4.0" in html(app)
    assert app.multiselect(key="place").options == ["Raqqa (5)"]
    layouts = [json.loads(chart.proto.spec)["layout"] for chart in app.get("plotly_chart")]
    said = [" ".join(note["text"] for note in layout["annotations"]) for layout in layouts]
    assert len(said) == 3
    assert [text for text in said if "UCDP" not in text or "Airwars" in text or "ACLED" in text] == []


def test_filters_of_one_data_set_that_another_has_no_name_for_are_taken_off(run):
    app = run(frame=demo_sets.claims(), actor=["Russia"])
    app.radio(key="dataset").set_value("acled")
    checked(app.run())
    assert app.multiselect(key="actor").value == []
    assert "All 8 claims" in html(app)


def test_several_are_compared_each_with_its_own_figures(run):
    app = run(frame=demo_sets.claims(), dataset="compare", compared=["acled", "ucdp-ged"])
    page = html(app)
    assert page.count('<h2 class="dataset">') == 2
    assert "All 8 claims on 8 events" in page
    assert "All 5 claims on 5 events" in page
    assert app.multiselect(key="place").options == ["Raqqa"]


def test_without_a_name_those_that_count_are_compared(run):
    app = run(frame=demo_sets.claims(), dataset="compare")
    assert app.session_state["compared"] == ["report", "ucdp-ged", "acled", "airwars"]


def test_what_counts_only_when_asked_for_says_so_and_can_be_let_in(run):
    app = run(frame=demo_sets.only("gdelt"))
    assert "GDELT is in no count unless you let it in." in app.info[0].value
    assert not app.get("plotly_chart")
    app.button(key="ask_for").click()
    assert "All 20 claims" in html(checked(app.run()))
    assert len(app.get("plotly_chart")) == 3


def test_the_data_page_shows_the_chosen_or_all_with_their_terms(run):
    app = run(page="data", frame=demo_sets.claims(), dataset="acled")
    assert set(app.dataframe[0].value["dataset"]) == {"acled"}
    assert data_prep.DATASETS["acled"].licence in html(app)
    app.toggle(key="all_sets").set_value(True)
    assert len(checked(app.run()).dataframe[0].value) == 62
    assert "CC BY 4.0" in html(app)


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://example.org/a", True), ("javascript:alert(1)", False), ("/a", False), ("//example.org", False)],
)
def test_the_table_links_only_where_every_address_is_one_of_the_web(run, url, linked):
    frame = claims()
    app = run(frame=frame.assign(url=frame["url"].where(frame.index > 0, url)), page="data")
    column = json.loads(app.dataframe[0].proto.columns)["url"]
    assert column["type_config"]["type"] == "link" if linked else "type_config" not in column
    assert app.dataframe[0].value["url"][0] == url


def test_a_table_of_very_many_claims_is_cut_and_says_so(run, monkeypatch):
    monkeypatch.setattr("dashboard.views.data.MOST_ROWS", 10)
    app = run(page="data")
    assert len(app.dataframe[0].value) == 10
    assert "the first 10 of 26 claims" in app.caption[0].value


def test_the_methods_name_every_data_set_and_what_of_it_is_loaded(run):
    page = html(run(page="about", frame=demo_sets.only("acled")))
    assert "Loaded here: 8 claims on 8 events. Last day told of: 17 March 2016." in page
    assert all(escape(one.counts) in page for one in data_prep.DATASETS.values())
    assert page.count("Not loaded here.") == len(data_prep.DATASETS) - 1


# --- How a claim was read -----------------------------------------------------------------------------------------


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The evidence of the one event of a report, with what is folded up under its first claim open."""

    def start(text: str, *, changed: str = "") -> str:
        (tmp_path / "report.txt").write_text(text, encoding="utf-8")
        monkeypatch.setenv(load.INPUT, str(tmp_path))
        st.cache_resource.clear()
        claim = data_prep.prepare(tmp_path).claims.iloc[-1]
        app = AppTest.from_file(str(APP), default_timeout=30)
        app.query_params["event"] = claim["event_id"]
        assert "people counted" not in html(checked(app.run()))
        if changed:
            monkeypatch.setattr(data_prep, "explain", lambda _path: data_prep.explain_text(changed))
        app.session_state[f"how_{claim['claim_id']}"] = True
        return html(checked(app.run()))

    return start


def test_how_a_claim_was_read_is_shown_when_somebody_asks(told):
    page = told(REPORT)
    assert "<q>nine people</q> → 9<small>people counted beside effects.csv:" in page
    assert "date rule weekday" in page


def test_what_was_found_and_not_used_stands_below(told):
    page = told(REPORT.replace("a monitoring group", "Jordan Baker"))
    assert "Found and not used" in page
    assert "<q>Jordan</q> → Jordan, JOR<small>Too little speaks for a place of this name.</small>" in page


def test_markup_in_the_words_of_a_rule_is_shown_as_it_is(told):
    assert "<q>a &lt;b&gt;monitoring&lt;/b&gt; group said</q>" in told(
        REPORT.replace("monitoring", "<b>monitoring</b>")
    )


def test_a_reading_that_is_gone_is_said(told):
    assert "can no longer be shown" in told(REPORT, changed="Another report.")


def test_a_zoom_beyond_the_days_that_can_be_chosen_ends_where_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[tuple[date | None, date | None]] = []
    monkeypatch.setattr("dashboard.controls.choose_period", lambda *found: chosen.append(found))
    for ends in ((-1e15, 1e15), (0.0, 2 * DAY), None):
        days.zoomed(Zoom("chart_timeline", ends, None, frozenset({"x"})))
    assert chosen == [(FIRST_DAY, LAST_DAY), (date(1970, 1, 1), date(1970, 1, 2)), (None, None)]


# --- The map ------------------------------------------------------------------------------------------------------


def test_the_map_can_be_zoomed_out_of_before_any_part_is_chosen(run):
    app = run()
    app.button(key="map_wider").click()
    checked(app.run())
    (window,) = (
        app.query_params["window"] if isinstance(app.query_params["window"], list) else [app.query_params["window"]]
    )
    assert len(area_from_text(window)) == 2
    app.button(key="map_whole").click()
    assert "window" not in checked(app.run()).query_params


@pytest.mark.parametrize("window", [(30, 30, 40, 40), (-170, -88, 175, 88), (170, 0, 190, 20)])
def test_a_wider_part_of_the_map_holds_the_part(window):
    (west, south), (east, north) = area_from_text(places._wider(window))
    assert (west <= window[0], south <= window[1], east >= window[2], north >= window[3]) == (True,) * 4


def test_of_the_whole_map_there_is_no_wider_part():
    assert places._wider((-180, -60, 180, 85)) == ""
