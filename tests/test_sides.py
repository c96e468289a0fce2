"""What is compared: periods as they are typed, names that are offered, and the parts they give."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

import pytest
from demo import claims as demo_claims
from demo_sets import claims as two_sets
from hypothesis import given
from hypothesis import strategies as st

from dashboard.events import table_of
from dashboard.filters import Filtered
from dashboard.sides import OFFERED, UNASKED, offered, parts, period, settled, together
from dashboard.state import Selection
from data_prep import UNARMED
from data_prep.frame import from_rows

CLAIMS = demo_claims()
TABLE = table_of(CLAIMS)
SHOWN = TABLE.told.datasets


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        (" 2015-03-01 ", date(2015, 3, 1), date(2015, 3, 1)),
        ("2015-03-01/2015-06-30", date(2015, 3, 1), date(2015, 6, 30)),
        ("2015 / 2016-02", date(2015, 1, 1), date(2016, 2, 29)),
        ("2015/", date(2015, 1, 1), date(2015, 12, 31)),
    ],
)
def test_a_year_a_month_a_day_or_two_of_them_are_a_period(text: str, first: date, last: date) -> None:
    assert period(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "/2015", "2016/2015", "2015/2016/2017", "soon", "0", "2015-13", "2015-00", "2015-02-30", "-2015"),
        *("2015-1-1-1", "9" * 20, "2015-" + "9" * 30, "20_15", "2015-", "٢٠١٥"),
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert period(text) is None


@given(st.text(alphabet="0123456789-/ ", max_size=24))
def test_whatever_a_link_holds_is_read_or_is_none(text: str) -> None:
    found = period(text)
    assert found is None or found[0] <= found[1]


@given(st.dates(), st.dates())
def test_two_days_are_from_the_first_to_the_last(first: date, last: date) -> None:
    assert period(f"{first}/{last}") == ((first, last) if first <= last else None)
    assert period(f"{first:%Y-%m}") == (
        first.replace(day=1),
        first.replace(day=monthrange(first.year, first.month)[1]),
    )


@pytest.mark.parametrize("by", ["actor", "place"])
def test_a_part_is_what_its_name_alone_keeps_beside_the_other_filters(by: str) -> None:
    others: dict[str, Any] = {"sides_by": by, "stance": ("reported",), by: ("Nobody of that name",)}
    names = offered(TABLE, Selection(**others), SHOWN, SHOWN)
    assert 2 < len(names) <= OFFERED
    found = parts(TABLE, Selection(**others, sides=tuple(names[:3])), SHOWN, SHOWN)
    assert [part.name for part in found] == names[:3]
    for part in found:
        alone = Filtered(TABLE, Selection(**others | {by: (part.name,)})).told
        assert part.told.ids() == alone.ids()


def test_where_nothing_is_named_those_with_most_events_are_compared() -> None:
    chosen = Selection(sides_by="actor")
    names = offered(TABLE, chosen, SHOWN, SHOWN)
    fighting = [name for name in names if name not in UNARMED]
    assert [part.name for part in parts(TABLE, chosen, SHOWN, SHOWN)] == fighting[: UNASKED["actor"]]


def test_civilians_are_compared_only_where_somebody_asks_or_nobody_else_is_named() -> None:
    row = {"dataset": "ucdp-ged", "perpetrators": ["Islamic State"], "targets": ["Civilians"], "stance": "reported"}
    rows = [{**row, "claim_id": f"c{number}", "event_id": f"e{number}"} for number in range(3)]
    rows.append({**row, "claim_id": "c3", "event_id": "e3", "targets": ["Boko Haram"]})
    table, chosen = table_of(from_rows(rows)), Selection(sides_by="actor")
    named = [part.name for part in parts(table, chosen, ["ucdp-ged"], ["ucdp-ged"])]
    assert named == ["Islamic State", "Boko Haram"]
    assert "Civilians" in offered(table, chosen, ["ucdp-ged"], ["ucdp-ged"])
    alone = table_of(from_rows(rows[:3]))
    assert [part.name for part in parts(alone, chosen, ["ucdp-ged"], ["ucdp-ged"])] == ["Islamic State", "Civilians"]


def test_years_are_offered_the_last_one_first_whatever_days_are_chosen() -> None:
    chosen = Selection(sides_by="period", start=date(1990, 1, 1), end=date(1990, 1, 2))
    years = offered(TABLE, chosen, SHOWN, SHOWN)
    assert years == sorted({str(day.year) for day in TABLE.told.frame()["date_start"].dropna()}, reverse=True)


def test_a_period_that_cannot_be_read_is_no_part() -> None:
    found = parts(TABLE, Selection(sides_by="period", sides=("2016", "2015-1-1-1", "9" * 20)), SHOWN, SHOWN)
    assert [(part.first, part.last) for part in found] == [(date(2016, 1, 1), date(2016, 12, 31))]


def test_data_sets_stand_each_by_itself() -> None:
    table = table_of(two_sets())
    loaded = table.told.datasets
    found = parts(table, Selection(sides_by="dataset"), loaded[:1], loaded)
    assert sum(len(part.told) for part in found) == len(table.told)
    assert all(len(part.told.datasets) == 1 for part in found)


def test_an_event_of_several_parts_stands_once_among_all() -> None:
    found = parts(TABLE, Selection(sides_by="period", sides=("2016", "2016-03")), SHOWN, SHOWN)
    assert len(found[1].told) > 0
    assert together(TABLE, found).ids() == found[0].told.ids()
    assert len(together(TABLE, [])) == 0


def test_names_of_another_kind_are_no_sides_and_periods_stay() -> None:
    names = {"actor": {"Russia"}, "place": {"Raqqa"}}
    chosen = Selection(sides_by="actor", sides=("Russia", "Raqqa"))
    assert settled(chosen, names, ["acled"]).sides == ("Russia",)
    assert settled(Selection(sides_by="dataset", sides=("acled", "x")), names, ["acled"]).sides == ("acled",)
    assert settled(Selection(sides_by="period", sides=("soon",)), names, []).sides == ("soon",)
    assert len(settled(Selection(sides_by="period", sides=tuple(map(str, range(2000, 2020)))), names, []).sides) == 6
