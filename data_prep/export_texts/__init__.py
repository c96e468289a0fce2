"""The words that leave with files of rows, as one TOML file per language beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from data_prep.errors import UsageError

LANGUAGE = "en"


@cache
def texts(part: str, language: str = LANGUAGE) -> dict[str, Any]:
    """The words of one kind of file, by name. Raises UsageError for a language that has no file here."""
    path = Path(__file__).parent / f"{language}.toml"
    if not path.is_file():
        known = ", ".join(sorted(other.stem for other in path.parent.glob("*.toml")))
        raise UsageError(f"There are no words in the language {language!r}; there are {known}.")
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[part]
    return found
