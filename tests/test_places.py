"""Places are found in any spelling, told from namesakes and people, and given UCDP's precision."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_prep.reports.gazetteer import gazetteer, key_of
from data_prep.reports.places import Place, PlaceMention, find_places, kilometres

CORPUS = Path(__file__).parents[1] / ".." / "shared" / "corpora" / "airwars-dev.jsonl"


def only(text: str, words: str) -> PlaceMention:
    """The one mention that reads so."""
    (found,) = [mention for mention in find_places(text) if mention.text == words]
    return found


@pytest.mark.parametrize(
    ("written", "name", "country"),
    [
        ("Raqa", "Raqqa", "SYR"),
        ("Ar Raqqah", "Raqqa", "SYR"),
        ("al-Raqqah", "Raqqa", "SYR"),
        ("Tadmur", "Palmyra", "SYR"),
        ("Deir Ezzor", "Deir ez-Zor", "SYR"),
        ("Dayr az Zawr", "Deir ez-Zor", "SYR"),
        ("Edleb", "Idlib", "SYR"),
        ("Halab", "Aleppo", "SYR"),
        ("Jarablus", "Jarabulus", "SYR"),
        ("El-Bab", "Al-Bab", "SYR"),
        ("Khan Shaikhun", "Khan Sheikhoun", "SYR"),
        ("Kfar Zeita", "Kafr Zita", "SYR"),
        ("Ma’arrat an-Nu‘man", "Maarat al-Numan", "SYR"),
    ],
)
def test_spellings_of_one_place(written: str, name: str, country: str) -> None:
    place = only(f"Three people died in {written}, in Syria, on Monday.", written).place
    assert (place.name, place.country, place.precision) == (name, country, 1)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Fighting went on in Tripoli, Libya.", "Tripoli", "LBY"),
        ("Gunmen in northern Lebanon fled to Tripoli, where the Lebanese army waited.", "Tripoli", "LBN"),
        ("In El Salvador the guerrillas attacked San Miguel.", "San Miguel", "SLV"),
        ("IN PERU, REBELS ATTACKED A POST IN AYACUCHO.", "AYACUCHO", "PER"),
        ("Colombian troops entered the town of Florencia in Caqueta.", "Florencia", "COL"),
        ("SAN JOSE (COSTA RICA), 3 MAR 91 (EFE) -- TALKS ENDED.", "SAN JOSE", "CRI"),
        ("Shells fell in Tripoli, Lebanon, and the Libyan army denied it.", "Tripoli", "LBN"),
        ("Ukrainian forces withdrew from Bakhmut.", "Bakhmut", "UKR"),
    ],
)
def test_the_right_namesake(text: str, words: str, country: str) -> None:
    assert only(text, words).place.country == country


def test_near_helps_to_choose() -> None:
    near = [Place("Bogotá", "", "COL", 4.6, -74.1, 1)]
    (found,) = find_places("A bomb exploded in Armenia, police said.", near=near)
    assert found.place.country in {"COL", "ARM"}
    (found,) = find_places("A bomb exploded in the town of Florencia.", near=near)
    assert found.place.country == "COL"


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("Shells hit Aleppo.", "Aleppo", 1),
        ("Shells fell near Aleppo.", "Aleppo", 2),
        ("Shells fell on the outskirts of Aleppo.", "Aleppo", 2),
        ("Shells fell in the Palmyra area.", "Palmyra", 2),
        ("Shells fell in the Afrin district.", "Afrin", 3),
        ("Shells fell in Raqqa province.", "Raqqa", 4),
        ("Shells fell in the governorate of Idlib.", "Idlib", 4),
        ("Shells fell in southern Syria.", "southern Syria", 5),
        ("Shells fell in western Colombia.", "Colombia", 5),
        ("Shells fell in Syria.", "Syria", 6),
        ("A ship was hit in the Red Sea.", "Red Sea", 7),
    ],
)
def test_precision_follows_the_code_book(text: str, words: str, precision: int) -> None:
    assert only(text, words).place.precision == precision


@pytest.mark.parametrize(
    ("phrase", "away", "north", "east"),
    [
        ("20 km south of", 20.0, -1, 0),
        ("about 10 kilometres (6 miles) to the northeast of the city of", 10.0, 1, 1),
        ("5 miles west of", 8.05, 0, -1),
        ("12.5 kilometers from", 0.0, 0, 0),
    ],
)
def test_distance_and_bearing_move_the_point(phrase: str, away: float, north: int, east: int) -> None:
    at = only("A convoy was hit in Aleppo.", "Aleppo").place
    moved = only(f"A convoy was hit {phrase} Aleppo.", "Aleppo").place
    assert at.latitude is not None
    assert at.longitude is not None
    assert moved.latitude is not None
    assert moved.longitude is not None
    assert kilometres(at.latitude, at.longitude, moved.latitude, moved.longitude) == pytest.approx(away, abs=0.3)
    assert (moved.latitude > at.latitude + 0.01) - (moved.latitude < at.latitude - 0.01) == north
    assert (moved.longitude > at.longitude + 0.01) - (moved.longitude < at.longitude - 0.01) == east
    assert moved.precision == 2


@pytest.mark.parametrize(
    "text",
    [
        "On Friday, March said that June was best.",
        "Colonel Steve Warren and General Kent spoke.",
        "The Syrian Observatory for Human Rights counted them.",
        "He flew with the Islamic State of Iraq and the Levant.",
        "POLICE SAID THE SOLDIERS LEFT THE ROAD TODAY.",
        "The Salem family mourned in silence.",
        "the man of the mission",
        "Mohammed Hama spoke.",
        "Car bomb kills nine",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert find_places(text) == []


def test_where_a_speaker_is_based_is_no_place_of_an_event() -> None:
    found = only("A Baghdad-based spokesman said that two people died in Mosul.", "Baghdad")
    assert not found.event_place
    assert only("Two people died in Mosul, Iraq.", "Mosul").event_place


def test_a_possessive_is_no_part_of_the_name() -> None:
    assert only("They reached Aleppo's airport.", "Aleppo").place.name == "Aleppo"


def test_namesakes_that_fit_alike_are_flagged() -> None:
    assert any(mention.ambiguous for mention in find_places("A blast was heard in Santa Rosa in Colombia."))
    assert not only("A blast was heard in Damascus, Syria.", "Damascus").ambiguous


def test_coordinates_are_on_the_ground() -> None:
    place = only("Clashes went on in Kobani, Syria.", "Kobani").place
    assert place.latitude == pytest.approx(36.89, abs=0.05)
    assert place.longitude == pytest.approx(38.35, abs=0.05)
    assert place.admin1 == "Aleppo"


def test_the_packed_names_are_heard_as_they_are_looked_up() -> None:
    known = gazetteer()
    spellings = [("Al Fallūjah", "IRQ"), ("Al Mukallā", "YEM"), ("Kandahār", "AFG"), ("Darnah", "LBY")]
    for name, country in spellings:
        assert country in {spot.country for spot in known.find_by_sound(key_of(name))}, name


_PIECES = st.sampled_from(
    [
        "in",
        "Aleppo",
        "al-",
        "-based",
        "20 km south of",
        "the town of",
        "San",
        "José",
        "Raqqa",
        "province",
        "SYRIA",
        "Gaza",
        ", ",
        "\n\n",
        ". ",
        "’s",
        "northern",
        "İ",
        "ﬁ",
        "March",
        "2016",
        "Abu",
        "near",
        "Khan",
        "Younis",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=5), max_size=40).map(" ".join))
def test_spans_are_in_order_and_inside(text: str) -> None:
    mentions = find_places(text)
    assert all(text[one.start : one.end] == one.text and one.text for one in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(1 <= one.place.precision <= 7 for one in mentions)


@pytest.mark.parametrize("unit", ["on ", "1", "San Jose ", "in Aleppo, ", "al-", "20 km south of ", "A "])
def test_time_grows_with_length_only(unit: str) -> None:
    find_places("Aleppo")
    text = unit * (60_000 // len(unit))
    begun = time.process_time()
    find_places(text)
    assert time.process_time() - begun < 6.0


def test_incidents_lie_where_their_coders_put_them() -> None:
    if not CORPUS.exists():
        pytest.skip(f"{CORPUS.name} is not on this machine")
    coded = [one for one in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines()) if one["latlng"]]
    met = [_is_met(one["text"], *(float(part) for part in one["latlng"].split(","))) for one in coded[:120]]
    assert sum(met) / len(met) > 0.95


def _is_met(text: str, latitude: float, longitude: float) -> bool:
    points = [(one.place.latitude, one.place.longitude) for one in find_places(text)]
    return any(kilometres(latitude, longitude, lat, lon) <= 10 for lat, lon in points if lat is not None and lon)


def test_people_whose_names_sound_like_places_are_no_places():
    text = "Israeli shelling hit Rafah. The dead were Iyad Yousef, 9, his sister Naura and Asaad, 40."
    assert {mention.place.name for mention in find_places(text)} == {"Rafah"}


def test_a_road_named_after_a_province_is_not_in_it():
    text = "Israeli tanks reached Salah al-Din Road in Gaza City. Their tracks crossed Salah al-Din Street."
    assert {mention.place.name for mention in find_places(text)} <= {"Gaza City"}


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("Israeli forces killed two men in Hebron.", "Hebron", "PSE"),
        ("A Russian missile strike on Dnipro killed five people.", "Dnipro", "UKR"),
        ("Russian forces shelled Kramatorsk.", "Kramatorsk", "UKR"),
        ("HEBRON, West Bank, March 4 - Israeli forces killed two men.", "HEBRON", "PSE"),
    ],
)
def test_an_army_fights_abroad_too(text: str, place: str, country: str) -> None:
    assert only(text, place).place.country == country


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit the al-Tira quarter of Taiz city, Yemen.",
        "Shells hit the Amana neighbourhood of Taiz.",
        "Shells hit the al-Qahira neighbourhood of Taiz.",
        "A strike hit the al-Sarha district of Sanaa, Yemen.",
        "Soldiers burned houses in Tula Toli.",
    ],
)
def test_a_name_is_not_that_of_a_place_abroad_that_only_sounds_alike(text: str) -> None:
    assert {one.place.country for one in find_places(text)} <= {"YEM"}
