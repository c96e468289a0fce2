"""Whole processes are measured with all that they hold, and a failing one says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import tables
from benchmarks.tables import Pair, Run, python

if TYPE_CHECKING:
    from pathlib import Path

MEBIBYTE = 2**20
HOLD = "held = bytearray(100 * 2**20); import time; time.sleep(0.3)"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}])"


def test_time_and_memory_of_a_process_are_its_own() -> None:
    small, large = python("-c", "import time; time.sleep(0.3)"), python("-c", HOLD)
    assert 0.3 < small.seconds < 30
    assert 90 * MEBIBYTE < large.peak - small.peak < 110 * MEBIBYTE


def test_the_memory_of_children_counts() -> None:
    assert python("-c", CHILD).peak > python("-c", HOLD).peak + 2 * MEBIBYTE


def test_a_process_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        python("-c", "raise SystemExit('no such thing')")


def test_the_cache_is_where_it_is_put(tmp_path: Path) -> None:
    python("-c", f"import os; assert os.environ['CONFLICT_TIMELINE_CACHE'] == {str(tmp_path)!r}", cache=str(tmp_path))


def test_two_rows_of_the_table() -> None:
    time, memory = Pair("a file", Run(3.04, 300 * MEBIBYTE), Run(1.52, 200 * MEBIBYTE), "`it`").lines()
    assert time == "| a file: seconds | 3.0 s (2.0 times) | 1.5 s | `it` |"
    assert memory == "| a file: peak memory | 300 MB (1.5 times) | 200 MB | `it` |"


def test_each_file_is_prepared_read_again_and_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def run(*arguments: object, cache: str | None = None) -> Run:
        asked.append(f"{arguments[1]} {bool(cache)}")
        return Run(float(len(asked)), len(asked))

    monkeypatch.setattr(tables, "python", run)
    found = list(tables.pairs(50))
    assert [pair.what.split(", ", 1)[0] for pair in found] == ["UCDP GED"] * 3 + ["ACLED"] * 3
    assert {f"{tables.PREPARE} True", f"{tables.READ_CSV} False", f"{tables.OPEN} True"} <= set(asked)
