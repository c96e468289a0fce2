"""The benchmarks measure what they say, tried on the bare page and on one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.page import BARE_PAGE, Times, redraws, starts
from benchmarks.reading import read_naively
from benchmarks.serve import streamlit

if TYPE_CHECKING:
    from pathlib import Path


def test_median_and_p95() -> None:
    times = Times(tuple(n / 100 for n in range(101)))
    assert times.median == pytest.approx(0.5)
    assert times.p95 == pytest.approx(0.95)
    assert Times((2.0,)).p95 == 2.0


def test_the_naive_reader_finds_a_date_and_a_figure() -> None:
    assert read_naively(["On 18 March 2016 an air strike killed people. At least 16 civilians were killed."]) >= 2


@pytest.mark.browser
def test_the_bare_page_starts_and_redraws() -> None:
    (start,) = starts((BARE_PAGE, 1), repeats=1)
    assert 0.1 < start.median < 60
    redraw = redraws(BARE_PAGE, charts=1, repeats=2)
    assert len(redraw.seconds) == 2
    assert 0 < redraw.p95 < 10


def test_a_server_that_does_not_start_tells_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="File does not exist"), streamlit(tmp_path / "nothing.py"):
        pass
