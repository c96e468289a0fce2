"""The list of all kinds of file that claims leave as."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.serve import ROOT
from data_prep import EXPORTS
from data_prep.frame import empty
from tests.claims_made import full, odd


def test_the_endings_are_endings_and_the_names_are_told_apart() -> None:
    assert list(EXPORTS) == [".csv", ".xlsx", ".parquet", ".geojson", ".json", ".zip"]
    assert len({export.title_key for export in EXPORTS.values()}) == len(EXPORTS)
    assert all(export.mime.count("/") == 1 for export in EXPORTS.values())


@pytest.mark.parametrize("ending", EXPORTS)
@pytest.mark.parametrize("frame", [full(), full().iloc[1:], empty(), odd()], ids=["full", "one", "empty", "odd"])
def test_every_kind_takes_any_claims_and_gives_bytes(ending: str, frame: object) -> None:
    assert isinstance(EXPORTS[ending].write(frame), bytes)  # type: ignore[arg-type]


_MANY = """
import resource
from data_prep import EXPORTS
from data_prep.frame import from_rows
from tests.claims_made import FULL

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10

frame = from_rows([{**FULL, "claim_id": f"c{number}"} for number in range(50_000)])
before = peak()
for ending in (".csv", ".zip", ".xlsx", ".geojson"):
    EXPORTS[ending].write(frame)
print(peak() - before)
"""


def test_fifty_thousand_claims_pass_in_little_memory() -> None:
    done = subprocess.run([sys.executable, "-c", _MANY], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(done.stdout) < 400
