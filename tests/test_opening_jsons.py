"""JSON of every shape is one row to an object; what is no object is refused by its number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from data_prep.errors import UnreadableError
from data_prep.tables.opening import json_stream
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [{"id": 1, "place": "Sirte"}, {"id": 2, "place": "Деръа"}]
READ = {2: ["1", "Sirte"], 3: ["2", "Деръа"]}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ROWS),
        json.dumps(ROWS, indent=4, ensure_ascii=False),
        json.dumps({"status": 200, "success": True, "last": {"when": [1, 2]}, "data": ROWS, "count": 2}),
        json.dumps({"fields": [{"id": "a"}], "result": {"records": ROWS}}),
        "\n".join(map(json.dumps, ROWS)),
        "\r\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\r\n",
        "\ufeff" + json.dumps(ROWS),
    ],
)
def test_shapes(tmp_path: Path, text: str) -> None:
    table = opened(tmp_path, text.encode(), "a.json")
    assert table.head == [["id", "place"], ["1", "Sirte"], ["2", "Деръа"]]
    assert (table.rows, table.refused) == (READ, [])


def test_utf_16(tmp_path: Path) -> None:
    assert opened(tmp_path, json.dumps(ROWS, ensure_ascii=False).encode("utf-16"), "a.json").rows == READ


def test_one_object_is_one_row(tmp_path: Path) -> None:
    assert opened(tmp_path, b'{"id": 1, "place": "Sirte"}', "a.json").rows == {2: ["1", "Sirte"]}


def test_values(tmp_path: Path) -> None:
    row = {
        "a": {"b": {"c": 1.0}},
        "list": ["x", 2, 2.5],
        "objects": [{"n": 1}],
        "yes": True,
        "none": None,
        "empty": {},
        "half": "\ud800\0x",
    }
    table = opened(tmp_path, json.dumps([row]).encode(), "a.json")
    assert table.head[0] == ["a.b.c", "list", "objects", "yes", "none", "empty", "half"]
    assert table.rows[2] == ["1", "x;2;2.5", '[{"n": 1}]', "true", None, "{}", "x"]


def test_geojson(tmp_path: Path) -> None:
    def feature(name: str, geometry: object) -> dict[str, object]:
        return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}

    square = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 4], [0, 4], [0, 0]]]}
    features = [
        feature("point", {"type": "Point", "coordinates": [36.5, 33]}),
        feature("shape", square),
        feature("several", {"type": "GeometryCollection", "geometries": [square]}),
        feature("none", None),
    ]
    table = opened(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}).encode(), "a.geojson")
    assert table.head[0] == ["name", "latitude", "longitude", "geometry"]
    assert table.rows[2] == ["point", "33", "36.5", None]
    assert table.rows[3] == ["shape", "2", "1", json.dumps(square)]
    assert table.rows[4][:3] == ["several", "2", "1"]
    assert table.rows[5] == ["none", None, None, None]


def test_places_of_their_own_win(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"Latitude": 1, "Longitude": 2},
        "geometry": {"type": "Point", "coordinates": [36.5, 33]},
    }
    table = opened(tmp_path, json.dumps({"features": [feature]}).encode(), "a.geojson")
    assert table.head == [["Latitude", "Longitude"], ["1", "2"]]


@pytest.mark.parametrize("piece", [7, json_stream.PIECE])
def test_what_is_no_object_costs_its_row_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(json_stream, "PIECE", piece)
    table = opened(tmp_path, b'[{"a": 1}, 5, {"a": tru}, {"a": 3}, {"a": 4}]', "a.json")
    assert table.rows == {2: ["1"], 5: ["3"], 6: ["4"]}
    assert table.told == {3: "This row is no JSON object.", 4: "This row is no JSON."}
    table = opened(tmp_path, b'{"a": 1}\n{"a": 2,}\n\n{"a": 3}\n{"a": 4', "a.jsonl")
    assert table.rows == {2: ["1"], 4: ["3"]}
    assert table.told == {3: "This row is no JSON.", 5: "The file ends in the middle of this row."}


def test_a_list_that_is_cut_off(tmp_path: Path) -> None:
    table = opened(tmp_path, json.dumps({"data": ROWS}).encode()[:-20], "a.json")
    assert list(table.rows) == [2]
    assert table.told[3] == "The file ends in the middle of this row."
    assert "cut off" in table.told[None]


def test_names_that_come_late_are_told(tmp_path: Path) -> None:
    rows = [{"a": number} for number in range(3_000)] + [{"a": 1, "late": 2}]
    table = opened(tmp_path, json.dumps(rows).encode(), "a.json")
    assert len(table.rows) == 3_001
    assert table.told == {None: "The name 'late' comes first in row 3,002: it is no column and was left out."}


def test_a_value_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST", 100_000)
    monkeypatch.setattr(json_stream, "PIECE", 10_000)
    rows = [{"a": "1"}, {"a": "x" * 1_000_000}, {"a": "3"}, {"a": "4"}]
    table = opened(tmp_path, json.dumps(rows).encode(), "a.json")
    assert table.rows == {2: ["1"], 4: ["3"], 5: ["4"]}
    assert list(table.told) == [3]


@pytest.mark.parametrize("text", [b"{}", b"[]", b"[[1, 2]]", b'[{"a"', b'{"a": [1, {', b"[" * 100_000, b"[{" * 100_000])
def test_no_table(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(UnreadableError):
        opened(tmp_path, text, "a.json")
