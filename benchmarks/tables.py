"""Event tables by whole process: seconds and peak memory of reading one, beside ``pandas.read_csv`` of the same file.

``python -m benchmarks.tables [--large]`` prints the rows of the table; large files need 12 GB of disk.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.memory import MEBIBYTE, held
from benchmarks.serve import ROOT
from benchmarks.tables_made import MAKERS
from data_prep.cache import FOLDER as CACHE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REPEATS = 3
SMALL = 385_000
LARGE = (2_500_000, 10_000_000)
_PAUSE = 0.01
SHOWN = {"ucdp": "UCDP GED", "acled": "ACLED"}

PREPARE = "from dashboard.cli import main; main()"
READ_CSV = "import sys, pandas; pandas.read_csv(sys.argv[1])"
READ_PARQUET = "import sys, pandas; frame = pandas.read_parquet(sys.argv[1]); frame[frame['country'] == 'SYR']"
OPEN = "import sys, data_prep; frame = data_prep.open_claims(sys.argv[1]); frame[frame['country'] == 'SYR']"


@dataclass(frozen=True)
class Run:
    """One whole process: how long it took, and the most memory that it and its children held at once, in bytes."""

    seconds: float
    peak: int


@dataclass(frozen=True)
class Pair:
    """The same file read by this project and by the peer, the median of the runs of each."""

    what: str
    ours: Run
    peer: Run
    peer_is: str

    def lines(self) -> Iterator[str]:
        """Two rows of the table: time, and memory."""
        yield self._line("seconds", f"{self.ours.seconds:.1f} s", f"{self.peer.seconds:.1f} s", self._times("seconds"))
        mine, other = (f"{run.peak / MEBIBYTE:,.0f} MB" for run in (self.ours, self.peer))
        yield self._line("peak memory", mine, other, self._times("peak"))

    def _times(self, measure: str) -> str:
        return f"{getattr(self.ours, measure) / getattr(self.peer, measure):.1f} times"

    def _line(self, measure: str, ours: str, peer: str, times: str) -> str:
        return f"| {self.what}: {measure} | {ours} ({times}) | {peer} | {self.peer_is} |"


def pairs(*sizes: int) -> Iterator[Pair]:
    """Every measurement of every data set in each of these sizes; the files are made anew and taken away again."""
    for rows in sizes:
        for name, make in MAKERS.items():
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / f"{name}.csv"
                make(file, rows)
                yield from _of_file(file, f"{SHOWN[name]}, {rows:,} rows")


def _of_file(file: Path, what: str) -> Iterator[Pair]:
    size = f"{what} ({file.stat().st_size / MEBIBYTE:,.0f} MB)"
    prepared = file.with_suffix(".parquet")
    prepare = ("-c", PREPARE, "prepare", file, "-o", prepared)
    yield _pair(f"{size} into Parquet", prepare, ("-c", READ_CSV, file), "`pandas.read_csv`", fresh=True)
    yield _pair(f"{what}, read again unchanged", prepare, ("-c", READ_CSV, file), "`pandas.read_csv`")
    yield _pair(
        f"{what}, prepared: opened and filtered",
        ("-c", OPEN, prepared),
        ("-c", READ_PARQUET, prepared),
        "`pandas.read_parquet`",
    )


def _pair(
    what: str, ours: Sequence[str | Path], peer: Sequence[str | Path], peer_is: str, *, fresh: bool = False
) -> Pair:
    """Both by turns, so that a busy machine is as hard on each; ``fresh``: nothing is known of the file."""
    with tempfile.TemporaryDirectory() as kept:
        if not fresh:
            python(*ours, cache=kept)
        runs = [(_once(ours, None if fresh else kept), python(*peer)) for _ in range(REPEATS)]
    return Pair(what, _median([mine for mine, _ in runs]), _median([other for _, other in runs]), peer_is)


def _once(ours: Sequence[str | Path], kept: str | None) -> Run:
    with tempfile.TemporaryDirectory() as empty:
        return python(*ours, cache=kept or empty)


def _median(runs: Sequence[Run]) -> Run:
    return Run(statistics.median(run.seconds for run in runs), int(statistics.median(run.peak for run in runs)))


def python(*arguments: str | Path, cache: str | None = None) -> Run:
    """Run Python with these arguments to its end; raises RuntimeError with what it printed when it fails."""
    environment: Mapping[str, str] = os.environ | ({CACHE: cache} if cache else {})
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *map(str, arguments)], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        peak = _watch(psutil.Process(process.pid), process)
        seconds = time.perf_counter() - start
        if process.returncode:
            log.seek(0)
            raise RuntimeError(f"{' '.join(map(str, arguments))}\n{log.read().decode(errors='replace')}")
    return Run(seconds, peak)


def _watch(root: psutil.Process, process: subprocess.Popen[bytes]) -> int:
    """The most memory that the process and its children held, until it ends."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, held(root))
        time.sleep(_PAUSE)
    return peak


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tables", description=__doc__)
    parser.add_argument("--large", action="store_true", help="2.5 and 10 million rows too")
    for pair in pairs(SMALL, *(LARGE if parser.parse_args().large else ())):
        print(*pair.lines(), sep="\n", flush=True)
