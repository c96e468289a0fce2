"""Small parts of the page that Streamlit does not have: each a Python module with its script and style beside it."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def beside(name: str) -> str:
    """The text of a script or a style sheet of this folder, without indents and lines of comment.

    Streamlit sends it with every run of the page, so what the browser does not need stays here. No text in it may run
    over several lines. Raises FileNotFoundError for a name that the folder does not hold.
    """
    lines = map(str.strip, (FOLDER / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not _comment(line))


def _comment(line: str) -> bool:
    return line.startswith("//") or (line.startswith("/*") and line.endswith("*/"))
