"""Packed files are read as they are unpacked; broken ones as far as they go, and bombs not at all."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from data_prep.errors import UnreadableError
from data_prep.tables.opening import archive, content, open_tables, sheets
from tests.opened import opened, read
from tests.workbooks_made import Sheet, text, xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from data_prep.tables.source import Refused

HEADER = b"id,place\n"
TABLE = HEADER + b"".join(b"%d,town %d\n" % (number, number * 7919 % 10007) for number in range(20_000))


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, *, streamed: bool = False) -> bytes:
    """``streamed``: as by programs that do not know a member's size before it is written."""
    target = io.BytesIO()
    with zipfile.ZipFile(_Unseekable(target) if streamed else target, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return target.getvalue()


class _Unseekable(io.RawIOBase):
    def __init__(self, target: io.BytesIO) -> None:
        self.target = target

    def write(self, data: object) -> int:
        return self.target.write(data)  # type: ignore[arg-type]

    def flush(self) -> None:
        self.target.flush()


def zst(data: bytes) -> bytes:
    target = pa.BufferOutputStream()
    with pa.CompressedOutputStream(target, "zstd") as packed:
        packed.write(data)
    return bytes(target.getvalue().to_pybytes())


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        (gzip.compress(TABLE), "table.csv.gz"),
        (gzip.compress(TABLE[:50_000]) + gzip.compress(TABLE[50_000:]), "table.csv.gz"),
        (zst(TABLE), "table.csv.zst"),
        (zipped({"table.csv": TABLE}), "table.zip"),
        (zipped({"table.csv": TABLE}, streamed=True), "table.zip"),
        (zipped({"in/table.csv": TABLE}, zipfile.ZIP_STORED), "table.zip"),
        (gzip.compress(TABLE), "named_otherwise.csv"),
    ],
)
def test_packed_tables(tmp_path: Path, packed: bytes, name: str) -> None:
    table = opened(tmp_path, packed, name)
    assert len(table.rows) == 20_000
    assert table.rows[20_001] == ["19999", f"town {19_999 * 7919 % 10007}"]
    assert (table.refused, table.error) == ([], "")


def test_names_that_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "ged.zip"
    path.write_bytes(zipped({"in/GEDEvent_v24_1.csv": TABLE, "b.csv": TABLE, "readme/": b""}))
    found = open_tables(path, "folder/ged.zip")
    assert [source.shown for source in found] == ["folder/ged.zip/in/GEDEvent_v24_1.csv", "folder/ged.zip/b.csv"]
    assert [source.name for source in found] == ["GEDEvent_v24_1.csv", "b.csv"]
    assert sheets(path) == ["in/GEDEvent_v24_1.csv", "b.csv"]
    (chosen,) = open_tables(path, "folder/ged.zip", sheet="b.csv")
    assert chosen.name == "b.csv"
    (tmp_path / "events.csv.gz").write_bytes(gzip.compress(TABLE))
    (single,) = open_tables(tmp_path / "events.csv.gz", "events.csv.gz")
    assert (single.shown, single.name) == ("events.csv.gz", "events.csv")
    assert sheets(tmp_path / "events.csv.gz") == []


def test_members_that_are_no_tables_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    files = {
        "events.csv": TABLE,
        "book.xlsx": xlsx(Sheet("One", [[text("a"), text("b")], [text("1"), text("2")]])),
        "readme.txt": b"Read me.\n",
        "empty.csv": b"",
        "inner.zip": zipped({"x.csv": TABLE}),
        "inner.csv.gz": gzip.compress(TABLE),
        "__MACOSX/._events.csv": b"\0",
        ".DS_Store": b"\0",
    }
    path.write_bytes(zipped(files))
    told: list[Refused] = []
    found = open_tables(path, "a.zip", refuse=told)
    assert [source.shown for source in found] == ["a.zip/events.csv", "a.zip/book.xlsx/One"]
    assert read(found[1], ["a", "b"]).rows == {2: ["1", "2"]}
    assert [one.reason.split(":")[0] for one in told] == ["readme.txt", "empty.csv", "inner.zip", "inner.csv.gz"]
    assert "an archive inside an archive" in told[2].reason


def test_an_archive_without_tables(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"No table is in this file\. readme\.txt: The file is no table"):
        opened(tmp_path, zipped({"readme.txt": b"Read me.\n"}), "a.zip")


# --- Broken and hostile ones --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pack", "name"), [(gzip.compress, "a.csv.gz"), (zst, "a.csv.zst")])
@pytest.mark.parametrize("share", [0.5, 0.99])
def test_what_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path, pack: object, name: str, share: float) -> None:
    packed: bytes = pack(TABLE)  # type: ignore[operator]
    table = opened(tmp_path, packed[: int(len(packed) * share)], name)
    assert "cut off" in table.error
    last = max(table.rows)
    assert list(table.rows) == list(range(2, last + 1))
    assert last > 20_000 * share * 0.4
    assert set(table.told) <= {last + 1}


@pytest.mark.parametrize("streamed", [False, True])
def test_an_archive_that_is_cut_off(tmp_path: Path, streamed: bool) -> None:
    whole = zipped({"a.csv": TABLE, "b.csv": TABLE}, streamed=streamed)
    path = tmp_path / "a.zip"
    path.write_bytes(whole[: int(len(whole) * 0.8)])
    told: list[Refused] = []
    first, second = (read(source, ["id", "place"]) for source in open_tables(path, "a.zip", refuse=told))
    assert (first.shown, len(first.rows), first.error) == ("a.zip/a.csv", 20_000, "")
    assert second.shown == "a.zip/b.csv"
    assert 5_000 < len(second.rows) < 20_000
    assert "cut off" in second.error
    assert "its table of contents is lost" in told[0].reason


def test_damaged_data_is_told(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.csv": TABLE}, zipfile.ZIP_STORED))
    packed[1000] ^= 1
    table = opened(tmp_path, bytes(packed), "a.zip")
    assert len(table.rows) + len(table.refused) == 20_000


@pytest.mark.parametrize("place", [-6, 0.5])
def test_what_comes_before_damaged_data_is_read(tmp_path: Path, place: float) -> None:
    packed = bytearray(gzip.compress(TABLE))
    at = int(len(packed) * place) if place > 0 else len(packed) + int(place)
    packed[at] ^= 0xFF
    table = opened(tmp_path, bytes(packed), "a.csv.gz")
    assert "damaged" in table.error
    assert [table.rows[number] for number in range(2, 8_000)] == [
        line.decode().split(",") for line in TABLE.splitlines()[1:7_999]
    ]


def test_a_bomb_is_refused_while_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "LARGEST_UNPACKED", 1_000_000)
    table = opened(tmp_path, gzip.compress(HEADER + b"1,x\n" * 5_000_000), "a.csv.gz")
    assert "would grow to more than 100 times" in table.error


def test_a_bomb_is_refused_by_what_an_archive_says_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(UnreadableError, match="would grow to more than 100 times"):
        opened(tmp_path, zipped({"a.csv": HEADER + b"1,x\n" * 500_000}), "a.zip")


def test_passwords_and_strange_packings_are_told(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.csv": TABLE}))
    at = packed.index(b"PK\x01\x02")
    packed[at + 8] |= 1
    with pytest.raises(UnreadableError, match=r"a\.csv: This file is protected by a password"):
        opened(tmp_path, bytes(packed), "a.zip")
    with pytest.raises(UnreadableError, match="packed in a way that is not read"):
        opened(tmp_path, zipped({"a.csv": TABLE}, zipfile.ZIP_LZMA), "a.zip")


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    with pytest.raises(UnreadableError, match="The archive holds 4 files"):
        opened(tmp_path, zipped({f"{number}.csv": TABLE for number in range(4)}), "a.zip")


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="This is a folder, not a file"):
        open_tables(tmp_path, "folder")
    with pytest.raises(UnreadableError, match="There is no file of this name"):
        open_tables(tmp_path / "gone.csv", "gone.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UnreadableError, match="This is not a file"):
        open_tables(tmp_path / "pipe.csv", "pipe.csv")


@pytest.mark.parametrize(
    ("first", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"<!DOCTYPE html><table>", "web page or XML"),
        (b"SQLite format 3\0", "SQLite"),
        (b"x" * 257 + b"ustar\0", "tar archive"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
    ],
)
def test_other_kinds_say_what_to_do(tmp_path: Path, first: bytes, word: str) -> None:
    with pytest.raises(UnreadableError, match=word) as caught:
        opened(tmp_path, first + bytes(300), "a.csv")
    assert caught.value.hint.endswith(".")
