"""Compares what the reader found with what a careful human coder wrote down in a gold table.

A gold line names a document and words that stand in the claim's sentence. An empty cell is not checked and `-` means
missing or empty. `|` separates names that must all be there, `/` names of which any serves. Names agree when one holds
the other, in any spelling that the vocabulary knows. A one-day claim must have that day; either end of a longer
interval may be a day off.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd

import data_prep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

Claim = dict[str, Any]
Gold = dict[str, str]

WHERE = ("document", "claim", "words")
SHORTEST_PART = 4


def lines(path: Path) -> list[Gold]:
    """The rows of a table of text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claims_about(claims: Iterable[Claim], gold: Mapping[str, str]) -> list[Claim]:
    """The claims from the gold line's document whose sentence has its words."""
    words = fold(gold["words"])
    return [c for c in claims if c["document"] == gold["document"] and words in fold(c["sentence"])]


def shortfall(claims: Iterable[Claim], gold: Mapping[str, str]) -> list[str]:
    """What the best of the claims about a gold line gets wrong; empty when the line is met."""
    found = [differences(claim, gold) for claim in claims_about(claims, gold)]
    return min(found, key=len, default=["no claim has these words in its sentence"])


def differences(claim: Mapping[str, Any], gold: Mapping[str, str]) -> list[str]:
    """The filled cells of a gold line that a claim does not agree with, as sentences."""
    checked = {column: wanted for column, wanted in gold.items() if wanted and column not in WHERE}
    return [
        f"{column} is {claim[column]!r}, not {wanted}"
        for column, wanted in checked.items()
        if not _agrees(column, claim[column], wanted, slack=timedelta(days=gold["date_precision"] != "day"))
    ]


def fold(text: object) -> str:
    """A text in lower-case ASCII letters and digits, with single spaces."""
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _agrees(column: str, found: Any, wanted: str, *, slack: timedelta) -> bool:
    if column in ("date_start", "date_end"):
        return not pd.isna(found) and abs(found.date() - date.fromisoformat(wanted)) <= slack
    return _rule(column)(found, wanted)


def _rule(column: str) -> Callable[[Any, str], bool]:
    if column in ("perpetrators", "targets"):
        return _same_names
    if column == "flags":
        return _holds_flags
    if column in ("place", "source"):
        return _same_name
    return _same_number if str(data_prep.CLAIMS[column].dtype).startswith("Int") else _same_word


def _same_names(found: Iterable[str], wanted: str) -> bool:
    have, want = list(found), [] if wanted == "-" else wanted.split("|")
    return len(have) == len(want) and all(any(_same_name(h, w) for h in have) for w in want)


def _same_name(found: object, wanted: str) -> bool:
    spellings = {fold(name) for name in {str(found), *data_prep.aliases(str(found))}}
    return any(_close(spelling, fold(name)) for spelling in spellings for name in wanted.split("/"))


def _close(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST_PART:
        return one == other != ""
    return one in other or other in one


def _holds_flags(found: Iterable[str], wanted: str) -> bool:
    return set(wanted.split("|")) <= set(found)


def _same_number(found: Any, wanted: str) -> bool:
    return bool(pd.isna(found)) if wanted == "-" else not pd.isna(found) and int(found) == int(wanted)


def _same_word(found: object, wanted: str) -> bool:
    return str(found) == wanted
