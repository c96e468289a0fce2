"""The language of the page: one TOML file holds its texts, the words of its charts, and how it writes numbers and days.

``CONFLICT_TIMELINE_LANGUAGE`` names a file in ``texts`` (``en``), or any file by its path. What a language does not say
is said in English. The sections under ``charts`` are the words of charts, ``locale`` how numbers and days are written.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_prep import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LANGUAGE = "CONFLICT_TIMELINE_LANGUAGE"
ENGLISH = "en"
FOLDER = Path(__file__).with_name("texts")
CHARTS, LOCALE = "charts", "locale"


def chosen() -> str:
    """The language that the page was started in: a name, or the path of a file."""
    return os.environ.get(LANGUAGE, "").strip() or ENGLISH


@cache
def tables(language: str) -> Mapping[str, Any]:
    """Everything that a language says, its gaps filled in English. Raises UsageError for a language that has no file
    or cannot be read."""
    english = _read(FOLDER / f"{ENGLISH}.toml")
    return english if language == ENGLISH else _merged(english, _read(_file(language)))


def _file(language: str) -> Path:
    found = Path(language) if language.endswith(".toml") else FOLDER / f"{language}.toml"
    if not found.is_file():
        there = ", ".join(sorted(path.stem for path in FOLDER.glob("*.toml")))
        raise UsageError(f"{LANGUAGE}={language}: there is no such language; there are {there}, or name a .toml file.")
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} is no file of texts: {error}") from error


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of both; where both say something, what is above."""
    found = dict(below)
    for name, value in above.items():
        inner = found.get(name)
        found[name] = _merged(inner, value) if isinstance(value, dict) and isinstance(inner, dict) else value
    return found


# How numbers, days and plurals are written


def locale(name: str) -> str:
    """One entry of the section ``locale``."""
    return str(tables(chosen())[LOCALE][name])


def grouped(text: str) -> str:
    """A number as Python prints it, ``1,234.5``, with this language's separators; a short one has none to look up."""
    return text if text.isdecimal() else text.translate(_marks(chosen()))


@cache
def _marks(language: str) -> Mapping[int, str]:
    """What stands for the separators of Python's numbers."""
    said = tables(language)[LOCALE]
    return str.maketrans({",": str(said["thousands"]), ".": str(said["decimal"])})


def form(count: int, forms: Sequence[str]) -> str:
    """Of the forms of a noun the one that goes with a number, by the language's rule; the last where it has fewer."""
    return forms[min(PLURALS[locale("plural")](count), len(forms) - 1)]


def _slavic(count: int) -> int:
    """Russian, Ukrainian, Serbian: 1, 21; 2 to 4, 22; 5 to 20, 25."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2


def _polish(count: int) -> int:
    """1; 2 to 4, 22; 5 to 21, 25."""
    return 0 if count == 1 else 1 if _slavic(count) == 1 else 2


def _arabic(count: int) -> int:
    """0; 1; 2; 3 to 10; 11 to 99; 100."""
    if count < 3:
        return count
    rest = count % 100
    return 3 if 3 <= rest <= 10 else 4 if rest >= 11 else 5


PLURALS: Mapping[str, Callable[[int], int]] = {
    "none": lambda _: 0,
    "one": lambda count: int(count != 1),
    "zero-one": lambda count: int(count > 1),
    "slavic": _slavic,
    "polish": _polish,
    "arabic": _arabic,
}
"""Rules of plurals by name: number -> the place of its form. Unicode's CLDR lists them for each language."""
