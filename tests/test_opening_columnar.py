"""Parquet and Arrow files of any types become text."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

from data_prep.errors import UnreadableError
from data_prep.tables.opening import columnar
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

VALUES: dict[str, tuple[pa.Array, list[str | None]]] = {
    "text": (pa.array(["a", "", None]), ["a", None, None]),
    "large text": (pa.array(["a", "b", None], pa.large_string()), ["a", "b", None]),
    "dictionary": (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
    "whole": (pa.array([1, None, -3], pa.int32()), ["1", None, "-3"]),
    "float": (pa.array([1.0, 36.1769, float("nan")]), ["1", "36.1769", None]),
    "yes or no": (pa.array([True, False, None]), ["true", "false", None]),
    "day": (pa.array([date(2016, 3, 19), None, None]), ["2016-03-19", None, None]),
    "midnight": (pa.array([datetime(2016, 3, 19), None, datetime(1900, 1, 1)]), ["2016-03-19", None, "1900-01-01"]),
    "time": (
        pa.array([datetime(2016, 3, 19, 5), datetime(2016, 3, 19), None]),
        ["2016-03-19T05:00:00", "2016-03-19", None],
    ),
    "zone": (pa.array([datetime(2016, 3, 19, tzinfo=UTC), None, None]), ["2016-03-19T00:00:00+00:00", None, None]),
    "decimal": (pa.array([Decimal("1.50"), None, Decimal("2.00")]), ["1.50", None, "2.00"]),
    "list": (pa.array([["a", "b"], [], None]), ["a;b", None, None]),
    "object": (pa.array([{"n": 1}, None, {"n": None}]), ['{"n": 1}', None, '{"n": null}']),
    "bytes": (pa.array([b"a", None, b"\xff"]), ["a", None, "\ufffd"]),
    "nothing": (pa.nulls(3), [None, None, None]),
}
TABLE = pa.table({name: array for name, (array, _) in VALUES.items()})


def parquet(table: pa.Table) -> bytes:
    target = io.BytesIO()
    pa.parquet.write_table(table, target)
    return target.getvalue()


def feather(table: pa.Table) -> bytes:
    target = io.BytesIO()
    pa.feather.write_feather(table, target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [(parquet(TABLE), "a.parquet"), (feather(TABLE), "a.feather"), (gzip.compress(parquet(TABLE)), "a.parquet.gz")],
)
def test_any_type_becomes_text(tmp_path: Path, content: bytes, name: str) -> None:
    table = opened(tmp_path, content, name)
    expected = {name: told for name, (_, told) in VALUES.items()}
    found = dict(zip(table.head[0], map(list, zip(*table.rows.values(), strict=True)), strict=True))
    assert found == expected
    assert table.head[1:] == [[cell or "" for cell in row] for row in table.rows.values()]


def test_rows_are_numbered_through_all_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "ROWS", 7)
    content = parquet(pa.table({"a": range(30), "b": ["x"] * 30}))
    assert opened(tmp_path, content, "a.parquet").rows == {at + 2: [str(at), "x"] for at in range(30)}
    assert list(opened(tmp_path, content, "a.parquet", skip=10).rows) == list(range(11, 32))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
@pytest.mark.parametrize("make", [parquet, feather])
def test_a_damaged_table_says_so(tmp_path: Path, make: object, share: float) -> None:
    content: bytes = make(TABLE)  # type: ignore[operator]
    with pytest.raises(UnreadableError, match="The table is damaged"):
        opened(tmp_path, content[: int(len(content) * share)], "a.parquet")
