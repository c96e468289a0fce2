"""A machine without Chromium is told which tests it left out and how to have them; with CI set nothing is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.serve import ROOT

PROBE = """
import pytest

@pytest.mark.browser
def test_that_needs_chromium():
    raise AssertionError("this must not run")
"""


def run_without_chromium(folder: Path, *, ci: bool) -> str:
    (folder / "test_probe.py").write_text(PROBE, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "CI" and "PYTEST" not in name}
    environment |= {
        "BROWSER_PATH": str(folder / "none"),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT)]),
    }
    environment |= {"CI": "true"} if ci else {}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        ROOT / "pyproject.toml",
        "-p",
        "conftest",
        folder / "test_probe.py",
    ]
    command += ["-p", "no:cacheprovider", "--rootdir", folder]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def test_a_laptop_is_told_what_was_left_out_and_how_to_have_it(tmp_path: Path) -> None:
    told = run_without_chromium(tmp_path, ci=False)
    assert "test_probe.py::test_that_needs_chromium" in told
    assert "To have them, install Chromium" in told
    assert "1 skipped" in told.splitlines()[-1]


def test_on_ci_a_test_left_out_is_a_failure(tmp_path: Path) -> None:
    told = run_without_chromium(tmp_path, ci=True)
    assert "was left out, and CI is set" in told
    assert "1 error" in told.splitlines()[-1]
