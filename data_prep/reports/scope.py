"""Of whom a figure tells, by its own words: of all the dead, of a group of them, of some, or of the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.numbers import find_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.people import People

ALL = "all"
GROUP = "group"
"""Children, women, men or kin: all of the dead, or a group of a larger number told elsewhere."""
SOME = "some"
"""Single persons, or people whom the words take as known (``the two brothers``, ``her four children``)."""
REST = "rest"
"""``two others``, ``also killed``: people beside those counted before."""

IMPLIED = "implied"
"""A plural without a number (``others were injured``): says nothing beside a figure."""


def scope_of(text: str, counted: Sequence[People]) -> str:
    """Of whom the figure tells that these people add up to."""
    scopes = {_scope(text, one) for one in counted}
    if scopes == {SOME, REST}:
        return GROUP
    return next((scope for scope in (ALL, GROUP, SOME) if scope in scopes), REST if scopes else ALL)


_REST_WITHIN = re.compile(r"\b(?:another|further|additional|others?|more(?! than)|remaining)\b", re.IGNORECASE)
_REST_AFTER = re.compile(r"[^.;]{0,60}?\b(?:were|was|are|is|had|have|has)\s+(?:\w+ly\s+)?also\b", re.IGNORECASE)
_KNOWN = re.compile(r"(?:\b(?:the|these|those|both|all|his|her|their|its|my|our)|\w[’']s|s[’'])\s+$", re.IGNORECASE)

_SEEN = re.compile(
    r"\b(?:photo\w*|pictures?|images?|videos?|footage|clips?)\b[^.;]*$|"
    r"\b(?:identif\w+|names? of|naming|named|list(?:ed|s|ing)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Those who can be seen in a picture, or whose names are known, need not be all."""


_OF_HERS = re.compile(r"\b(?:of|from)\s+(?:her|his|their|my|our)\b", re.IGNORECASE)


def _scope(text: str, one: People) -> str:
    if _REST_WITHIN.search(text, one.start, one.end) or _REST_AFTER.match(text, one.end):
        return REST
    known = _KNOWN.search(text, max(0, one.start - 20), one.start)
    if is_single(text, one) or known or _SEEN.search(text, max(0, one.start - 120), one.start):
        return SOME
    group = one.group in {"children", "women", "men"} or one.is_kin or _OF_HERS.search(text, one.start, one.end + 20)
    return GROUP if group else ALL


def is_single(text: str, one: People) -> bool:
    """One person by grammar and not by a number word (``her brother``, ``a child``)."""
    return not find_counts(text[one.start : one.count.end])
