"""Organisations that no vocabulary holds, known by their form.

``the Front for the Defence of the Valley (FDV)``, ``the FDV [FRONT FOR THE DEFENCE OF THE VALLEY]``; the acronym then
names the organisation in the whole text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from data_prep.vocab import mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

_ACRONYM = r"[A-Z][A-Z0-9]+(?:[-/][A-Z0-9]+)*"
_AFTER_NAME = re.compile(rf"[(\[]\s*[\"“]?({_ACRONYM})[\"”]?\s*[)\]]")
_BEFORE_NAME = re.compile(rf"\b({_ACRONYM})\s*[(\[]\s*((?:[^\W_][\w'’\-]*[\s\-]+){{1,11}}[^\W_][\w'’\-]*)\s*[)\]]")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_BREAK = re.compile(r"[.,;:!?()\[\]]|\n\s*\n|--")
_CONNECTORS = frozenset("of for the and de del la el los las y e in against on to al & des du da do".split())
_WORDS_AT_MOST = 12
_REACH = 140
_WEIGHT = {"rebel": 3, "jihadist": 4, "militia": 5, "cartel": 5, "organisation": 1}


class Organisation(NamedTuple):
    """An organisation named at ``text[start:end]``; ``name`` carries the acronym where one is known."""

    start: int
    end: int
    name: str
    kind: str


def find(text: str) -> list[Organisation]:
    """Every organisation that the text introduces with its acronym, and every later use of the acronym."""
    introduced = [*_name_first(text), *_acronym_first(text)]
    found = [organisation for _, organisation in introduced]
    for acronym, organisation in {acronym: organisation for acronym, organisation in introduced}.items():
        taken = [(one.start, one.end) for one in found]
        for use in re.finditer(rf"(?<![\w-]){re.escape(acronym)}(?![\w-])", text):
            if not any(start < use.end() and use.start() < end for start, end in taken):
                found.append(organisation._replace(start=use.start(), end=use.end()))
    return found


def _name_first(text: str) -> list[tuple[str, Organisation]]:
    found = []
    for bracket in _AFTER_NAME.finditer(text):
        start = _start_of_name(text, bracket.start())
        if start is not None:
            acronym, name = bracket.group(1), text[start : bracket.start()]
            found.append((acronym, Organisation(start, bracket.end(), _title(name, acronym), _kind(name))))
    return found


def _acronym_first(text: str) -> list[tuple[str, Organisation]]:
    return [
        (found.group(1), Organisation(found.start(), found.end(), _title(found.group(2), found.group(1)), kind))
        for found in _BEFORE_NAME.finditer(text)
        if (kind := _kind(found.group(2))) and found.group(2)[0].isupper()
    ]


def _start_of_name(text: str, end: int) -> int | None:
    """Where the name that ends at a bracket begins; None when no organisation's noun stands in it.

    Capitals show the name; in a text in capitals the nearest ``the`` before an organisation's noun does.
    """
    near = max(0, end - _REACH)
    near += max((found.end() for found in _BREAK.finditer(text, near, end)), default=near) - near
    run = list(_WORD.finditer(text, near, end))[-_WORDS_AT_MOST:]
    shouted = len(run) > 2 and text[run[0].start() : end].isupper()
    starts = [at for at in range(len(run)) if _may_begin(run, at, shouted=shouted)]
    kept = [at for at in starts if _kind(text[run[at].start() : end]) and len(run) - at > 1]
    if not kept:
        return None
    return run[kept[-1] if shouted else kept[0]].start()


def _may_begin(run: list[re.Match[str]], at: int, *, shouted: bool) -> bool:
    word = run[at].group()
    if word.lower() in _CONNECTORS or not word[0].isupper():
        return False
    if shouted:
        return at == 0 or run[at - 1].group().lower() in ("the", "called")
    return all(one.group()[0].isupper() or one.group().lower() in _CONNECTORS for one in run[at:])


def _kind(name: str) -> str:
    """The kind that the name's nouns make it, the most martial first; "" when there is none."""
    kinds = [_kinds()[word] for word in (found.group().lower() for found in _WORD.finditer(name)) if word in _kinds()]
    return max(kinds, key=lambda kind: _WEIGHT[kind], default="")


@cache
def _kinds() -> Mapping[str, str]:
    return mapping("organisation_words", "word", "kind")


def _title(name: str, acronym: str) -> str:
    """``FRONT FOR THE VALLEY``, ``FV`` -> ``Front for the Valley (FV)``."""
    words = " ".join(name.split()).strip(" \"“”'’")
    if words.isupper():
        words = " ".join(one.lower() if one.lower() in _CONNECTORS else one.capitalize() for one in words.split())
    return f"{words} ({acronym})"
