"""Every vocabulary file of actors and places is sound; what is wrong is named by file and line."""

from __future__ import annotations

from collections import Counter

import pytest

import data_prep
from data_prep.vocab import FOLDER, origin, several, table

FILES = sorted(path.stem for path in FOLDER.glob("*.csv"))
LINE = dict[str, str]


def line_of(name: str, row: LINE) -> str:
    """Where a row stands: file and line, found by its first cell."""
    first = next(iter(row.values()))
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    number = next((at for at, line in enumerate(lines, 1) if line.lstrip('"').startswith(first)), 0)
    return f"{name}.csv, line {number}: {first}"


def rows(name: str) -> list[LINE]:
    return [dict(row) for row in table(name)]


def keys(name: str, column: str) -> set[str]:
    return {row[column] for row in rows(name)}


def test_the_folder_is_read() -> None:
    assert {"actors", "countries", "places", "admin1", "forces", "place_words", "organisation_words"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_no_row_stands_twice(name: str) -> None:
    counts = Counter(tuple(row.values()) for row in rows(name))
    assert [f"{name}.csv: {row}" for row, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "column"), [("actors", "actor"), ("actor_kinds", "kind"), ("countries", "alpha3"), ("countries", "name")]
)
def test_names_are_unique(name: str, column: str) -> None:
    counts = Counter(row[column] for row in rows(name))
    assert [line_of(name, row) for row in rows(name) if counts[row[column]] > 1] == []


@pytest.mark.parametrize(
    ("name", "column", "into", "key"),
    [
        ("actors", "kind", "actor_kinds", "kind"),
        ("actors", "country", "countries", "alpha3"),
        ("places", "country", "countries", "alpha3"),
        ("admin1", "country", "countries", "alpha3"),
    ],
)
def test_references_are_known(name: str, column: str, into: str, key: str) -> None:
    known = keys(into, key) | {""}
    assert [line_of(name, row) for row in rows(name) if row[column] not in known] == []


def test_parents_are_actors() -> None:
    known = keys("actors", "actor") | keys("countries", "government") | {""}
    assert [line_of("actors", row) for row in rows("actors") if row["parent"] not in known] == []


def test_years_are_years() -> None:
    def sound(row: LINE) -> bool:
        since, until = row["since"] or "1800", row["until"] or "2100"
        return since.isdigit() and until.isdigit() and 1700 < int(since) <= int(until) <= 2100

    assert [line_of("actors", row) for row in rows("actors") if not sound(row)] == []


@pytest.mark.parametrize(("name", "column"), [("actors", "aliases"), ("places", "aliases"), ("admin1", "aliases")])
def test_no_alias_stands_twice_in_a_row(name: str, column: str) -> None:
    assert [
        line_of(name, row) for row in rows(name) if len(several(row[column])) != len(set(several(row[column])))
    ] == []


@pytest.mark.parametrize("name", ["places", "admin1", "countries"])
def test_coordinates_are_on_earth(name: str) -> None:
    def sound(row: LINE) -> bool:
        return abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180

    assert [line_of(name, row) for row in rows(name) if not sound(row)] == []


def test_places_are_of_known_kinds() -> None:
    known = {"city", "town", "village", "district", "camp", "site", "governorate", "region", "sea"}
    assert [line_of("places", row) for row in rows("places") if row["kind"] not in known] == []


def test_there_are_actors_enough() -> None:
    kinds = Counter(row["kind"] for row in rows("actors"))
    assert len(rows("actors")) >= 1200
    assert set(kinds) | {"organisation"} == keys("actor_kinds", "kind")


@pytest.mark.parametrize(
    ("name", "column", "known"),
    [
        (
            "forces",
            "form",
            {
                *[
                    "forces",
                    "action",
                    "official",
                    "insurgents",
                    "modifier",
                    "members",
                    "people",
                    "description",
                    "not",
                    "hyphened",
                ]
            },
        ),
        ("organisation_words", "kind", {"rebel", "jihadist", "militia", "cartel", "organisation", "connector"}),
        (
            "speaker_words",
            "use",
            {
                "lead",
                "tail",
                "verb",
                "adjective",
                "pronoun",
                "nobody",
                "document",
                "made by",
                "never first",
                "never inside",
            },
        ),
        ("speakers", "kind", {"group", "person"}),
        ("blame", "who", {"before", "after", "none"}),
        ("blame", "attribution", {"claimed", "alleged", ""}),
        ("blame", "alone", {"yes", "deed", ""}),
        (
            "place_words",
            "use",
            {"in", "from", "near", "noun", "unit", "unit1", "area", "rural", "facility", "person", "skip", "inside"}
            | {"never", "function"},
        ),
    ],
)
def test_uses_are_known(name: str, column: str, known: set[str]) -> None:
    assert [line_of(name, row) for row in rows(name) if row[column] not in known] == []
    assert {row[column] for row in rows(name)} == known


def test_a_row_knows_its_file_and_line() -> None:
    for row in table("effects"):
        where, _, words = origin("effects", row).partition(" ")
        name, line = where.split(":")
        assert row["pattern"] in (FOLDER / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert row["pattern"].startswith(words.rstrip("*"))
        assert words.endswith("*") or words in {"", row["pattern"]}


def test_who_does_not_fight_is_known_by_every_name() -> None:
    assert {row["armed"] for row in rows("actor_kinds")} == {"yes", "no"}
    assert {"Civilians", "Protesters"} < data_prep.UNARMED
    assert not {"Islamic State", "Government of Syria"} & data_prep.UNARMED
