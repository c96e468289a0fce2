"""Damaged files of every format: nothing raises, every row is accounted for, and no claim says what cannot be."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import data_prep
from tests.accounting import MADE, check_accounts, check_claims, reported
from tests.tables_made import Made

HEADERLESS = ("gdelt", "ucdp headerless")
NASTY = (
    "",
    "NA",
    "-1",
    "0",
    "1e9",
    "99999999999",
    "31/02/2023",
    "=1+1",
    "\x00",
    '"',
    "''",
    "٣",
    "�",
    " ",
    "nan",
    "9" * 40,
)
Rows = list[list[str]]

a_file = st.sampled_from(list(MADE))
few = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def prepared_of(content: bytes, name: str) -> data_prep.Prepared:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / MADE[name].name
        path.write_bytes(content)
        return data_prep.prepare(path, keep=False)


def check(prepared: data_prep.Prepared, rows: int | None = None) -> None:
    check_accounts(prepared, rows)
    check_claims(prepared.claims)


def cells_of(name: str) -> tuple[Rows, str]:
    separator = "\t" if name.startswith("gdelt") else ","
    return list(csv.reader(io.StringIO(MADE[name].text), delimiter=separator)), separator


def text_of(rows: Rows, separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue()


def header_of(name: str) -> int:
    return 0 if name.startswith(HEADERLESS) else 1


# --- Bytes: what of it is a row is not known, but all that is read is accounted for ------------------------------


@few
@given(a_file, st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=30))
def test_bytes_flipped(name: str, flips: list[tuple[int, int]]) -> None:
    content = bytearray(MADE[name].text.encode())
    for place, value in flips:
        content[place % len(content)] = value
    check(prepared_of(bytes(content), name))


@few
@given(a_file, st.floats(0, 1))
def test_cut_off(name: str, share: float) -> None:
    content = MADE[name].text.encode()
    check(prepared_of(content[: int(len(content) * share)], name))


@few
@given(
    a_file,
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(['"', "\x00", "\r", "\n", ",", "\t", '""', "\\"])), max_size=6),
)
def test_marks_put_in(name: str, marks: list[tuple[float, str]]) -> None:
    text = MADE[name].text
    for share, mark in marks:
        place = int(len(text) * share)
        text = text[:place] + mark + text[place:]
    check(prepared_of(text.encode(), name))


# --- Rows: as many as there were --------------------------------------------------------------------------------


@few
@given(a_file, st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999), st.sampled_from(NASTY)), max_size=20))
def test_cells_replaced(name: str, changes: list[tuple[int, int, str]]) -> None:
    rows, separator = cells_of(name)
    first = header_of(name)
    for row, column, cell in changes:
        cells = rows[first + row % (len(rows) - first)]
        # A table of one's own is known by its dates: where most of them are none, the whole of it is refused.
        place = 1 + column % (len(cells) - 1) if name == "table" else column % len(cells)
        if len(set(cells)) > 2:  # a row that is empty throughout is none
            cells[place] = cell.replace("\x00", "")
    check(prepared_of(text_of(rows, separator).encode(), name), len(rows) - first)


@few
@given(a_file, st.data())
def test_rows_doubled(name: str, data: st.DataObject) -> None:
    rows, separator = cells_of(name)
    first = header_of(name)
    again = data.draw(st.lists(st.sampled_from(rows[first:]), max_size=10))
    prepared = prepared_of(text_of([*rows, *again], separator).encode(), name)
    check(prepared, len(rows) - first + len(again))
    assert prepared.claims["event_id"].nunique() <= len(rows) - first


@few
@given(st.sampled_from([name for name in MADE if not name.startswith(HEADERLESS)]), st.randoms(use_true_random=False))
def test_columns_shuffled_mean_the_same(name: str, random: object) -> None:
    rows, separator = cells_of(name)
    order = list(range(len(rows[0])))
    random.shuffle(order)  # type: ignore[attr-defined]
    prepared = prepared_of(text_of([[row[at] for at in order] for row in rows], separator).encode(), name)
    check(prepared, len(rows) - 1)
    plain = prepared_of(MADE[name].text.encode(), name).claims
    columns = [column for column in plain if ":" not in column and not column.endswith("_id")]
    assert prepared.claims[columns].astype(str).equals(plain[columns].astype(str))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1256"])
@pytest.mark.parametrize("name", ["acled 2023", "ucdp final", "gdelt 2", "airwars", "table"])
def test_another_encoding_means_the_same(name: str, encoding: str) -> None:
    plain = prepared_of(MADE[name].text.encode(), name)
    other = prepared_of(MADE[name].text.encode(encoding), name)
    check(other, MADE[name].rows)
    columns = [column for column in plain.claims if not column.endswith("_id")]
    assert other.claims[columns].astype(str).equals(plain.claims[columns].astype(str))


CHANGES: dict[str, Callable[[Rows], Rows]] = {
    "capitals": lambda rows: [[cell.upper() for cell in rows[0]], *rows[1:]],
    "spaces around names": lambda rows: [[f" {cell} " for cell in rows[0]], *rows[1:]],
    "a row too long": lambda rows: [*rows, [*rows[1], "more"]],
    "a row too short": lambda rows: [*rows, rows[1][: len(rows[1]) // 2]],
    "empty lines": lambda rows: [row for one in rows for row in (one, [])],
    "a title above": lambda rows: [["Exported on 1 March"], [], *rows],
    "the header again": lambda rows: [*rows, rows[0]],
    "a foot": lambda rows: [*rows, ["Source: see the code book"]],
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["acled 2023", "ucdp final", "airwars", "table"])
def test_what_people_do_to_tables(name: str, change: str) -> None:
    rows, separator = cells_of(name)
    changed = CHANGES[change](rows)
    prepared = prepared_of(text_of(changed, separator).encode(), name)
    check(prepared)
    plain = prepared_of(MADE[name].text.encode(), name)
    assert reported(prepared, "accepted") >= reported(plain, "accepted")
    assert reported(prepared, "read") - MADE[name].rows == sum(map(any, changed)) - len(rows) - (
        change == "a title above"
    )


@pytest.mark.parametrize("name", MADE)
def test_separators_and_line_ends_mean_the_same(name: str) -> None:
    rows, separator = cells_of(name)
    plain = prepared_of(MADE[name].text.encode(), name).claims
    for other in {",", ";", "\t", "|"} - {separator}:
        text = text_of(rows, other).replace("\n", "\r\n")
        claims = prepared_of(text.encode(), name).claims
        columns = [column for column in plain if column not in ("sentence", "claim_id", "event_id")]
        assert claims[columns].astype(str).equals(plain[columns].astype(str)), other


def test_a_made_file_is_what_it_says() -> None:
    assert all(
        isinstance(made, Made) and len(cells_of(name)[0]) - header_of(name) == made.rows for name, made in MADE.items()
    )
