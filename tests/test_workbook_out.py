"""Workbooks, part by part: what other programs ask of each, and cells that hold what was given."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from data_prep.workbook_out import Sheet, workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"


def made(**columns: Sequence[Any]) -> bytes:
    cells = {name: pa.array(cells, _type(cells)) for name, cells in columns.items()}
    return workbook([Sheet("One", pa.table(cells), [10] * len(cells))])


def _type(cells: Sequence[Any]) -> pa.DataType | None:
    return pa.large_string() if any(isinstance(cell, str) for cell in cells) else None


def read(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_part_is_xml_and_every_relation_leads_to_a_part() -> None:
    found = parts(made(a=["x"]))
    assert all(ElementTree.fromstring(content) is not None for content in found.values())
    for name, folder in (("_rels/.rels", ""), ("xl/_rels/workbook.xml.rels", "xl/")):
        targets = [link.attrib["Target"] for link in ElementTree.fromstring(found[name]).iter(_LINK)]
        assert targets
        assert all(f"{folder}{target}" in found for target in targets)
        assert all(f'"/{folder}{target}"'.encode() in found["[Content_Types].xml"] for target in targets)


def test_cells_say_where_they_are_and_empty_ones_are_not_written() -> None:
    content = made(**{f"c{number}": [number, None] for number in range(30)})
    cells = ElementTree.fromstring(parts(content)["xl/worksheets/sheet1.xml"]).iter(_CELL)
    places = [cell.attrib["r"] for cell in cells]
    assert places[24:28] == ["Y1", "Z1", "AA1", "AB1"]
    assert [place for place in places if place.endswith("2")][-1] == "AD2"
    assert not [place for place in places if place.endswith("3")]


def test_more_rows_than_are_written_at_a_time_keep_their_order() -> None:
    rows = read(made(number=range(20_000), text=[f"row {number}" for number in range(20_000)]))
    assert rows[0] == ["number", "text"]
    assert rows[1:] == [[float(number), f"row {number}"] for number in range(20_000)]


@pytest.mark.parametrize("number", [0.1, 1e300, 5e-324, -38.123456789012345, 2**31 - 1, 0])
def test_numbers_keep_every_digit(number: float) -> None:
    assert read(made(a=[number]))[1] == [number]


@pytest.mark.parametrize(
    ("day", "cell"),
    [
        (date(1900, 3, 1), date(1900, 3, 1)),
        (date(9999, 12, 31), date(9999, 12, 31)),
        (date(1900, 2, 28), "1900-02-28"),
        (date(1816, 1, 2), "1816-01-02"),
    ],
)
def test_days_are_days_where_spreadsheets_know_them(day: date, cell: object) -> None:
    assert read(made(a=[day, date(2016, 3, 19)]))[1:] == [[cell], [date(2016, 3, 19)]]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1), min_size=1
    )
)
def test_any_text_is_read_as_it_is(texts: list[str]) -> None:
    assert [row[0] for row in read(made(a=texts))[1:]] == texts


def test_a_sheet_may_have_any_name() -> None:
    content = workbook([Sheet("<'a'> & \"b\"", pa.table({"a": pa.array(["x"], pa.large_string())}), [10])])
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == ["<'a'> & \"b\""]
