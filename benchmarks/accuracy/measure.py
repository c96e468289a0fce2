"""One reader on one corpus, in a process of its own: figures of the scorer, errors by class, speed and memory."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy import errors, readers
from benchmarks.accuracy.corpora import AIRWARS, CASES, DATES, MUC, scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.accuracy.corpora import Corpus

WARM = {"text": "BEIRUT, 5 March 2016 - Shelling killed two people on Friday.", "published": "2016-03-05"}


@dataclass(frozen=True)
class Measured:
    """``figures`` by the scorer's names; ``errors``: figure -> class of error -> number. Imports are not timed.

    ``compared``: figure -> texts that the scorer compares in it, where these are not all.
    """

    figures: dict[str, float]
    errors: dict[str, Counter[str]] = field(default_factory=dict)
    compared: dict[str, int] = field(default_factory=dict)
    texts: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0

    @property
    def speed(self) -> float:
        """Texts a second."""
        return self.texts / self.seconds if self.seconds else 0.0


def alone(reader: str, corpus: Corpus) -> Measured:
    """``measure`` in a fresh process, so that no reader pays for another one's memory."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, reader, corpus).result()


def measure(reader: str, corpus: Corpus) -> Measured:
    """A function of ``readers`` on a corpus."""
    read: Callable[[Any], Any] = getattr(readers, reader)
    docs = corpus.docs()
    read(WARM)
    begun = time.perf_counter()
    found = [read(doc) for doc in docs]
    seconds = time.perf_counter() - begun
    return replace(_SCORES[corpus](docs, found), texts=len(docs), seconds=seconds, megabytes=_peak_megabytes())


def _dates(docs: list[Any], found: list[Any]) -> Measured:
    result, misses = scorer("score_dates").score(found, docs)
    figures = {f"{what} {name}": result[what][n] for what in result for n, name in enumerate(("P", "R", "F1"))}
    return Measured(figures, {"dates": errors.of_dates(misses)})


def _muc(docs: list[Any], found: list[Any]) -> Measured:
    score = scorer("score_reports")
    named = sum(any(one["perp_orgs"] and not one.get("optional") for one in doc["incidents"]) for doc in docs)
    return Measured(score.score_muc(docs, found), errors.of_muc(docs, found, score), {"orgs": named})


def _airwars(docs: list[Any], found: list[Any]) -> Measured:
    score = scorer("score_reports")
    compared = Counter(
        name for doc, frame in zip(docs, found, strict=True) for name in score.score_airwars([doc], [frame])
    )
    return Measured(score.score_airwars(docs, found), errors.of_airwars(docs, found, score), dict(compared))


_SCORES = {DATES: _dates, MUC: _muc, AIRWARS: _airwars}


def _peak_megabytes() -> float:
    """The most memory that this process has used; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def date_cases() -> tuple[int, int]:
    """How many of the UCDP code book's cases are read as it does, and of how many."""
    import csv
    from contextlib import redirect_stdout
    from io import StringIO

    with CASES.open(encoding="utf-8") as file:
        cases = len(list(csv.DictReader(line for line in file if not line.startswith("#"))))
    said = StringIO()
    with redirect_stdout(said):
        scorer("score_date_cases").main(["", str(CASES)])
    return int(said.getvalue().splitlines()[-1].split()[0]), cases
