"""The page on 16,000, 385,000 and 2.5 million events, beside the plain page on the same file: rows of the table.

``python -m benchmarks.many_events [EVENTS ...] [--large]`` prints them, or those of files of so many events;
``--large`` adds 10 million events, for our page alone.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import claims_made
from benchmarks.drive import OURS, PLAIN
from benchmarks.memory import MEBIBYTE
from benchmarks.serve import find_chromium
from benchmarks.sessions import EVERY, VISITORS, Crowd, SessionError, crowd
from benchmarks.visit import BACK, FILTER, START, ZOOM, Plan, Visit, visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.drive import Driven
    from benchmarks.page import Times

PLANS = {
    16_000: Plan(starts=1, actors=5, zooms=3, budget=15),
    385_000: Plan(starts=2, actors=16, zooms=3, budget=30),
    2_500_000: Plan(starts=1, actors=16, zooms=3, budget=30),
}
LARGE, LARGE_PLAN = 10_000_000, Plan(starts=1, actors=12, zooms=3, budget=60)
CROWDED: dict[int, tuple[Driven, ...]] = {385_000: (OURS, PLAIN), 2_500_000: (OURS,)}
"""The files that many visitors look at together, and on which pages."""
ACTIONS = {
    START: "from `streamlit run` to the first chart",
    FILTER: "from a click on an actor",
    BACK: "from taking the actor off",
    ZOOM: "from a zoom",
}
SEEN, WHOLE = "to what the window shows of the charts, redrawn", "to the last of all charts, redrawn"
PEER = "[the plain page](benchmarks/plain_page.py)"
PEER_ZOOM = f"{PEER}, which enlarges what the browser holds"
NOT_REACHED = "not reached"
FEW = 5
"""Measurements below which no share of them can be told."""


def lines(*sizes: int, large: bool = False) -> Iterator[str]:
    """The rows of files of these sizes (none: all of PLANS), as they are measured; without Chromium those of many
    visitors alone."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes or PLANS:
            file = _made(folder, rows)
            if find_chromium():
                yield from visit_lines(rows, *visits([OURS, PLAIN], file, PLANS[rows]))
            if rows in CROWDED:
                yield from crowd_lines(rows, *[_crowd(page, file) for page in CROWDED[rows]])
        if large and find_chromium():
            yield from visit_lines(LARGE, *visits([OURS], _made(folder, LARGE), LARGE_PLAN))


def _made(folder: str, rows: int) -> Path:
    file = Path(folder) / f"{rows}.parquet"
    claims_made.write(file, rows)
    return file


def _crowd(page: Driven, file: Path) -> Crowd | str:
    """What many visitors wait for, or why they cannot be answered."""
    try:
        return crowd(page, file)
    except (SessionError, OSError) as error:
        return str(error)


def visit_lines(rows: int, ours: Visit, plain: Visit | None = None) -> Iterator[str]:
    """The rows of a file of so many events; without the plain page where it was not asked."""
    other = plain or Visit()
    peer = PEER if plain else ""
    for action, what in ACTIONS.items():
        for told, of in ((SEEN, Visit.times_seen), (WHOLE, Visit.times)) if action != START else (("", Visit.times),):
            times = of(ours, action), of(other, action)
            mine, its = (_time(visit, action, its_times) for visit, its_times in zip((ours, other), times, strict=True))
            yield _line(rows, f"{what} {told}".rstrip(), _beside(mine, _ratio(*times)), its if plain else "", peer)
        peer = PEER_ZOOM if plain and action == BACK else peer
    peer = PEER if plain else ""
    for what, mine_bytes, its_bytes in (
        ("sent to the browser to open the page", _sent(ours, START), _sent(other, START)),
        ("sent to the browser for a filter", _sent(ours, FILTER), _sent(other, FILTER)),
        ("server memory, at most", ours.server_peak, other.server_peak),
        ("server memory, in the end", ours.server, other.server),
        ("memory of the browser's tab, in the end", ours.tab, other.tab),
        ("JavaScript in use in it", ours.heap, other.heap),
    ):
        ratio = f"{mine_bytes / its_bytes:.2f} times" if mine_bytes and its_bytes else ""
        yield _line(rows, what, _beside(_size(mine_bytes), ratio), _size(its_bytes) if plain else "", peer)


def crowd_lines(rows: int, ours: Crowd | str, plain: Crowd | str | None = None) -> Iterator[str]:
    """The rows of many visitors; a text stands where they could not be answered."""
    peer = PEER if plain else ""
    both = [one.waits if isinstance(one, Crowd) else None for one in (ours, plain)]
    waits, memory = ([of(one) for one in (ours, plain)] for of in (_waits, _memory))
    what = f"{VISITORS} visitors who click every {EVERY:.0f} s: from click to the end of the script"
    yield _line(rows, what, _beside(waits[0], _ratio(*both)), waits[1], peer)
    yield _line(rows, f"server memory with 1 visitor; with {VISITORS}", memory[0], memory[1], peer)


def _line(rows: int, what: str, ours: str, plain: str, peer: str) -> str:
    return f"| {rows:,} events: {what} | {ours} | {plain} | {peer} |"


def _beside(measured: str, ratio: str) -> str:
    """A measurement with how it compares, in the same brackets where it has any."""
    if not ratio:
        return measured
    head, bracket, rest = measured.partition(")")
    return f"{head}; {ratio}{bracket}{rest}" if bracket else f"{measured} ({ratio})"


def _ratio(ours: Times | None, its: Times | None) -> str:
    return f"{ours.median / its.median:.2f} times" if ours and its else ""


def _time(visit: Visit, action: str, times: Times | None) -> str:
    """What an action takes, and why it failed: one that failed only now and then has both."""
    failed = visit.failed.get(action)
    if times and failed:
        return f"{seconds(times)}, not always: {failed}"
    return seconds(times) if times else failed or NOT_REACHED


def seconds(times: Times) -> str:
    """A median with the time that 95 of 100 do not exceed; of few measurements, with the slowest."""
    count = len(times.seconds)
    if count < FEW:
        return f"{times.median:.2f} s (slowest of {count}: {max(times.seconds):.2f} s)"
    return f"{times.median:.2f} s (95 of 100: {times.p95:.2f} s)"


def _sent(visit: Visit, action: str) -> int:
    return int(statistics.median(visit.received.get(action, [0])))


def _size(size: int) -> str:
    """Bytes in MB; what was not measured is not 0."""
    if not size:
        return NOT_REACHED
    return f"{size / MEBIBYTE:,.0f} MB" if size >= 10 * MEBIBYTE else f"{size / MEBIBYTE:.2f} MB"


def _waits(one: Crowd | str | None) -> str:
    return seconds(one.waits) if isinstance(one, Crowd) else one or ""


def _memory(one: Crowd | str | None) -> str:
    if isinstance(one, Crowd):
        return f"{_size(one.alone)}; {_size(one.together)}"
    return NOT_REACHED if one else ""


def _planned(text: str) -> int:
    """A number of events for which there is a plan."""
    if text not in map(str, PLANS):
        raise argparse.ArgumentTypeError(f"{text} is none of {', '.join(map(str, PLANS))}")
    return int(text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_events", description=__doc__)
    parser.add_argument("--large", action="store_true", help="10 million events too")
    parser.add_argument("sizes", metavar="EVENTS", type=_planned, nargs="*", help=f"of {', '.join(map(str, PLANS))}")
    given = parser.parse_args()
    for line in lines(*given.sizes, large=given.large):
        print(line, flush=True)
