"""Which rows are which events: by their own ids, by what they say, and again in another batch."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from data_prep.tables.cells import Cells
from data_prep.tables.identity import Seen, hashes_of, ids_by_content, own_ids


def texts(*values: str | None) -> pa.Array:
    return pa.array(values, pa.large_string())


def table(**columns: list[str | None]) -> pa.Table:
    return pa.table({name: pa.array(cells, pa.large_string()) for name, cells in columns.items()})


@given(st.lists(st.lists(st.integers(0, 30), max_size=15), max_size=12))
def test_each_id_is_new_once(batches: list[list[int]]) -> None:
    """As a set would tell it, whatever the batches."""
    seen, known = Seen(), set()
    for batch in batches:
        expected = []
        for number in batch:
            expected.append(number in known)
            known.add(number)
        assert seen.repeated(hashes_of(texts(*map(str, batch)))).tolist() == expected
    assert seen.holds(hashes_of(texts(*map(str, range(40))))).tolist() == [number in known for number in range(40)]


def test_runs_are_few() -> None:
    """Millions of ids are looked up in a few runs, so that a batch costs little however many came before it."""
    seen = Seen()
    for at in range(300):
        seen.repeated(np.arange(at * 10, at * 10 + 10, dtype=np.uint64))
    assert len(seen.runs) < 12
    assert sum(map(len, seen.runs)) == 3000


def test_an_empty_batch_is_none() -> None:
    seen = Seen()
    assert seen.repeated(hashes_of(texts())).tolist() == []
    assert seen.repeated(hashes_of(texts("a"))).tolist() == [False]


def test_ids_that_look_alike_are_not_the_same() -> None:
    ids = texts(
        "acled:1", "acled:01", "acled:1 ", "acled:10", "acled:", "acled:SYR1", "acled:SYR01", "acled:-1", "acled:1.0"
    )
    assert len(set(hashes_of(ids).tolist())) == len(ids)


def test_ids_of_numbers_do_not_meet_those_of_texts() -> None:
    """The hash of a number may be the number itself; that of a text is anything, but the same every time."""
    first, again = hashes_of(texts("ucdp-ged:12", "ucdp-ged:x")), hashes_of(texts("ucdp-ged:x", "ucdp-ged:12"))
    assert first.tolist() == again.tolist()[::-1]


def test_the_first_column_with_an_id_is_taken() -> None:
    cells = Cells(table(a=["1", None, "NA", " "], b=["x", "y", "z", None]), ("na",))
    assert own_ids(cells, ("a", "b")).to_pylist() == ["1", "y", "z", None]
    assert own_ids(cells, ("c",)).to_pylist() == [None] * 4


def test_a_number_that_went_through_a_spreadsheet() -> None:
    cells = Cells(table(id=["214797.0", "214797", "1.50", "SYR1.0", "0.0"]), ())
    assert own_ids(cells, ("id",)).to_pylist() == ["214797", "214797", "1.50", "SYR1.0", "0"]


def test_an_id_by_content_is_of_all_that_is_said() -> None:
    rows = table(a=["1", "1", "2", None, ""], b=["x", "x", "x", "x", "x"])
    ids = ids_by_content(rows).to_pylist()
    assert ids[0] == ids[1]
    assert len(set(ids[1:4])) == 3
    assert ids[3] == ids[4]


def test_an_id_by_content_knows_where_a_cell_ends_and_stands() -> None:
    ids = [
        *ids_by_content(table(a=["ab"], b=["c"])).to_pylist(), *ids_by_content(table(a=["a"], b=["bc"])).to_pylist(),
        *ids_by_content(table(a=["c"], b=["ab"])).to_pylist(), *ids_by_content(table(b=["ab"], c=["c"])).to_pylist(),
    ]  # fmt: skip
    assert len(set(ids)) == 4


def test_an_id_by_content_is_the_same_on_every_machine() -> None:
    assert ids_by_content(table(date=["2023-02-16"], place=["Idlib"])).to_pylist() == ["42600d40105b7ce7"]


def test_two_cells_that_are_the_same_are_not_nothing() -> None:
    """Equal cells side by side must not cancel each other out."""
    ids = ids_by_content(table(a=["1", "2", ""], b=["1", "2", ""])).to_pylist()
    assert len(set(ids)) == 3
