"""The code book says what the code does, and marked blocks are exchanged without touching the rest."""

from __future__ import annotations

import runpy
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.serve import ROOT
from data_prep.codebook import code_book, replaced, rewrite
from data_prep.errors import UsageError
from data_prep.frame import CLAIMS, EVENT_TYPE_OF
from data_prep.vocab import table

if TYPE_CHECKING:
    from pathlib import Path

MARKED = "before\n<!-- code book: begin -->\nold\n<!-- code book: end -->\nafter\n"


def test_it_tells_every_column_value_and_flag() -> None:
    book = code_book()
    for name, column in CLAIMS.items():
        assert f"| `{name}` | " in book
        assert [value for value in column.values if value not in book] == []
    assert [sub for sub in EVENT_TYPE_OF if sub not in book] == []
    assert [row["flag"] for row in table("flags") if f"| `{row['flag']}` | {row['meaning']} |" not in book] == []


def test_the_readme_holds_the_current_code_book() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme == replaced(readme, "code book", code_book()), "run: make docs"


def test_a_marked_block_is_exchanged_and_the_rest_stays() -> None:
    new = replaced(MARKED, "code book", "new")
    assert new == MARKED.replace("old", "new")
    assert replaced(new, "code book", "new") == new


@pytest.mark.parametrize(
    "text", ["", MARKED * 2, MARKED.replace("begin", "end"), MARKED.replace("code book", "figures")]
)
def test_a_text_without_the_two_markers_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="once each and in this order"):
        replaced(text, "code book", "new")


def test_a_current_file_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(MARKED, encoding="utf-8")
    file.chmod(0o444)
    before = file.stat().st_mtime_ns
    rewrite(file, "code book", "old")
    assert file.stat().st_mtime_ns == before


def test_the_module_rewrites_the_files_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "README.md"
    file.write_text(MARKED, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["codebook", str(file)])
    monkeypatch.delitem(sys.modules, "data_prep.codebook")
    runpy.run_module("data_prep.codebook", run_name="__main__")
    assert file.read_text(encoding="utf-8") == replaced(MARKED, "code book", code_book())
