"""Small parts of the page that Streamlit does not have: each a Python module with its script and style beside it."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def beside(name: str) -> str:
    """The text of a script or a style sheet of this folder; raises FileNotFoundError for a name it does not hold."""
    return (FOLDER / name).read_text(encoding="utf-8")
