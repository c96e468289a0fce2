"""Claims as GeoJSON: by the rules of RFC 7946, a null place where none is known, and all of it back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from data_prep.as_geojson import claims_geojson
from data_prep.errors import UnreadableError
from data_prep.frame import CLAIMS, empty, from_rows
from data_prep.frame_conform import conform
from data_prep.tables_io import read_claims_table
from tests.claims_made import frames, full, odd

if TYPE_CHECKING:
    from pathlib import Path


def told(frame: pd.DataFrame) -> Any:
    return json.loads(claims_geojson(frame))


def test_a_claim_is_a_feature_with_every_column() -> None:
    found = told(full())
    first, second = found["features"]
    assert found["type"] == "FeatureCollection"
    assert first["type"] == "Feature"
    assert first["geometry"] == {"type": "Point", "coordinates": [39.01, 35.95]}
    assert list(first["properties"]) == list(CLAIMS)
    assert second["geometry"] is None


def test_days_are_iso_lists_are_lists_and_what_is_missing_is_null() -> None:
    properties = told(full())["features"][0]["properties"]
    assert properties["date_start"] == "2016-03-19"
    assert properties["perpetrators"] == ["Russia", 'The "Tigers"', "a|b,c"]
    assert properties["place_precision"] == 1
    assert (properties["killed_low"], properties["killed_high"], properties["date_text"]) == (39, None, "")


def test_half_a_place_is_none() -> None:
    assert told(from_rows([{"latitude": 35.0}]))["features"][0]["geometry"] is None


def test_the_terms_of_its_data_sets_go_with_it() -> None:
    found = told(from_rows([{"dataset": "ucdp-ged"}]))
    assert "UCDP" in found["terms"]
    assert found["columns"] == list(CLAIMS)


@pytest.mark.parametrize("frame", [full(), full().iloc[1:], empty(), odd()], ids=["full", "one", "empty", "odd"])
def test_there_and_back(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "claims.geojson"
    path.write_bytes(claims_geojson(frame))
    pd.testing.assert_frame_equal(read_claims_table(path), conform(frame))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(frame=frames())
def test_any_claims_come_back(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "claims.geojson"
    path.write_bytes(claims_geojson(frame))
    pd.testing.assert_frame_equal(read_claims_table(path), frame)


def test_a_map_program_may_drop_what_stands_beside_the_features_and_make_texts_of_lists(tmp_path: Path) -> None:
    found = told(full())
    for feature in found["features"]:
        properties = feature["properties"]
        feature["properties"] = {
            name: json.dumps(cell) if isinstance(cell, list) else cell for name, cell in properties.items()
        }
    path = tmp_path / "saved.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "name": "saved", "features": found["features"]}))
    pd.testing.assert_frame_equal(read_claims_table(path), full())


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("contested", "guessed", "guessed"),
        ('"killed_low": 39', '"killed_low": "many"', "killed_low"),
        ("2016-03-19", "19.3.2016", "date_start.*19.3.2016"),
        ("]}\n", "", "cut off"),
        ('"properties": {"claim_id": "c2"', '"attributes": {"claim_id": "c2"', "no feature"),
    ],
)
def test_a_damaged_table_names_what_is_wrong(tmp_path: Path, old: str, new: str, named: str) -> None:
    path = tmp_path / "a.geojson"
    content = claims_geojson(full()).decode()
    path.write_text(content[::-1].replace(old[::-1], new[::-1], 1)[::-1], encoding="utf-8")
    with pytest.raises(UnreadableError, match=rf"(?s)a\.geojson: The claim table is damaged.*{named}"):
        read_claims_table(path)
