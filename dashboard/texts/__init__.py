"""Every text of the screen, as one TOML file per language beside this module.

``say("head.name")`` gives a text, with its ``{values}`` filled in; ``count(3, "claim")`` a number with its noun.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.direction import isolated

LANGUAGE = "en"


@cache
def texts(language: str = LANGUAGE) -> dict[str, str | list[str]]:
    """All texts of a language, by dotted key: ``controls.actor`` -> ``Actor``; a noun has its singular and plural."""
    path = Path(__file__).parent / f"{language}.toml"
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flat(table: dict[str, Any], prefix: str) -> list[tuple[str, str | list[str]]]:
    found: list[tuple[str, str | list[str]]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found


def say(key: str, /, **values: object) -> str:
    """The text of a key, its ``{names}`` replaced by ``values``. Raises KeyError for a key the file does not hold."""
    text = texts()[key]
    if not isinstance(text, str):
        raise KeyError(f"{key} holds the forms of a noun: use count()")
    return text.format(**{name: _value(value) for name, value in values.items()}) if values else text


def _value(value: object) -> object:
    """A text that runs from right to left keeps to itself in a sentence."""
    return isolated(value) if isinstance(value, str) else value


def count(number: int, noun: str) -> str:
    """``1 claim``, ``1,234 claims``: a number and its noun from the table ``nouns``."""
    forms = list(texts()[f"nouns.{noun}"])
    return f"{number:,} {forms[0] if number == 1 else forms[-1]}"


def listed(words: list[str], *, last: str = "and") -> str:
    """``A``, ``A and B``, ``A, B and C``; ``last`` is the key of the joining word in the table ``joins``."""
    if len(words) < 2:
        return "".join(words)
    named = [isolated(word) for word in words]
    return f"{', '.join(named[:-1])} {say(f'joins.{last}')} {named[-1]}"
