"""The texts that charts, captions and figures are made of, from ``words.toml``: knowledge, not code."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from data_prep import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = Path(__file__).with_name("words.toml")


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def one_of(what: str, given: str, known: Iterable[str]) -> str:
    """``given``, when it is one of the choices; raises UsageError, naming them, when it is not."""
    choices = list(known)
    if given not in choices:
        raise UsageError(f"{what} {given!r} is not known: choose one of {', '.join(choices)}.")
    return given


def words(section: str) -> Mapping[str, str]:
    """One section of the words file; raises KeyError when there is none."""
    return _file()[section]


def doubt(flag: str) -> str:
    """A flag in a few words; one that the file does not hold stays as it is."""
    return words("doubts").get(flag, flag)
