"""One file per language: what it says wins, what it lacks is English; numbers, days and plurals follow it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from dashboard import formats, language, telling
from dashboard.texts import count, say
from dashboard.words import words
from data_prep import UsageError

GERMAN = """
[locale]
code = "de"
thousands = "."
decimal = ","
day = "{day}. {month} {year}"
days = "{first}.–{last}. {month} {year}"
months = "{first}. {first_month} – {last}. {last_month} {year}"
input_day = "DD.MM.YYYY"

[nouns]
claim = ["Aussage", "Aussagen"]

[joins]
and = "und"

[bounds]
at_least = "mindestens {low}"

[charts.formats]
months = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"

[charts.measures]
killed = "Getötete"
"""


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "de.toml"
    path.write_text(GERMAN, encoding="utf-8")
    monkeypatch.setenv(language.LANGUAGE, str(path))


@pytest.mark.usefixtures("german")
def test_numbers_days_and_plurals_follow_the_file() -> None:
    assert formats.number(1234567) == "1.234.567"
    assert formats.number(2.5) == "2,5"
    assert formats.day(date(2016, 3, 19)) == "19. März 2016"
    assert formats.day(date(2016, 3, 19), short=True) == "19. Mär 2016"
    assert formats.span(date(2016, 3, 14), date(2016, 3, 18)) == "14.–18. März 2016"
    assert formats.span(date(2016, 3, 30), date(2016, 4, 2)) == "30. März – 2. April 2016"
    assert (count(1, "claim"), count(1234, "claim")) == ("1 Aussage", "1.234 Aussagen")
    assert telling.bounds(1234, None) == "mindestens 1.234"
    assert words("measures")["killed"] == "Getötete"


@pytest.mark.usefixtures("german")
def test_what_a_file_lacks_is_said_in_english() -> None:
    assert say("evidence.heading") == "Evidence"
    assert words("measures")["injured"] == "Injured"


def test_english_is_the_language_where_none_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(language.LANGUAGE, raising=False)
    assert formats.number(1234.0) == "1,234"
    assert count(2, "claim") == "2 claims"


def test_a_language_without_a_file_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"tlh.*there are en"):
        language.tables("tlh")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_text("[broken", encoding="utf-8")
    with pytest.raises(UsageError, match=r"xx\.toml"):
        language.tables(str(path))


@pytest.mark.parametrize(
    ("rule", "numbers", "forms"),
    [
        ("none", (0, 1, 2, 5), (0, 0, 0, 0)),
        ("one", (0, 1, 2, 5), (1, 0, 1, 1)),
        ("zero-one", (0, 1, 2, 5), (0, 0, 1, 1)),
        ("slavic", (1, 2, 5, 11, 12, 21, 22, 111, 1001), (0, 1, 2, 2, 2, 0, 1, 2, 0)),
        ("polish", (1, 2, 5, 12, 21, 22), (0, 1, 2, 2, 2, 1)),
        ("arabic", (0, 1, 2, 3, 10, 11, 99, 100, 103), (0, 1, 2, 3, 3, 4, 4, 5, 3)),
    ],
)
def test_rules_of_plurals(rule: str, numbers: tuple[int, ...], forms: tuple[int, ...]) -> None:
    assert tuple(map(language.PLURALS[rule], numbers)) == forms


def files() -> list[Path]:
    return sorted(language.FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_every_language_says_all_that_english_says_with_the_same_gaps(path: Path) -> None:
    """A file's texts may leave a value unsaid, but not ask for one that the code does not give."""
    english, other = (dict(leaves(language.tables(name))) for name in (language.ENGLISH, path.stem))
    assert {key for key in other if not key.startswith("flags.")} == set(english)
    for key, text in other.items():
        assert key not in english or fields(text) <= fields(english[key]), f"{path.name}: {key}"
    assert other["locale.plural"] in language.PLURALS


def leaves(table: object, prefix: str = "") -> list[tuple[str, str]]:
    if not isinstance(table, dict):
        return [(prefix.removesuffix("."), str(table))]
    return [leaf for name, value in table.items() for leaf in leaves(value, f"{prefix}{name}.")]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
