"""How a claim's sentence was read, as HTML: the words behind each cell, the rule, and what was not used.

Text from reports is escaped here: every function that returns HTML has escaped all it was given.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dashboard.direction import isolated
from dashboard.texts import say, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data_prep import Explanation, Finding


def how(explanation: Explanation, claim: str) -> str:
    """Each cell of the claim and what fills it; below it what its sentence holds that fills none."""
    cells = explanation.of_claim(claim)
    if not cells:
        return f'<p class="note">{escape(say("how.gone"))}</p>'
    told = next(row for row in explanation.claims.to_dict("records") if row["claim_id"] == claim)
    refused = explanation.refused_in(told["span_start"], told["span_end"])
    unused = f"<h4>{escape(say('how.refused'))}</h4>{_list(refused)}" if refused else ""
    return f'<div class="claim how">{_list(cells)}{unused}</div>'


def _list(findings: Iterable[Finding]) -> str:
    return f"<dl>{''.join(_line(one) for one in findings)}</dl>"


def _line(one: Finding) -> str:
    """What was read for, the words and what they were read as, and the rule in small print."""
    small = "".join(f"<small>{escape(note)}</small>" for note in (one.refused, one.rule) if note)
    return f"<div><dt>{escape(_about(one.about))}</dt><dd>{_read(one)}{small}</dd></div>"


def _about(about: str) -> str:
    key = f"how.{about}"
    return say(key if key in texts() else f"evidence.{about}")


def _read(one: Finding) -> str:
    """``“nine people” → 9``; only the one or the other where they are the same, or no words say it."""
    words = " ".join(one.words.split())
    quoted = f"<q>{escape(isolated(words))}</q>" if words else ""
    if not quoted or not one.value or words == one.value:
        return quoted or escape(one.value)
    return f"{quoted} → {escape(isolated(one.value))}"
