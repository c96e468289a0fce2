"""The texts that charts, captions and figures are made of: knowledge, not code. See ``dashboard.language``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from dashboard.language import CHARTS, chosen, tables
from data_prep import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def one_of(what: str, given: str, known: Iterable[str]) -> str:
    """``given``, when it is one of the choices; raises UsageError, naming them, when it is not."""
    choices = list(known)
    if given not in choices:
        raise UsageError(f"{what} {given!r} is not known: choose one of {', '.join(choices)}.")
    return given


def words(section: str) -> Mapping[str, str]:
    """One section of the charts' words; raises KeyError when there is none."""
    return cast("Mapping[str, str]", tables(chosen())[CHARTS][section])


def doubt(flag: str) -> str:
    """A flag in a few words; one that the file does not hold stays as it is."""
    return words("doubts").get(flag, flag)
