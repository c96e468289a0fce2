"""ACLED by its code book, as its rows really are: codes, notes and days that went through other hands."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

import data_prep
from tests.tables_made import acled


@pytest.mark.parametrize(
    ("precision", "day", "note", "start", "end"),
    [
        (
            "2",
            "25 March 2023",
            "On 25 March 2023, in the early morning, shells fell.",
            "2023-03-22",
            "2023-03-28",
        ),
        ("2", "5 March 2023", "Taken by the end of the day.", "2023-03-02", "2023-03-08"),
        ("3", "15 March 2023", "Late at night, in that month.", "2023-03-01", "2023-03-31"),
        ("2.0", "18 December 2022", "Around 18 December 2022 (week of), a fight.", "2022-12-15", "2022-12-21"),
        ("3", "1 March 2023", "Around the beginning of March 2023, a fight.", "2023-03-01", "2023-03-10"),
    ],
)
def test_an_imprecise_acled_row_holds_its_date(
    tmp_path: Path, precision: str, day: str, note: str, start: str, end: str
) -> None:
    (row,) = acled_rows(tmp_path, time_precision=precision, event_date=day, notes=note)
    assert (f"{row.date_start:%Y-%m-%d}", f"{row.date_end:%Y-%m-%d}") == (start, end)


def test_days_that_a_spreadsheet_wrote_month_first_are_read_so(tmp_path: Path) -> None:
    rows = acled_rows(tmp_path, event_date=["12/28/2022", "04/05/2023", "4/19/2023"])
    assert [f"{row.date_start:%Y-%m-%d}" for row in rows] == ["2022-12-28", "2023-04-05", "2023-04-19"]
    assert not any("date-ambiguous" in row.flags for row in rows)


def acled_rows(folder: Path, **cells: str | list[str]) -> list[Any]:
    """The claims of an ACLED file whose rows are alike but for these cells."""
    rows = list(csv.DictReader(io.StringIO(acled(1).text)))
    number = max(len(value) if isinstance(value, list) else 1 for value in cells.values())
    path = folder / "acled.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for at in range(number):
            own = {name: value[at] if isinstance(value, list) else value for name, value in cells.items()}
            writer.writerow({**rows[0], **own, "event_id_cnty": f"SYR{at}"})
    return list(data_prep.prepare(path, keep=False).claims.itertuples())
