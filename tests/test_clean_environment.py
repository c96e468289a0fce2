"""What a newcomer does: the files of a clone, a new virtual environment, and the plain ``streamlit run``.

Only this finds a module that is imported by luck of the working folder, a file that was never added, and a
requirement that is installed on the developer's machine alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tracked import tracked

from benchmarks.page import CHARTS, DRAWN
from benchmarks.serve import APP, ROOT, streamlit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("clean environment")  # one worker, so one installation
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")


def without_python_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's files with the program, and nothing for its development, installed into .venv."""
    folder = tmp_path_factory.mktemp("clone")
    for path in tracked():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    subprocess.run([sys.executable, "-m", "venv", ".venv"], cwd=folder, check=True)
    install = [folder / ".venv" / "bin" / "python", *PIP, "-r", "requirements.txt"]
    done = subprocess.run(
        install, cwd=folder, env=without_python_settings(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(f"pip could not install requirements.txt (is the package index reachable?):\n{done.stderr}")
    return folder


@pytest.mark.browser
def test_the_plain_command_opens_the_page_with_both_charts(clone: Path, page: Page) -> None:
    program = clone / ".venv" / "bin" / "streamlit"
    with streamlit(APP, streamlit_program=[program], folder=clone, environment=without_python_settings()) as url:
        page.goto(url)
        page.wait_for_function(DRAWN, arg=CHARTS)
        expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_the_console_script_runs_outside_the_folder(clone: Path, tmp_path: Path) -> None:
    program = clone / ".venv" / "bin" / "conflict-timeline"
    done = subprocess.run(
        [program, "prepare", clone / "seeds", "-o", "claims.csv"],
        cwd=tmp_path,
        env=without_python_settings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "claims.csv").stat().st_size > 0
