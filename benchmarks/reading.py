"""Reports read per second, by this project and by the way most would begin with: dateparser and a pattern for numbers.

``python -m benchmarks.reading ours|naive FILE...`` reads every text of the files and prints how many texts it read;
a ``.jsonl`` file holds one text a line, under ``text``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.serve import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PUBLISHED = "2016-03-31"
NUMBERS = re.compile(r"\b(\d[\d,]*)\s+(?:\w+\s+){0,3}?(killed|dead|wounded|injured|civilians|strikes)", re.IGNORECASE)
REPEATS = 10
CORPUS = ROOT.parent / "shared" / "corpora" / "muc-dev.jsonl"


@dataclass(frozen=True)
class Speed:
    """Texts a second of one whole process, start and imports included."""

    what: str
    texts: int
    ours: float
    naive: float


def speeds() -> Iterator[Speed]:
    """The seeds, repeated, and where it is at hand a corpus of news wire with no text twice."""
    seeds = sorted(
        path for path in (ROOT / "seeds").iterdir() if path.suffix in {".txt", ".md"} and path.name != "SOURCES.md"
    )
    yield _speed(f"{len(seeds)} seeds, {REPEATS} times each", seeds * REPEATS)
    if CORPUS.is_file():
        yield _speed("news wire (MUC-3 development set)", [CORPUS])


def _speed(what: str, files: list[Path]) -> Speed:
    texts = sum(1 for _ in _texts(files))
    return Speed(what, texts, *(texts / _seconds(way, files) for way in ("ours", "naive")))


def _seconds(way: str, files: Iterable[Path]) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.reading", way, *files]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _texts(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        text = file.read_text(encoding="utf-8")
        yield from (json.loads(line)["text"] for line in text.splitlines()) if file.suffix == ".jsonl" else [text]


def read_ours(texts: Iterable[str]) -> int:
    """Number of claims that ``data_prep.read_text`` finds."""
    from data_prep import read_text

    return sum(len(read_text(text, published=PUBLISHED)) for text in texts)


def read_naively(texts: Iterable[str]) -> int:
    """Number of dates and figures found; the settings are those that serve ``search_dates`` best on English news."""
    from datetime import datetime

    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(PUBLISHED), "PREFER_DATES_FROM": "past"}
    return sum(
        len(search_dates(text, languages=["en"], settings=settings) or []) + len(NUMBERS.findall(text))
        for text in texts
    )


if __name__ == "__main__":
    way, *names = sys.argv[1:]
    print({"ours": read_ours, "naive": read_naively}[way](_texts(map(Path, names))))
