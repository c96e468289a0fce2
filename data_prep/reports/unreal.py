"""Words of killing and attacks that tell of nothing that took place: habits, orders, what is to come or denied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.lexicon import find

if TYPE_CHECKING:
    from data_prep.reports.lexicon import Hit

_HABITUAL = re.compile(r"\s+(?:\w+\s+){0,4}", re.IGNORECASE)


def is_habit(text: str, hit: Hit) -> bool:
    """``which often carries out such attacks``: tells of no attack, and not who did this one."""
    habits = [cue for cue in find("cues", text) if cue.row["cue"] == "habit" and cue.end <= hit.start]
    return any(_HABITUAL.fullmatch(text, cue.end, hit.start) for cue in habits)


_WILL = re.compile(
    r"\b(?:will|shall|would|must|should|can|(?:ordered|orders|told|instructed|urged|"
    r"vowed|vows|threatened|threatens|threatening|planned|plans|planning|plotted|plotting|wants?|wanted|intends?|intended|tried|tries|trying|attempted|"
    r"conspired|conspiring)\s+(?:(?!\band\b)[\w’']+\s+){0,4}?to)\s+(?:also\s+)?$",
    re.IGNORECASE,
)
_BARE = frozenset({"kill", "execute", "murder", "massacre", "wound", "injure", "behead", "assassinate"})


def tells_of_no_deaths(text: str) -> bool:
    """``will kill 100 rebels``, ``ordered his men to kill 20 prisoners``: nobody is said to have died."""
    hurt = [hit for hit in find("effects", text) if hit.row["effect"] != "other"]
    return bool(hurt) and all(hit.text.lower() in _BARE and _WILL.search(text, 0, hit.start) for hit in hurt)


_DID_NOT = re.compile(
    r"(?:\b(?:did|has|have|had)\s+(?:not|never)|\b(?:did|has|have|had)n[’']t|\bnever)\s+"
    r"(?:kill|execute|murder|massacre|slaughter)(?:ed|d)?\b",
    re.IGNORECASE,
)


def spares(text: str) -> bool:
    """``it did not kill 20 people``: they are the figure of what is denied, or of a detail that is."""
    return bool(_DID_NOT.search(text))
