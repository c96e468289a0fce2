"""What was read is kept by content: read once, kept within a bound, cleared, and never in the way."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import data_prep
from data_prep import cache
from tests.accounting import check_accounts
from tests.tables_made import acled, ucdp


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder for one test."""
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the tables that are read, not taken from the cache."""
    from data_prep import importing

    read: list[str] = []
    real = importing.store_file

    def noted(path: Path, shown: str, *others: object) -> None:
        read.append(shown)
        real(path, shown, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "store_file", noted)
    return read


def key(name: str) -> str:
    return cache.key_of(name)


def fails(_folder: Path) -> None:
    """Fills a folder that should have been filled before."""
    raise AssertionError("it was filled again")


def fill(text: str = "x") -> object:
    return lambda folder: (folder / "a.txt").write_text(text)


# --- The cache itself ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("home")
def test_what_is_kept_is_filled_once() -> None:
    for text in ("first", "second"):
        with cache.kept(key("key"), fill(text)) as folder:  # type: ignore[arg-type]
            assert (folder / "a.txt").read_text() == "first"


def test_what_is_not_to_be_kept_is_gone(home: Path) -> None:
    with cache.kept(key("key"), fill(), keep=False) as folder:  # type: ignore[arg-type]
        assert (folder / "a.txt").exists()
    assert not folder.exists()
    assert not home.exists()


def test_a_filling_that_fails_leaves_nothing(home: Path) -> None:
    def breaks_off(folder: Path) -> None:
        (folder / "half.txt").touch()
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"), cache.kept(key("key"), breaks_off):
        pass
    assert list(home.iterdir()) == []


def test_it_is_bounded_and_what_was_used_last_stays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SIZE, "250")
    for at, name in enumerate(("old", "used", "new")):
        with cache.kept(key(name), fill("x" * 100)):  # type: ignore[arg-type]
            os.utime(home / key(name), (at, at))
    with cache.kept(key("used"), fill()):  # type: ignore[arg-type]
        pass
    with cache.kept(key("last"), fill("x" * 100)):  # type: ignore[arg-type]
        pass
    assert {path.name for path in home.iterdir()} == {key("used"), key("last")}


def test_what_is_larger_than_the_bound_is_still_given(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SIZE, "10")
    with cache.kept(key("key"), fill("x" * 100)) as folder:  # type: ignore[arg-type]
        assert (folder / "a.txt").stat().st_size == 100
    assert home.is_dir()


@pytest.mark.parametrize("told", ["", "a lot", "-5", "1e9"])
def test_a_size_that_is_none_is_the_usual_one(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv(cache.SIZE, told)
    assert cache.most() == cache.LARGEST


@pytest.mark.usefixtures("home")
def test_it_is_cleared(home: Path) -> None:
    with cache.kept(key("key"), fill("x" * 100)):  # type: ignore[arg-type]
        pass
    assert cache.clear() == 100
    assert list(home.iterdir()) == []
    assert cache.clear() == 0


def test_clearing_takes_nothing_that_is_not_its_own(home: Path) -> None:
    """A user who names a folder of their own for it keeps what else is in there."""
    home.mkdir()
    (home / "letters").mkdir()
    (home / "letters" / "mine.txt").write_text("do not lose this")
    with cache.kept(key("key"), fill("x" * 100)):  # type: ignore[arg-type]
        pass
    cache.clear()
    assert (home / "letters" / "mine.txt").exists()
    assert not (home / key("key")).exists()


def test_making_room_takes_nothing_that_is_not_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "letters").mkdir()
    (home / "letters" / "mine.txt").write_text("do not lose this" * 100)
    monkeypatch.setenv(cache.SIZE, "150")
    for name in ("first", "second"):
        with cache.kept(key(name), fill("x" * 100)):  # type: ignore[arg-type]
            pass
    assert {path.name for path in home.iterdir()} == {"letters", key("second")}


def test_what_a_broken_off_reading_left_is_cleared_after_a_day(home: Path) -> None:
    """A younger one may be a run's that still goes on."""
    left, going_on = home / "conflict-timeline-new-abc", home / "conflict-timeline-new-def"
    for path in (left, going_on):
        path.mkdir(parents=True)
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(left, (two_days_ago, two_days_ago))
    cache.clear()
    assert list(home.iterdir()) == [going_on]


@pytest.mark.usefixtures("home")
def test_what_is_being_filled_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run makes room, and the cache is cleared, while a folder is half filled."""
    monkeypatch.setenv(cache.SIZE, "1")

    def slow(folder: Path) -> None:
        (folder / "a.txt").write_text("first half")
        with cache.kept(key("other"), fill()):  # type: ignore[arg-type]
            cache.clear()
        (folder / "b.txt").write_text("second half")

    with cache.kept(key("slow"), slow) as folder:
        assert {path.name for path in folder.iterdir()} == {"a.txt", "b.txt"}
    with cache.kept(key("slow"), fails) as folder:
        assert {path.name for path in folder.iterdir()} == {"a.txt", "b.txt"}


@pytest.mark.parametrize("found", [False, True])
def test_what_is_read_stays_until_it_was_read(home: Path, found: bool) -> None:
    """Whoever clears the cache takes nothing from a run that goes on, whether it filled the folder or found it."""
    if found:
        with cache.kept(key("key"), fill()):  # type: ignore[arg-type]
            pass
    with cache.kept(key("key"), fails if found else fill()) as folder:  # type: ignore[arg-type]
        assert cache.clear() == 1
        assert not (home / key("key")).exists()
        assert (folder / "a.txt").read_text() == "x"
    assert list(home.iterdir()) == []


def test_a_file_system_without_links_holds_copies(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", no_links)
    for do in (fill(), fails):
        with cache.kept(key("key"), do) as folder:  # type: ignore[arg-type]
            assert (folder / "a.txt").read_text() == "x"
    assert [path.name for path in home.iterdir()] == [key("key")]


def test_what_another_process_takes_away_is_of_no_size(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with cache.kept(key("key"), fill()):  # type: ignore[arg-type]
        pass
    real = os.walk

    def late(top: Path) -> object:
        for found in real(top):
            shutil.rmtree(home / key("key"))
            yield found

    monkeypatch.setattr(os, "walk", late)
    assert cache.state().size == 0


def test_what_vanishes_while_it_is_taken_is_read_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with cache.kept(key("key"), fill("first")):  # type: ignore[arg-type]
        pass
    real = shutil.copytree

    def late(path: Path, *others: Any, **how: Any) -> Any:
        if path == home / key("key"):
            shutil.rmtree(path)
        return real(path, *others, **how)

    monkeypatch.setattr(shutil, "copytree", late)
    with cache.kept(key("key"), fill("second")) as folder:  # type: ignore[arg-type]
        assert (folder / "a.txt").read_text() == "second"


def test_no_folder_means_that_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.FOLDER, "")
    assert cache.folder() is None
    with cache.kept(key("key"), fill()) as folder:  # type: ignore[arg-type]
        assert folder.is_dir()
    assert not folder.exists()
    assert cache.clear() == 0


def test_a_folder_that_cannot_be_made_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "file" / "below"))
    with cache.kept(key("key"), fill()) as folder:  # type: ignore[arg-type]
        assert (folder / "a.txt").exists()
    assert not folder.exists()


def test_a_key_is_another_for_other_bytes_and_other_ways() -> None:
    keys = {cache.key_of(*told) for told in (("a",), ("b",), ("a", 1), ("a", "1"), ("a", None), ("a", 1, 2))}
    assert len(keys) == 6


# --- Tables in it -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("home")
def test_a_table_is_read_once_wherever_it_lies(tmp_path: Path, reads: list[str]) -> None:
    path = ucdp().write(tmp_path)
    (tmp_path / "other").mkdir()
    again = Path(shutil.copy(path, tmp_path / "other" / path.name))
    first, second = data_prep.prepare(path), data_prep.prepare(again)
    assert reads == [path.name]
    pd.testing.assert_frame_equal(first.claims, second.claims)
    pd.testing.assert_frame_equal(first.problems, second.problems)
    pd.testing.assert_frame_equal(first.report, second.report)


@pytest.mark.usefixtures("home")
def test_a_table_that_changed_is_read_again(tmp_path: Path, reads: list[str]) -> None:
    path = ucdp().write(tmp_path)
    data_prep.prepare(path)
    path.write_text(ucdp(rows=3).text, encoding="utf-8")
    assert len(data_prep.prepare(path).claims) == 3
    assert len(reads) == 2


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("options", [{"day_first": False}, {"mapping": {"killed": "dead"}}, {"format": "table"}])
def test_another_way_of_reading_is_not_taken_for_this_one(
    tmp_path: Path, reads: list[str], options: dict[str, object]
) -> None:
    (tmp_path / "a.csv").write_text("date,place,killed,dead\n04/05/2024,Idlib,1,2\n", encoding="utf-8")
    first = data_prep.prepare(tmp_path / "a.csv")
    other = data_prep.prepare(tmp_path / "a.csv", **options)  # type: ignore[arg-type]
    assert len(reads) == 2
    fresh = data_prep.prepare(tmp_path / "a.csv", keep=False, **options)  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(other.claims, fresh.claims)
    assert options == {"format": "table"} or not first.claims.equals(other.claims)


@pytest.mark.usefixtures("home")
def test_the_same_table_under_another_name_says_its_own_name(tmp_path: Path) -> None:
    """The name may tell the release, so it is part of what is kept."""
    data_prep.prepare(ucdp("candidate").write(tmp_path))
    other = (tmp_path / "GEDEvent_v23_01_23_12.csv").rename(tmp_path / "GEDEvent_v24_1.csv")
    prepared = data_prep.prepare(other)
    assert set(prepared.report["edition"]) == {"final 24.1"}
    assert prepared.claims["document"].str.startswith("GEDEvent_v24_1.csv:").all()


@pytest.mark.parametrize("damage", ["claims.parquet", "problems.parquet", "outcome.json", "notes.json"])
@pytest.mark.parametrize("how", ["gone", "cut"])
def test_what_is_damaged_in_the_cache_is_read_again(tmp_path: Path, home: Path, damage: str, how: str) -> None:
    path = acled().write(tmp_path)
    first = data_prep.prepare(path)
    for part in home.rglob(damage):
        part.unlink() if how == "gone" else part.write_bytes(part.read_bytes()[: part.stat().st_size // 2])
    again = data_prep.prepare(path)
    check_accounts(again, 16)
    pd.testing.assert_frame_equal(first.claims, again.claims)


def test_a_file_written_from_the_cache_is_a_file_of_its_own(tmp_path: Path, home: Path) -> None:
    path = ucdp().write(tmp_path)
    data_prep.prepare(path)
    data_prep.prepare_file(path, tmp_path / "out.parquet")
    (tmp_path / "out.parquet").write_bytes(b"spoilt")
    assert len(data_prep.prepare(path).claims) == 14
    cache.clear()
    assert list(home.iterdir()) == []


def test_a_run_reads_more_than_the_cache_may_hold(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SIZE, "1")
    for name in ("Idlib", "Homs", "Hama"):
        (tmp_path / f"{name}.csv").write_text(f"date,place,killed\n2024-05-04,{name},1\n", encoding="utf-8")
    for _ in range(2):
        prepared = data_prep.prepare([tmp_path / f"{name}.csv" for name in ("Idlib", "Homs", "Hama")])
        assert set(prepared.claims["place"]) == {"Idlib", "Homs", "Hama"}
    assert len(list(home.iterdir())) == 1
