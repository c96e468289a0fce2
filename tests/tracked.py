"""The files of the repository, as a clone would hold them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from benchmarks.serve import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LISTING = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
MADE_HERE = {".venv", "build", "dist", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}


def tracked() -> list[Path]:
    """Every file that is, or would be, in the repository: nothing that .gitignore leaves out."""
    if not (ROOT / ".git").exists():  # unpacked from an archive
        return [path for path in ROOT.rglob("*") if path.is_file() and not MADE_HERE & {*path.relative_to(ROOT).parts}]
    names = subprocess.run(LISTING, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]
