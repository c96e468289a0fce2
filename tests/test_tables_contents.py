"""What the cells of a column look like."""

from __future__ import annotations

import pytest

from data_prep.tables.contents import SAMPLE, Contents

ALIKE = [
    ("day", ["2016-05-01", "5 mai 2016", "44562", "early March 2016"]),
    ("year", ["2016", "2017.0"]),
    ("month", ["5", "May", "травень"]),
    ("monthday", ["5", "31"]),
    ("count", ["5", "3-11", "dozens", "au moins 3"]),
    ("degree", ["36.2021", "-3.9", "36,2021", "37", "33.9 S", "36°12'05\"N"]),
    ("degrees", ["36.2021, 37.1343", "(36.2 37.1)", "36.20N, 37.16E"]),
    ("country", ["Syria", "MLI", "Burkina Faso", "760"]),
    ("url", ["https://example.org/1", "www.example.org"]),
    ("name", ["Aleppo", "معرة النعمان"]),
    ("text", ["Warplanes bombed a market. " * 10]),
]


@pytest.mark.parametrize(("kind", "cells"), ALIKE)
def test_cells_of_a_kind(kind: str, cells: list[str]) -> None:
    assert Contents(cells).fit(kind) == 1


STRANGE = [
    ("day", ["Aleppo", "5", "05:30"]),
    ("count", ["2016-05-01", "Aleppo", "36.2"]),
    ("degree", ["2016-05-01", "Aleppo", "500"]),
    ("degrees", ["36.2021", "Aleppo, Idlib"]),
    ("country", ["Aleppo", "999"]),
    ("url", ["example", "Aleppo"]),
    ("name", ["5", "2016-05-01", "https://example.org"]),
    ("text", ["5", "https://example.org"]),
]


@pytest.mark.parametrize(("kind", "cells"), STRANGE)
def test_cells_of_other_kinds(kind: str, cells: list[str]) -> None:
    assert Contents(cells).fit(kind) == 0


def test_what_says_nothing_is_left_out() -> None:
    contents = Contents(["5", "", "unknown", "-"])
    assert contents.cells == ("5",)
    assert contents.share_filled == 0.25
    assert contents.fit("count") == 1


def test_an_empty_column_is_of_no_kind() -> None:
    assert Contents([]).fit("count") == 0


def test_a_sample_is_looked_at() -> None:
    assert len(Contents(str(number) for number in range(1000)).cells) == SAMPLE
