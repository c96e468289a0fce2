"""Work that goes on beside other work: what comes next is made while this is used, and written while the next is made.

Arrow and numpy let other threads run while they work, so two cores read a table in
little more than half the time that one needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

Item = TypeVar("Item")

AHEAD = 2
"""Items that are ready, or still to be written, at most: each is some tens of megabytes."""


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items, each made by a thread of its own while the one before is used. What raises there raises here."""
    end = object()
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        coming: list[Future[object]] = [thread.submit(next, items, end) for _ in range(AHEAD)]
        while (item := coming.pop(0).result()) is not end:
            coming.append(thread.submit(next, items, end))
            yield item  # type: ignore[misc]


@contextmanager
def behind() -> Generator[Callable[[Callable[[], object]], None]]:
    """Gives what does something in a thread of its own, one after the other; all of it is done at the end. What raises
    there raises here, at the latest at the end."""
    waiting: list[Future[object]] = []

    def do(work: Callable[[], object]) -> None:
        while len(waiting) >= AHEAD:
            waiting.pop(0).result()
        waiting.append(thread.submit(work))

    with ThreadPoolExecutor(1, thread_name_prefix="behind") as thread:
        yield do
        for future in waiting:
            future.result()
