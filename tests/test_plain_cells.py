"""The columns of a claim frame as arrays of plain types."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pyarrow as pa
import pytest

from data_prep.frame import CLAIMS, from_rows
from data_prep.plain_cells import ROWS, day_of, is_number, lists_as_json, plain_cells, plain_table, rows_in
from tests.claims_made import full, odd


def test_every_column_is_of_a_plain_type() -> None:
    table = plain_table(odd())
    types = {str(field.type) for field in table.schema if not pa.types.is_list(field.type)}
    assert types == {"date32[day]", "double", "int32", "int8", "large_string"}
    assert table.column_names == [*CLAIMS, "acled:tags"]


def test_what_is_missing_is_null_and_never_0() -> None:
    cells = plain_table(from_rows([{}]))
    given = {name: cells[name][0].as_py() for name in cells.column_names}
    assert {name for name, value in given.items() if value is not None} == {"perpetrators", "targets", "flags"}


def test_a_data_sets_own_column_is_a_text_or_a_number() -> None:
    assert plain_cells(pd.Series([1.5, None], name="acled:x")).to_pylist() == [1.5, None]
    assert plain_cells(pd.Series(["a", None], name="acled:y")).type == pa.large_string()


def test_rows_keep_their_order_over_all_parts() -> None:
    frame = from_rows([{"span_start": number} for number in range(2 * ROWS + 1)])
    table = plain_table(frame)
    place = table.column_names.index("span_start")
    assert [row[place] for row in rows_in(table)] == list(range(2 * ROWS + 1))


def test_lists_are_json_in_their_own_letters() -> None:
    assert lists_as_json(plain_table(full())["perpetrators"])[0].as_py() == '["Russia", "The \\"Tigers\\"", "a|b,c"]'
    assert lists_as_json(pa.array([["é"], []])).to_pylist() == ['["é"]', "[]"]


def test_days_are_read_as_they_are_written_and_in_no_other_way() -> None:
    assert day_of("published", "2016-03-19") == date(2016, 3, 19)
    with pytest.raises(ValueError, match=r"'published': '19\.3\.2016' is no day; write it like 2016-03-19"):
        day_of("published", "19.3.2016")


def test_numbers_are_told_from_texts() -> None:
    assert [is_number(name) for name in ("killed_low", "latitude", "place_precision", "title", "acled:x")] == [
        True,
        True,
        True,
        False,
        False,
    ]
