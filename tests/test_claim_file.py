"""A file of claims says what the frame in it says, whoever wrote it, and what is wrong with it by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pa_parquet
import pytest
from hypothesis import HealthCheck, given, settings
from store_made import frames, made
from test_store_table import same

from dashboard import load
from dashboard.store.table import read, table
from data_prep import CLAIMS, ClaimFile, UnreadableError, claims_parquet, conform, empty
from data_prep.as_parquet import schema_with
from data_prep.frame_arrow import to_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _exported(frame: pd.DataFrame, path: Path) -> None:
    path.write_bytes(claims_parquet(frame))


def _by_pandas(frame: pd.DataFrame, path: Path) -> None:
    frame.to_parquet(path)


def _in_parts(frame: pd.DataFrame, path: Path) -> None:
    cells = to_schema(pa.Table.from_pandas(frame, preserve_index=False), schema_with(()))
    pa_parquet.write_table(cells, path, row_group_size=3)


def _plainly(frame: pd.DataFrame, path: Path) -> None:
    """In the types of a program that knows nothing of ours: short texts, wide numbers, days without hours."""
    cells = pa.Table.from_pandas(frame, preserve_index=False)
    wide = {pa.int32(): pa.int64(), pa.int8(): pa.float64(), pa.timestamp("us"): pa.date32()}
    columns = [
        column.cast(pa.string() if pa.types.is_dictionary(column.type) else wide.get(column.type, column.type))
        for column in cells.columns
    ]
    pa_parquet.write_table(pa.table(columns, names=cells.column_names), path, row_group_size=2)


WRITERS = (_exported, _by_pandas, _in_parts, _plainly)
ROWS = [{"event_id": f"e{n // 2}", "dataset": "acled", "killed_low": n, "perpetrators": ["A"]} for n in range(8)]


@pytest.mark.parametrize("write", WRITERS)
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(frame=frames())
def test_the_table_of_a_file_is_that_of_its_frame(
    write: Callable[[pd.DataFrame, Path], None], frame: pd.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "claims.parquet"
    write(frame, path)
    found, expected = read(ClaimFile(path)), table(frame)
    assert len(found.source) == len(frame)
    same(found.told.frame(), expected.told.frame())
    for event in range(len(expected.told)):
        assert found.claims_of(event).equals(expected.claims_of(event))


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("numbers", [[], [7, 0, 3, 3], list(range(8))])
def test_rows_come_whole_and_in_the_order_that_is_asked_for(
    write: Callable[[pd.DataFrame, Path], None], numbers: list[int], tmp_path: Path
) -> None:
    frame = made(ROWS)
    write(frame, tmp_path / "claims.parquet")
    file = ClaimFile(tmp_path / "claims.parquet")
    found = file.rows(np.array(numbers, dtype=np.int32))
    assert found.equals(conform(frame.iloc[numbers]))
    assert file.event_ids(np.array(numbers, dtype=np.int32)) == frame["event_id"].iloc[numbers].tolist()


def test_a_claim_without_the_id_of_an_event_has_its_own(tmp_path: Path) -> None:
    frame = made([{"dataset": "acled"}, {"dataset": "acled", "event_id": "e"}])
    _exported(frame, tmp_path / "claims.parquet")
    file = ClaimFile(tmp_path / "claims.parquet")
    assert file.event_ids(np.array([1, 0])) == ["e", "c0"]


def test_a_file_of_no_claims(tmp_path: Path) -> None:
    for write in WRITERS:
        write(empty(), tmp_path / "claims.parquet")
        file = ClaimFile(tmp_path / "claims.parquet")
        assert (len(file), len(read(file).told), len(file.rows(np.array([], dtype=np.int32)))) == (0, 0, 0)
        assert file.event_ids(np.array([], dtype=np.int32)) == []


WRONG: dict[str, dict[str, Any]] = {
    "dataset": {"dataset": "aceld"},
    "sub_event_type": {"sub_event_type": "Quarrel"},
    "killed_low": {"killed_low": -5},
    "killed_high": {"killed_high": 3_000_000_000},
    "injured_low": {"injured_low": 1.5},
    "latitude": {"latitude": 91.0},
    "place_precision": {"place_precision": 9},
    "date_start": {"date_start": "soon"},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_value_that_no_claim_can_have_is_said_before_anything_is_drawn(name: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    made(ROWS).assign(**WRONG[name]).to_parquet(path)
    with pytest.raises(UnreadableError, match=re.escape("claims.parquet")):
        read(ClaimFile(path))


@pytest.mark.parametrize("name", ["date_start", "claim_id", "women_killed_low", "sentence"])
def test_a_file_that_lacks_a_column_is_none_of_ours(name: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    made(ROWS).drop(columns=name).to_parquet(path)
    with pytest.raises(UnreadableError, match=f"no column '{name}'"):
        ClaimFile(path)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"claim_id,dataset\n"])
def test_a_damaged_file_is_said_by_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=re.escape("claims.parquet")):
        ClaimFile(path)
    with pytest.raises(UnreadableError, match=re.escape("gone.parquet")):
        ClaimFile(tmp_path / "gone.parquet")


def test_the_page_lists_a_damaged_file_as_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claims.parquet"
    crossed = {"date_start": pd.Timestamp("2016-03-03"), "date_end": pd.Timestamp("2016-03-02")}
    monkeypatch.setenv(load.INPUT, str(path))
    for wrong in ({"dataset": "aceld"}, crossed):
        made(ROWS).assign(**wrong).to_parquet(path)
        loaded = load.everything()
        assert len(loaded.table.told) == 0
        assert loaded.problems["file"].tolist() == ["claims.parquet"]
    made(ROWS).to_parquet(path)
    assert len(load.everything().table.told) == 4


def test_every_column_is_in_the_types_of_the_frame(tmp_path: Path) -> None:
    _plainly(made(ROWS), tmp_path / "claims.parquet")
    file = ClaimFile(tmp_path / "claims.parquet")
    assert all(len(file.column(name)) == len(ROWS) for name in CLAIMS)
    assert file.column("killed_low").type == pa.int32()
    assert file.column("date_start").type == pa.timestamp("us")
