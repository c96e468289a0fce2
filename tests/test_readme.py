"""The README is true: its commands and its code run, and what it points to is there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.serve import ROOT
from dashboard.drawn import CHARTS
from data_prep import EXPORTS
from tests.tables_made import Made, acled, ucdp

OWN = Made("list.csv", "Day,Town,dead_total\n04/05/2024,Aleppo,3\n05/05/2024,Homs,at least 5\n", 2)
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
BIN = Path(sys.executable).parent
OF_THE_READER = ("git clone ",)  # commands that are the reader's own business


def lines(language: str) -> list[str]:
    """The lines of all blocks of a language, in their order."""
    return [line for name, block in BLOCKS if name == language for line in block.splitlines() if line.strip()]


PROGRAM = [line.removeprefix(".venv/bin/") for line in lines("bash") if "conflict-timeline " in line[:30]]
MAKE = [line for line in lines("bash") if line.startswith("make ")]


CASES = [
    pytest.param(line, id=line, marks=[pytest.mark.browser] if "export" in line.split() else []) for line in PROGRAM
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the seeds and the files that earlier commands of the README leave behind."""
    made = tmp_path_factory.mktemp("reader")
    (made / "seeds").symlink_to(ROOT / "seeds")
    (made / "my-reports").symlink_to(ROOT / "seeds")
    (made / "events").mkdir()
    for table in (acled(), ucdp(), OWN):
        table.write(made / "events")
    return made


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    words = shlex.split(command)
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_every_command_is_of_a_kind_that_is_tried_here() -> None:
    known = {*PROGRAM, *(f".venv/bin/{line}" for line in PROGRAM), *MAKE}
    assert [line for line in lines("bash") if line not in known and not line.startswith(OF_THE_READER)] == []
    assert PROGRAM
    assert MAKE


@pytest.mark.parametrize("line", CASES)
def test_a_command_of_the_program_runs(line: str, folder: Path) -> None:
    if line.split()[1] == "serve":
        line += " --help"  # it would not end by itself
    done = run(line, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in re.findall(r" -o (\S+)", line):
        assert (folder / name).stat().st_size > 0


def test_every_target_of_make_that_it_names_exists() -> None:
    named = set(re.findall(r"`(make \w+(?: \w+=\w+)?)`", README)) | set(MAKE)
    done = {line: run(f"{line} --dry-run PYTHON={sys.executable}", ROOT) for line in sorted(named)}
    assert {line: result.stderr for line, result in done.items() if result.returncode} == {}


def test_the_python_code_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for language, block in BLOCKS:
        if language == "python":
            exec(compile(block, "README.md", "exec"), names)  # our own text
    claims = names["claims"]
    assert len(claims) > 0  # type: ignore[arg-type]


def test_every_file_and_folder_it_names_exists() -> None:
    links = [name for name in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in name]
    paths = re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", README)
    made_later = {".venv/", ".venv/bin/", ".venv/bin"}
    assert [name for name in {*links, *paths} - made_later if not (ROOT / name).exists()] == []


def test_it_tells_of_every_environment_variable_and_of_no_other() -> None:
    code = [
        path.read_text(encoding="utf-8") for wing in ("dashboard", "data_prep") for path in (ROOT / wing).rglob("*.py")
    ]
    read = {name for text in code for name in re.findall(r'"(CONFLICT_TIMELINE_[A-Z_]+)"', text)}
    assert set(re.findall(r"^\| `(CONFLICT_TIMELINE_[A-Z_]+)`", README, re.MULTILINE)) == read
    assert set(re.findall(r"CONFLICT_TIMELINE_[A-Z_]+", README)) == read


def test_it_tells_of_every_chart_and_of_every_kind_of_file() -> None:
    assert [name for name in CHARTS if f"conflict-timeline export {name.replace('_', '-')} " not in README] == []
    assert [name for name in CHARTS if f"`{name}`" not in README and f"chart={name}`" not in README] == []
    assert [ending for ending in EXPORTS if f"`{ending}`" not in README] == []


def test_no_block_is_left_unclosed() -> None:
    assert README.count("```") == 2 * len(BLOCKS)
