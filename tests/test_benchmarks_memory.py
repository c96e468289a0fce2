"""The memory of a process and its children, now and at most."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.memory import MEBIBYTE, watching

HOLD_AND_LET_GO = """
import time
held = bytearray(100 * 2**20)
time.sleep(0.3)
del held
print("let go", flush=True)
input()
"""


def test_the_most_that_was_held_is_kept() -> None:
    command = [sys.executable, "-c", HOLD_AND_LET_GO]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process,
        watching(process.pid) as memory,
    ):
        assert process.stdout is not None
        assert process.stdout.readline() == "let go\n"
        assert memory.peak - memory.now() > 90 * MEBIBYTE
        process.kill()


def test_a_process_that_is_gone_holds_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process, watching(process.pid) as memory:
        process.wait()
        assert memory.now() == 0
