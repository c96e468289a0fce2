"""Mappings are remembered for the next table with the same header, and no file on the disk can break that."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_prep.tables.remembered import HOME, MOST, fingerprint, forget, recall, remember

NAMES = ["Date", "Total killed", "Town"]
MAPPING = {"date": "Date", "killed": "Total killed"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    return tmp_path / "home"


def test_nothing_is_known_at_first() -> None:
    assert recall(NAMES) is None


def test_a_mapping_comes_back_for_the_same_header() -> None:
    remember(NAMES, MAPPING)
    assert recall(NAMES) == MAPPING
    assert recall(["Date", "Town"]) is None


def test_a_mapping_comes_back_in_the_names_of_the_new_header() -> None:
    remember(NAMES, MAPPING)
    assert recall(["DATE", "total_killed", "town"]) == {"date": "DATE", "killed": "total_killed"}


def test_the_order_of_columns_counts() -> None:
    assert fingerprint(NAMES) != fingerprint(NAMES[::-1])


def test_a_newer_mapping_takes_the_place_of_the_older() -> None:
    remember(NAMES, MAPPING)
    remember(NAMES, {"date": "Date"})
    assert recall(NAMES) == {"date": "Date"}


def test_one_header_or_all_can_be_forgotten() -> None:
    remember(NAMES, MAPPING)
    remember(["a"], {"date": "a"})
    forget(["a"])
    assert (recall(["a"]), recall(NAMES)) == (None, MAPPING)
    forget()
    assert recall(NAMES) is None


def test_the_header_used_longest_ago_is_forgotten_first() -> None:
    remember(NAMES, MAPPING)
    for number in range(MOST):
        remember([f"column {number}"], {"date": f"column {number}"})
    assert recall(NAMES) is None
    assert recall(["column 0"]) == {"date": "column 0"}


DAMAGED = [
    "",
    "{",
    "[]",
    "null",
    "\x00\x00",
    '{"a": 5}',
    f'{{"{fingerprint(NAMES)}": {{"date": "Date"}}}}',
    f'{{"{fingerprint(NAMES)}": {{"date": -1}}}}',
    "[" * 100_000,
]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_is_as_none(home: Path, text: str) -> None:
    remember(NAMES, MAPPING)
    (file,) = home.iterdir()
    file.write_text(text, encoding="utf-8")
    assert recall(NAMES) is None
    remember(NAMES, MAPPING)
    assert recall(NAMES) == MAPPING


def test_a_place_that_the_header_has_not_is_left_out(home: Path) -> None:
    remember(NAMES, MAPPING)
    (file,) = home.iterdir()
    file.write_text(f'{{"{fingerprint(NAMES)}": {{"date": 0, "killed": 99}}}}', encoding="utf-8")
    assert recall(NAMES) == {"date": "Date"}


def test_no_half_written_file_is_left_behind(home: Path) -> None:
    remember(NAMES, MAPPING)
    assert len(list(home.iterdir())) == 1


def test_a_folder_that_cannot_be_made_stops_nothing(home: Path) -> None:
    home.write_text("a file where the folder should be", encoding="utf-8")
    remember(NAMES, MAPPING)
    assert recall(NAMES) is None
