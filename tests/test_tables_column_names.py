"""What the names of columns stand for, and whether the vocabulary of headers is sound."""

from __future__ import annotations

from collections import defaultdict

import pytest

from data_prep.frame import CLAIMS
from data_prep.tables.column_names import HXL, named, order_in_name
from data_prep.tables.contents import KINDS
from data_prep.tables.plain import normal
from data_prep.vocab import several, table

BEST = [
    ("Date", "date"),
    ("EventDate", "date"),
    ("Date (dd/mm/yyyy)", "date"),
    ("date_of_incident", "date"),
    ("Town/Village", "place"),
    ("Municipality / City", "place"),
    ("location_name_arabic", "place"),
    ("No. of airstrikes", "strikes"),
    ("Number of people killed in the attack", "killed"),
    ("Killed / Civilians", "civilians_killed"),
    ("fatalities_civilians", "civilians_killed"),
    ("Casualties (dead)", "killed"),
    ("Bilan / Tués", "killed"),
    ("القرية/الحي", "place"),
    ("Город", "place"),
    ("Civilians killed (max)", "civilians_killed_high"),
    ("lowest number of civilian deaths", "civilians_killed_low"),
    ("KilledMin", "killed_low"),
    ("Source URL", "url"),
    ("Source date", "published"),
    ("Lat.", "latitude"),
    ("Lat/Long", "coordinates"),
    ("kiled", "killed"),
    ("injurd", "injured"),
    ("Date (2)", "date"),
    ("Nombre total de personnes tuées", "killed"),
    ("Tués (min)", "killed_low"),
    ("Date de l’attaque", "date"),
    ("Número de víctimas mortales", "killed"),
    ("Загинуло / мін", "killed_low"),
    ("к-ть загиблих", "killed"),
    ("عدد القتلى من المدنيين", "civilians_killed"),
    ("الحد الأدنى للقتلى", "killed_low"),
    ("تاريخ الحادثة", "date"),
    ("Time of incident", "none"),
]


@pytest.mark.parametrize(("name", "target"), BEST)
def test_what_a_name_stands_for(name: str, target: str) -> None:
    assert named(name)[0].target == target


@pytest.mark.parametrize(
    "name", ["Killed / Fighters", "Dead + injured", "Killed/Injured", "Killed (male)", "Actor1 type"]
)
def test_a_name_that_says_more_is_not_surely_the_whole(name: str) -> None:
    assert max(one.score for one in named(name)) < 0.5


@pytest.mark.parametrize("name", ["", "column 4", "Sex", "xyz", "1", "Weather"])
def test_names_that_say_nothing(name: str) -> None:
    assert named(name) == ()


TAGS = [
    ("#date", "date"),
    ("#date+start", "date"),
    ("#date +end", "date_end"),
    ("#affected+killed", "killed"),
    ("#affected+killed+f", "women_killed"),
    ("#affected+f+killed", "women_killed"),
    ("#loc+name+v_ocha", "place"),
    ("#adm1+name", "admin1"),
    ("#geo+lat", "latitude"),
]


@pytest.mark.parametrize(("tag", "target"), TAGS)
def test_what_a_tag_stands_for(tag: str, target: str) -> None:
    assert named("whatever it is called", tag)[0].target == target


@pytest.mark.parametrize("tag", ["", "#affected", "#adm2+name", "#population+f", "#geo"])
def test_tags_that_stand_for_nothing(tag: str) -> None:
    assert named("", tag) == ()


ORDERS = [
    ("Date (dd/mm/yyyy)", "day-first"),
    ("date mm-dd-yy", "month-first"),
    ("Date_DDMMYYYY", "day-first"),
    ("Date (JJ/MM/AAAA)", "day-first"),
    ("Дата (дд.мм.рррр)", "day-first"),
    ("Date", None),
    ("added", None),
    ("Summary", None),
]


@pytest.mark.parametrize(("name", "order"), ORDERS)
def test_a_name_can_say_how_its_dates_are_written(name: str, order: str | None) -> None:
    assert order_in_name(name) == order


# --- The vocabulary ---------------------------------------------------------------------------------------------------

OWN = {"filler", "person", "low", "high", "none"}
ROWS = table("table_headers")


def test_every_target_is_known() -> None:
    known = {row["target"] for row in table("table_targets")}
    assert {row["target"] for row in ROWS} - known == OWN
    assert known - {row["target"] for row in ROWS} <= {
        f"{count}_{bound}" for count in known for bound in ("low", "high")
    }


def test_every_kind_can_be_told() -> None:
    assert {row["kind"] for row in table("table_targets")} == set(KINDS)


@pytest.mark.parametrize("language", sorted({row["language"] for row in ROWS} - {HXL}))
def test_each_language_names_what_every_table_has(language: str) -> None:
    named_in = {row["target"] for row in ROWS if row["language"] == language}
    assert {"date", "place", "admin1", "country", "perpetrator", "killed", "injured", "source", "note"} <= named_in


def test_no_name_stands_for_two_things_in_one_language() -> None:
    found = defaultdict(set)
    for row in ROWS:
        if row["target"] not in OWN - {"none"} and row["language"] != HXL:
            for word in several(row["words"]):
                found[row["language"], normal(word)].add(row["target"])
    assert {key: targets for key, targets in found.items() if len(targets) > 1} == {}


def test_every_name_is_taken_for_its_own_target() -> None:
    wrong = {}
    for row in ROWS:
        if row["target"] in OWN or row["language"] == HXL:
            continue
        for word in several(row["words"]):
            found = {one.target: one.score for one in named(word.rstrip("?"))}
            if found.get(row["target"], 0) < (0.6 if word.endswith("?") else 1):
                wrong[row["language"], word] = (row["target"], found)
    assert wrong == {}


def test_counts_have_columns_in_the_claim_frame() -> None:
    counts = {row["target"] for row in table("table_targets") if row["kind"] == "count"}
    assert {one for one in counts if one not in CLAIMS and f"{one}_low" not in CLAIMS} == set()
