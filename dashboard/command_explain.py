"""How one report was read, on the terminal or as JSON."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dashboard import telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from data_prep import Explanation, Finding

UNWRAPPED = 160
"""Columns of output that goes to a file or another program."""
INDENT = 4
WORDS = 60
"""Characters of a finding's words that are shown."""


def say_explanation(explanation: Explanation) -> None:
    """Sentence by sentence: its claims with what fills each cell, and what was refused."""
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = Console(highlight=False, width=UNWRAPPED)
    console.print(Text(explanation.document, style="bold"), Text(f"published {explanation.published}"), sep="\n")
    claims = _by_sentence(explanation)
    for sentence in explanation.sentences:
        console.print()
        console.print(Text(f"[{sentence.number}] {' '.join(sentence.text.split())}", style="bold"))
        shown = [
            *_claims(explanation, claims.get(sentence.start, [])),
            *_rest(explanation, sentence.start, sentence.end),
        ]
        found = Group(*shown or [Text("nothing found", style="dim")])
        console.print(Padding(found, (0, 0, 0, INDENT)), width=console.width)


def _by_sentence(explanation: Explanation) -> dict[int, list[tuple[int, dict[Any, Any]]]]:
    """The claims of each sentence, by its first character, with their numbers in the report."""
    found: dict[int, list[tuple[int, dict[Any, Any]]]] = {}
    for number, claim in enumerate(explanation.claims.to_dict("records"), start=1):
        found.setdefault(claim["span_start"], []).append((number, claim))
    return found


def _claims(explanation: Explanation, claims: list[tuple[int, dict[Any, Any]]]) -> Iterator[RenderableType]:
    for number, claim in claims:
        facts = [telling.event_type(claim), telling.days(claim["date_start"], claim["date_end"]), telling.place(claim)]
        denied = "denied: " if claim["stance"] == "denied" else ""
        yield Text(f"claim {number}: {denied}{' · '.join(fact for fact in facts if fact)}", style="cyan")
        yield _table(explanation.of_claim(claim["claim_id"]))
        if len(claim["flags"]):
            yield Text(f"  flags: {', '.join(claim['flags'])}", style="dim")


def _rest(explanation: Explanation, start: int, end: int) -> Iterator[RenderableType]:
    refused = explanation.refused_in(start, end)
    if refused:
        yield Text("not used", style="yellow")
        yield _table(refused)


def _table(findings: list[Finding]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(min_width=18)
    for ratio in (3, 2, 4):
        table.add_column(ratio=ratio, overflow="fold")
    for one in findings:
        rule = f"{one.refused} ({one.rule})" if one.refused and one.rule else one.refused or one.rule
        table.add_row(*(Text(cell) for cell in (f"  {about(one)}", _quoted(one.words), one.value, rule)))
    return table


def about(finding: Finding) -> str:
    """What the words were read for, in words."""
    return finding.about.replace("_", " ")


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    return f'"{flat[: WORDS - 1]}…"' if len(flat) > WORDS else f'"{flat}"' if flat else "-"


def as_json(explanation: Explanation) -> str:
    """The explanation for other programs: its sentences with their claims, findings and refusals."""
    claims = {claim: dict(record) for claim, record in _records(explanation)}
    sentences = [
        {
            **asdict(sentence),
            "claims": [
                {**record, "cells": [asdict(one) for one in explanation.of_claim(claim)]}
                for claim, record in claims.items()
                if record["span_start"] == sentence.start
            ],
            "refused": [asdict(one) for one in explanation.refused_in(sentence.start, sentence.end)],
        }
        for sentence in explanation.sentences
    ]
    told = {"document": explanation.document, "published": explanation.published, "sentences": sentences}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _records(explanation: Explanation) -> Iterator[tuple[str, dict[str, Any]]]:
    claims = explanation.claims
    written = {str(name): claims[name].dt.strftime("%Y-%m-%d") for name in claims.select_dtypes("datetime")}
    for record in json.loads(claims.assign(**written).to_json(orient="records")):
        yield record["claim_id"], record
