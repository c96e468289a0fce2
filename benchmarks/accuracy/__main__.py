"""Measure, write docs/accuracy.md, and put its headline table between the README's markers."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import data_prep
from benchmarks.accuracy import report
from benchmarks.accuracy.corpora import AIRWARS, DATES, MUC, SHARED, missing, scorer
from benchmarks.accuracy.measure import alone, date_cases
from benchmarks.serve import ROOT
from data_prep.codebook import rewrite
from data_prep.processes import cores

PAGE = ROOT / "docs" / "accuracy.md"
RUNS = (
    (report.OURS, "our_dates", DATES),
    (report.NAIVE, "parsed_dates", DATES),
    (report.OURS, "our_claims", MUC),
    (report.NAIVE, "naive_claims", MUC),
    (report.PUBLICATION, "publication_day", MUC),
    (report.OURS, "our_claims", AIRWARS),
    (report.NAIVE, "naive_claims", AIRWARS),
)


def results() -> report.Results:
    """Everything, measured now."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    by_reader = {}
    for name, function, corpus in RUNS:
        print(f"{name}: {corpus.name}", file=sys.stderr)
        by_reader[name, corpus] = alone(function, corpus)
    jobs = cores()
    return report.Results(by_reader, date_cases(), jobs, together(jobs), load, hardest())


def together(jobs: int) -> float:
    """Reports a second, read from files by so many processes, their start included."""
    docs = MUC.docs()
    with tempfile.TemporaryDirectory() as folder:
        for number, doc in enumerate(docs):
            (Path(folder) / f"{number:05}.txt").write_text(doc["text"], encoding="utf-8")
        begun = time.perf_counter()
        data_prep.prepare(folder, jobs=jobs)
        return len(docs) / (time.perf_counter() - begun)


def hardest() -> tuple[int, int]:
    """Claims of one hard report that are read as coded, and all of them; nought where it is not at hand."""
    text, gold = SHARED / "seed" / "raqqa-report.txt", SHARED / "seed" / "gold.csv"
    if not (text.is_file() and gold.is_file()):
        return 0, 0
    said = StringIO()
    with redirect_stdout(said):
        scorer("score_seed").main(["", str(text), str(gold)])
    right, _, total, *_ = said.getvalue().splitlines()[-1].split()
    return int(right), int(total)


def main() -> None:
    """Says what is missing, and then changes nothing."""
    absent = missing()
    if absent:
        listed = "\n".join(f"  {path}" for path in absent)
        sys.exit(f"Nothing was measured: the corpora and scorers are not part of the project. Not found:\n{listed}")
    measured = results()
    PAGE.write_text(report.page(measured), encoding="utf-8")
    rewrite(ROOT / "README.md", "accuracy", report.headline(measured))
    print(report.headline(measured))


if __name__ == "__main__":
    main()
