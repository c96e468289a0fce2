"""The texts of the screen: every key that the code asks for is there, and every key that is there is asked for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dashboard import state, telling
from dashboard.texts import count, listed, say, texts
from data_prep import EXPORTS

DASHBOARD = Path(__file__).parents[1] / "dashboard"


def asked() -> tuple[set[str], set[str]]:
    """Keys asked for in full, and beginnings of keys that the code completes."""
    whole, begun = set(), set()
    for path in DASHBOARD.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    return whole, begun


def said() -> list[tuple[str, str]]:
    """File and key of every ``say("...")``."""
    found = []
    for path in DASHBOARD.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_say = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
            if is_say and node.args and isinstance(node.args[0], ast.Constant):
                found.append((path.name, node.args[0].value))
    return found


@pytest.mark.parametrize(("file", "key"), said())
def test_what_is_said_is_there(file, key):
    assert isinstance(texts().get(key), str), f"{file} says {key!r}, which en.toml does not hold"


def test_nothing_is_there_for_nobody():
    whole, begun = asked()
    begun = {text for text in begun if "." in text} - {"evidence."}
    whole |= {f"evidence.{name}" for name in telling.MEASURES} | {kind.title_key for kind in EXPORTS.values()}
    tables = ("nouns.", *(f"{name}." for name in (*state.CHOICES, *state.LISTS)))
    unused = [key for key in texts() if key not in whole and not key.startswith((*begun, *tables))]
    assert not unused


def test_every_choice_has_its_words():
    assert all(f"{name}.{value}" in texts() for name, values in state.CHOICES.items() for value in values)


def test_a_number_and_its_noun():
    assert (count(1, "claim"), count(0, "claim"), count(1234, "event")) == ("1 claim", "0 claims", "1,234 events")


def test_names_in_a_row():
    assert [listed(list("ABC")[:n]) for n in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert listed(["A", "B"], last="or") == "A or B"


def test_braces_in_a_value_stay_as_they_are():
    assert say("evidence.written", text="{name} $x$") == "as written: “{name} $x$”"
