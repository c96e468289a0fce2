"""Measure, print a Markdown table, and with ``--readme README.md`` put it between the README's markers."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
from datetime import date
from importlib.metadata import version
from pathlib import Path

import psutil

from benchmarks import many_events
from benchmarks.many_events import seconds
from benchmarks.page import BARE_PAGE, CHARTS, Times, redraws, starts
from benchmarks.reading import speeds
from benchmarks.serve import APP, HOW_TO_HAVE_CHROMIUM, find_chromium
from benchmarks.tables import LARGE, SMALL, pairs
from data_prep.codebook import rewrite

HEADER = "| | Conflict Timeline | peer | the peer is |\n| --- | --- | --- | --- |"
BARE = "a Streamlit page of one chart and one filter"
NAIVE = "`dateparser.search.search_dates` and a pattern for numbers"


def table(*, large: bool = False) -> str:
    """Every measurement as one Markdown table, with the machine below it; ``large``: tables of millions of rows too."""
    load = os.getloadavg()[0]
    lines = [HEADER]
    if find_chromium():
        pages = ((APP, CHARTS), (BARE_PAGE, 1))
        start, bare_start = starts(*pages)
        redraw, bare_redraw = (redraws(script, charts=charts) for script, charts in pages)
        lines += [
            _line("from `streamlit run` to all charts drawn", start, bare_start),
            _line("from a click on a filter to the redrawn charts", redraw, bare_redraw),
        ]
    lines += many_events.lines(large=large)
    lines += [
        f"| reports read per second: {speed.what} | {speed.ours:.0f} | {speed.naive:.0f} | {NAIVE} |"
        for speed in speeds()
    ]
    lines += [line for pair in pairs(SMALL, *(LARGE if large else ())) for line in pair.lines()]
    return "\n".join(lines) + f"\n\n{machine(load)}"


def _line(what: str, ours: Times, bare: Times) -> str:
    return f"| {what} | {seconds(ours)} | {seconds(bare)} | {BARE} |"


def machine(load: float) -> str:
    """What the measurements were taken on, in one paragraph; ``load`` is the load average before they began."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"Medians, measured on {date.today().isoformat()}: {os.cpu_count()} cores, {memory:.0f} GB of memory, "
        f"{platform.system()}, Python {platform.python_version()}, Streamlit {version('streamlit')}, "
        f"{_browser()}. Other programs kept {load:.1f} cores busy when it began. "
        "Reading is timed as a whole process, imports included: reports on one core, tables on all. Memory is the most "
        "that a process and its children held at once. Each page of many events has a browser of its own, without a "
        "graphics card, and they take turns. The plain page draws a point for each event, a bar for each week, and a "
        "table. A chart is redrawn when the frame with its last change is painted; the window is 1440 by 900 pixels, "
        "at the page's top. Many visitors are WebSockets that speak Streamlit's protocol: nothing is drawn for them."
    )


def _browser() -> str:
    path = find_chromium()
    if not path:
        return f"no Chromium, so the page was not measured ({HOW_TO_HAVE_CHROMIUM})"
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    return " ".join(told.split()[:2])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--readme", type=Path, help="a file with the markers <!-- figures: begin --> and ... end")
    parser.add_argument(
        "--large",
        action="store_true",
        help="10 million events, and tables of 2.5 and 10 million rows, too (12 GB of disk)",
    )
    readme, large = parser.parse_args().readme, parser.parse_args().large
    measured = table(large=large)
    print(measured)
    if readme:
        rewrite(readme, "figures", measured)
