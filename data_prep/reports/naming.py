"""A clause that only names an event (``the number of those killed in the attack rose``): its days may be another's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data_prep.reports.happenings import Happening

_DETAILED = re.compile(
    r"\s+(?:of|on|against|at|in|near|by|inside|outside|that|which|targeting|"
    r"carried|launched|staged|perpetrated|committed|made)\b|\s*_",
    re.IGNORECASE,
)
"""``the attack on the station``, ``the attack that killed two``: which attack is said."""
_DATED = re.compile(r"_(?:[’']s)?\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_PHRASE = re.compile(
    r"\b(?:the|this|these|those|that|its|such|both)\s+(?:(?!(?:of|in|by|on|the|this|that)\b)[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"(?:^|[,:;.“\"]|\bthat)\W*$", re.IGNORECASE)


def only_names(happening: Happening) -> bool:
    """The event is named as known and is not what the clause is about; dates must be blanked out in its text."""
    hit = happening.main_hit
    if not happening.definite or hit is None or hit.row["form"] != "noun":
        return False
    before = happening.text[: hit.start]
    phrase = _PHRASE.search(before)
    if phrase is None or _DETAILED.match(happening.text, hit.end) or _DATED.search(before):
        return False
    return not _CLAUSE_START.search(before[: phrase.start()])
