"""Columns of codes say what the cells said, in whatever Arrow type the cells came."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store.arrow import days_from, degrees_from, lists_from, names_from, numbers_from
from dashboard.store.columns import NO_DAY, NONE, Lists, Names, compact, joined_lists, joined_names, locked, narrow

TEXTS = st.lists(st.none() | st.sampled_from(["", "a", "b", "قسد"]), max_size=8)
LISTS = st.lists(st.none() | st.lists(st.sampled_from(["a", "b", "c"]), max_size=4), max_size=8)
ROWS = st.lists(st.integers(0, 7), max_size=10)


def as_arrow(cells: list[Any], *, coded: bool = False, split: bool = False) -> pa.ChunkedArray:
    parts = [cells[:2], cells[2:]] if split else [cells]
    arrays = [pa.array(part, pa.large_string()) for part in parts]
    return pa.chunked_array([one.dictionary_encode() if coded else one for one in arrays])


def lists(cells: list[Any], kind: Any = pa.list_) -> Lists:
    return lists_from(pa.chunked_array([pa.array(part, kind(pa.string())) for part in (cells[:3], cells[3:])]))[0]


def once(cells: list[Any]) -> list[list[str]]:
    return [list(dict.fromkeys(one or [])) for one in cells]


@given(TEXTS, st.booleans(), st.booleans())
def test_names_are_the_texts_and_an_empty_one_is_none(cells: list[Any], coded: bool, split: bool) -> None:
    found = names_from(as_arrow(cells, coded=coded, split=split))
    assert found.texts() == [text or None for text in cells]
    assert [found.text(row) for row in range(len(found))] == found.texts()
    assert found.as_lists().texts() == [[text] if text else [] for text in cells]
    assert found.among({"a", "x", ""}).tolist() == [text == "a" for text in cells]


@given(LISTS, st.sampled_from([pa.list_, pa.large_list]))
def test_lists_hold_each_name_once_in_order(cells: list[Any], kind: Any) -> None:
    found = lists(cells, kind)
    expected = once(cells)
    assert found.texts() == expected
    assert found.lengths.tolist() == [len(one) for one in expected]
    assert found.rows.tolist() == [row for row, one in enumerate(expected) for _ in one]
    assert found.is_single == all(len(one) == 1 for one in expected)
    assert found.among(["a", "x"]).tolist() == ["a" in one for one in expected]


@given(LISTS, ROWS)
def test_rows_are_taken_in_any_order_and_again(cells: list[Any], rows: list[int]) -> None:
    found, expected = lists(cells), once(cells)
    here = np.array([row for row in rows if row < len(expected)], dtype=np.int32)
    assert found.take(here).texts() == [expected[row] for row in here.tolist()]
    names = names_from(as_arrow([one[0] if one else None for one in expected]))
    assert names.take(here).texts() == [names.texts()[row] for row in here.tolist()]


@given(st.lists(st.tuples(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abcd"))), max_size=6))
def test_what_stands_in_another_column_too_is_told_and_can_be_taken_out(
    pairs: list[tuple[list[str], list[str]]],
) -> None:
    columns = [pa.chunked_array([pa.array([pair[side] for pair in pairs], pa.list_(pa.string()))]) for side in (0, 1)]
    first, second = lists_from(*columns)
    assert first.names == second.names
    marked = second.standing_in(first)
    expected = [[name in pair[0] for name in dict.fromkeys(pair[1])] for pair in pairs]
    assert marked.tolist() == [one for each in expected for one in each]
    assert second.without(marked).texts() == [[n for n in dict.fromkeys(b) if n not in a] for a, b in pairs]
    mask = np.array([bool(a) for a, _ in pairs], dtype=bool)
    assert second.only_of(mask).texts() == [list(dict.fromkeys(b)) if a else [] for a, b in pairs]


@given(LISTS, LISTS)
def test_joined_columns_say_what_their_parts_said(first: list[Any], second: list[Any]) -> None:
    (found,) = joined_lists([lists(first), lists(second)])
    assert found.texts() == once([*first, *second])
    texts = [[one[0] if one else None for one in once(part)] for part in (first, second)]
    assert joined_names([names_from(as_arrow(part)) for part in texts]).texts() == [*texts[0], *texts[1]]


@pytest.mark.parametrize(
    ("most", "dtype"),
    [(127, "int8"), (128, "int16"), (32_767, "int16"), (32_768, "int32"), (2**31 - 1, "int32")],
)
def test_numbers_take_as_little_room_as_they_need(most: int, dtype: str) -> None:
    assert narrow(np.array([NONE, most]), most).dtype == dtype
    found = numbers_from(pa.chunked_array([[None, 0, most]]))
    assert (found.tolist(), found.dtype) == ([NONE, 0, most], dtype)
    assert numbers_from(pa.chunked_array([[most, most]])).tolist() == [most, most]


@pytest.mark.parametrize("count", [127, 128, 129, 32_767, 32_769])
def test_codes_of_as_many_names_as_small_numbers_hold_and_more(count: int) -> None:
    texts = [f"n{number}" for number in range(count)]
    assert names_from(as_arrow([*texts, None])).texts() == [*texts, None]
    assert lists([[text] for text in texts] + [texts[:2]]).texts()[-3:] == [[texts[-2]], [texts[-1]], texts[:2]]
    half = [names_from(as_arrow(part)) for part in (texts[: count // 2], [*texts[count // 2 :], None])]
    assert joined_names(half).texts() == [*texts, None]


@pytest.mark.parametrize("numbers", [[], [3], [3, 3], [True, False], [-1, -1], [0, 300]])
def test_compact_numbers_are_the_same_numbers(numbers: list[int]) -> None:
    assert compact(np.array(numbers)).tolist() == numbers


def test_numbers_of_which_none_is_given() -> None:
    cells = pa.chunked_array([pa.nulls(3, pa.int32())])
    assert numbers_from(cells).tolist() == [NONE] * 3
    assert degrees_from(pa.chunked_array([pa.array([1.5, None])])).tolist()[0] == 1.5
    assert np.isnan(degrees_from(pa.chunked_array([pa.array([1.5, None])]))[1])


def test_days_before_1970_and_none() -> None:
    cells = pa.array([None, "1969-12-31", "0999-12-31", "9999-12-31"], pa.string())
    expected = [NO_DAY, -1, -354286, 2932896]
    for kind in (pa.timestamp("us"), pa.date32()):
        assert days_from(pa.chunked_array([cells.cast(pa.date32()).cast(kind)])).tolist() == expected


def test_what_is_locked_cannot_be_changed() -> None:
    codes = np.zeros(2, dtype=np.int8)
    column = locked(Names(codes, ("a",)))
    with pytest.raises(ValueError, match="read-only"):
        column.codes[0] = 1


@given(LISTS, ROWS)
def test_names_are_counted_in_rows_and_in_all(cells: list[Any], rows: list[int]) -> None:
    found, expected = lists(cells), once(cells)
    here = np.array([row for row in rows if row < len(expected)], dtype=np.int64)
    there = [name for row in here.tolist() for name in expected[row]]
    assert found.tally(here).tolist() == [there.count(name) for name in found.names]
    assert found.tally().tolist() == [sum(name in one for one in expected) for name in found.names]
    names = names_from(as_arrow([one[0] if one else None for one in expected]))
    assert names.tally(here).tolist() == [names.take(here).texts().count(name) for name in names.names]


@given(st.lists(st.sampled_from("abcdefg"), max_size=9), st.sets(st.sampled_from("abcdefgh")))
def test_few_names_and_many_are_looked_for_alike(cells: list[str], wanted: set[str]) -> None:
    assert names_from(as_arrow(list(cells))).among(wanted).tolist() == [cell in wanted for cell in cells]


@given(st.lists(st.tuples(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc"))), max_size=6))
def test_the_names_of_another_column_follow_in_each_row(pairs: list[tuple[list[str], list[str]]]) -> None:
    columns = [pa.chunked_array([pa.array([pair[side] for pair in pairs], pa.list_(pa.string()))]) for side in (0, 1)]
    first, second = lists_from(*columns)
    assert first.followed_by(second).texts() == [a + b for a, b in zip(first.texts(), second.texts(), strict=True)]


@given(st.lists(st.none() | st.integers(0, 40_000), max_size=8))
def test_numbers_from_several_chunks_are_those_given(cells: list[int | None]) -> None:
    column = pa.chunked_array([pa.array(part, pa.int32()) for part in (cells[:3], cells[3:])])
    assert numbers_from(column).tolist() == [NONE if cell is None else cell for cell in cells]
