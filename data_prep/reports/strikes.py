"""How many strikes or sorties a clause tells of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.casualties import Figure
from data_prep.reports.numbers import find_counts

if TYPE_CHECKING:
    from data_prep.reports.lexicon import Hit

AIR = "Air/drone strike"

_COUNTABLE = re.compile(
    r"^\s*(?:(?!(?:in|by|were|was|are|killed|injured|wounded|hurt|dead|died|during|from|of|"
    r"on|at|after|people|more than)\b)[\w.-]+\s+){0,3}?$",
    re.IGNORECASE,
)
_PER_DAY = re.compile(r"^\s*(?:a|per|each|every)\s+(?:day|night|hour|week)\b|^\s*(?:daily|a-day)\b", re.IGNORECASE)
_ONLY_STRIKES = re.compile(r"strike|raid|sortie|bombing|attack|bombardment|run|mission", re.IGNORECASE)


def count_strikes(text: str, hits: list[Hit]) -> tuple[Figure, bool, set[str]]:
    """The number of strikes or sorties: a count right before the word (bombs and aircraft are no strikes)."""
    nouns = [
        hit
        for hit in hits
        if hit.row["form"] == "noun" and hit.row["sub_event_type"] == AIR and _ONLY_STRIKES.search(hit.text)
    ]
    for hit in nouns:
        for count in find_counts(text):
            if count.end <= hit.start and _COUNTABLE.match(text[count.end : hit.start]) and hit.start - count.end < 40:
                per_day = bool(_PER_DAY.match(text[hit.end :]))
                return Figure(count.low, count.high), per_day, set(count.flags)
        if re.search(
            r"\b(?:an?|one|another|a single)\s+(?:[\w-]+\s+){0,2}$",
            text[max(0, hit.start - 30) : hit.start],
            re.IGNORECASE,
        ) and not hit.text.lower().endswith(("s", "ing")):
            return Figure(1, 1), False, set()
    return Figure(), False, set()
