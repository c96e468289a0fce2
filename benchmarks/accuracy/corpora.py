"""The corpora and their scorers, which lie beside the project and are no part of it."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.serve import ROOT

if TYPE_CHECKING:
    from types import ModuleType

SHARED = ROOT.parent / "shared"

Doc = dict[str, Any]


@dataclass(frozen=True)
class Corpus:
    """Texts that people have coded. ``name`` is how tables call it, ``unit`` what it is made of."""

    name: str
    unit: str
    file: str

    @property
    def path(self) -> Path:
        return SHARED / self.file

    def docs(self) -> list[Doc]:
        """Its documents in their order."""
        with self.path.open(encoding="utf-8") as file:
            return [json.loads(line) for line in file]


DATES = Corpus("dates in news (AQUAINT TimeBank)", "reports", "corpora/timex-aquaint.jsonl")
MUC = Corpus("news wire on Latin America, 1989-90 (MUC-3 development set)", "reports", "corpora/muc-dev.jsonl")
AIRWARS = Corpus("incident narratives (Airwars)", "narratives", "corpora/airwars-dev.jsonl")
CASES = SHARED / "design" / "date-cases.csv"


def missing() -> list[Path]:
    """What is not at hand and would be needed."""
    scorers = [SHARED / "score" / f"{name}.py" for name in ("score_dates", "score_reports", "score_date_cases")]
    needed = [corpus.path for corpus in (DATES, MUC, AIRWARS)] + [CASES, *scorers]
    return [path for path in needed if not path.is_file()]


def scorer(name: str) -> ModuleType:
    """A scorer's own functions, imported from where it lies."""
    spec = importlib.util.spec_from_file_location(name, SHARED / "score" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
