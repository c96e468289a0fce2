"""What an explanation is made of: findings, each with its words, what they were read as, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Finding:
    """Words of a report and what was made of them.

    ``sentence`` is the number of the sentence in which they stand, from 1, or 0 for a header or dateline; ``start:end``
    are offsets in the report's text, both those of the sentence's beginning where no words say it. ``about`` is what
    they were read for: a measure (``killed``), or ``event``, ``stance``, ``date``, ``place``, ``source``,
    ``perpetrators``, ``targets``, ``attribution``. ``rule`` is a line of a vocabulary file (``events.csv:45 ...``) or
    the name of a rule of grammar. ``claim`` is the claim whose cell they fill; empty where they fill none, and then
    ``refused`` says why.
    """

    sentence: int
    start: int
    end: int
    words: str
    about: str
    value: str
    rule: str
    claim: str = ""
    refused: str = ""


@dataclass(frozen=True)
class Told:
    """A sentence of the report by its number, from 1: ``Explanation.text[start:end] == text``."""

    number: int
    start: int
    end: int
    text: str
    role: str


@dataclass(frozen=True)
class Explanation:
    """One report, its sentences, and how each was read. ``published`` says by which day, and where that stands."""

    document: str
    text: str
    published: str
    sentences: tuple[Told, ...]
    findings: tuple[Finding, ...]
    claims: pd.DataFrame
    problems: pd.DataFrame

    def of_claim(self, claim: str) -> list[Finding]:
        """What fills the cells of a claim."""
        return [one for one in self.findings if one.claim == claim]

    def refused_in(self, start: int, end: int) -> list[Finding]:
        """What was refused in the sentence that covers these offsets, in the order of the text."""
        return [one for one in self.findings if one.refused and start <= one.start < end]
