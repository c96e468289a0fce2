"""How much memory a process and its children hold, now and at most."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

MEBIBYTE = 2**20
_PAUSE = 0.05


def held(root: psutil.Process) -> int:
    """Bytes of a process and its children in memory; what several of them share counts for each."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        for one in (root, *root.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += one.memory_info().rss
    return total


@dataclass
class Watched:
    """A process that is being watched: the most bytes that it held so far."""

    process: psutil.Process
    peak: int = 0

    def now(self) -> int:
        """Bytes that it holds now."""
        bytes_now = held(self.process)
        self.peak = max(self.peak, bytes_now)
        return bytes_now


@contextmanager
def watching(process: int) -> Iterator[Watched]:
    """Look at a process twenty times a second, beside what is done with it."""
    watched, ended = Watched(psutil.Process(process)), threading.Event()

    def look() -> None:
        while not ended.wait(_PAUSE):
            watched.now()

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield watched
    finally:
        ended.set()
        thread.join()
