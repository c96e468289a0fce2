"""Every text of the screen, as one TOML file per language beside this module; see ``dashboard.language``.

``say("head.name")`` gives a text, with its ``{values}`` filled in; ``count(3, "claim")`` a number with its noun.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from dashboard.direction import isolated
from dashboard.language import CHARTS, LOCALE, chosen, form, grouped, tables
from data_prep import FLAGS

if TYPE_CHECKING:
    from collections.abc import Mapping


def texts() -> Mapping[str, str | list[str]]:
    """All texts of the language, by dotted key: ``controls.actor`` -> ``Actor``; a noun has its forms in a list."""
    return _texts(chosen())


@cache
def _texts(language: str) -> Mapping[str, str | list[str]]:
    said = {name: table for name, table in tables(language).items() if name not in (CHARTS, LOCALE)}
    return dict(_flat(said, ""))


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str | list[str]]]:
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
    return f"{grouped(f'{number:,}')} {form(number, list(texts()[f'nouns.{noun}']))}"


def flag_meaning(flag: str) -> str:
    """What a flag means: as the language's table ``flags`` says, else as the code book does, else itself."""
    return str(texts().get(f"flags.{flag}") or FLAGS.get(flag, flag))


def listed(words: list[str], *, last: str = "and") -> str:
    """``A``, ``A and B``, ``A, B and C``; ``last`` is the key of the joining word in the table ``joins``."""
    if len(words) < 2:
        return "".join(words)
    named = [isolated(word) for word in words]
    return f"{', '.join(named[:-1])} {say(f'joins.{last}')} {named[-1]}"
