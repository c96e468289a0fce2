"""The tables of docs/accuracy.md, and the one that the README quotes."""

from __future__ import annotations

import csv
import os
import platform
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.accuracy.corpora import AIRWARS, DATES, MUC
from benchmarks.serve import ROOT

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping

    from benchmarks.accuracy.corpora import Corpus
    from benchmarks.accuracy.measure import Measured

GOLD = ROOT / "tests" / "gold"
NOTES = Path(__file__).with_name("notes.md")


@dataclass(frozen=True)
class Figure:
    """One figure of a corpus: its name by the scorer, in words, and what it is to reach."""

    corpus: Corpus
    name: str
    words: str
    target: float


FIGURES = (
    Figure(DATES, "value F1", "right value, F1", 0.92),
    Figure(DATES, "span F1", "found, F1", 0.0),
    Figure(MUC, "dates F1", "days of violence, F1", 0.78),
    Figure(MUC, "killed F1", "numbers killed, F1", 0.65),
    Figure(MUC, "orgs", "perpetrating organisation named", 0.80),
    Figure(AIRWARS, "date", "day", 0.96),
    Figure(AIRWARS, "killed_min", "fewest killed", 0.82),
    Figure(AIRWARS, "killed_max", "most killed", 0.75),
    Figure(AIRWARS, "range", "fewest and most killed", 0.68),
    Figure(AIRWARS, "injured_min", "fewest injured", 0.72),
    Figure(AIRWARS, "type", "kind of event", 0.96),
    Figure(AIRWARS, "perpetrator", "who did it", 0.98),
    Figure(AIRWARS, "place", "place within 10 km", 0.85),
)
OURS, NAIVE, PUBLICATION = "this reader", "naive reader", "publication day"


@dataclass(frozen=True)
class Results:
    """All that was measured: by reader and corpus; the code book's cases; files read a second by several processes."""

    by_reader: Mapping[tuple[str, Corpus], Measured]
    cases: tuple[int, int]
    jobs: int
    together: float
    load: float
    hardest: tuple[int, int] = field(default=(0, 0))


def headline(results: Results) -> str:
    """What is read, how well, by whom, and what is aimed at."""
    readers = (OURS, NAIVE, PUBLICATION)
    lines = [["read", "compared in", *readers, "target"]]
    for figure in FIGURES:
        given = (results.by_reader.get((reader, figure.corpus)) for reader in readers)
        shown = [_share(one.figures.get(figure.name)) if one else "" for one in given]
        lines.append([figure.corpus.name, figure.words, *shown, _target(figure, results)])
    met, cases = results.cases
    lines.append(["vague dates (the UCDP GED code book's rules)", "cases", f"{met} of {cases}", "", "", "all"])
    right, total = gold_lines()
    lines.append(["the reports in `seeds/`", "claims as coded by hand", f"{right} of {total}", "", "", ""])
    if results.hardest[1]:
        right, total = results.hardest
        told = "a news agency's report, contested, self-contradicting and misdated"
        lines.append([told, "claims as coded by hand", f"{right} of {total}", "", "", "all"])
    return f"{_table(lines)}\n\n{_machine(results.load)}"


def _share(value: float | None) -> str:
    """Two places; empty where a reader gives nothing of the kind."""
    return f"{value:.2f}" if value else ""


def _target(figure: Figure, results: Results) -> str:
    """What is aimed at, and whether it is out of reach yet: as the figures are printed, in two places."""
    missed = round(results.by_reader[OURS, figure.corpus].figures.get(figure.name, 0), 2) < figure.target
    return f"{_share(figure.target)}{', not met' if missed else ''}"


def gold_lines() -> tuple[int, int]:
    """How many claims of the seeds are read as coded; a test holds the list of the others.

    The list also holds events told by several seeds (``same_event.csv``), which are no claims.
    """
    claims = len(_rows(GOLD / "seeds.csv"))
    missed = [row for row in _rows(GOLD / "known_misses.csv") if row["document"] != "same_event.csv"]
    return claims - len(missed), claims


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _table(lines: list[list[str]]) -> str:
    head, *rest = lines
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *rest))


def _machine(load: float) -> str:
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"Measured on {date.today().isoformat()}: {os.cpu_count()} cores, {memory:.0f} GB of memory, "
        f"{platform.system()}, Python {platform.python_version()}; other programs kept {load:.1f} cores busy when it "
        "began."
    )


def page(results: Results) -> str:
    """docs/accuracy.md."""
    parts = ["# How well it reads", _ABOUT, "## At a glance", headline(results), _READERS]
    parts += ["## Speed and memory", _speeds(results), "## Where it goes wrong", _ERRORS, *_errors(results)]
    return "\n\n".join([*parts, NOTES.read_text(encoding="utf-8").strip()]) + "\n"


_ABOUT = (
    "`make accuracy` measures and writes this page. The corpora and their scorers are no part of the project; they lie "
    "beside it in `../shared`. Every reader is given the same texts in the same run."
)
_READERS = (
    "The **naive reader** is what most would begin with: every date that `dateparser.search.search_dates` finds, "
    "a number beside a word of killing or injury, words that name a kind of event, and every armed actor of our own "
    "list, and every state by its adjective, that the text names. Naming everybody who is mentioned is seldom wrong in "
    "a corpus with one attacker, and says nothing of who did it. **Publication day** dates everything by the day of "
    "publication; the incident narratives have none. Of the tools that read dates, HeidelTime is reported at 0.86 and "
    "Microsoft's recognizers at 0.76 of the right values of the same news, and HeidelTime at 0.64 of the days of "
    "violence; these three figures are not of this run. MUC-3 codes only terrorism and state violence, and Airwars "
    "only civilians, so a perfect reader stays below 1. The rules were written with these texts at hand: expect "
    "somewhat less from other reports."
)
_TIMED = (
    "One process, and the most memory that it used, the texts included; start and imports are not timed, except where "
    "several processes read."
)
_ERRORS = "Each miss is put into a class by the program, by what was read instead. A report can be in several."


def _speeds(results: Results) -> str:
    lines = [["read", "reader", "texts", "texts a second", "peak memory", "target"]]
    for (reader, corpus), one in results.by_reader.items():
        if reader in {OURS, NAIVE}:
            shown = [corpus.name, reader, f"{one.texts}", f"{one.speed:.0f}", f"{one.megabytes:.0f} MB"]
            lines.append([*shown, _speed_target(one, corpus) if reader == OURS else ""])
    many = f"{OURS}, from files, {results.jobs} processes"
    texts = results.by_reader[OURS, MUC].texts
    lines.append([MUC.name, many, f"{texts}", f"{results.together:.0f}", "", ""])
    return f"{_table(lines)}\n\n{_TIMED}"


def _speed_target(measured: Measured, corpus: Corpus) -> str:
    if corpus not in _TARGETS:
        return ""
    speed, megabytes = _TARGETS[corpus]
    missed = measured.speed < speed or (megabytes and measured.megabytes > megabytes)
    words = f"{speed} a second{f', {megabytes} MB' if megabytes else ''}"
    return f"{words}, not met" if missed else words


_TARGETS = {DATES: (200, 0), MUC: (150, 500)}
"""Texts a second, and megabytes at most (0: none set)."""


def _errors(results: Results) -> Iterator[str]:
    for corpus in (DATES, MUC, AIRWARS):
        measured = results.by_reader[OURS, corpus]
        for name, classes in measured.errors.items():
            if classes:
                texts = measured.compared.get(name, measured.texts)
                yield f"### {_words(corpus, name)}: {sum(classes.values())} in {texts} {corpus.unit}"
                yield _table([["class", "number"], *_ranked(classes)])


def _words(corpus: Corpus, name: str) -> str:
    words = {one.name.removesuffix(" F1"): one.words.removesuffix(", F1") for one in FIGURES if one.corpus is corpus}
    short = corpus.name.partition(" (")[0]
    return f"{short[:1].upper()}{short[1:]}, {words.get(name, 'values')}"


def _ranked(classes: Counter[str]) -> list[list[str]]:
    return [[name, f"{number}"] for name, number in sorted(classes.items(), key=lambda one: (-one[1], one[0]))]
