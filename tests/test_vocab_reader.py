"""The word lists of the claim reader are sound: each row is tested, and what is wrong is named by file and line."""

from __future__ import annotations

import re
from collections import Counter
from re import _constants as op
from re import _parser
from typing import TYPE_CHECKING

import pytest

from data_prep.frame import EVENT_TYPE_OF
from data_prep.reports.casualties import read_toll
from data_prep.reports.lexicon import find
from data_prep.reports.numbers import value
from data_prep.vocab import FOLDER, several, table

if TYPE_CHECKING:
    from collections.abc import Callable

PATTERNS = ["events", "effects", "speech", "cues"]
LINE = dict[str, str]


def rows(name: str) -> list[LINE]:
    return [dict(row) for row in table(name)]


def line_of(name: str, row: LINE) -> str:
    """Where a row stands: file and line, found by its first cell."""
    first = next(iter(row.values()))
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    number = next((at for at, line in enumerate(lines, 1) if line.lstrip('"').startswith(first)), 0)
    return f"{name}.csv, line {number}: {first}"


def wrong(name: str, is_sound: Callable[[LINE], bool]) -> list[str]:
    return [line_of(name, row) for row in rows(name) if not is_sound(row)]


# ---------------------------------------------------------------- patterns


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_are_regular_expressions_without_groups(name: str) -> None:
    def sound(row: LINE) -> bool:
        try:
            return re.compile(row["pattern"]).groups == 0
        except re.error:
            return False

    assert wrong(name, sound) == []


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_repeats_a_blank(name: str) -> None:
    assert wrong(name, lambda row: not re.search(r" [?*+{]", row["pattern"])) == []


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_stands_twice(name: str) -> None:
    counts = Counter(row["pattern"].lower() for row in rows(name))
    assert wrong(name, lambda row: counts[row["pattern"].lower()] == 1) == []


def readings(pattern: str) -> set[str]:
    """Plain texts that the pattern describes: always the first alternative, and always the last."""
    return {_plain(_parser.parse(pattern), which) for which in (0, -1)}


def _plain(parsed: object, which: int) -> str:
    return "".join(_one(code, argument, which) for code, argument in parsed)  # type: ignore[attr-defined]


def _one(code: object, argument: object, which: int) -> str:
    if code is op.LITERAL:
        return chr(argument)
    if code is op.IN:
        return _member(argument)
    if code is op.BRANCH:
        return _plain(argument[1][which], which)
    if code is op.SUBPATTERN:
        return _plain(argument[3], which)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _plain(argument[2], which) * argument[0]
    if code is op.ASSERT:
        return _plain(argument[1], which)
    if code is op.ANY or code is op.NOT_LITERAL:
        return "x"
    return ""


def _member(members: list[tuple[object, object]]) -> str:
    """A character that the class ``[...]`` holds."""
    code, argument = members[0]
    if code is op.LITERAL:
        return chr(argument)
    if code is op.RANGE:
        return chr(argument[0])
    return "1" if argument is op.CATEGORY_DIGIT else "x"


def test_readings_are_what_a_pattern_describes() -> None:
    assert readings("air[ -]?(?:strike|raid)s?") == {"airstrike", "airraid"}
    assert readings(r"took(?= (?:\w+ ){0,2}(?:control|power))") == {"took control", "took power"}


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_finds_what_it_describes(name: str) -> None:
    def sound(row: LINE) -> bool:
        hits = [hit for text in readings(row["pattern"]) for hit in find(name, text)]
        return any(hit.row["pattern"] == row["pattern"] for hit in hits) or _by_a_longer_row(name, row)

    assert wrong(name, sound) == []


def _by_a_longer_row(name: str, row: LINE) -> bool:
    """``hostages held`` may be found by a row that says more; then that row begins no later and ends no earlier."""
    text = min(readings(row["pattern"]), key=len)
    found = find(name, text)
    return bool(found) and found[0].start == 0 and re.match(row["pattern"], text, re.IGNORECASE) is not None


@pytest.mark.parametrize("name", PATTERNS)
def test_capitals_are_read_like_small_letters(name: str) -> None:
    """Wire copy in capitals; a pattern that asks for a capital letter itself cannot tell, and is left out."""

    def sound(row: LINE) -> bool:
        texts = [text for text in readings(row["pattern"]) if find(name, text)]
        return "(?-i:" in row["pattern"] or all(find(name, text.upper()) for text in texts)

    assert wrong(name, sound) == []


# ---------------------------------------------------------------- closed lists


@pytest.mark.parametrize(
    ("name", "column", "known"),
    [
        ("events", "sub_event_type", set(EVENT_TYPE_OF)),
        ("events", "form", {"noun", "verb", "state"}),
        ("events", "weight", {"0", "1", "2", "3"}),
        ("effects", "effect", {"killed", "injured", "other"}),
        ("effects", "form", {"active", "passive", "both", "among", "toll"}),
        ("speech", "kind", {"say", "deny", "event", "toll", "count", "blame"}),
        (
            "cues",
            "cue",
            {
                *("negation", "plan", "uncertain", "alleged", "claimed", "unknown", "cumulative", "apart", "besides"),
                *("habit", "untrue", "accident", "war"),
            },
        ),
        ("victims", "group", {"people", "civilians", "children", "women", "men", "fighters", "dead", ""}),
        ("victims", "number", {"s", "p"}),
        ("speakers", "kind", {"group", "person"}),
        ("numbers", "kind", {"unit", "tens", "scale"}),
        ("number_qualifiers", "position", {"before", "after"}),
        ("number_qualifiers", "effect", {"low", "high", "over", "under", "about", "exact"}),
        ("number_vague", "rule", {"acled", "airwars"}),
    ],
)
def test_values_are_known(name: str, column: str, known: set[str]) -> None:
    assert wrong(name, lambda row: row[column] in known) == []


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("victims", ("noun",)),
        ("things", ("noun",)),
        ("speakers", ("noun",)),
        ("numbers", ("word",)),
        ("number_vague", ("rule", "word")),
        ("number_qualifiers", ("phrase", "position")),
        ("generic_actors", ("actor",)),
    ],
)
def test_words_stand_once(name: str, columns: tuple[str, ...]) -> None:
    def key(row: LINE) -> tuple[str, ...]:
        return tuple(row[column].lower() for column in columns)

    counts = Counter(map(key, rows(name)))
    assert wrong(name, lambda row: counts[key(row)] == 1) == []


def test_nobody_is_a_thing() -> None:
    people = {row["noun"].lower() for row in rows("victims")}
    assert wrong("things", lambda row: row["noun"].lower() not in people) == []


def test_generic_actors_stand_for_known_kinds() -> None:
    kinds = {row["kind"] for row in rows("actor_kinds")}
    assert wrong("generic_actors", lambda row: set(several(row["kinds"])) <= kinds) == []


# ---------------------------------------------------------------- words at work


def test_every_plural_of_people_is_counted() -> None:
    """Single words: hyphens are left to the tests of casualties."""

    def sound(row: LINE) -> bool:
        return (
            row["number"] == "s" or "-" in row["noun"] or read_toll(f"Seven {row['noun']} were killed.").killed.low == 7
        )

    assert wrong("victims", sound) == []


def test_every_singular_of_people_is_one() -> None:
    def sound(row: LINE) -> bool:
        return row["number"] == "p" or read_toll(f"The blast killed a {row['noun']}.").killed.low == 1

    assert wrong("victims", sound) == []


def test_no_thing_is_a_casualty() -> None:
    assert wrong("things", lambda row: not read_toll(f"The blast killed and destroyed 7 {row['noun']}.").killed) == []


def test_number_words_have_their_value() -> None:
    assert wrong("numbers", lambda row: value(row["word"]) == int(row["value"])) == []


def test_vague_bounds_do_not_cross_and_both_rules_know_the_same_words() -> None:
    def sound(row: LINE) -> bool:
        return not (row["low"] and row["high"]) or int(row["low"]) <= int(row["high"])

    assert wrong("number_vague", sound) == []
    words = {
        rule: {row["word"] for row in rows("number_vague") if row["rule"] == rule} for rule in ("acled", "airwars")
    }
    assert words["acled"] == words["airwars"]
