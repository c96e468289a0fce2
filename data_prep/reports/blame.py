"""Blame and claims of responsibility: who is said, here, to have done what was told elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.lexicon import find
from data_prep.reports.phrases import coordinated, coordinated_back, is_modifying, is_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.actors import ActorMention
    from data_prep.reports.draft import Draft, Event
    from data_prep.reports.lexicon import Hit

_DEED = re.compile(
    r"\b(?:responsibility|credit|authorship|(?:the|this|that|these|those|its|their|such|both)\s+(?:[\w'’-]+\s+){0,3}"
    r"(?:attacks?|strikes?|crimes?|acts?|actions?|incidents?|deeds?|operations?|deaths?|violence|events?|tragedy|carnage)"
    r"|it|this|doing)\b",
    re.IGNORECASE,
)
_OTHER_CHARGE = re.compile(r"\b(?:of|for|from|in)\s+\w+ing\b", re.IGNORECASE)


def points_back(text: str) -> bool:
    """The clause blames somebody for what was told elsewhere: ``police suspect the ELN``, not ``of smuggling``."""
    hits = [hit for hit in find("blame", text) if hit.row["alone"] and not _is_empty(text, hit)]
    if not hits:
        return False
    needs_deed = all(hit.row["alone"] == "deed" for hit in hits)
    deed = _DEED.search(text)
    return bool(deed) if needs_deed else bool(deed) or not _OTHER_CHARGE.search(text, hits[0].end)


_NOBODY = re.compile(r"\b(?:no|nobody|none|neither|not|never|n[’']t)\b[^,;.]{0,60}$", re.IGNORECASE)


def _is_empty(text: str, hit: Hit) -> bool:
    """``No group has claimed responsibility``: nobody is blamed."""
    return bool(_NOBODY.search(text, max(0, hit.start - 70), hit.start))


def blamed(text: str, armed: list[ActorMention]) -> tuple[list[ActorMention], str]:
    """Those whom the clause blames, and how that is known (``attribution`` of the frame, "" where as a fact)."""
    for hit in find("blame", text):
        if _is_empty(text, hit):
            continue
        found = _before(text, hit, armed) if hit.row["who"] == "before" else _after(text, hit, armed)
        if found:
            return found, hit.row["attribution"]
    return [], ""


_NAME_AHEAD = re.compile(r"[^,;:()\x1f]{0,60}")


def _after(text: str, hit: Hit, armed: list[ActorMention]) -> list[ActorMention]:
    """Past the whole of the words (``blamed the attack on``), or past the first (``blamed Israel on Monday``)."""
    for end in (hit.end, hit.start + len(hit.text.split()[0])):
        following = next((one for one in armed if one.start >= end), None)
        if hit.row["who"] == "none" or following is None or is_place(text, following):
            continue
        between = text[end : following.start]
        if _NAME_AHEAD.fullmatch(between) and not _VERB.search(between):
            return coordinated(text, following, armed)
    return []


_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|said|who|which|that|when|after|against|near|on)\b", re.IGNORECASE
)


def _before(text: str, hit: Hit, armed: list[ActorMention]) -> list[ActorMention]:
    heads = [one for one in armed if one.end <= hit.start and not is_modifying(text, one) and not is_place(text, one)]
    aside = _ASIDE.search(text, 0, hit.start)
    outside = [one for one in heads if aside is None or not aside.start() < one.start < aside.end()]
    return coordinated_back(text, (outside or heads)[-1], armed) if heads else []


_ASIDE = re.compile(r",[^,]*,\s*(?:ha[sd]\s+|have\s+)?$")
"""``the FARC, named after ..., claimed``: words beside the subject."""


_ALL_SOURCES = re.compile(
    r"\b(?:all|most|several|multiple|various|many|local)\s+(?:of\s+)?(?:the\s+|these\s+)?sources\b|\bsources\s",
    re.IGNORECASE,
)
_JUST_TOLD = 1
"""Paragraphs that ``the attack`` reaches back without another word."""


def meant(draft: Draft, events: Sequence[Event]) -> Event | None:
    """The event that the blame is for: the one just told, or the one that the report tells most of."""
    possible = [event for event in events if _is_violent(event) and _fits(draft, event)]
    if not possible:
        return None
    main = max(possible, key=lambda event: len(event.drafts))
    if _ALL_SOURCES.search(draft.sentence.text):
        return main
    latest = max(possible, key=lambda event: event.drafts[-1].sentence.start)
    near = draft.sentence.paragraph - latest.drafts[-1].sentence.paragraph <= _JUST_TOLD
    return latest if near else main


def _is_violent(event: Event) -> bool:
    return any(one.happening.is_violent and not one.denied for one in event.drafts)


def _fits(draft: Draft, event: Event) -> bool:
    """Of the same days, where the blame names any."""
    if not draft.said_when or draft.dated is None or event.dated is None:
        return True
    mine, theirs = draft.dated.interval, event.dated.interval
    return mine.start <= theirs.end and theirs.start <= mine.end
