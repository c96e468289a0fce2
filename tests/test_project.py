"""The files around the code: pins, versions, licence, targets, and nothing of the machine they were written on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from tracked import tracked

from benchmarks.serve import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Brackets keep the patterns from finding themselves.
LEAKS = {
    "a package registry": (
        r"pypi[.]org|pythonhosted[.]org|https?://[^\s\"']*/(?:simple|registry)\b"
        r"|^\s*--(?:extra-)?(?:index-url|trusted-host|find-links)"
    ),
    "a path of one machine": r"(?<![\w.:/~<>*)-])/(?:home|root|Users|work|workspace|opt|mnt)/\w",
    "a secret": (
        r"-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{30}|\bAKIA[0-9A-Z]{16}\b"
        r"|(?i:api_?key|token|secret)[\"']?\s*[=:]\s*[\"'][\w-]{16}"
    ),
}
PINNED = re.compile(r"[a-z0-9][a-z0-9.-]*==[0-9][0-9a-z.]*")
OTHER_REQUIREMENTS = ("uv.lock", "Pipfile", "environment.yml", "setup.py")


def lines_of(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def project() -> dict[str, object]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", f"PYTHON={sys.executable}", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("what", LEAKS)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(LEAKS[what], re.MULTILINE)
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        for match in pattern.finditer(path.read_bytes().decode("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a package registry", "--index-url https://packages.example" + "/simple"),
        ("a package registry", "https://files." + "python" + "hosted.org/x.whl"),
        ("a path of one machine", "open('" + "/home" + "/someone/report.txt')"),
        ("a secret", "api_key = '" + "0123456789abcdef" * 2 + "'"),
    ],
)
def test_the_search_for_leaks_finds(what: str, line: str) -> None:
    assert re.search(LEAKS[what], line, re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_the_project_comes_last(name: str) -> None:
    *pins, last = lines_of(name)
    assert last == "-e ."
    assert [line for line in pins if not PINNED.fullmatch(line)] == []


def test_what_tests_need_is_added_to_what_the_program_needs_in_the_same_versions() -> None:
    assert set(lines_of("requirements.txt")) <= set(lines_of("requirements-dev.txt"))


def test_every_direct_dependency_is_pinned() -> None:
    pins = {line.split("==")[0] for line in lines_of("requirements.txt")}
    dependencies = project()["dependencies"]
    assert isinstance(dependencies, list)
    assert {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in dependencies} <= pins


def test_the_cloud_finds_one_list_of_requirements() -> None:
    assert [name for name in OTHER_REQUIREMENTS if (ROOT / name).exists()] == []


def test_packages_are_plain_apt_names_with_chromium_among_them() -> None:
    packages = lines_of("packages.txt")
    assert "chromium" in packages
    assert [name for name in packages if not re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name)] == []


def test_the_change_log_begins_with_the_version() -> None:
    heads = [line for line in lines_of("CHANGELOG.md") if line.startswith("## ")]
    assert re.fullmatch(rf"## \[{re.escape(str(project()['version']))}\] - \d{{4}}-\d\d-\d\d", heads[0])


def test_the_licence_is_mit() -> None:
    assert lines_of("LICENSE")[0] == "MIT License"
    assert project()["license"] == "MIT"


def test_every_picture_named_is_there() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    named = [
        page.parent / name for page in pages for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.read_text("utf-8"))
    ]
    assert named
    assert [path for path in named if not path.is_file()] == []


def test_the_ci_script_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)


def test_help_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (help .*)$", text, re.MULTILINE)[0].split()
    listed = re.findall(r"^  make (\w+) +\S", make(ROOT).stdout, re.MULTILINE)
    assert sorted(listed) == sorted(targets)


def test_make_works_from_another_folder_and_takes_a_port(tmp_path: Path) -> None:
    done = make(tmp_path, "--dry-run", "-C", str(ROOT), "run", "PORT=8599")
    assert "streamlit run dashboard/app.py --server.port 8599" in done.stdout
    lost = make(tmp_path, "-f", str(ROOT / "Makefile"), "run")
    assert lost.returncode != 0
    assert "make -C" in lost.stderr


def test_make_installs_once_and_again_only_when_something_changed(tmp_path: Path) -> None:
    folder = tmp_path / "a project"
    (folder / "data_prep").mkdir(parents=True)
    for name in ("data_prep/frame.py", "requirements.txt", "pyproject.toml"):
        (folder / name).touch()
    (folder / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    stamp = ".venv/.installed"

    first = make(folder, stamp)
    assert first.returncode == 0, first.stderr
    assert "-m venv" in first.stdout
    assert "up to date" in make(folder, stamp).stdout

    os.utime(folder / "requirements.txt")
    changed = make(folder, stamp).stdout
    assert "pip install" in changed
    assert "-m venv" not in changed

    moved = folder.rename(tmp_path / "moved")
    assert "-m venv" in make(moved, "--dry-run", stamp).stdout
    (moved / ".venv" / "bin" / "python").unlink()
    assert "-m venv" in make(moved, "--dry-run", stamp).stdout
