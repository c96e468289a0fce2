"""The made files are what the description of the real ones says: columns, rows, and the traps they set."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, get_args

import pytest

from tests.made.acled import Edition as AcledEdition
from tests.made.airwars import Layout
from tests.made.ucdp import OVERLAP
from tests.made.ucdp import Edition as UcdpEdition
from tests.tables_made import Made, acled, airwars_csv, airwars_page, gdelt1, gdelt2, ucdp

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = {"2023": 31, "population": 35, "before-2023": 31, "upper": 31, "r": 32}


def cells(made: Made, *, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.text), delimiter=separator))


def dicts(made: Made) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.text)))


@pytest.mark.parametrize("edition", get_args(AcledEdition))
def test_acled_is_as_wide_and_long_as_said(edition: AcledEdition) -> None:
    made = acled(50, edition=edition)
    header, *rows = cells(made)
    assert (len(header), len(rows), made.rows) == (WIDTHS[edition], 50, 50)
    assert {len(row) for row in rows} == {len(header)}
    ids = [row[[name.lower() for name in header].index("event_id_cnty")] for row in rows]
    assert len(set(ids)) == 50


def test_acled_writes_days_in_every_way() -> None:
    written = {edition: dicts(acled(edition=edition))[0] for edition in ("2023", "population", "r")}
    assert [row["event_date"] for row in written.values()] == ["28 December 2022", "2022-12-28", "2022-12-28"]
    assert dicts(acled(edition="upper"))[0]["EVENT_DATE"] == "28-Dec-22"
    assert dicts(acled(dates="short"))[1]["event_date"] == "16-Feb-23"


def test_acled_has_its_traps() -> None:
    rows = dicts(acled())
    assert {row["time_precision"] for row in rows} == {"1", "2", "3"}
    for words in ("(week of)", "(weekend of)", "the beginning of", "the end of", "(month of)"):
        assert any(words in row["notes"] and row["time_precision"] != "1" for row in rows), words
    assert {"0", "3", "10", "12", "100"} <= {row["fatalities"] for row in rows}
    assert any("; " in row["source"] for row in rows)
    assert any("\n" in row["notes"] for row in rows)
    assert {row["inter1"] for row in dicts(acled(edition="before-2023"))} <= set("12345678")
    assert {row["civilian_targeting"] for row in dicts(acled(edition="r"))} == {"NA", "Civilians targeted"}


def test_an_actor_based_export_repeats_ids() -> None:
    made = acled(actor_based=True)
    ids = [row["event_id_cnty"] for row in dicts(made)]
    assert len(ids) == made.rows > len(set(ids)) == acled().rows


@pytest.mark.parametrize(
    ("edition", "width", "header"), [("final", 49, 1), ("candidate", 49, 1), ("headerless", 49, 0)]
)
def test_ucdp_is_as_wide_and_long_as_said(edition: UcdpEdition, width: int, header: int) -> None:
    made = ucdp(edition, 30)
    rows = cells(made)
    assert {len(row) for row in rows} == {width}
    assert len(rows) == 30 + header
    assert len({row[0] for row in rows[header:]}) == made.rows == 30


def test_ucdp_has_its_traps() -> None:
    rows = dicts(ucdp())
    assert {row["date_prec"] for row in rows} == set("12345")
    assert {row["where_prec"] for row in rows} == set("1234567")
    assert any(int(row["low"]) > int(row["best"]) for row in rows)
    assert any(row["best"] == "0" < row["high"] for row in rows)
    deaths = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert [row["id"] for row in rows if sum(int(row[name]) for name in deaths) != int(row["best"])] == []
    assert {row["id"] for row in rows} & {row["id"] for row in dicts(ucdp("candidate"))} == OVERLAP
    assert list(dicts(ucdp("country"))[0]) != list(rows[0])


@pytest.mark.parametrize(("made", "width"), [(gdelt2(9), 61), (gdelt1(9), 58), (gdelt1(9, edition="before-2013"), 57)])
def test_gdelt_has_tabs_and_no_header(made: Made, width: int) -> None:
    rows = cells(made, separator="\t")
    assert {len(row) for row in rows} == {width}
    assert len(rows) == made.rows == 9
    assert len({row[0] for row in rows}) == 9


def test_airwars_has_every_grading() -> None:
    made = airwars_csv()
    gradings = {row["civilian_harm_status_name"] for row in dicts(made)}
    assert gradings == {"Confirmed", "Fair", "Weak", "Contested", "Discounted", ""}
    assert len(dicts(made)) == made.rows


@pytest.mark.parametrize("layout", get_args(Layout))
def test_an_airwars_page_has_its_labels(layout: Layout) -> None:
    text = airwars_page("MADE0002", layout=layout).text
    for told in ("Incident date", "October 9–11, 2023", "1 – 2", "Known belligerent", "Confirmed"):
        assert told in text


def test_a_made_file_can_be_written(tmp_path: Path) -> None:
    made = ucdp()
    assert made.write(tmp_path).read_text(encoding="utf-8") == made.text
