"""Work shared out among processes: all of it is done, in order, whatever a process dies of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

import data_prep
from benchmarks.serve import ROOT
from data_prep import processes
from data_prep.processes import NoProcessesError, share_out
from tests.files_made import REPORT, write

DEADLY = 7


def squares(numbers: Sequence[int]) -> list[int]:
    """The work of these tests; it kills the process that does it at one number."""
    if DEADLY in numbers:
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return [number * number for number in numbers]


def test_every_piece_is_done_and_comes_in_order() -> None:
    done: list[int] = []
    found = share_out(squares, [[1, 2], [3], [4, 5, 6]], 2, done.append)
    assert found == [([1, 2], [1, 4]), ([3], [9]), ([4, 5, 6], [16, 25, 36])]
    assert sum(done) == 6


def test_what_a_process_dies_of_is_the_only_thing_lost() -> None:
    done: list[int] = []
    found = share_out(squares, [[1, 2], [6, DEADLY, 8], [3], [4], [5]], 2, done.append)
    results = {item: square for items, given in found for item, square in zip(items, given or [None], strict=True)}
    assert results == {1: 1, 2: 4, 6: 36, DEADLY: None, 8: 64, 3: 9, 4: 16, 5: 25}
    assert [item for items, _ in found for item in items] == [1, 2, 6, DEADLY, 8, 3, 4, 5]
    assert sum(done) == 8


def test_where_no_process_starts_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_ignore_interrupts", lambda: None)  # no process can be handed a nameless function
    monkeypatch.setattr(processes, "_starts", lambda _pool: False)
    with pytest.raises(NoProcessesError):
        share_out(squares, [[1], [2]], 2, lambda _: None)


def test_a_script_that_is_not_guarded_is_read_by_one_process(tmp_path: Path) -> None:
    write(tmp_path, one_txt=REPORT, two_txt=REPORT.replace("nine", "eight"))
    script = "import data_prep, sys\nprint(len(data_prep.prepare(sys.argv[1], jobs=2).claims))\n"
    (tmp_path / "script.py").write_text(script)
    command = [sys.executable, str(tmp_path / "script.py"), *(str(tmp_path / name) for name in ("one.txt", "two.txt"))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, env=environment())
    assert done.stdout.split()[-1:] == [str(len(data_prep.prepare(tmp_path / "one.txt").claims))]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C reaches a group of processes in another way there")
def test_an_interrupt_ends_everything_at_once_and_in_silence(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number}.txt").write_text(
            f"{REPORT}\n" + f"A bomb killed {number} people in Homs on Friday.\n" * 99
        )
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # a shell's "&" shuts it out
    program = f"{heard}; from dashboard.cli import main; main()"
    command = [sys.executable, "-c", program, "prepare", str(folder), "-o", str(tmp_path / "a.csv"), "--jobs", "2"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True, env=environment()
    ) as process:
        try:
            below = wait_for_workers(psutil.Process(process.pid))
            os.killpg(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode != 0
    assert "Traceback" not in said
    assert not (tmp_path / "a.csv").exists()
    assert not psutil.wait_procs(below, timeout=30)[1]


def wait_for_workers(parent: psutil.Process) -> list[psutil.Process]:
    """Everything that the program has started, once two of it read; a third one only keeps count of resources."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        with suppress(psutil.Error):
            below = parent.children(recursive=True)
            if sum(not child.children() for child in below) >= 3:
                time.sleep(1)
                return below
        time.sleep(0.1)
    raise AssertionError("No processes were started.")
