"""Saved incident pages of Airwars: figures by their labels in any layout, the narrative, and no other page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

import pytest

from data_prep.files.incident_page import incident_row, read_incident_page
from data_prep.files.incident_rows import row_of
from data_prep.files.webpage import read_webpage
from data_prep.vocab import table
from tests.conftest import NO_SHARED, SHARED
from tests.files_made import html
from tests.made.airwars import COLUMNS, Layout
from tests.made.table import events
from tests.tables_made import airwars_page

if TYPE_CHECKING:
    from data_prep.files.incident_page import IncidentPage

LAYOUTS = get_args(Layout)
CORPUS = SHARED / "corpora" / "airwars-dev.jsonl"
NOT_ON_PAGES = {"date_type", "date_end", "local_time_of_day", "num_victims", "total_strikes"}


def page(text: str) -> IncidentPage:
    found = read_incident_page(text)
    assert found is not None
    return found


def row(body: str) -> dict[str, str]:
    return incident_row(page(f"<html><body>{body}<h4>Incident Code</h4><p>X1</p></body></html>"))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("code", [one["code"] for one in events("airwars") if one["date"]])
def test_a_page_gives_the_row_of_the_table(code: str, layout: Layout) -> None:
    event = next(one for one in events("airwars") if one["code"] == code)
    found = incident_row(page(airwars_page(code, layout=layout).text))
    said = {name: event[name] for name in COLUMNS if event[name] and name not in NOT_ON_PAGES}
    conceded = {name for name in said if "conceded" in name}
    differ = {name: (found.get(name), cell) for name, cell in said.items() if found.get(name) != cell}
    assert set(differ) - conceded <= {"date"}


def test_the_day_stays_as_written() -> None:
    assert incident_row(page(airwars_page("MADE0002").text))["date"] == "October 9–11, 2023"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_narrative_is_the_assessment_and_nothing_else(layout: Layout) -> None:
    event = events("airwars")[0]
    assert page(airwars_page(layout=layout).text).narrative == event["narrative"]


def test_address_and_title() -> None:
    found = page(airwars_page().text)
    assert found.url == "https://airwars.org/civilian-casualties/made0001-made-up/"
    assert found.title == "MADE0001 - October 8, 2023 - Airwars"


def test_the_address_that_the_browser_noted() -> None:
    text = airwars_page().text.replace('rel="canonical"', 'rel="other"')
    saved = "<!-- saved from url=(0048)https://airwars.org/civilian-casualties/saved/ -->"
    assert page(text.replace("<html", saved + "<html", 1)).url == "https://airwars.org/civilian-casualties/saved/"


def test_the_newer_wording() -> None:
    assert incident_row(page(airwars_page(newer=True).text))["civilian_harm_status_name"] == "Fair"


def test_fields_are_by_label_and_without_tooltips() -> None:
    fields = page(airwars_page().text).fields
    assert fields["Airwars civilian harm grading"] == "Fair"
    assert fields["Civilians reported killed"] == "3 – 11 ( 3 children 1–2 men )"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Civilian Harm Status: Weak</p><p>Strike type: Artillery</p>",
        "<div><span>Civilian Harm Status</span> <span>Weak</span></div><div><span>Strike type</span>Artillery</div>",
        "<h3>CIVILIAN HARM STATUS:</h3><p>Weak</p><h3>Strike type</h3><h4>Artillery</h4><h3>Anything</h3><p>Else</p>",
        "<table><tr><td>Civilian Harm Status<td>Weak<tr><td>Strike type<td>Artillery</table><p>Else</p>",
    ],
)
def test_any_layout(body: str) -> None:
    found = row(body)
    assert (found["civilian_harm_status_name"], found["strike_type_name"]) == ("Weak", "Artillery")


def test_a_label_without_a_value_takes_no_other() -> None:
    assert "strike_type_name" not in row("<ul><li>Strike type</li><li>Civilian harm reported</li><li>Yes</li></ul>")


def test_two_kinds_of_belligerents() -> None:
    found = row(
        "<p>Civilian harm reported: Yes</p><p>Known belligerent: One Force</p><p>Suspected belligerents: Two, Three</p>"
        "<h2>Two Assessment</h2><p>Suspected belligerent: Two</p><p>Suspected belligerents: Two</p>"
    )
    told = [(found[f"belligerent_{n}_belligerent_name"], found[f"belligerent_{n}_type"]) for n in (1, 2, 3)]
    assert told == [("One Force", "Known"), ("Two", "Suspected"), ("Three", "Suspected")]


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("3-11", "3", "11"), ("1 - 2", "1", "2"), ("1 – 2 killed", "1", "2"), ("1,200", "1200", "1200"), ("0", "0", "0")],
)
def test_counts(value: str, low: str, high: str) -> None:
    found = row(f"<p>Civilians reported killed: {value}</p>")
    kept = [found[f"civilian_non_combatants_killed_{end}"] for end in ("min", "max")]
    assert kept == [low, high]


def test_an_unknown_count_is_no_count() -> None:
    found = row("<p>Civilians reported killed: Unknown (2 children, 1 woman, 1 healthcare_personnel)</p>")
    assert not [name for name in found if name.startswith("civilian_non_combatants")]
    assert (found["children_killed_min"], found["women_killed_max"]) == ("2", "1")
    assert found["healthcare_personnel_killed_min"] == "1"


@pytest.mark.parametrize(
    ("value", "accuracy"),
    [
        ("31.52, 34.44 Note: accuracy within 100 metres", "within 100 metres"),
        ("31.52, 34.44 Note: The accuracy of this location is to Exact location (via Airwars) level. Continue to map",
         "Exact location (via Airwars)"),
        ("31.52,34.44", None),
    ],
)  # fmt: skip
def test_points(value: str, accuracy: str | None) -> None:
    found = row(f"<p>Civilian harm reported: Yes</p><h4>Geolocation</h4><div>{value}</div>")
    assert (found["latitude"], found["longitude"]) == ("31.52", "34.44")
    assert found.get("geolocation_accuracy_name") == accuracy


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Kafr Hamra, Aleppo, Syria", ("Kafr Hamra", "Aleppo", "Syria")),
        ("كفر حمرة, Kafr Hamra, Aleppo, Syria", ("Kafr Hamra", "Aleppo", "Syria")),
        ("Near the bridge, Kafr Hamra, Aleppo, Syria", ("Near the bridge, Kafr Hamra", "Aleppo", "Syria")),
        ("محافظة حلب, Syria", ("محافظة حلب", None, "Syria")),
        ("Kafr Hamra, Syria", ("Kafr Hamra", None, "Syria")),
        ("Kafr Hamra", ("Kafr Hamra", None, None)),
    ],
)
def test_places(value: str, told: tuple[str | None, ...]) -> None:
    found = row(f"<p>Civilian harm reported: Yes</p><p>Location: {value}</p>")
    assert tuple(found.get(name) for name in ("location_name", "region", "country_name")) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no page",
        "<p>",
        "<!DOCTYPE html>",
        "<?xml version='1.0' encoding='utf-16'?><html><body>x</body></html>",
        "<table><tr><th>Incident Code<td>7<tr><th>Location<td>Here<tr><th>Incident date<td>today</table>",
        "<p>Civilian harm reported: Yes</p><p>Strike type: Airstrike</p>",
        "\0<html><body>\0</body>",
    ],
)
def test_any_other_page_is_none(text: str) -> None:
    assert read_incident_page(text) is None


def test_a_news_page_is_none() -> None:
    text = html("<h1>Nine killed</h1><p>Shelling killed nine people in Sirte on Thursday, medics said.</p>").decode()
    assert "Sirte" in read_webpage(text, "a.html").text
    assert read_incident_page(text) is None


def test_half_a_page_gives_what_it_holds() -> None:
    text = airwars_page().text
    assert incident_row(page(text[: text.index("Strike type")] + "Civilian harm reported: Yes"))["code"] == "MADE0001"


def test_the_vocabulary_of_labels_is_well_written() -> None:
    kinds = {"text", "counts", "point", "place", "names", "narrative", ""}
    assert [line for line in table("airwars_page_labels") if line["kind"] not in kinds] == []
    assert [line for line in table("airwars_page_labels") if bool(line["type"]) != (line["kind"] == "names")] == []
    labels = [line["label"].casefold() for line in table("airwars_page_labels")]
    assert len(labels) == len(set(labels))


@pytest.mark.skipif(not CORPUS.is_file(), reason=NO_SHARED)
def test_the_texts_of_real_pages_are_read_as_they_were_coded() -> None:
    labels = {line["label"]: line for line in table("airwars_page_labels")}
    incidents = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    assert len(incidents) > 400
    assert [one["code"] for one in incidents if not coded(one).items() <= row_of(told(one, labels)).items()] == []


def told(incident: dict[str, Any], labels: dict[str, Any]) -> list[tuple[Any, str]]:
    killed = f"{incident['killed_raw']} {incident['breakdown_raw'] or ''}"
    texts = {"Civilians reported killed": killed, "Civilians reported injured": incident["injured_raw"]}
    return [(labels[label], text) for label, text in texts.items() if text]


def coded(incident: dict[str, Any]) -> dict[str, str]:
    columns = {"civilian_non_combatants_killed": "killed", "civilian_non_combatants_injured": "injured"}
    columns |= {"children_killed": "children", "women_killed": "women", "men_killed": "men"}
    ends = [
        (f"{column}_{end}", incident[f"{name}_{end}"]) for column, name in columns.items() for end in ("min", "max")
    ]
    return {name: str(number) for name, number in ends if number is not None}


def test_a_page_without_a_heading_of_the_assessment_has_its_running_text() -> None:
    html = (
        "<html><body><h1>MADE0002</h1><dl><dt>Incident Code</dt><dd>MADE0002</dd><dt>Incident date</dt>"
        "<dd>October 9, 2023</dd><dt>Strike status</dt><dd>Likely strike</dd><dt>Civilians reported killed</dt>"
        "<dd>3 – 11</dd></dl><p>At least three people were killed when a shell hit a bakery in the town.</p>"
        "<p>Share this page</p></body></html>"
    )
    page = read_incident_page(html)
    assert page is not None
    assert page.narrative == "At least three people were killed when a shell hit a bakery in the town."
