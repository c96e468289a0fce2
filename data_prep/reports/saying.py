"""Whether a word of the speech vocabulary is a verb of speech where it stands, or a noun, a passive, an event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data_prep.reports.lexicon import Hit

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|get|got)\s+(?:also\s+|officially\s+|reportedly\s+)?$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:the|a|an|this|that|its|their|his|her|of|in|by|to|no|earlier|some|several)\s+"
    r"(?:(?:initial|early|first|second|new|latest|official|unofficial|preliminary|recent|separate|other|later|brief)\s+)?$",
    re.IGNORECASE,
)
_NOUNS = frozenset({"report", "reports", "claims", "say", "notes", "estimates", "states", "posts"})
_SAYS_MORE = re.compile(
    r"\s+(?:by|from|of|on|about)\b|\s+(?:\w+\s+)?(?:said|says?|stated?|states|indicat\w+|suggest\w*|claim\w*|alleg\w*|"
    r"confirm\w*|describ\w+|mention\w*|emerged|differ\w*|add(?:s|ed))\b",
    re.IGNORECASE,
)
"""After ``reports``: another verb of speech, or whose report it is; the word itself is a noun."""


def is_passive_speech(sentence: str, at: int) -> bool:
    """``was reported``: nobody is named who says so."""
    return bool(_PASSIVE.search(sentence, max(0, at - 30), at))


def is_no_speech(sentence: str, hit: Hit) -> bool:
    """``the report``, ``claims by``, ``two reports``; and ``announced a withdrawal``, which is an event, not speech."""
    word = hit.text.lower()
    if word in _NOUNS:
        determined = _DETERMINED.search(sentence, max(0, hit.start - 30), hit.start)
        if (
            (hit.text[:1].isupper() and hit.start and not sentence.isupper())
            or determined
            or _SAYS_MORE.match(sentence, hit.end)
        ):
            return True
    if hit.row["kind"] == "event":
        return not re.match(r"\s+(?:(?:on|last|late|early|this)\s+\w+\s+)?that\b", sentence[hit.end :], re.IGNORECASE)
    if hit.row["kind"] == "toll":
        return not _TOLL.match(sentence, hit.end)
    if hit.row["kind"] == "count":
        return not _COUNT.match(sentence, hit.end)
    if word == "alleged":
        return not re.match(r"\s+that\b", sentence[hit.end :], re.IGNORECASE)
    if word == "claimed" and re.match(
        r"\s+(?:the lives|(?:full |the )?responsibility|credit|authorship|at least|\d|"
        r"more than|about|the (?:attack|bombing|strike|blast|raid|killing)s?)",
        sentence[hit.end :],
        re.IGNORECASE,
    ):
        return True
    return word == "told" and sentence[: hit.start].rstrip().lower().endswith((" i", " be"))


_TOLL = re.compile(
    r"\s+(?:the|its|their)?\s*(?:[\w']+\s+){0,3}(?:toll|number|losses|figure|total|count|dead|deaths|killed)\b",
    re.IGNORECASE,
)


_COUNT = re.compile(
    r"\s+(?:(?:at least|about|more than|some|between|up to|as many as|a total of|another|"
    r"only|fewer than|around)\s+)*(?:\d|(?:an?|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds)\b)",
    re.IGNORECASE,
)
