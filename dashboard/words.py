"""The texts that charts, captions and figures are made of, from ``words.toml``: knowledge, not code."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("words.toml")


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def words(section: str) -> Mapping[str, str]:
    """One section of the words file; raises KeyError when there is none."""
    return _file()[section]
