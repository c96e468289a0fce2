"""Work shared out among processes. One that dies costs the item it died of, and Ctrl-C ends them all in silence."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")
Place: TypeAlias = tuple[int, int]
"""Where a piece of work stands: its number, and that of its first item."""

MOST = 61
"""Windows waits for no more processes than this."""
PATIENCE = 2.0
"""Seconds that a process has to end."""
AHEAD = 1
"""Pieces handed over beyond those being worked on, so that no process waits for the next."""
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class NoProcessesError(Exception):
    """No process can be started here; the work is to be done without."""


def cores() -> int:
    """The cores that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_out(
    work: Callable[[Sequence[Item]], Result],
    pieces: Sequence[Sequence[Item]],
    jobs: int,
    ended: Callable[[int], None],
) -> list[tuple[Sequence[Item], Result | None]]:
    """``work(piece)`` for each piece, done by up to ``jobs`` processes, in the pieces' order.

    When a process dies, the items of the pieces then being worked on are tried one by one in a process of their own;
    the result of one in which that process dies too is None. ``ended`` is called with the number of items done with.
    Raises NoProcessesError where not one process can be started.
    """
    sharing = _Sharing(work, deque(((number, 0), piece) for number, piece in enumerate(pieces)), ended)
    with _processes(jobs) as pool:
        if not _starts(pool):
            raise NoProcessesError
        suspects = sharing.until_one_dies(pool, jobs + AHEAD)
    while sharing.waiting:
        with _processes(jobs) as pool:
            suspects += sharing.until_one_dies(pool, jobs + AHEAD)
    sharing.waiting.extend(((n, at), piece[at : at + 1]) for (n, _), piece in suspects for at in range(len(piece)))
    while sharing.waiting:
        with _processes(1) as pool:
            for place, piece in sharing.until_one_dies(pool, 1):
                sharing.keep(place, piece, None)
    return [sharing.done[place] for place in sorted(sharing.done)]


@dataclass
class _Sharing(Generic[Item, Result]):
    """The work that waits, and what is done of it."""

    work: Callable[[Sequence[Item]], Result]
    waiting: deque[tuple[Place, Sequence[Item]]]
    ended: Callable[[int], None]
    done: dict[Place, tuple[Sequence[Item], Result | None]] = field(default_factory=dict)

    def keep(self, place: Place, piece: Sequence[Item], result: Result | None) -> None:
        """Takes a result in."""
        self.done[place] = (piece, result)
        self.ended(len(piece))

    def until_one_dies(self, pool: ProcessPoolExecutor, most: int) -> list[tuple[Place, Sequence[Item]]]:
        """Works on what waits, ``most`` pieces at once; gives the pieces that a process may have died of."""
        running: dict[Future[Result], tuple[Place, Sequence[Item]]] = {}
        lost: list[tuple[Place, Sequence[Item]]] = []
        while (self.waiting or running) and not lost:
            while self.waiting and len(running) < most and not lost:
                lost += self._hand_over(pool, running)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                place, piece = running.pop(future)
                try:
                    self.keep(place, piece, future.result())
                except BrokenProcessPool:
                    lost.append((place, piece))
        return [*lost, *running.values()]

    def _hand_over(
        self, pool: ProcessPoolExecutor, running: dict[Future[Result], tuple[Place, Sequence[Item]]]
    ) -> list[tuple[Place, Sequence[Item]]]:
        """Gives the first piece that waits to a process; the piece itself where one has died."""
        one = self.waiting.popleft()
        try:
            running[_submit(pool, self.work, one[1])] = one
        except BrokenProcessPool:
            return [one]
        return []


@contextmanager
def _processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes to work with; whatever ends the work early ends them."""
    context = multiprocessing.get_context(METHOD)
    if METHOD == "forkserver":
        context.set_forkserver_preload(["data_prep"])
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(min(jobs, MOST), mp_context=context, initializer=_ignore_interrupts)
    try:
        yield pool
        pool.shutdown()
    except BaseException:
        ending = set(multiprocessing.active_children()) - others
        for process in ending:
            process.terminate()
        for process in ending:
            process.join(PATIENCE)  # one that still starts would complain that what it was to share is gone
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _starts(pool: ProcessPoolExecutor) -> bool:
    """Whether processes can be started: not from a script without ``if __name__ == "__main__":``, for one."""
    try:
        _submit(pool, _ignore_interrupts).result()
    except (BrokenProcessPool, OSError, NotImplementedError):
        return False
    return True


def _submit(pool: ProcessPoolExecutor, work: Callable[..., Result], *given: object) -> Future[Result]:
    """Hands work to the pool. A process that is started for it hears no Ctrl-C, from its first moment on."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(work, *given)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, *given)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_interrupts() -> None:
    """Where signals cannot be held back from the first moment on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
