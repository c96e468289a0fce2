"""Figures that grammar implies where no number is given: one person, or more than one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from data_prep.vocab import table

if TYPE_CHECKING:
    from data_prep.reports.people import Effect


def is_one(text: str, effect: Effect) -> bool:
    """``The mayor was killed``, ``the assassination of Justice Carlos Ruiz``: one person."""
    if effect.form != "both":
        return _one_victim(text, effect)
    was = _ONE_WAS.search(text, max(0, effect.start - 120), effect.start)
    if was is None:
        return False
    named = _BREAK.split(text[max(0, effect.start - 120) : was.start()])[-1].rstrip(" ,")
    if not named.strip():
        before = _ONE_WAS_ASIDE.search(text, max(0, effect.start - 160), effect.start)
        named = before["who"].rstrip(" ,") if before else ""
    return bool(named.strip()) and not _MANY.search(named.rsplit(",", 1)[-1])


_ONE_WAS = re.compile(
    r"\b(?:was|has been|is)\s+(?:(?:also|later|then|reported|reportedly|found|shot|\w+ly)\s+)*$", re.IGNORECASE
)
_BREAK = re.compile(r"[,;.]")
_ONE_WAS_ASIDE = re.compile(
    r"(?:^|[.;:]\s)(?P<who>(?:(?!\band\b)[^,;.])+),[^;]*,\s+(?:was|has been|"
    r"is)\s+(?:(?:also|later|then|reported|reportedly|"
    r"found|shot|\w+ly)\s+)*$",
    re.IGNORECASE,
)
"""``Ana Ruiz, a reporter from Lima, was``: words in apposition stand between."""
_MANY = re.compile(
    r"\b(?:no ?(?:one|body)|family|famil(?:y|ies)|group|unit|patrol|crew|squad|convoy|"
    r"number|dozens?|couple|who|which|that|it|nobody|someone|"
    r"anyone|everyone|most|none|all|figure|toll|team|column|staff)\b",
    re.IGNORECASE,
)


_ONE_DEATH = re.compile(r"(?:murder|assassination|killing|execution|death) of$", re.IGNORECASE)
_ONE_NAME = re.compile(
    r"\s+(?:(?:the|its|their|his|her|former|local|senior|deputy|[A-Z]{2,})\s+)*[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)+\s*(?=[,.;)]|\s(?:in|on|by|at|was|who|has|had)\b|$)"
)


_OWNER = re.compile(r"(?P<who>(?:[\w.-]+\s+){0,3}(?-i:[A-Z])[\w.-]+)[’']s\s$", re.IGNORECASE)
_NO_OWNER = re.compile(
    r"\b(?:\w+day|week|month|year|night|families|groups?|army|forces|government|country|January|February|March|April|June|July|"
    r"August|September|October|November|December)$",
    re.IGNORECASE,
)


def _one_victim(text: str, effect: Effect) -> bool:
    """``the assassination of Justice Carlos Ruiz``, ``Ruiz's assassination``: one person, named."""
    owner = _OWNER.search(text, max(0, effect.start - 60), effect.start)
    if owner:
        return not _NO_OWNER.search(owner["who"])
    named = not text.isupper() and _ONE_NAME.match(text, effect.end)
    return bool(named and _ONE_DEATH.search(text, effect.start, effect.end) and " and " not in named.group())


# ---------------------------------------------------------------- more than one


def are_several(text: str, effect: Effect) -> bool:
    """``others were wounded``, ``injuring civilians``, ``there were injuries``: a plural, so two or more."""
    word = text[effect.start : effect.end].lower()
    if word in {"injuries", "deaths", "fatalities"}:
        return bool(
            _THERE_WERE.search(text, max(0, effect.start - 60), effect.start)
            or (_WERE_TOLD.match(text, effect.end) and not _NONE.search(text, max(0, effect.start - 60), effect.start))
        )
    if effect.form in {"passive", "both"} and _plural_before().search(text, max(0, effect.start - 80), effect.start):
        return True
    tells = word.endswith("ing") or (effect.effect == "injured" and effect.form in {"active", "both"})
    return tells and bool(_plural_after().match(text, effect.end))


_THERE_WERE = re.compile(
    r"\b(?:there (?:were|have been)|(?:caus|report|confirm|mention|not|add|includ)(?:es?|ed|ing)|reports? of|"
    r"result(?:ed|ing|s)? in|led to|leading to|and|as well as)\s+(?:that\s+)?(?:there were\s+)?"
    r"(?:also\s+|multiple\s+|other\s+|further\s+|[\"“‘'])*$",
    re.IGNORECASE,
)
_WERE_TOLD = re.compile(
    r"\s+(?:were|have been|had been)\s+(?:also\s+)?(?:reported|recorded|caused|confirmed)\b", re.IGNORECASE
)

_NONE = re.compile(r"\b(?:no|any|without|further|his|her|their)\s+(?:\w+\s+)?$", re.IGNORECASE)


@cache
def _plurals() -> str:
    return "|".join(re.escape(row["noun"]) for row in table("victims") if row["number"] == "p" and row["group"])


@cache
def _plural_before() -> re.Pattern[str]:
    """A bare plural that a passive verb follows: ``(other) civilians were (also)``."""
    return re.compile(
        rf"(?:^|[\s\"“])(?<!no )(?:{_plurals()})(?:,? (?:including|among them) [^,;.]{{3,40}},)?\s+"
        r"(?:(?:were|was|have|had|been|also|all|reported|reportedly|allegedly|seriously|severely|critically|lightly)\s+)*$",
        re.IGNORECASE,
    )


@cache
def _plural_after() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:(?!no\b|any\b)[a-z]+\s+)?(?:{_plurals()})\b(?![’'])", re.IGNORECASE)
