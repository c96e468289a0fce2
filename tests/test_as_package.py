"""Claims as data packages: a descriptor by the rules of the standard, the terms beside the data, and all of it back."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from data_prep.as_csv import claims_csv
from data_prep.as_package import claims_package
from data_prep.errors import UnreadableError
from data_prep.frame import CLAIMS, PRECISIONS, empty, from_rows
from data_prep.frame_conform import conform
from data_prep.tables_io import read_claims_table
from tests.claims_made import frames, full, odd

if TYPE_CHECKING:
    from pathlib import Path

TYPES = {"string", "date", "integer", "number", "array"}


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def descriptor(content: bytes) -> Any:
    return json.loads(members(content)["datapackage.json"])


def test_it_holds_the_data_what_it_means_and_whose_it_is() -> None:
    found = members(claims_package(from_rows([{"dataset": "ucdp-ged"}])))
    assert list(found) == ["datapackage.json", "claims.csv", "CODEBOOK.md", "LICENCES.txt"]
    assert "`killed_low`" in found["CODEBOOK.md"].decode()
    assert "UCDP" in found["LICENCES.txt"].decode()


def test_the_descriptor_keeps_the_rules_of_the_standard() -> None:
    content = claims_package(full(), title="Raids on Raqqa, März 2016")
    found = descriptor(content)
    (resource,) = found["resources"]
    data = members(content)[resource["path"]]
    assert found["title"] == "Raids on Raqqa, März 2016"
    assert re.fullmatch(r"[a-z0-9._-]+", found["name"])
    assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
    assert all(source["title"] for source in found["sources"])
    assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    assert resource["type"] == "table"
    assert not resource["path"].startswith(("/", "."))


def test_every_column_has_a_type_a_meaning_and_its_values() -> None:
    frame = full().assign(**{"acled:tags": pd.Series(["a", None], dtype="string")})
    content = claims_package(frame)
    fields = descriptor(content)["resources"][0]["schema"]["fields"]
    header = next(csv.reader(io.StringIO(members(content)["claims.csv"].decode())))
    assert [field["name"] for field in fields] == header == [*CLAIMS, "acled:tags"]
    assert all(field["type"] in TYPES and field["description"] for field in fields)
    by_name = {field["name"]: field for field in fields}
    assert by_name["date_precision"]["constraints"]["enum"] == list(PRECISIONS)
    assert by_name["date_precision"]["categoriesOrdered"] is True
    assert {name: by_name[name]["type"] for name in ("flags", "published", "killed_low", "latitude")} == {
        "flags": "array",
        "published": "date",
        "killed_low": "integer",
        "latitude": "number",
    }


def test_the_cells_are_what_the_schema_says() -> None:
    content = claims_package(odd())
    fields = {field["name"]: field for field in descriptor(content)["resources"][0]["schema"]["fields"]}
    lines = csv.DictReader(io.StringIO(members(content)["claims.csv"].decode(), newline=""))
    read = {"integer": int, "number": float, "array": json.loads, "date": pd.Timestamp, "string": str}
    for line in lines:
        for name, cell in line.items():
            allowed = fields[name].get("constraints", {}).get("enum", [cell])
            assert not cell or (read[fields[name]["type"]](cell) is not None and cell in allowed)


def test_licences_are_those_of_the_data_sets_in_it() -> None:
    found = descriptor(claims_package(from_rows([{"dataset": "ucdp-ged"}, {"dataset": "acled"}, {}])))
    assert len(found["licenses"]) == 2
    assert all(one["path"].startswith("https://") or one["path"] == "LICENCES.txt" for one in found["licenses"])
    assert "licenses" not in descriptor(claims_package(full()))


@pytest.mark.parametrize(
    ("title", "name"), [("", "claims-of-armed-conflict"), ("غارات", "claims"), ("A  b/c", "a-b-c")]
)
def test_a_title_gives_a_name(title: str, name: str) -> None:
    assert descriptor(claims_package(empty(), title=title))["name"] == name


def test_the_same_claims_give_the_same_bytes() -> None:
    assert claims_package(full(), title="a") == claims_package(full(), title="a")


@pytest.mark.parametrize("frame", [full(), full().iloc[1:], empty(), odd()], ids=["full", "one", "empty", "odd"])
def test_there_and_back(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "claims.zip"
    path.write_bytes(claims_package(frame))
    pd.testing.assert_frame_equal(read_claims_table(path), conform(frame))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(frame=frames())
def test_any_claims_come_back(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "claims.zip"
    path.write_bytes(claims_package(frame))
    pd.testing.assert_frame_equal(read_claims_table(path), frame)


def test_a_package_that_was_packed_again_with_its_folder_is_read(tmp_path: Path) -> None:
    path = tmp_path / "again.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members(claims_package(full())).items():
            archive.writestr(f"folder/{name}", content)
    pd.testing.assert_frame_equal(read_claims_table(path), full())


def test_a_damaged_package_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("claims.csv", claims_csv(full()).replace(b"contested", b"guessed"))
    with pytest.raises(UnreadableError, match=r"a\.zip: The claim table is damaged.*guessed"):
        read_claims_table(path)
